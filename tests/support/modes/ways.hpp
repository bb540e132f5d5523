// SPDX-License-Identifier: MIT
#pragma once

#include "support/modes/copied_records.hpp"

#include <saleskpi/book/book.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <memory>
#include <optional>
#include <vector>

/// Other ways to the same book and the same table.
namespace modes {

/// What was added to a book, in its order.
struct Log {
    std::vector<std::shared_ptr<const CopiedRecords>> added;
    std::vector<Finding> findings;
    std::vector<LeftOut> left_out;

    std::size_t records() const;
};

/// The book that grows by what was added, from a book or from nothing, in as many batches as there
/// are records in its longest table, but no more than 24. `plain` is the book built at once: it tells
/// the currency, the calendar, the day, the pipeline and the hierarchies.
/// Throws Error incompatible where a book cannot grow so.
Book grown(const Log& log, const std::optional<Book>& from, const Book& plain);

/// The same records in up to three books, what all parts need in each. Records that belong together,
/// such as a deal and its quotes, are in one.
std::vector<Book> split(const Log& log, const Book& plain);

/// The query of the parts, merged. Throws Error if it cannot be asked of parts.
Table merged(const Rollup& query, const std::vector<Book>& parts);

/// The book that a query is of, and the window that it asks for.
const Book& book_of(const Rollup& query);
const std::optional<Window>& window_of(const Rollup& query);

}  // namespace modes
