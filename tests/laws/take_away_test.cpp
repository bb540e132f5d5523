// SPDX-License-Identifier: MIT
// The book of all records, of which some are taken away, is the book that the others make.
#include "book/take_away.hpp"

#include "book/book_data.hpp"
#include "catch.hpp"
#include "laws/metrics.hpp"
#include "laws/queries.hpp"
#include "support/draft.hpp"
#include "support/random_book.hpp"
#include "support/same_tables.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

using detail::RecordAt;

Date day(const char* text) { return try_parse_date(text).value(); }

using By = std::vector<std::string>;

Rollup report(const Book& book, const By& by, Grain grain, const char* first, const char* until) {
    const std::vector<Definition> metrics = laws::all_metrics();
    Rollup query = rollup(book);
    query.metrics(metrics).by(by).with_subtotals().every(grain).during(day(first), day(until));
    return query;
}

std::vector<Rollup> reports(const Book& book) {
    return {
        report(book, {"region", "team", "rep"}, Grain::quarter, "2024-01-01", "2025-05-21"),
        report(book, {"product"}, Grain::quarter, "2024-02-01", "2024-12-31"),
        report(book, {"rep"}, Grain::month, "2024-11-01", "2025-02-10"),
        report(book, {}, Grain::window, "2024-03-01", "2025-03-01"),
        report(book, {"team"}, Grain::window, "2023-01-01", "2027-01-01").where(by::rep != "Asha")};
}

template <class T>
std::vector<T> sorted(std::vector<T> all) {
    std::sort(all.begin(), all.end());
    return all;
}

/// Values; what a book without them reports, those know who take them away.
void check_same(const Book& taken, const Book& built) {
    CHECK(sorted(taken.tables()) == sorted(built.tables()));
    CHECK(taken.span() == built.span());
    const std::vector<Rollup> left = reports(taken);
    const std::vector<Rollup> right = reports(built);
    for (std::size_t i = 0; i < left.size(); ++i) {
        INFO(i);
        CHECK(laws::difference_of_values(left[i].run(), right[i].run()) == "");
    }
    const Prepared one = left[2].prepare();
    const Table months = right[2].run();
    for (std::size_t row = 0; row < months.size(); row += 5) {
        const RowKey key = months[row].key();
        const std::optional<RowView> same = one.find(key.group, key.period);
        REQUIRE(same.has_value());
        for (const Definition& metric : months.metrics()) {
            INFO(metric.id() << " " << key.label);
            CHECK(laws::text_of(same->cell(metric)) == laws::text_of(months[row].cell(metric)));
        }
    }
    laws::Random random{5};
    for (int i = 0; i < 6; ++i) {
        laws::Question question = laws::random_question(random);
        if (question.grain == Grain::day) question.grain = Grain::month;  // days take long
        INFO("question " << i << ": " << question.text());
        CHECK(
            laws::difference_of_values(question.to(taken, 2).run(), question.to(built, 1).run()) ==
            "");
    }
    const Period period = Calendar{}.period(Quarter{2024, 3});
    for (const Definition& metric :
         {Definition{revenue}, Definition{win_rate}, Definition{mrr},
          Definition{median_deal_size}}) {
        const std::array<std::string_view, 1> asha{"Asha"};
        const Explanation a = rollup(taken).by(by::rep).explain(metric, asha, period);
        const Explanation b = rollup(built).by(by::rep).explain(metric, asha, period);
        REQUIRE(a.parts.size() == b.parts.size());
        for (std::size_t i = 0; i < a.parts.size(); ++i)
            CHECK(a.parts[i].ids == b.parts[i].ids);
    }
}

/// Where the records of a table are that a book has or left out, by id or position.
std::map<std::string, RecordAt, std::less<>> places(const Book& book, std::string_view table) {
    std::map<std::string, RecordAt, std::less<>> all;
    const detail::BookData& data = detail::data_of(book);
    for (std::size_t part = 0; part < data.tables.size(); ++part) {
        const detail::TablePart& rows = data.tables[part];
        if (rows->name != table || rows.is_variant) continue;
        for (std::size_t i = 0; i < rows->records(); ++i)
            if (!rows.is_dead(i)) all[rows->record_name(i).shown()] = {part, i};
        for (std::size_t i = 0; i < rows->left_out_ids.size(); ++i)
            if (!rows.is_dead(rows->records() + i))
                all[std::string{rows->left_out_ids[i]}] = {part, rows->records() + i};
    }
    return all;
}

using Names = std::map<std::string, std::set<std::string>, std::less<>>;  // by table

/// The records that are left, and the names of those that go.
struct Split {
    laws::Records left;
    Names gone;
};

