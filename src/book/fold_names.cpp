// SPDX-License-Identifier: MIT
#include "book/fold_names.hpp"

#include "book/look_alikes.hpp"
#include "book/unused_names.hpp"
#include "record/library_types.hpp"
#include "value/name_fold.hpp"

#include <saleskpi/record/field_change.hpp>
#include <saleskpi/record/membership.hpp>
#include <saleskpi/record/merge.hpp>
#include <saleskpi/record/target.hpp>

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

using Spellings =
    std::map<std::string, std::string, std::less<>>;  // from one to the one that stays

/// Collects spellings, and chooses.
class SpellingChoice {
public:
    void add(std::string_view text, bool is_in_book) {
        if (text.empty() || is_case_sensitive_id(text)) return;
        const auto [at, is_new] =
            best_.try_emplace(folded_name(text), Best{std::string{text}, is_in_book});
        Best& best = at->second;
        if (is_new || best.text == text) {
            best.is_in_book |= is_in_book;
            return;
        }
        others_.emplace(text);
        const bool is_better =
            is_in_book != best.is_in_book ? is_in_book : is_better_spelled(text, best.text);
        if (!is_better) return;
        others_.insert(std::exchange(best.text, std::string{text}));
        best.is_in_book = is_in_book;
    }
    Spellings chosen() const {
        Spellings all;
        for (const std::string& text : others_)
            if (const Best& best = best_.at(folded_name(text)); best.text != text)
                all.emplace(text, best.text);
        return all;
    }

private:
    struct Best {
        std::string text;
        bool is_in_book;
    };
    std::unordered_map<std::string, Best> best_;
    std::set<std::string, std::less<>> others_;
};

std::string domain_of_field(std::string_view table, std::string_view name) {
    for (const RecordType* type : library_types())
        if (type->table == table)
            if (const FieldInfo* field = type->find(name)) return std::string{field->domain};
    return {};
}

std::string_view spelling_at(const RawColumn& column, std::size_t row) {
    return column.is_missing(row) ? std::string_view{}
                                  : column.dictionary->text(column.small_at(row));
}

void respell(RawColumn& column, std::size_t row, const Spellings& spellings) {
    if (const auto other = spellings.find(spelling_at(column, row)); other != spellings.end())
        column.set_small(row, column.dictionary->intern(other->second));
}

std::int32_t size_of(const Dictionary& names) { return static_cast<std::int32_t>(names.size()); }

class Folding {
public:
    explicit Folding(BookDraft& draft) : draft_{&draft} {}

    void run() {
        std::set<std::string> domains;
        for (const auto& [domain, names] : *draft_->data->dictionaries)
            domains.insert(domain);
        for (const RawTable& table : draft_->tables)
            if (const RawColumn* id = table.id_column()) domains.insert(id->domain);
        for (const std::string& domain : domains) {
            if (!draft_->data->folded.contains(domain)) continue;
            by_domain_[domain] = spellings_of(domain);
            if (!by_domain_[domain].empty())
                for (RawTable& table : draft_->tables)
                    fold(table, domain, by_domain_[domain]);
        }
        fold_members();
        if (RawTable* changes = draft_->find(Schema<FieldChange>::table)) fold_changes(*changes);
        if (RawTable* merges = draft_->find(Schema<Merge>::table)) fold_merges(*merges);
    }

private:
    Spellings spellings_of(const std::string& domain) const {
        SpellingChoice choice;
        const Dictionary* names = draft_->data->dictionary(domain);
        for (std::int32_t code = 0; names && code < size_of(*names); ++code)
            if (!draft_->data->is_gone(domain, code))
                choice.add(names->text(code), is_used_in(draft_->before.get(), domain, code));
        for (const TablePart& part : draft_->data->tables)
            if (part->id_domain == domain)
                for (std::size_t row = 0; row < part->plain.ids.size(); ++row)
                    if (!part.is_dead(row)) choice.add(part->plain.ids[row], true);
        for (const RawTable& table : draft_->tables) {
            const RawColumn* id = table.id_column();
            for (std::size_t row = 0; id && id->domain == domain && row < table.rows(); ++row)
                choice.add(id->text_at(row), false);
            if (domain == "rep")
                for (const auto& [row, credits] : table.credits())
                    for (const Credit& credit : credits)
                        choice.add(credit.rep, false);
        }
        return choice.chosen();
    }

