// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/html/glossary.hpp>
#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

using namespace saleskpi;

TEST_CASE("a glossary is read line by line") {
    const Glossary glossary = parse_glossary(
        "# of mine\nlanguage = de\ndecimal = ,\ngroup = space\n\nTotal = Gesamt\r\n"
        "a = b = c\nTotal = Summe");
    CHECK(glossary.language == "de");
    CHECK(glossary.decimal == ",");
    CHECK(glossary.group == "\xC2\xA0");
    CHECK(glossary.say("Total") == "Summe");
    CHECK(glossary.say("a") == "b = c");
    CHECK(glossary.say("Period") == "Period");
    try {
        parse_glossary("Total = Gesamt\nPeriod Zeitraum\n");
        FAIL();
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::invalid_argument);
        CHECK(std::string{error.what()}.find("line 2 ") != std::string::npos);
    }
}

TEST_CASE("each language has the title of each KPI, and each word of a page") {
    const Catalogue catalogue;
    for (const std::string& language : glossary_languages()) {
        const auto glossary = find_glossary(language);
        REQUIRE(glossary);
        CHECK(glossary->language == language);
        if (language == "en") continue;
        std::vector<std::string> lacking;
        for (const CatalogueEntry& entry : catalogue.entries())
            if (!glossary->words.contains(std::string{entry.definition.id()}))
                lacking.emplace_back(entry.definition.id());
        for (const std::string& word : page_words())
            if (!glossary->words.contains(word)) lacking.push_back(word);
        CHECK(lacking == std::vector<std::string>{});
    }
    CHECK_FALSE(find_glossary("xx"));
}

TEST_CASE("the words of a page are those that its sources say") {
    const std::vector<std::string> words = page_words();
    const std::set<std::string> known(words.begin(), words.end());
    std::set<std::string> lacking;
    const std::regex said{
        R"rx((?:say|line|link|add)\((?:[^()"]*, )?\s*"([A-Za-z][^"<]*)"\s*("[^"<]*")?)rx"};
    for (const auto& file : std::filesystem::directory_iterator{SALESKPI_SOURCE_DIR "/src/html"}) {
        if (!file.path().filename().string().starts_with("page_") &&
            file.path().filename() != "page.cpp")
            continue;
        std::ifstream stream{file.path()};
        const std::string text{std::istreambuf_iterator<char>{stream}, {}};
        for (std::sregex_iterator at{text.begin(), text.end(), said}, end; at != end; ++at) {
            std::string word = (*at)[1].str();
            if ((*at)[2].matched) word += (*at)[2].str().substr(1, (*at)[2].str().size() - 2);
            if (!known.contains(word) && (*at)[0].str().starts_with("say")) lacking.insert(word);
        }
    }
    CHECK(lacking == std::set<std::string>{});
}
