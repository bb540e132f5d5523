// SPDX-License-Identifier: MIT
#include "book/hierarchies.hpp"

#include "record/library_types.hpp"
#include "value/utf8.hpp"

#include <saleskpi/metric/text.hpp>
#include <saleskpi/record/assignment.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view kind_of_rep = kpi::assignment::kind.domain;

[[noreturn]] void refuse(const Hierarchy& hierarchy, std::string_view reason) {
    throw Error{
        ErrorCode::invalid_argument, fmt::format("hierarchy '{}' {}", hierarchy.name, reason)};
}

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

void check_name(const Hierarchy& hierarchy, const std::string& name) {
    const bool is_word = !name.empty() && is_utf8(name) && name.find('.') == std::string::npos;
    if (!is_word) refuse(hierarchy, fmt::format("has a name that is none: '{}'", as_utf8(name)));
}

bool is_of_assignments(std::string_view level) {
    const auto& levels = kpi::assignment::levels;
    return std::find(levels.begin(), levels.end(), level) != levels.end();
}

void check(const Hierarchy& hierarchy) {
    check_name(hierarchy, hierarchy.name);
    if (hierarchy.levels.size() < 2) refuse(hierarchy, "has less than two levels");
    for (std::size_t i = 0; i < hierarchy.levels.size(); ++i) {
        const std::string& level = hierarchy.levels[i];
        check_name(hierarchy, level);
        if (hierarchy.name.size() + 1 + level.size() > NameText::capacity)
            refuse(
                hierarchy, fmt::format(
                               "has a name that with that of level '{}' is longer than {} bytes",
                               level, NameText::capacity - 1));
        if (i + 1 < hierarchy.levels.size() && !is_of_assignments(level) &&
            is_of_library_records(level))
            refuse(
                hierarchy,
                fmt::format("has a level '{}', which is what records say themselves", level));
        if (level == "company" || level == "parent" || level == kind_of_rep ||
            level == hierarchy.name)
            refuse(hierarchy, fmt::format("has a level of a name that is taken: '{}'", level));
        if (std::find(
                hierarchy.levels.begin(), hierarchy.levels.begin() + static_cast<std::ptrdiff_t>(i),
                level) != hierarchy.levels.begin() + static_cast<std::ptrdiff_t>(i))
            refuse(hierarchy, fmt::format("has two levels '{}'", level));
    }
}

/// Whether all levels of one are among those of the other, in that order.
bool goes_on_from(const Hierarchy& hierarchy, const Hierarchy& earlier) {
    auto at = hierarchy.levels.begin();
    for (const std::string& level : earlier.levels) {
        at = std::find(at, hierarchy.levels.end(), level);
        if (at == hierarchy.levels.end()) return false;
    }
    return hierarchy.levels.back() == earlier.levels.back();
}

}  // namespace

bool is_of_library_records(std::string_view name) {
    for (const RecordType* type : library_types())
        for (const FieldInfo& field : type->fields)
            if ((field.type == FieldType::text || field.type == FieldType::choice) &&
                !field.domain.empty() && (field.name == name || field.domain == name))
                return true;
    return false;
}

const Hierarchy& first_hierarchy() {
    static const Hierarchy first{
        "organisation", {kpi::assignment::levels.begin(), kpi::assignment::levels.end()}};
    return first;
}

std::vector<Hierarchy> with_hierarchy(std::vector<Hierarchy> all, const Hierarchy& added) {
    check(added);
    const auto known = std::find_if(
        all.begin(), all.end(), [&](const Hierarchy& one) { return one.name == added.name; });
    if (known == all.begin()) {
        if (!(*known == first_hierarchy()) && !(*known == added))
            refuse(added, "has other levels already");
        if (!goes_on_from(added, first_hierarchy()))
            refuse(
                added, fmt::format(
                           "lacks one of the levels {}, in this order, that assignments tell",
                           fmt::join(first_hierarchy().levels, ", ")));
        *known = added;
    } else if (known != all.end()) {
        refuse(added, "is there already");
    } else {
        all.push_back(added);
    }
    // An inner level must not be what records say of another hierarchy.
    for (const Hierarchy& one : all)
        for (const Hierarchy& other : all)
            if (one.levels.back() != other.levels.back() && has(one.levels, other.levels.back()))
                refuse(
                    one, fmt::format(
                             "has a level '{}' that is the innermost of '{}'", other.levels.back(),
                             other.name));
    return all;
}

