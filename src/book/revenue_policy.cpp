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

using MemberTexts = std::array<std::string, 6>;

template <class Policy>
std::string text_of(std::string_view member, Policy policy) {
    return fmt::format("{} {}", member, names_of(policy)[static_cast<std::size_t>(policy)]);
}

MemberTexts texts_of(const RevenuePolicy& policy) {
    const auto& within = policy.reactivation_within;
    return {
        text_of("weeks", policy.weeks),
        text_of("days", policy.days),
        text_of("discount", policy.discount),
        text_of("pause", policy.pause),
        text_of("cancellation", policy.cancellation),
        "reactivation_within " + (within ? fmt::to_string(*within) : std::string{"any"})};
}

}  // namespace

std::string to_text(const RevenuePolicy& policy) {
    return fmt::format("{}", fmt::join(texts_of(policy), ", "));
}

std::string unusual_text(const RevenuePolicy& policy) {
    const MemberTexts texts = texts_of(policy);
    const MemberTexts usual = texts_of({});
    std::string unusual;
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (texts[i] != usual[i]) unusual += (unusual.empty() ? "" : ", ") + texts[i];
    return unusual;
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
