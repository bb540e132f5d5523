// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>

#include <cstdint>
#include <span>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// A number for what a definition computes, cheap enough for constants: equal for equal plans of
/// one build. What is kept, or sent elsewhere, is the fingerprint, which is made of the words.
class StructureHash {
public:
    constexpr void add(std::uint64_t number) {
        hash_ = (hash_ ^ number) * 0x100000001b3u;
        hash_ ^= hash_ >> 29U;
    }
    template <class E>
        requires(std::is_enum_v<E>)
    constexpr void add(E value) { add(static_cast<std::uint64_t>(value)); }
    constexpr void add(std::string_view text) {
        for (const char c : text)
            add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
        add(std::uint64_t{text.size()});
    }
    constexpr void add(int128 number) {
        add(static_cast<std::uint64_t>(number));
        add(static_cast<std::uint64_t>(number >> 64U));
    }
    constexpr void add(const ColumnRef& column) {
        if (column.name.empty()) return;
        add(column.name);
        add(column.unit);
    }

    constexpr std::uint64_t value() const { return hash_; }

private:
    std::uint64_t hash_ = 0xcbf29ce484222325u;
};

constexpr std::uint64_t structure_of(
    std::span<const Leaf> leaves, std::span<const Test> tests, std::span<const Step> steps) {
    StructureHash hash;
    for (const Leaf& leaf : leaves) {
        hash.add(leaf.table);
        hash.add(leaf.aggregation);
        hash.add(static_cast<std::uint64_t>(leaf.percent));
        hash.add(leaf.value.kind);
        hash.add(leaf.value.a);
        hash.add(leaf.value.b);
        hash.add(leaf.value.unit);
        hash.add(leaf.placement.kind);
        hash.add(leaf.placement.from);
        hash.add(leaf.placement.until);
        hash.add(std::uint64_t{leaf.needs});
        for (const Test& test : tests.subspan(leaf.first_test, leaf.tests)) {
            hash.add(test.op);
            hash.add(test.column);
            hash.add(test.constant.text.view());
            hash.add(static_cast<std::uint64_t>(test.constant.number));
            hash.add(test.constant.column);
        }
    }
    for (const Step& step : steps) {
        hash.add(step.op);
        hash.add(std::uint64_t{step.index});
        hash.add(step.shift);
        hash.add(step.unit);
        hash.add(step.constant.numerator());
        hash.add(step.constant.denominator());
        hash.add(std::uint64_t{step.option});
        hash.add(step.fit);
    }
    return hash.value();
}

}  // namespace saleskpi::inline v0_3::detail
