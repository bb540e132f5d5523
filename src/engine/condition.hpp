// SPDX-License-Identifier: MIT
#pragma once

#include "engine/batch.hpp"
#include "engine/kernels/kernels.hpp"
#include "engine/narrowing.hpp"

#include <saleskpi/metric/leaf.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A byte per row, 1 where the row counts, with room for kernels that take several rows at a time.
using Mask = std::array<std::uint8_t, Batch::capacity + Kernels::readable_beyond>;

/// Amounts are compared only with amounts in the currency of the records: throws Error
/// currency_mismatch. Records without money have no currency, and compare with any; zero without a
/// currency is zero in each.
void require_currency(std::span<const Test> tests, Currency currency);

/// The tests of a leaf, resolved against the columns of one table: a mask per batch.
class RowCondition {
public:
    /// Throws Error unknown_field for a column the table has not, and currency_mismatch for an
    /// amount in another currency than the table's.
    RowCondition(std::span<const Test> tests, const Facts& facts, Currency currency, Batch& batch);

    /// One byte per row: 1 where the row satisfies the condition. Of structs in memory a test
    /// reads only the rows that the tests before it leave open.
    void evaluate(Batch& batch, Mask& mask) const;

    /// Of structs in memory, the same in two steps: first what must be asked of all rows, then the
    /// rest of those that passed. Their columns can be fetched from memory in the meantime.
    void begin(Batch& batch, Mask& mask) const { evaluate_records(batch, 0, behind_first_, mask); }
    void finish(Batch& batch, Mask& mask) const {
        evaluate_records(batch, behind_first_, narrowings_.size(), mask);
    }
    /// Whether the first step is the same, with columns of the same batch.
    bool begins_like(const RowCondition& other) const;
    bool is_finished() const { return behind_first_ == narrowings_.size(); }
    /// The columns that either step reads.
    std::vector<std::size_t> slots_to_begin() const { return slots(0, behind_first_); }
    std::vector<std::size_t> slots_to_finish() const {
        return slots(behind_first_, narrowings_.size());
    }

private:
    struct Step {
        Test::Op op;
        std::size_t column = 0;
        std::int64_t constant = 0;  ///< beside another column the days added to it
        std::size_t other = 0;
        bool has_other = false;
        bool is_date = false;

        bool operator==(const Step&) const = default;
    };
    void evaluate_stored(const Batch& batch, Mask& mask) const;
    /// Of structs in memory, those of the batch that pass some of the narrowings.
    void evaluate_records(Batch& batch, std::size_t first, std::size_t last, Mask& mask) const;
    std::vector<std::size_t> slots(std::size_t first, std::size_t last) const;
    void keep_those_that_pass(
        const Narrowing& test, Batch& batch, RowFacts::Records all, Mask& open) const;
    /// Whether a test needs nothing that is not read yet of the batch.
    bool has_read(const Narrowing& test, const Batch& batch) const;
    void test_records(const Narrowing& test, const Batch& batch, Mask& mask) const;
    static bool test_narrow(const Step& step, const Batch& batch, Mask& mask);
    static void test_unpacked(const Step& step, const Batch& batch, Mask& mask);

    std::vector<Step> steps_;
    std::size_t depth_ = 0;
    mutable std::vector<Mask> under_;  ///< room for what waits beside the mask at work
    // Of structs in memory.
    std::vector<Narrowing> narrowings_;
    std::size_t behind_first_ = 0;  ///< those before concern the first of all that must hold
};

}  // namespace saleskpi::inline v0_3::detail
