// SPDX-License-Identifier: MIT
#include "load/in_order.hpp"

#include "book/threads.hpp"

#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t parts_per_thread = 3;

class Run {
public:
    Run(unsigned threads, PartedWork& work) : most_{threads * parts_per_thread}, work_{&work} {}

    /// What each thread does.
    void go() {
        try {
            while (auto numbered = next()) {
                work_->work(*numbered.part);
                deliver(std::move(numbered));
            }
        } catch (...) {
            const std::lock_guard lock{mutex_};
            has_failed_ = true;
            changed_.notify_all();
            throw;
        }
    }

private:
    struct Numbered {
        std::size_t number = 0;
        std::unique_ptr<PartedWork::Part> part;
        explicit operator bool() const { return part != nullptr; }
    };

    Numbered next() {
        std::unique_lock lock{mutex_};
        // The thread that has the part that is to be delivered next never waits here.
        changed_.wait(
            lock, [this] { return has_failed_ || (!is_cutting_ && cut_ < delivered_ + most_); });
        if (has_failed_ || has_ended_) return {};
        is_cutting_ = true;
        lock.unlock();
        Numbered numbered{cut_, work_->next()};
        lock.lock();
        is_cutting_ = false;
        if (numbered)
            ++cut_;
        else
            has_ended_ = true;
        changed_.notify_all();
        return numbered;
    }

    void deliver(Numbered numbered) {
        std::unique_lock lock{mutex_};
        done_.emplace(numbered.number, std::move(numbered.part));
        if (is_delivering_) return;  // the thread that does will find it
        is_delivering_ = true;
        while (!done_.empty() && done_.begin()->first == delivered_ && !has_failed_) {
            auto part = std::move(done_.begin()->second);
            done_.erase(done_.begin());
            lock.unlock();
            work_->deliver(std::move(part));
            lock.lock();
            ++delivered_;
            changed_.notify_all();
        }
        is_delivering_ = false;
    }

    std::size_t most_;  // parts that are cut and not delivered
    PartedWork* work_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::size_t, std::unique_ptr<PartedWork::Part>> done_;
    std::size_t cut_ = 0;
    std::size_t delivered_ = 0;
    bool is_cutting_ = false;
    bool is_delivering_ = false;
    bool has_ended_ = false;
    bool has_failed_ = false;
};

}  // namespace

void run_in_order(unsigned threads, PartedWork& work) {
    Run run{threads, work};
    in_parallel(threads, threads, [&run](std::size_t) { run.go(); });
}

}  // namespace saleskpi::inline v0_3::detail
