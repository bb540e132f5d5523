// SPDX-License-Identifier: MIT
#include "book/dropped_names.hpp"

#include <cstdint>

namespace saleskpi::inline v0_3::detail {

namespace {

void collect(const RawTable& table, CodesByDomain& names) {
    for (const RawColumn& column : table.columns()) {
        if (!column.dictionary || column.small.empty()) continue;
        CodeSet& of_domain = names[column.domain];
        for (std::size_t row = 0; row < column.small.size(); ++row)
            if (table.is_dropped(row) && !column.is_missing(row))
                of_domain.insert(column.small[row]);
    }
}

void erase_said(const RawTable& table, CodesByDomain& names) {
    for (const RawColumn& column : table.columns()) {
        const auto known = column.dictionary ? names.find(column.domain) : names.end();
        if (known == names.end()) continue;
        for (std::size_t row = 0; row < column.small.size() && !known->second.empty(); ++row)
            if (!table.is_dropped(row)) known->second.erase(column.small[row]);
    }
    const auto reps = names.find("rep");
    const RawColumn* rep = table.find("rep");
    if (reps == names.end() || !rep || !rep->dictionary) return;
    for (const auto& [row, credits] : table.credits())
        for (const Credit& credit : credits)
            if (!table.is_dropped(row)) reps->second.erase(rep->dictionary->find(credit.rep));
}

}  // namespace

void forget_dropped_names(BookDraft& draft) {
    CodesByDomain names;
    for (const RawTable& table : draft.tables)
        if (!table.is_variant() && table.dropped_rows() > 0) collect(table, names);
    if (names.empty()) return;
    for (const RawTable& table : draft.tables)
        erase_said(table, names);
    for (const auto& [domain, codes] : names)
        draft.data->gone_names[domain].insert(codes);
}

}  // namespace saleskpi::inline v0_3::detail
