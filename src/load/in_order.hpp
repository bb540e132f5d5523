// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

namespace saleskpi::inline v0_3::detail {

/// A task on something that is cut into parts, such as a file.
class PartedWork {
public:
    struct Part {
        virtual ~Part() = default;
    };

    virtual ~PartedWork() = default;
    /// Cuts the next part off; null at the end. Never called twice at a time.
    virtual std::unique_ptr<Part> next() = 0;
    /// Works on a part, while other threads work on others.
    virtual void work(Part& part) = 0;
    /// Takes a part that has been worked on, in the order of next(). Never called twice at a time.
    virtual void deliver(std::unique_ptr<Part> part) = 0;
};

/// Does all the work with so many threads. Only some parts per thread are in memory at a time. The
/// first error ends it.
void run_in_order(unsigned threads, PartedWork& work);

}  // namespace saleskpi::inline v0_3::detail
