// SPDX-License-Identifier: MIT
// Nothing that comes out of the data is obeyed by a terminal.
#include "catch.hpp"
#include "support/program.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace {

using program::run;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// A sequence of the kinds that terminals obey: ESC, DEL, U+009B, U+202E, U+2028.
const std::string evil = "\x1b[31m\x7f\u009b2J\u202e\u2028";

bool is_clean(std::string_view text) {
    for (const char* obeyed : {"\x1b", "\x7f", "\u009b", "\u202e", "\u2028", "\r"})
        if (contains(text, obeyed)) return false;
    return true;
}

struct Data : program::Folder {
    Data() {
        write(
            "deals.csv",
            "id,rep,product,stage,created,closed,amount\n"
            "A" +
                evil + ",Asha" + evil + ",\"P\r\nQ" + evil + "\",won,2025-01-02,2025-01-20,1200\n" +
                "B" + evil + ",Ben,Q,won,2025-01-02," + evil + ",5\n" + "C" + evil +
                ",Ben,Q,won,2025-02-02,2025-01-20,5\n");
        write(
            "ours.json",
            R"-([{"id": "ours", "title": "T\u001b[31m\u007f\u009b\u202e\u2028", "family": "F\u001b",
                 "formula": "count(deals where product = \"\u001b\u009b\" by closed)"}])-");
    }
};

void check_clean(const std::string& arguments) {
    INFO(arguments);
    const program::Run result = run(arguments);
    CHECK(is_clean(result.out));
    CHECK(is_clean(result.err));
    CHECK((result.status == 0 || !result.err.empty()));
}

}  // namespace

TEST_CASE("no text for people has what a terminal obeys") {
    const Data data;
    const std::string folder = data.path() + " ";
    const std::string ours = "--definitions " + data.path("ours.json") + " ";
    for (const std::string& arguments :
         {folder + "--by rep,product --subtotals --every month",
          folder + "--strict",
          folder + ours + "--metrics ours,revenue --by product",
          folder + ours + "--explain ours",
          folder + "--explain revenue",
          folder + "--explain revenue --by product",
          ours + "--list",
          folder + "--metrics '" + evil + "'",
          folder + "--by '" + evil + "'",
          folder + "--from '" + evil + "'",
          folder + "'" + evil + "'",
          "'" + evil + "'",
          "'--" + evil + "'",
          folder + "--mapping '" + evil + "'",
          folder + "--definitions '" + evil + "'",
          folder + "--output '/nowhere/" + evil + "'",
          folder + "--explain revenue --group '" + evil + "'",
          folder + "--explain revenue --period '" + evil + "'",
          folder + "--pipeline '" + evil + "," + evil + "'",
          folder + "--calendar '" + evil + "'",
          folder + "--currency '" + evil + "'"})
        check_clean(arguments);
}

TEST_CASE("nor have messages about a file with such a name, or such contents") {
    const program::Folder data;
    data.write("deals.csv", "id," + evil + "\n1,2\n");
    check_clean(data.path());
    data.write("deals.json", "{" + evil);
    check_clean(data.path());
    data.write("mapping.json", R"({"tables": {"deals": {"file": "\u001b\u009b\u202e.csv"}}})");
    check_clean(data.path());
    data.write("mapping.json", R"({"\u001b\u009b\u202e": {}})");
    check_clean(data.path());
}

TEST_CASE("JSON has the same data, in escapes") {
    const Data data;
    const program::Run result =
        run(data.path() + " --metrics revenue --by rep,product --format json");
    CHECK(result.status == 0);
    CHECK(is_clean(result.out));
    const nlohmann::json document = nlohmann::json::parse(result.out);
    CHECK(document["rows"][0]["group"]["rep"] == "Asha" + evil);
    CHECK(document["rows"][0]["group"]["product"] == "P\r\nQ" + evil);
    CHECK(document["notes"][0]["examples"][0]["id"] == "B" + evil);
    CHECK(contains(run(data.path() + " --metrics revenue --by rep --format csv").out, evil));
}
