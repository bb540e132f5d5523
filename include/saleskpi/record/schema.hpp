// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/field.hpp>
#include <saleskpi/value/error.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// The description of a record type: its table and the one list of its fields.
///
///     template <> struct Schema<Order> {                     // a struct of your own
///         static constexpr std::string_view table = "deals"; // stands where deals stand
///         static constexpr auto fields = std::tuple{field("amount", &Order::total), ...};
///     };
///     template <> struct Schema<MyDeal> {                    // derived from Deal, with more fields
///         using base = Deal;
///         static constexpr auto fields = std::tuple{field("vertical", &MyDeal::vertical)};
///     };
template <class RecordT>
struct Schema;

namespace detail {
template <const auto&... F>
inline constexpr std::tuple<std::remove_cvref_t<decltype(F)>...> tuple_of{F...};
}  // namespace detail

/// A base that gives a schema its `fields`, for fields that are constants with names.
/// They are a reference, so that compilers make the tuple only where it is read: those of the
/// library's records would be a fifth of the time that including the library takes.
template <const auto&... F>
struct FieldList {
    static constexpr const std::tuple<std::remove_cvref_t<decltype(F)>...>& fields =
        detail::tuple_of<F...>;

    /// Whether another field than the one of that name is of the domain.
    static constexpr bool has_another(std::string_view name, std::string_view domain) {
        return ((F.name != name && F.domain == domain) || ...);
    }
};

inline constexpr std::int32_t missing_day = (std::numeric_limits<std::int32_t>::min)();
inline constexpr std::int32_t missing_code = -1;
inline constexpr std::int64_t missing_number = (std::numeric_limits<std::int64_t>::min)();

/// A value on its way into a field. `number` holds a day, minor units, billionths or a choice.
struct FieldValue {
    bool missing = true;
    std::string_view text{};
    std::int64_t number = 0;
    Currency currency{};
};

/// One field of a record type, without the type.
struct FieldInfo {
    std::string_view name;
    FieldType type;
    Unit unit;
    std::string_view domain;
    bool required;
    bool identity;
    std::span<const std::string_view> choices;

    /// Copies the field of n records to cells of the type's own kind: std::string_view for text,
    /// std::int32_t for a choice or a day, Money, std::int64_t for numbers, and
    /// std::span<const Credit>. A missing one is "", missing_code, missing_day, missing_number.
    /// False if a value is there that no cell can hold: a date outside earliest_date to latest_date,
    /// a number beyond 64 bits, or one that is missing_number, missing_code or missing_day itself.
    /// Without cells it reads nothing: it only begins to fetch members from memory.
    bool (*read)(const void* const* records, std::size_t n, void* cells);

    /// Sets the field of one record; null for a computed field. Throws Error overflow for a number
    /// that the member's type cannot hold.
    void (*write)(void* record, const FieldValue& value);

    NumberRange range{};       ///< of a number
    bool is_foreseen = false;  ///< a date that may lie ahead
    bool is_made = false;      ///< a book works it out, and does not read it
};

/// A record type, without the type: what loaders, books and the engine work with.
struct RecordType {
    std::string_view table;
    std::span<const FieldInfo> fields;

    /// The field of that name, or null.
    const FieldInfo* find(std::string_view field_name) const noexcept {
        for (const FieldInfo& f : fields)
            if (f.name == field_name) return &f;
        return nullptr;
    }
};

