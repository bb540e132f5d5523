// SPDX-License-Identifier: MIT
#include <saleskpi/json/golden.hpp>
#include <saleskpi/json/table.hpp>

#include <nlohmann/json.hpp>

namespace saleskpi::inline v0_3 {

void to_json(nlohmann::json& json, const GoldenDifference& difference) {
    const GoldenCheck& check = difference.check;
    json = {
        {"file", check.file},
        {"line", check.line},
        {"metric", check.metric},
        {"group", check.group},
        {"period", check.period},
        {"note", check.note},
        {"expected", golden_text(difference.expected)},
        {"is", golden_text(difference.explanation.value.outcome)},
        {"explanation", difference.explanation}};
    if (!check.marks.empty()) {
        json["expected_marks"] = check.marks;
        json["marks"] = nlohmann::json::array();
        for (const Mark mark : all_marks)
            if (difference.explanation.value.marks.has(mark)) json["marks"].push_back(name(mark));
    }
    if (check.as_of) json["as_of"] = to_text(*check.as_of);
    if (!check.policy.empty()) json["policy"] = check.policy;
}

}  // namespace saleskpi::inline v0_3
