// SPDX-License-Identifier: MIT
#pragma once

#include "company.hpp"
#include "random.hpp"

#include <saleskpi/record/records.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace sample {

/// Everything that happened, as records; made step by step, each step from those before.
struct World {
    Staff staff = hire();
    std::vector<ExchangeRate> rates;
    std::vector<Deal> deals;
    std::vector<Customer> customers;
    std::vector<Subscription> subscriptions;
    std::vector<Lead> leads;
    std::vector<Activity> activities;
    std::vector<Quote> quotes;
    std::vector<Target> targets;
    std::vector<Spend> spend;
};

void set_rates(World& world, Random random);
/// Deals of two years, and the customers they make.
void sell(World& world, Random random);
void subscribe(World& world, Random random);
/// Leads, those of the deals among them, and what marketing cost.
void advertise(World& world, Random random);
/// Activities and quotes of the deals.
void follow_up(World& world, Random random);
/// Targets of the reps and teams, and what selling cost.
void plan(World& world, Random random);

inline Money whole(std::int64_t major, Currency currency) {
    return Money{major * currency.minor_per_major(), currency};
}
/// "D-0042".
inline std::string numbered(const std::string& prefix, std::size_t number) {
    std::string digits = std::to_string(number);
    return prefix + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

}  // namespace sample
