// SPDX-License-Identifier: MIT
#pragma once

/// Text through fmt: the component saleskpi::format.
#include <saleskpi/format/table.hpp>
#include <saleskpi/format/terminal.hpp>
#include <saleskpi/format/value.hpp>
