// SPDX-License-Identifier: MIT
#include "json/char_stream.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t block_size = std::size_t{1} << 16;

}  // namespace

CharStream::CharStream(ByteSource& source, std::string file, std::size_t limit)
    : source_{&source}, file_{std::move(file)}, limit_{limit}, block_(block_size) {
    next_ = end_ = stop_ = block_.data();
}

void CharStream::begin_record() {
    record_ = before_block_ + static_cast<std::uint64_t>(next_ - block_.data()) - 1;
    set_stop();
}

void CharStream::set_stop() {
    // As a distance from the record: a limit of all bytes there can be must not wrap.
    const auto size = static_cast<std::uint64_t>(end_ - block_.data());
    const std::uint64_t until_end = before_block_ + size - record_;
    const std::uint64_t excess = until_end > limit_ ? until_end - limit_ - 1 : 0;
    stop_ = end_ - (std::min)(excess, size);
}

bool CharStream::goes_on() {
    const auto taken = static_cast<std::uint64_t>(next_ - block_.data());
    // The parser takes a byte before it looks at it: only with the next one the record is too long.
    if (before_block_ + taken - record_ > limit_)
        throw Error{
            ErrorCode::invalid_json, file_ + ": a record is longer than the " +
                                         std::to_string(limit_) + " bytes allowed for one"};
    if (next_ != end_) return true;
    before_block_ += taken;
    const std::size_t got = source_->read(block_.data(), block_.size());
    next_ = block_.data();
    end_ = next_ + got;
    set_stop();
    return got > 0;
}

}  // namespace saleskpi::inline v0_3::detail
