// SPDX-License-Identifier: MIT
#include "book/ledger/segment.hpp"
#include "book/table_rules.hpp"

#include <saleskpi/book/ledger.hpp>
#include <saleskpi/record/field_change.hpp>
#include <saleskpi/record/merge.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace detail {

namespace {

using Ids = std::set<std::string, std::less<>>;
/// How many entries, by table and field.
using Counts = std::map<std::pair<std::string, std::string>, std::size_t>;

class Purge {
public:
    Purge(const LedgerData& ledger, std::string_view table, std::string_view id) : table_{table} {
        for (std::string& same : same_ids(ledger, table, id))
            ids_.insert(std::move(same));
        for (const auto& segment : ledger.segments)
            if (const RawTable* said = segment->find(table))
                if (const RawColumn* own = said->id_column()) domain_ = own->domain;
    }

    /// Null if the segment says nothing of the record.
    std::shared_ptr<const LedgerSegment> without(const LedgerSegment& segment) {
        LedgerSegment left;
        bool any = false;
        for (const RawTable& said : segment.tables) {
            std::vector<std::uint32_t> rows;
            for (std::uint32_t row = 0; row < said.rows(); ++row)
                if (!is_of_it(said, row)) rows.push_back(row);
            if (rows.size() < said.rows()) counts_[{said.name(), ""}] += said.rows() - rows.size();
            any |= rows.size() < said.rows();
            RawTable& kept = left.table(said.name());
            kept.append(said, rows);
            any |= forget_names(kept);
        }
        left.loaded = segment.loaded;
        left.left_out = segment.left_out;
        const auto is_of = [&](const LoadedFinding& found) {
            return found.finding.table == table_ && ids_.contains(found.finding.id);
        };
        any |= std::erase_if(left.loaded, is_of) > 0;
        left.batches = segment.batches;
        if (!any) return nullptr;
        // Copied once more: the dictionaries of the first copy have the texts that are forgotten.
        auto clean = std::make_shared<LedgerSegment>();
        clean->append(left);
        return clean;
    }

    std::vector<Purged> purged() const {
        std::vector<Purged> all;
        for (const auto& [what, n] : counts_)
            all.push_back({what.first, what.second, n});
        return all;
    }

private:
    bool is_among(const RawTable& said, std::string_view field, std::size_t row) const {
        const RawColumn* column = said.find(field);
        return column && ids_.contains(text_at(*column, row));
    }

    /// Whether a row speaks of the record, or is a part of it.
    bool is_of_it(const RawTable& said, std::size_t row) const {
        if (said.name() == table_)
            if (const RawColumn* own = said.id_column()) return ids_.contains(own->text_at(row));
        const auto names_table = [&](std::string_view field) {
            const RawColumn* column = said.find(field);
            return column && text_at(*column, row) == table_;
        };
        if (said.name() == Schema<FieldChange>::table)
            return names_table(kpi::field_change::table.name) &&
                   is_among(said, kpi::field_change::id.name, row);
        if (said.name() == Schema<Merge>::table)
            return names_table(kpi::merge::table.name) &&
                   (is_among(said, kpi::merge::id.name, row) ||
                    is_among(said, kpi::merge::into.name, row));
        const PartOf& whole = rules_of(said.name()).part_of;
        return whole.table == table_ && is_among(said, whole.field, row);
    }

    bool forget_names(RawTable& said) {
        bool any = false;
        for (RawColumn& column : said.columns()) {
            if (column.identity || !column.dictionary || column.domain != domain_) continue;
            for (std::size_t row = 0; row < column.small.size(); ++row) {
                if (column.small[row] == missing_code || !ids_.contains(text_at(column, row)))
                    continue;
                column.small[row] = missing_code;
                ++counts_[{said.name(), column.name}];
                any = true;
            }
        }
        return any;
    }

    std::string table_;
    std::string domain_;
    Ids ids_;
    Counts counts_;
};

}  // namespace

}  // namespace detail

std::vector<Purged> Ledger::purge(std::string_view table, std::string_view id) & {
    detail::Purge purge{*data_, table, id};
    auto left = std::make_shared<detail::LedgerData>(*data_);
    for (auto& segment : left->segments)
        if (auto without = purge.without(*segment)) segment = std::move(without);
    data_ = std::move(left);
    return purge.purged();
}

}  // namespace saleskpi::inline v0_3
