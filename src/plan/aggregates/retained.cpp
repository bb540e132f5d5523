// SPDX-License-Identifier: MIT
// What each had as a period began, and has as it ends.
#include "plan/aggregates/fractions.hpp"
#include "plan/aggregates/spans.hpp"

#include <saleskpi/metric/edge_aggregates.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

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

/// What one of them had as the period began, and has as it ends.
struct AtEdges {
    Rational before;
    Rational after;
    std::int64_t records_after;

    bool had() const { return before.sign() > 0; }
    bool has() const { return after.sign() > 0; }
};

/// Calls f with each of them; returns how many are left out, because not all that they have at either edge is
/// known.
template <class F>
std::int64_t each_of_them(const Reading& reading, Spans& spans, const F& f) {
    spans.sort();
    std::int64_t missing = 0;
    for (std::size_t i = 0; i < spans.all.size();) {
        const std::int64_t whose = spans.all[i].whose;
        MostlyWhole before;
        MostlyWhole after;
        std::int64_t records_after = 0;
        bool is_known = true;
        // What several share counts once at each edge.
        std::int64_t last_before = 0;
        std::int64_t last_after = 0;
        const auto add = [](MostlyWhole& to, const AmountSpan& span, std::int64_t& last) {
            if (span.record != 0 && span.record == last) return false;
            to.add(span.amount);
            last = span.record;
            return true;
        };
        for (; i < spans.all.size() && spans.all[i].whose == whose; ++i) {
            const AmountSpan& span = spans.all[i];
            is_known = is_known && !span.is_missing;
            if (span.is_missing) continue;
            if (span.has(reading.opening)) add(before, span, last_before);
            if (span.has(reading.closing) && add(after, span, last_after)) ++records_after;
        }
        if (is_known)
            f(AtEdges{before.value(), after.value(), records_after});
        else
            ++missing;
    }
    return missing;
}

using OfOne = std::optional<Rational> (*)(const AtEdges&);

/// The sum over those for whom `value` has one.
template <OfOne value>
Evaluated sum_over_them(const Reading& reading, Spans& spans) {
    Evaluated result;
    MostlyWhole sum;
    result.missing = each_of_them(reading, spans, [&](const AtEdges& one) {
        if (const std::optional<Rational> counts = value(one)) {
            sum.add(*counts);
            ++result.records;
        }
    });
    result.value = sum.value();
    if (result.records == 0 && result.missing > 0) return nothing_known(result.missing);
    return result;
}

/// Numbers have no scale.
template <OfOne value>
Evaluated amount_over_them(const Reading& reading, Spans& spans) {
    Evaluated sum = sum_over_them<value>(reading, spans);
    sum.value = sum.value / Rational{reading.scale};
    return sum;
}

std::optional<Rational> if_true(bool counts, const Rational& value) {
    return counts ? std::optional{value} : std::nullopt;
}

std::optional<Rational> held_by(const AtEdges& one) { return if_true(one.had(), one.before); }
std::optional<Rational> retained_of(const AtEdges& one) { return if_true(one.had(), one.after); }
std::optional<Rational> capped_of(const AtEdges& one) {
    return if_true(one.had(), (std::min)(one.before, one.after));
}

/// Of all who have anything at either edge, what moves counts, and nothing of the others.
std::optional<Rational> moved(const AtEdges& one, bool counts, const Rational& value) {
    const bool is_there = !one.before.is_zero() || !one.after.is_zero();
    return if_true(is_there, counts ? value : Rational{});
}
std::optional<Rational> gained_by(const AtEdges& one) {
    return moved(one, !one.had() && one.has(), one.after - one.before);
}
std::optional<Rational> gone_of(const AtEdges& one) {
    return moved(one, one.had() && !one.has(), one.before - one.after);
}
// Whoever has something at both edges, or at none of them: below nothing there is more and less, too.
std::optional<Rational> grown_by(const AtEdges& one) {
    return moved(one, one.had() == one.has() && one.after > one.before, one.after - one.before);
}
std::optional<Rational> shrunk_by(const AtEdges& one) {
    return moved(one, one.had() == one.has() && one.after < one.before, one.before - one.after);
}

std::optional<Rational> one_held(const AtEdges& one) { return if_true(one.had(), 1); }
std::optional<Rational> one_retained(const AtEdges& one) {
    return if_true(one.had(), one.has() ? 1 : 0);
}
std::optional<Rational> one_gained(const AtEdges& one) {
    return moved(one, !one.had() && one.has(), 1);
}
std::optional<Rational> one_gone(const AtEdges& one) {
    return moved(one, one.had() && !one.has(), 1);
}
std::optional<Rational> one_with_any(const AtEdges& one) { return if_true(one.has(), 1); }
std::optional<Rational> one_with_several(const AtEdges& one) {
    return if_true(one.has(), one.records_after > 1 ? 1 : 0);
}

constexpr RollingUp by_edges{
    "of groups together the records of each are taken together; over time it is recomputed from "
    "the longer period's edges",
    "what each has is taken together over groups, and at the longer period's edges"};

template <OfOne value>
constexpr AggregateRule amount_rule(Aggregation kind, std::string_view name) {
    return {
        .kind = kind,
        .name = name,
        .takes = Takes::amount_of_each,
        .reader = read_by<amount_over_them<value>>,
        .seen_by = SeenBy::sums,
        .is_of_parts = true,
        .refusal_unless_active =
            "what each has is placed by 'active from ... until ...' or 'by ...'",
        .rolls_up = &by_edges,
        .days = "on the day before the period and on its last day, in force",
        .starts_at_zero = true};
}

template <OfOne value>
constexpr AggregateRule number_rule(
    Aggregation kind, std::string_view name, Takes takes = Takes::number_of_each) {
    AggregateRule rule = amount_rule<value>(kind, name);
    rule.takes = takes;
    rule.unit = unit_always<Unit::count>;
    rule.reader = read_by<sum_over_them<value>>;
    rule.seen_by = SeenBy::counts;
    return rule;
}

constexpr std::array rules{
    amount_rule<held_by>(aggregates::held, "held"),
    amount_rule<retained_of>(aggregates::retained, "retained"),
    amount_rule<capped_of>(aggregates::retained_capped, "retained_capped"),
    amount_rule<gained_by>(aggregates::gained, "gained"),
    amount_rule<grown_by>(aggregates::grown, "grown"),
    amount_rule<shrunk_by>(aggregates::shrunk, "shrunk"),
    amount_rule<gone_of>(aggregates::gone, "gone"),
    number_rule<one_held>(aggregates::number_held, "number_held"),
    number_rule<one_retained>(aggregates::number_retained, "number_retained"),
    number_rule<one_gained>(aggregates::number_gained, "number_gained"),
    number_rule<one_gone>(aggregates::number_gone, "number_gone"),
    number_rule<one_with_any>(aggregates::number_with_any, "number_with_any"),
    number_rule<one_with_several>(
        aggregates::number_with_several, "number_with_several", Takes::records_of_each)};

}  // namespace

AggregateFamily retained_family() { return rules; }

}  // namespace saleskpi::inline v0_3::detail
