// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// That two records are one: what one id said, and what is said of it, is of the other from now on.
struct Merge {
    std::string table{};  ///< of both records: "customers"
    std::string id{};     ///< which is no more
    std::string into{};   ///< the id that lives on
};

/// The fields of a merge.
namespace kpi::merge {
inline constexpr auto table = field("table", &Merge::table).required().of_domain("");
inline constexpr auto id = field("id", &Merge::id).required().of_domain("");
inline constexpr auto into = field("into", &Merge::into).required().of_domain("");

using Fields = FieldList<table, id, into>;
}  // namespace kpi::merge

template <>
struct Schema<Merge> : kpi::merge::Fields {
    static constexpr std::string_view table = "merges";
    static constexpr std::string_view key[]{kpi::merge::table.name, kpi::merge::id.name};
    static constexpr detail::TableRules rules{.key = key};
};

template <>
const RecordType& record_type<Merge>();

}  // namespace saleskpi::inline v0_3
