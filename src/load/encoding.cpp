// SPDX-License-Identifier: MIT
#include "load/encoding.hpp"

#include "load/peeked_source.hpp"
#include "load/text.hpp"
#include "value/utf8.hpp"

#include <saleskpi/value/error.hpp>

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 16;
constexpr char no_character = '\xFF';  // nowhere in UTF-8

struct Mark {
    std::string_view bytes;
    std::string_view encoding;
};
constexpr std::array byte_order_marks{
    Mark{"\xEF\xBB\xBF", "utf-8"}, Mark{"\xFF\xFE", "utf-16le"}, Mark{"\xFE\xFF", "utf-16be"}};

/// A converter of the C library.
class Converter {
public:
    explicit Converter(const std::string& from) : handle_{open(from)} {}
    ~Converter() {
        if (is_open()) iconv_close(handle_);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    bool is_open() const { return handle_ != none(); }
    /// Converts what fits; errno, or 0.
    int convert(const char*& from, std::size_t& from_size, char*& to, std::size_t& to_size) {
        char* in = const_cast<char*>(from);  // which iconv only reads
        const std::size_t done = iconv(handle_, &in, &from_size, &to, &to_size);
        const int error = done == static_cast<std::size_t>(-1) ? errno : 0;
        from = in;
        return error;
    }

private:
    static iconv_t none() { return reinterpret_cast<iconv_t>(static_cast<std::intptr_t>(-1)); }
    static iconv_t open(const std::string& from) {
        // A slash begins words of the converter's own, such as to pass over what is wrong.
        constexpr std::string_view allowed =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:()+";
        if (from.empty() || from.size() > 40 ||
            from.find_first_not_of(allowed) != std::string::npos)
            return none();
        return iconv_open("UTF-8", from.c_str());
    }

    iconv_t handle_;
};

bool has_one_byte_for_each(const std::string& encoding) {
    constexpr std::array<std::string_view, 6> names{"windows-125", "cp125",    "iso-8859-",
                                                    "iso8859",     "iso_8859", "latin"};
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
        return same_word(std::string_view{encoding}.substr(0, name.size()), name);
    });
}

/// Converts as it is read.
class DecodedSource final : public ByteSource {
public:
    DecodedSource(
        std::unique_ptr<ByteSource> source,
        const std::string& encoding,
        bool goes_on,
        std::string file)
        : source_{std::move(source)},
          encoding_{encoding},
          goes_on_{goes_on},
          file_{std::move(file)},
          converter_{encoding},
          raw_(block_bytes),
          out_(2 * block_bytes) {
        if (!converter_.is_open())
            throw Error{
                ErrorCode::invalid_mapping,
                in_file(file_) + "there is no encoding '" + shown(encoding) + "'"};
        may_be_utf8_ = !goes_on && has_one_byte_for_each(encoding);
    }

    std::size_t read(char* to, std::size_t n) override {
        while (given_ == ready_ && !is_done_)
            convert();
        const std::size_t copied = (std::min)(n, ready_ - given_);
        std::copy_n(out_.data() + given_, copied, to);
        given_ += copied;
        return copied;
    }

private:
    void convert() {
        if (size_ == 0 || needs_more_) fill();
        const char* from = raw_.data() + begin_;
        char* to = out_.data();
        std::size_t room = out_.size();
        const std::size_t before = size_;
        const int error = converter_.convert(from, size_, to, room);
        begin_ += before - size_;
        needs_more_ = error == EINVAL;
        if (error == EILSEQ || (error == EINVAL && is_last_)) pass_over(to, room);
        given_ = 0;
        ready_ = static_cast<std::size_t>(to - out_.data());
        if (is_last_ && size_ == 0) finish();
    }

    void fill() {
        std::copy_n(raw_.data() + begin_, size_, raw_.data());
        done_ += begin_;
        begin_ = 0;
        const std::size_t got = source_->read(raw_.data() + size_, raw_.size() - size_);
        if (may_be_utf8_) look_at({raw_.data() + size_, got});
        size_ += got;
        is_last_ = got == 0;
    }

