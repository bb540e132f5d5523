// SPDX-License-Identifier: MIT
#include "book/unresolved.hpp"

#include "book/book_draft.hpp"
#include "book/salesforce_id.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// What is named by fields of that domain: records of a table.
struct Referred {
    std::string_view domain;
    std::string_view table;
};
constexpr std::array all_referred{
    Referred{"customer", "customers"}, Referred{"deal", "deals"}, Referred{"lead", "leads"}};

constexpr std::array referring{
    std::string_view{"activities"}, std::string_view{"leads"}, std::string_view{"quotes"},
    std::string_view{"stage_changes"}, std::string_view{"touches"}};

constexpr std::size_t most_names = 50;          // of one field
constexpr std::size_t most_candidates = 2'000;  // among which the nearest is looked for

template <class AnyColumn>
bool refers(std::string_view table, const AnyColumn& column, const Referred& to) {
    return column.domain == to.domain && column.dictionary != nullptr &&
           column.type == FieldType::text && table != to.table && only_refers(table);
}

std::size_t records_of(BookDraft& draft, std::string_view table) {
    std::size_t n = draft.data->records(table);
    const AddedRecords added = draft.added(table);
    for (std::size_t row = 0; added.table && row < added.table->rows() && n == 0; ++row)
        n += added.counts(row) ? 1 : 0;
    return n;
}

/// Answers by code whether a record is there of whom a name is the id.
class Known {
public:
    Known(BookDraft& draft, const Referred& referred, const Dictionary& names)
        : records_{draft.added(referred.table), draft.data->parts(referred.table), names} {}

    bool has(std::int32_t code) {
        const auto at = static_cast<std::size_t>(code);
        if (at >= answers_.size()) answers_.resize(at + 1);
        if (answers_[at] == unasked) answers_[at] = records_.find(code) ? yes : no;
        return answers_[at] == yes;
    }

private:
    static constexpr std::uint8_t unasked = 0;
    static constexpr std::uint8_t yes = 1;
    static constexpr std::uint8_t no = 2;
    RecordsById records_;
    std::vector<std::uint8_t> answers_;
};

class Resolving {
public:
    Resolving(BookDraft& draft, UnresolvedNames& names, const Referred& referred)
        : draft_{&draft}, names_{&names}, to_{referred} {}

    void run() {
        if (records_of(*draft_, to_.table) == 0) {
            forget_all();
            return;
        }
        const bool is_first = names_->tracked.emplace(to_.table).second;
        for_each_dictionary([&](const Dictionary& names) {
            Known known{*draft_, to_, names};
            if (is_first)
                count_in_parts(known, nullptr);
            else
                forget_added();
            count_gone(known);
            count_added(known);
        });
    }

private:
    template <class F>
    void for_each_dictionary(const F& f) {
        const auto names = draft_->data->dictionaries->find(to_.domain);
        if (names != draft_->data->dictionaries->end()) f(names->second);
    }

    void forget_all() {
        names_->tracked.erase(std::string{to_.table});
        std::erase_if(names_->names, [&](const auto& field) { return is_of_it(field.first); });
    }
    bool is_of_it(const std::pair<std::string, std::string>& field) const {
        for (const TablePart& part : draft_->data->tables)
            if (part->name == field.first)
                if (const NamedColumn* column = part->plain.find(field.second))
                    return refers(field.first, *column, to_);
        return false;
    }

    /// What records that are added are called names something from now on.
    void forget_added() {
        const AddedRecords added = draft_->added(to_.table);
        const RawColumn* ids = added.table ? added.table->id_column() : nullptr;
        if (!ids || names_->names.empty()) return;
        for (auto& [field, names] : names_->names)
            if (!names.empty() && is_of_it(field))
                for (std::size_t row = 0; row < added.table->rows(); ++row)
                    if (added.counts(row))
                        if (const auto known = names.find(ids->text_at(row)); known != names.end())
                            names.erase(known);
    }

