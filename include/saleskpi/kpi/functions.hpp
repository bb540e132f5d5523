// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/plan/definition.hpp>

#include <span>
#include <string_view>

namespace saleskpi {

/// A KPI that is a function of stages of a pipeline, or of a number of days, for those who know its
/// name only at run time: "stage_conversion(Demo, Proposal)". Two of the three are null.
struct KpiFunction {
    std::string_view name;
    Definition (*of_stage)(std::string_view stage) = nullptr;
    Definition (*of_stages)(std::string_view from, std::string_view to) = nullptr;
    Definition (*of_days)(int days) = nullptr;
};

/// All of the library. What they make owns its texts, and its id is the call itself.
std::span<const KpiFunction> kpi_functions();

}  // namespace saleskpi
