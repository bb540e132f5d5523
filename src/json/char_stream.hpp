// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>

#include <cstddef>
#include <iterator>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The bytes of a source one by one. Throws Error invalid_json where a record exceeds the limit:
/// in JSON there is no place to go on from.
class CharStream {
public:
    CharStream(ByteSource& source, std::string file, std::size_t limit);

    /// The bytes of a record are counted from here.
    void begin_record();

    /// An input iterator, for the parser.
    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = char;
        using difference_type = std::ptrdiff_t;
        using pointer = const char*;
        using reference = const char&;

        /// The end.
        Iterator() = default;
        explicit Iterator(CharStream& stream) : stream_{&stream} { leave_at_end(); }

        char operator*() const { return *stream_->next_; }
        Iterator& operator++() {
            ++stream_->next_;
            leave_at_end();
            return *this;
        }
        Iterator operator++(int) {
            const Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator&) const = default;

    private:
        void leave_at_end() {
            if (stream_->next_ == stream_->end_ && !stream_->fill()) stream_ = nullptr;
        }

        CharStream* stream_ = nullptr;
    };

private:
    bool fill();

    ByteSource* source_;
    std::string file_;
    std::size_t limit_;
    std::vector<char> block_;
    const char* next_ = nullptr;
    const char* end_ = nullptr;
    const char* record_ = nullptr;  // where it begins in the block, if it does
    std::size_t record_bytes_ = 0;  // of it in blocks before
};

}  // namespace saleskpi::inline v0_3::detail
