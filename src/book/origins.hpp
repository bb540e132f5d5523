// SPDX-License-Identifier: MIT
#pragma once

#include "book/column.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Where records without ids came from, one entry for each: a line of a file, or the position, from 1,
/// in all that was added of their table.
struct OriginRows {
    static constexpr std::int32_t no_file = -1;

    std::vector<std::int64_t> numbers;  ///< of lines, or positions
    std::vector<std::int32_t> files;    ///< numbers among the names of files
};

/// How a record is called: by its id, or by where it came from.
struct RecordName {
    std::string text;  ///< the id, or the name of the file
    bool is_id = false;
    bool is_line = false;     ///< and not a position
    std::int64_t number = 0;  ///< of the line, or the position

    auto operator<=>(const RecordName&) const = default;
    /// "D-17", "deals.csv:17", "line 17" of a file without a name, or "#17".
    std::string shown() const;
};

/// Where the records of a table came from, packed. Empty where all of them have ids.
class Origins {
public:
    Origins() = default;
    /// Of rows in the given order.
    Origins(const OriginRows& rows, std::span<const std::uint32_t> order);

    std::size_t bytes() const noexcept { return numbers_.bytes() + files_.bytes(); }
    bool empty() const noexcept { return numbers_.size() == 0; }
    RecordName name(std::size_t record, std::span<const std::string> files) const;

    /// Of some of the records.
    Origins of(std::span<const std::uint32_t> records) const;
    /// Of n records and m others, in an order that numbers them through. The numbers of the others'
    /// files are translated.
    static Origins joined(
        const Origins& a,
        std::size_t n,
        const Origins& b,
        std::size_t m,
        std::span<const std::int32_t> files_of_b,
        std::span<const std::uint32_t> order);

private:
    /// Writes n entries; those of records with ids are without a file and a number.
    void read(std::size_t n, std::int64_t* numbers, std::int32_t* files) const;

    Column numbers_;
    Column files_;
};

/// Adds names of files to others, each once; gives the number of each of the added ones.
std::vector<std::int32_t> add_files(
    std::vector<std::string>& files, std::span<const std::string> added);

}  // namespace saleskpi::inline v0_3::detail
