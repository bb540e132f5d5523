// SPDX-License-Identifier: MIT
#include "book/look_up_rules.hpp"

#include "book/table_rules.hpp"
#include "record/library_types.hpp"

#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

std::string_view domain_of_ids(const RecordType& type) {
    for (const FieldInfo& field : type.fields)
        if (field.identity) return field.domain;
    return {};
}

std::vector<LookUpRule> all_look_up_rules() {
    std::vector<LookUpRule> rules;
    for (const RecordType* type : library_types())
        for (const LookUp& look_up : rules_of(type->table).look_ups)
            rules.push_back(
                {type->table, look_up.key, look_up.in, look_up.fields, type,
                 look_up.may_come_later});
    // What a record says of its own comes before what any other would take.
    for (const RecordType* type : library_types())
        if (const auto given = rules_of(type->table).given_to_all; !given.empty())
            rules.push_back({"", domain_of_ids(*type), type->table, given, nullptr, true});
    return rules;
}

}  // namespace

std::span<const LookUpRule> look_up_rules() {
    static const std::vector<LookUpRule> rules = all_look_up_rules();
    return rules;
}

}  // namespace saleskpi::inline v0_3::detail
