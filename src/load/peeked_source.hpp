// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>

namespace saleskpi::inline v0_3::detail {

/// A source whose first bytes are known before it is read.
class PeekedSource final : public ByteSource {
public:
    explicit PeekedSource(std::unique_ptr<ByteSource> source) : source_{std::move(source)} {
        while (size_ < bytes_.size()) {
            const std::size_t got = source_->read(bytes_.data() + size_, bytes_.size() - size_);
            if (got == 0) break;
            size_ += got;
        }
    }

    std::string_view begin() const { return {bytes_.data(), size_}; }

    std::size_t read(char* to, std::size_t n) override {
        const std::size_t copied = begin().substr(taken_).copy(to, n);
        taken_ += copied;
        return copied < n ? copied + source_->read(to + copied, n - copied) : copied;
    }

private:
    std::unique_ptr<ByteSource> source_;
    std::array<char, 4> bytes_{};
    std::size_t size_ = 0;
    std::size_t taken_ = 0;
};

}  // namespace saleskpi::inline v0_3::detail
