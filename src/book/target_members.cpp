// SPDX-License-Identifier: MIT
#include "book/gather_rows.hpp"
#include "book/merge_parts.hpp"
#include "book/take_away.hpp"
#include "book/target_checks.hpp"
#include "book/target_levels.hpp"
#include "language/similar.hpp"

#include <saleskpi/record/membership.hpp>
#include <saleskpi/record/target.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view table_name = Schema<Target>::table;
constexpr std::string_view unknown_member = "names nobody";

/// Who is named by targets in one field, and whom of them others name.
class Members {
public:
    Members(BookDraft& draft, std::string field) : draft_{&draft}, field_{std::move(field)} {
        if (const RawTable* targets = draft.find(table_name))
            if (const RawColumn* column = targets->find(field_)) collect(*column);
        for (const TablePart& part : draft.data->parts(table_name))
            if (const NamedColumn* column = part->plain.find(field_)) collect(part, *column);
        if (unknown_.empty()) return;
        for (RawTable& table : draft.tables)
            if (!table.is_variant() && table.name() != table_name) see(draft.added(table));
        for (const TablePart& part : draft.data->tables)
            if (!part.is_variant && part->name != table_name) see(part);
        if (!is_any_named_) unknown_.clear();
        draft.data->targeted_names.erase(domain_);
        for (const std::int32_t code : targeted_)
            settle(code);
    }

    bool is_unknown(std::int32_t code) const { return unknown_.contains(code); }
    const std::string& field() const { return field_; }
    /// "names nobody; did you mean Ann?"
    std::string why(std::string_view name) const {
        std::vector<std::string> names;
        if (const Dictionary* known = draft_->data->dictionary(domain_))
            for (std::size_t code = 0; code < known->size(); ++code) {
                const auto its = static_cast<std::int32_t>(code);
                if (!draft_->data->is_unused(domain_, its) && !is_unknown(its))
                    names.emplace_back(known->text(its));
            }
        return std::string{unknown_member} + did_you_mean(name, names);
    }

private:
    void collect(const RawColumn& column) {
        if (!column.dictionary) return;
        domain_ = column.domain;
        const AddedRecords added = draft_->added(table_name);
        for (std::size_t row = 0; row < column.small.size(); ++row)
            if (column.small[row] != missing_code && added.counts(row)) target(column.small[row]);
    }
    void collect(const TablePart& part, const NamedColumn& column) {
        if (!column.dictionary) return;
        domain_ = column.domain;
        std::vector<std::int32_t> codes(part->plain.rows);
        column.data.read(0, codes.size(), codes.data(), missing_code);
        for (std::size_t row = 0; row < codes.size(); ++row)
            if (codes[row] != missing_code && !part.is_dead(row)) target(codes[row]);
    }
    void target(std::int32_t code) {
        targeted_.insert(code);
        unknown_.insert(code);
    }

    void see(std::int32_t code) {
        is_any_named_ = true;
        unknown_.erase(code);
    }
    void see_text(std::string_view name) {
        const Dictionary* names = draft_->data->dictionary(domain_);
        if (const auto code = names ? names->find(name) : missing_code; code != missing_code)
            see(code);
    }
    /// Ends as soon as all are known: mostly after the assignments.
    void see(const AddedRecords& records) {
        const bool are_memberships = records.table->name() == Schema<Membership>::table;
        for (const RawColumn& column : records.table->columns()) {
            if (!column.dictionary || (column.domain != domain_ && !are_memberships)) continue;
            for (std::size_t row = 0; row < column.small.size(); ++row) {
                if (unknown_.empty() && is_any_named_) break;
                if (column.small[row] == missing_code || !records.counts(row)) continue;
                if (are_memberships)
                    see_text(column.dictionary->text(column.small[row]));
                else
                    see(column.small[row]);
            }
        }
        if (domain_ != "rep") return;
        for (const auto& [row, credits] : records.table->credits())
            for (const Credit& credit : credits)
                if (records.counts(row)) see_text(credit.rep);
    }
    void see(const TablePart& part) {
        const bool are_memberships = part->name == Schema<Membership>::table;
        for (const ColumnSet* set : {&part->plain, &part->lines})
            for (const NamedColumn& column : set->columns) {
                if (!column.dictionary || column.data.all_missing() ||
                    (column.domain != domain_ && !are_memberships))
                    continue;
                if (are_memberships) {
                    for (std::size_t code = 0; code < column.dictionary->size(); ++code)
                        see_text(column.dictionary->text(static_cast<std::int32_t>(code)));
                    continue;
                }
                is_any_named_ = true;
                const std::vector<std::int32_t> asked{unknown_.begin(), unknown_.end()};
                for (const std::int32_t code : asked)
                    if (part.rows_with(column, code) > 0) see(code);
            }
    }

