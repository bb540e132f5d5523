// SPDX-License-Identifier: MIT
#pragma once

#include "book/raw_table.hpp"

#include <saleskpi/metric/leaf.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A condition on the fields of records that are being added, whose money is converted.
class RawCondition {
public:
    /// The tests of a scope, of one table, in postfix order. Throws Error currency_mismatch.
    RawCondition(std::span<const Test> tests, RawTable& table, Currency currency);

    bool holds(std::size_t row) const;

private:
    struct Step {
        Test::Op op;
        const RawColumn* column = nullptr;  ///< null where the table has none: nobody has a value
        const RawColumn* other = nullptr;
        std::int64_t constant = 0;
        bool has_other = false;
    };
    static bool compares(const Step& step, std::size_t row);

    std::vector<Step> steps_;
};

}  // namespace saleskpi::inline v0_3::detail
