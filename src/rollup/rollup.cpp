// SPDX-License-Identifier: MIT
#include "book/book_data.hpp"
#include "rollup/explainer.hpp"
#include "rollup/partial_data.hpp"
#include "rollup/table_data.hpp"

#include <saleskpi/rollup/rollup.hpp>

#include <fmt/format.h>

namespace saleskpi::inline v0_3 {

/// Reads the query off a rollup.
struct RollupAccess {
    static detail::Query query(const Rollup& rollup) {
        if (rollup.metrics_.empty())
            throw Error{ErrorCode::invalid_argument, "a rollup needs at least one metric"};
        detail::Query query;
        query.metrics = rollup.metrics_;
        query.dimensions = rollup.dimensions_;
        query.subtotals = rollup.subtotals_;
        query.grain = rollup.grain_;
        query.window = rollup.window_ ? *rollup.window_ : rollup.book_.span();
        query.calendar = rollup.calendar_ ? *rollup.calendar_ : rollup.book_.calendar();
        query.currency = rollup.book_.currency();
        query.as_of = rollup.book_.as_of();
        query.as_is = rollup.as_is_;
        if (query.window.last < query.window.first)
            throw Error{
                ErrorCode::invalid_argument,
                fmt::format(
                    "the window ends ({}) before it begins ({})", to_text(query.window.last),
                    to_text(query.window.first))};
        // An empty book has no days of its own, but still an answer: no records.
        if (query.window.empty() && !rollup.window_) query.window.last += date::days{1};
        return query;
    }
};

Table Rollup::run() const {
    return Table{std::make_shared<const detail::TableData>(
        detail::compute(RollupAccess::query(*this), book_, threads_))};
}

Partial Rollup::partial() const {
    if (!window_)
        throw Error{
            ErrorCode::invalid_argument,
            "a part needs the window of the whole: say during(first, last)"};
    auto data = detail::compute(RollupAccess::query(*this), book_, threads_, true);
    detail::make_mergeable(*data);
    data->print = detail::print_of(book_.data(), *data);
    return Partial{std::move(data)};
}

Explanation Rollup::explain(
    const Definition& metric, std::span<const std::string_view> group, const Period& period) const {
    Rollup one = *this;
    one.metrics_ = {metric};
    // Of a period that the rollup's window cuts short, the part that its table shows.
    one.window_ = window_ ? intersect(period.window(), *window_) : period.window();
    one.grain_ = period.grain;
    detail::Query query = RollupAccess::query(one);
    if (group.size() > query.dimensions.size())
        throw Error{
            ErrorCode::no_such_cell, "the group names more members than there are dimensions"};
    query.dimensions.resize(group.size());
    return detail::explain(query, book_, group);
}

void Partial::merge(const Partial& other) {
    data_ = std::make_shared<const detail::PartialData>(detail::merged(*data_, *other.data_));
}

Table Partial::table() const {
    return Table{std::make_shared<const detail::TableData>(detail::finished(data_))};
}

}  // namespace saleskpi::inline v0_3
