// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/finding.hpp>
#include <saleskpi/book/hierarchy.hpp>
#include <saleskpi/book/pipeline.hpp>
#include <saleskpi/book/revenue_policy.hpp>
#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/calendar/window.hpp>
#include <saleskpi/value/currency.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Threads: any number may ask one Book at once; copies share its data and may go anywhere.
namespace saleskpi::inline v0_3 {

namespace detail {
struct BookData;
struct BookAccess;
}  // namespace detail

class Batch;
class Ledger;

/// All records that reports are made of, in one currency. Immutable; copies share the data, and
/// any number of threads may compute on one book at once. Made by a BookBuilder.
class Book {
public:
    Currency currency() const noexcept;
    const Calendar& calendar() const& noexcept;
    Calendar calendar() const&&;
    /// The day as of which the book is known, if it was built so.
    std::optional<Date> as_of() const noexcept;
    /// Whether it is one of a ledger.
    bool has_ledger() const noexcept;
    /// What was said, and when. Throws Error incompatible for a book that was built without a ledger.
    Ledger ledger() const;
    /// The book with what the batch says too; this one stays as it is and serves its readers. It is
    /// the one that would be built at once of the ledger with that batch, and takes time for the
    /// batch, not for all records. All or nothing: if it throws, there is no new book. Throws Error
    /// incompatible for a book without a ledger, and as BookBuilder::add and build.
    Book append(const Batch& batch) const;
    /// The book as it was known at the end of that day in UTC: built anew of its ledger. Throws Error
    /// incompatible for a book without a ledger.
    Book as_known_at(Date day) const;
    /// The same view of another ledger: of one that has forgotten something. Throws as
    /// BookBuilder::build.
    Book over(const Ledger& ledger) const;
    /// The day at whose end the book is known, if it was built so.
    std::optional<Date> known_at() const noexcept;

    /// By what rules it counts recurring revenue.
    RevenuePolicy revenue_policy() const noexcept;
    /// The book that counts recurring revenue by other rules, `book.under("stripe")`: the one that would be
    /// built so of the same records. It takes time for the subscriptions alone and shares all else, and
    /// is remembered as long as this book is and within the budget of its index. Throws as
    /// BookBuilder::revenue_policy does.
    Book under(const RevenuePolicy& policy) const;
    Book under(std::string_view policy) const;

    /// What was rejected or found wrong while the book was built.
    const BuildReport& report() const& noexcept;
    BuildReport report() const&&;

    /// The tables that have records.
    std::vector<std::string> tables() const;
    /// The number of records of a table that count; 0 for one that has none.
    std::size_t records(std::string_view table) const;
    /// From the earliest to the latest day on which something happened; empty without records.
    Window span() const;
    /// What records are rolled up by, level by level: first that of assignments.
    std::vector<Hierarchy> hierarchies() const;
    /// The pipelines whose stage visits it has, by name.
    std::vector<Pipeline> pipelines() const;
    /// What results can be cut by: company, the levels of hierarchies, rep_kind where assignments tell
    /// it, and what the ids, texts and choices of its tables name: customer, product, deal_kind ...
    std::vector<std::string> dimensions() const;
    /// Whether results can be cut by what is called so: one of these, or the name of fields. Throws
    /// Error unknown_dimension for a name of fields that mean different things, such as "kind".
    bool has_dimension(std::string_view name) const;
    /// Bytes the columns take, with the dictionaries of their texts.
    std::size_t bytes() const;

    /// Bytes taken by what queries left behind for the next ones, sums and books under other policies: see
    /// BookBuilder::index_budget.
    std::size_t index_bytes() const;
    /// Forgets that: the next query goes through the records again.
    void drop_index() const;

private:
    friend struct detail::BookAccess;
    explicit Book(std::shared_ptr<const detail::BookData> data) : data_{std::move(data)} {}

    std::shared_ptr<const detail::BookData> data_;
};

}  // namespace saleskpi::inline v0_3