namespace detail {

inline constexpr std::array<std::string_view, 2> bool_names{"no", "yes"};

template <class T>
constexpr std::span<const std::string_view> choices_of() {
    if constexpr (Choice<T>)
        return names_of(T{});
    else if constexpr (std::is_same_v<T, bool>)
        return bool_names;
    else
        return {};
}

/// The canonical cell of a present value.
template <class V>
auto to_cell(const V& value) {
    constexpr FieldType type = field_type_of<V>();
    if constexpr (type == FieldType::text)
        return std::string_view{value};
    else if constexpr (type == FieldType::choice)
        return static_cast<std::int32_t>(value);
    else if constexpr (type == FieldType::date)
        return static_cast<std::int32_t>(value.time_since_epoch().count());
    else if constexpr (type == FieldType::money)
        return value;
    else if constexpr (type == FieldType::decimal)
        return value.nanos();
    else if constexpr (type == FieldType::integer)
        return static_cast<std::int64_t>(value);
    else
        return std::span<const Credit>{value};
}

template <FieldType Type>
constexpr auto missing_cell() {
    if constexpr (Type == FieldType::choice)
        return missing_code;
    else if constexpr (Type == FieldType::date)
        return missing_day;
    else if constexpr (Type == FieldType::money)
        return Money{missing_number, Currency{}};
    else
        return missing_number;
}

template <class T>
auto read_cell(const T& value) {
    if constexpr (std::is_same_v<T, std::string_view>) {
        return value;
    } else if constexpr (std::is_same_v<T, unwrapped_t<T>>) {
        return to_cell(value);
    } else if constexpr (field_type_of<T>() == FieldType::text) {
        return value ? std::string_view{*value} : std::string_view{};
    } else {
        return value ? to_cell(*value) : missing_cell<field_type_of<T>()>();
    }
}

inline constexpr std::int32_t earliest_cell = earliest_date.time_since_epoch().count();
inline constexpr std::int32_t latest_cell = latest_date.time_since_epoch().count();

/// Whether a value that is there got a cell that means something else. This is asked of
/// every value that is read.
template <class T, class Cell>
constexpr bool is_misread(const T& value, const Cell& cell) {
    using V = unwrapped_t<T>;
    constexpr FieldType type = field_type_of<T>();
    if constexpr (type == FieldType::text || type == FieldType::credits) {
        return false;
    } else if constexpr (!std::is_same_v<T, V>) {
        // The cell says as much as the value; a choice that is too large is looked at itself.
        if constexpr (type == FieldType::choice && sizeof(V) > sizeof(Cell))
            return value.has_value() && is_misread(*value, cell);
        else
            return value.has_value() && is_misread(V{}, cell);
    } else if constexpr (type == FieldType::money) {
        return cell.minor() == missing_number;
    } else if constexpr (type == FieldType::date) {
        return cell < earliest_cell || cell > latest_cell;
    } else if constexpr (type == FieldType::integer && std::is_unsigned_v<V>) {
        return cell < 0;
    } else if constexpr (type != FieldType::choice) {
        return cell == missing_number;
    } else if constexpr (sizeof(V) > sizeof(Cell)) {
        return static_cast<std::uint64_t>(value) > (std::numeric_limits<std::int32_t>::max)();
    } else {
        return cell < 0;
    }
}

/// Says whether all values got cells of their own.
template <class RecordT, auto Access>
bool read_field(const void* const* records, std::size_t n, void* cells) {
    const auto get = [](const void* p) -> decltype(auto) {
        const RecordT& record = *static_cast<const RecordT*>(p);
        if constexpr (std::is_member_object_pointer_v<decltype(Access)>)
            return (record.*Access);
        else
            return Access(record);
    };
    if (cells == nullptr) {
        if constexpr (std::is_member_object_pointer_v<decltype(Access)>)
            for (std::size_t i = 0; i < n; ++i)
                __builtin_prefetch(&(static_cast<const RecordT*>(records[i])->*Access));
        return true;
    }
    auto* out = static_cast<decltype(read_cell(get(nullptr)))*>(cells);
    bool is_any_misread = false;
    for (std::size_t i = 0; i < n; ++i) {
        // Records are large and lie apart: waiting for them is what reading them costs.
        constexpr std::size_t ahead = 12;
        if constexpr (std::is_member_object_pointer_v<decltype(Access)>)
            __builtin_prefetch(
                &(static_cast<const RecordT*>(records[i + ahead < n ? i + ahead : i])->*Access));
        const auto& value = get(records[i]);
        const auto cell = read_cell(value);
        is_any_misread |= is_misread(value, cell);
        out[i] = cell;
    }
    return !is_any_misread;
}

/// The number as the record's own integer type; throws Error overflow where that is too small.
template <class V>
V narrow(std::int64_t number) {
    const V value = static_cast<V>(number);
    if (static_cast<std::int64_t>(value) != number || (value < V{}) != (number < 0))
        throw Error{ErrorCode::overflow, "a number does not fit in its field"};
    return value;
}

template <class RecordT, auto Member>
void write_field(void* record, const FieldValue& value) {
    auto& target = static_cast<RecordT*>(record)->*Member;
    using T = std::remove_reference_t<decltype(target)>;
    using V = unwrapped_t<T>;
    if (value.missing) {
        target = T{};
        return;
    }
    constexpr FieldType type = field_type_of<V>();
    if constexpr (type == FieldType::text)
        target = V{value.text};
    else if constexpr (type == FieldType::choice)
        target = static_cast<V>(value.number);
    else if constexpr (type == FieldType::date)
        target = Date{date::days{value.number}};
    else if constexpr (type == FieldType::money)
        target = Money{value.number, value.currency};
    else if constexpr (type == FieldType::decimal)
        target = Decimal::from_nanos(value.number);
    else if constexpr (type == FieldType::integer)
        target = narrow<V>(value.number);
    else
        target = try_parse_credits(value.text).value_or(T{});
}

template <class RecordT, auto Access, class F>
constexpr FieldInfo make_info(const F& f) {
    FieldInfo info{
        f.name,
        F::type,
        F::unit,
        f.domain,
        f.is_required,
        f.is_identity,
        choices_of<typename F::value_type>(),
        &read_field<RecordT, Access>,
        nullptr};
    if constexpr (std::is_member_object_pointer_v<decltype(Access)>)
        info.write = &write_field<RecordT, Access>;
    if constexpr (requires { f.range; }) info.range = f.range;
    if constexpr (requires { f.is_foreseen; }) info.is_foreseen = f.is_foreseen;
    if constexpr (requires { f.is_made; }) info.is_made = f.is_made;
    return info;
}

template <class RecordT, class Described, std::size_t... I>
constexpr auto make_infos(std::index_sequence<I...>) {
    constexpr auto access = [](const auto& f) {
        if constexpr (requires { f.member; })
            return f.member;
        else
            return f.compute;
    };
    return std::array<FieldInfo, sizeof...(I)>{
        make_info<RecordT, access(std::get<I>(Schema<Described>::fields))>(
            std::get<I>(Schema<Described>::fields))...};
}

template <class S>
concept HasBase = requires {
    typename S::base;
};

/// The fields of a record type, those of its base first.
template <class RecordT, class Described = RecordT>
constexpr auto infos_of() {
    constexpr std::size_t own =
        std::tuple_size_v<std::remove_cvref_t<decltype(Schema<Described>::fields)>>;
    constexpr auto mine = make_infos<RecordT, Described>(std::make_index_sequence<own>{});
    if constexpr (HasBase<Schema<Described>>) {
        constexpr auto inherited = infos_of<RecordT, typename Schema<Described>::base>();
        std::array<FieldInfo, inherited.size() + own> all{};
        for (std::size_t i = 0; i < inherited.size(); ++i)
            all[i] = inherited[i];
        for (std::size_t i = 0; i < own; ++i)
            all[inherited.size() + i] = mine[i];
        return all;
    } else {
        return mine;
    }
}

}  // namespace detail

/// The table a record type belongs to: that of its own schema, or of its base's.
template <class RecordT>
constexpr std::string_view table_of() {
    if constexpr (detail::HasBase<Schema<RecordT>>)
        return table_of<typename Schema<RecordT>::base>();
    else
        return Schema<RecordT>::table;
}

namespace detail {

template <std::size_t N>
constexpr bool have_distinct_names(const std::array<FieldInfo, N>& fields) {
    for (std::size_t i = 0; i < N; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (fields[i].name == fields[j].name) return false;
    return true;
}

template <class RecordT>
const RecordType& describe() {
    static constexpr auto fields = infos_of<RecordT>();
    static_assert(
        have_distinct_names(fields), "saleskpi: two fields of this record type have the same name");
    static constexpr RecordType type{table_of<RecordT>(), fields};
    return type;
}

}  // namespace detail

/// The run-time description of a record type. The library's own records specialise it, so that
/// theirs is compiled once, in the library.
template <class RecordT>
const RecordType& record_type() {
    return detail::describe<RecordT>();
}

}  // namespace saleskpi::inline v0_3
