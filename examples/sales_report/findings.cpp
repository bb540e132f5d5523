// SPDX-License-Identifier: MIT
#include "report.hpp"

#include <saleskpi/format/table.hpp>
#include <saleskpi/format/terminal.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

namespace sales_report {

namespace {

constexpr std::size_t most_kinds = 8;
constexpr std::size_t most_lines = 5;

/// Findings that say that nothing is wrong, or need not be. --strict fails on all others, as --help says.
constexpr std::array harmless{
    FindingKind::crossed, FindingKind::not_listed, FindingKind::look_alike, FindingKind::gap};

bool is_harmless(const Finding& finding) {
    return std::find(harmless.begin(), harmless.end(), finding.kind) != harmless.end();
}

/// What was wrong and how often, the most frequent first; nothing if each was wrong in its own way.
std::string kinds_text(const std::vector<const Finding*>& findings) {
    std::map<std::string, std::size_t> counts;
    for (const Finding* finding : findings) {
        const std::string dot = finding->field.empty() ? "" : ".";
        ++counts[finding->table + dot + finding->field + " " + finding->reason];
    }
    if (counts.size() == findings.size()) return {};
    std::vector<std::pair<std::string, std::size_t>> kinds(counts.begin(), counts.end());
    std::stable_sort(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) {
        return a.second > b.second;
    });
    std::string text;
    for (std::size_t i = 0; i < std::min(most_kinds, kinds.size()); ++i)
        text += fmt::format("{:>7} x  {}\n", kinds[i].second, for_terminal(kinds[i].first));
    if (kinds.size() > most_kinds)
        text += fmt::format("{:>7}    and {} other kinds\n", "", kinds.size() - most_kinds);
    return text;
}

/// A few findings one by one; of many, first how often each kind occurred.
std::string summary(const std::vector<const Finding*>& findings) {
    std::string text = findings.size() > most_lines ? kinds_text(findings) : "";
    for (std::size_t i = 0; i < std::min(most_lines, findings.size()); ++i)
        text += "  " + to_text(*findings[i]) + "\n";
    if (findings.size() > most_lines)
        text += fmt::format(
            "  ... and {} more: --findings FILE lists all\n", findings.size() - most_lines);
    return text;
}

}  // namespace

std::string findings_text(const BuildReport& report) {
    std::vector<const Finding*> rejected;
    std::vector<const Finding*> kept;
    std::vector<const Finding*> crossed;
    std::vector<const Finding*> hints;
    for (const Finding& finding : report.findings)
        (finding.rejected                       ? rejected
         : finding.kind == FindingKind::crossed ? crossed
         : is_harmless(finding)                 ? hints
                                                : kept)
            .push_back(&finding);
    std::size_t read = 0;
    for (const TableCount& table : report.tables)
        read += table.read;

    std::string text;
    if (report.rejected() > 0)
        text += fmt::format("{} of {} records were rejected:\n", report.rejected(), read) +
                summary(rejected);
    if (!kept.empty())
        text += fmt::format("{} values are doubtful; their records count:\n", kept.size()) +
                summary(kept);
    if (!hints.empty())
        text += fmt::format("{} things may be meant otherwise:\n", hints.size()) + summary(hints);
    if (!crossed.empty()) text += "Exchange rates:\n" + summary(crossed);
    return text;
}

std::string strict_text(const BuildReport& report) {
    const auto rejected = report.rejected();
    const auto doubtful = std::count_if(
        report.findings.begin(), report.findings.end(),
        [](const Finding& finding) { return !finding.rejected && !is_harmless(finding); });
    if (rejected == 0 && doubtful == 0) return {};
    return fmt::format(
        "--strict: {} records were rejected, and {} values are doubtful\n", rejected, doubtful);
}

}  // namespace sales_report
