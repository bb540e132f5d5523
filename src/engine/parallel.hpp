// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace saleskpi::detail {

/// Below this number of rows a thread costs more than it saves.
inline constexpr std::size_t rows_worth_a_thread = 1 << 16;

/// Calls work(0), ..., work(n - 1), each in a thread of its own, and throws what the first of them
/// threw.
template <class Work>
void in_parallel(std::size_t n, Work&& work) {
    std::vector<std::exception_ptr> errors(n);
    const auto guarded = [&](std::size_t part) {
        try {
            work(part);
        } catch (...) {
            errors[part] = std::current_exception();
        }
    };
    std::vector<std::thread> others;
    for (std::size_t part = 1; part < n; ++part)
        try {
            others.emplace_back(guarded, part);
        } catch (const std::system_error&) {
            guarded(part);  // no thread to be had: this one does it
        }
    if (n > 0) guarded(0);
    for (std::thread& thread : others)
        thread.join();
    for (const std::exception_ptr& error : errors)
        if (error) std::rethrow_exception(error);
}

}  // namespace saleskpi::detail
