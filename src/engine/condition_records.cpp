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
    std::size_t depth = 0;  // so many masks wait below the one at work
    const auto put_under = [&]() -> Mask& {
        if (under_.size() == depth) under_.emplace_back();
        return under_[depth++];
    };
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
                std::fill_n(put_under().begin(), n, std::uint8_t{0});
                break;
            case Narrowing::Kind::copy:
                std::copy_n(mask.begin(), n, put_under().begin());
                break;
            case Narrowing::Kind::join: {
                const Mask& open = under_[--depth];
                Mask& found = under_[depth - 1];
                for (std::size_t i = 0; i < n; ++i) {
                    found[i] |= mask[i];
                    mask[i] ^= open[i];
                }
                break;
            }
            case Narrowing::Kind::end_any:
                std::copy_n(under_[--depth].begin(), n, mask.begin());
                break;
            case Narrowing::Kind::complement:
                --depth;
                for (std::size_t i = 0; i < n; ++i)
                    mask[i] ^= under_[depth][i];
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

bool RowCondition::has_read(const Narrowing& test, const Batch& batch) const {
    const Step& step = steps_[test.step];
    return batch.is_read(step.column) && (!step.has_other || batch.is_read(step.other));
}

void RowCondition::keep_those_that_pass(
    const Narrowing& test, Batch& batch, RowFacts::Records all, Mask& open) const {
    if (batch.size() == all.size() && has_read(test, batch)) {
        Mask passes;
        test_records(test, batch, passes);
        for (std::size_t i = 0; i < all.size(); ++i)
            open[i] &= passes[i];
        return;
    }
    const auto n_open = static_cast<std::size_t>(
        std::count(open.begin(), open.begin() + all.size(), std::uint8_t{1}));
    if (n_open == 0) return;
    if (n_open == all.size()) {
        if (batch.size() < n_open) batch.take(all);
        return test_records(test, batch, open);
    }
    // Without jumps: which rows are open nobody can foresee.
    std::array<std::uint32_t, Batch::capacity> rows;
    std::size_t n = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        rows[n] = static_cast<std::uint32_t>(i);
        n += open[i];
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
