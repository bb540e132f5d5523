// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// What a question that comes from outside may cost.
namespace saleskpi::inline v0_3 {

/// Each is an Error of its own once it is exceeded; nothing is computed by halves. Without one, any
/// question is answered as long as there is memory.
/// Threads: values, as with int: any number may read one at once, who writes has it alone.
struct Limits {
    static constexpr std::size_t none = SIZE_MAX;

    /// Of the table, and of what is kept for it by group, days and aggregate: too_many_cells.
    std::size_t cells = none;
    /// Of all metrics together, each step once: too_many_steps.
    std::size_t steps = none;
    /// Of one metric, each step written out wherever it is used: formula_too_large.
    std::size_t formula = none;
    /// From the call of run(), partial() or explain() on: out_of_time. It is looked at between
    /// batches of records: an answer may take a little longer.
    std::chrono::milliseconds time = (std::chrono::milliseconds::max)();
};

/// Is told how far a query is, and may end it.
/// Threads: is called by those that compute, one at a time.
class Watch {
public:
    virtual ~Watch() = default;

    /// `done` goes from 0 to 1. If the answer is false, the query throws Error cancelled.
    virtual bool goes_on(double done) = 0;
};

}  // namespace saleskpi::inline v0_3
