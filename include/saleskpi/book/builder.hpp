// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/book.hpp>
#include <saleskpi/book/conversion_rule.hpp>
#include <saleskpi/book/hierarchy.hpp>
#include <saleskpi/book/owner_policy.hpp>
#include <saleskpi/book/pipeline.hpp>
#include <saleskpi/book/revenue_policy.hpp>
#include <saleskpi/book/target_overlap.hpp>
#include <saleskpi/calendar/instant.hpp>
#include <saleskpi/language/scope.hpp>
#include <saleskpi/metric/row_source.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

/// Threads: one at a time per builder; build() has its own. One book may grow in many builders.
namespace saleskpi::inline v0_3 {

class Definition;
class Ledger;

/// Nobody says when.
inline constexpr Instant unknown_instant = (Instant::min)();
/// Nobody says which version it is.
inline constexpr std::int64_t no_version = missing_number;

/// Where records came from, so that a finding can say it, and an explanation of records without ids:
/// one line number per record, or none for all, which are then told by the number of the record.
///
/// And what decides between several records of one identity, each for all records or for none: the
/// greater version counts, else what was said later. What says neither is older than what does.
struct Provenance {
    std::string file;
    std::span<const std::size_t> lines;
    std::span<const Instant> known{};          ///< when it was said; or unknown_instant
    std::span<const std::int64_t> versions{};  ///< the greatest of a record counts; or no_version
    /// Not 0: this is no record, but says that its identity is deleted; no other field is read.
    std::span<const std::uint8_t> deletions{};
    Instant when = unknown_instant;  ///< when all were said of which `known` says nothing
};

namespace detail {

struct BuilderAccess;

/// What was read without a book: see Records.
template <class T>
concept ReadRecords = requires(const T& read) {
    read.records;
    read.provenance();
    read.findings;
    read.report.left_out;
};

/// A record, and not a range of them.
template <class T>
concept OneRecord = std::is_class_v<T> && !std::same_as<T, Ledger> && !RecordRange<T> &&
                    !ReadRecords<T> && requires {
    typename described_t<T>;
};

}  // namespace detail

/// Collects records, converts money to one currency, finds what is wrong, and makes a Book.
///
///     Book book = BookBuilder{usd}.calendar(Calendar::fiscal_from(date::April))
///                     .add(assignments).add(deals).build();
///
/// Records are copied into columns as they are added, in any order: the ranges need not be kept.
/// A record is rejected, and reported, if a required field is missing, its id was there before,
/// it is decided without a day of closing, its split credit exceeds the whole, or its money has no
/// exchange rate on its day. Dates in the wrong order are reported, and the record is kept.
///
/// What no file can say is no value in memory either: a text that is not UTF-8, a date outside
/// earliest_date to latest_date, a number beyond 64 bits or the least one of 64 bits, a choice that
/// has no name, an amount without a currency. It is reported and counts as missing; if the field is
/// required, the record is rejected. A share of credit below zero rejects the record.
///
/// A book can grow: a builder that starts from a book makes another one, which has the records of
/// both and shares with the first what they have in common. The first stays as it is.
///
///     Book today = BookBuilder{yesterday}.add(new_deals).build();
///
/// That takes time for the records added, not for those that are there. The new book answers as one
/// built at once from the records of the first and then the added ones; its report is that of all.
/// What would change records that are already in the book is refused with Error incompatible, and
/// needs a book built anew: exchange rates for days of which the book has converted money; an
/// assignment that begins before one of the book and lasts into it (one that begins later is rejected,
/// like in one build); a record without its changes or changes without their record; a deal or touches
/// of it if the book has touches of the deal. A record of the book cannot be replaced: one
/// with its id is rejected, like in one build.
class BookBuilder {
public:
    explicit BookBuilder(Currency currency);
    /// A builder that adds to a book, in its currency and as of its day.
    explicit BookBuilder(const Book& book);
    ~BookBuilder();
    BookBuilder(BookBuilder&&) noexcept;
    BookBuilder& operator=(BookBuilder&&) noexcept;

