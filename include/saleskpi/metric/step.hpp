// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/grain.hpp>
#include <saleskpi/metric/text.hpp>
#include <saleskpi/record/field.hpp>
#include <saleskpi/value/currency.hpp>
#include <saleskpi/value/rational.hpp>
#include <saleskpi/value/unit.hpp>

#include <array>
#include <concepts>
#include <cstdint>
#include <string_view>

/// The arithmetic above the leaves of a definition, as plain data. What each kind of step computes is
/// said in one place of the library, src/plan/steps; here is only what constants need.
/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// The period another one is compared with.
enum class Shift : std::uint8_t {
    previous,        ///< the one before
    year_over_year,  ///< the same one of the year before
    same_weekday     ///< 364 days before; in a calendar of weeks, the year before as restated
};

/// How far back: as a shift says, or by a number of periods.
struct Back {
    Shift shift = Shift::previous;
    std::int32_t periods = 0;  ///< 0: as the shift says

    constexpr Back(Shift by) : shift{by} {}               // NOLINT
    constexpr Back(std::int32_t back) : periods{back} {}  // NOLINT
    constexpr bool operator==(const Back&) const = default;
};

/// The group around a group: of a team in a report by region and team, its region. It is that of the
/// dimension before (`Level::parent`), all of the report (`Level::company`), or that of one of the
/// report's dimensions, by a name of up to 47 bytes: `by::region`, `"country"`.
class Level {
public:
    static const Level parent;
    static const Level company;

    constexpr Level(std::string_view name) : name_{name} {}  // NOLINT: a name is a level
    constexpr Level(const char* name) : name_{name} {}       // NOLINT
    template <class Named>
        requires(!std::convertible_to<const Named&, std::string_view>)
    &&requires(const Named& named) {
        { named.name() } -> std::same_as<std::string_view>;
    }
    constexpr Level(const Named& dimension) : name_{dimension.name()} {}  // NOLINT

    constexpr std::string_view name() const& { return name_; }
    constexpr ShortText name() const&& { return name_; }
    constexpr bool operator==(const Level& other) const { return name() == other.name(); }

private:
    ShortText name_;
};

inline constexpr Level Level::parent{"parent"};
inline constexpr Level Level::company{"company"};

/// What ranks follow a tie: 1, 1, 3 or 1, 1, 2.
enum class Ties : std::uint8_t { competition, dense };

/// How closely two things go together: in a line, or in their order only.
enum class Fit : std::uint8_t { pearson, spearman };

/// What is compared with each other: the groups of a report within a group, or its periods.
enum class Over : std::uint8_t { groups, periods };

/// How a change is shared out among two things that changed at once, quantities and prices or a mix and
/// rates. What both made together, (change of one) * (change of the other), is the joint part.
enum class Convention : std::uint8_t {
    two_part,  ///< quantities at old prices, and prices at new quantities: the joint part is in these
    midpoint,  ///< each at the mean of the other's old and new: half of the joint part is in either
    three_part  ///< each at the other's old: the joint part stands by itself
};

/// On which days of a period a step depends.
enum class StepDays : std::uint8_t {
    of_operands,
    all,
    end,     ///< what it takes begins elsewhere: of the period only the end counts
    shifted  ///< those of the operand, in the period that `shift` names
};

/// What a step computes, by a number that is made of its name in the text of formulas. The set is
/// open: a new kind is named beside the operator that uses it, and defined in src/plan/steps.
struct StepKind {
    std::uint32_t number = 0;
    StepDays days = StepDays::of_operands;
    bool takes_dates = false;  ///< as operands: it compares, chooses one, or takes the distance

    constexpr bool operator==(const StepKind& other) const { return number == other.number; }
};

namespace detail {

constexpr StepKind step_kind(
    std::string_view name, StepDays days = StepDays::of_operands, bool takes_dates = false) {
    const std::uint64_t hash = name_hash(name);
    return {static_cast<std::uint32_t>(hash ^ (hash >> 32U)), days, takes_dates};
}
/// Of one that takes dates, too.
constexpr StepKind step_kind_of_all(std::string_view name, StepDays days = StepDays::of_operands) {
    return step_kind(name, days, true);
}

}  // namespace detail

/// The kinds of steps.
namespace steps {

inline constexpr StepKind leaf = detail::step_kind_of_all("leaf");   ///< an aggregate
inline constexpr StepKind constant = detail::step_kind("constant");  ///< an exact number
inline constexpr StepKind add = detail::step_kind("+");
inline constexpr StepKind subtract = detail::step_kind_of_all("-");
inline constexpr StepKind multiply = detail::step_kind("*");
inline constexpr StepKind divide = detail::step_kind("/");

}  // namespace steps

/// One node of the arithmetic. Its operands stand somewhere before it; the last step is the metric.
/// Of the parameters a step has those that its kind takes.
struct Step {
    static constexpr std::size_t most_operands = 3;

    StepKind kind = steps::leaf;
    std::uint32_t leaf = 0;  ///< of an aggregate: its number
    /// How many steps before this one each operand stands; 0 where there is none.
    std::array<std::uint32_t, most_operands> operands{};
    Unit unit = Unit::count;
    Rational constant;         ///< of money, in minor units
    Currency currency{};       ///< of a constant amount; none if it is in that of the records
    std::int32_t periods = 0;  ///< how many; of a shift 0 where `shift` says it
    Shift shift = Shift::previous;
    Ties ties = Ties::competition;
    Fit fit = Fit::pearson;
    Over over = Over::groups;
    Grain grain = Grain::day;
    Convention convention = Convention::two_part;
    NameText dimension{};  ///< by which it goes over the parts of a group
    NameText level{};      ///< of the group around that it takes

    constexpr bool operator==(const Step&) const = default;
};

}  // namespace saleskpi::inline v0_3
