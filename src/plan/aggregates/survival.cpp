// SPDX-License-Identifier: MIT
// Who waits for something, and for how long: Kaplan and Meier's estimate.
#include "plan/aggregates/values.hpp"
#include "plan/aggregates/waiting.hpp"

#include <saleskpi/metric/aggregates.hpp>
#include <saleskpi/value/rounding.hpp>

#include <array>

namespace saleskpi::inline v0_3::detail {
namespace {

struct Waited {
    std::int64_t days;
    bool is_over;
    bool operator<(const Waited& other) const { return days < other.days; }
};

/// Values are those of RowValue::Kind::waiting. Ascending.
template <class Int>
std::vector<Waited> all_waits(const std::vector<Int>& values, std::int32_t last_day) {
    std::vector<Waited> all;
    all.reserve(values.size());
    for (const Int value : values)
        if (is_still_waiting(value))
            all.push_back({std::int64_t{last_day} - waiting_since(value), false});
        else
            all.push_back({static_cast<std::int64_t>(value), true});
    std::sort(all.begin(), all.end());
    return all;
}

/// A number that is exact as long as 128 bits hold it, and from then on rounded to 18 places.
class Bounded {
public:
    explicit Bounded(const Rational& number) : number_{number} {}
    const Rational& number() const { return number_; }
    bool is_rounded() const { return is_rounded_; }

    void multiply(const Rational& by) {
        become([&] { return number_ * by; }, [&] { return Exact{number_} * Exact{by}; });
    }
    void add(const Rational& more) {
        become([&] { return number_ + more; }, [&] { return Exact{number_} + Exact{more}; });
    }

private:
    template <class AsRational, class AsExact>
    void become(AsRational as_rational, AsExact as_exact) {
        constexpr int places = 18;
        try {
            number_ = as_rational();
            if (!is_rounded_) return;
        } catch (const Error& error) {
            if (error.code() != ErrorCode::overflow) throw;
            number_ = as_exact().nearest();
        }
        is_rounded_ = true;
        number_ = round_to(number_, places, Rounding::half_even);
    }

    Rational number_;
    bool is_rounded_ = false;
};

/// Kaplan and Meier's curve at a number of days: whoever is still seen on a day on which somebody gets
/// there is one of those who could have.
struct Curve {
    Bounded still{Rational{1}};  ///< the share that still waits
    Bounded spread{Rational{}};  ///< Greenwood's sum: the variance by the square of the share
};

/// Greenwood's sum only if it is asked for. It has no value where nobody waits any more.
Curve curve_at(const std::vector<Waited>& all, std::int64_t days, bool with_spread) {
    Curve curve;
    for (std::size_t i = 0; i < all.size() && all[i].days <= days;) {
        const auto seen = static_cast<std::int64_t>(all.size() - i);
        const std::int64_t day = all[i].days;
        std::int64_t over = 0;
        for (; i < all.size() && all[i].days == day; ++i)
            over += all[i].is_over ? 1 : 0;
        if (over == 0) continue;
        curve.still.multiply(Rational{seen - over, seen});
        if (with_spread && over < seen)
            curve.spread.add(Rational{over, checked_mul(seen, seen - over)});
    }
    return curve;
}

/// To twelve places, as everything that no fraction of 128 bits holds.
void round_and_say_so(Evaluated& result, const Exact& value) {
    constexpr int places = 12;
    result.value = round_to(value.nearest(), places, Rounding::half_even);
    result.marks.add(Mark::rounded);
}

/// What is made of a curve.
template <class Read>
struct Survival {
    template <class Int>
    Evaluated operator()(const Reading& reading, KeptValues<Int>& kept) const {
        const std::int64_t n = kept.size();
        if (n == 0) return nothing_known(kept.missing);
        Evaluated result{{}, std::nullopt, n, kept.missing};
        const std::vector<Waited> all = all_waits(kept.values, reading.seen_until);
        Read::read(result, curve_at(all, reading.leaf.argument, Read::with_spread));
        return result;
    }
};

struct Still {
    static constexpr bool with_spread = false;
    static void read(Evaluated& result, const Curve& curve) {
        result.value = curve.still.number();
        if (curve.still.is_rounded()) round_and_say_so(result, curve.still.number());
    }
};

struct Reached {
    static constexpr bool with_spread = false;
    static void read(Evaluated& result, const Curve& curve) {
        const Rational share = Rational{1} - curve.still.number();
        result.value = share;
        if (curve.still.is_rounded()) round_and_say_so(result, share);
    }
};

/// A side of Greenwood's interval of 95 %, within 0 and 1.
template <int Sign>
struct Side {
    static constexpr bool with_spread = true;
    static void read(Evaluated& result, const Curve& curve) {
        // 97.5 % of a normal distribution lie below it.
        static constexpr Rational z{1'959'963'984'540'054, 1'000'000'000'000'000};
        const Exact share{curve.still.number()};
        if (share.is_zero()) {
            result.reason = Reason::insufficient_n;
            return;
        }
        const Exact half = Exact{z} * share * square_root(Exact{curve.spread.number()});
        const Exact side = Sign < 0 ? share - half : share + half;
        if (side.sign() < 0)
            result.value = Rational{};
        else if (side > Exact{Rational{1}})
            result.value = Rational{1};
        else if (half.is_zero() && !curve.still.is_rounded())
            result.value = side;
        else
            round_and_say_so(result, side);
    }
};

constexpr std::array nobody_left{
    Occasion{Reason::insufficient_n, "nobody is left to wait for longer"}};

constexpr WholeArgument days{
    100'000, "a number of days", "something is reached within a whole number of days"};

constexpr AggregateRule rule_for(
    Aggregation kind,
    std::string_view name,
    StateReader reader,
    std::span<const Occasion> occasions = {}) {
    return {
        .kind = kind,
        .name = name,
        .takes = Takes::two_dates,
        .argument = &days,
        .unit = unit_always<Unit::ratio>,
        .reader = reader,
        .rolls_up = &by_values,
        .occasions = occasions};
}

constexpr std::array rules{
    rule_for(aggregates::survival, "survival", read_values_by<Survival<Still>>),
    rule_for(
        aggregates::survival_low_95,
        "survival_low_95",
        read_values_by<Survival<Side<-1>>>,
        nobody_left),
    rule_for(
        aggregates::survival_high_95,
        "survival_high_95",
        read_values_by<Survival<Side<1>>>,
        nobody_left),
    rule_for(aggregates::reached_within, "reached_within", read_values_by<Survival<Reached>>),
};

}  // namespace

AggregateFamily survival_family() { return rules; }

}  // namespace saleskpi::inline v0_3::detail