    void fold(RawTable& table, const std::string& domain, const Spellings& spellings) {
        if (domain == "rep") table.rename_credited(spellings);
        for (RawColumn& column : table.columns()) {
            if (column.domain != domain) continue;
            if (column.identity) {
                std::map<std::uint32_t, std::string_view> renamed;
                for (std::uint32_t row = 0; row < table.rows(); ++row)
                    if (const auto other = spellings.find(column.text_at(row));
                        other != spellings.end())
                        renamed.emplace(row, other->second);
                if (!renamed.empty()) column.rename(renamed);
            } else if (column.dictionary) {
                fold(column, spellings);
            }
        }
    }
    void fold(RawColumn& column, const Spellings& spellings) {
        std::unordered_map<std::int32_t, std::int32_t> codes;
        for (const auto& [text, chosen] : spellings) {
            const std::int32_t code = column.dictionary->find(text);
            if (code < 0) continue;
            codes.emplace(code, column.dictionary->intern(chosen));
            if (is_used_in(draft_->before.get(), column.domain, code)) continue;
            draft_->data->unused_names[column.domain].insert(code);
            draft_->data->gone_names[column.domain].insert(code);
        }
        for (std::int32_t& code : column.small)
            if (const auto other = codes.find(code); other != codes.end()) code = other->second;
    }

    /// Those that memberships and targets name, of whatever level they are.
    void fold_members() {
        if (!draft_->data->folded.all) return;
        std::vector<RawColumn*> columns;
        if (RawTable* table = draft_->find(Schema<Membership>::table))
            for (const std::string_view name :
                 {kpi::membership::member.name, kpi::membership::parent.name})
                columns.push_back(table->find(name));
        if (RawTable* table = draft_->find(Schema<Target>::table))
            columns.push_back(table->find(kpi::target::member.name));
        std::erase(columns, nullptr);
        if (columns.empty()) return;
        SpellingChoice choice;
        for (const Hierarchy& hierarchy : draft_->data->hierarchies)
            for (const std::string& level : hierarchy.levels) {
                for (const auto& [text, chosen] : by_domain_[level]) {
                    choice.add(text, false);
                    choice.add(chosen, true);
                }
                const Dictionary* names = draft_->data->dictionary(level);
                for (std::int32_t code = 0; names && code < size_of(*names); ++code)
                    if (!by_domain_[level].contains(names->text(code)))
                        choice.add(names->text(code), true);
            }
        for (const RawColumn* column : columns)
            for (std::size_t row = 0; row < column->small.size(); ++row)
                choice.add(spelling_at(*column, row), false);
        const Spellings spellings = choice.chosen();
        for (RawColumn* column : columns)
            for (std::size_t row = 0; row < column->small.size(); ++row)
                respell(*column, row, spellings);
    }

    void fold_changes(RawTable& changes) {
        const RawColumn& table = *changes.find(kpi::field_change::table.name);
        const RawColumn& field = *changes.find(kpi::field_change::changed.name);
        for (std::size_t row = 0; row < changes.rows(); ++row) {
            const std::string_view of = spelling_at(table, row);
            respell(
                *changes.find(kpi::field_change::id.name), row,
                by_domain_[std::string{id_domain_of(of)}]);
            const Spellings& values = by_domain_[domain_of_field(of, spelling_at(field, row))];
            respell(*changes.find(kpi::field_change::value.name), row, values);
            respell(*changes.find(kpi::field_change::before.name), row, values);
        }
    }

    /// What is one by its name need not be merged.
    void fold_merges(RawTable& merges) {
        RawColumn& id = *merges.find(kpi::merge::id.name);
        RawColumn& into = *merges.find(kpi::merge::into.name);
        for (std::size_t row = 0; row < merges.rows(); ++row) {
            const std::string domain{
                id_domain_of(spelling_at(*merges.find(kpi::merge::table.name), row))};
            respell(id, row, by_domain_[domain]);
            respell(into, row, by_domain_[domain]);
            if (!id.is_missing(row) && spelling_at(id, row) == spelling_at(into, row))
                merges.drop(row);
        }
        merges.forget_dropped();
    }

    BookDraft* draft_;
    std::map<std::string, Spellings, std::less<>> by_domain_;
};

}  // namespace

void fold_names(BookDraft& draft) {
    if (draft.data->folded.any()) Folding{draft}.run();
}

}  // namespace saleskpi::inline v0_3::detail
