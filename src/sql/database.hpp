// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/day_range.hpp"
#include "book/dimensions.hpp"
#include "sql/sql_table.hpp"

#include <saleskpi/sql/executor.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A table of which the database keeps what is regular.
struct StayingTable {
    /// Conditions on rows under the alias t, of which each leaves some out that the book has: those that only a
    /// book can settle, and those that such records name.
    std::vector<Sql> left_out;
    std::size_t records = 0;                            ///< those that stay
    std::map<std::string, DayRange, std::less<>> days;  ///< of each of their dates
};

/// A database as it was opened.
struct Database {
    std::shared_ptr<sql::Executor> executor;
    std::map<std::string, SqlTable, std::less<>> tables;
    std::map<std::string, StayingTable, std::less<>> staying;

    const sql::Dialect& dialect() const { return executor->dialect(); }
    const SqlTable* find(std::string_view table) const {
        const auto found = tables.find(table);
        return found == tables.end() ? nullptr : &found->second;
    }
    const StayingTable* stays(std::string_view table) const {
        const auto found = staying.find(table);
        return found == staying.end() ? nullptr : &found->second;
    }
};

/// The rows of one table, with what they take from records that they name, as a query. Each field that is
/// asked for becomes a column of it.
class RowQuery {
public:
    RowQuery(const Database& database, const SqlTable& table);

    const SqlTable& table() const { return *table_; }

    /// The column of a field, or nothing where the table has no such field.
    std::optional<Sql> field(std::string_view name);
    /// By what a dimension cuts the rows, as cut_of() of a book, and the column with the name of the member
    /// where the rows say it.
    struct Cut {
        CutWay way = CutWay::none;
        Sql column{};
    };
    Cut dimension(const BookData& book, const std::string& name);
    /// The day since when a row is in a stock from that date on: another date may say it.
    Sql start_day(std::string_view from);

    /// With the columns that were asked for so far. What `left_out` says is left out.
    Sql text(std::span<const Sql> left_out) const;

private:
    /// A table that takes part: the first is that of the rows, others are joined by a key of those before.
    struct Source {
        const SqlTable* table;
        Sql key{};
        std::vector<std::pair<std::string, Sql>> columns{};
    };

    Sql column(const std::string& name, const Sql& value);
    /// A field as the table of a source itself has it.
    Sql own(std::size_t source, std::string_view field);
    /// Its own, or else that of the record that it names.
    Sql value(std::size_t source, std::string_view field);
    std::size_t joined(const SqlTable& table, const Sql& key);
    Cut cut(std::size_t source, const BookData& book, const DimensionFields& fields);
    Sql of_customer(std::size_t source, const DimensionFields& fields);

    const Database* database_;
    const SqlTable* table_;
    std::vector<Source> sources_;
    std::vector<std::pair<std::string, Sql>> columns_;
};

}  // namespace saleskpi::inline v0_3::detail