    /// A file of one byte for each character is never refused for its bytes alone. But text with
    /// accents is hardly ever UTF-8 by chance.
    void look_at(std::string_view bytes) {
        rest_ += bytes;
        const std::size_t good = end_of_utf8(rest_);
        has_wide_ |= !is_ascii(std::string_view{rest_}.substr(0, good));
        rest_.erase(0, good);
        may_be_utf8_ = rest_.size() < 4;
    }

    void pass_over(char*& to, std::size_t room) {
        if (!goes_on_) fail();
        if (room == 0) return;  // the next time
        *to++ = no_character;
        ++begin_;
        --size_;
        needs_more_ = false;
    }

    void finish() {
        is_done_ = true;
        if (may_be_utf8_ && has_wide_ && rest_.empty())
            throw Error{
                ErrorCode::unreadable_file, in_file(file_) + "is not " + encoding_ +
                                                " as the mapping says, but UTF-8: "
                                                "\"encoding\": \"utf-8\""};
    }

    [[noreturn]] void fail() const {
        const std::string_view bytes{raw_.data() + begin_, size_};
        const bool is_utf8_wanted = same_word(encoding_, "utf-8") || same_word(encoding_, "utf8");
        throw Error{
            ErrorCode::unreadable_file,
            fmt::format(
                "{}byte 0x{:02X} at offset {} is not {}{}", in_file(file_),
                static_cast<unsigned>(static_cast<unsigned char>(bytes.front())), done_ + begin_,
                is_utf8_wanted ? std::string{"UTF-8"} : encoding_,
                is_utf8_wanted ? as_if_encoded(bytes) : std::string{})};
    }

    std::unique_ptr<ByteSource> source_;
    std::string encoding_;
    bool goes_on_;
    std::string file_;
    Converter converter_;
    std::vector<char> raw_;
    std::vector<char> out_;
    std::size_t given_ = 0;    // of what is converted
    std::size_t ready_ = 0;    // where that ends
    std::size_t begin_ = 0;    // of what is not converted yet
    std::size_t size_ = 0;     // of it
    std::uint64_t done_ = 0;   // bytes before the buffer
    bool needs_more_ = false;  // to have a whole character
    bool is_last_ = false;
    bool is_done_ = false;
    bool may_be_utf8_ = false;
    bool has_wide_ = false;
    std::string rest_;
};

}  // namespace

std::string as_if_encoded(std::string_view bytes) {
    constexpr std::string_view unused_in_1252 = "\x81\x8D\x8F\x90\x9D";
    if (bytes.substr(0, block_bytes).find_first_of(unused_in_1252) != std::string_view::npos)
        return {};
    return "; looks like windows-1252: \"encoding\": \"windows-1252\"";
}

std::optional<std::string_view> marked_encoding(std::string_view begin) {
    for (const Mark& mark : byte_order_marks)
        if (begin.starts_with(mark.bytes)) return mark.encoding;
    return std::nullopt;
}

bool is_encoding(const std::string& name) { return Converter{name}.is_open(); }

std::unique_ptr<ByteSource> decoded(
    std::unique_ptr<ByteSource> source,
    const FileLayout& layout,
    const std::string& file,
    std::string* by_mark) {
    auto peeked = std::make_unique<PeekedSource>(std::move(source));
    const auto mark = marked_encoding(peeked->begin());
    const std::string encoding = mark ? std::string{*mark} : layout.encoding;
    const bool is_utf8 = same_word(encoding, "utf-8") || same_word(encoding, "utf8");
    if (by_mark && mark && !is_utf8) *by_mark = encoding;
    // Rows are looked at one by one where they are to be rejected, and values else.
    if (encoding.empty() ||
        (is_utf8 && (layout.encoding.empty() || layout.rejects_undecodable_rows)))
        return peeked;
    return std::make_unique<DecodedSource>(
        std::move(peeked), encoding, layout.rejects_undecodable_rows, file);
}

}  // namespace saleskpi::inline v0_3::detail
