// SPDX-License-Identifier: MIT
// A book with more rows than one batch and one thread take, against a plain loop over its records.
#include "catch.hpp"
#include "support/random_book.hpp"

#include <saleskpi/kpi/predicates.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <array>
#include <map>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::by;

namespace {

struct Sale {
    std::int32_t rep = 0;
    Stage stage = Stage::won;
    std::optional<Date> created, closed;
    std::optional<Money> amount;
    Money cost;
};

const std::array<std::string, 5> reps{"", "Asha", "Ben", "Chloé", "Dmitri"};
const Date move = make_date(2024, 9, 10).value();

/// Who has no team is in none; Asha moves.
std::string team_of(std::int32_t rep, Date day) {
    if (rep == 1) return day < move ? "North" : "South";
    return rep == 2 ? "South" : rep == 3 && day < move ? "West" : "(unassigned)";
}

}  // namespace

template <>
struct saleskpi::Schema<Sale> {
    static constexpr std::string_view table = "deals";
    static constexpr auto fields = std::tuple{
        computed(
            "rep",
            +[](const Sale& s) -> std::string_view {
                return reps[static_cast<std::size_t>(s.rep)];
            }),
        field("stage", &Sale::stage),
        field("created", &Sale::created),
        field("closed", &Sale::closed),
        field("amount", &Sale::amount),
        field("cost", &Sale::cost)};
};

namespace {

constexpr auto total = metric("total", sum(deal::amount).where(won).by(deal::closed));
constexpr auto margin = metric("margin", sum(deal::amount - deal::cost).by(deal::closed));
constexpr auto costs = metric("costs", sum(deal::cost).where(won).by(deal::closed));
constexpr auto cycle =
    metric("cycle", sum(days_between(deal::created, deal::closed)).where(won).by(deal::closed));
constexpr auto created = metric("created", sum(deal::amount).by(deal::created));
constexpr auto stock = metric("stock", sum(deal::amount).active(deal::created, deal::closed));

const std::vector<Sale>& sales() {
    static const std::vector<Sale> all = [] {
        laws::Random random{900};
        std::vector<Sale> some(150'000);
        for (Sale& s : some) {
            s.rep = static_cast<std::int32_t>(random.between(0, 4));
            s.stage = random.chance(40)   ? Stage::won
                      : random.chance(50) ? Stage::lost
                                          : Stage::open;
            // Much in few days, and days without anything.
            const auto day =
                random.chance(50) ? random.between(0, 700) : 350 + random.between(0, 3);
            s.closed = make_date(2024, 1, 1).value() + date::days{day - day % 3};
            if (random.chance(95)) s.created = *s.closed - date::days{random.between(-2, 300)};
            if (s.stage == Stage::open) s.closed.reset();
            if (random.chance(90)) s.amount = Money{random.between(-1000, 1'000'000'000), usd};
            s.cost = Money{random.between(0, 60'000), usd};
        }
        return some;
    }();
    return all;
}

/// What a group has of each metric: the sum, the records in it, and those without the value.
struct Expected {
    std::int64_t sum = 0, records = 0, missing = 0;
};
using Group = std::map<std::string, std::array<Expected, 6>>;

void add(Expected& to, std::optional<std::int64_t> value) {
    to.sum += value.value_or(0);
    ++(value ? to.records : to.missing);
}

Group by_hand(const Window& window, bool by_team) {
    Group groups;
    const Date last_day = window.until - date::days{1};
    for (const Sale& s : sales()) {
        const auto of = [&](Date day) -> std::array<Expected, 6>& {
            return groups
                [by_team      ? team_of(s.rep, day)
                 : s.rep == 0 ? "(unassigned)"
                              : reps[static_cast<std::size_t>(s.rep)]];
        };
        std::optional<std::int64_t> amount, profit, days;
        if (s.amount) amount = s.amount->minor(), profit = *amount - s.cost.minor();
        if (s.created && s.closed && *s.created <= *s.closed)
            days = (*s.closed - *s.created).count();
        if (s.closed && window.contains(*s.closed)) {
            auto& group = of(*s.closed);
            if (s.stage == Stage::won) add(group[0], amount);
            add(group[1], profit);
            if (s.stage == Stage::won) add(group[2], s.cost.minor());
            if (s.stage == Stage::won) add(group[3], days);
        }
        if (s.created && window.contains(*s.created)) add(of(*s.created)[4], amount);
        const auto begin = s.created ? s.created : s.closed;
        const bool has_begun = !begin || *begin <= last_day;
        const bool is_active = has_begun && (!s.closed || *s.closed > last_day);
        const bool is_in_order = !begin || !s.closed || *begin < *s.closed;
        if (is_active && is_in_order) add(of(last_day)[5], amount);
    }
    return groups;
}

Book book_of(std::size_t budget) {
    const std::vector<Assignment> assignments{
        {"Asha", "North", "EMEA", {}, move, {}},
        {"Asha", "South", "EMEA", move, {}, {}},
        {"Ben", "South", "EMEA", {}, {}, {}},
        {"Chloé", "West", "US", {}, move, {}}};
    return BookBuilder{usd}.index_budget(budget).add(sales()).add(assignments).build();
}

}  // namespace

TEST_CASE("a large book, asked again and again, agrees with a plain loop") {
    const Book used = book_of(std::size_t{1} << 28);
    const Book forgetful = book_of(0);
    laws::Random random{901};
    for (int i = 0; i < 24; ++i) {
        Window window;
        window.first = make_date(2023, 10, 1).value() + date::days{random.between(0, 800)};
        window.until = window.first + date::days{random.between(1, i % 2 ? 400 : 9)};
        const bool by_team = random.chance(50);
        const Group expected = by_hand(window, by_team);
        for (const Book& book : {used, forgetful}) {
            Rollup query = rollup(book);
            query.metrics(total, margin, costs, cycle, created, stock).during(window);
            const Table table = query.by(by_team ? team : rep).threads(i % 3 ? 4 : 1).run();
            std::size_t found = 0;
            for (std::size_t row = 0; row < table.size(); ++row) {
                const std::string name = table[row].key().group.at(0);
                const auto group = expected.find(name);
                found += group == expected.end() ? 0 : 1;
                for (std::size_t m = 0; m < 6; ++m) {
                    const Expected e = group == expected.end() ? Expected{} : group->second[m];
                    const CellValue& cell = table[row].values()[m];
                    INFO(i << ": " << name << ", " << table.metrics()[m].id());
                    INFO(to_text(window.first) << " to " << to_text(window.until));
                    REQUIRE(cell.records == e.records);
                    REQUIRE(cell.missing == e.missing);
                    REQUIRE(to_text(cell.outcome->exact()) == std::to_string(e.sum));
                }
            }
            REQUIRE(found == expected.size());
        }
    }
}