    BookBuilder& calendar(const Calendar& calendar) &;
    /// The book as of the end of that day: what happened later is left out, deals that closed later are
    /// open, and records are what their changes (FieldChange, StageChange) had made of them.
    /// Throws Error invalid_date for a day outside earliest_date to latest_date, and incompatible if
    /// a book that grows is not one as of that day.
    BookBuilder& as_of(Date day) &;
    /// The book as it was known at the end of that day, UTC: what was said later (see
    /// Provenance::known) is left out. Throws Error invalid_date for a day outside earliest_date to
    /// latest_date, and incompatible if a book that grows is not known at that day.
    BookBuilder& known_at(Date day) &;
    /// Who is told to have won or lost a deal that had several owners; at_closing if it is not said.
    /// Throws Error incompatible if a book that grows has another policy.
    BookBuilder& owner(OwnerPolicy policy) &;
    /// What counts where a year and its January both have a target, say. Throws Error incompatible if a
    /// book that grows has targets by another policy.
    BookBuilder& overlapping_targets(TargetOverlap policy) &;
    /// How recurring revenue is counted: `revenue_policy({.pause = PausePolicy::churn})`, or as a
    /// product does,
    /// `revenue_policy("stripe")`. Throws Error invalid_argument for a name that is none of
    /// revenue_policy_names() and for days below zero, and incompatible if a book that grows has another
    /// policy.
    BookBuilder& revenue_policy(const RevenuePolicy& policy) &;
    BookBuilder& revenue_policy(std::string_view name) &;
    /// A date by which won and lost deals count that have no day of closing: "expected_close". If nobody
    /// says one they are in no period, and values that lack them have the mark `incomplete`. Throws Error
    /// incompatible if a book that grows goes by another one.
    BookBuilder& undated_by(std::string_view field) &;
    /// The application's own metrics, of which there may be targets; `{}` if it has none. A target of a metric
    /// that is neither of them nor of the library gets a finding; if nobody tells them, only one that looks like
    /// a slip does.
    BookBuilder& metrics(const std::vector<Definition>& own) &;
    /// The stages of the pipeline in their order. The book then has a table of stage visits, from
    /// the stage changes: which stages each deal was in, had reached or passed, and when. A deal
    /// that is won has passed all. Throws Error invalid_argument for a stage without a name, with
    /// that of another or with one that is not UTF-8, and incompatible if a book that grows has
    /// another pipeline.
    BookBuilder& pipeline(std::vector<std::string> stages) &;
    /// One of several pipelines, to which deals belong that name it: Deal::pipeline. Each has its own
    /// stages, even where they are called alike: a deal passes and reaches those of its own. A deal
    /// that names none is in the pipeline without a name, or in the only one that there is. Changes of
    /// a deal whose pipeline nobody described are reported, and make no visits. Where the only one has no
    /// name, all deals are in it. Throws as the above, and Error invalid_argument without a name.
    BookBuilder& pipeline(std::string name, std::vector<std::string> stages) &;
    /// By the rates of which day money is converted. Without a call each record goes by a day of its own:
    /// what has happened by that of its decision or event, an open deal by the latest of its dates that
    /// has happened, a subscription by its first day. Throws Error incompatible if a book that grows
    /// converts otherwise; build() throws invalid_argument for as_of in a book that is not as of a day,
    /// and incompatible for rates that are added to a book by period_end.
    BookBuilder& converted_by(ConversionDay rule) &;
    /// All money by the rates of one day.
    BookBuilder& converted_by(Date day) &;
    /// A hierarchy besides that of assignments (organisation: region, team, rep), to which memberships
    /// belong; or more levels for that one: `hierarchy({"organisation", {"country", "region", "team",
    /// "rep"}})`. Throws Error invalid_argument for one with fewer than two levels, a name that is
    /// taken, or that cannot stand beside the others, and incompatible if a book that grows lacks it.
    BookBuilder& hierarchy(const Hierarchy& hierarchy) &;
    /// Which deals are corrections, such as credit notes, besides those that say which deal they correct:
    /// `corrections(deal::amount < 0_usd)`. They change sums on the day of their closing, and are no deals.
    /// Throws Error invalid_argument for what is not asked of the fields of deals, and incompatible if a
    /// book that grows has another rule.
    BookBuilder& corrections(const Scope& which) &;
    /// Names that differ by no more than case, kinds of blanks, the Unicode form of accents or dots at their
    /// end are one: all names of reps, products, customers and so on, or those of one domain, "rep". Ids
    /// of other records are left as they are. Throws Error incompatible if a book that grows does not.
    BookBuilder& fold_names() &;
    BookBuilder& fold_names(std::string domain) &;
    /// How many threads add() and build() may use; 0 for one per core. The book is the same for any number. Functions
    /// of computed fields may be called by all of them at once.
    BookBuilder& threads(unsigned threads) &;
    /// Makes room for so many more records of a table, which saves copies of it as it grows. Nothing else
    /// depends on it.
    BookBuilder& reserve(std::string_view table, std::size_t records) &;

    /// The currency of the book.
    Currency currency() const;

    /// How many bytes the book may keep of the sums that queries have computed, so that the next
    /// query over other periods or groups need not go through the records again. The least recently
    /// used are dropped first; 0 keeps none. 256 MiB if it is not said.
    BookBuilder& index_budget(std::size_t bytes) &;

