// SPDX-License-Identifier: MIT
#pragma once

/// Every KPI of the library, by family.
/// Threads: each of these headers says it for what is in it.
#include <saleskpi/kpi/acquisition.hpp>
#include <saleskpi/kpi/activity.hpp>
#include <saleskpi/kpi/attribution.hpp>
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/customers.hpp>
#include <saleskpi/kpi/cycle.hpp>
#include <saleskpi/kpi/lifetime.hpp>
#include <saleskpi/kpi/margin.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/quality.hpp>
#include <saleskpi/kpi/recurring.hpp>
#include <saleskpi/kpi/reps.hpp>
#include <saleskpi/kpi/retention.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/kpi/stages.hpp>
#include <saleskpi/kpi/targets.hpp>
#include <saleskpi/kpi/usage.hpp>
