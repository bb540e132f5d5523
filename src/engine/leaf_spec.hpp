// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/value/error.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A leaf with its tests: what the engine computes. Equal ones are computed once.
struct LeafSpec {
    Leaf leaf;
    std::vector<Test> tests;

    bool operator==(const LeafSpec& other) const {
        return leaf.table == other.leaf.table && leaf.aggregation == other.leaf.aggregation &&
               leaf.argument == other.leaf.argument && leaf.value == other.leaf.value &&
               leaf.each == other.leaf.each && leaf.placement == other.leaf.placement &&
               tests == other.tests;
    }
};

/// The earlier leaf whose states a leaf reads in another way, if there is one: what each has at the edges of
/// periods is large, and several are asked for together.
std::optional<std::size_t> kept_by(std::span<const LeafSpec> leaves, std::size_t leaf);

/// A text that two leaves share only if they are computed alike, and that outlives both.
std::string key_of(const LeafSpec& spec);

/// An overflow in one of the leaves of a scan: its caller knows which metric that is.
class LeafOverflow : public Error {
public:
    LeafOverflow(std::size_t leaf, const char* what)
        : Error{ErrorCode::overflow, what}, leaf_{leaf} {}
    std::size_t leaf() const { return leaf_; }

private:
    std::size_t leaf_;
};

}  // namespace saleskpi::inline v0_3::detail
