// SPDX-License-Identifier: MIT
#include "report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace sales_report {

namespace {

constexpr std::size_t shown_lines = 5;

std::string place(const kpi::Finding& finding) {
    const std::string& file = finding.file.empty() ? finding.table : finding.file;
    return finding.line > 0 ? fmt::format("{}:{}", file, finding.line) : file;
}

std::string line_text(const kpi::Finding& finding) {
    std::string text = "  " + place(finding) + ": ";
    if (!finding.field.empty()) text += fmt::format("{} '{}': ", finding.field, finding.value);
    return text + finding.reason + "\n";
}

/// How often what was wrong, the most frequent first, and the first few of them.
std::string summary(const std::vector<const kpi::Finding*>& findings) {
    std::map<std::pair<std::string, std::string>, std::size_t> counts;
    for (const kpi::Finding* finding : findings)
        ++counts[{finding->table, finding->reason}];
    std::vector<std::pair<std::size_t, std::string>> by_count;
    for (const auto& [what, count] : counts)
        by_count.emplace_back(count, what.first + ": " + what.second);
    std::stable_sort(by_count.begin(), by_count.end(), [](const auto& a, const auto& b) {
        return a.first > b.first;
    });

    std::string text;
    if (findings.size() > shown_lines)
        for (std::size_t i = 0; i < std::min(shown_lines, by_count.size()); ++i)
            text += fmt::format("  {:>7} x  {}\n", by_count[i].first, by_count[i].second);
    for (std::size_t i = 0; i < std::min(shown_lines, findings.size()); ++i)
        text += line_text(*findings[i]);
    if (findings.size() > shown_lines)
        text += fmt::format(
            "  ... and {} more; --format json lists all\n", findings.size() - shown_lines);
    return text;
}

}  // namespace

std::string findings_text(const kpi::BuildReport& report) {
    std::vector<const kpi::Finding*> rejected;
    std::vector<const kpi::Finding*> kept;
    for (const kpi::Finding& finding : report.findings)
        (finding.rejected ? rejected : kept).push_back(&finding);
    std::size_t read = 0;
    for (const kpi::TableCount& table : report.tables)
        read += table.read;

    std::string text;
    if (report.rejected() > 0)
        text += fmt::format("{} of {} records were rejected:\n", report.rejected(), read) +
                summary(rejected);
    if (!kept.empty())
        text += fmt::format("{} values are doubtful; their records count:\n", kept.size()) +
                summary(kept);
    return text;
}

}  // namespace sales_report
