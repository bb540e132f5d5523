// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/builder.hpp>
#include <saleskpi/calendar/instant.hpp>
#include <saleskpi/record/merge.hpp>

#include <concepts>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

/// Threads: one at a time per batch; any number may append one batch at once.
namespace saleskpi::inline v0_3 {

namespace detail {
struct BatchAccess;

/// Whether records of a type are told apart by a field.
template <class RecordT>
constexpr bool has_id() {
    if constexpr (HasBase<Schema<RecordT>>)
        if (has_id<typename Schema<RecordT>::base>()) return true;
    return std::apply(
        [](const auto&... field) { return (field.is_identity || ...); }, Schema<RecordT>::fields);
}

template <class RecordT>
RecordT with_id(std::string_view id) {
    static_assert(
        has_id<RecordT>(),
        "saleskpi: records of this type have no id: give remove() a record with the fields that "
        "make "
        "its identity");
    RecordT record{};
    FieldValue value;
    value.missing = false;
    value.text = id;
    for (const FieldInfo& field : record_type<RecordT>().fields)
        if (field.identity) field.write(&record, value);
    return record;
}

}  // namespace detail

/// What was said at one time: records that are new or that have changed, deletions, and merges of
/// ids. The order in which they are added means nothing.
///
///     Batch tonight{2026_y/3/2};
///     tonight.add(changed_deals).remove<Deal>("D-7").merge<Customer>("C1-old", "C1");
///
/// A record is said as a whole: what it does not say is missing from now on. Which record it is,
/// its identity says: its id, or the fields that docs/ledger.md lists for its table.
class Batch {
public:
    /// The records are known from that instant on, or from the beginning of that day in UTC, but for
    /// those of which a Provenance says something else.
    explicit Batch(Instant known);
    explicit Batch(Date known) : Batch{Instant{known}} {}
    ~Batch();
    Batch(Batch&&) noexcept;
    Batch& operator=(Batch&&) noexcept;

    Instant known() const;

    /// Copies the records: the ranges need not be kept. Throws as BookBuilder::add.
    template <RecordRange R>
    Batch& add(const R& records, const Provenance& provenance = {}) & {
        if constexpr (std::same_as<record_of<R>, Finding>)
            return add(std::span<const Finding>{records});
        else if constexpr (std::same_as<record_of<R>, LeftOut>)
            return add(std::span<const LeftOut>{records});
        else
            return add(row_source(records), provenance);
    }
    template <detail::OneRecord RecordT>
    Batch& add(const RecordT& record) & {
        return add(std::span<const RecordT>{&record, 1});
    }
    template <detail::ReadRecords Read>
    Batch& add(const Read& read) & {
        return add(read.records, read.provenance()).add(read.findings).add(read.report.left_out);
    }
    Batch& add(const RowSource& records, const Provenance& provenance) &;
    Batch& add(std::span<const Finding> findings) &;
    Batch& add(std::span<const LeftOut> left_out) &;

    /// The record is no more. Only what makes its identity is read. Said of a record that is not
    /// there it changes nothing.
    template <detail::OneRecord RecordT>
    Batch& remove(const RecordT& record) & {
        return remove_all(row_source(std::span<const RecordT>{&record, 1}));
    }
    /// By its id.
    template <class RecordT>
    Batch& remove(std::string_view id) & {
        return remove(detail::with_id<RecordT>(id));
    }

    /// The record with one id is the one with another: see Merge.
    template <class RecordT>
    Batch& merge(std::string_view id, std::string_view into) & {
        return add(Merge{std::string{table_of<RecordT>()}, std::string{id}, std::string{into}});
    }

    // Of a batch that is about to go, itself and not a reference.
    template <class Records>
        requires(RecordRange<Records> || detail::OneRecord<Records> || detail::ReadRecords<Records>)
    Batch add(const Records& records) && { return std::move(add(records)); }
    template <class RecordT>
    Batch remove(std::string_view id) && {
        return std::move(this->remove<RecordT>(id));
    }
    template <class RecordT>
    Batch merge(std::string_view id, std::string_view into) && {
        return std::move(this->merge<RecordT>(id, into));
    }

private:
    friend struct detail::BatchAccess;
    Batch& remove_all(const RowSource& records) &;

    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace saleskpi::inline v0_3
