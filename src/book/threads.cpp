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

}  // namespace saleskpi::inline v0_3::detail
