// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/choice.hpp>
#include <saleskpi/record/credit.hpp>
#include <saleskpi/value/date.hpp>
#include <saleskpi/value/decimal.hpp>
#include <saleskpi/value/hash.hpp>
#include <saleskpi/value/literal.hpp>
#include <saleskpi/value/money.hpp>
#include <saleskpi/value/unit.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// What a field holds. Every field but `choice` and `credits` may be missing; an empty text is.
enum class FieldType : std::uint8_t { text, choice, date, money, decimal, integer, credits };

/// What a number of a field may be, both ends included: whole numbers, of decimals as well. Outside of it a
/// value is refused, and counts as missing.
struct NumberRange {
    std::optional<std::int64_t> least{};
    std::optional<std::int64_t> most{};
    std::string_view most_is{};        ///< the field of the record that says it
    bool but_for_corrections = false;  ///< a record that takes something back may lie below

    constexpr bool is_open() const { return !least && !most && most_is.empty(); }
};

namespace detail {

template <class T>
struct Unwrapped {
    using type = T;
};
template <class T>
struct Unwrapped<std::optional<T>> {
    using type = T;
};
template <>
struct Unwrapped<std::string_view> {
    using type = std::string;
};
/// T of std::optional<T>, std::string of a view, else T itself.
template <class T>
using unwrapped_t = typename Unwrapped<std::remove_cvref_t<T>>::type;

template <class T>
consteval FieldType field_type_of() {
    using V = unwrapped_t<T>;
    if constexpr (std::is_same_v<V, std::string>)
        return FieldType::text;
    else if constexpr (Choice<V> || std::is_same_v<V, bool>)
        return FieldType::choice;
    else if constexpr (std::is_same_v<V, Date>)
        return FieldType::date;
    else if constexpr (std::is_same_v<V, Money>)
        return FieldType::money;
    else if constexpr (std::is_same_v<V, Decimal>)
        return FieldType::decimal;
    else if constexpr (std::is_integral_v<V>)
        return FieldType::integer;
    else if constexpr (std::is_same_v<V, std::vector<Credit>>)
        return FieldType::credits;
    else
        static_assert(
            sizeof(T) == 0,
            "saleskpi: a field is a std::string, an enumeration with names_of(), a bool, "
            "a Date, a Money, a Decimal, an integer, or a std::optional of one of them");
}

template <class T>
consteval Unit default_unit() {
    switch (field_type_of<T>()) {
        case FieldType::money:
            return Unit::money;
        case FieldType::decimal:
            return Unit::ratio;
        case FieldType::date:
            return Unit::days;
        default:
            return Unit::count;
    }
}

}  // namespace detail

/// A named member of a record: `field("amount", &Deal::amount)`.
/// Definitions, files, columns and documentation all know the member by this name.
template <class RecordT, class T, Unit U>
struct Field {
    using record = RecordT;
    using value_type = detail::unwrapped_t<T>;
    static constexpr Unit unit = U;
    static constexpr FieldType type = detail::field_type_of<T>();
    static_assert(
        !std::is_same_v<T, std::string_view>,
        "saleskpi: a record owns its texts: make the member a std::string");

    std::string_view name;
    T RecordT::*member;
    std::string_view domain;  ///< fields that name the same things share a domain
    bool is_required = false;
    bool is_identity = false;
    std::uint64_t name_hash = detail::name_hash(name);
    NumberRange range{};
    bool is_foreseen = false;

    /// A record without this value is rejected. The library's own records hold even such dates and
    /// amounts in a std::optional: a plain date that was forgotten would be 1970-01-01.
    constexpr Field required() const {
        Field f = *this;
        f.is_required = true;
        return f;
    }
    /// The record's own id: required, and unique within its table.
    constexpr Field identity() const {
        Field f = required();
        f.is_identity = true;
        return f;
    }
    /// A number outside of it is refused: `field("probability", &Deal::probability).within({0, 1})`.
    constexpr Field within(NumberRange allowed) const
        requires(type == FieldType::decimal || type == FieldType::integer) {
        Field f = *this;
        f.range = allowed;
        return f;
    }
    /// A date that may lie ahead, as that on which a deal is expected to close: it says not that something
    /// happened, and a book as of an earlier day has it too.
    constexpr Field foreseen() const requires(type == FieldType::date) {
        Field f = *this;
        f.is_foreseen = true;
        return f;
    }
    /// Names the same things as the fields of that domain: a customer's id and a deal's customer. Of
    /// no domain, "", results are not cut by it.
    constexpr Field of_domain(Literal domain_name) const {
        Field f = *this;
        f.domain = domain_name;
        return f;
    }
};

/// A value worked out from a record, for records that do not store it:
/// `computed("amount", +[](const Order& o) { return Money{o.cents, usd}; })`. Read-only.
template <class RecordT, class T, Unit U>
struct ComputedField {
    using record = RecordT;
    using value_type = detail::unwrapped_t<T>;
    static constexpr Unit unit = U;
    static constexpr FieldType type = detail::field_type_of<T>();
    static_assert(
        (type != FieldType::text && type != FieldType::credits) || std::is_reference_v<T> ||
            std::is_same_v<T, std::string_view>,
        "saleskpi: a computed text is a std::string_view or a reference into the record: "
        "a std::string of its own would be gone before it is read");

    std::string_view name;
    T (*compute)(const RecordT&);
    std::string_view domain;
    bool is_required = false;
    bool is_identity = false;
    std::uint64_t name_hash = detail::name_hash(name);
    bool is_made = false;

    /// A book works it out itself, of the money that it has converted: it is not read from records.
    constexpr ComputedField made_by_book() const {
        ComputedField f = *this;
        f.is_made = true;
        return f;
    }
    /// As that of a field: of no domain, "", results are not cut by it.
    constexpr ComputedField of_domain(Literal domain_name) const {
        ComputedField f = *this;
        f.domain = domain_name;
        return f;
    }
};

template <class RecordT, class T>
constexpr auto field(Literal name, T RecordT::*member) {
    return Field<RecordT, T, detail::default_unit<T>()>{name, member, name};
}

/// The same for a number whose unit is not its type's usual one: `field<Unit::days>(...)`.
template <Unit U, class RecordT, class T>
constexpr auto field(Literal name, T RecordT::*member) {
    return Field<RecordT, T, U>{name, member, name};
}

template <class RecordT, class T>
constexpr auto computed(Literal name, T (*compute)(const RecordT&)) {
    return ComputedField<RecordT, T, detail::default_unit<T>()>{name, compute, name};
}

}  // namespace saleskpi::inline v0_3
