// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// One step of a condition that is asked test by test, each only of the rows still open: behind
/// "and" those that passed, behind "or" those that did not. It works on a stack of masks; the one
/// at work holds the rows that are open, and each step leaves those of them that pass.
struct Narrowing {
    enum class Kind : std::uint8_t {
        test,       ///< drops the rows that fail the test
        not_test,   ///< drops the rows that pass the test
        begin_any,  ///< puts a mask of no rows under the one at work: what passes is collected there
        copy,       ///< puts a copy under the mask at work, which keeps what was open
        join,       ///< adds what passed to what is collected, and leaves open what did not
        end_any,    ///< goes on with what was collected
        complement,  ///< of what was open, leaves the rows that did not pass
    };
    Kind kind;
    std::size_t step = 0;  ///< the number of the test in its condition

    bool operator==(const Narrowing&) const = default;
};

/// The condition as such steps, its tests in the order in which they are written; but of those that
/// must all hold, whether a field is known comes last.
std::vector<Narrowing> narrowings(std::span<const Test> condition);

/// How many of them make up the first of the conditions that must all hold.
std::size_t behind_first(std::span<const Narrowing> narrowings);

}  // namespace saleskpi::inline v0_3::detail
