// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>

namespace saleskpi::inline v0_3::detail {

/// Below this a thread costs more than it saves.
inline constexpr std::size_t rows_worth_a_thread = 1 << 14;

/// How many threads a wish for them means: 0 is one per core.
unsigned threads_for(unsigned wish) noexcept;

/// Calls work(0), ..., work(tasks - 1), as many at a time as there are threads, and returns when
/// all are done. Of several errors that of the lowest task is thrown.
void in_parallel(unsigned threads, std::size_t tasks, const std::function<void(std::size_t)>& work);

/// Calls work(first, last) for ranges that make up 0 to n, some for each thread.
void in_ranges(
    unsigned threads, std::size_t n, const std::function<void(std::size_t, std::size_t)>& work);

}  // namespace saleskpi::inline v0_3::detail
