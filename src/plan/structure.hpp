// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/metric/step.hpp>
#include <saleskpi/value/hash.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A number for what a definition computes, cheap enough for every read of a cell by a constant:
/// equal for equal plans of one build, whether steps that are the same stand in them once or often.
/// What is kept, or sent elsewhere, is the fingerprint, which is made of the words. Constants do not
/// carry it: it would take compilers longer than all else.
class StructureHash {
public:
    void add(std::uint64_t number) {
        hash_ = hashed(hash_, number);
        hash_ ^= hash_ >> 29U;
    }
    void add(std::string_view text) { add(text.empty() ? 0 : name_hash(text)); }
    void add(const ColumnRef& column) {
        if (column.hash != 0) return add(column.hash);
        add(column.table);
        add(column.name);
    }
    void add(int128 number) {
        add(static_cast<std::uint64_t>(number));
        add(static_cast<std::uint64_t>(number >> 64U));
    }

    std::uint64_t value() const { return hash_; }

private:
    std::uint64_t hash_ = hash_seed;
};

template <class T>
constexpr std::uint64_t bits(T value, unsigned at) {
    return static_cast<std::uint64_t>(value) << at;
}

inline std::uint64_t structure_of(const Leaf& leaf, std::span<const Test> its_tests) {
    const RowValue& value = leaf.value;
    const Placement& placement = leaf.placement;
    StructureHash hash;
    hash.add(
        bits(value.kind, 8) | bits(value.unit, 16) | bits(placement.kind, 24) |
        bits(leaf.argument, 32));
    hash.add(
        bits(value.a.unit, 0) | bits(value.b.unit, 8) | bits(leaf.needs, 16) |
        bits(leaf.aggregation.number, 32));
    // The table is that of the date by which the leaf is placed.
    for (const ColumnRef* column :
         {&value.a, &value.b, &value.c, &leaf.each, &placement.from, &placement.until})
        hash.add(*column);
    for (const Test& test : its_tests) {
        const Constant& constant = test.constant;
        hash.add(bits(test.op, 0) | bits(constant.is_column, 8) | bits(test.column.unit, 16));
        hash.add(static_cast<std::uint64_t>(constant.number));
        hash.add(test.column);
        hash.add(constant.text.view());
        if (constant.is_column) hash.add(constant.column);
        hash.add(std::uint64_t{constant.currency.number()});
    }
    return hash.value();
}

/// By those of the leaf that it is, or of its operands.
template <class OfOperand>
std::uint64_t structure_of(const Step& step, std::uint64_t of_leaf, const OfOperand& of_operand) {
    StructureHash hash;
    hash.add(
        bits(step.kind.number, 0) | bits(step.unit, 32) | bits(step.shift, 40) |
        bits(step.ties, 56));
    if (step.kind == steps::leaf) {
        hash.add(of_leaf);
        return hash.value();
    }
    hash.add(
        bits(step.fit, 0) | bits(step.over, 8) | bits(step.grain, 16) | bits(step.convention, 24) |
        bits(static_cast<std::uint32_t>(step.periods), 32));
    if (!step.dimension.empty()) hash.add(step.dimension.view());
    if (!step.level.empty()) hash.add(step.level.view());
    if (step.kind == steps::constant) {
        hash.add(step.constant.numerator());
        hash.add(step.constant.denominator());
        hash.add(std::uint64_t{step.currency.number()});
    }
    for (const std::uint32_t operand : step.operands)
        if (operand != 0) hash.add(of_operand(operand));
    return hash.value();
}

inline std::uint64_t structure_of(
    std::span<const Leaf> leaves, std::span<const Test> tests, std::span<const Step> steps) {
    std::array<std::uint64_t, 64> few;  // NOLINT: each is written before it is read
    std::vector<std::uint64_t> many(steps.size() > few.size() ? steps.size() : 0);
    std::uint64_t* of_each = many.empty() ? few.data() : many.data();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Leaf* leaf = steps[i].kind == steps::leaf ? &leaves[steps[i].leaf] : nullptr;
        const std::uint64_t of_leaf =
            leaf ? structure_of(*leaf, tests.subspan(leaf->first_test, leaf->tests)) : 0;
        of_each[i] = structure_of(
            steps[i], of_leaf, [&](std::uint32_t operand) { return of_each[i - operand]; });
    }
    return of_each[steps.size() - 1];
}

}  // namespace saleskpi::inline v0_3::detail
