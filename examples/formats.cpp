// SPDX-License-Identifier: MIT
// A report in all its forms, and into a file piece by piece.
#include "check.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/format.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/saleskpi.hpp>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

using namespace saleskpi;

namespace {

Book example_book() {
    using enum Stage;
    const std::vector<Deal> deals{
        {.id = "1", .rep = "Asha", .stage = won, .closed = "2025-01-20"_date, .amount = 1200_usd},
        {.id = "2", .rep = "Asha", .stage = lost, .closed = "2025-02-11"_date, .amount = 300_usd},
        {.id = "3", .rep = "=Ben", .stage = won, .closed = "2025-03-05"_date, .amount = 34.5_usd},
        {.id = "4", .rep = "Eva", .stage = lost, .closed = "2025-03-06"_date, .amount = 80_usd},
        {.id = "5", .rep = "Eva", .stage = won, .amount = 900_usd},                   // when?
        {.rep = "Eva", .stage = won, .closed = "2025-03-07"_date, .amount = 70_usd},  // which?
    };
    return BookBuilder{usd}.add(deals).build();
}

}  // namespace

int main() {
    const Book book = example_book();
    //! [table]
    const Table table = rollup(book)
                            .metrics(kpi::win_rate, kpi::average_deal_size)
                            .by(by::rep)
                            .during("2025-01-01"_date, "2025-04-01"_date)
                            .run();
    //! [table]

    //! [stream]
    const Report report{table};  // evaluates each cell, once
    std::FILE* const file = std::tmpfile();
    bool is_written = file != nullptr;
    write_csv(report, [&](std::string_view piece) {
        is_written = is_written && std::fwrite(piece.data(), 1, piece.size(), file) == piece.size();
    });
    is_written = is_written && std::fflush(file) == 0;
    //! [stream]
    show(is_written ? "written" : "not written", "written");
    if (file != nullptr) std::fclose(file);

    //! [large]
    const Report passing{table, {.keep = false}};
    std::size_t bytes = 0;
    write_json(passing, [&](std::string_view piece) { bytes += piece.size(); });
    //! [large]
    show(bytes == json_text(table).size() ? "all" : "not all", "all");

    //! [csv]
    show(
        to_csv(table),
        "rep,period,from,to,complete,win_rate,average_deal_size,currency,reasons,marks,coverage,"
        "rejected\r\n"
        "'=Ben,all,2025-01-01,2025-03-31,true,1,34.50,USD,,,,1\r\n"
        "Asha,all,2025-01-01,2025-03-31,true,0.5,1200.00,USD,,,,1\r\n"
        "Eva,all,2025-01-01,2025-03-31,true,0,,USD,average_deal_size: no_records,"
        "win_rate: incomplete(1/1); average_deal_size: incomplete(1/1),,1\r\n");

    show(
        to_csv(table, {.notes = false, .guard = false}),
        "rep,period,from,to,complete,win_rate,average_deal_size\r\n"
        "=Ben,all,2025-01-01,2025-03-31,true,1,34.50\r\n"
        "Asha,all,2025-01-01,2025-03-31,true,0.5,1200.00\r\n"
        "Eva,all,2025-01-01,2025-03-31,true,0,\r\n");
    //! [csv]

    //! [markdown]
    show(to_markdown(table), R"(2025-01-01 to 2025-03-31, money in USD

| rep | Win rate | Average deal size |
| --- | ---: | ---: |
| =Ben | 100.00 % | 34.50 |
| Asha | 50.00 % | 1,200.00 |
| Eva | 0.00 %!2 | -!2 |

- \- no\_records: nothing that counts happened
- \! incomplete: so many more records would count, or may; up to 1 undated: they lack the day they count by; up to 1 unread: rejected, or what decides it could not be read
- \! 1 of 6 records were rejected and do not count
)");
    //! [markdown]
    return 0;
}
