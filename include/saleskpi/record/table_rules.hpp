// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// Threads: constants, for any number at once.
namespace saleskpi::inline v0_3::detail {

/// Since when a record is in a stock that lacks the date from which it is.
enum class WithoutStart : std::uint8_t {
    first_sign,  ///< since the earliest of its own other dates; without any, since ever
    since_ever,  ///< a plan's range without a beginning
    never        ///< the date is missing because there was no such day
};

/// Two dates of which the first must not be later than the second.
struct DateOrder {
    std::string_view earlier;
    std::string_view later;
};

/// A field that is filled from one of another record.
struct LookedUp {
    std::string_view field;
    std::string_view from;
};

/// What a record takes from another that it names, where it does not say it itself.
struct LookUp {
    std::string_view key;  ///< the field with the other's id
    std::string_view in;   ///< the other's table
    std::span<const LookedUp> fields;
    /// A book that grows may get the named record after the naming one. If not, all records that
    /// name one stand in one part of a whole, since they are worked out together.
    bool may_come_later = false;
};

/// The record whose part a record without an id is: the field that names it, and its table.
struct PartOf {
    std::string_view field = {};
    std::string_view table = {};
};

/// A number by which a price is multiplied: a mapping that does so itself reads it only there.
struct Factor {
    std::string_view field = {};
    std::string_view of = {};
};

/// What the library knows of one of its tables beyond the fields. It stands beside them:
/// `Schema<Record>::rules`.
struct TableRules {
    /// Of a table without ids, the fields that tell its records from each other; where there are
    /// none, two equal rows are two records.
    std::span<const std::string_view> key = {};
    PartOf part_of = {};  ///< those of one record are worked out together, and with it
    /// Of the key, a number that puts several records of one day in order: those without it are told
    /// from each other by all that they say.
    std::string_view order = {};
    /// What must not be left open: if several records of one key say it differently, none counts.
    std::span<const std::string_view> decisive = {};
    std::string_view clustered_by = {};  ///< the date by which its records are mostly placed
    std::string_view begins = {};        ///< the date on which a record comes into being
    bool is_plan = false;      ///< dates in the future are its purpose: as_of leaves it alone
    bool is_common = false;    ///< several parts of a whole may have the same one, as with plans
    bool is_whole = false;     ///< everyone with a credit took part in all of it
    bool by_pipeline = false;  ///< a book makes its records by the order of its pipeline
    bool is_derived = false;   ///< a book makes its records: they are not loaded
    std::span<const DateOrder> in_order = {};
    std::string_view foreseen = {};  ///< a date that may lie ahead: no event; as_of leaves it alone
    std::string_view of_another = {};  ///< a date of another record, to which this one refers
    WithoutStart without_start = WithoutStart::first_sign;
    /// The date of whose exchange rate all money of a record is converted: the first of these that
    /// it has. A record without any goes by the date that mostly places it, else by the latest of the
    /// next, else by the latest of all others that are not foreseen.
    std::span<const std::string_view> converted_by = {};
    std::span<const std::string_view> or_latest_of = {};
    std::string_view ends =
        {};  ///< the date on which a record ends: it lacks it as long as it lasts
    std::span<const LookUp> look_ups = {};
    /// The field that names the deal to which a record belongs: what it does not say itself, its deal says.
    std::string_view of_deal = {};
    /// What every record that names one of these takes from it: domains of fields.
    std::span<const LookedUp> given_to_all = {};
    Factor factor = {};
    /// What is derived of those that name one record is worked out of all of them.
    PartOf together = {};
};

}  // namespace saleskpi::inline v0_3::detail
