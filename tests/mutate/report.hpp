// SPDX-License-Identifier: MIT
#pragma once

#include "try.hpp"

namespace mutate {

/// Writes what is known into docs/quality.md, between its two markers.
void write_report(const Wish& wish);

}  // namespace mutate
