// SPDX-License-Identifier: MIT
#include "book/salesforce_id.hpp"

#include "language/similar.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t short_length = 15;
constexpr std::size_t long_length = 18;

/// Each character tells which of five are capitals.
std::string checksum(std::string_view id) {
    constexpr std::string_view signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    constexpr std::size_t block = 5;
    std::string text;
    for (std::size_t first = 0; first < short_length; first += block) {
        std::size_t bits = 0;
        for (std::size_t i = 0; i < block; ++i)
            if (id[first + i] >= 'A' && id[first + i] <= 'Z') bits |= std::size_t{1} << i;
        text += signs[bits];
    }
    return text;
}

}  // namespace

bool is_same_in_salesforce(std::string_view one, std::string_view other) {
    if (one.size() > other.size()) std::swap(one, other);
    return one.size() == short_length && other.size() == long_length && other.starts_with(one) &&
           other.substr(short_length) == checksum(one);
}

std::string nearest_id(std::string_view name, std::span<const std::string> ids) {
    std::vector<std::string> near;
    for (const std::string& id : ids)
        if (is_same_in_salesforce(name, id)) near.push_back(id);
    if (near.empty()) near = similar(name, ids);
    return did_you_mean_any(near);
}

}  // namespace saleskpi::inline v0_3::detail
