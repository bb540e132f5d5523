// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"
#include "book/stages/build_stage.hpp"
#include "book/take_away.hpp"

#include <saleskpi/book/book.hpp>
#include <saleskpi/metric/row_source.hpp>

#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

/// Books in the making, for tests of what their stages can do.
namespace drafts {

using namespace saleskpi;

template <class... Ranges>
void add(detail::BookDraft& draft, const Ranges&... ranges) {
    const auto add_one = [&](const RowSource& records) {
        draft.table(records.type().table).add(records, {});
    };
    (add_one(row_source(ranges)), ...);
}

inline Book built(detail::BookDraft& draft) {
    for (const detail::BuildStage& stage : detail::build_stages())
        stage.run(draft);
    return detail::BookAccess::book(draft.data);
}

inline Book without(const Book& book, std::span<const detail::RecordAt> records) {
    detail::BookDraft draft{detail::BookAccess::data(book)};
    detail::take_away(*draft.data, records);
    return built(draft);
}

/// Without the records of these ids.
inline Book without(
    const Book& book, std::string_view table, const std::vector<std::string_view>& ids) {
    std::vector<detail::RecordAt> records;
    for (const std::string_view id : ids)
        records.push_back(detail::find_record(detail::data_of(book), table, id).value());
    return without(book, records);
}

}  // namespace drafts
