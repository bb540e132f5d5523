// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "record/library_types.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>
#include <saleskpi/record/records.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

const FieldInfo* find_field(const ColumnRef& column) {
    for (const RecordType* type : detail::library_types())
        if (type->table == column.table) return type->find(column.name);
    return nullptr;
}

void check_column(const Leaf& leaf, const ColumnRef& column) {
    if (column.name.empty()) return;
    INFO(column.table << "." << column.name);
    CHECK(column.table == leaf.table);
    const FieldInfo* field = find_field(column);
    REQUIRE(field != nullptr);
    CHECK(field->type == column.type);
}

}  // namespace

TEST_CASE("ids and titles are unique") {
    const Catalogue catalogue;
    std::set<std::string> ids, titles, fingerprints;
    for (const CatalogueEntry& entry : catalogue.entries()) {
        const Definition& metric = entry.definition;
        INFO(metric.id());
        CHECK(ids.emplace(metric.id()).second);
        CHECK(titles.emplace(metric.title()).second);
        CHECK(fingerprints.emplace(formula_text(metric)).second);
    }
    CHECK(ids.size() >= 90);
}

TEST_CASE("ids are words, titles begin with a capital") {
    const Catalogue catalogue;
    for (const CatalogueEntry& entry : catalogue.entries()) {
        INFO(entry.definition.id());
        for (const char c : entry.definition.id())
            CHECK(((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'));
        const char first = entry.definition.title().front();
        CHECK((first >= 'A' && first <= 'Z'));
        const auto since = entry.definition.since();
        CHECK((since == "0.1" || since == "0.2" || since == "0.3"));
    }
}

TEST_CASE("every column of every definition is a field of its record") {
    const Catalogue catalogue;
    for (const CatalogueEntry& entry : catalogue.entries()) {
        const Definition& metric = entry.definition;
        INFO(metric.id());
        for (const Leaf& leaf : metric.leaves()) {
            check_column(leaf, leaf.value.a);
            check_column(leaf, leaf.value.b);
            check_column(leaf, leaf.placement.from);
            check_column(leaf, leaf.placement.until);
            for (const Test& test : metric.tests(leaf)) {
                check_column(leaf, test.column);
                check_column(leaf, test.constant.column);
            }
        }
    }
}

TEST_CASE("the catalogue knows the constants by their names") {
    const Catalogue catalogue;
    CHECK(formula_text(catalogue.at("win_rate")) == formula_text(win_rate));
    CHECK(formula_text(catalogue.at("mrr")) == formula_text(mrr));
    const auto family = [&](std::string_view id) {
        const auto entries = catalogue.entries();
        return std::find_if(
                   entries.begin(), entries.end(),
                   [id](const CatalogueEntry& entry) { return entry.definition.id() == id; })
            ->family;
    };
    CHECK(family("win_rate") == "conversion");
    CHECK(family("gross_margin") == "margin");
}

TEST_CASE("operators are found by what they are over") {
    const Catalogue catalogue;
    CHECK(formula_text(catalogue.at("attainment(revenue)")) == formula_text(attainment(revenue)));
    CHECK(formula_text(catalogue.at("target(win_rate)")) == formula_text(target_of(win_rate)));
    CHECK(
        formula_text(catalogue.at("change(revenue, previous)")) ==
        formula_text(change(revenue, previous)));
    CHECK(
        formula_text(catalogue.at(" change( revenue ,year_over_year )")) ==
        formula_text(change(revenue, year_over_year)));
    CHECK(
        catalogue.at("change(attainment(revenue), previous)").id() ==
        "change(attainment(revenue), previous)");

    for (const std::string_view id :
         {"", "(", "()", "target", "target(", "target()", "target(x)", "attainment(revenue",
          "change(revenue)", "change(revenue, tomorrow)", "change(, previous)"}) {
        INFO(id);
        CHECK_FALSE(catalogue.find(id));
    }
    std::string deep = "revenue";
    for (int i = 0; i < 10'000; ++i)
        deep = "target(" + deep + ")";
    CHECK_FALSE(catalogue.find(deep));
}

TEST_CASE("an unknown id is refused with those that look like it") {
    const Catalogue catalogue;
    CHECK(catalogue.nearest("winrate") == std::vector<std::string>{"win_rate"});
    CHECK(catalogue.nearest("revneue") == std::vector<std::string>{"revenue"});
    CHECK(catalogue.nearest("arr").front() == "arr");
    CHECK(catalogue.nearest("something_else").empty());
    CHECK(catalogue.nearest("").empty());
    CHECK(message_of([&] {
              (void)catalogue.at("win_rat");
          }) == "there is no metric 'win_rat'; did you mean win_rate?");
    CHECK(message_of([&] {
              (void)catalogue.at("something_else");
          }) == "there is no metric 'something_else'");
    CHECK(code_of([&] { (void)catalogue.at("x"); }) == ErrorCode::unknown_metric);
}

TEST_CASE("an application adds KPIs of its own") {
    Catalogue catalogue;
    const std::size_t before = catalogue.entries().size();
    catalogue.add("ours", metric("web_deals", filtered("web", deals_won, deal::channel == "web")));
    CHECK(catalogue.entries().size() == before + 1);
    CHECK(catalogue.entries().back().family == "ours");
    CHECK(catalogue.find("attainment(web_deals)"));
    CHECK(code_of([&] { catalogue.add("ours", revenue); }) == ErrorCode::duplicate_metric);
    CHECK(code_of([&] {
              catalogue.add("ours", metric("web_deals", revenue));
          }) == ErrorCode::duplicate_metric);
    const Catalogue another;
    CHECK(another.entries().size() == before);
}

TEST_CASE("what an application adds is UTF-8") {
    Catalogue catalogue;
    const std::string broken = "Ren\xE9";
    const auto refuses = [&](const std::string& id, const std::string& title) {
        return code_of([&] { (void)catalogue.define(id, title, Better::neither, "revenue"); }) ==
               ErrorCode::invalid_definition;
    };
    CHECK(refuses(broken, "Title"));
    CHECK(refuses("id", broken));
    CHECK_FALSE(refuses("id", "Ren\xC3\xA9"));
    const Definition own = catalogue.define("own", "Own", Better::neither, "revenue");
    CHECK(code_of([&] { catalogue.add(broken, own); }) == ErrorCode::invalid_definition);
    CHECK_FALSE(catalogue.find("own"));
    CHECK_FALSE(catalogue.find(broken));
    CHECK(message_of([&] { (void)catalogue.at(broken); }) == "column 4: the text is not UTF-8");
}

// What is wrong with an id needs no column: an id has letters, digits and _.
TEST_CASE("an id that is not there is told from a formula") {
    const Catalogue catalogue;
    const auto wrong = [&](const std::string& text) {
        return message_of([&] { (void)catalogue.at(text); });
    };
    for (const char part : std::string{"azAZ09_"}) {
        const std::string id = std::string{"qqqqqqqqqqqq"} + part;
        CHECK(wrong(id) == "there is no metric '" + id + "'");
        CHECK(wrong("  " + id + " ") == "there is no metric '" + id + "'");
        CHECK(wrong(id + " / 2") == "column 1: there is no metric '" + id + "'");
    }
}
