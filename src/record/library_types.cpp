// SPDX-License-Identifier: MIT
#include "record/library_types.hpp"

#include "record/all_records.hpp"

#include <saleskpi/record/described.hpp>

#include <type_traits>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

template <class Record, class... Loaded>
constexpr bool is_one_of(std::type_identity<std::tuple<Loaded...>>) {
    return (std::is_same_v<Record, Loaded> || ...);
}

template <class... Loaded, class... All>
std::vector<const RecordType*> types_of(
    std::type_identity<std::tuple<Loaded...>> loaded, std::type_identity<std::tuple<All...>>) {
    std::vector<const RecordType*> types{&record_type<Loaded>()...};
    ((is_one_of<All>(loaded) ? void() : types.push_back(&record_type<All>())), ...);
    return types;
}

}  // namespace

std::span<const RecordType* const> library_types() {
    static const std::vector<const RecordType*> types =
        types_of(std::type_identity<LibraryRecords>{}, std::type_identity<AllRecords>{});
    return types;
}

std::string_view id_domain_of(std::string_view table) {
    for (const RecordType* type : library_types())
        for (const FieldInfo& field : type->fields)
            if (type->table == table && field.identity) return field.domain;
    return table;
}

}  // namespace saleskpi::inline v0_3::detail
