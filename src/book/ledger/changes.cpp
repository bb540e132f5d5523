// SPDX-License-Identifier: MIT
#include "book/ledger/changes.hpp"

#include "book/identity.hpp"
#include "book/settle.hpp"
#include "book/table_rules.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The rows of one record in each segment, and whether some of them are of the days between.
struct Said {
    std::map<std::size_t, std::vector<std::uint32_t>> rows;
    std::map<std::size_t, std::vector<std::uint32_t>> between;
};

/// What tells a record from the others of its table, as a text; empty where nothing does.
std::string identity_of(const RawTable& table, std::size_t row) {
    if (const RawColumn* ids = table.id_column()) return std::string{ids->text_at(row)};
    std::string text;
    for (const std::string_view field : rules_of(table.name()).key) {
        const RawColumn* column = table.find(field);
        text += (text.empty() ? "" : ", ") + (column ? column->shown(row) : std::string{});
    }
    return text;
}

using SaidByIdentity = std::map<std::pair<std::string, std::string>, Said>;

/// The record as it stands at the end of a day; none if it does not.
class Standing {
public:
    Standing(const LedgerData& ledger, const std::string& table, const Said& said, Date day)
        : table_{&segment_.table(table)} {
        for (const auto& [number, rows] : said.rows)
            table_->append(*ledger.segments[number]->find(table), rows);
        drop_unknown(*table_, day);
        settle(*table_, {}, 1);
        for (std::size_t row = 0; row < table_->rows(); ++row)
            if (!table_->is_rejected(row)) row_ = row;
    }

    explicit operator bool() const { return row_.has_value(); }
    std::vector<std::string> fields() const {
        std::vector<std::string> names;
        for (const RawColumn& column : table_->columns())
            if (!column.identity) names.push_back(column.name);
        return names;
    }
    std::string shown(const std::string& field) const {
        const RawColumn* column = row_ ? table_->find(field) : nullptr;
        return column ? table_->shown(*column, *row_) : std::string{};
    }

private:
    LedgerSegment segment_;
    RawTable* table_;
    std::optional<std::size_t> row_;
};

ChangedRecord::Kind kind_of(const Standing& before, const Standing& after, bool is_other) {
    using Kind = ChangedRecord::Kind;
    if (!before && after) return Kind::added;
    if (before && !after) return Kind::removed;
    return is_other ? Kind::changed : Kind::same;
}

ChangedRecord changed(
    const LedgerData& ledger,
    const std::pair<std::string, std::string>& identity,
    const Said& said,
    Date first,
    Date last) {
    const Standing before{ledger, identity.first, said, first};
    const Standing after{ledger, identity.first, said, last};
    ChangedRecord record;
    record.table = identity.first;
    record.id = identity.second;
    for (std::string& field : after.fields()) {
        std::string then = before.shown(field);
        std::string now = after.shown(field);
        if (then != now)
            record.fields.push_back({std::move(field), std::move(then), std::move(now)});
    }
    record.kind = kind_of(before, after, !record.fields.empty());
    return record;
}

std::shared_ptr<const LedgerSegment> segment_of(
    const LedgerData& ledger,
    const std::string& table,
    const std::map<std::size_t, std::vector<std::uint32_t>>& rows) {
    auto segment = std::make_shared<LedgerSegment>();
    for (const auto& [number, of_segment] : rows)
        segment->table(table).append(*ledger.segments[number]->find(table), of_segment);
    return segment;
}

}  // namespace

std::shared_ptr<const LedgerData> known_at(const LedgerData& ledger, Date day) {
    auto known = std::make_shared<LedgerData>();
    known->known = ledger.known;
    for (const auto& segment : ledger.segments) {
        auto kept = std::make_shared<LedgerSegment>();
        for (const RawTable& said : segment->tables) {
            std::vector<std::uint32_t> rows;
            for (std::uint32_t row = 0; row < said.rows(); ++row)
                if (said.known_at_row(row) < end_of(day)) rows.push_back(row);
            kept->table(said.name()).append(said, rows);
        }
        for (const LoadedFinding& found : segment->loaded)
            if (found.known < end_of(day)) kept->loaded.push_back(found);
        for (const LoadedRows& rows : segment->left_out)
            if (rows.known < end_of(day)) kept->left_out.push_back(rows);
        kept->batches = segment->batches;
        known->segments.push_back(std::move(kept));
    }
    return known;
}

std::vector<LedgerChange> changes_between(const LedgerData& ledger, Date first, Date last) {
    SaidByIdentity all;
    std::size_t nameless = 0;
    for (std::size_t i = 0; i < ledger.segments.size(); ++i)
        for (const RawTable& table : ledger.segments[i]->tables)
            for (std::uint32_t row = 0; row < table.rows(); ++row) {
                const Instant known = table.known_at_row(row);
                if (known < end_of(first) || known >= end_of(last)) continue;
                std::string identity = identity_of(table, row);
                // Each of those without an identity is a record of its own.
                if (identity.empty()) identity = std::string{'\0'} + std::to_string(nameless++);
                all[{table.name(), std::move(identity)}].between[i].push_back(row);
            }
    // What was said of them before decides, too.
    for (std::size_t i = 0; i < ledger.segments.size(); ++i)
        for (const RawTable& table : ledger.segments[i]->tables)
            for (std::uint32_t row = 0; row < table.rows(); ++row)
                if (const auto known = all.find({table.name(), identity_of(table, row)});
                    known != all.end())
                    known->second.rows[i].push_back(row);
    std::vector<LedgerChange> changes;
    for (auto& [identity, said] : all) {
        if (said.rows.empty()) said.rows = said.between;
        LedgerChange change;
        change.record = changed(ledger, identity, said, first, last);
        if (!identity.second.empty() && identity.second.front() == '\0') change.record.id.clear();
        change.said = segment_of(ledger, identity.first, said.between);
        changes.push_back(std::move(change));
    }
    return changes;
}

}  // namespace saleskpi::inline v0_3::detail
