// SPDX-License-Identifier: MIT
#pragma once

/// All operators over metrics: growth, targets, shares, ranks, filters.
#include <saleskpi/metric/filtered.hpp>
#include <saleskpi/metric/group_operators.hpp>
#include <saleskpi/metric/target_operators.hpp>
#include <saleskpi/metric/time_operators.hpp>
