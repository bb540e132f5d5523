// SPDX-License-Identifier: MIT
#include "book/report.hpp"

#include "value/utf8.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The count of a table; they stand in order of name.
TableCount& count_of(BuildReport& report, std::string_view table) {
    auto& counts = report.tables;
    const auto at = std::lower_bound(
        counts.begin(), counts.end(), table,
        [](const TableCount& count, std::string_view name) { return count.table < name; });
    if (at != counts.end() && at->table == table) return *at;
    TableCount count;
    count.table = table;
    return *counts.insert(at, std::move(count));
}

}  // namespace

void add_to_report(BuildReport& report, std::span<const Finding> loaded) {
    for (const Finding& finding : loaded) {
        report.findings.push_back(finding);
        if (!finding.rejected) continue;
        TableCount& count = count_of(report, finding.table);
        ++count.read;
        ++count.rejected;
    }
}

void add_left_out(std::vector<LeftOut>& to, const LeftOut& more) {
    const auto key = [](const LeftOut& one) { return std::tie(one.table, one.file, one.rule); };
    const auto at = std::lower_bound(
        to.begin(), to.end(), more,
        [&](const LeftOut& a, const LeftOut& b) { return key(a) < key(b); });
    if (at != to.end() && key(*at) == key(more))
        at->rows += more.rows;
    else
        to.insert(at, more);
}

void add_to_report(BuildReport& report, std::span<const LeftOut> left_out) {
    for (const LeftOut& one : left_out) {
        if (one.rows == 0) continue;
        count_of(report, one.table).left_out += one.rows;
        add_left_out(report.left_out, one);
    }
}

void add_to_report(BuildReport& report, RawTable& table, std::span<const std::uint8_t> later) {
    TableCount& count = count_of(report, table.name());
    std::size_t is_later = 0;
    for (std::size_t row = 0; row < later.size(); ++row)
        if (later[row] && !table.is_rejected(row)) ++is_later;
    // A record is rejected once, for the first reason that was found.
    const auto rejected = static_cast<std::size_t>(std::count_if(
        table.findings().begin(), table.findings().end(),
        [](const Finding& finding) { return finding.rejected; }));
    count.read += table.rows();
    count.rejected += rejected;
    count.later += is_later;
    count.replaced += table.dropped_rows();
    count.kept += table.rows() - rejected - is_later - table.dropped_rows();
    report.findings.insert(report.findings.end(), table.findings().begin(), table.findings().end());
}

Finding in_utf8(Finding finding) {
    for (std::string* text :
         {&finding.table, &finding.file, &finding.id, &finding.field, &finding.value,
          &finding.reason})
        if (!is_utf8(*text)) *text = as_utf8(*text);
    return finding;
}

LeftOut in_utf8(LeftOut left_out) {
    for (std::string* text : {&left_out.table, &left_out.file, &left_out.rule})
        if (!is_utf8(*text)) *text = as_utf8(*text);
    return left_out;
}

void add_notes(BuildReport& report, const RawTable& variants, const AddedRecords& records) {
    const std::vector<Finding>& findings = variants.findings();
    for (std::size_t i = 0; i < findings.size(); ++i)
        if (records.counts(variants.instead_of(variants.row_of_finding(i))) &&
            (i == 0 || findings[i] != findings[i - 1]))
            report.findings.push_back(findings[i]);
}

void put_in_order(std::vector<Finding>& findings) {
    std::map<std::string, std::size_t, std::less<>> files;  // in the order in which they come up
    for (const Finding& finding : findings)
        files.try_emplace(finding.file, files.size());
    std::stable_sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) {
        if (a.table != b.table) return a.table < b.table;
        if (a.file != b.file) return files.find(a.file)->second < files.find(b.file)->second;
        return a.line < b.line;
    });
}

}  // namespace saleskpi::inline v0_3::detail

namespace saleskpi::inline v0_3 {

std::string_view name(FindingKind kind) {
    switch (kind) {
        case FindingKind::unreadable:
            return "unreadable";
        case FindingKind::missing:
            return "missing";
        case FindingKind::invalid:
            return "invalid";
        case FindingKind::contradicts:
            return "contradicts";
        case FindingKind::duplicate:
            return "duplicate";
        case FindingKind::conflict:
            return "conflict";
        case FindingKind::crossed:
            return "crossed";
        case FindingKind::no_rate:
            return "no_rate";
        case FindingKind::unresolved:
            return "unresolved";
        case FindingKind::out_of_range:
            return "out_of_range";
        case FindingKind::undated:
            return "undated";
        case FindingKind::total_row:
            return "total_row";
        case FindingKind::not_listed:
            return "not_listed";
        case FindingKind::look_alike:
            return "look_alike";
        case FindingKind::gap:
            return "gap";
    }
    return "";
}

}  // namespace saleskpi::inline v0_3
