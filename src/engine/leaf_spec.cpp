// SPDX-License-Identifier: MIT
#include "engine/leaf_spec.hpp"

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

}  // namespace

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
