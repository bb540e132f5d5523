// SPDX-License-Identifier: MIT
// What each had as a period began, and has as it ends.
#include "plan/aggregates/fractions.hpp"
#include "plan/aggregates/spans.hpp"

#include <saleskpi/metric/aggregates.hpp>

#include <algorithm>
#include <array>

namespace saleskpi::inline v0_3::detail {
namespace {

/// A sum of fractions most of which are whole numbers: these are added up as such.
class MostlyWhole {
public:
    void add(int128 fraction) {
        if (static_cast<std::int64_t>(fraction) == 1)
            whole_ += fraction >> 64U;  // cannot overflow: 2^63 of 2^63 would fit
        else
            rest_ += fraction_of(fraction);
    }
    void add(const Rational& value) {
        const int128 number = value.numerator();
        if (value.denominator() == 1 && number == static_cast<std::int64_t>(number))
            whole_ += number;
        else
            rest_ += value;
    }
    Rational value() const { return rest_.is_zero() ? Rational{whole_} : Rational{whole_} + rest_; }

private:
    int128 whole_ = 0;
    Rational rest_;
};

/// Calls f with those who had something as the period began; returns how many are left out, because not all
/// that they have at either edge is known.
template <class F>
std::int64_t each_holder(const Reading& reading, Spans& spans, const F& f) {
    spans.sort();
    std::int64_t missing = 0;
    for (std::size_t i = 0; i < spans.all.size();) {
        const std::int64_t whose = spans.all[i].whose;
        MostlyWhole before;
        MostlyWhole after;
        bool is_known = true;
        // What several share counts once at each edge.
        std::int64_t last_before = 0;
        std::int64_t last_after = 0;
        const auto add = [](MostlyWhole& to, const AmountSpan& span, std::int64_t& last) {
            if (span.record != 0 && span.record == last) return;
            to.add(span.amount);
            last = span.record;
        };
        for (; i < spans.all.size() && spans.all[i].whose == whose; ++i) {
            const AmountSpan& span = spans.all[i];
            is_known = is_known && !span.is_missing;
            if (span.is_missing) continue;
            if (span.has(reading.opening)) add(before, span, last_before);
            if (span.has(reading.closing)) add(after, span, last_after);
        }
        if (!is_known)
            ++missing;
        else if (const Rational had = before.value(); had.sign() > 0)
            f(had, after.value());
    }
    return missing;
}

template <class Value>
Evaluated sum_over_holders(const Reading& reading, Spans& spans, const Value& value) {
    Evaluated result;
    MostlyWhole sum;
    result.missing =
        each_holder(reading, spans, [&](const Rational& before, const Rational& after) {
            sum.add(value(before, after));
            ++result.records;
        });
    result.value = sum.value();
    if (result.records == 0 && result.missing > 0) return nothing_known(result.missing);
    return result;
}

/// Numbers have no scale.
Evaluated scaled(const Reading& reading, Evaluated sum) {
    sum.value = sum.value / Rational{reading.scale};
    return sum;
}

Evaluated amount_held(const Reading& reading, Spans& spans) {
    return scaled(
        reading, sum_over_holders(reading, spans, [](const Rational& before, const Rational&) {
            return before;
        }));
}
Evaluated amount_retained(const Reading& reading, Spans& spans) {
    return scaled(
        reading, sum_over_holders(
                     reading, spans, [](const Rational&, const Rational& after) { return after; }));
}
Evaluated amount_capped(const Reading& reading, Spans& spans) {
    return scaled(
        reading,
        sum_over_holders(reading, spans, [](const Rational& before, const Rational& after) {
            return (std::min)(before, after);
        }));
}
Evaluated holders(const Reading& reading, Spans& spans) {
    return sum_over_holders(
        reading, spans, [](const Rational&, const Rational&) { return Rational{1}; });
}
Evaluated holders_retained(const Reading& reading, Spans& spans) {
    return sum_over_holders(reading, spans, [](const Rational&, const Rational& after) {
        return Rational{after.sign() > 0 ? 1 : 0};
    });
}

constexpr RollingUp by_edges{
    "of groups together the records of each are taken together; over time it is recomputed from "
    "the longer "
    "period's edges",
    "what each has is taken together over groups, and at the longer period's edges"};

constexpr AggregateRule rule(
    Aggregation kind,
    std::string_view name,
    StateReader reader,
    Unit (*unit)(Unit of_value) = &unit_of_value) {
    return {
        .kind = kind,
        .name = name,
        .takes = Takes::amount_of_each,
        .unit = unit,
        .reader = reader,
        .seen_by = SeenBy::stocks,
        .is_of_parts = true,
        .refusal_unless_active = "what each has is placed by 'active from ... until ...'",
        .rolls_up = &by_edges,
        .days = "on the day before the period and on its last day, in force",
        .starts_at_zero = true};
}

constexpr std::array rules{
    rule(aggregates::held, "held", read_by<amount_held>),
    rule(aggregates::retained, "retained", read_by<amount_retained>),
    rule(aggregates::retained_capped, "retained_capped", read_by<amount_capped>),
    rule(aggregates::number_held, "number_held", read_by<holders>, unit_always<Unit::count>),
    rule(
        aggregates::number_retained,
        "number_retained",
        read_by<holders_retained>,
        unit_always<Unit::count>)};

}  // namespace

AggregateFamily retained_family() { return rules; }

}  // namespace saleskpi::inline v0_3::detail
