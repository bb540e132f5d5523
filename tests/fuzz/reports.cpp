// SPDX-License-Identifier: MIT
#include "fuzz/reports.hpp"

#include "fuzz/targets.hpp"

#include <saleskpi/csv/table.hpp>
#include <saleskpi/format/table.hpp>
#include <saleskpi/json/table.hpp>
#include <saleskpi/json/text.hpp>

#include <nlohmann/json.hpp>

namespace fuzz {

using namespace saleskpi;

std::string in_all_formats(const Table& table) {
    const nlohmann::json document = table;
    const std::string json = json_text(document);
    require(nlohmann::json::parse(json) == document, "the JSON is not read back");
    require(document.at("rows").size() == table.size(), "the JSON has another number of rows");
    std::string all = json;
    all += to_csv(table);
    all += to_text(table);
    all += to_text(table, {40});
    for (const Finding& finding : table.report().findings) {
        const std::string line = to_text(finding);
        require(line.find('\n') == std::string::npos, "a finding of several lines");
        all += line;
    }
    return all;
}

}  // namespace fuzz
