// SPDX-License-Identifier: MIT
#include "value/utf8.hpp"

#include <saleskpi/json/text.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <iterator>
#include <string_view>

namespace saleskpi::inline v0_3 {

std::string json_text(const nlohmann::json& document) {
    const std::string dumped =
        document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
    std::string text;
    text.reserve(dumped.size() + 1);
    for (std::string_view rest = dumped; !rest.empty();) {
        const detail::Character first = detail::first_character(rest);
        // Those of ASCII are escaped by now, but for DEL and the line feeds of the layout.
        if (first.code >= 0x7F && detail::is_obeyed(first.code))
            fmt::format_to(
                std::back_inserter(text), "\\u{:04x}", static_cast<std::uint32_t>(first.code));
        else
            text += rest.substr(0, first.length);
        rest.remove_prefix(first.length);
    }
    return text + "\n";
}

}  // namespace saleskpi::inline v0_3
