// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>

namespace saleskpi::inline v0_3::detail {

/// Keeps a query within what it may cost. Any number of threads may ask it.
class Guard {
public:
    std::size_t most_cells = SIZE_MAX;
    std::optional<std::chrono::steady_clock::time_point> deadline;
    /// Is told what part is done.
    std::function<bool(double done)> goes_on;

    /// How many rows there will be, each as often as it is read.
    void expect(std::size_t rows);
    /// So many more have been read. Throws Error out_of_time, cancelled.
    void note(std::size_t rows);
    /// Throws Error too_many_cells.
    void require_cells(std::size_t cells) const;

private:
    std::mutex mutex_;
    std::size_t all_ = 0;
    std::size_t done_ = 0;
};

}  // namespace saleskpi::inline v0_3::detail
