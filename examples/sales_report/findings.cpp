// SPDX-License-Identifier: MIT
#include "report.hpp"

#include <saleskpi/book/finding_group.hpp>
#include <saleskpi/format/data_checks.hpp>
#include <saleskpi/format/table.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace sales_report {

namespace {

/// Of all that is told at once, besides headings: so that one kind of trouble does not hide another.
constexpr std::size_t most_lines = 15;

/// Findings that say that nothing is wrong, or need not be. --strict fails on all others, as --help says.
constexpr std::array harmless{
    FindingKind::crossed, FindingKind::not_listed, FindingKind::look_alike, FindingKind::gap};

bool is_harmless(FindingKind kind) {
    return std::find(harmless.begin(), harmless.end(), kind) != harmless.end();
}

/// What is told under one heading.
struct Section {
    std::string heading;
    std::vector<std::string> lines;      ///< all there is to say, if that is not much
    std::vector<std::string> in_groups;  ///< else the same in fewer
    std::string_view where_all_are;
};

/// Findings that are told together, and how many there are.
struct Told {
    std::vector<FindingGroup> groups;
    std::size_t count = 0;
};

/// All of them, in the order of files and lines; nothing if they are too many to be shown.
std::vector<std::string> lines_of(const Told& told) {
    if (told.count > most_lines) return {};
    std::vector<const Finding*> findings;
    for (const FindingGroup& group : told.groups)
        for (const Finding& finding : group.examples)
            findings.push_back(&finding);
    std::stable_sort(findings.begin(), findings.end(), [](const auto* a, const auto* b) {
        return std::tie(a->table, a->file, a->line) < std::tie(b->table, b->file, b->line);
    });
    std::vector<std::string> lines;
    for (const Finding* finding : findings)
        lines.push_back(to_text(*finding));
    return lines;
}

/// A line for each kind, the most frequent first.
std::vector<std::string> group_lines(std::vector<FindingGroup> groups) {
    std::stable_sort(
        groups.begin(), groups.end(),
        [](const FindingGroup& a, const FindingGroup& b) { return a.count > b.count; });
    std::vector<std::string> lines;
    for (const FindingGroup& group : groups) {
        std::string line = to_text(group.examples.front());
        if (group.count > 1) line += fmt::format(" (one of {} of this kind)", group.count);
        lines.push_back(std::move(line));
    }
    return lines;
}

Section section_of(std::string heading, Told told) {
    Section section{std::move(heading), lines_of(told), {}, "--findings FILE lists all"};
    section.in_groups = group_lines(std::move(told.groups));
    return section;
}

std::string text_of(const Section& section, std::size_t most) {
    const bool fits =
        section.in_groups.empty() || (!section.lines.empty() && section.lines.size() <= most);
    const std::vector<std::string>& lines = fits ? section.lines : section.in_groups;
    std::string text = section.heading + "\n";
    for (std::size_t i = 0; i < std::min(most, lines.size()); ++i)
        text += "  " + lines[i] + "\n";
    if (lines.size() > most)
        text += fmt::format("  ... and {} more: {}\n", lines.size() - most, section.where_all_are);
    return text;
}

std::vector<Section> sections_of(const BuildReport& report, const std::vector<DataCheck>& checks) {
    Told rejected;
    Told kept;
    Told hints;
    Told crossed;
    for (FindingGroup& group : grouped(report.findings, most_lines)) {
        Told& told = group.rejected                       ? rejected
                     : group.kind == FindingKind::crossed ? crossed
                     : is_harmless(group.kind)            ? hints
                                                          : kept;
        told.count += group.count;
        told.groups.push_back(std::move(group));
    }
    std::size_t read = 0;
    for (const TableCount& table : report.tables)
        read += table.read;
    std::vector<std::string> suspicions;
    for (const DataCheck& check : checks)
        if (check.is_suspicious) suspicions.push_back(to_text(check));

    std::vector<Section> sections;
    if (report.rejected() > 0)
        sections.push_back(section_of(
            fmt::format("{} of {} records were rejected:", report.rejected(), read), rejected));
    if (!kept.groups.empty())
        sections.push_back(section_of(
            fmt::format("{} values are doubtful; their records count:", kept.count), kept));
    if (!hints.groups.empty())
        sections.push_back(
            section_of(fmt::format("{} things may be meant otherwise:", hints.count), hints));
    if (!crossed.groups.empty()) sections.push_back(section_of("Exchange rates:", crossed));
    if (!suspicions.empty())
        sections.push_back(
            {fmt::format("{} sense checks look wrong:", suspicions.size()),
             suspicions,
             {},
             "--check-data shows all"});
    return sections;
}

}  // namespace

std::string findings_text(const BuildReport& report, const std::vector<DataCheck>& checks) {
    const std::vector<Section> sections = sections_of(report, checks);
    std::string text;
    for (const Section& section : sections)
        text += text_of(section, most_lines / sections.size());
    return text;
}

std::string strict_text(const BuildReport& report) {
    const auto rejected = report.rejected();
    const auto doubtful = std::count_if(
        report.findings.begin(), report.findings.end(),
        [](const Finding& finding) { return !finding.rejected && !is_harmless(finding.kind); });
    if (rejected == 0 && doubtful == 0) return {};
    return fmt::format(
        "--strict: {} records were rejected, and {} values are doubtful\n", rejected, doubtful);
}

}  // namespace sales_report
