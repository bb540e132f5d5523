// SPDX-License-Identifier: MIT
#include "book/raw_table.hpp"
#include "value/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace saleskpi::inline v0_3::detail {

namespace {

std::string shown_credits(const std::vector<Credit>& credits) {
    std::string text;
    for (const Credit& credit : credits)
        text += fmt::format(
            "{}{}: {}{}", text.empty() ? "" : ", ", credit.rep, to_text(credit.share),
            credit.overlay ? " on top" : "");
    return text;
}

}  // namespace

void RawTable::refuse(
    Adding& adding,
    std::size_t number,
    const RawColumn& column,
    std::string_view value,
    std::string_view reason) {
    adding.faults.push_back(
        {adding.first + number, static_cast<std::size_t>(&column - columns_.data()), column.name,
         column.required, detail::shown(value), std::string{reason}});
}

/// Record by record, once all fields were read: the record's id among them.
void RawTable::report_faults(std::vector<Fault> faults) {
    std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
        if (a.row != b.row) return a.row < b.row;
        return a.is_required != b.is_required ? a.is_required : a.column < b.column;
    });
    for (Fault& fault : faults) {
        if (is_deletion(fault.row)) continue;  // of which only the identity is read
        if (fault.is_required) {
            reject(fault.row, fault.field, std::move(fault.value), std::move(fault.reason));
        } else if (!is_rejected(fault.row)) {
            note_missing(fault.row, fault.field, std::move(fault.value), std::move(fault.reason));
        }
    }
}

const RawTable::Segment& RawTable::segment_of(std::size_t row) const {
    const auto after = std::upper_bound(
        segments_.begin(), segments_.end(), row,
        [](std::size_t r, const Segment& s) { return r < s.first_row; });
    return *std::prev(after);
}

std::optional<std::size_t> RawTable::row_at(std::string_view file, std::size_t line) const {
    for (std::size_t i = 0; i < segments_.size(); ++i) {
        const Segment& segment = segments_[i];
        if (segment.file != file) continue;
        if (segment.lines.empty()) {
            const std::size_t end = i + 1 < segments_.size() ? segments_[i + 1].first_row : rows_;
            if (line >= segment.first_number && line < segment.number(end))
                return segment.first_row + (line - segment.first_number);
            continue;
        }
        const auto at = std::lower_bound(segment.lines.begin(), segment.lines.end(), line);
        if (at != segment.lines.end() && *at == line)
            return segment.first_row + static_cast<std::size_t>(at - segment.lines.begin());
    }
    return std::nullopt;
}

std::string RawTable::place(std::size_t row) const {
    const Segment& segment = segment_of(row);
    if (segment.file.empty()) return fmt::format("record {}", segment.line(row));
    return fmt::format("line {} of {}", segment.line(row), segment.file);
}

std::string RawTable::shown(const RawColumn& column, std::size_t row) const {
    if (column.type == FieldType::credits) {
        const auto known = credits_.find(static_cast<std::uint32_t>(row));
        return known == credits_.end() ? std::string{} : shown_credits(known->second);
    }
    if (column.type != FieldType::money || column.is_missing(row)) return column.shown(row);
    const auto foreign = column.currencies.find(static_cast<std::uint32_t>(row));
    return to_text(Money{
        column.number_at(row), foreign == column.currencies.end() ? currency_ : foreign->second});
}

Finding RawTable::finding(
    std::size_t row,
    std::string_view field,
    std::string value,
    std::string reason,
    bool rejected) const {
    Finding f;
    f.table = name_;
    f.field = field;
    f.value = std::move(value);
    f.reason = std::move(reason);
    f.rejected = rejected;
    for (const RawColumn& column : columns_)
        if (column.identity) {
            const std::string_view id = column.text_at(row);
            f.id = is_utf8(id) ? std::string{id} : detail::shown(id);
        }
    const Segment& segment = segment_of(row);
    f.file = segment.file;
    f.line = segment.line(row);
    return f;
}

void RawTable::mark(std::size_t row, std::uint8_t as) {
    if (rejected_.size() <= row) rejected_.resize(rows_);
    rejected_[row] = as;
}

void RawTable::add_finding(std::size_t row, Finding finding) {
    findings_.push_back(std::move(finding));
    finding_rows_.push_back(static_cast<std::uint32_t>(row));
}

void RawTable::drop(std::size_t row) {
    if (is_dropped(row)) return;
    mark(row, mark_dropped);
    ++dropped_rows_;
}

void RawTable::withdraw(const std::function<bool(std::size_t row, const Finding&)>& is_void) {
    std::size_t kept = 0;
    noted_.clear();
    for (std::size_t i = 0; i < findings_.size(); ++i) {
        const std::uint32_t row = finding_rows_[i];
        if (is_void(row, findings_[i])) {
            if (findings_[i].rejected && !is_dropped(row)) rejected_[row] = 0;
            continue;
        }
        if (kept != i) findings_[kept] = std::move(findings_[i]);
        finding_rows_[kept] = row;
        if (!findings_[kept].rejected) noted_[row].push_back(kept);
        ++kept;
    }
    findings_.resize(kept);
    finding_rows_.resize(kept);
}

void RawTable::forget_dropped() {
    if (dropped_rows_ > 0)
        withdraw([&](std::size_t row, const Finding&) { return is_dropped(row); });
}

void RawTable::reject(
    std::size_t row,
    std::string_view field,
    std::string value,
    std::string reason,
    FindingKind kind) {
    if (is_rejected(row)) return;  // one reason is enough to know where to look
    mark(row, kind == FindingKind::conflict ? mark_conflict : mark_rejected);
    // A value that is missing because it was none: that says more.
    if (const auto noted = noted_.find(static_cast<std::uint32_t>(row)); noted != noted_.end())
        for (const std::size_t number : noted->second)
            if (findings_[number].field == field) {
                findings_[number].rejected = true;
                return;
            }
    add_finding(row, finding(row, field, std::move(value), std::move(reason), true));
    findings_.back().kind = kind;
}

void RawTable::note_missing(
    std::size_t row,
    std::string_view field,
    std::string value,
    std::string reason,
    FindingKind kind) {
    noted_[static_cast<std::uint32_t>(row)].push_back(findings_.size());
    note(row, field, std::move(value), std::move(reason), kind);
}

bool RawTable::is_noted(std::size_t row, std::string_view field) const {
    const auto noted = noted_.find(static_cast<std::uint32_t>(row));
    return noted != noted_.end() &&
           std::any_of(noted->second.begin(), noted->second.end(), [&](std::size_t number) {
               return findings_[number].field == field;
           });
}

void RawTable::note(
    std::size_t row,
    std::string_view field,
    std::string value,
    std::string reason,
    FindingKind kind) {
    add_finding(row, finding(row, field, std::move(value), std::move(reason), false));
    findings_.back().kind = kind;
}

}  // namespace saleskpi::inline v0_3::detail
