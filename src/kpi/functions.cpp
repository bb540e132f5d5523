// SPDX-License-Identifier: MIT
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/functions.hpp>
#include <saleskpi/kpi/stages.hpp>

#include <array>

namespace saleskpi::inline v0_3 {
namespace {

using Text = std::string_view;

template <auto Metric>
constexpr auto of_stage = [](Text stage) -> Definition { return Metric(stage); };
template <auto Metric>
constexpr auto of_stages = [](Text from, Text to) -> Definition { return Metric(from, to); };
template <auto Metric>
constexpr auto of_days = [](int days) -> Definition { return Metric(days); };

constexpr std::array functions{
    KpiFunction{"deals_reaching", of_stage<kpi::deals_reaching>},
    KpiFunction{"stage_entries", of_stage<kpi::stage_entries>},
    KpiFunction{"time_in_stage", of_stage<kpi::time_in_stage>},
    KpiFunction{"stage_conversion", nullptr, of_stages<kpi::stage_conversion>},
    KpiFunction{"stage_conversion_direct", nullptr, of_stages<kpi::stage_conversion_direct>},
    KpiFunction{
        "lead_conversion_rate_within", nullptr, nullptr, of_days<kpi::lead_conversion_rate_within>},
    KpiFunction{
        "lead_conversion_rate_before", nullptr, nullptr, of_days<kpi::lead_conversion_rate_before>},
};

}  // namespace

std::span<const KpiFunction> kpi_functions() { return functions; }

}  // namespace saleskpi::inline v0_3
