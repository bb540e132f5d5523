// SPDX-License-Identifier: MIT
#pragma once

#include "support/temp_dir.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/load/data_checks.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/saleskpi.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Sense checks of files as they are written in a test.
namespace checked {

using namespace saleskpi;

inline constexpr std::string_view header = "id,rep,stage,created,closed,amount,currency\n";

/// Files of a folder, loaded as a mapping says.
class Files {
public:
    Files& with(const std::string& name, const std::string& text) {
        folder_.file(name, text);
        return *this;
    }
    Files& deals(const std::string& lines) {
        return with("deals.csv", std::string{header} + lines);
    }

    std::vector<DataCheck> checks(
        const std::string& mapping = "", const std::optional<Date>& as_of = {}) const {
        BookBuilder builder{usd};
        if (as_of) builder.as_of(*as_of);
        LoadChecks loads;
        LoadOptions options;
        options.formats = {csv_format(), json_format()};
        options.currency = usd;
        options.checks = &loads;
        load_directory(
            folder_.path(), mapping.empty() ? Mapping{} : parse_mapping(mapping), options, builder);
        return data_checks(builder.build(), loads);
    }

private:
    TempDir folder_;
};

inline std::optional<DataCheck> find(
    const std::vector<DataCheck>& checks,
    DataCheckKind kind,
    std::string_view of = "",
    std::string_view table = "deals") {
    for (const DataCheck& check : checks)
        if (check.table == table && check.kind == kind && check.of == of) return check;
    return std::nullopt;
}

inline std::size_t suspicious(const std::vector<DataCheck>& checks) {
    return static_cast<std::size_t>(std::count_if(
        checks.begin(), checks.end(), [](const DataCheck& check) { return check.is_suspicious; }));
}

inline bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

inline std::string deal(int id, std::string_view closed, std::string_view amount) {
    return fmt::format("{},Ann,won,{},{},{},USD\n", id, closed, closed, amount);
}

}  // namespace checked
