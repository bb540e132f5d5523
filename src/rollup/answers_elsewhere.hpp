// SPDX-License-Identifier: MIT
#pragma once

#include "book/elsewhere.hpp"
#include "rollup/explained_records.hpp"
#include "rollup/partial_data.hpp"

#include <saleskpi/calendar/window.hpp>

#include <optional>

namespace saleskpi::inline v0_3::detail {

/// Records elsewhere that have answers of their own. With the answer of the book they make up the whole: states
/// of leaves by group and column are merged, wherever they come from, and all else is the evaluator's.
class AnswersElsewhere : public Elsewhere {
public:
    /// The answer of the records that are not in the book: states by the names of groups, and what is known of
    /// the tables. `here` is that of the book to the same query.
    virtual PartialData answer(const PartialData& here, const BookData& book) const = 0;

    /// Of a restricted query, the days of what is inside; none if nothing is.
    virtual std::optional<DayRange> days_inside(
        const BookData& book, const Scope& scope, std::optional<Date> as_is) const = 0;

    /// Which of these records are behind a leaf; `data` is the answer of both. One without an id is called
    /// by its table.
    virtual RecordNames records_behind(
        const PartialData& data, const BookData& book, const RecordsAsked& asked) const = 0;
};

/// That of a book that has some; else null.
inline const AnswersElsewhere* elsewhere_of(const BookData& book) {
    return static_cast<const AnswersElsewhere*>(book.elsewhere.get());
}

/// Both answers as one, unchecked: no record is in both.
PartialData together(const PartialData& here, const PartialData& there);

}  // namespace saleskpi::inline v0_3::detail
