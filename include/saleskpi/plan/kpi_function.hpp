// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/plan/definition.hpp>
#include <saleskpi/value/literal.hpp>

#include <string_view>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// A metric that is a function of stages of a pipeline, or of a number of days, for those who know
/// its name only at run time: "stage_conversion(Demo, Proposal)". Two of the three are null. What
/// it makes owns its texts, and its id is the call itself.
struct KpiFunction {
    Literal name;
    Definition (*of_stage)(std::string_view stage) = nullptr;
    Definition (*of_stages)(std::string_view from, std::string_view to) = nullptr;
    Definition (*of_days)(int days) = nullptr;
};

}  // namespace saleskpi::inline v0_3
