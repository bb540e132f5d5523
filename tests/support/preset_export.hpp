// SPDX-License-Identifier: MIT
#pragma once

#include "support/make.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/kpi/conversion.hpp>
#include <saleskpi/kpi/pipeline.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/load/load.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <vector>

/// Exports of CRM systems, read by their presets.
namespace preset_export {

using namespace saleskpi;
using Texts = std::vector<std::string>;

inline LoadOptions options() {
    LoadOptions load;
    load.formats = {csv_format(), json_format()};
    load.currency = usd;
    return load;
}

/// A folder of tests/load/exports.
inline std::filesystem::path folder_of(const std::string& name) {
    return std::filesystem::path{SALESKPI_SOURCE_DIR} / "tests" / "load" / "exports" / name;
}

inline Book loaded(const std::filesystem::path& folder, const std::string& preset) {
    const FittedPreset fitted = fit_preset(preset, folder, options());
    BookBuilder builder{usd};
    load_directory(folder, parse_mapping(fitted.mapping), options(), builder);
    return builder.build();
}

/// "revenue; won; win rate; pipeline; weighted pipeline" of the first half of 2025.
inline std::string numbers(const Book& book) {
    const Table table = rollup(book)
                            .metrics(
                                kpi::revenue, kpi::deals_won, kpi::win_rate, kpi::pipeline_value,
                                kpi::weighted_pipeline)
                            .during(make::day("2025-01-01"), make::day("2025-07-01"))
                            .run();
    return fmt::format(
        "{}; {}; {}; {}; {}", make::text(table[0][kpi::revenue]),
        make::text(table[0][kpi::deals_won]), make::text(table[0][kpi::win_rate]),
        make::text(table[0][kpi::pipeline_value]), make::text(table[0][kpi::weighted_pipeline]));
}

/// "line field 'value' kind", and "out" for a record that was rejected.
inline Texts findings(const Book& book) {
    Texts all;
    for (const Finding& f : book.report().findings)
        all.push_back(fmt::format(
            "{} {} '{}' {}{}", f.line, f.field, f.value, name(f.kind), f.rejected ? " out" : ""));
    return all;
}

/// "table rule: rows" of all that was left out.
inline Texts left_out(const Book& book) {
    Texts all;
    for (const LeftOut& l : book.report().left_out)
        if (l.rows > 0) all.push_back(fmt::format("{} {}: {}", l.table, l.rule, l.rows));
    return all;
}

/// "Ann 1.00 USD; " for each member.
inline std::string revenue_by(const Book& book, const std::string& dimension) {
    std::string text;
    for (const auto row : rollup(book).metrics(kpi::revenue).by(dimension).run())
        text += fmt::format("{} {}; ", row.key().group[0], make::text(row[kpi::revenue]));
    return text;
}

}  // namespace preset_export
