// SPDX-License-Identifier: MIT
#include "json/char_stream.hpp"

#include <saleskpi/value/error.hpp>

#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t block_size = std::size_t{1} << 16;

}  // namespace

CharStream::CharStream(ByteSource& source, std::string file, std::size_t limit)
    : source_{&source}, file_{std::move(file)}, limit_{limit}, block_(block_size) {
    next_ = end_ = record_ = block_.data();
}

void CharStream::begin_record() {
    record_ = next_;
    record_bytes_ = 0;
}

bool CharStream::fill() {
    record_bytes_ += static_cast<std::size_t>(end_ - record_);
    // Looked at once per block: a record may be longer than the limit by at most that.
    if (record_bytes_ > limit_)
        throw Error{
            ErrorCode::invalid_json, file_ + ": a record is longer than the " +
                                         std::to_string(limit_) + " bytes allowed for one"};
    const std::size_t got = source_->read(block_.data(), block_.size());
    next_ = record_ = block_.data();
    end_ = next_ + got;
    return got > 0;
}

}  // namespace saleskpi::inline v0_3::detail
