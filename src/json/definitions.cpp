// SPDX-License-Identifier: MIT
#include "json/checked_json.hpp"

#include <saleskpi/json/definitions.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace {

using detail::JsonPlace;

/// What a formula can name: letters, digits and '_', no digit first.
bool is_id(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return !text.empty() && !is_digit(text.front()) &&
           std::all_of(text.begin(), text.end(), [&](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_';
           });
}

Better read_better(const JsonPlace& place) {
    constexpr std::array all{Better::higher, Better::lower, Better::neither};
    const std::string text = place.text();
    for (const Better better : all)
        if (text == name(better)) return better;
    place.fail(fmt::format("is 'higher', 'lower' or 'neither', not '{}'", text));
}

std::string text_or(const JsonPlace& place, const std::string& key, const std::string& otherwise) {
    const auto found = place.find(key);
    return found ? found->text() : otherwise;
}

void add_one(Catalogue& catalogue, const JsonPlace& place, const std::string& document) {
    place.allow({"id", "title", "better", "family", "formula"});
    const std::string id = place.at("id").text();
    if (!is_id(id))
        place.at("id").fail(fmt::format(
            "'{}' is no id: one is made of letters, digits and '_', and begins with no digit", id));
    const std::string title = text_or(place, "title", id);
    const auto better_place = place.find("better");
    const Better better = better_place ? read_better(*better_place) : Better::neither;
    const std::string family = text_or(place, "family", "own");
    const std::string formula = place.at("formula").text();
    try {
        catalogue.add(family, catalogue.define(id, title, better, formula));
    } catch (const Error& error) {
        throw Error{error.code(), fmt::format("{}: {}: {}", document, id, error.what())};
    }
}

}  // namespace

void add_definitions(
    Catalogue& catalogue, const nlohmann::json& definitions, const std::string& name) {
    const JsonPlace place{definitions, name, ErrorCode::invalid_definition};
    if (!definitions.is_array()) place.fail("is not a list of objects");
    Catalogue with_all = catalogue;
    place.for_each([&](const JsonPlace& one) { add_one(with_all, one, name); });
    catalogue = std::move(with_all);
}

void parse_definitions(Catalogue& catalogue, std::string_view text, const std::string& name) {
    add_definitions(catalogue, detail::parse_checked(text, name), name);
}

bool try_parse_definitions(Catalogue& catalogue, std::string_view text) {
    try {
        parse_definitions(catalogue, text);
        return true;
    } catch (const Error&) {
        return false;
    }
}

void read_definitions(Catalogue& catalogue, const std::filesystem::path& path) {
    parse_definitions(catalogue, detail::whole_text(path), path.string());
}

}  // namespace saleskpi::inline v0_3
