// SPDX-License-Identifier: MIT
#pragma once

#include "value/short_text.hpp"

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Copies of texts, many in one block of memory, which stay where they are.
class TextStore {
public:
    /// A view of a copy, good until the store is cleared or gone, wherever it is moved to.
    std::string_view keep(std::string_view text) {
        if (blocks_.empty() || text.size() > last_block_ - used_) add_block(text.size());
        char* const to = blocks_.back().get() + used_;
        copy_text(text, to);
        used_ += text.size();
        return {to, text.size()};
    }
    /// Forgets all texts, but keeps memory for as many.
    void clear();
    std::size_t bytes() const { return bytes_; }

private:
    void add_block(std::size_t least);

    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t bytes_ = 0;
    std::size_t last_block_ = 0;  // its size,
    std::size_t used_ = 0;        // and what is used of it
};

}  // namespace saleskpi::inline v0_3::detail