    void count_in_parts(Known& known, const std::int32_t* only) {
        for (const TablePart& part : draft_->data->tables) {
            if (part.is_variant || draft_->derived.contains(part->name)) continue;
            for (const ColumnSet* set : {&part->plain, &part->lines})
                for (const NamedColumn& column : set->columns)
                    if (refers(part->name, column, to_) && !column.data.all_missing())
                        count_in(part, *set, column, known, only);
        }
    }
    void count_in(
        const TablePart& part,
        const ColumnSet& set,
        const NamedColumn& column,
        Known& known,
        const std::int32_t* only) {
        const bool is_lines = &set == &part->lines;
        std::size_t last = static_cast<std::size_t>(-1);  // the record of which a line was counted
        const auto count = [&](std::size_t row, std::int32_t code) {
            const std::size_t record = is_lines ? part->record_of_line[row] : row;
            if (record == last) return;
            last = record;
            ++names_->names[{part->name, column.name}][std::string{column.dictionary->text(code)}];
        };
        if (only) {
            for (const std::uint32_t row : part->code_rows->with(column, *only))
                if (!is_among(part.dead_rows(set), row)) count(row, *only);
            return;
        }
        std::vector<std::int32_t> codes(set.rows);
        column.data.read(0, set.rows, codes.data(), missing_code);
        each_living(part.dead_rows(set), set.rows, set.rows, [&](std::size_t first, std::size_t n) {
            for (std::size_t row = first; row < first + n; ++row)
                if (codes[row] != missing_code && !known.has(codes[row])) count(row, codes[row]);
        });
    }

    /// Of those that are gone, who named them and stays names nothing.
    void count_gone(Known& known) {
        const auto gone = names_->gone.find(to_.table);
        if (gone == names_->gone.end()) return;
        const Dictionary& names = draft_->data->dictionaries->find(to_.domain)->second;
        for (const std::string& id : gone->second)
            if (const std::int32_t code = names.find(id);
                code != missing_code && !known.has(code)) {
                for (auto& [field, of_field] : names_->names)
                    if (is_of_it(field)) of_field.erase(id);
                count_in_parts(known, &code);
            }
        names_->gone.erase(gone);
    }

    void count_added(Known& known) {
        for (RawTable& table : draft_->tables) {
            if (table.is_variant() || draft_->derived.contains(table.name())) continue;
            const AddedRecords added = draft_->added(table);
            for (const RawColumn& column : table.columns()) {
                if (!refers(table.name(), column, to_) || column.identity) continue;
                for (std::size_t row = 0; row < column.small.size(); ++row)
                    if (const std::int32_t code = column.small[row];
                        code != missing_code && !known.has(code) && added.counts(row))
                        ++names_->names[{table.name(), column.name}]
                                       [std::string{column.dictionary->text(code)}];
            }
        }
    }

    BookDraft* draft_;
    UnresolvedNames* names_;
    Referred to_;
};

const Referred* referred_by(
    const BookDraft& draft, const std::string& table, std::string_view field) {
    for (const Referred& referred : all_referred) {
        for (const RawTable& raw : draft.tables)
            if (raw.name() == table && !raw.is_variant())
                if (const RawColumn* column = raw.find(field))
                    if (refers(table, *column, referred)) return &referred;
        for (const TablePart& part : draft.data->tables)
            if (part->name == table)
                if (const NamedColumn* column = part->plain.find(field))
                    if (refers(table, *column, referred)) return &referred;
    }
    return nullptr;
}

/// Ids of a table, if they are few enough to look through.
std::vector<std::string> candidates(BookDraft& draft, std::string_view table) {
    std::vector<std::string> ids;
    if (draft.data->records(table) > most_candidates) return ids;
    for (const TablePart& part : draft.data->parts(table))
        for (std::size_t record = 0; record < part->records(); ++record)
            if (const RecordName name = part->record_name(record);
                name.is_id && !part.is_dead(record))
                ids.push_back(name.text);
    const AddedRecords added = draft.added(table);
    const RawColumn* column = added.table ? added.table->id_column() : nullptr;
    const bool are_few = column && added.table->rows() <= most_candidates;
    for (std::size_t row = 0; are_few && row < added.table->rows(); ++row)
        if (added.counts(row)) ids.emplace_back(column->text_at(row));
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::string in_records(std::size_t n) {
    return n == 1 ? std::string{"in one record"} : fmt::format("in {} records", n);
}

}  // namespace

