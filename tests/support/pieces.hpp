// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

/// Hands a text out in pieces of these sizes, again and again.
class Pieces final : public saleskpi::ByteSource {
public:
    Pieces(std::string_view text, std::vector<std::size_t> sizes)
        : rest_{text}, sizes_{std::move(sizes)} {}

    std::size_t read(char* to, std::size_t n) override {
        const std::size_t size = sizes_[piece_++ % sizes_.size()];
        const std::size_t copied = rest_.copy(to, (std::min)(n, size));
        rest_.remove_prefix(copied);
        return copied;
    }

private:
    std::string_view rest_;
    std::vector<std::size_t> sizes_;
    std::size_t piece_ = 0;
};
