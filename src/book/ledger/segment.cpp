// SPDX-License-Identifier: MIT
#include "book/ledger/segment.hpp"

#include <algorithm>
#include <numeric>

namespace saleskpi::inline v0_3::detail {

RawTable& LedgerSegment::table(std::string_view name) {
    for (RawTable& known : tables)
        if (known.name() == name) return known;
    return tables.emplace_back(std::string{name}, Currency{}, dictionaries);
}

const RawTable* LedgerSegment::find(std::string_view name) const {
    for (const RawTable& known : tables)
        if (known.name() == name) return &known;
    return nullptr;
}

std::size_t LedgerSegment::entries() const {
    std::size_t n = loaded.size();
    for (const RawTable& table : tables)
        n += table.rows();
    return n;
}

std::size_t LedgerSegment::bytes() const {
    std::size_t n = 0;
    for (const RawTable& table : tables)
        n += table.bytes();
    for (const auto& [domain, dictionary] : dictionaries)
        n += dictionary.bytes();
    return n;
}

void LedgerSegment::append(const LedgerSegment& other) {
    for (const RawTable& said : other.tables) {
        std::vector<std::uint32_t> rows(said.rows());
        std::iota(rows.begin(), rows.end(), 0U);
        table(said.name()).append(said, rows);
    }
    loaded.insert(loaded.end(), other.loaded.begin(), other.loaded.end());
    batches += other.batches;
}

void check_kinds(const LedgerData& ledger, const LedgerSegment& more) {
    for (const RawTable& table : more.tables)
        for (const auto& segment : ledger.segments)
            if (const RawTable* known = segment->find(table.name())) known->check_like(table);
}

std::vector<std::string> LedgerData::tables() const {
    std::vector<std::string> names;
    for (const auto& segment : segments)
        for (const RawTable& table : segment->tables)
            if (std::find(names.begin(), names.end(), table.name()) == names.end())
                names.push_back(table.name());
    return names;
}

}  // namespace saleskpi::inline v0_3::detail
