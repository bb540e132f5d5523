// SPDX-License-Identifier: MIT
#include <saleskpi/book/revenue_policy.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>

namespace saleskpi::inline v0_3 {

namespace {

struct NamedPolicy {
    std::string_view name;
    RevenuePolicy policy;
};

constexpr std::array named_policies{
    NamedPolicy{"chargebee", {.discount = DiscountPolicy::next_renewal}},
    NamedPolicy{"chartmogul", {}},
    NamedPolicy{
        "paddle",
        {.weeks = WeekPolicy::of_4_33_a_month,
         .days = DayPolicy::of_30_a_month,
         .discount = DiscountPolicy::never}},
    NamedPolicy{"profitwell", {}},
    NamedPolicy{"recurly", {.days = DayPolicy::of_30_a_month}},
    NamedPolicy{
        "stripe",
        {.discount = DiscountPolicy::forever_only, .cancellation = CancellationPolicy::at_once}}};

constexpr auto all_names = [] {
    std::array<std::string_view, named_policies.size()> names{};
    for (std::size_t i = 0; i < names.size(); ++i)
        names[i] = named_policies[i].name;
    return names;
}();

template <class Policy>
std::string_view text_of(Policy policy) {
    return names_of(policy)[static_cast<std::size_t>(policy)];
}

}  // namespace

std::string to_text(const RevenuePolicy& policy) {
    return fmt::format(
        "weeks {}, days {}, discount {}, pause {}, cancellation {}, reactivation_within {}",
        text_of(policy.weeks), text_of(policy.days), text_of(policy.discount),
        text_of(policy.pause), text_of(policy.cancellation),
        policy.reactivation_within ? fmt::to_string(*policy.reactivation_within)
                                   : std::string{"any"});
}

std::span<const std::string_view> revenue_policy_names() { return all_names; }

std::optional<RevenuePolicy> try_revenue_policy(std::string_view name) {
    for (const NamedPolicy& known : named_policies)
        if (known.name == name) return known.policy;
    return std::nullopt;
}

RevenuePolicy revenue_policy(std::string_view name) {
    if (const auto known = try_revenue_policy(name)) return *known;
    throw Error{
        ErrorCode::invalid_argument, fmt::format(
                                         "'{}' is no policy of recurring revenue; there are {}",
                                         name, fmt::join(all_names, ", "))};
}

}  // namespace saleskpi::inline v0_3
