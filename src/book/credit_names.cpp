// SPDX-License-Identifier: MIT
#include "book/credit_names.hpp"

#include "language/similar.hpp"

#include <saleskpi/record/assignment.hpp>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view reps_domain = "rep";

using Names = std::set<std::string, std::less<>>;

/// Who gets credit, by table.
std::map<std::string, Names> credited_in(BookDraft& draft) {
    std::map<std::string, Names> all;
    for (const TablePart& part : draft.data->tables) {
        const NamedColumn* rep = part.is_variant ? nullptr : part->lines.find(reps_domain);
        if (!rep || rep->data.all_missing() || draft.derived.contains(part->name)) continue;
        for (std::int64_t code = rep->data.least(); code <= rep->data.greatest(); ++code)
            if (part.rows_with(*rep, code) > 0)
                all[part->name].emplace(rep->dictionary->text(static_cast<std::int32_t>(code)));
    }
    for (RawTable& table : draft.tables) {
        if (table.is_variant() || draft.derived.contains(table.name())) continue;
        const AddedRecords added = draft.added(table);
        for (const auto& [row, credits] : table.credits())
            for (const Credit& credit : credits)
                if (!credit.overlay && !credit.rep.empty() && added.counts(row))
                    all[table.name()].insert(credit.rep);
    }
    return all;
}

/// Leaves those whom no record names as its rep.
void forget_named(BookDraft& draft, Names& reps) {
    const auto is_in = [](const TablePart& part, const NamedColumn& column, std::string_view rep) {
        const std::int32_t code = column.dictionary->find(rep);
        return code != missing_code && part.rows_with(column, code) > 0;
    };
    for (const TablePart& part : draft.data->tables) {
        if (part.is_variant) continue;
        for (const NamedColumn& column : part->plain.columns)
            if (column.domain == reps_domain && column.dictionary && !column.data.all_missing())
                std::erase_if(
                    reps, [&](const std::string& rep) { return is_in(part, column, rep); });
    }
    for (RawTable& table : draft.tables) {
        if (table.is_variant()) continue;
        const AddedRecords added = draft.added(table);
        for (const RawColumn& column : table.columns()) {
            if (column.domain != reps_domain || !column.dictionary) continue;
            std::map<std::int32_t, std::string> wanted;
            for (const std::string& rep : reps)
                if (const auto code = column.dictionary->find(rep); code != missing_code)
                    wanted.emplace(code, rep);
            for (std::uint32_t row = 0; row < column.small.size() && !wanted.empty(); ++row) {
                const auto named = wanted.find(column.small[row]);
                if (named == wanted.end() || !added.counts(row) || table.credits().contains(row))
                    continue;
                reps.erase(named->second);
                wanted.erase(named);
            }
        }
    }
}

/// Whom assignments name.
Names seated_in(BookDraft& draft) {
    constexpr std::string_view table = Schema<Assignment>::table;
    Names seated;
    for (const TablePart& part : draft.data->parts(table))
        if (const NamedColumn* rep = part->plain.find(reps_domain); rep && rep->dictionary)
            for (std::size_t code = 0; code < rep->dictionary->size(); ++code)
                if (const auto its = static_cast<std::int32_t>(code); part.rows_with(*rep, its) > 0)
                    seated.emplace(rep->dictionary->text(its));
    const AddedRecords added = draft.added(table);
    const RawColumn* rep = added.table ? added.table->find(reps_domain) : nullptr;
    for (std::size_t row = 0; rep && row < rep->small.size(); ++row)
        if (rep->small[row] != missing_code && added.counts(row))
            seated.emplace(rep->dictionary->text(rep->small[row]));
    return seated;
}

}  // namespace

std::vector<Finding> credit_notes(BookDraft& draft) {
    std::vector<Finding> notes;
    std::map<std::string, Names> credited = credited_in(draft);
    if (credited.empty()) return notes;
    const Names seated = seated_in(draft);
    if (seated.empty()) return notes;
    const std::vector<std::string> nearest{seated.begin(), seated.end()};
    for (auto& [table, reps] : credited) {
        std::erase_if(reps, [&](const std::string& rep) { return seated.contains(rep); });
        if (!reps.empty()) forget_named(draft, reps);
        for (const std::string& rep : reps) {
            Finding& finding = notes.emplace_back();
            finding.table = table;
            finding.field = "credits";
            finding.value = rep;
            finding.reason = "names nobody who has a seat, and no other record does" +
                             did_you_mean(rep, nearest);
            finding.rejected = false;
            finding.kind = FindingKind::unresolved;
        }
    }
    return notes;
}

}  // namespace saleskpi::inline v0_3::detail
