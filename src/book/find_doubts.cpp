// SPDX-License-Identifier: MIT
#include "book/find_doubts.hpp"

#include "book/claims.hpp"
#include "book/record_numbers.hpp"

#include <saleskpi/record/deal.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Of a row, what is unknown.
struct Suspect {
    bool is_rejected = false;
    bool is_owner_unknown = false;
    std::set<std::string, std::less<>> unknown;
};
using Suspects = std::map<std::uint32_t, Suspect>;

bool says_missing(const Finding& finding) {
    switch (finding.kind) {
        case FindingKind::invalid:
        case FindingKind::conflict:
        case FindingKind::no_rate:
        case FindingKind::out_of_range:
        case FindingKind::undated:
            return true;
        default:
            return false;
    }
}

void suspect(const RawTable& table, std::uint32_t row, const Finding& finding, Suspects& suspects) {
    if (finding.rejected) {
        if (finding.kind == FindingKind::duplicate) return;
        Suspect& its = suspects[row];
        its.is_rejected = true;
        // What contradicts something else was read all the same.
        if (finding.kind != FindingKind::contradicts) its.unknown.insert(finding.field);
        for (const RawColumn& column : table.columns())
            if (column.required && column.is_missing(row)) its.unknown.insert(column.name);
        return;
    }
    if (finding.field == kpi::deal::credits.name) {
        suspects[row].is_owner_unknown = true;
        return;
    }
    const RawColumn* column = table.find(finding.field);
    if (says_missing(finding) && column && column->is_missing(row))
        suspects[row].unknown.insert(finding.field);
}

/// Rows of one record that contradict each other. Where one of them stands, nothing is lacking.
class Conflicts {
public:
    explicit Conflicts(const RawTable& table) : table_{&table} {}

    /// Whether it is one of a rejected row.
    bool take(std::uint32_t row, const Finding& finding) {
        if (finding.kind != FindingKind::conflict) return false;
        if (finding.rejected)
            rows_[finding.id].push_back(row);
        else
            standing_.insert(finding.id);
        return finding.rejected;
    }

    /// One record of each, of which nobody knows what they say differently.
    void finish(Suspects& suspects) const {
        for (const auto& [id, rows] : rows_) {
            if (id.empty() || standing_.contains(id)) continue;
            Suspect& its = suspects[rows.front()];
            its.is_rejected = true;
            for (const RawColumn& column : table_->columns())
                for (const std::uint32_t row : rows)
                    if (!is_same_value(*table_, column, rows.front(), row)) {
                        its.unknown.insert(column.name);
                        its.is_owner_unknown |= column.type == FieldType::credits;
                    }
        }
    }

private:
    const RawTable* table_;
    std::map<std::string, std::vector<std::uint32_t>> rows_;  // by id
    std::set<std::string> standing_;
};

Suspects suspects_of(BookDraft& draft, const RawTable& table) {
    Suspects suspects;
    Conflicts conflicts{table};
    for (std::size_t i = 0; i < table.findings().size(); ++i) {
        const auto row = static_cast<std::uint32_t>(table.row_of_finding(i));
        if (!conflicts.take(row, table.findings()[i]))
            suspect(table, row, table.findings()[i], suspects);
    }
    conflicts.finish(suspects);
    for (const Finding& finding : draft.loaded)
        if (!finding.rejected && finding.table == table.name())
            if (const auto row = table.row_at(finding.file, finding.line))
                suspect(table, static_cast<std::uint32_t>(*row), finding, suspects);
    return suspects;
}

std::shared_ptr<const DoubtFields> fields_of(const RawTable& table) {
    auto fields = std::make_shared<DoubtFields>();
    fields->table = table.name();
    for (const RawColumn& column : table.columns())
        fields->fields.push_back(
            {column.name, column.domain, column.type, column.choices, column.identity});
    return fields;
}

std::string name_of(const RawTable& table, std::size_t row) {
    const RawColumn* ids = table.id_column();
    if (ids && !ids->is_missing(row)) return std::string{ids->text_at(row)};
    return finding_name(table.at(row));
}

Doubt doubt_of(
    RawTable& table,
    std::uint32_t row,
    const Suspect& suspect,
    std::shared_ptr<const DoubtFields> fields) {
    Doubt doubt;
    doubt.of = std::move(fields);
    doubt.name = name_of(table, row);
    doubt.is_rejected = suspect.is_rejected;
    doubt.is_owner_unknown = suspect.is_owner_unknown;
    doubt.seen_by = table.seen_by(row);
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
        const RawColumn& column = table.columns()[i];
        const auto number = static_cast<std::uint16_t>(i);
        if (suspect.unknown.contains(column.name))
            doubt.unknown.push_back(number);
        else if (!column.identity && column.type != FieldType::credits && !column.is_missing(row))
            doubt.values.emplace_back(
                number,
                column.is_small() ? std::int64_t{column.small_at(row)} : column.number_at(row));
    }
    const RawColumn* rep = table.find(kpi::deal::rep.name);
    const auto credits = table.credits().find(row);
    if (rep && rep->dictionary && credits != table.credits().end())
        for (const Credit& credit : credits->second)
            if (!credit.overlay && !credit.rep.empty())
                doubt.owners.push_back(rep->dictionary->intern(credit.rep));
    return doubt;
}

void hide_from_stocks(RawTable& deals) {
    const RawColumn* stage = deals.find(kpi::deal::stage.name);
    const RawColumn* closed = deals.find(kpi::deal::closed.name);
    if (!stage || !closed) return;
    const auto open = static_cast<std::int32_t>(Stage::open);
    for (std::size_t row = 0; row < deals.rows(); ++row)
        if (closed->is_missing(row) && !deals.is_rejected(row) && !stage->is_missing(row) &&
            stage->small_at(row) != open)
            deals.hide(row, SeenBy::stocks);
}

}  // namespace

std::string finding_name(const Finding& finding) {
    if (!finding.id.empty()) return finding.id;
    return RecordName{finding.file, false, true, static_cast<std::int64_t>(finding.line)}.shown();
}

void forget_doubts(BookData& book, const std::function<bool(const Doubt&)>& is_it) {
    const auto is_one = [&](const auto& doubt) { return is_it(*doubt); };
    const auto& records = book.doubts->records;
    if (std::none_of(records.begin(), records.end(), is_one)) return;
    Doubts left = *book.doubts;
    std::erase_if(left.records, is_one);
    book.doubts = std::make_shared<const Doubts>(std::move(left));
}

void find_doubts(BookDraft& draft) {
    Doubts doubts = *draft.data->doubts;
    const std::size_t known = doubts.records.size();
    for (RawTable& table : draft.tables) {
        if (table.is_variant() || draft.derived.contains(table.name())) continue;
        std::shared_ptr<const DoubtFields> fields;
        const auto later = draft.later_rows(table);
        for (const auto& [row, suspect] : suspects_of(draft, table)) {
            if (table.is_dropped(row) || (row < later.size() && later[row] != 0)) continue;
            if (!fields) fields = fields_of(table);
            doubts.records.push_back(
                std::make_shared<const Doubt>(doubt_of(table, row, suspect, fields)));
        }
        if (table.name() == "deals") hide_from_stocks(table);
    }
    bool is_any_unread = false;
    for (const Finding& finding : draft.loaded)
        if (finding.rejected) {
            ++doubts.unread[finding.table];
            is_any_unread = true;
        }
    if (doubts.records.size() > known || is_any_unread)
        draft.data->doubts = std::make_shared<const Doubts>(std::move(doubts));
}

}  // namespace saleskpi::inline v0_3::detail
