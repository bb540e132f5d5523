// SPDX-License-Identifier: MIT
#pragma once

/// CSV, written and read: the component saleskpi::csv.
/// Threads: each of these headers says it for what is in it.
#include <saleskpi/csv/findings.hpp>
#include <saleskpi/csv/read.hpp>
#include <saleskpi/csv/table.hpp>
