// SPDX-License-Identifier: MIT
#include "book/corrections.hpp"

#include "book/net_deals.hpp"
#include "book/raw_condition.hpp"
#include "book/take_away.hpp"
#include "language/scope.hpp"

#include <saleskpi/record/deal.hpp>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view deals_table = table_of<Deal>();
constexpr std::string_view unknown_deal = "is no deal of the book: nobody knows what is corrected";

/// Whether what a correction says of a field changes sums: it is added up, or it is no number at all.
bool is_kept(const RawColumn& column) {
    if (column.type == FieldType::date) return column.name == kpi::deal::closed.name;
    const bool is_number = column.type == FieldType::decimal || column.type == FieldType::integer;
    return (!is_number || adds_up(column)) && column.name != kpi::deal::lead.name;
}

/// The corrections of a draft, and of the book that it grows from.
class Corrections {
public:
    explicit Corrections(BookDraft& draft)
        : draft_{&draft}, added_{draft.added(deals_table)}, deals_{added_.table} {}

    void run() {
        if (!deals_) return;
        find_added();
        const bool are_in_book = std::any_of(
            draft_->data->tables.begin(), draft_->data->tables.end(), [](const TablePart& part) {
                return part->name == deals_table && !part.is_variant &&
                       says(part->plain, part->lines);
            });
        if (by_corrected_.empty() && !are_in_book) return;
        id_ = deals_->find(kpi::deal::id.name);
        if (!id_) return;
        for (std::size_t row = 0; row < deals_->rows(); ++row)
            if (added_.counts(row)) rows_.emplace(id_->text_at(row), row);
        std::set<std::string, std::less<>> corrected;
        for (const auto& [id, rows] : by_corrected_)
            if (const auto whom = corrected_in_the_end(id))
                corrected.insert(*whom);
            else
                note_unknown(rows);
        if (are_in_book)
            for (const auto& [id, row] : rows_)
                if (!records_with(*draft_->data, deals_table, kpi::deal::corrects.name, id).empty())
                    if (const auto whom = corrected_in_the_end(std::string{id}))
                        corrected.insert(*whom);
        put_net(corrected);
    }

private:
    static bool says(const ColumnSet& plain, const ColumnSet& lines) {
        for (const ColumnSet* set : {&plain, &lines})
            if (const NamedColumn* column = set->find(kpi::deal::corrects.name))
                if (!column->data.all_missing()) return true;
        return false;
    }

    void find_added() {
        const RawColumn* corrects = deals_->find(kpi::deal::corrects.name);
        const auto terms = ScopeAccess::terms(draft_->data->corrections);
        std::vector<RawCondition> rules;
        for (const ScopeTerm& term : terms)
            rules.emplace_back(term.tests, *deals_, draft_->data->currency);
        if (rules.empty() && (!corrects || corrects->small.empty())) return;
        std::vector<std::size_t> rows;
        for (std::size_t row = 0; row < deals_->rows(); ++row) {
            if (!added_.counts(row)) continue;
            const bool is_named = corrects && !corrects->is_missing(row);
            const bool is_told =
                !rules.empty() && std::all_of(
                                      rules.begin(), rules.end(),
                                      [&](const RawCondition& rule) { return rule.holds(row); });
            if (is_named)
                by_corrected_[std::string{corrects->dictionary->text(corrects->small_at(row))}]
                    .push_back(row);
            if (is_named || is_told) rows.push_back(row);
        }
        for (const std::size_t row : rows)
            make_correction(row);
    }

    void make_correction(std::size_t row) {
        deals_->hide(row, ~SeenBy::sums);
        for (RawColumn& column : deals_->columns()) {
            if (column.identity || column.type == FieldType::credits || is_kept(column) ||
                column.is_missing(row))
                continue;
            if (column.is_small())
                column.set_small(row, column.none());
            else
                column.set_number(row, missing_number);
        }
    }

    /// Whom a deal, added or of the book, corrects; empty if nobody.
    std::string corrected_by(std::string_view id) const {
        if (const auto row = rows_.find(id); row != rows_.end()) {
            const RawColumn* corrects = deals_->find(kpi::deal::corrects.name);
            return corrects && !corrects->is_missing(row->second)
                       ? std::string{corrects->dictionary->text(corrects->small_at(row->second))}
                       : std::string{};
        }
        const auto at = find_record(*draft_->data, deals_table, id);
        if (!at) return {};
        const auto [set, row] = row_of(*at);
        const NamedColumn* corrects = set->find(kpi::deal::corrects.name);
        std::int32_t code = missing_code;
        if (corrects) corrects->data.read(row, 1, &code, missing_code);
        return code == missing_code ? std::string{} : std::string{corrects->dictionary->text(code)};
    }

