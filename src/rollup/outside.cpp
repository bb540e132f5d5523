// SPDX-License-Identifier: MIT
#include "book/book_data.hpp"
#include "engine/inside_records.hpp"
#include "plan/program.hpp"
#include "rollup/answers_elsewhere.hpp"
#include "rollup/partial_data.hpp"

#include <algorithm>

/// What a restricted query tells of the records of its tables: only of those that are inside.
namespace saleskpi::inline v0_3::detail {

namespace {

InsideRecords inside_of(const PartialData& data, const BookData& book) {
    return {
        book, data.query.scope,
        data.query.as_is ? std::optional{to_day(*data.query.as_is)} : std::nullopt};
}

/// Whether any step may ask whether a period lies before all records.
bool asks(const Query& query) {
    return std::any_of(query.metrics.begin(), query.metrics.end(), [](const Definition& metric) {
        return program_of(metric).whole().asks;
    });
}

}  // namespace

void note_outside(PartialData& data, const BookData& book) {
    const InsideRecords inside = inside_of(data, book);
    data.outside.resize(data.leaves.size());
    for (std::size_t leaf = 0; leaf < data.leaves.size(); ++leaf) {
        const Leaf& spec = data.plan.leaves[leaf].leaf;
        data.outside[leaf] = inside.is_outside(spec.table) ? 1 : 0;
        if (!inside.is_whole(spec.table)) data.leaves[leaf].records = inside.has_any(spec) ? 1 : 0;
    }
}

void note_first_days(PartialData& data, const BookData& book) {
    const InsideRecords inside = inside_of(data, book);
    const bool is_asked = asks(data.query);
    for (std::size_t leaf = 0; leaf < data.leaves.size(); ++leaf) {
        const Leaf& spec = data.plan.leaves[leaf].leaf;
        if (inside.is_whole(spec.table)) continue;
        const bool has_none = !is_asked || data.is_outside(leaf);
        data.leaves[leaf].first_day = has_none ? INT32_MAX : inside.first_day(spec);
    }
}

Window days_inside(const Book& book, const Scope& scope, std::optional<Date> as_is) {
    for (const std::string& dimension : tested_dimensions(scope))
        require_known(data_of(book), dimension);
    const std::optional<std::int32_t> day = as_is ? std::optional{to_day(*as_is)} : std::nullopt;
    const Window here = InsideRecords{data_of(book), scope, day}.span();
    const AnswersElsewhere* elsewhere = elsewhere_of(data_of(book));
    if (!elsewhere) return here;
    auto days = elsewhere->days_inside(data_of(book), scope, as_is);
    if (!here.empty()) reach(days, DayRange{to_day(here.first), to_day(here.until) - 1});
    return window_of(days);
}

}  // namespace saleskpi::inline v0_3::detail
