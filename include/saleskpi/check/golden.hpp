// SPDX-License-Identifier: MIT
// Golden tests of one's own numbers: a file of numbers that somebody knows to be right, one per line,
//   metric,group,period,as_of,expected,note
//   revenue,,2025-Q1,,2049.50 USD,as in the annual report
//   win_rate,team = North,2025-Q1,,2/3,
//   revenue / deals_won,"region = EMEA, team = North",2025-03,2025-06-30,4099/4 USD,
//   win_rate,team = South,2025-Q1,,no value: no_records,
// docs/golden.md describes the columns. In C++, with <saleskpi/format/golden.hpp> for the text:
//   const auto wrong = golden_differences(book, read_golden("numbers.csv", csv_format()));
//   fmt::print("{}", to_text(wrong));
// Threads: functions without state, for any number at once.
#pragma once

#include <saleskpi/book/book.hpp>
#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/load/file_format.hpp>
#include <saleskpi/rollup/explain.hpp>
#include <saleskpi/value/date.hpp>
#include <saleskpi/value/outcome.hpp>
#include <saleskpi/value/quantity.hpp>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3 {

/// One number that somebody knows to be right.
struct GoldenCheck {
    std::string metric{};         ///< an id, or a formula
    std::string group{};          ///< "region = EMEA, team = North"; empty: the whole
    std::string period{};         ///< "2025-Q1", or days: "2025-01-01 to 2025-02-15"
    std::optional<Date> as_of{};  ///< of which day the book must be; missing: of any
    std::string policy{};         ///< of recurring revenue, "stripe"; empty: that of the book
    std::string expected{};       ///< "2049.50 USD", "2/3", "62.5 %", "no value: no_target"
    std::string marks{};          ///< "over_whole", "none"; empty: whatever marks there are
    std::string note{};           ///< for readers
    std::string file{};
    std::size_t line = 0;  ///< from 1; 0 for a check that no file has

    bool operator==(const GoldenCheck&) const = default;
};

/// A check that does not hold.
struct GoldenDifference {
    GoldenCheck check;
    Outcome<AnyQuantity> expected;
    Explanation explanation;  ///< of the value that there is instead
};

/// Reads a file of checks, or one in memory. Throws Error unreadable_file, empty_file, missing_column
/// and invalid_argument, which name file and line.
std::vector<GoldenCheck> read_golden(const std::filesystem::path& path, const FileFormat& format);
std::vector<GoldenCheck> parse_golden(std::string_view text, const FileFormat& format);

/// Those of the checks that do not hold, in their order: exact values are compared, and nothing is
/// rounded; marks where a check says some. A check that cannot be asked is an error and no difference: throws Error unknown_metric,
/// unknown_dimension, no_such_cell (no such member), invalid_date (the period), invalid_argument (what
/// is expected, a policy, or a day that is not the book's), and what Rollup::run() throws, naming file and line.
std::vector<GoldenDifference> golden_differences(
    const Book& book, const std::vector<GoldenCheck>& checks, const Catalogue& catalogue = {});

/// The book as of the day that a check says; of a check that says none, as it is.
using BookAsOf = std::function<Book(const std::optional<Date>&)>;

/// The same for checks as of several days; a book is asked for once for each of them.
std::vector<GoldenDifference> golden_differences(
    const BookAsOf& book_as_of,
    const std::vector<GoldenCheck>& checks,
    const Catalogue& catalogue = {});

/// A value or a reason as a check writes it, exactly: "2049.50 USD", "2/3", "no value: no_target".
std::string golden_text(const Outcome<AnyQuantity>& value);

}  // namespace saleskpi::inline v0_3
