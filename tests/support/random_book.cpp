// SPDX-License-Identifier: MIT
#include "support/random_book.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace laws {

std::uint64_t Random::next() {
    // SplitMix64.
    state_ += 0x9E37'79B9'7F4A'7C15U;
    std::uint64_t x = state_;
    x = (x ^ (x >> 30)) * 0xBF58'476D'1CE4'E5B9U;
    x = (x ^ (x >> 27)) * 0x94D0'49BB'1331'11EBU;
    return x ^ (x >> 31);
}

std::int64_t Random::between(std::int64_t least, std::int64_t greatest) {
    return least +
           static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(greatest - least + 1));
}

namespace {

Date day(int year, unsigned month, unsigned d) { return make_date(year, month, d).value(); }

const std::vector<std::string>& texts(std::string_view domain) {
    static const std::vector<std::string> reps{"Asha",  "Ben",  "Chloé", "Dmitri",  "Eva",
                                               "Фёдор", "Gül",  "Hana",  "Ingrid",  "João",
                                               "Kim",   "李娜", "Ghost", "Nobody's"};
    static const std::vector<std::string> teams{"North", "South", "Ost", "Nomads", "Île"};
    static const std::vector<std::string> regions{"EMEA", "Américas", "APAC"};
    static const std::vector<std::string> metrics{"revenue", "win_rate",    "calls",
                                                  "mrr",     "sales_cycle", "no_such_metric"};
    static const std::vector<std::string> customers{"c1", "c2", "c3",  "c4",  "c5",  "c6",     "c7",
                                                    "c8", "c9", "c10", "c11", "c12", "no such"};
    static const std::vector<std::string> plain{"α", "beta", "γάμμα", "delta, \"quoted\"", "ε"};
    if (domain == "rep") return reps;
    if (domain == "team") return teams;
    if (domain == "region") return regions;
    if (domain == "metric") return metrics;
    if (domain == "customer") return customers;
    return plain;
}

/// The region a team lies in; that of the Nomads changes.
std::string region_of(const std::string& team, Date on) {
    if (team == "Nomads") return on < day(2024, 8, 15) ? "EMEA" : "APAC";
    if (team == "Ost") return "Américas";
    return team == "Île" ? "APAC" : team.empty() ? "" : "EMEA";
}

class Maker {
public:
    Maker(std::uint64_t seed, const RandomOptions& options) : random_{seed}, options_{options} {}

    /// A record with every field it has, many of them left out. What corrects another is told by tests of
    /// its own.
    template <class R>
    R record() {
        R result;
        for (const FieldInfo& field : record_type<R>().fields)
            if (field.write && field.name != deal::corrects.name)
                field.write(&result, value(field));
        return result;
    }

    template <class R>
    void fill(std::vector<R>& records, std::size_t n) {
        for (std::size_t i = 0; i < n; ++i) {
            records.push_back(record<R>());
            refine(records.back());
        }
    }

