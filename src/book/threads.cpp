// SPDX-License-Identifier: MIT
#include "book/threads.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace saleskpi::inline v0_3::detail {

unsigned threads_for(unsigned wish) noexcept {
    return wish > 0 ? wish : (std::max)(1U, std::thread::hardware_concurrency());
}

void in_parallel(
    unsigned threads, std::size_t tasks, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next{0};
    std::vector<std::exception_ptr> errors(tasks);
    const auto take_tasks = [&] {
        for (std::size_t task = next++; task < tasks; task = next++)
            try {
                work(task);
            } catch (...) {
                errors[task] = std::current_exception();
            }
    };
    std::vector<std::thread> others;
    const std::size_t wanted = (std::min)(std::size_t{threads_for(threads)}, tasks);
    others.reserve(wanted);
    try {
        while (others.size() + 1 < wanted)
            others.emplace_back(take_tasks);
    } catch (const std::system_error&) {
        // No more threads to be had: those that run take all the tasks.
    }
    take_tasks();
    for (std::thread& thread : others)
        thread.join();
    for (const std::exception_ptr& error : errors)
        if (error) std::rethrow_exception(error);
}

void in_ranges(
    unsigned threads, std::size_t n, const std::function<void(std::size_t, std::size_t)>& work) {
    const std::size_t wanted = std::size_t{threads_for(threads)} * 4;
    const std::size_t ranges =
        std::clamp<std::size_t>(n / rows_worth_a_thread, 1, threads == 1 ? 1 : wanted);
    in_parallel(threads, ranges, [&](std::size_t range) {
        work(n * range / ranges, n * (range + 1) / ranges);
    });
}

}  // namespace saleskpi::inline v0_3::detail