bool are_named(std::string_view table) {
    return std::any_of(all_referred.begin(), all_referred.end(), [&](const Referred& referred) {
        return referred.table == table;
    });
}

bool only_refers(std::string_view table) {
    return std::find(referring.begin(), referring.end(), table) != referring.end();
}

void resolve_names(BookDraft& draft) {
    UnresolvedNames names = *draft.data->unresolved;
    for (const Referred& referred : all_referred)
        Resolving{draft, names, referred}.run();
    std::erase_if(names.names, [](const auto& field) { return field.second.empty(); });
    names.gone.clear();
    draft.data->unresolved = std::make_shared<const UnresolvedNames>(std::move(names));
}

void forget_names(
    BookData& book,
    const TablePart& part,
    std::span<const std::uint32_t> plain,
    std::span<const std::uint32_t> shared) {
    const bool is_referred = are_named(part->name);
    const auto names_any = [&](const auto& field) { return field.first.first == part->name; };
    const auto& known = book.unresolved->names;
    if (!is_referred && std::none_of(known.begin(), known.end(), names_any)) return;
    UnresolvedNames names = *book.unresolved;
    const auto forget = [&](const ColumnSet& set, std::size_t row) {
        for (auto& [field, of_field] : names.names) {
            const NamedColumn* column =
                field.first == part->name ? set.find(field.second) : nullptr;
            std::int32_t code = missing_code;
            if (column) column->data.read(row, 1, &code, missing_code);
            if (code == missing_code) continue;
            const auto of_name = of_field.find(column->dictionary->text(code));
            if (of_name != of_field.end() && --of_name->second == 0) of_field.erase(of_name);
        }
    };
    const auto take = [&](std::size_t record) {
        if (!is_referred) return;
        if (RecordName name = part->record_name(record); name.is_id)
            names.gone[part->name].insert(std::move(name.text));
    };
    for (const std::uint32_t row : plain) {
        forget(part->plain, row);
        take(row);
    }
    for (const std::uint32_t record : shared) {
        const auto line =
            std::lower_bound(part->record_of_line.begin(), part->record_of_line.end(), record);
        forget(part->lines, static_cast<std::size_t>(line - part->record_of_line.begin()));
        take(part->plain.rows + record);
    }
    book.unresolved = std::make_shared<const UnresolvedNames>(std::move(names));
}

std::vector<Finding> unresolved_notes(BookDraft& draft) {
    std::vector<Finding> notes;
    for (const auto& [field, names] : draft.data->unresolved->names) {
        const Referred* referred = referred_by(draft, field.first, field.second);
        if (!referred) continue;
        const std::vector<std::string> ids = candidates(draft, referred->table);
        const auto note = [&, &of = field](std::string value, std::string reason) {
            Finding& finding = notes.emplace_back();
            finding.table = of.first;
            finding.field = of.second;
            finding.value = std::move(value);
            finding.reason = std::move(reason);
            finding.rejected = false;
            finding.kind = FindingKind::unresolved;
        };
        std::size_t told = 0;
        std::size_t records = 0;
        for (const auto& [name, n] : names) {
            if (told < most_names)
                note(
                    name, fmt::format(
                              "names none of the {}, {}{}", referred->table, in_records(n),
                              nearest_id(name, ids)));
            else
                records += n;
            ++told;
        }
        if (told > most_names)
            note(
                "", fmt::format(
                        "and {} more name none of the {}, {}", told - most_names, referred->table,
                        in_records(records)));
    }
    return notes;
}

bool is_unresolved_note(const Finding& finding) {
    return finding.kind == FindingKind::unresolved && finding.id.empty() && finding.line == 0;
}

}  // namespace saleskpi::inline v0_3::detail