    void assignments(std::vector<Assignment>& all);
    void link(Records& all);
    void complete(Touch& t);
    void rates(std::vector<ExchangeRate>& all);

private:
    FieldValue value(const FieldInfo& field) {
        FieldValue v;
        // What names levels of hierarchies is said by those who make some: see random_hierarchies.hpp.
        if (field.domain.empty() || is_set_apart(field.name)) return v;
        if (!field.required && random_.chance(field.name == "rep" ? 8 : 15)) return v;
        v.missing = false;
        switch (field.type) {
            case FieldType::text:
                text_ = field.identity ? std::string{field.domain} + std::to_string(++ids_)
                                       : random_.one_of(texts(field.domain));
                v.text = text_;
                break;
            case FieldType::choice:
                v.number = random_.between(0, static_cast<int>(field.choices.size()) - 1);
                break;
            case FieldType::date:
                v.number = any_day().time_since_epoch().count();
                break;
            case FieldType::money:
                v.currency = currency();
                v.number = random_.chance(5) ? 0 : random_.between(-40'000, 2'000'000);
                break;
            case FieldType::decimal:
                v.number = random_.between(0, 1000) * (Decimal::per_unit / 1000);
                break;
            case FieldType::integer:
                v.number = random_.between(0, 36);
                break;
            case FieldType::credits:
                v.missing = true;
                break;
        }
        return v;
    }

    Currency currency() {
        if (!options_.currencies || random_.chance(75)) return usd;
        if (options_.faults && random_.chance(8)) return pln;  // there is no rate for it
        return random_.chance(50) ? eur : jpy;
    }

    Date any_day() { return day(2023, 11, 1) + date::days{random_.between(0, 850)}; }

    std::optional<Date> later(const std::optional<Date>& from, int longest) {
        if (!from) return any_day();
        return *from + date::days{random_.between(random_.chance(4) ? -20 : 0, longest)};
    }

    template <class R>
    void refine(R&) {}

    void refine(Deal& d) {
        if (d.opened && d.created) d.opened = later(d.created, 30);
        d.closed = later(d.opened ? d.opened : d.created, 200);
        if (d.stage == Stage::open && !(options_.faults && random_.chance(3))) d.closed.reset();
        if (d.stage != Stage::open && options_.faults && random_.chance(3)) d.closed.reset();
        if (options_.credits && random_.chance(25)) share(d.credits);
        if (random_.chance(20) && d.amount) d.list = d.amount;
    }
    void refine(Activity& a) {
        if (options_.credits && random_.chance(20))
            a.credits = {{random_.one_of(texts("rep"))}, {random_.one_of(texts("rep"))}};
    }
    void refine(Lead& l) {
        if (l.first_activity) l.first_activity = later(l.created, 20);
        if (l.converted) l.converted = later(l.created, 90);
        if (random_.chance(50)) l.converted.reset();
    }
    void refine(Customer& c) {
        // Ids of which deals and subscriptions speak come first.
        if (customers_ + 1 < texts("customer").size()) c.id = texts("customer")[customers_++];
        if (c.until) c.until = later(c.since, 500);
        if (random_.chance(40)) c.until.reset();
    }
    void refine(Subscription& s) {
        if (s.ended) s.ended = later(s.started, 600);
        if (random_.chance(40)) s.ended.reset();
        if (s.price && s.price->minor() < 0) s.price.reset();
        if (apart_.chance(40)) s.quantity = apart_.between(0, 5);
        if (apart_.chance(40)) s.interval_count = apart_.between(1, 7);
        terms(s);
    }
    /// Of some subscriptions, which overlap in any way.
    void terms(Subscription& s) {
        const auto after = [&](const std::optional<Date>& from, std::int64_t longest) {
            return from.value_or(day(2024, 6, 1)) + date::days{apart_.between(0, longest)};
        };
        if (apart_.chance(20))
            s.contracted = after(s.started, 0) - date::days{apart_.between(0, 60)};
        if (apart_.chance(25)) s.trial_until = after(s.started, 45);
        if (apart_.chance(15)) s.discount = Money{apart_.between(-2, 60) * 1'000, usd};
        if (apart_.chance(25)) s.discount_rate = Decimal::ratio(apart_.between(0, 20), 20);
        if (apart_.chance(50)) s.discount_until = after(s.started, 500);
        if (apart_.chance(25)) s.paused = after(s.started, 300);
        if (s.paused && apart_.chance(70)) s.resumed = after(s.paused, 120);
        if (apart_.chance(30)) s.cancelled = after(s.started, 400);
    }
    void refine(Target& t) {
        static constexpr std::array lengths{28, 91, 181, 365, 731};
        t.from = day(2023, 12, 1) + date::days{random_.between(0, 24) * 30};
        t.until = *t.from + date::days{lengths[static_cast<std::size_t>(random_.between(0, 4))]};
        if (random_.chance(60)) t.metric = "revenue";
        if (random_.chance(10)) t.amount = Money{0, usd};
        // One level each, mostly.
        const auto level = random_.between(0, 3);
        if (level != 1) t.rep.clear();
        if (level != 2) t.team.clear();
        if (level == 0 || level == 2) t.region.clear();
        if (level == 0 && random_.chance(60)) t.rep = random_.one_of(texts("rep"));
    }
    void refine(Spend& s) {
        if (random_.chance(60)) s.rep.clear();
        if (random_.chance(60)) s.region.clear();
    }
    void refine(Reference& r) {
        order(r.from, r.until);
        if (random_.chance(60)) r.name = "market_size";
        if (random_.chance(60)) r.product.clear();
        if (random_.chance(60)) r.segment.clear();
        if (random_.chance(60)) r.industry.clear();
    }
    void refine(Survey& s) {
        static constexpr std::array scales{5, 7, 10, 10, 10, 100, 3};
        if (!s.scale) return;
        const int scale = scales[static_cast<std::size_t>(random_.between(0, 6))];
        s.scale = Decimal::ratio(scale, 1);
        if (s.score) s.score = Decimal::ratio(random_.between(0, 2 * scale), 2);
        if (random_.chance(50)) s.positive.reset();
    }

    static void order(std::optional<Date>& from, std::optional<Date>& until) {
        if (!from || !until) return;
        if (*until < *from) std::swap(from, until);
        if (*until == *from) *until += date::days{1};
    }

    void share(std::vector<Credit>& credits) {
        static constexpr std::array<std::array<int, 3>, 6> shares{
            {{60, 40, 0}, {50, 25, 25}, {34, 33, 33}, {60, 30, 0}, {100, 0, 0}, {75, 25, 0}}};
        for (const int percent : shares[static_cast<std::size_t>(random_.between(0, 5))])
            if (percent > 0)
                credits.push_back({random_.one_of(texts("rep")), Decimal::ratio(percent, 100)});
        if (random_.chance(20))
            credits.push_back({random_.one_of(texts("rep")), Decimal::ratio(1, 1), true});
        if (options_.faults && random_.chance(4))
            credits.push_back({"Asha", Decimal::ratio(2, 1)});  // more than the whole
        if (random_.chance(5))
            for (Credit& credit : credits)
                credit.overlay = true;
    }

    /// Fields that came later draw numbers of their own: all others stay what they were.
    static bool is_set_apart(std::string_view field) {
        static constexpr std::array<std::string_view, 10> apart{
            "quantity",      "interval_count", "contracted", "trial_until", "discount",
            "discount_rate", "discount_until", "paused",     "resumed",     "cancelled"};
        return std::find(apart.begin(), apart.end(), field) != apart.end();
    }

    Random random_;
    Random apart_{17};
    RandomOptions options_;
    std::size_t ids_ = 0;
    std::size_t customers_ = 0;
    std::string text_;
};

void Maker::assignments(std::vector<Assignment>& all) {
    const auto seat = [&](const std::string& rep, const std::string& team, std::optional<Date> from,
                          std::optional<Date> until) {
        const Date turn = day(2024, 8, 15);
        const auto kind = random_.chance(50) ? std::optional{RepKind::inside} : std::nullopt;
        if (team == "Nomads" && (!from || *from < turn) && (!until || *until > turn)) {
            all.push_back({rep, team, region_of(team, turn - date::days{1}), from, turn, kind});
            from = turn;
        }
        all.push_back(
            {rep, team, region_of(team, from.value_or(day(2023, 1, 1))), from, until, kind});
    };
    const std::vector<std::string>& teams = texts("team");
    for (std::size_t i = 0; i < 12; ++i) {
        const std::string& rep = texts("rep")[i];
        const Date move = day(2024, 1, 1) + date::days{random_.between(0, 600)};
        const Date leave = move + date::days{random_.between(30, 300)};
        switch (i % 6) {
            case 0:
                seat(rep, random_.one_of(teams), {}, {});
                break;
            case 1:  // moves
                seat(rep, random_.one_of(teams), {}, move);
                seat(rep, random_.one_of(teams), move, {});
                break;
            case 2:  // moves after a gap, and leaves
                seat(rep, random_.one_of(teams), day(2023, 1, 1), move);
                seat(rep, random_.one_of(teams), move + date::days{25}, leave);
                break;
            case 3:  // joins
                seat(rep, "Nomads", move, {});
                break;
            case 4:  // sits in a region without a team
                seat(rep, "", {}, leave);
                all.back().region = "APAC";
                break;
            default:  // has no seat
                break;
        }
    }
}

void Maker::rates(std::vector<ExchangeRate>& all) {
    all.push_back({"EUR", "USD", std::nullopt, Decimal::ratio(11, 10)});
    all.push_back({"EUR", "USD", day(2024, 7, 1), Decimal::ratio(1'083'217, 1'000'000)});
    all.push_back({"USD", "JPY", day(2023, 1, 1), Decimal::ratio(1493, 10)});
    all.push_back({"USD", "JPY", day(2025, 1, 1), Decimal::ratio(157, 1)});
}

/// Leaves most of what a book finds out to it; or, without faults, nothing.
void Maker::complete(Touch& t) {
    if (options_.faults) {
        if (random_.chance(80)) t.rep.clear();
        if (random_.chance(80)) t.deal_stage.reset();
        if (random_.chance(80)) t.deal_closed.reset();
        if (random_.chance(80)) t.deal_amount.reset();
        if (random_.chance(80)) t.amount.reset();
        if (random_.chance(80)) t.position.reset();
        return;
    }
    if (t.rep.empty()) t.rep = "Asha";
    if (!t.deal_stage) t.deal_stage = Stage::open;
    if (!t.deal_closed) t.deal_closed = any_day();
    if (!t.deal_amount) t.deal_amount = Money{1000, usd};
    if (!t.amount) t.amount = t.deal_amount;
    if (!t.position) t.position = TouchPosition::only;
}

/// Makes some records refer to others that are there: to those of which a book looks something up.
/// Without faults they say themselves what it would find, as a direct call needs it.
void Maker::link(Records& all) {
    std::map<std::string, const Lead*> leads;
    for (const Lead& l : all.leads)
        leads[l.id] = &l;
    for (Deal& d : all.deals) {
        if (!all.leads.empty() && random_.chance(50)) d.lead = random_.one_of(all.leads).id;
        if (random_.chance(80)) d.lead_created.reset();
        const auto l = leads.find(d.lead);
        if (!options_.faults && l != leads.end() && !d.lead_created)
            d.lead_created = l->second->created;
    }
    std::map<std::string, const Deal*> deals;
    for (const Deal& d : all.deals)
        deals[d.id] = &d;
    for (Quote& q : all.quotes) {
        if (!all.deals.empty() && random_.chance(70)) q.deal = random_.one_of(all.deals).id;
        if (random_.chance(80)) q.deal_stage.reset();
        if (random_.chance(80)) q.deal_closed.reset();
        const auto d = deals.find(q.deal);
        if (options_.faults || d == deals.end()) continue;
        if (!q.deal_stage) q.deal_stage = d->second->stage;
        if (!q.deal_closed) q.deal_closed = d->second->closed;
    }
    for (Touch& t : all.touches) {
        const std::size_t few = (std::min)(all.deals.size(), std::size_t{40});
        if (few > 0 && random_.chance(80))
            t.deal =
                all.deals[static_cast<std::size_t>(random_.between(0, static_cast<int>(few) - 1))]
                    .id;
        complete(t);
    }
}

}  // namespace

void without_overlaps(std::vector<Target>& all) {
    std::vector<Target> kept;
    for (Target& target : all) {
        const auto is_rival = [&](const Target& other) {
            return std::tie(target.metric, target.rep, target.team, target.region) ==
                       std::tie(other.metric, other.rep, other.team, other.region) &&
                   target.from < other.until && other.from < target.until;
        };
        if (std::none_of(kept.begin(), kept.end(), is_rival)) kept.push_back(std::move(target));
    }
    all = std::move(kept);
}

Records random_records(std::uint64_t seed, const RandomOptions& options) {
    Maker maker{seed, options};
    Records all;
    const std::size_t n = options.deals;
    maker.assignments(all.assignments);
    maker.rates(all.exchange_rates);
    maker.fill(all.deals, n);
    maker.fill(all.customers, 15 + n / 10);
    maker.fill(all.leads, n / 2);
    maker.fill(all.activities, n / 2);
    maker.fill(all.quotes, n / 5);
    maker.fill(all.subscriptions, n / 5);
    maker.fill(all.targets, 80);
    without_overlaps(all.targets);
    maker.fill(all.spend, n / 10);
    maker.fill(all.stage_changes, n / 10);
    maker.fill(all.surveys, n / 10);
    maker.fill(all.usage_events, n / 10);
    maker.fill(all.tickets, n / 10);
    maker.fill(all.references, 10);
    maker.fill(all.touches, n / 3);
    maker.link(all);
    return all;
}

}  // namespace laws
