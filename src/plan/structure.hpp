// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>

#include <cstdint>
#include <span>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// A number for what a definition computes, cheap enough for every read of a cell by a constant:
/// equal for equal plans of one build. What is kept, or sent elsewhere, is the fingerprint, which is
/// made of the words. Constants do not carry it: it would take compilers longer than all else.
class StructureHash {
public:
    void add(std::uint64_t number) {
        hash_ = (hash_ ^ number) * 0x100000001b3u;
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
    std::uint64_t hash_ = 0xcbf29ce484222325u;
};

inline std::uint64_t structure_of(
    std::span<const Leaf> leaves, std::span<const Test> tests, std::span<const Step> steps) {
    const auto bits = [](auto value, unsigned at) {
        return static_cast<std::uint64_t>(value) << at;
    };
    StructureHash hash;
    for (const Leaf& leaf : leaves) {
        const RowValue& value = leaf.value;
        const Placement& placement = leaf.placement;
        hash.add(
            bits(leaf.aggregation, 0) | bits(value.kind, 8) | bits(value.unit, 16) |
            bits(placement.kind, 24) | bits(leaf.percent, 32));
        hash.add(bits(value.a.unit, 0) | bits(value.b.unit, 8) | bits(leaf.needs, 16));
        // The table is that of the date by which the leaf is placed.
        for (const ColumnRef* column : {&value.a, &value.b, &placement.from, &placement.until})
            hash.add(*column);
        for (const Test& test : tests.subspan(leaf.first_test, leaf.tests)) {
            const Constant& constant = test.constant;
            hash.add(bits(test.op, 0) | bits(constant.is_column, 8) | bits(test.column.unit, 16));
            hash.add(static_cast<std::uint64_t>(constant.number));
            hash.add(test.column);
            hash.add(constant.text.view());
            if (constant.is_column) hash.add(constant.column);
            hash.add(std::uint64_t{constant.currency.number()});
        }
    }
    for (const Step& step : steps) {
        hash.add(
            bits(step.op, 0) | bits(step.shift, 8) | bits(step.unit, 16) | bits(step.option, 24) |
            bits(step.fit, 32) | bits(step.index, 40));
        if (step.op != Step::Op::constant) continue;
        hash.add(step.constant.numerator());
        hash.add(step.constant.denominator());
    }
    return hash.value();
}

}  // namespace saleskpi::inline v0_3::detail
