// SPDX-License-Identifier: MIT
#include "book/text_store.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t first_block = 1 << 6;
constexpr std::size_t largest_block = 1 << 20;

}  // namespace

void TextStore::add_block(std::size_t least) {
    // As much again as there is, so that a store of few texts is small and one of many has few
    // blocks.
    const std::size_t size = (std::max)(std::clamp(bytes_, first_block, largest_block), least);
    blocks_.push_back(std::make_unique<char[]>(size));
    bytes_ += size;
    last_block_ = size;
    used_ = 0;
}

void TextStore::clear() {
    const std::size_t needed = bytes_;
    if (blocks_.size() > 1) {
        blocks_.clear();
        bytes_ = 0;
        add_block(needed);
    }
    used_ = 0;
}

}  // namespace saleskpi::inline v0_3::detail
