// SPDX-License-Identifier: MIT
#include "csv/plain_line.hpp"

#include "load/text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr char quote = '"';

/// The bytes of a line that are looked at together: each one is a bit of a word.
constexpr std::size_t block = 64;
constexpr std::size_t most_blocks = 16;

std::string_view without_line_end(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// Which bytes of a block are such.
std::uint64_t places_of(const char* bytes, char wanted) {
    std::uint64_t places = 0;
#if defined(__SSE2__)
    const __m128i all_wanted = _mm_set1_epi8(wanted);
    for (unsigned at = 0; at < block; at += 16) {
        __m128i some;
        std::memcpy(&some, bytes + at, sizeof some);
        const auto found =
            static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(some, all_wanted)));
        places |= std::uint64_t{found} << at;
    }
#else
    for (unsigned at = 0; at < block; ++at)
        places |= std::uint64_t{bytes[at] == wanted} << at;
#endif
    return places;
}

/// Which bytes of a whole line are delimiters. No value for a line that has quotes, or is too long.
class Delimiters {
public:
    bool find(std::string_view line, char delimiter) {
        if (line.size() > block * most_blocks) return false;
        std::uint64_t quotes = 0;
        blocks_ = 0;
        for (; line.size() >= block; line.remove_prefix(block))
            quotes |= add(line.data(), delimiter);
        if (!line.empty()) {
            // What is behind the line may be nobody's memory.
            std::array<char, block> last{};
            line.copy(last.data(), line.size());
            quotes |= add(last.data(), delimiter);
            places_[blocks_ - 1] &= (std::uint64_t{1} << line.size()) - 1;
        }
        return quotes == 0;
    }
    template <class F>
    void each(const F& f) const {
        for (std::size_t i = 0; i < blocks_; ++i)
            for (std::uint64_t left = places_[i]; left != 0; left &= left - 1)
                f(i * block + static_cast<std::size_t>(std::countr_zero(left)));
    }

private:
    /// Gives the places of quotes.
    std::uint64_t add(const char* bytes, char delimiter) {
        places_[blocks_++] = places_of(bytes, delimiter);
        return places_of(bytes, quote);
    }

    std::array<std::uint64_t, most_blocks> places_;
    std::size_t blocks_ = 0;
};

bool split_unquoted(std::string_view line, char delimiter, std::vector<std::string_view>& values) {
    Delimiters delimiters;
    if (!delimiters.find(line, delimiter)) return false;
    // Nearly every line has as many values as the one before.
    std::size_t n = 0;
    const char* begin = line.data();
    const auto end_value = [&](const char* end) {
        if (n == values.size()) values.resize(2 * n + 1);
        values[n++] = trimmed({begin, static_cast<std::size_t>(end - begin)});
        begin = end + 1;
    };
    delimiters.each([&](std::size_t place) { end_value(line.data() + place); });
    end_value(line.data() + line.size());
    values.resize(n);
    return true;
}

}  // namespace

bool split_plain_line(
    std::string_view line, char delimiter, std::vector<std::string_view>& values) {
    line = without_line_end(line);
    if (delimiter == quote) return false;
    if (split_unquoted(line, delimiter, values)) return true;
    values.clear();
    for (;;) {
        const bool is_quoted = line.starts_with(quote);
        if (is_quoted) line.remove_prefix(1);
        const std::size_t size = line.find(is_quoted ? quote : delimiter);
        if (is_quoted && size == std::string_view::npos) return false;
        const std::string_view value = line.substr(0, size);
        if (!is_quoted && value.find(quote) != std::string_view::npos) return false;
        values.push_back(is_quoted ? value : trimmed(value));
        line.remove_prefix(value.size() + (is_quoted ? 1 : 0));
        if (line.empty()) return true;
        if (line.front() != delimiter) return false;
        line.remove_prefix(1);
    }
}

}  // namespace saleskpi::inline v0_3::detail
