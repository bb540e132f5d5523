// SPDX-License-Identifier: MIT
#pragma once

#include "plan/steps/many_values.hpp"
#include "rollup/evaluate.hpp"
#include "rollup/table_data.hpp"

#include <saleskpi/rollup/report.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A fraction as the arithmetic left it, or why there is none.
struct CellParts {
    Exact::Parts value{0, 1};
    std::optional<Reason> reason;
    Marks marks;
    Coverage coverage;
};

/// The nearest double, or a neighbour of it beyond 53 bits, as if the fraction were reduced.
inline double quotient(std::int64_t above, std::int64_t below) {
    constexpr std::int64_t exactly = std::int64_t{1} << 53U;
    // Of numbers that doubles hold, it is the same either way.
    const bool is_plain = -exactly <= above && above <= exactly && below <= exactly;
    return is_plain ? static_cast<double>(above) / static_cast<double>(below)
                    : Rational{above, below}.to_double();
}

/// How many records a cell lacks that would count, or may.
struct Lacking {
    std::uint32_t undated;
    std::uint32_t unread;
};

/// The cells of one metric, row after row: 22 bytes each, 14 where all are whole numbers; 2 more where
/// records lack what is needed. Numbers beyond 64 bits have more, and stand apart.
class CellColumn {
public:
    void reserve(std::size_t cells);
    void add(const CellParts& cell);
    /// One of many cells that is not left to single ones.
    void add(const ManyValues& values, std::size_t cell, const Coverage& coverage);
    CellParts operator[](std::size_t row) const;
    /// Of the heap, as far as it grows with each cell.
    std::size_t bytes() const;

    /// In the given currency, as ReportCell::to_double() says it.
    std::optional<double> to_double(std::size_t row, double minor_per_major) const;

private:
    static constexpr std::uint8_t no_reason = ManyValues::no_reason;

    void add(
        std::int64_t above,
        std::int64_t below,
        std::uint8_t reason,
        Marks marks,
        const Coverage& coverage);

    std::vector<std::int64_t> numerators_;
    std::vector<std::int64_t> denominators_;  ///< none as long as all are 1
    std::vector<std::uint8_t> reasons_;
    std::vector<std::uint8_t> marks_;  ///< a bit each
    std::vector<std::uint32_t> known_;
    std::vector<std::uint16_t> missing_;  ///< none as long as all are 0
    /// By row: what is too large for its place.
    std::unordered_map<std::uint32_t, Exact::Parts> large_;
    std::unordered_map<std::uint32_t, Coverage> coverage_;
    std::unordered_map<std::uint32_t, Lacking> lacking_;  ///< by row, where the mark is there
};

/// Rows of a report that follow each other.
struct ReportBlock {
    std::size_t first_row = 0;
    std::size_t rows = 0;
    std::vector<CellColumn> columns;

    /// A cell of a row of the report.
    ReportCell cell(std::size_t row, std::size_t column, Unit unit, Currency currency) const;
};

struct ReportData {
    ReportData(const Table& of, ReportOptions how);

    /// Evaluates rows that follow each other: any number of threads may, each its own.
    ReportBlock block(std::size_t first_row, std::size_t rows) const;
    /// The block that holds a row, and as many behind it as there are threads.
    std::vector<std::shared_ptr<const ReportBlock>> blocks_from(std::size_t row) const;

    static constexpr std::size_t rows_of_block = 4096;

    Table table;
    std::shared_ptr<const TableData> data;
    ReportOptions options;
    std::vector<ReportColumn> columns;
    std::vector<std::shared_ptr<const ReportBlock>> kept;
};

}  // namespace saleskpi::inline v0_3::detail
