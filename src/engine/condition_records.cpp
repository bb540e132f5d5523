// SPDX-License-Identifier: MIT
// How a condition is asked of structs in memory: test by test, each of the records still open.
#include "engine/condition.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

bool is_a_test(const Narrowing& narrowing) {
    return narrowing.kind == Narrowing::Kind::test || narrowing.kind == Narrowing::Kind::not_test;
}

}  // namespace

void RowCondition::evaluate_records(
    Batch& batch, std::size_t first, std::size_t last, Mask& mask) const {
    const RowFacts::Records all = batch.taken();
    const std::size_t n = all.size();
    std::fill_n(mask.begin(), n, std::uint8_t{1});
    bool are_all_open = true;
    std::vector<Mask> under;  // what waits below the mask at work
    for (const Narrowing& narrowing : std::span{narrowings_}.subspan(first, last - first))
        switch (narrowing.kind) {
            case Narrowing::Kind::test:
            case Narrowing::Kind::not_test:
                if (are_all_open)
                    test_records(narrowing, batch, mask);
                else
                    keep_those_that_pass(narrowing, batch, all, mask);
                are_all_open = false;
                break;
            case Narrowing::Kind::begin_any:
                std::fill_n(under.emplace_back().begin(), n, std::uint8_t{0});
                break;
            case Narrowing::Kind::copy:
                under.push_back(mask);
                break;
            case Narrowing::Kind::join: {
                Mask& open = under.back();
                Mask& found = under[under.size() - 2];
                for (std::size_t i = 0; i < n; ++i) {
                    found[i] |= mask[i];
                    mask[i] ^= open[i];
                }
                under.pop_back();
                break;
            }
            case Narrowing::Kind::end_any:
                mask = under.back();
                under.pop_back();
                break;
            case Narrowing::Kind::complement:
                for (std::size_t i = 0; i < n; ++i)
                    mask[i] ^= under.back()[i];
                under.pop_back();
                break;
        }
    if (batch.size() < n) batch.take(all);
}

void RowCondition::test_records(const Narrowing& test, const Batch& batch, Mask& mask) const {
    test_unpacked(steps_[test.step], batch, mask);
    if (test.kind != Narrowing::Kind::not_test) return;
    for (std::size_t i = 0; i < batch.size(); ++i)
        mask[i] ^= 1U;
}

void RowCondition::keep_those_that_pass(
    const Narrowing& test, Batch& batch, RowFacts::Records all, Mask& open) const {
    // Without jumps: which rows are open nobody can foresee.
    std::array<std::uint32_t, Batch::capacity> rows;
    std::size_t n = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        rows[n] = static_cast<std::uint32_t>(i);
        n += open[i];
    }
    if (n == 0) return;
    if (n == all.size()) {
        if (batch.size() < n) batch.take(all);
        return test_records(test, batch, open);
    }
    std::array<const void*, Batch::capacity> records;
    for (std::size_t i = 0; i < n; ++i)
        records[i] = all[rows[i]];
    batch.take({records.data(), n});
    Mask passes;
    test_records(test, batch, passes);
    for (std::size_t i = 0; i < n; ++i)
        open[rows[i]] = passes[i];
}

bool RowCondition::begins_like(const RowCondition& other) const {
    if (behind_first_ != other.behind_first_) return false;
    for (std::size_t i = 0; i < behind_first_; ++i) {
        const Narrowing& a = narrowings_[i];
        const Narrowing& b = other.narrowings_[i];
        if (a.kind != b.kind) return false;
        if (is_a_test(a) && steps_[a.step] != other.steps_[b.step]) return false;
    }
    return true;
}

std::vector<std::size_t> RowCondition::slots(std::size_t first, std::size_t last) const {
    std::vector<std::size_t> found;
    for (std::size_t i = first; i < last; ++i) {
        if (!is_a_test(narrowings_[i])) continue;
        const Step& step = steps_[narrowings_[i].step];
        found.push_back(step.column);
        if (step.has_other) found.push_back(step.other);
    }
    return found;
}

}  // namespace saleskpi::inline v0_3::detail
