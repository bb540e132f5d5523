// SPDX-License-Identifier: MIT
#include "book/unresolved.hpp"

#include "book/book_draft.hpp"

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

/// Whether records of a table only refer to those they name, and make no members of them.
bool only_refers(std::string_view table) {
    return std::find(referring.begin(), referring.end(), table) != referring.end();
}

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

/// Whether a name makes a member by standing in that column: a prospect whom deals name is one, though no
/// customer yet.
template <class AnyColumn>
bool makes_member(std::string_view table, const AnyColumn& column, const Referred& to) {
    return column.domain == to.domain && column.dictionary != nullptr &&
           column.type == FieldType::text && table != to.table && !only_refers(table);
}

/// Answers by code whether a name is the id of a record, or names somebody all the same.
class Known {
public:
    Known(BookDraft& draft, const Referred& referred, const Dictionary& names)
        : draft_{&draft},
          to_{referred},
          records_{draft.added(referred.table), draft.data->parts(referred.table), names} {}

    bool has(std::int32_t code) {
        const auto at = static_cast<std::size_t>(code);
        if (at >= answers_.size()) answers_.resize(at + 1);
        if (answers_[at] == unasked)
            answers_[at] = records_.find(code) || is_member(code) ? yes : no;
        return answers_[at] == yes;
    }

private:
    bool is_member(std::int32_t code) {
        if (!are_added_seen_) see_added();
        if (const auto at = static_cast<std::size_t>(code); at < added_.size() && added_[at])
            return true;
        for (const TablePart& part : draft_->data->tables)
            if (!part.is_variant && !draft_->derived.contains(part->name))
                for (const ColumnSet* set : {&part->plain, &part->lines})
                    for (const NamedColumn& column : set->columns)
                        if (makes_member(part->name, column, to_) && !column.data.all_missing() &&
                            part.rows_with(column, code) > 0)
                            return true;
        return false;
    }
    void see_added() {
        are_added_seen_ = true;
        for (RawTable& table : draft_->tables) {
            if (table.is_variant() || draft_->derived.contains(table.name())) continue;
            const AddedRecords added = draft_->added(table);
            for (const RawColumn& column : table.columns()) {
                if (!makes_member(table.name(), column, to_)) continue;
                added_.resize((std::max)(added_.size(), column.dictionary->size()));
                for (std::size_t row = 0; row < column.small.size(); ++row)
                    if (column.small[row] != missing_code && added.counts(row))
                        added_[static_cast<std::size_t>(column.small[row])] = true;
            }
        }
    }

    static constexpr std::uint8_t unasked = 0;
    static constexpr std::uint8_t yes = 1;
    static constexpr std::uint8_t no = 2;
    BookDraft* draft_;
    Referred to_;
    RecordsById records_;
    std::vector<bool> added_;  // by code, members by added records
    bool are_added_seen_ = false;
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
    bool is_of_it(const NamingField& field) const { return field.domain == to_.domain; }

    /// What records that are added are called names something from now on.
    void forget_added() {
        std::vector<NamesOfField*> ours;
        for (auto& [field, names] : names_->names)
            if (!names.empty() && is_of_it(field)) ours.push_back(&names);
        if (ours.empty()) return;
        const auto forget = [&](std::string_view name) {
            for (NamesOfField* names : ours)
                if (const auto known = names->find(name); known != names->end())
                    names->erase(known);
        };
        for (RawTable& table : draft_->tables) {
            if (table.is_variant() || draft_->derived.contains(table.name())) continue;
            const AddedRecords added = draft_->added(table);
            const RawColumn* ids = table.name() == to_.table ? table.id_column() : nullptr;
            for (const RawColumn& column : table.columns()) {
                if (&column != ids && !makes_member(table.name(), column, to_)) continue;
                for (std::size_t row = 0; row < table.rows(); ++row)
                    if (added.counts(row) && !column.is_missing(row))
                        forget(
                            column.identity ? column.text_at(row)
                                            : column.dictionary->text(column.small_at(row)));
            }
        }
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
            ++names_->names[{part->name, column.name, column.domain}]
                           [std::string{column.dictionary->text(code)}];
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
                        ++names_->names[{table.name(), column.name, column.domain}]
                                       [std::string{column.dictionary->text(code)}];
            }
        }
    }

    BookDraft* draft_;
    UnresolvedNames* names_;
    Referred to_;
};

