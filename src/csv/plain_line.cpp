// SPDX-License-Identifier: MIT
#include "csv/plain_line.hpp"

#include "load/text.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr char quote = '"';

std::string_view without_line_end(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// The next such character, or the end. Values are short: a call of the library's search takes
/// longer than what it finds.
const char* find_next(const char* at, const char* end, char wanted) {
    if constexpr (std::endian::native == std::endian::little) {
        constexpr std::uint64_t ones = 0x0101010101010101ULL;
        constexpr std::uint64_t highs = 0x8080808080808080ULL;
        const std::uint64_t eight_wanted = ones * static_cast<unsigned char>(wanted);
        for (; end - at >= 8; at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, sizeof word);
            word ^= eight_wanted;
            // The lowest high bit marks the first byte that is zero, hence the first one wanted.
            const std::uint64_t zeros = (word - ones) & ~word & highs;
            if (zeros != 0) return at + std::countr_zero(zeros) / 8;
        }
    }
    while (at != end && *at != wanted)
        ++at;
    return at;
}

bool split_unquoted(std::string_view line, char delimiter, std::vector<std::string_view>& values) {
    const char* begin = line.data();
    const char* const end = begin + line.size();
    for (;;) {
        const char* const stop = find_next(begin, end, delimiter);
        values.push_back(trimmed({begin, static_cast<std::size_t>(stop - begin)}));
        if (stop == end) return true;
        begin = stop + 1;
    }
}

}  // namespace

bool split_plain_line(
    std::string_view line, char delimiter, std::vector<std::string_view>& values) {
    values.clear();
    line = without_line_end(line);
    if (line.find(quote) == std::string_view::npos) return split_unquoted(line, delimiter, values);
    if (delimiter == quote) return false;
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
