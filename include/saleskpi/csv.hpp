// SPDX-License-Identifier: MIT
#pragma once

/// CSV, written and read: the component saleskpi::csv.
#include <saleskpi/csv/read.hpp>
#include <saleskpi/csv/table.hpp>
