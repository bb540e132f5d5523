// SPDX-License-Identifier: MIT
#include "json/mapping_files.hpp"

#include "load/encoding.hpp"
#include "load/text.hpp"
#include "value/utf8.hpp"

#include <charconv>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t most_lines = 1'000'000;

std::string read_encoding(const JsonPlace& place) {
    const std::string name = place.text();
    constexpr std::array<std::string_view, 8> usual{"utf-8",        "utf-16",      "windows-1252",
                                                    "windows-1250", "iso-8859-1",  "iso-8859-15",
                                                    "iso-8859-2",   "windows-1251"};
    if (!is_encoding(name)) place.fail_unknown("encoding", name, usual);
    return name;
}

bool rejects_rows(const JsonPlace& place) {
    constexpr std::array<std::string_view, 2> words{"reject_file", "reject_rows"};
    const std::string word = place.text();
    if (word != words[0] && word != words[1]) place.fail_unknown("value", word, words);
    return word == words[1];
}

std::size_t read_lines(const JsonPlace& place) {
    const std::string text = place.scalar();
    std::size_t lines = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), lines);
    if (error != std::errc{} || end != text.data() + text.size() || lines > most_lines)
        place.fail("is no number of lines");
    return lines;
}

void require_names(const JsonPlace& place, const std::vector<std::string>& names) {
    if (names.empty()) place.fail("needs at least one column");
    for (const std::string& name : names)
        if (trimmed(name).empty()) place.fail("names a column that has no name");
}

void read_header(const JsonPlace& place, FileLayout& layout) {
    layout.header.clear();
    layout.header_has.clear();
    if (!place.is_object()) {
        layout.header = place.texts();
        require_names(place, layout.header);
        return;
    }
    place.allow({"has"});
    layout.header_has = place.at("has").text();
    require_names(place.at("has"), {layout.header_has});
}

void read_aliases(const JsonPlace& place, FileLayout& layout) {
    place.for_each_key([&](const std::string& column, const JsonPlace& names) {
        std::vector<std::string> texts = names.texts();
        require_names(names, texts);
        layout.aliases[column] = std::move(texts);
    });
}

}  // namespace

char read_mark(const JsonPlace& place) {
    const std::string text = place.text();
    if (text.size() != 1) place.fail("is not one single ASCII character");
    if (std::string_view{"0123456789+-\"\r\n"}.find(text[0]) != std::string_view::npos ||
        text[0] == '\0')
        place.fail("cannot be used: the character has another meaning");
    return text[0];
}

void read_layout(const JsonPlace& place, FileLayout& layout, char& delimiter) {
    if (const auto encoding = place.find("encoding")) layout.encoding = read_encoding(*encoding);
    if (const auto errors = place.find("encoding_errors"))
        layout.rejects_undecodable_rows = rejects_rows(*errors);
    if (const auto mark = place.find("delimiter")) {
        layout.is_parted_by_blanks = mark->text() == "blanks";
        delimiter = layout.is_parted_by_blanks ? delimiter_of_header : read_mark(*mark);
    }
    if (const auto lines = place.find("skip_lines")) layout.skip_lines = read_lines(*lines);
    if (const auto header = place.find("header")) read_header(*header, layout);
    if (const auto aliases = place.find("aliases")) read_aliases(*aliases, layout);
    if (const auto records = place.find("records")) layout.records = records->text();
}

}  // namespace saleskpi::inline v0_3::detail
