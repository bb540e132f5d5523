// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The bytes of a source one by one. Throws Error invalid_json where a record exceeds the limit:
/// in JSON there is no place to go on from.
class CharStream {
public:
    CharStream(ByteSource& source, std::string file, std::size_t limit);

    /// The byte that was taken last is the first of a record, or of what stands between two.
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
        explicit Iterator(CharStream& stream) : stream_{&stream} { stop(); }

        char operator*() const { return *stream_->next_; }
        Iterator& operator++() {
            if (++stream_->next_ >= stream_->stop_) stop();
            return *this;
        }
        Iterator operator++(int) {
            const Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator&) const = default;

    private:
        void stop() {
            if (!stream_->goes_on()) stream_ = nullptr;
        }

        CharStream* stream_ = nullptr;
    };

private:
    /// What there is to do where the block ends, or the record exceeds its limit. False at the end
    /// of the source.
    bool goes_on();
    void set_stop();

    ByteSource* source_;
    std::string file_;
    std::size_t limit_;
    std::vector<char> block_;
    const char* next_ = nullptr;
    const char* end_ = nullptr;
    const char* stop_ = nullptr;      // the end, or where the record has one byte too many
    std::uint64_t before_block_ = 0;  // bytes of the source
    std::uint64_t record_ = 0;        // the same before the record
};

}  // namespace saleskpi::inline v0_3::detail
