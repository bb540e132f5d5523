// SPDX-License-Identifier: MIT
#include "book/field_parts.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

std::vector<std::vector<FieldTarget>> field_parts(
    const std::vector<FieldTarget>& targets,
    const std::vector<RawColumn>& columns,
    unsigned threads) {
    struct Group {
        const void* shared;
        std::size_t effort = 0;
        std::vector<FieldTarget> targets{};
    };
    static constexpr char all_money = 0;
    std::vector<Group> groups;
    for (const FieldTarget& target : targets) {
        const RawColumn& column = columns[target.column];
        const void* shared = column.dictionary ? column.dictionary
                             : column.type == FieldType::money
                                 ? static_cast<const void*>(&all_money)
                                 : &column;
        auto group = std::find_if(
            groups.begin(), groups.end(), [&](const Group& g) { return g.shared == shared; });
        if (group == groups.end()) group = groups.insert(groups.end(), Group{shared});
        group->targets.push_back(target);
        constexpr std::size_t of_text = 4;
        group->effort += column.type == FieldType::text ? of_text : 1;
    }
    std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
        return a.effort > b.effort;
    });
    std::vector<std::vector<FieldTarget>> parts((std::min)(std::size_t{threads}, groups.size()));
    std::vector<std::size_t> efforts(parts.size());
    for (const Group& group : groups) {
        const auto least = std::min_element(efforts.begin(), efforts.end());
        *least += group.effort;
        auto& part = parts[static_cast<std::size_t>(least - efforts.begin())];
        part.insert(part.end(), group.targets.begin(), group.targets.end());
    }
    return parts;
}

}  // namespace saleskpi::inline v0_3::detail
