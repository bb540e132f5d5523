// SPDX-License-Identifier: MIT
#pragma once

/// Pictures and pages, which need no other library: the component saleskpi::html.
/// Threads: each of these headers says it for what is in it.
#include <saleskpi/html/glossary.hpp>
#include <saleskpi/html/page.hpp>
#include <saleskpi/html/svg.hpp>
