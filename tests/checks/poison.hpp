// SPDX-License-Identifier: MIT
#pragma once

// The macros of <windows.h> that break careless headers: each use of one is an error.
#define min(a, b) use_parentheses_around_std_min
#define max(a, b) use_parentheses_around_std_max
#define small the_name_small_is_a_macro_on_windows
