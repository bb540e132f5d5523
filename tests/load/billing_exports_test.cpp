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

/// The mrr of each id in March 2025, "?" where it may be another, and what was found.
Texts told(
    const std::string& preset, std::string_view header, const std::vector<std::string>& rows) {
    const TempDir folder;
    std::string text{header};
    for (const std::string& row : rows)
        text += "\n" + row;
    folder.file("subscriptions.csv", text + "\n");
    const Book book = loaded(folder.path(), preset);
    Texts all;
    const Table table = rollup(book)
                            .metrics(kpi::mrr)
                            .by("subscription")
                            .during(make::day("2025-03-01"), make::day("2025-04-01"))
                            .run();
    for (const auto row : table)
        all.push_back(
            std::string{row.key().group[0]} + " " + make::text(row[kpi::mrr]) +
            (row.cell("mrr").marks.has(Mark::incomplete) ? "?" : ""));
    for (const std::string& finding : findings(book))
        all.push_back(finding);
    return all;
}

}  // namespace

TEST_CASE("Stripe: a status of which the day is missing") {
    CHECK(
        told(
            "stripe",
            "id,Customer ID,Plan,Currency,Interval,Amount,Status,Created (UTC),Trial End (UTC),"
            "Canceled At (UTC),Ended At (UTC)",
            {"s1,c1,p,usd,month,1.00,active,2025-01-05 10:00,,,",
             "s2,c2,p,usd,month,2.00,canceled,2025-01-05 10:00,,2025-02-05 10:00,",
             "s3,c3,p,usd,month,4.00,paused,2025-01-05 10:00,,,",
             "s4,c4,p,usd,month,8.00,trialing,2025-01-05 10:00,,,",
             "s5,c5,p,usd,month,16.00,new one,2025-01-05 10:00,,,",
             "s6,c6,p,usd,month,32.00,Past_Due,2025-01-05 10:00,2025-01-20 10:00,,"}) ==
        Texts{
            "s1, p 1.00 USD", "s2, p 2.00 USD?", "s3, p 4.00 USD", "s4, p 8.00 USD",
            "s5, p 16.00 USD?", "s6, p 32.00 USD", "3 ended 'canceled' invalid",
            "4 paused 'paused' invalid", "5 trial_until 'trialing' invalid",
            "6 ended 'new one' invalid"});
}

TEST_CASE("Chargebee: a status of which the day is missing") {
    CHECK(
        told(
            "chargebee",
            "customers.id,subscriptions.id,subscriptions.plan_id,subscriptions.plan_unit_price,"
            "subscriptions.status,subscriptions.trial_end,subscriptions.created_at,"
            "subscriptions.started_at,subscriptions.cancelled_at,subscriptions.pause_date",
            {"c1,s1,a-Monthly,1.00,Active,,05-Jan-2025,05-Jan-2025,,",
             "c2,s2,a-Monthly,2.00,Cancelled,,05-Jan-2025,05-Jan-2025,,",
             "c3,s3,a-Monthly,4.00,Paused,,05-Jan-2025,05-Jan-2025,,",
             "c4,s4,a-Monthly,8.00,In Trial,,05-Jan-2025,05-Jan-2025,,",
             "c5,s5,a-Monthly,16.00,Transferred,,05-Jan-2025,05-Jan-2025,,",
             "c6,s6,a-Monthly,32.00,non_renewing,,05-Jan-2025,05-Jan-2025,05-Jun-2025,"}) ==
        Texts{
            "s1 1.00 USD", "s2 2.00 USD?", "s3 4.00 USD", "s4 8.00 USD", "s5 16.00 USD?",
            "s6 32.00 USD", "3 ended 'Cancelled' invalid", "4 paused 'Paused' invalid",
            "5 trial_until 'In Trial' invalid", "6 ended 'Transferred' invalid"});
}

TEST_CASE("Recurly: a state of which the day is missing") {
    CHECK(
        told(
            "recurly",
            "version_uuid,account_code,subscription_expires_at,subscription_state,version_started_"
            "at,"
            "version_ended_at,plan_code,subscription_currency,version_plan_interval_unit,"
            "version_plan_interval_length,version_total_recurring_amount,version_in_trial",
            {"v1,a,,active,2025-01-05 10:00:00 PST,,p,USD,months,1,1,N",
             "v2,b,,expired,2025-01-05 10:00:00 PST,,p,USD,months,1,2,N",
             "v3,c,,failed,2025-01-05 10:00:00 PST,,p,USD,months,1,4,N",
             "v4,d,2025-02-01 10:00:00 PST,expired,2025-01-05 10:00:00 PST,,p,USD,months,1,8,N"}) ==
        Texts{
            "v1 1.00 USD", "v2 2.00 USD?", "v3 4.00 USD?", "v4 0.00 USD",
            "3 ended 'expired' invalid", "4 ended 'failed' invalid"});
}

