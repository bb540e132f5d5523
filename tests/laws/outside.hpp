// SPDX-License-Identifier: MIT
#pragma once

#include "support/random_book.hpp"

#include <saleskpi/language/scope.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// Books that are the same inside of a restriction, and different outside.
namespace laws {

struct Seat {
    std::string rep, team, region;
};

struct Restriction {
    Scope scope;
    std::vector<std::string> tested;  ///< dimensions: rep, team, region
    bool (*holds)(const Seat&) = nullptr;
    bool (*of_deals)(const Deal&) = nullptr;
};

/// Finds out which records may be seen under a restriction: all that are inside on some day, and what
/// they take something from. It errs on the side of what is seen.
class Seen {
public:
    /// As of a day, if one is given: of what ends later the end is not known.
    Seen(const Records& records, const Restriction& restriction, std::optional<Date> as_of)
        : records_{&records}, restriction_{&restriction} {
        if (as_of) known_until_ = static_cast<std::int32_t>(as_of->time_since_epoch().count());
        // Touches and visits are of the deal's rep, whatever else is asked of deals.
        std::set<std::string> named;
        for (const Touch& touch : records.touches)
            named.insert(touch.deal);
        for (const StageChange& change : records.stage_changes)
            named.insert(change.deal);
        for (const Deal& deal : records.deals)
            if (named.contains(deal.id) && sits_inside_at_all(deal)) deals_.insert(deal.id);
        // What one subscription does to its customer's revenue follows from all of his.
        for (const Subscription& subscription : records.subscriptions)
            if (sits_inside_at_all(subscription)) subscribed_.insert(subscription.customer);
        for (int round = 0; round < 4; ++round) {
            note(records.deals, deals_), note(records.leads, leads_);
            note(records.customers, customers_);
            for (const Deal& deal : records.deals)
                if (deals_.contains(deal.id)) leads_.insert(deal.lead);
            for (const Quote& quote : records.quotes)
                if (has(quote)) deals_.insert(quote.deal);
            for (const Touch& touch : records.touches)
                if (has(touch)) deals_.insert(touch.deal);
        }
        records.each([&](const auto& all) {
            for (const auto& record : all)
                if constexpr (requires { record.customer; })
                    if (has(record)) customers_.insert(record.customer);
        });
    }

    template <class R>
    bool has(const R& record) const {
        if constexpr (std::is_same_v<R, ExchangeRate>) return true;
        if constexpr (std::is_same_v<R, Assignment>)
            return restriction_->tested.empty() || ever(record.rep);
        if constexpr (std::is_same_v<R, Deal>)
            if (deals_.contains(record.id)) return true;
        if constexpr (std::is_same_v<R, Lead>)
            if (leads_.contains(record.id)) return true;
        if constexpr (std::is_same_v<R, Customer>)
            if (customers_.contains(record.id)) return true;
        if constexpr (
            std::is_same_v<R, Touch> || std::is_same_v<R, StageChange> || std::is_same_v<R, Quote>)
            if (deals_.contains(record.deal)) return true;
        return is_inside(record);
    }

    /// Whether something that may be seen is worked out of it, too.
    template <class R>
    bool needs(const R& record) const {
        if constexpr (std::is_same_v<R, Subscription>)
            return !record.customer.empty() && subscribed_.contains(record.customer);
        return false;
    }

    /// Whether a rep may be inside on any day at all.
    bool ever(const std::string& rep) const {
        Seat nobody;
        nobody.rep = rep;
        bool found = restriction_->holds(nobody);
        for (const Assignment& a : records_->assignments)
            found |= a.rep == rep && restriction_->holds({a.rep, a.team, a.region});
        return found;
    }

private:
    static constexpr std::int32_t ever_after = (std::numeric_limits<std::int32_t>::max)();

    template <class R>
    void note(const std::vector<R>& all, std::set<std::string>& seen) {
        for (const R& record : all)
            if (is_inside(record)) seen.insert(record.id);
    }

    bool tests(std::string_view dimension) const {
        const auto& all = restriction_->tested;
        return std::find(all.begin(), all.end(), dimension) != all.end();
    }

    template <class R>
    bool is_inside(const R& record) const {
        if constexpr (std::is_same_v<R, Deal>)
            if (restriction_->of_deals && !restriction_->of_deals(record)) return false;
        return sits_inside_at_all(record);
    }

    template <class R>
    bool sits_inside_at_all(const R& record) const {
        if (restriction_->tested.empty()) return true;
        constexpr bool has_rep = requires { record.rep; };
        constexpr bool has_team = requires { record.team; };
        constexpr bool has_region = requires { record.region; };
        if (!has_rep && (tests("rep") || (tests("team") && !has_team))) return false;
        if (!has_rep && !has_team && !has_region) return false;
        Seat seat;
        if constexpr (has_rep) seat.rep = record.rep;
        if constexpr (has_team) seat.team = record.team;
        if constexpr (has_region) seat.region = record.region;
        bool inside = sits_inside(seat, days_of(record));
        if constexpr (requires { record.credits; })
            for (const Credit& credit : record.credits)
                inside |= sits_inside({credit.rep, {}, {}}, days_of(record));
        if constexpr (std::is_same_v<R, Deal>) inside |= may_be_of_anybody(record.credits);
        return inside;
    }

