// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_table.hpp"
#include "book/doubts.hpp"

#include <saleskpi/metric/leaf.hpp>

#include <span>

namespace saleskpi::inline v0_3::detail {

/// Whether a record satisfies a condition, for all that could be read of it. Of a value that is not there
/// neither; of one that is unknown either.
struct Satisfies {
    bool may = false;      ///< it does, or may
    bool may_not = false;  ///< it does not, or may not

    static constexpr Satisfies surely(bool holds) { return {holds, !holds}; }
    constexpr Satisfies operator!() const { return {may_not, may}; }
    friend constexpr Satisfies operator&(Satisfies a, Satisfies b) {
        return {a.may && b.may, a.may_not || b.may_not};
    }
    friend constexpr Satisfies operator|(Satisfies a, Satisfies b) {
        return {a.may || b.may, a.may_not && b.may_not};
    }
};

/// Tests in postfix order; without any every record does.
Satisfies satisfies(std::span<const Test> tests, const Doubt& doubt, const Dictionaries& names);

}  // namespace saleskpi::inline v0_3::detail
