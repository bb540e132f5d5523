// SPDX-License-Identifier: MIT
#include "book/book_draft.hpp"

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {

BookDraft::BookDraft(const BookSettings& settings) {
    static_cast<BookSettings&>(*data) = settings;
    data->seatings = seatings_of(data->hierarchies);
}

BookDraft::BookDraft(std::shared_ptr<const BookData> book) : before{std::move(book)} {
    static_cast<BookSettings&>(*data) = *before;
    data->report = before->report;
    data->doubts = before->doubts;
    data->unresolved = before->unresolved;
    data->conversion = before->conversion;
    data->seatings = before->seatings;
    data->memberships = before->memberships;
    data->tables = before->tables;
    data->added = before->added;
    data->gone_names = before->gone_names;
    data->index->set_budget(before->index->budget());
    for (const auto& [domain, dictionary] : *before->dictionaries)
        data->dictionaries->emplace(
            domain, Dictionary::extending({before->dictionaries, &dictionary}));
}

RawTable& BookDraft::table(std::string_view name) {
    if (RawTable* known = find(name)) return *known;
    const auto added_before = data->added.find(name);
    return tables.emplace_back(
        std::string{name}, data->currency, *data->dictionaries,
        added_before == data->added.end() ? 0 : added_before->second);
}

RawTable* BookDraft::find(std::string_view name) {
    for (RawTable& t : tables)
        if (t.name() == name && !t.is_variant()) return &t;
    return nullptr;
}

RawTable& BookDraft::derived_table(std::string_view name) {
    derived.emplace(name);
    return table(name);
}

FieldHistory& BookDraft::history(RawTable& table) {
    return histories.try_emplace(table.name(), table).first->second;
}

AddedRecords BookDraft::added(std::string_view name) { return {find(name), later_rows(name)}; }

BookDraft::Variant BookDraft::add_variant(RawTable& of, std::size_t row, SeenBy seen_by) {
    of.hide(row, seen_by);
    const auto is_for_it = [&](const RawTable& t) {
        return t.is_variant() && t.name() == of.name() && t.seen_by() == seen_by;
    };
    auto at = std::find_if(tables.begin(), tables.end(), is_for_it);
    RawTable& table = at == tables.end() ? tables.emplace_back(of.for_variants(seen_by)) : *at;
    return {table, table.add_variant_of(of, row)};
}

std::span<const std::uint8_t> BookDraft::later_rows(std::string_view name) const {
    const auto known = later.find(name);
    return known == later.end() ? std::span<const std::uint8_t>{} : known->second;
}

}  // namespace saleskpi::inline v0_3::detail
