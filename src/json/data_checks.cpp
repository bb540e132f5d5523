// SPDX-License-Identifier: MIT
#include <saleskpi/json/data_checks.hpp>
#include <saleskpi/json/value.hpp>

#include <nlohmann/json.hpp>

namespace saleskpi::inline v0_3 {

void to_json(nlohmann::json& json, const DataCheck& check) {
    json = {{"table", check.table}, {"check", name(check.kind)},
            {"of", check.of},       {"count", check.count},
            {"all", check.all},     {"suspicious", check.is_suspicious},
            {"note", check.note}};
    if (check.value) json["value"] = *check.value;
}

}  // namespace saleskpi::inline v0_3
