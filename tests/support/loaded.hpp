// SPDX-License-Identifier: MIT
#pragma once

#include "support/make.hpp"
#include "support/temp_dir.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/json/load.hpp>
#include <saleskpi/json/mapping.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

/// What is loaded of files with some content, by a mapping.
struct Loaded {
    std::vector<saleskpi::LoadReport> reports;
    saleskpi::Book book;

    template <class Metric>
    std::string at(const Metric& metric, const saleskpi::Window& when) const {
        return make::text(saleskpi::rollup(book).metrics(metric).during(when).run()[0][metric]);
    }
    std::vector<saleskpi::Finding> of_kind(saleskpi::FindingKind kind) const {
        std::vector<saleskpi::Finding> found;
        for (const saleskpi::Finding& finding : book.report().findings)
            if (finding.kind == kind) found.push_back(finding);
        return found;
    }
};

inline Loaded loaded(
    const std::map<std::string, std::string>& files,
    const std::string& mapping = {},
    const std::vector<std::string>& pipeline = {}) {
    using namespace saleskpi;
    const TempDir dir;
    for (const auto& [name, content] : files)
        dir.file(name, content);
    BookBuilder builder{usd};
    if (!pipeline.empty()) builder.pipeline(pipeline);
    std::vector<LoadReport> reports = load_directory(
        dir.path(), mapping.empty() ? Mapping{} : parse_mapping(mapping),
        {.formats = {csv_format(), json_format()}, .currency = usd}, builder);
    return {std::move(reports), builder.build()};
}

/// A CSV text with its rows in another order.
inline std::string turned_round(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = (std::min)(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    std::reverse(lines.begin() + 1, lines.end());
    std::string turned;
    for (const std::string& line : lines)
        turned += line + "\n";
    return turned;
}

/// Findings without what the order of rows changes, in an order of their own.
inline std::vector<saleskpi::Finding> without_lines(std::vector<saleskpi::Finding> findings) {
    for (saleskpi::Finding& finding : findings)
        finding.line = 0;
    std::sort(findings.begin(), findings.end(), [](const auto& a, const auto& b) {
        return std::tie(a.table, a.file, a.field, a.id, a.value, a.reason) <
               std::tie(b.table, b.file, b.field, b.id, b.value, b.reason);
    });
    return findings;
}
