// SPDX-License-Identifier: MIT
#include "report.hpp"

#include <saleskpi/book/finding_group.hpp>
#include <saleskpi/format/data_checks.hpp>
#include <saleskpi/format/table.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace sales_report {

namespace {

/// Of all that is told at once, with headings.
constexpr std::size_t most_lines = 25;

/// Findings that say that nothing is wrong, or need not be. --strict fails on all others, as --help says.
constexpr std::array harmless{
    FindingKind::crossed, FindingKind::not_listed, FindingKind::look_alike, FindingKind::gap};

bool is_harmless(FindingKind kind) {
    return std::find(harmless.begin(), harmless.end(), kind) != harmless.end();
}

/// "1 value is", "2 values are".
std::string counted(std::size_t number, std::string_view one, std::string_view several) {
    return fmt::format("{} {}", number, number == 1 ? one : several);
}

/// What is told under one heading.
struct Section {
    std::string heading;
    std::vector<std::string> lines;      ///< all there is to say, if that is not much
    std::vector<std::string> in_groups;  ///< else the same in fewer
    std::string_view where_all_are;

    std::size_t all() const { return lines.empty() ? in_groups.size() : lines.size(); }
    std::size_t least() const { return in_groups.empty() ? lines.size() : in_groups.size(); }
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
    // The last line may be that there are more.
    const std::size_t shown = lines.size() <= most ? lines.size() : most - 1;
    std::string text = section.heading + "\n";
    for (std::size_t i = 0; i < shown; ++i)
        text += "  " + lines[i] + "\n";
    if (lines.size() > shown)
        text += fmt::format("  ... and {} more: {}\n", lines.size() - shown, section.where_all_are);
    return text;
}

/// How many lines each section may have: what one does not need is for the others, so that one kind of
/// trouble does not hide another.
std::vector<std::size_t> shares_of(const std::vector<Section>& sections) {
    std::vector<std::size_t> wanted;
    for (const Section& section : sections)
        wanted.push_back(section.all());
    std::size_t left = most_lines - sections.size();
    if (std::accumulate(wanted.begin(), wanted.end(), std::size_t{0}) > left)
        std::transform(
            sections.begin(), sections.end(), wanted.begin(), std::mem_fn(&Section::least));
    std::vector<std::size_t> order(sections.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return wanted[a] < wanted[b];
    });
    std::vector<std::size_t> shares(sections.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        shares[order[i]] = std::min(wanted[order[i]], left / (order.size() - i));
        left -= shares[order[i]];
    }
    return shares;
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
            fmt::format(
                "{} doubtful; {} kept:", counted(kept.count, "value is", "values are"),
                kept.count == 1 ? "its record is" : "their records are"),
            kept));
    if (!hints.groups.empty())
        sections.push_back(section_of(
            fmt::format("{} may be meant otherwise:", counted(hints.count, "thing", "things")),
            hints));
    if (!crossed.groups.empty()) sections.push_back(section_of("Exchange rates:", crossed));
    if (!suspicions.empty())
        sections.push_back(
            {fmt::format(
                 "{} wrong:", counted(suspicions.size(), "sense check looks", "sense checks look")),
             suspicions,
             {},
             "--check-data shows all"});
    return sections;
}

}  // namespace

std::string findings_text(const BuildReport& report, const std::vector<DataCheck>& checks) {
    const std::vector<Section> sections = sections_of(report, checks);
    const std::vector<std::size_t> shares = shares_of(sections);
    std::string text;
    for (std::size_t i = 0; i < sections.size(); ++i)
        text += text_of(sections[i], shares[i]);
    return text;
}

std::string strict_text(const BuildReport& report) {
    const auto rejected = report.rejected();
    const auto doubtful = std::count_if(
        report.findings.begin(), report.findings.end(),
        [](const Finding& finding) { return !finding.rejected && !is_harmless(finding.kind); });
    if (rejected == 0 && doubtful == 0) return {};
    return fmt::format(
        "--strict: {} rejected, and {} doubtful\n", counted(rejected, "record was", "records were"),
        counted(static_cast<std::size_t>(doubtful), "value is", "values are"));
}

}  // namespace sales_report
