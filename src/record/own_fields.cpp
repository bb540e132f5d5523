// SPDX-License-Identifier: MIT
#include "value/digits.hpp"

#include <saleskpi/record/own_fields.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace saleskpi::inline v0_3 {

namespace {

struct Description {
    explicit Description(const RecordType& of, const OwnFields& own)
        : fields{own}, table{of.table} {}

    OwnFields fields;
    std::string table;
    std::vector<std::vector<std::string_view>> choices;
    std::vector<FieldInfo> infos;
    RecordType type{};
};

[[noreturn]] void refuse(std::string_view name, const std::string& why) {
    throw Error{ErrorCode::invalid_argument, fmt::format("field '{}' {}", name, why)};
}

bool is_name(std::string_view text) {
    const auto is_part = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || detail::is_digit(c) || c == '_';
    };
    return !text.empty() && !detail::is_digit(text.front()) &&
           std::all_of(text.begin(), text.end(), is_part);
}

bool is_number(const OwnField& field) {
    return field.type == FieldType::decimal || field.type == FieldType::integer;
}

void check(const RecordType& of, std::string_view name, const OwnField& field) {
    // These are told of the rep, by assignments: a column of the same name would be asked for by nobody.
    constexpr std::array<std::string_view, 3> cut_by{"company", "region", "team"};
    if (!is_name(name))
        refuse(name, "has no name for a field: letters, digits and '_', and no digit first");
    const bool is_domain =
        std::any_of(of.fields.begin(), of.fields.end(), [&](const FieldInfo& its) {
            return its.domain == name;  // by which its records are cut by another of their fields
        });
    if (is_domain || of.find(name))
        refuse(
            name,
            fmt::format("is one that {} have: a field of your own needs another name", of.table));
    if (std::find(cut_by.begin(), cut_by.end(), name) != cut_by.end())
        refuse(
            name,
            fmt::format(
                "is what every book is cut by, from its assignments: a field of your own needs "
                "another name, such as 'own_{}'",
                name));
    if (field.type == FieldType::credits) refuse(name, "cannot hold credits");
    if ((field.type == FieldType::choice) == field.choices.empty())
        refuse(
            name,
            field.choices.empty() ? "is a choice, and needs choices" : "has choices, and is none");
    for (auto at = field.choices.begin(); at != field.choices.end(); ++at)
        if (at->empty() || std::find(field.choices.begin(), at, *at) != at)
            refuse(name, fmt::format("has the choice '{}' without a name of its own", *at));
    if (!is_number(field) && (field.unit || field.least || field.most))
        refuse(name, "is no number, and has neither a unit nor a least or most");
    if (field.unit && (is_money_like(*field.unit) || field.unit == Unit::date))
        refuse(
            name,
            fmt::format(
                "is a number, and cannot be counted in {}: there are fields of money and of dates",
                saleskpi::name(*field.unit)));
    if (field.foreseen && field.type != FieldType::date)
        refuse(name, "is no date, and cannot be foreseen");
    if (field.least && field.most && *field.least > *field.most)
        refuse(name, fmt::format("has a least {} above its most {}", *field.least, *field.most));
}

Unit unit_of(const OwnField& field) {
    if (field.type == FieldType::money) return Unit::money;
    if (field.type == FieldType::date) return Unit::days;
    return field.unit.value_or(Unit::count);
}

[[noreturn]] void fail_without_place() {
    throw Error{ErrorCode::invalid_argument, "no struct has a field that is told at run time"};
}

}  // namespace

std::shared_ptr<const RecordType> with_own_fields(const RecordType& of, const OwnFields& fields) {
    const auto all = std::make_shared<Description>(of, fields);
    all->infos.assign(of.fields.begin(), of.fields.end());
    for (const auto& [name, field] : all->fields) {
        check(of, name, field);
        all->choices.emplace_back(field.choices.begin(), field.choices.end());
    }
    auto choices = all->choices.begin();
    for (const auto& [name, field] : all->fields)
        all->infos.push_back(
            {name, field.type, unit_of(field), name, false, false, *choices++,
             [](const void* const*, std::size_t, void*) -> bool { fail_without_place(); },
             [](void*, const FieldValue&) { fail_without_place(); },
             NumberRange{.least = field.least, .most = field.most}, field.foreseen});
    all->type = {all->table, all->infos};
    return {all, &all->type};
}

}  // namespace saleskpi::inline v0_3
