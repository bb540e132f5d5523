// SPDX-License-Identifier: MIT
#include "book/book_draft.hpp"

#include <utility>

namespace saleskpi::inline v0_3::detail {

BookDraft::BookDraft(std::shared_ptr<const BookData> book) : before{std::move(book)} {
    data->currency = before->currency;
    data->calendar = before->calendar;
    data->as_of = before->as_of;
    data->known_at = before->known_at;
    data->pipeline = before->pipeline;
    data->report = before->report;
    data->conversion = before->conversion;
    data->hierarchies = before->hierarchies;
    data->seatings = before->seatings;
    data->memberships = before->memberships;
    data->tables = before->tables;
    data->added = before->added;
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
        if (t.name() == name) return &t;
    return nullptr;
}

RawTable& BookDraft::derived_table(std::string_view name) {
    derived.emplace(name);
    return table(name);
}

History& BookDraft::history(RawTable& table) {
    return histories.try_emplace(table.name(), table).first->second;
}

AddedRecords BookDraft::added(std::string_view name) { return {find(name), later_rows(name)}; }

std::span<const std::uint8_t> BookDraft::later_rows(std::string_view name) const {
    const auto known = later.find(name);
    return known == later.end() ? std::span<const std::uint8_t>{} : known->second;
}

}  // namespace saleskpi::inline v0_3::detail
