// SPDX-License-Identifier: MIT
#include "odbc/wide_text.hpp"

#include "value/utf8.hpp"

#include <cstddef>

namespace saleskpi::inline v0_3::detail {

std::u16string to_utf16(std::string_view given) {
    const std::string text = as_utf8(given);
    std::u16string wide;
    wide.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i++]);
        const int more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        char32_t letter = more == 0 ? lead : lead & (0x3FU >> more);
        for (int k = 0; k < more; ++k)
            letter = letter << 6 | (static_cast<unsigned char>(text[i++]) & 0x3FU);
        if (letter < 0x10000) {
            wide += static_cast<char16_t>(letter);
        } else {
            wide += static_cast<char16_t>(0xD800 + ((letter - 0x10000) >> 10));
            wide += static_cast<char16_t>(0xDC00 + ((letter - 0x10000) & 0x3FF));
        }
    }
    return wide;
}

std::string to_utf8(std::u16string_view wide) {
    std::string text;
    text.reserve(wide.size());
    const auto add = [&](char32_t bits) { text += static_cast<char>(bits); };
    for (std::size_t i = 0; i < wide.size(); ++i) {
        char32_t letter = wide[i];
        if (letter >= 0xD800 && letter < 0xE000) {
            const bool is_pair = letter < 0xDC00 && i + 1 < wide.size() && wide[i + 1] >= 0xDC00 &&
                                 wide[i + 1] < 0xE000;
            letter = is_pair ? 0x10000 + ((letter - 0xD800) << 10) + (wide[++i] - 0xDC00U) : 0xFFFD;
        }
        if (letter < 0x80) {
            add(letter);
        } else if (letter < 0x800) {
            add(0xC0 | letter >> 6), add(0x80 | (letter & 0x3F));
        } else if (letter < 0x10000) {
            add(0xE0 | letter >> 12), add(0x80 | (letter >> 6 & 0x3F)), add(0x80 | (letter & 0x3F));
        } else {
            add(0xF0 | letter >> 18), add(0x80 | (letter >> 12 & 0x3F));
            add(0x80 | (letter >> 6 & 0x3F)), add(0x80 | (letter & 0x3F));
        }
    }
    return text;
}

}  // namespace saleskpi::inline v0_3::detail
