// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/book.hpp>
#include <saleskpi/value/quantity.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Threads: lists are values, as int; who loads into LoadChecks has them alone.
namespace saleskpi::inline v0_3 {

/// What a sense check looks at.
enum class DataCheckKind : std::uint8_t {
    read,              ///< records of a table that were read
    kept,              ///< that count
    replaced,          ///< that a later one says, or that are deleted
    later,             ///< that began after the day as of which the book is known
    left_out,          ///< rows that are no records, by a rule of a mapping; none of those read
    rejected,          ///< for one reason, in one field
    doubtful,          ///< that count, though something was found in one field
    missing,           ///< that count and lack a field
    empty_fields,      ///< how many fields no record has
    sum,               ///< of a field in one currency, as it was read
    largest,           ///< an amount, against the 99th percentile of the others
    days_outside,      ///< days before 1990, or ten years after the last that is known
    two_orders,        ///< days of one column, written with the day first and with the month first
    not_looked_up,     ///< keys that the file of a look-up does not have
    ids_in_two_files,  ///< ids of one table that stand in two files
    dropped_column,    ///< a column that no field reads, and that is called like a dimension
    unread_column      ///< any other
};

inline constexpr std::array all_data_check_kinds{
    DataCheckKind::read,
    DataCheckKind::kept,
    DataCheckKind::replaced,
    DataCheckKind::later,
    DataCheckKind::left_out,
    DataCheckKind::rejected,
    DataCheckKind::doubtful,
    DataCheckKind::missing,
    DataCheckKind::empty_fields,
    DataCheckKind::sum,
    DataCheckKind::largest,
    DataCheckKind::days_outside,
    DataCheckKind::two_orders,
    DataCheckKind::not_looked_up,
    DataCheckKind::ids_in_two_files,
    DataCheckKind::dropped_column,
    DataCheckKind::unread_column};

/// "days_outside"
std::string_view name(DataCheckKind kind);

/// One line of the sense checks.
struct DataCheck {
    std::string table;
    DataCheckKind kind = DataCheckKind::read;
    std::string of{};                    ///< the field or the column; empty for the whole table
    std::size_t count = 0;               ///< of records, days, keys or ids
    std::size_t all = 0;                 ///< of how many; 0 where there is no such number
    std::optional<AnyQuantity> value{};  ///< a sum, or the largest amount
    std::string note{};                  ///< in words: an example, what was expected
    bool is_suspicious = false;          ///< is seldom so in data that are right

    bool operator==(const DataCheck&) const = default;
};

namespace detail {
struct LoadChecksState;
struct LoadChecksAccess;
}  // namespace detail

/// What sense checks need of files while they are loaded: `LoadOptions::checks`. One for all loads of
/// a book.
class LoadChecks {
public:
    LoadChecks();

private:
    friend struct detail::LoadChecksAccess;
    std::shared_ptr<detail::LoadChecksState> state_;
};

/// The sense checks of a book, by table, in the order of the kinds. Computed when they are asked for: it
/// goes over the columns once.
std::vector<DataCheck> data_checks(const Book& book);
/// The same with what only the files tell: sums by currency, columns, look-ups, orders of day and month,
/// ids in two files.
std::vector<DataCheck> data_checks(const Book& book, const LoadChecks& loads);

}  // namespace saleskpi::inline v0_3