Seatings seatings_of(const std::vector<Hierarchy>& hierarchies) {
    std::vector<std::string> innermost;
    for (const Hierarchy& one : hierarchies)
        if (!has(innermost, one.levels.back())) innermost.push_back(one.levels.back());
    Seatings all;
    for (const std::string& name : innermost) {
        std::vector<SeatLevel> levels;
        std::size_t number = 0;
        for (std::size_t h = 0; h < hierarchies.size(); ++h) {
            const Hierarchy& one = hierarchies[h];
            if (one.levels.back() != name) continue;
            for (std::size_t i = 0; i + 1 < one.levels.size(); ++i)
                levels.push_back(
                    {number, one.levels[i],
                     h == 0 ? one.levels[i] : dimension_name(hierarchies, h, i)});
            ++number;
        }
        const bool is_of_reps = all.empty();
        if (is_of_reps)
            levels.push_back(
                {SeatLevel::no_hierarchy, std::string{kind_of_rep}, {}, rep_kind_names});
        all.emplace_back(Seating{name, std::move(levels), is_of_reps});
    }
    return all;
}

HierarchyPlace place_of(
    const std::vector<Hierarchy>& hierarchies, const Seatings& seatings, std::size_t hierarchy) {
    const std::string& innermost = hierarchies[hierarchy].levels.back();
    HierarchyPlace place{};
    while (seatings[place.seating]->innermost() != innermost)
        ++place.seating;
    for (std::size_t i = 0; i < hierarchy; ++i)
        place.hierarchy += hierarchies[i].levels.back() == innermost ? 1 : 0;
    place.first_level = seatings[place.seating]->levels_of(place.hierarchy).first;
    return place;
}

std::optional<LevelPlace> level_place(
    const std::vector<Hierarchy>& hierarchies,
    const Seatings& seatings,
    std::string_view dimension) {
    if (dimension == kind_of_rep) {
        const auto levels = seatings.front()->levels();
        return LevelPlace{0, levels.size() - 1};
    }
    const auto dot = dimension.find('.');
    const std::string_view level =
        dot == std::string_view::npos ? dimension : dimension.substr(dot + 1);
    std::optional<LevelPlace> found;
    std::vector<std::string> all;
    for (std::size_t h = 0; h < hierarchies.size(); ++h) {
        const Hierarchy& one = hierarchies[h];
        if (dot != std::string_view::npos && one.name != dimension.substr(0, dot)) continue;
        if (level == one.levels.back()) {
            if (level == seatings.front()->innermost()) return LevelPlace{0, std::nullopt};
            continue;
        }
        const auto at = std::find(one.levels.begin(), one.levels.end(), level);
        if (at == one.levels.end()) continue;
        const HierarchyPlace place = place_of(hierarchies, seatings, h);
        found = LevelPlace{
            place.seating, place.first_level + static_cast<std::size_t>(at - one.levels.begin())};
        all.push_back(fmt::format("{}.{}", one.name, level));
    }
    if (all.size() > 1)
        throw Error{
            ErrorCode::unknown_dimension, fmt::format(
                                              "'{}' is a level of several hierarchies: say {}",
                                              dimension, fmt::join(all, " or "))};
    return found;
}

std::string_view without_hierarchy(
    const std::vector<Hierarchy>& hierarchies, std::string_view dimension) {
    const auto dot = dimension.find('.');
    if (dot == std::string_view::npos) return dimension;
    for (const Hierarchy& one : hierarchies)
        if (one.name == dimension.substr(0, dot) && one.levels.back() == dimension.substr(dot + 1))
            return dimension.substr(dot + 1);
    return dimension;
}

std::string dimension_name(
    const std::vector<Hierarchy>& hierarchies, std::size_t hierarchy, std::size_t level) {
    const std::string& name = hierarchies[hierarchy].levels[level];
    const auto n = std::count_if(hierarchies.begin(), hierarchies.end(), [&](const Hierarchy& one) {
        return has(one.levels, name);
    });
    const bool is_innermost = level + 1 == hierarchies[hierarchy].levels.size();
    return n > 1 && !is_innermost ? fmt::format("{}.{}", hierarchies[hierarchy].name, name) : name;
}

}  // namespace saleskpi::inline v0_3::detail