/// Null of a domain whose records nobody looks for.
const Referred* referred_by(std::string_view domain) {
    const auto at = std::find_if(
        all_referred.begin(), all_referred.end(),
        [&](const Referred& referred) { return referred.domain == domain; });
    return at == all_referred.end() ? nullptr : &*at;
}

}  // namespace

std::string_view table_of_domain(std::string_view domain) {
    const Referred* referred = referred_by(domain);
    return referred ? referred->table : std::string_view{};
}

bool are_named(std::string_view table) {
    return std::any_of(all_referred.begin(), all_referred.end(), [&](const Referred& referred) {
        return referred.table == table;
    });
}

void each_unresolved(
    const BookData& book, const std::function<void(const std::string&, std::int32_t)>& f) {
    for (const auto& [field, names] : book.unresolved->names) {
        const Dictionary* dictionary = book.dictionary(field.domain);
        for (const auto& [name, records] : names)
            if (const std::int32_t code = dictionary ? dictionary->find(name) : missing_code;
                code != missing_code)
                f(field.domain, code);
    }
}

std::optional<NamedOfDomain> named_of_domain(const BookData& book, std::string_view domain) {
    const Referred* referred = referred_by(domain);
    if (!referred) return std::nullopt;
    NamedOfDomain named;
    named.has_records = book.records(referred->table) > 0;
    for (const TablePart& part : book.tables) {
        if (part.is_variant) continue;
        if (part->name == referred->table)
            for (std::size_t record = 0; record < part->records(); ++record)
                if (RecordName name = part->record_name(record);
                    name.is_id && !part.is_dead(record))
                    named.members.insert(std::move(name.text));
        for (const ColumnSet* set : {&part->plain, &part->lines})
            for (const NamedColumn& column : set->columns) {
                const bool refers_only = refers(part->name, column, *referred);
                if ((!refers_only && !makes_member(part->name, column, *referred)) ||
                    column.data.all_missing())
                    continue;
                for (std::size_t code = 0; code < column.dictionary->size(); ++code)
                    if (const auto its = static_cast<std::int32_t>(code);
                        part.rows_with(column, its) > 0)
                        (refers_only ? named.unresolved : named.members)
                            .emplace(column.dictionary->text(its));
            }
    }
    for (const std::string& name : named.members)
        named.unresolved.erase(name);
    return named;
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
    std::vector<std::pair<std::string, std::string>> members;  // columns that make some, of a table
    for (const Referred& referred : all_referred)
        for (const NamedColumn& column : part->plain.columns)
            if (makes_member(part->name, column, referred))
                members.emplace_back(column.name, referred.table);
    const auto names_any = [&](const auto& field) { return field.first.table == part->name; };
    const auto& known = book.unresolved->names;
    if (!is_referred && members.empty() && std::none_of(known.begin(), known.end(), names_any))
        return;
    UnresolvedNames names = *book.unresolved;
    const auto forget = [&](const ColumnSet& set, std::size_t row) {
        for (auto& [field, of_field] : names.names) {
            const NamedColumn* column = field.table == part->name ? set.find(field.field) : nullptr;
            std::int32_t code = missing_code;
            if (column) column->data.read(row, 1, &code, missing_code);
            if (code == missing_code) continue;
            const auto of_name = of_field.find(column->dictionary->text(code));
            if (of_name != of_field.end() && --of_name->second == 0) of_field.erase(of_name);
        }
    };
    const auto take = [&](const ColumnSet& set, std::size_t row, std::size_t record) {
        if (is_referred)
            if (RecordName name = part->record_name(record); name.is_id)
                names.gone[part->name].insert(std::move(name.text));
        for (const auto& [column, to] : members) {
            std::int32_t code = missing_code;
            if (const NamedColumn* its = set.find(column))
                its->data.read(row, 1, &code, missing_code);
            if (code != missing_code)
                names.gone[to].insert(std::string{set.find(column)->dictionary->text(code)});
        }
    };
    for (const std::uint32_t row : plain) {
        forget(part->plain, row);
        take(part->plain, row, row);
    }
    for (const std::uint32_t record : shared) {
        const auto line =
            std::lower_bound(part->record_of_line.begin(), part->record_of_line.end(), record);
        const auto row = static_cast<std::size_t>(line - part->record_of_line.begin());
        forget(part->lines, row);
        take(part->lines, row, part->plain.rows + record);
    }
    book.unresolved = std::make_shared<const UnresolvedNames>(std::move(names));
}

}  // namespace saleskpi::inline v0_3::detail
