// SPDX-License-Identifier: MIT
#include "json_string.hpp"
#include "value/utf8.hpp"

#include <saleskpi/json/text.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace saleskpi::inline v0_3 {

std::string json_text(const nlohmann::json& document) { return detail::dumped(document, 2) + "\n"; }

namespace detail {

std::string dumped(const nlohmann::json& document, int indent) {
    const std::string dump =
        document.dump(indent, ' ', false, nlohmann::json::error_handler_t::replace);
    std::string text;
    text.reserve(dump.size() + 1);
    for (std::string_view rest = dump; !rest.empty();) {
        const Character first = first_character(rest);
        // Those of ASCII are escaped by now, but for DEL and the line feeds of the layout.
        if (first.code >= 0x7F && is_obeyed(first.code))
            fmt::format_to(
                std::back_inserter(text), "\\u{:04x}", static_cast<std::uint32_t>(first.code));
        else
            text += rest.substr(0, first.length);
        rest.remove_prefix(first.length);
    }
    return text;
}

void append_json_string(std::string& json, std::string_view text) {
    const auto is_plain = [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; };
    if (std::all_of(text.begin(), text.end(), is_plain))
        json.append(1, '"').append(text).append(1, '"');
    else
        json += dumped(std::string{text});
}

std::string json_string(std::string_view text) {
    std::string json;
    append_json_string(json, text);
    return json;
}

}  // namespace detail
}  // namespace saleskpi::inline v0_3
