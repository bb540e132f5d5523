// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// What a change of a customer's recurring revenue is, by what he paid before and after the day.
enum class MovementKind : std::uint8_t {
    new_business,  ///< from nothing, for the first time
    expansion,
    contraction,
    churn,         ///< to nothing
    reactivation,  ///< from nothing, after he had paid before
    moved          ///< from one of his subscriptions to another: nothing, over all of them
};
inline constexpr std::array<std::string_view, 6> movement_kind_names{
    "new_business", "expansion", "contraction", "churn", "reactivation", "moved"};
constexpr std::span<const std::string_view> names_of(MovementKind) { return movement_kind_names; }

/// A step of a customer's recurring revenue on a day, and the part that one subscription has in it. A
/// book derives them from its subscriptions: they are not loaded. A subscription without a customer is
/// one of its own.
///
/// What all subscriptions of a customer do on one day counts together, and decides on the kind. So a
/// change of plan from 100 to 130 is an expansion of 30: of the 130 that come 30 are new money, and 100
/// are `moved`, as are the 100 that go.
struct MrrMovement {
    std::string customer{};
    std::string subscription{};
    std::string account{};  ///< this and what follows: of the subscription
    std::string rep{};
    std::string product{};
    std::string segment{};
    std::optional<Date> date{};  ///< the first day with the new amount
    MovementKind kind = MovementKind::new_business;
    /// By how much it goes up, or down, for a year: whole cents rounded down, and what is left of one, as
    /// a subscription has it.
    std::optional<Money> yearly{};
    std::optional<Money> yearly_above{};
    std::optional<std::int64_t> yearly_below{};
};

/// The fields of a movement, for definitions: `count<MrrMovement>().by(mrr_movement::date)`.
namespace kpi::mrr_movement {
inline constexpr auto customer = field("customer", &MrrMovement::customer);
inline constexpr auto subscription = field("subscription", &MrrMovement::subscription);
inline constexpr auto account = field("account", &MrrMovement::account);
inline constexpr auto rep = field("rep", &MrrMovement::rep);
inline constexpr auto product = field("product", &MrrMovement::product);
inline constexpr auto segment = field("segment", &MrrMovement::segment);
inline constexpr auto date = field("date", &MrrMovement::date);
inline constexpr auto kind = field("kind", &MrrMovement::kind).of_domain("movement_kind");
inline constexpr auto yearly = field("yearly", &MrrMovement::yearly);
inline constexpr auto yearly_above = field("yearly_above", &MrrMovement::yearly_above);
inline constexpr auto yearly_below = field("yearly_below", &MrrMovement::yearly_below);

using Fields = FieldList<
    customer,
    subscription,
    account,
    rep,
    product,
    segment,
    date,
    kind,
    yearly,
    yearly_above,
    yearly_below>;
}  // namespace kpi::mrr_movement

template <>
struct Schema<MrrMovement> : kpi::mrr_movement::Fields {
    static constexpr std::string_view table = "mrr_movements";
    /// Nothing is taken from a customer, but all subscriptions of one are worked out together.
    static constexpr detail::LookUp look_ups[]{{kpi::mrr_movement::customer.name, "customers", {}}};
    static constexpr detail::TableRules rules{
        .part_of = {kpi::mrr_movement::subscription.name, "subscriptions"},
        .clustered_by = kpi::mrr_movement::date.name,
        .is_derived = true,
        .without_start = detail::WithoutStart::never,
        .look_ups = look_ups};
};

template <>
const RecordType& record_type<MrrMovement>();

}  // namespace saleskpi::inline v0_3
