// SPDX-License-Identifier: MIT
// Records of memory may hold anything. What is no value is missing or rejects its record, and is
// reported; nothing that is asked or written afterwards fails by it.
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "value/utf8.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/csv/table.hpp>
#include <saleskpi/json/table.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/record/records.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <random>
#include <string>
#include <tuple>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

/// Not the distributions of <random>: theirs differ between standard libraries.
class Values {
public:
    explicit Values(std::uint32_t seed) : random_{seed} {}

    std::size_t below(std::size_t n) { return random_() % n; }

    /// A value for the field, one of five an odd one.
    FieldValue of(const FieldInfo& field) {
        FieldValue value;
        value.missing = below(8) == 0;
        const bool is_odd = below(5) == 0;
        value.currency = is_odd ? Currency{} : below(3) == 0 ? eur : usd;
        constexpr std::int64_t least = missing_number;
        switch (field.type) {
            case FieldType::text:
            case FieldType::credits:
                value.text = is_odd
                                 ? pick(std::array{"Ren\xE9", "\xC3", "\x8B\x8B", "\xED\xA0\x80"})
                                 : pick(std::array{"Asha", "Zo\xC3\xAB", "USD", "B", "EUR"});
                break;
            case FieldType::choice:
                value.number =
                    static_cast<std::int64_t>(is_odd ? 200 : below(field.choices.size()));
                break;
            case FieldType::date:
                value.number = is_odd ? pick(std::array{
                                            std::int64_t{INT32_MIN}, std::int64_t{INT32_MAX},
                                            -719'163L, 2'932'897L})  // one day too far, either way
                                      : pick(std::array{-719'162L, 20'000L, 20'100L, 2'932'896L});
                break;
            default:
                value.number = is_odd ? least : pick(std::array{0L, 1'000'000'000L, -5L, 12'345L});
        }
        return value;
    }

private:
    template <class T, std::size_t N>
    T pick(const std::array<T, N>& values) {
        return values[below(N)];
    }

    std::mt19937 random_;
};

template <class R>
std::vector<R> odd_records(Values& values, std::size_t n) {
    std::vector<R> records(n);
    for (std::size_t i = 0; i < n; ++i)
        for (const FieldInfo& field : record_type<R>().fields) {
            FieldValue value = values.of(field);
            const std::string id = std::to_string(i);
            if (field.identity && detail::is_utf8(value.text)) value.text = id;
            if (field.write) field.write(&records[i], value);
        }
    return records;
}

void add_credits(std::vector<Deal>& deals, Values& values) {
    for (Deal& deal : deals) {
        if (values.below(3) > 0) continue;
        const bool is_odd = values.below(3) == 0;
        deal.credits = {
            {is_odd ? "\xC3" : "Asha", Decimal::ratio(1, 2)},
            {"Ben", Decimal::from_nanos(values.below(9) == 0 ? missing_number : 400'000'000)}};
    }
}

template <class... R>
Book odd_book(Values& values, std::type_identity<std::tuple<R...>>) {
    BookBuilder builder{usd};
    const auto add = [&](auto records) {
        if constexpr (std::is_same_v<decltype(records), std::vector<Deal>>)
            add_credits(records, values);
        builder.add(records);
    };
    (add(odd_records<R>(values, 30)), ...);
    if (values.below(2) == 0) builder.pipeline({"Asha", "B", "Zo\xC3\xAB"});
    if (values.below(2) == 0) builder.as_of(Date{date::days{20'050}});
    return builder.build();
}

void check_report(const BuildReport& report) {
    for (const TableCount& count : report.tables)
        CHECK(count.read == count.kept + count.rejected + count.later + count.replaced);
    std::size_t rejected = 0;
    for (const Finding& f : report.findings) {
        rejected += f.rejected ? 1 : 0;
        if (!detail::is_utf8(f.id + f.field + f.value + f.reason)) CHECK(f.value == "UTF-8");
    }
    CHECK(rejected == report.rejected());
}

}  // namespace

TEST_CASE("records of memory may hold anything") {
    const std::vector<Definition> metrics = laws::metrics_of_all_time();
    for (std::uint32_t seed = 1; seed <= 5; ++seed) {
        CAPTURE(seed);
        Values values{seed};
        const Book book = odd_book(values, std::type_identity<detail::LibraryRecords>{});
        check_report(book.report());
        CHECK(book.report().rejected() > 20);
        const std::vector<std::string> all = book.dimensions();
        for (int i = 0; i < 4; ++i) {
            Rollup query = rollup(book);
            query.metrics(metrics).by(all[values.below(all.size())]).threads(1);
            if (i % 2 == 0)
                query.every(Grain::year).during({date_of(2024, 1, 1), date_of(2026, 1, 1)});
            const Table table = query.run();
            CHECK_FALSE(nlohmann::json(table).dump().empty());
            CHECK(detail::is_utf8(to_csv(table)));
        }
    }
}

TEST_CASE("so may those of a direct call") {
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        Values values{seed};
        std::vector<Deal> deals = odd_records<Deal>(values, 50);
        for (Deal& deal : deals)  // amounts of one currency, as a call asks for
            for (auto amount : {&Deal::amount, &Deal::cost, &Deal::list})
                if (deal.*amount) deal.*amount = Money{(deal.*amount)->minor(), usd};
        std::size_t won_deals = 0;
        for (const Deal& deal : deals)
            won_deals += deal.stage == Stage::won && deal.closed && *deal.closed >= earliest_date &&
                         *deal.closed <= latest_date;
        CHECK(deals_won(deals) == Count{static_cast<std::int64_t>(won_deals)});
        CHECK_NOTHROW((void)revenue(deals));
        CHECK_NOTHROW((void)gross_margin(deals));
        CHECK_NOTHROW((void)sales_cycle(deals));
        CHECK_NOTHROW((void)revenue_per_customer(deals));
        CHECK_NOTHROW((void)pipeline_value.within({earliest_date, latest_date}, deals));
    }
}
