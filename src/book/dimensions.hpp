// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"

#include <saleskpi/record/schema.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What results can be cut by. A dimension is a domain: what fields of several tables name. Each
/// table is cut by its own field of that domain, so that equal names of unlike things, such as the
/// `kind` of a deal and of an activity, never become one.
namespace saleskpi::inline v0_3::detail {

/// Whether values of the type are names: of members, or of choices.
constexpr bool is_name(FieldType type) {
    return type == FieldType::text || type == FieldType::choice;
}

/// Whether a column, of a book or of records that are being added, has names to cut by.
template <class AnyColumn>
bool cuts(const AnyColumn& column) {
    return !column.domain.empty() &&
           (column.type == FieldType::choice || column.dictionary != nullptr);
}

/// The same of a field of a record type.
inline bool cuts(const FieldInfo& field) { return !field.domain.empty() && is_name(field.type); }

/// The column of a domain: the one that bears its name, else the only one of it, else null.
template <class Columns>
auto* column_of_domain(Columns& columns, std::string_view domain) {
    decltype(&*columns.begin()) found = nullptr;
    bool are_several = false;
    for (auto& column : columns) {
        if (column.domain != domain || !cuts(column)) continue;
        if (column.name == domain) return &column;
        are_several = found != nullptr;
        if (are_several) break;
        found = &column;
    }
    return are_several ? nullptr : found;
}

/// The fields that a dimension's name stands for: those of the domain of that name or, if there is
/// no such domain, those of that name.
struct DimensionFields {
    std::string name;
    std::string domain;

    bool is_domain() const { return domain == name; }

    /// The one among fields or columns, by the domain or by the name; null if there is none, or several of
    /// the domain.
    template <class Columns>
    auto* find(Columns& columns) const {
        decltype(&*columns.begin()) found = nullptr;
        if (is_domain()) return found = column_of_domain(columns, domain);
        for (auto& column : columns)
            if (column.name == name) return found = &column;
        return found;
    }
};

/// The fields that the name stands for, here or in the library's records; an empty domain if there
/// are none. Throws Error unknown_dimension if they mean different things.
DimensionFields fields_of(const BookData& book, std::string_view dimension);

/// By what a dimension cuts the records of a table.
enum class CutWay : std::uint8_t {
    none,      ///< by nothing: they do not say it
    all,       ///< they are of the company
    seat,      ///< the seat of who they belong to, by day: a level of a hierarchy
    id,        ///< their own ids
    own,       ///< a field of theirs
    customer,  ///< a field of the customer whom they name
    deal,      ///< one of the deal to which they belong, or of its customer; else of their customer
};

struct TableCut {
    CutWay way = CutWay::none;
    const NamedColumn* column =
        nullptr;  ///< the own field, or that which names the customer or deal
    const NamedColumn* customer =
        nullptr;  ///< of records with a deal, if their customer may say it
};

/// Whether records, which have the fields that `has` knows, say to whom they belong at a level of a seating,
/// or at one further in; without a level, who they belong to themselves.
template <class Has>
bool says_level(const Seating& seating, std::optional<std::size_t> level, const Has& has) {
    if (has(seating.innermost())) return true;
    const auto levels = seating.levels();
    for (std::size_t i = level.value_or(levels.size()); i < levels.size(); ++i)
        if (levels[i].hierarchy == levels[*level].hierarchy && !levels[i].field.empty() &&
            has(levels[i].field))
            return true;
    return false;
}

/// By what records say it themselves: an id, a field, or nothing.
TableCut own_cut(const BookTable& table, const DimensionFields& fields);

/// By what a dimension cuts a table: see the page on concepts. What a record does not say of its deal or
/// customer, these do, if the table has no such field: one that it has is filled by the build, where
/// the other's is asked for at all.
TableCut cut_of(const BookData& book, const BookTable& table, const DimensionFields& fields);

}  // namespace saleskpi::inline v0_3::detail
