// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

struct Activity;
struct Assignment;
struct Customer;
struct Deal;
struct ExchangeRate;
struct FieldChange;
struct Lead;
struct Membership;
struct Merge;
struct Quote;
struct Reference;
struct Spend;
struct StageChange;
struct Subscription;
struct Survey;
struct Target;
struct Ticket;
struct Touch;
struct UsageEvent;

/// A record type with a Schema of its own.
template <class R>
concept Described = requires {
    Schema<R>::fields;
};

namespace detail {

/// The library's record types, as a list of types only.
using LibraryRecords = std::tuple<
    Activity,
    Assignment,
    Customer,
    Deal,
    ExchangeRate,
    FieldChange,
    Lead,
    Membership,
    Merge,
    Quote,
    Reference,
    Spend,
    StageChange,
    Subscription,
    Survey,
    Target,
    Ticket,
    Touch,
    UsageEvent>;

template <class R, class Records = LibraryRecords>
struct LibraryBase;

template <class R, class... Record>
struct LibraryBase<R, std::tuple<Record...>> {
    static constexpr bool is_itself = (std::is_same_v<R, Record> || ...);

    // Pointers that convert, rather than is_base_of: a private base cannot be read as a record.
    static constexpr std::array<bool, sizeof...(Record)> derives{
        std::is_convertible_v<const R*, const Record*>...};

    static constexpr std::size_t count =
        (std::size_t{0} + ... + std::size_t{std::is_convertible_v<const R*, const Record*>});

    static constexpr std::size_t index() {
        std::size_t i = 0;
        while (!derives[i])
            ++i;
        return i;
    }
};

template <class R>
consteval auto find_described() {
    // The library's own first: to ask for their fields would make the tuple of them.
    if constexpr (LibraryBase<R>::is_itself) {
        return std::type_identity<R>{};
    } else if constexpr (Described<R>) {
        return std::type_identity<R>{};
    } else {
        using Base = LibraryBase<R>;
        static_assert(
            Base::count == 1,
            "saleskpi: a record is one of the library's record types, a struct publicly "
            "derived from one of them, or a struct with a saleskpi::Schema");
        if constexpr (Base::count == 1)
            return std::type_identity<std::tuple_element_t<Base::index(), LibraryRecords>>{};
        else
            return std::type_identity<void>{};
    }
}

}  // namespace detail

/// The type whose description serves for R: R itself if it has a Schema, else the library's record
/// type it publicly derives from. `record_type<described_t<R>>()` reads R's records through
/// pointers to described_t<R>: convert to that type before any conversion to void*.
template <class R>
using described_t = typename decltype(detail::find_described<std::remove_cvref_t<R>>())::type;

}  // namespace saleskpi::inline v0_3