    template <RecordRange R>
    BookBuilder& add(const R& records) & {
        if constexpr (std::same_as<record_of<R>, Finding>)
            return add(std::span<const Finding>{records});
        else if constexpr (std::same_as<record_of<R>, LeftOut>)
            return add(std::span<const LeftOut>{records});
        else
            return add(row_source(records), {});
    }
    template <RecordRange R>
    BookBuilder& add(const R& records, const Provenance& provenance) & {
        return add(row_source(records), provenance);
    }
    /// Throws Error invalid_argument for a provenance with fewer or more lines than records, and
    /// incompatible for a field that holds another kind of value, or other choices, than before.
    BookBuilder& add(const RowSource& records, const Provenance& provenance) &;
    /// One record, such as a deal.
    template <detail::OneRecord RecordT>
    BookBuilder& add(const RecordT& record) & {
        return add(std::span<const RecordT>{&record, 1});
    }

    /// All that was said in a ledger: the book is a view of it, and grows by Book::append. Nothing else is
    /// added to it: throws Error incompatible if something was, and whatever is added afterwards does.
    BookBuilder& add(const Ledger& ledger) &;

    /// Takes over what a loader found: its rejected records count as read and rejected.
    BookBuilder& add(std::span<const Finding> findings) &;
    /// And what it left out by rules: these rows are told apart from those read.
    BookBuilder& add(std::span<const LeftOut> left_out) &;

    /// What was read without a book, `read_csv<Deal>(path)`: its records with their lines, and its
    /// findings.
    template <detail::ReadRecords Read>
    BookBuilder& add(const Read& read) & {
        return add(read.records, read.provenance()).add(read.findings).add(read.report.left_out);
    }

    // Of a builder that is about to go, itself and not a reference.
    BookBuilder calendar(const Calendar& calendar) && {
        return std::move(this->calendar(calendar));
    }
    BookBuilder as_of(Date day) && { return std::move(as_of(day)); }
    BookBuilder known_at(Date day) && { return std::move(known_at(day)); }
    BookBuilder owner(OwnerPolicy policy) && { return std::move(owner(policy)); }
    BookBuilder overlapping_targets(TargetOverlap policy) && {
        return std::move(overlapping_targets(policy));
    }
    BookBuilder revenue_policy(const RevenuePolicy& policy) && {
        return std::move(revenue_policy(policy));
    }
    BookBuilder revenue_policy(std::string_view name) && { return std::move(revenue_policy(name)); }
    BookBuilder metrics(const std::vector<Definition>& own) && { return std::move(metrics(own)); }
    BookBuilder undated_by(std::string_view field) && { return std::move(undated_by(field)); }
    BookBuilder pipeline(std::vector<std::string> stages) && {
        return std::move(pipeline(std::move(stages)));
    }
    BookBuilder pipeline(std::string name, std::vector<std::string> stages) && {
        return std::move(pipeline(std::move(name), std::move(stages)));
    }
    BookBuilder converted_by(ConversionDay rule) && { return std::move(converted_by(rule)); }
    BookBuilder converted_by(Date day) && { return std::move(converted_by(day)); }
    BookBuilder hierarchy(const Hierarchy& hierarchy) && {
        return std::move(this->hierarchy(hierarchy));
    }
    BookBuilder corrections(const Scope& which) && { return std::move(corrections(which)); }
    BookBuilder fold_names() && { return std::move(fold_names()); }
    BookBuilder fold_names(std::string domain) && {
        return std::move(fold_names(std::move(domain)));
    }
    BookBuilder threads(unsigned threads) && { return std::move(this->threads(threads)); }
    BookBuilder reserve(std::string_view table, std::size_t records) && {
        return std::move(reserve(table, records));
    }
    BookBuilder index_budget(std::size_t bytes) && { return std::move(index_budget(bytes)); }
    template <class Records>
        requires(RecordRange<Records> || detail::OneRecord<Records> || detail::ReadRecords<Records>)
    BookBuilder add(const Records& records) && { return std::move(add(records)); }
    template <RecordRange Records>
    BookBuilder add(const Records& records, const Provenance& provenance) && {
        return std::move(add(records, provenance));
    }
    BookBuilder add(const Ledger& ledger) && { return std::move(add(ledger)); }
    BookBuilder add(const RowSource& records, const Provenance& provenance) && {
        return std::move(add(records, provenance));
    }

    /// Makes the book and leaves the builder empty.
    Book build();

private:
    friend struct detail::BuilderAccess;
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace saleskpi::inline v0_3