/// What names a record that goes has things of it: it goes, too. Records that the book rejected for what
/// they say themselves are no matter of taking away.
Split split(const laws::Records& all, const Book& book, laws::Random& random, int percent) {
    Split split{all, {}};
    const auto take = [&](auto member, const auto& goes) {
        const auto& records = all.*member;
        using R = typename std::remove_cvref_t<decltype(records)>::value_type;
        const auto known = places(book, table_of<R>());
        std::vector<R> left;
        for (const R& one : records) {
            std::string name = "#" + std::to_string(&one - records.data() + 1);
            if constexpr (requires { one.id; }) name = one.id;
            if (known.contains(name) && goes(one))
                split.gone[std::string{table_of<R>()}].insert(name);
            else
                left.push_back(one);
        }
        split.left.*member = left;
    };
    const auto some = [&](const auto&) { return random.chance(percent); };
    take(&laws::Records::leads, some);
    const std::set<std::string>& leads = split.gone["leads"];
    take(&laws::Records::deals, [&](const Deal& deal) {
        return random.chance(percent) || leads.contains(deal.lead);
    });
    const std::set<std::string>& deals = split.gone["deals"];
    const auto of_deals = [&](const auto& one) { return deals.contains(one.deal); };
    take(&laws::Records::quotes, of_deals);
    take(&laws::Records::stage_changes, of_deals);
    take(&laws::Records::activities, some);
    // What is derived of a customer's subscriptions is so of all of them.
    std::map<std::string, bool> customers;
    take(&laws::Records::subscriptions, [&](const Subscription& subscription) {
        if (subscription.customer.empty()) return random.chance(percent);
        return customers.try_emplace(subscription.customer, random.chance(percent)).first->second;
    });
    take(&laws::Records::surveys, some);
    take(&laws::Records::tickets, some);
    take(&laws::Records::usage_events, some);
    take(&laws::Records::spend, some);
    take(&laws::Records::targets, some);
    return split;
}

std::vector<RecordAt> found(const Book& book, const Names& gone) {
    std::vector<RecordAt> all;
    for (const auto& [table, names] : gone) {
        const auto known = places(book, table);
        for (const std::string& name : names) {
            all.push_back(known.at(name));
            if (table != table_of<Subscription>()) continue;
            for (const RecordAt& derived : detail::records_with(
                     detail::data_of(book), table_of<MrrMovement>(),
                     mrr_movement::subscription.name, name))
                all.push_back(derived);
        }
    }
    return all;
}

Book at_once(const laws::Records& records, std::optional<Date> as_of = {}) {
    BookBuilder builder{usd};
    if (as_of) builder.as_of(*as_of);
    records.each([&](const auto& all) { builder.add(all); });
    return builder.build();
}

Book grown(const Book& book, const laws::Records& records) {
    BookBuilder builder{book};
    records.each([&](const auto& all) { builder.add(all); });
    return builder.build();
}

void ask_all(const Book& book) {
    for (const Rollup& query : reports(book))
        (void)query.run();
}

}  // namespace

TEST_CASE("a book without some records is the book of the others") {
    for (const int percent : {5, 20, 60, 100}) {
        INFO(percent);
        laws::Random random{static_cast<std::uint64_t>(percent)};
        const laws::Records all = laws::random_records(700 + static_cast<std::uint64_t>(percent));
        const Book book = at_once(all);
        const Split parts = split(all, book, random, percent);
        const Book built = at_once(parts.left);
        check_same(drafts::without(book, found(book, parts.gone)), built);
        ask_all(book);  // what the index has learnt of it stays right
        const Book taken = drafts::without(book, found(book, parts.gone));
        check_same(taken, built);
        check_same(taken, built);
    }
}

TEST_CASE("as of a day those are taken away, too, that were not yet there") {
    laws::Random random{31};
    const Date october = day("2024-10-10");
    const laws::Records all = laws::random_records(731);
    const Book book = at_once(all, october);
    const Split parts = split(all, book, random, 25);
    check_same(drafts::without(book, found(book, parts.gone)), at_once(parts.left, october));
}

TEST_CASE("records are taken away and added by turns") {
    laws::Random random{77};
    const laws::Records all = laws::random_records(770);
    const laws::Records more = laws::random_records(771);
    const Book before = at_once(all);
    const Split parts = split(all, before, random, 30);
    laws::Records left = parts.left;
    Book book = before;
    std::size_t turn = 0;
    for (const auto& [table, names] : parts.gone) {
        std::vector<std::string> some{names.begin(), names.end()};
        random.shuffle(some);
        for (std::size_t first = 0; first < some.size(); first += 7) {
            const std::size_t last = (std::min)(some.size(), first + 7);
            book = drafts::without(
                book, found(
                          book, {{table,
                                  {some.begin() + static_cast<std::ptrdiff_t>(first),
                                   some.begin() + static_cast<std::ptrdiff_t>(last)}}}));
            (void)report(book, {"rep"}, Grain::month, "2024-01-01", "2025-01-01").run();
            if (++turn % 4 != 0) continue;
            laws::Records event;
            event.usage_events = {more.usage_events[turn % more.usage_events.size()]};
            event.deals = {more.deals[turn]};
            event.deals[0].id = "later " + std::to_string(turn);
            event.deals[0].lead.clear();
            book = grown(book, event);
            left.usage_events.push_back(event.usage_events[0]);
            left.deals.push_back(event.deals[0]);
        }
    }
    check_same(book, at_once(left));
    CHECK(
        laws::difference_of_values(reports(before)[0].run(), reports(at_once(all))[0].run()) == "");
    laws::Records again;
    for (const Activity& one : all.activities)
        if (parts.gone.at("activities").contains(one.id)) again.activities.push_back(one);
    left.activities.insert(left.activities.end(), again.activities.begin(), again.activities.end());
    check_same(grown(book, again), at_once(left));
}
