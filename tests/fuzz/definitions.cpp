// SPDX-License-Identifier: MIT
#include "fuzz/targets.hpp"

#include <saleskpi/json/definitions.hpp>
#include <saleskpi/json/table.hpp>
#include <saleskpi/json/text.hpp>
#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/language/words.hpp>

#include <nlohmann/json.hpp>

namespace fuzz {

using namespace saleskpi;

namespace {

/// The definitions that were added, as a document.
nlohmann::json document_of(const Catalogue& catalogue, std::size_t known) {
    nlohmann::json all = nlohmann::json::array();
    for (std::size_t i = known; i < catalogue.entries().size(); ++i) {
        const CatalogueEntry& entry = catalogue.entries()[i];
        all.push_back(
            {{"id", entry.definition.id()},
             {"title", entry.definition.title()},
             {"better", name(entry.definition.better())},
             {"family", entry.family},
             {"formula", formula_text(entry.definition)}});
    }
    return all;
}

}  // namespace

void definitions(Bytes bytes) {
    static const Catalogue library;
    const std::size_t known = library.entries().size();
    const std::string_view text = text_of(bytes);
    Catalogue catalogue = library;
    bool is_added = true;
    try {
        parse_definitions(catalogue, text);
    } catch (const Error& error) {
        require(std::string_view{error.what()}.starts_with("definitions"), error.what());
        is_added = false;
    }
    Catalogue quiet = library;
    require(try_parse_definitions(quiet, text) == is_added, "both ways to read differ");
    require(quiet.entries().size() == catalogue.entries().size(), "both ways add differently");
    if (!is_added) {
        require(catalogue.entries().size() == known, "some were added, and not all");
        return;
    }
    const nlohmann::json document = document_of(catalogue, known);
    Catalogue again = library;
    parse_definitions(again, json_text(document), "definitions written");
    require(again.entries().size() == catalogue.entries().size(), "some are not read back");
    for (std::size_t i = known; i < again.entries().size(); ++i) {
        const Definition& one = catalogue.entries()[i].definition;
        const Definition& other = again.entries()[i].definition;
        require(one == other, "another formula: " + formula_text(one));
        require(one.id() == other.id() && one.title() == other.title(), "another name");
        require(catalogue.find(one.id()) == one, "it is not found by its id");
        require(nlohmann::json(one) == nlohmann::json(other), "other words");
    }
}

}  // namespace fuzz