    bool is_there(std::string_view id) const {
        if (rows_.contains(id)) return true;
        const auto at = find_record(*draft_->data, deals_table, id);
        return at && at->number < draft_->data->tables[at->part]->records();
    }

    /// The deal behind corrections of corrections; none if there is no such deal, or they go in a circle.
    std::optional<std::string> corrected_in_the_end(std::string id) const {
        std::set<std::string> seen;
        while (is_there(id)) {
            if (!seen.insert(id).second) return std::nullopt;
            std::string next = corrected_by(id);
            if (next.empty()) return id;
            id = std::move(next);
        }
        return std::nullopt;
    }

    std::pair<const ColumnSet*, std::size_t> row_of(const RecordAt& at) const {
        const BookTable& part = *draft_->data->tables[at.part];
        if (at.number < part.plain.rows) return {&part.plain, at.number};
        const auto line = std::lower_bound(
            part.record_of_line.begin(), part.record_of_line.end(), at.number - part.plain.rows);
        return {&part.lines, static_cast<std::size_t>(line - part.record_of_line.begin())};
    }

    void note_unknown(const std::vector<std::size_t>& rows) {
        const RawColumn& corrects = *deals_->find(kpi::deal::corrects.name);
        for (const std::size_t row : rows)
            deals_->note(
                row, corrects.name, corrects.shown(row), std::string{unknown_deal},
                FindingKind::unresolved);
    }

    /// Adds what all corrections of a deal say, and those of these.
    void add_all(std::string_view id, Additions& additions, std::set<std::string>& seen) const {
        if (!seen.emplace(id).second) return;
        const RawColumn* closed = deals_->find(kpi::deal::closed.name);
        if (const auto rows = by_corrected_.find(id); rows != by_corrected_.end())
            for (const std::size_t row : rows->second) {
                if (!closed || closed->is_missing(row)) continue;
                for (const RawColumn& column : deals_->columns())
                    if (adds_up(column) && !column.is_missing(row))
                        add(additions, column.name, column.number_at(row));
                add_all(id_->text_at(row), additions, seen);
            }
        for (const RecordAt& at :
             records_with(*draft_->data, deals_table, kpi::deal::corrects.name, id)) {
            const auto [set, row] = row_of(at);
            std::int64_t day = missing_number;
            const NamedColumn* its = set->find(kpi::deal::closed.name);
            if (its) its->data.read(row, 1, &day);
            if (day == missing_number) continue;
            for (const NamedColumn& column : set->columns) {
                std::int64_t value = missing_number;
                if (!adds_up(column) || column.name.ends_with("/part")) continue;
                column.data.read(row, 1, &value);
                if (value != missing_number) add(additions, column.name, value);
            }
            const RecordName name = draft_->data->tables[at.part]->record_name(at.number);
            if (name.is_id) add_all(name.text, additions, seen);
        }
    }

    static void add(Additions& additions, const std::string& field, std::int64_t value) {
        std::int64_t& sum = additions[field];
        sum = net_of(sum, value);
    }

    void put_net(const std::set<std::string, std::less<>>& corrected) {
        std::map<std::string, Additions, std::less<>> in_book;
        for (const std::string& id : corrected) {
            Additions additions;
            std::set<std::string> seen;
            add_all(id, additions, seen);
            forget_unknown(seen);
            const auto added = rows_.find(id);
            if (added == rows_.end()) {
                in_book.emplace(id, std::move(additions));
                continue;
            }
            const BookDraft::Variant net =
                draft_->add_variant(*deals_, added->second, SeenBy::values);
            for (RawColumn& column : net.table.columns())
                if (const auto addition = additions.find(column.name);
                    addition != additions.end() && !column.is_missing(net.row))
                    column.set_number(net.row, net_of(column.number_at(net.row), addition->second));
        }
        if (!in_book.empty()) put_net_deals(*draft_->data, in_book, draft_->threads);
    }

    /// What was said of corrections that came before their deal.
    void forget_unknown(const std::set<std::string>& ids) {
        BookData& book = *draft_->data;
        const auto is_of_it = [&](const Finding& finding) {
            return finding.table == deals_table && finding.field == kpi::deal::corrects.name &&
                   ids.contains(finding.value) && finding.reason == unknown_deal;
        };
        const auto& findings = book.report->findings;
        if (std::none_of(findings.begin(), findings.end(), is_of_it)) return;
        BuildReport report = *book.report;
        std::erase_if(report.findings, is_of_it);
        book.report = std::make_shared<const BuildReport>(std::move(report));
    }

    BookDraft* draft_;
    AddedRecords added_;
    RawTable* deals_;
    const RawColumn* id_ = nullptr;
    std::unordered_map<std::string_view, std::size_t> rows_;  // of the added deals, by id
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_corrected_;
};

}  // namespace

void settle_corrections(BookDraft& draft) { Corrections{draft}.run(); }

}  // namespace saleskpi::inline v0_3::detail
