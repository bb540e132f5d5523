// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/plan/kpi_function.hpp>

#include <span>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// All KPIs of the library that are functions of stages or days.
std::span<const KpiFunction> kpi_functions();

}  // namespace saleskpi::inline v0_3
