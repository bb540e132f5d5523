// SPDX-License-Identifier: MIT
#include "book/table_rules.hpp"

#include "record/all_records.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace saleskpi::inline v0_3::detail {

namespace {

struct TableAndRules {
    std::string_view table;
    TableRules rules;
};

template <class Record>
constexpr TableRules rules_beside() {
    if constexpr (requires { Schema<Record>::rules; })
        return Schema<Record>::rules;
    else
        return {};
}

template <class... Records>
constexpr auto rules_of_all(std::type_identity<std::tuple<Records...>>) {
    return std::array{TableAndRules{Schema<Records>::table, rules_beside<Records>()}...};
}

constexpr auto all_rules = rules_of_all(std::type_identity<AllRecords>{});
constexpr TableRules no_rules;

}  // namespace

const TableRules& rules_of(std::string_view table) {
    const auto known = std::find_if(all_rules.begin(), all_rules.end(), [&](const auto& rules) {
        return rules.table == table;
    });
    return known == all_rules.end() ? no_rules : known->rules;
}

}  // namespace saleskpi::inline v0_3::detail
