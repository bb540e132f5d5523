// SPDX-License-Identifier: MIT
#include "engine/leaf_spec.hpp"

#include "plan/aggregates/table.hpp"

#include <string_view>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Each part with its length, so that no two lists of parts look alike.
class KeyWriter {
public:
    void text(std::string_view part) {
        number(static_cast<std::int64_t>(part.size()));
        key_ += part;
    }
    void number(std::int64_t part) {
        key_ += std::to_string(part);
        key_ += ' ';
    }
    void column(const ColumnRef& ref) {
        text(ref.table);
        text(ref.name);
        number(static_cast<std::int64_t>(ref.type));
    }
    std::string take() { return std::move(key_); }

private:
    std::string key_;
};

/// Whether rows that stand for records, of which not all leaves see the same, are the same for both.
bool see_the_same(const Leaf& a, const Leaf& b) {
    return rule_of(a.aggregation).seen_by == rule_of(b.aggregation).seen_by;
}

}  // namespace

std::optional<std::size_t> kept_by(std::span<const LeafSpec> leaves, std::size_t leaf) {
    LeafSpec asked = leaves[leaf];
    if (!asked.leaf.aggregation.compares_edges) return std::nullopt;
    for (std::size_t i = 0; i < leaf; ++i) {
        asked.leaf.aggregation = leaves[i].leaf.aggregation;
        if (asked.leaf.aggregation.compares_edges && asked == leaves[i] &&
            see_the_same(leaves[leaf].leaf, leaves[i].leaf))
            return i;
    }
    return std::nullopt;
}

std::string key_of(const LeafSpec& spec) {
    KeyWriter key;
    // Sum and mean have the same sums, a count only those without totals: of records.
    key.number(static_cast<std::int64_t>(spec.leaf.value.kind));
    key.column(spec.leaf.value.a);
    key.column(spec.leaf.value.b);
    key.column(spec.leaf.value.c);
    key.column(spec.leaf.each);
    // The days at which a stock is read are the reader's business.
    key.number(spec.leaf.placement.is_stock());
    key.column(spec.leaf.placement.from);
    key.column(spec.leaf.placement.until);
    for (const Test& test : spec.tests) {
        key.number(static_cast<std::int64_t>(test.op));
        key.column(test.column);
        key.text(test.constant.text);
        key.number(test.constant.number);
        key.text(test.constant.currency.code());
        key.number(test.constant.is_column);
        key.column(test.constant.column);
    }
    return key.take();
}

}  // namespace saleskpi::inline v0_3::detail