TEST_CASE("Baremetrics: a number that cannot be read is not one") {
    CHECK(
        told(
            "baremetrics",
            "plan_oid,plan_currency,plan_amount,plan_interval,plan_interval_count,customer_oid,"
            "subscription_oid,subscription_started_at,subscription_canceled_at,subscription_"
            "quantity",
            {"p,USD,100,month,,c1,s1,2025-01-05,,", "p,USD,200,month,1.5,c2,s2,2025-01-05,,",
             "p,USD,400,month,1,c3,s3,2025-01-05,,two", "p,USD,800,month,0,c4,s4,2025-01-05,,1",
             "p,USD,1600,month,1,c5,s5,2025-01-05,,-3"}) ==
        Texts{
            "s1 1.00 USD", "s2 missing_values", "s3 missing_values", "s4 missing_values",
            "s5 missing_values", "3 interval_count '1.5' invalid", "4 quantity 'two' invalid",
            "5 interval_count '0' out_of_range", "6 quantity '-3' out_of_range"});
}

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

TEST_CASE(
    "Chargebee: prefixed columns, statuses with blanks, notice and end in one column, scheduled "
    "pauses") {
    for (const char* preset : {"chargebee", "auto"}) {
        const Book book = loaded(folder_of("chargebee"), preset);
        // January 2 x 1, 48 a year, 8, and 64, which is paused in April. February 16, which is cancelled to the end of
        // its term, 96 a quarter and 256. March 512, whose pause is still to come, 1,024 as of its creation, and not
        // the 8.
        CHECK(
            months(book) == Texts{
                                "78.00 USD 936.00 USD; 4; 78.00 USD 0.00 USD",
                                "382.00 USD 4584.00 USD; 7; 304.00 USD 0.00 USD",
                                "1910.00 USD 22920.00 USD; 8; 1536.00 USD 8.00 USD"});
        CHECK(
            findings(book) ==
            Texts{
                "11 interval '' invalid out", "12 price '1,50' invalid", "14 id 's1' duplicate out",
                "15 started '30-Feb-2025 10:00' invalid", "16 interval '' invalid out"});
        CHECK(
            left_out(book) == Texts{"subscriptions subscriptions.status is not like 'future': 1"});
    }
    CHECK(
        terms(folder_of("chargebee"), "chargebee") ==
        Texts{
            "s7: 2025-05-01 2025-05-15 - - - -", "s8: 2025-02-04 2025-02-18 - - - -",
            "s9: 2025-01-20 - 2025-04-10 2025-07-10 - -"});
}

TEST_CASE("Recurly: versions of subscriptions, add-ons, trials, ends that are still to come") {
    for (const char* preset : {"recurly", "auto"}) {
        const Book book = loaded(folder_of("recurly"), preset);
        // January 2 x 1 + 2 of add-ons, 192 a year, and 384 each 13 weeks. February 4 more, 32, and 64 after a trial.
        // March 256, without the 192 a year and the 384.
        CHECK(
            months(book) == Texts{
                                "148.00 USD 1776.00 USD; 3; 148.00 USD 0.00 USD",
                                "248.00 USD 2976.00 USD; 5; 96.00 USD 0.00 USD",
                                "360.00 USD 4320.00 USD; 4; 256.00 USD 144.00 USD"});
        CHECK(
            findings(book) == Texts{
                                  "12 price '512.00 GBP' no_rate",
                                  "13 interval 'fortnights' invalid out",
                                  "14 price '1,024' invalid", "15 id 'v2' duplicate out"});
    }
    CHECK(
        terms(folder_of("recurly"), "recurly") == Texts{
                                                      "v4: 2025-02-20 - - - 2025-02-20 2025-03-10",
                                                      "v5: 2025-02-01 - - - 2025-02-01 -",
                                                      "v10: 2025-04-05 - 2025-04-05 - - -"});
}

TEST_CASE("Baremetrics: cents, counts of intervals, no quantity, days in one form alone") {
    for (const char* preset : {"baremetrics", "auto"}) {
        const Book book = loaded(folder_of("baremetrics"), preset);
        // 2 x 1, 48 a year, 24 each 3 months, and 128 since ever, since their day is none. February 384 each 2 years
        // and 96 each 13 weeks. In March the 24 end, and who paid them is back with 512.
        CHECK(
            months(book) == Texts{
                                "142.00 USD 1704.00 USD; 4; 14.00 USD 0.00 USD",
                                "190.00 USD 2280.00 USD; 6; 48.00 USD 0.00 USD",
                                "694.00 USD 8328.00 USD; 6; 0.00 USD 8.00 USD"});
        CHECK(
            findings(book) == Texts{
                                  "7 price '6400 JPY' no_rate", "8 price '64.5' invalid",
                                  "9 started '03/01/2025' invalid",
                                  "11 interval 'at what interval the plan renews' invalid out",
                                  "12 id 's1' duplicate out"});
    }
    CHECK(
        terms(folder_of("baremetrics"), "baremetrics") ==
        Texts{"s3: 2025-01-10 - - - 2025-03-10 2025-03-10"});
}
