// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/book.hpp>
#include <saleskpi/book/changed_record.hpp>
#include <saleskpi/calendar/window.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// What became known between the ends of two days, record by record.
class Difference {
public:
    const std::vector<ChangedRecord>& records() const& noexcept { return records_; }
    std::vector<ChangedRecord> records() const&& { return records_; }

    /// The book as it was known first, then with each of the records in turn as it was known last: one
    /// book more than there are records.
    const std::vector<Book>& books() const& noexcept { return books_; }
    std::vector<Book> books() const&& { return books_; }

    /// What a KPI was in each of these books, over some days: how much a record has changed it is the
    /// difference of two that follow each other, so that the changes add up. Of a sum or a count that
    /// is what the record brings in any order; of a ratio it depends on the order of records.
    template <class Metric>
    auto values_of(const Metric& metric, Window days) const {
        using Value = std::decay_t<decltype(rollup(books_[0]).metrics(metric).run()[0][metric])>;
        std::vector<Value> values;
        for (const Book& book : books_)
            values.push_back(rollup(book).metrics(metric).during(days).run()[0][metric]);
        return values;
    }

private:
    friend Difference diff(const Book& book, Date known_first, Date known_last);

    std::vector<ChangedRecord> records_;
    std::vector<Book> books_;
};

/// What became known of a book after the end of one day and until that of another, both in UTC. Throws
/// Error incompatible for a book without a ledger, invalid_argument for days in the wrong order.
Difference diff(const Book& book, Date known_first, Date known_last);

}  // namespace saleskpi::inline v0_3
