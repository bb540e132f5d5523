// SPDX-License-Identifier: MIT
// Golden tests of one's own numbers: what is known to be right stands in a file, and a test compares.
#include "check.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/format/golden.hpp>
#include <saleskpi/saleskpi.hpp>

#include <optional>
#include <vector>

using namespace saleskpi;

namespace {

/// As things stood at the end of the day; without one, as they stand.
Book book_as_of(const std::optional<Date>& day) {
    using enum Stage;
    const std::vector<Assignment> seats{{"Asha", "North"}, {"Ben", "North"}, {"Eva", "South"}};
    const std::vector<Deal> deals{
        {.id = "1", .rep = "Asha", .stage = won, .closed = "2025-01-20"_date, .amount = 1200_usd},
        {.id = "2", .rep = "Ben", .stage = won, .closed = "2025-02-11"_date, .amount = 849.50_usd},
        {.id = "3", .rep = "Ben", .stage = lost, .closed = "2025-02-28"_date, .amount = 3000_usd},
        {.id = "4", .rep = "Eva", .stage = won, .closed = "2025-05-02"_date, .amount = 700_usd},
    };
    BookBuilder builder{usd};
    builder.add(seats).add(deals);
    if (day) builder.as_of(*day);
    return builder.build();
}

}  // namespace

int main() {
    const Book book = book_as_of({});

    //! [hold]
    // Most often of a file: read_golden("numbers.csv", csv_format()).
    const std::vector<GoldenCheck> checks = parse_golden(
        "metric,group,period,expected\n"
        "revenue,,2025-Q1,2049.50 USD\n"
        "win_rate,team = North,2025-Q1,2/3\n"
        "win_rate,team = South,2025-Q1,no value: no_records\n",
        csv_format());
    const std::vector<GoldenDifference> wrong = golden_differences(book, checks);
    if (!wrong.empty()) return 1;  // in Catch2: CHECK(to_text(wrong) == "")
    //! [hold]

    //! [differ]
    const auto differences = golden_differences(
        book,
        {{.metric = "win_rate", .group = "team = North", .period = "2025-Q1", .expected = "50 %"}});
    fmt::print("{}", to_text(differences));
    //! [differ]
    if (differences.size() != 1) return 1;

    //! [as_of]
    const auto as_of = golden_differences(
        book_as_of, parse_golden(
                        "metric,period,as_of,expected\n"
                        "revenue,2025-Q1,2025-01-31,1200 USD\n"
                        "revenue,2025-Q1,,2049.50 USD\n",
                        csv_format()));
    //! [as_of]
    if (!as_of.empty()) return 1;

    //! [mistake]
    try {
        golden_differences(
            book, parse_golden("metric,period,expected\nwin_rat,2025-Q1,2/3\n", csv_format()));
    } catch (const Error& error) {
        show(error.what(), "line 2: there is no metric 'win_rat'; did you mean win_rate?");
    }
    //! [mistake]
}
