// SPDX-License-Identifier: MIT
#pragma once

/// All operators over metrics: growth, targets, shares, ranks, filters.
/// Threads: each of these headers says it for what is in it.
#include <saleskpi/metric/filtered.hpp>
#include <saleskpi/metric/group_operators.hpp>
#include <saleskpi/metric/mix_operators.hpp>
#include <saleskpi/metric/target_operators.hpp>
#include <saleskpi/metric/time_operators.hpp>