    /// Shares that exceed the whole do not tell whose a deal is.
    static bool may_be_of_anybody(const std::vector<Credit>& credits) {
        std::int64_t all = 0;
        for (const Credit& credit : credits)
            if (!credit.overlay) all += credit.share.nanos();
        return all > Decimal::per_unit;
    }

    struct Days {
        std::int32_t first = -ever_after;
        std::int32_t last = ever_after;
    };

    /// From the first to the last of its dates; all days if it lacks one, or one is not known yet.
    template <class R>
    Days days_of(const R& record) const {
        Days days{ever_after, -ever_after};
        const void* const at = &record;
        for (const FieldInfo& field : record_type<R>().fields) {
            if (field.type != FieldType::date) continue;
            std::int32_t day = missing_day;
            field.read(&at, 1, &day);
            if (day == missing_day || day > known_until_) return {};
            days.first = (std::min)(days.first, day);
            days.last = (std::max)(days.last, day);
        }
        return days;
    }

    bool sits_inside(const Seat& seat, const Days& days) const {
        const auto number = [](const std::optional<Date>& day, std::int32_t otherwise) {
            return day ? static_cast<std::int32_t>(day->time_since_epoch().count()) : otherwise;
        };
        bool found = restriction_->holds(seat);
        for (const Assignment& a : records_->assignments) {
            if (number(a.from, -ever_after) > days.last) continue;
            if (number(a.until, ever_after) <= days.first) continue;
            if (!seat.rep.empty() && a.rep == seat.rep)
                found |= restriction_->holds({a.rep, a.team, a.region});
            // A team's region is the one that its assignments say.
            if (seat.rep.empty() && seat.region.empty() && a.team == seat.team)
                found |= restriction_->holds({{}, a.team, a.region});
        }
        return found;
    }

    const Records* records_;
    const Restriction* restriction_;
    std::int32_t known_until_ = ever_after;
    std::set<std::string> deals_, leads_, customers_, subscribed_;
};

/// Puts a letter before ids, so that they are nobody else's.
template <class R>
void rename_ids(R& record) {
    const auto rename = [](std::string& id) {
        if (!id.empty()) id = "z" + id;
    };
    if constexpr (requires { record.id; }) rename(record.id);
    if constexpr (requires { record.deal; }) rename(record.deal);
    if constexpr (requires { record.lead; }) rename(record.lead);
    if constexpr (std::is_same_v<R, Subscription>) rename(record.customer);
}

/// The records that may be seen, in their order, and others outside: a part of those that were there,
/// and strangers, before, between and behind them.
inline Records with_others_outside(
    const Records& records,
    Records strangers,
    const Restriction& restriction,
    std::optional<Date> as_of,
    Random& random) {
    const Seen seen{records, restriction, as_of};
    Records all;
    all.exchange_rates = records.exchange_rates;
    for (const Assignment& assignment : records.assignments)
        if (seen.has(assignment) || random.chance(60)) all.assignments.push_back(assignment);
    if (!restriction.tested.empty()) {
        all.assignments.push_back({"Zed", "South", "APAC", {}, {}, {}});
        if (restriction.holds({"Zed", "South", "APAC"})) all.assignments.pop_back();
    }
    // Of the strangers, those who cannot be seen where everybody sits now.
    strangers.each([](auto& list) {
        for (auto& record : list)
            rename_ids(record);
    });
    for (Touch& touch : strangers.touches)
        rename_ids(touch);
    for (Deal& deal : strangers.deals)
        if (random.chance(20)) deal.rep = "Yan";  // of whom nothing is known but that
    strangers.assignments = all.assignments;
    const Seen of_strangers{strangers, restriction, as_of};
    const auto mix = [&](auto member) {
        const auto& own = records.*member;
        auto& into = all.*member;
        using R = typename std::remove_cvref_t<decltype(into)>::value_type;
        if constexpr (std::is_same_v<R, Assignment> || std::is_same_v<R, ExchangeRate>)
            return;
        else {
            auto stranger = (strangers.*member).begin();
            const auto add_some = [&](bool add_all) {
                for (; stranger != (strangers.*member).end() && (add_all || random.chance(50));
                     ++stranger)
                    if (!of_strangers.has(*stranger)) into.push_back(*stranger);
            };
            for (const R& record : own) {
                add_some(false);
                if (seen.has(record) || random.chance(50) || seen.needs(record))
                    into.push_back(record);
            }
            add_some(random.chance(50));
        }
    };
    for_each_table(mix);
    mix(&Records::touches);
    return all;
}

/// In how many records two lists of them differ, at least.
inline std::size_t count_of_altered(const Records& a, const Records& b) {
    std::size_t n = 0;
    for_each_table([&](auto member) {
        const auto& left = a.*member;
        const auto& right = b.*member;
        if constexpr (requires { left.front().id; }) {
            std::set<std::string> ids;
            for (const auto& record : left)
                ids.insert(record.id);
            for (const auto& record : right)
                n += ids.contains(record.id) ? 0U : 1U;
        }
    });
    return n;
}

}  // namespace laws
