// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/book.hpp>
#include <saleskpi/rollup/table.hpp>

#include <memory>
#include <optional>
#include <utility>

/// Threads: any number may ask one Prepared at once; copies share what was found out.
namespace saleskpi::inline v0_3 {

namespace detail {
class PreparedData;
}

/// A query that is planned once and asked often, for one row or for all of them, over a book and over
/// those that grow from it. Made by Rollup::prepare().
///
///     const Prepared query = rollup(book).metrics(revenue, win_rate).by(rep)
///         .every(Grain::month).prepare();
///     query.row({"Asha"}, Month{2025, 5})[revenue];
///     const Prepared later = query.over(grown);
///
/// A row says what the row of run() says, bit for bit, and computes what is read of it: from the
/// records of the group in the days, where groups are of reps and of levels above them. What can't be had so is
/// computed by the first question, for all groups, and kept: all in queries by what records say
/// (product, ...), or that are sorted; else what is spread over days, smallest and largest, deviations,
/// products and quotients, who was there throughout, and stocks whose records lack their first day. It is kept
/// as long as the Prepared and its copies are, if it takes no more than BookBuilder::index_budget; what is
/// larger is computed for each question anew.
///
/// Limits of steps count in prepare(); those of cells and time, and the Watch, in run() and in whatever
/// else computes for all groups. Reading a row is not watched, as reading a table isn't.
class Prepared {
public:
    /// The row of a group and a period, as Table::at has it. Where no end of the days was asked for (see
    /// Rollup::during), it may be any period: of one without records the row is that of a table whose days
    /// reach as far. The row keeps the book. Throws Error no_such_cell as Table::at does, and what run()
    /// throws.
    RowView row(const GroupNames& group, const Period& period) const;
    template <Grain G>
    RowView row(const GroupNames& group, TypedPeriod<G> period) const {
        return row(group, calendar().period(period));
    }
    /// The same of a query that has one period.
    RowView row(const GroupNames& group) const;

    /// The same, but nothing where there is no such row.
    std::optional<RowView> find(const GroupNames& group, const Period& period) const;
    template <Grain G>
    std::optional<RowView> find(const GroupNames& group, TypedPeriod<G> period) const {
        return find(group, calendar().period(period));
    }
    std::optional<RowView> find(const GroupNames& group) const;

    /// The whole table, as Rollup::run() has it.
    Table run() const;
    Table run(const Book& book) const { return over(book).run(); }

    /// The same question of another book. Its days are planned anew where they are others. Of a book that
    /// grew, what was found out about the records of both is still known.
    /// Throws Error as prepare() does.
    Prepared over(const Book& book) const;

    const Book& book() const& noexcept;
    Book book() const&&;
    /// By which periods are told apart: that of the query, or else the book's.
    const Calendar& calendar() const& noexcept;
    Calendar calendar() const&&;

private:
    friend class Rollup;
    explicit Prepared(std::shared_ptr<const detail::PreparedData> data) : data_{std::move(data)} {}

    std::shared_ptr<const detail::PreparedData> data_;
};

}  // namespace saleskpi::inline v0_3
