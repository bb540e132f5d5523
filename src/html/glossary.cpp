// SPDX-License-Identifier: MIT
#include <saleskpi/html/glossary.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace saleskpi::inline v0_3 {

namespace {

struct Language {
    std::string_view name;
    std::string_view text;
};

// The files of glossaries/, which CMake puts together.
constexpr auto languages = std::to_array<Language>({
#include "saleskpi_glossaries.inc"
});

constexpr std::string_view no_break_space = "\xC2\xA0";

void take_line(Glossary& glossary, std::string_view key, std::string_view text) {
    if (key == "language")
        glossary.language = text;
    else if (key == "decimal")
        glossary.decimal = text;
    else if (key == "group")
        glossary.group = text == "space" ? no_break_space : text;
    else
        glossary.words.insert_or_assign(std::string{key}, std::string{text});
}

}  // namespace

Glossary parse_glossary(std::string_view text) {
    constexpr std::string_view is = " = ";
    Glossary glossary;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = (std::min)(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix((std::min)(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || line.starts_with('#')) continue;
        const std::size_t at = line.find(is);
        if (at == std::string_view::npos || at == 0 || at + is.size() == line.size())
            throw Error{
                ErrorCode::invalid_argument,
                fmt::format("line {} of a glossary is not as \"Total = ...\"", number)};
        take_line(glossary, line.substr(0, at), line.substr(at + is.size()));
    }
    return glossary;
}

std::vector<std::string> glossary_languages() {
    std::vector<std::string> names{"en"};
    for (const Language& known : languages)
        names.emplace_back(known.name);
    return names;
}

std::optional<Glossary> find_glossary(std::string_view language) {
    if (language == "en") return Glossary{};
    for (const Language& known : languages)
        if (known.name == language) return parse_glossary(known.text);
    return std::nullopt;
}

}  // namespace saleskpi::inline v0_3