    /// Who is named by targets alone is no member.
    void settle(std::int32_t code) {
        BookData& book = *draft_->data;
        if (is_unknown(code)) book.targeted_names[domain_].insert(code);
    }

    BookDraft* draft_;
    std::string field_;
    std::string domain_;
    std::set<std::int32_t> targeted_;
    std::set<std::int32_t> unknown_;
    bool is_any_named_ = false;
};

class Settling {
public:
    explicit Settling(BookDraft& draft) : draft_{&draft} {
        for (const std::string& field : level_fields(*draft.data))
            members_.emplace_back(draft, field);
    }

    void run() {
        hide_added();
        move_those_of_book();
    }

private:
    void hide_added() {
        RawTable* targets = draft_->find(table_name);
        for (std::size_t row = 0; targets && row < targets->rows(); ++row) {
            if (targets->is_rejected(row)) continue;
            for (const Members& members : members_) {
                const RawColumn* column = targets->find(members.field());
                if (!column || column->is_missing(row) ||
                    !members.is_unknown(column->small_at(row)))
                    continue;
                const std::string name = column->shown(row);
                targets->note(row, column->name, name, members.why(name), FindingKind::unresolved);
                targets->hide(row, SeenBy::all);
                break;
            }
        }
    }

    const Members* unknown_in(const TablePart& part, std::size_t row) const {
        for (const Members& members : members_) {
            std::int32_t code = missing_code;
            if (const NamedColumn* column = part->plain.find(members.field()))
                column->data.read(row, 1, &code, missing_code);
            if (code != missing_code && members.is_unknown(code)) return &members;
        }
        return nullptr;
    }

    /// Whom somebody names by now, or nobody any more.
    void move_those_of_book() {
        BookData& book = *draft_->data;
        RecordsByPart moving;
        std::vector<std::pair<BookTable, SeenBy>> moved;
        for (std::size_t i = 0; i < book.tables.size(); ++i) {
            const TablePart& part = book.tables[i];
            const bool is_hidden = part.seen_by == SeenBy::none;
            if (part->name != table_name || part.is_variant ||
                (!is_hidden && part.seen_by != SeenBy::all))
                continue;
            std::vector<std::uint32_t> rows;
            for (std::size_t row = 0; row < part->plain.rows; ++row) {
                if (part.is_dead(row)) continue;
                const Members* unknown = unknown_in(part, row);
                if ((unknown != nullptr) == is_hidden) continue;
                rows.push_back(static_cast<std::uint32_t>(row));
                moving[i].insert(row);
                tell(part, row, unknown);
            }
            if (!rows.empty())
                moved.emplace_back(
                    gathered(*part, rows, {}, true, 1), is_hidden ? SeenBy::all : SeenBy::none);
        }
        if (moving.empty()) return;
        set_aside(book, moving, draft_->threads);
        for (auto& [rows, seen_by] : moved)
            add_part(
                book.tables, going_on_with(std::move(rows), book.dictionaries), draft_->threads,
                seen_by);
    }

    void tell(const TablePart& part, std::size_t row, const Members* unknown) {
        const RecordName origin = part->record_name(row);
        const auto line = static_cast<std::size_t>(origin.number);
        BuildReport report = *draft_->data->report;
        if (!unknown) {
            std::erase_if(report.findings, [&](const Finding& finding) {
                return finding.table == table_name && finding.kind == FindingKind::unresolved &&
                       finding.file == origin.text && finding.line == line &&
                       finding.reason.starts_with(unknown_member);
            });
        } else {
            Finding& finding = report.findings.emplace_back();
            finding.table = table_name;
            finding.file = origin.text;
            finding.line = line;
            finding.field = unknown->field();
            const NamedColumn* column = part->plain.find(unknown->field());
            std::int32_t code = missing_code;
            column->data.read(row, 1, &code, missing_code);
            finding.value = column->dictionary->text(code);
            finding.reason = unknown->why(finding.value);
            finding.rejected = false;
            finding.kind = FindingKind::unresolved;
        }
        draft_->data->report = std::make_shared<const BuildReport>(std::move(report));
    }

    BookDraft* draft_;
    std::vector<Members> members_;
};

}  // namespace

void settle_target_members(BookDraft& draft) {
    if (!draft.find(table_name) && draft.data->parts(table_name).empty()) return;
    Settling{draft}.run();
}

}  // namespace saleskpi::inline v0_3::detail
