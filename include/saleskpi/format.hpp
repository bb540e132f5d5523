// SPDX-License-Identifier: MIT
#pragma once

/// Text through fmt: the component saleskpi::format.
/// Threads: each of these headers says it for what is in it.
#include <saleskpi/format/data_checks.hpp>
#include <saleskpi/format/markdown.hpp>
#include <saleskpi/format/table.hpp>
#include <saleskpi/format/terminal.hpp>
#include <saleskpi/format/value.hpp>
