// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/book.hpp>
#include <saleskpi/metric/row_source.hpp>

#include <concepts>
#include <cstddef>
#include <memory>
#include <ranges>
#include <span>
#include <string>
#include <vector>

namespace saleskpi {

/// Where records came from, so that a finding can say it: one line number per record.
struct Provenance {
    std::string file;
    std::span<const std::size_t> lines;
};

/// Collects records, converts money to one currency, finds what is wrong, and makes a Book.
///
///     Book book = BookBuilder{usd}.calendar(Calendar::fiscal_from(date::April))
///                     .add(assignments).add(deals).build();
///
/// Records are copied into columns as they are added, in any order: the ranges need not be kept.
/// A record is rejected, and reported, if a required field is missing, its id was there before,
/// it is decided without a day of closing, its split credit exceeds the whole, or its money has no
/// exchange rate on its day. Dates in the wrong order are reported, and the record is kept.
class BookBuilder {
public:
    explicit BookBuilder(Currency currency);
    ~BookBuilder();
    BookBuilder(BookBuilder&&) noexcept;
    BookBuilder& operator=(BookBuilder&&) noexcept;

    BookBuilder& calendar(const Calendar& calendar);
    /// The book as it was known at the end of that day: what happened later is left out, deals that
    /// closed later are open, and deals with stage changes stand where the last of them put them.
    BookBuilder& as_of(Date day);

    template <RecordRange R>
    BookBuilder& add(const R& records) {
        if constexpr (std::same_as<std::ranges::range_value_t<const R>, Finding>)
            return add(std::span<const Finding>{records});
        else
            return add(row_source(records), {});
    }
    template <RecordRange R>
    BookBuilder& add(const R& records, const Provenance& provenance) {
        return add(row_source(records), provenance);
    }
    BookBuilder& add(const RowSource& records, const Provenance& provenance);

    /// Takes over what a loader found: its rejected records count as read and rejected.
    BookBuilder& add(std::span<const Finding> findings);

    /// Makes the book and leaves the builder empty. Threads: 0 for all cores; the book is the same
    /// for any number.
    Book build();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace saleskpi
