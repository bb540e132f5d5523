// SPDX-License-Identifier: MIT
#include "json/mapping_rules.hpp"

#include <charconv>
#include <string>

namespace saleskpi::inline v0_3::detail {

namespace {

template <class Policy>
void read_member(const JsonPlace& object, const std::string& member, Policy& policy) {
    const auto place = object.find(member);
    if (!place) return;
    const std::string text = place->text();
    const auto names = names_of(policy);
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == text) {
            policy = static_cast<Policy>(i);
            return;
        }
    place->fail_unknown("value", text, names);
}

std::int32_t read_days(const JsonPlace& place) {
    const std::string text = place.scalar();
    std::int32_t days = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    if (error != std::errc{} || end != text.data() + text.size() || days < 0)
        place.fail("is no number of days");
    return days;
}

}  // namespace

RevenuePolicy read_revenue_policy(const JsonPlace& place) {
    RevenuePolicy policy;
    if (!place.is_object()) {
        const std::string name = place.text();
        const auto known = try_revenue_policy(name);
        if (!known) place.fail_unknown("policy", name, revenue_policy_names());
        return *known;
    }
    place.allow({"weeks", "days", "discount", "pause", "cancellation", "reactivation_within"});
    read_member(place, "weeks", policy.weeks);
    read_member(place, "days", policy.days);
    read_member(place, "discount", policy.discount);
    read_member(place, "pause", policy.pause);
    read_member(place, "cancellation", policy.cancellation);
    if (const auto days = place.find("reactivation_within"))
        policy.reactivation_within = read_days(*days);
    return policy;
}

}  // namespace saleskpi::inline v0_3::detail
