// SPDX-License-Identifier: MIT
// Exports of billing systems as they come, in tests/load/exports, with the traps of each planted. What subscriptions
// bring in a month are powers of two, so that a sum tells which are in it. A trial, a pause or a discount is of a
// subscription whose months are not asked for, begins and ends in one of them, or brings nothing.
#include "catch.hpp"
#include "support/preset_export.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/load/records.hpp>

using namespace preset_export;

namespace {

/// "mrr arr; paying; new churned" at the end of each month of the first quarter of 2025.
Texts months(const Book& book) {
    const Table table =
        rollup(book)
            .metrics(kpi::mrr, kpi::arr, kpi::paying_customers, kpi::new_mrr, kpi::churned_mrr)
            .every(Grain::month)
            .during(make::day("2025-01-01"), make::day("2025-04-01"))
            .run();
    Texts all;
    for (const auto row : table)
        all.push_back(fmt::format(
            "{} {}; {}; {} {}", make::text(row[kpi::mrr]), make::text(row[kpi::arr]),
            make::text(row[kpi::paying_customers]), make::text(row[kpi::new_mrr]),
            make::text(row[kpi::churned_mrr])));
    return all;
}

/// "id: started, trial_until, paused, resumed, cancelled, ended" of the subscriptions that have one of the days but the
/// first and the last.
Texts terms(const std::filesystem::path& folder, const std::string& preset) {
    const FittedPreset fitted = fit_preset(preset, folder, options());
    const TableMapping mapping = parse_mapping(fitted.mapping).tables.at(0);
    ReadOptions reading;
    reading.mapping = mapping;
    reading.currency = usd;
    const auto read = read_records<Subscription>(folder / mapping.file, csv_format(), reading);
    const auto day = [](const std::optional<Date>& date) { return date ? to_text(*date) : "-"; };
    Texts all;
    for (const Subscription& s : read.records)
        if (s.trial_until || s.paused || s.cancelled)
            all.push_back(fmt::format(
                "{}: {} {} {} {} {} {}", s.id, day(s.started), day(s.trial_until), day(s.paused),
                day(s.resumed), day(s.cancelled), day(s.ended)));
    return all;
}

}  // namespace

TEST_CASE("Stripe: items, namesakes, notice and end, what never began, starts that are reset") {
    for (const char* preset : {"stripe", "auto"}) {
        const Book book = loaded(folder_of("stripe"), preset);
        // January 1 + 2 x 1 of one customer, 48 a year of another of that name, 8, and 64 that began at 23:30 on the
        // last day. February 16, 32, which is past due, and 256 after a trial. In March the 8 end, on the day from
        // which they are paid for no longer: notice was given in February. 1,024 begin on a day that there is not,
        // and so are there since they were created.
        CHECK(
            months(book) == Texts{
                                "79.00 USD 948.00 USD; 4; 79.00 USD 0.00 USD",
                                "383.00 USD 4596.00 USD; 7; 304.00 USD 0.00 USD",
                                "1399.00 USD 16788.00 USD; 7; 1024.00 USD 8.00 USD"});
        CHECK(
            findings(book) == Texts{
                                  "13 price '512.00 EUR' no_rate", "14 price '1,50' invalid",
                                  "15 started '2025-02-30 10:00' invalid",
                                  "17 id 'sub_1, seat_m' duplicate out"});
        CHECK(
            left_out(book) ==
            Texts{"subscriptions Status is not like 'incomplete' nor 'incomplete_expired': 2"});
    }
    CHECK(
        terms(folder_of("stripe"), "stripe") ==
        Texts{
            "sub_3, base_m: 2025-01-10 - - - 2025-02-20 2025-03-10",
            "sub_4, base_m: 2025-02-01 - - - 2025-04-25 -",
            "sub_9, base_m: 2025-05-01 2025-05-15 - - - -",
            "sub_10, base_m: 2025-02-04 2025-02-18 - - - -",
            "sub_14, free_m: 2025-01-02 2025-01-16 2025-01-16 - - -"});
}
