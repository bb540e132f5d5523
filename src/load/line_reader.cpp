// SPDX-License-Identifier: MIT
#include "load/line_reader.hpp"

#include "value/utf8.hpp"

#include <algorithm>
#include <cstring>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t block = std::size_t{1} << 18;

}  // namespace

/// Looks on for the end of the line; scanned_ then stands behind it.
bool LineReader::find_line_end() {
    const char* const from = data_ + scanned_;
    const std::size_t size = end_ - scanned_;
    if (size == 0) return false;
    const void* const feed = std::memchr(from, '\n', size);
    const std::size_t until =
        feed ? static_cast<std::size_t>(static_cast<const char*>(feed) - from) : size;
    const void* const ret = std::memchr(from, '\r', until);
    if (ret) {
        const auto at = static_cast<std::size_t>(static_cast<const char*>(ret) - from);
        const bool is_last = at + 1 == size;
        // A CR at the end of the block may be the first half of a CRLF.
        if (is_last && !at_end_) {
            scanned_ += at;
            return false;
        }
        const bool is_crlf = feed && at + 1 == until;
        scanned_ += at + (is_crlf ? 2 : 1);
        return true;
    }
    scanned_ += feed ? until + 1 : size;
    return feed != nullptr;
}

bool LineReader::fill() {
    if (at_end_) return false;
    if (record_ > 0) {
        std::copy(
            buffer_.begin() + static_cast<std::ptrdiff_t>(record_),
            buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
        line_ -= record_;
        scanned_ -= record_;
        second_line_ -= (std::min)(second_line_, record_);
        end_ -= record_;
        dropped_ += record_;
        record_ = 0;
    }
    if (buffer_.size() < end_ + block) buffer_.resize(end_ + block);
    data_ = buffer_.data();
    const std::size_t got = source_->read(buffer_.data() + end_, block);
    at_end_ = got == 0;
    end_ += got;
    return true;
}

LineReader::Status LineReader::next(std::string_view& line) {
    while (!find_line_end()) {
        if (end_ - record_ > limit_) return Status::too_long;
        if (fill()) continue;
        if (line_ == end_) return Status::end;
        scanned_ = end_;
        break;
    }
    if (scanned_ - record_ > limit_) {
        scanned_ = line_;
        return Status::too_long;
    }
    const bool is_first = line_ == record_;
    line = {data_ + line_, scanned_ - line_};
    line_ = scanned_;
    ++line_number_;
    if (is_first) {
        first_line_number_ = line_number_;
        second_line_ = line_;
    }
    return Status::line;
}

void LineReader::begin_record() { record_ = line_; }

std::string_view LineReader::begin_of_record(std::size_t longest) const {
    const std::string_view record{data_ + record_, end_ - record_};
    const std::string_view line = record.substr(0, record.find_first_of("\r\n"));
    return cut(line, (std::min)(longest, limit_));
}

void LineReader::rewind_to_second_line() {
    line_ = scanned_ = record_ = second_line_;
    line_number_ = first_line_number_;
}

void LineReader::put_back() {
    line_ = scanned_ = record_;
    --line_number_;
}

void LineReader::skip_line() {
    scanned_ = line_;
    while (!find_line_end()) {
        record_ = line_ = scanned_;
        if (!fill()) {
            scanned_ = end_;
            break;
        }
    }
    record_ = line_ = scanned_;
    ++line_number_;
}

}  // namespace saleskpi::inline v0_3::detail
