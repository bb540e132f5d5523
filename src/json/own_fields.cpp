// SPDX-License-Identifier: MIT
#include "json/own_fields.hpp"

#include "load/mapped_type.hpp"
#include "value/digits.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array<std::string_view, 7> type_names{"text",  "number", "integer", "date",
                                                     "money", "yes_no", "choice"};
constexpr std::array<FieldType, type_names.size()> types{
    FieldType::text,  FieldType::decimal, FieldType::integer, FieldType::date,
    FieldType::money, FieldType::choice,  FieldType::choice};

Unit read_unit(const JsonPlace& place) {
    const std::string word = place.text();
    if (const auto unit = try_parse_unit(word)) return *unit;
    std::vector<std::string_view> names;
    for (const Unit unit : all_units)
        names.push_back(name(unit));
    place.fail_unknown("unit", word, names);
}

std::int64_t read_end(const JsonPlace& place) {
    const auto number = parse_fixed(place.scalar(), 0);
    if (!number) place.fail("is no whole number");
    return *number;
}

OwnField read_own_field(const JsonPlace& place) {
    OwnField field;
    const JsonPlace type = place.at("type");
    const std::string word = type.text();
    const auto at = std::find(type_names.begin(), type_names.end(), word);
    if (at == type_names.end()) type.fail_unknown("type", word, type_names);
    field.type = types[static_cast<std::size_t>(at - type_names.begin())];
    if (word == "yes_no") field.choices = {"no", "yes"};
    if (const auto choices = place.find("choices")) {
        if (word == "yes_no") choices->fail("are yes and no");
        field.choices = choices->texts();
    }
    if (const auto unit = place.find("unit")) field.unit = read_unit(*unit);
    if (const auto least = place.find("least")) field.least = read_end(*least);
    if (const auto most = place.find("most")) field.most = read_end(*most);
    if (const auto foreseen = place.find("foreseen")) {
        const auto flag = foreseen->boolean();
        if (!flag) foreseen->fail("is neither true nor false");
        field.foreseen = *flag;
    }
    return field;
}

}  // namespace

void read_own_fields(const JsonPlace& fields, const RecordType& of, OwnFields& to) {
    fields.for_each_key([&](const std::string& name, const JsonPlace& place) {
        if (!place.is_object()) return;
        if (!place.find("type")) {
            for (const std::string_view key : own_field_keys)
                if (const auto its = place.find(std::string{key}))
                    its->fail("is said of a field of your own, which has a 'type'");
            return;
        }
        const OwnField field = read_own_field(place);
        try {
            (void)with_fields_of_mapping(of, {{name, field}});
        } catch (const Error& error) {
            place.fail(error.what());
        }
        if (const auto known = to.emplace(name, field).first; !(known->second == field))
            place.fail("is described otherwise for another file of the table");
    });
}

}  // namespace saleskpi::inline v0_3::detail
