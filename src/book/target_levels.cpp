// SPDX-License-Identifier: MIT
#include "book/target_levels.hpp"

#include "book/hierarchies.hpp"

#include <saleskpi/record/target.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

namespace saleskpi::inline v0_3::detail {

namespace {

FieldInfo text_field(std::string_view name, std::string_view domain) {
    return {name, FieldType::text, Unit::count, domain, false, false, {}, nullptr, nullptr, {}};
}

/// A column in which targets name a level.
struct LevelField {
    std::string name;
    std::string domain;
};

std::optional<LevelField> field_of(const BookData& book, std::string_view level) {
    if (const auto place = book.level(level)) {
        const Seating& seating = book.seatings[place->seating];
        if (!place->level) return LevelField{seating.innermost(), seating.innermost()};
        const SeatLevel& its = seating.levels()[*place->level];
        if (its.field.empty()) return std::nullopt;
        return LevelField{its.field, its.name};
    }
    const std::string_view plain = without_hierarchy(book.hierarchies, level);
    for (const Seating& seating : book.seatings)
        if (seating.innermost() == plain)
            return LevelField{seating.innermost(), seating.innermost()};
    return std::nullopt;
}

std::vector<std::string> all_levels(const std::vector<Hierarchy>& hierarchies) {
    std::vector<std::string> names;
    for (std::size_t h = 0; h < hierarchies.size(); ++h)
        for (std::size_t level = 0; level < hierarchies[h].levels.size(); ++level) {
            std::string name = dimension_name(hierarchies, h, level);
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(std::move(name));
        }
    return names;
}

/// Where the row says it, moves the member into its level's column.
void move_member(RawTable& targets, const BookData& book, std::size_t row) {
    const std::string level_field{kpi::target::level.name};
    const std::string member_field{kpi::target::member.name};
    const RawColumn& level = *targets.find(level_field);
    const RawColumn& member = *targets.find(member_field);
    if (level.is_missing(row) && member.is_missing(row)) return;
    if (level.is_missing(row) || member.is_missing(row))
        return targets.reject(
            row, level.is_missing(row) ? level_field : member_field, "",
            "is missing: a level and its member go together", FindingKind::missing);
    std::optional<LevelField> field;
    std::string reason;
    try {
        field = field_of(book, level.dictionary->text(level.small_at(row)));
    } catch (const Error& error) {  // a level of several hierarchies
        reason = error.what();
    }
    if (!field)
        return targets.reject(
            row, level_field, level.shown(row),
            !reason.empty()
                ? reason
                : fmt::format(
                      "is no level; there are {}", fmt::join(all_levels(book.hierarchies), ", ")));
    const std::string name{member.dictionary->text(member.small_at(row))};
    RawColumn& column = targets.column(text_field(field->name, field->domain));
    const std::int32_t code = column.dictionary->intern(name);
    if (!column.is_missing(row) && column.small_at(row) != code)
        return targets.reject(
            row, member_field, name, fmt::format("is not the {} of the target", field->name),
            FindingKind::contradicts);
    column.set_small(row, code);
}

/// A column in which targets name a level, and what its targets are of: a hierarchy by an inner level, or
/// else an innermost level.
struct Naming {
    const RawColumn* column;
    std::string of;
    bool is_inner;
};

std::vector<Naming> namings(RawTable& targets, const BookData& book) {
    std::vector<Naming> all;
    const auto add = [&](const std::string& field, const std::string& of, bool is_inner) {
        const RawColumn* column = targets.find(field);
        if (column && column->dictionary) all.push_back({column, of, is_inner});
    };
    for (std::size_t h = 0; h < book.hierarchies.size(); ++h) {
        const HierarchyPlace place = place_of(book.hierarchies, book.seatings, h);
        const Seating& seating = book.seatings[place.seating];
        const auto [first, last] = seating.levels_of(place.hierarchy);
        for (std::size_t level = first; level < last; ++level)
            add(seating.levels()[level].field, book.hierarchies[h].name, true);
    }
    for (const Seating& seating : book.seatings)
        add(seating.innermost(), seating.innermost(), false);
    return all;
}

void drop(RawTable& table, std::string_view name) {
    std::vector<RawColumn>& columns = table.columns();
    columns.erase(
        std::remove_if(
            columns.begin(), columns.end(), [&](const RawColumn& c) { return c.name == name; }),
        columns.end());
}

}  // namespace

void move_members(RawTable& targets, const BookData& book) {
    if (targets.find(kpi::target::level.name) && targets.find(kpi::target::member.name))
        for (std::size_t row = 0; row < targets.rows(); ++row)
            if (!targets.is_rejected(row)) move_member(targets, book, row);
    drop(targets, kpi::target::level.name);
    drop(targets, kpi::target::member.name);
}

std::vector<std::string> level_fields(const BookData& book) {
    std::vector<std::string> fields;
    for (const Seating& seating : book.seatings) {
        for (const SeatLevel& level : seating.levels())
            if (!level.field.empty()) fields.push_back(level.field);
        fields.push_back(seating.innermost());
    }
    return fields;
}

void note_hierarchy(RawTable& targets, const BookData& book) {
    if (book.hierarchies.size() <= 1) return;
    RawColumn& column = targets.column(text_field(target_hierarchy, ""));
    const std::vector<Naming> all = namings(targets, book);
    for (std::size_t row = 0; row < targets.rows(); ++row) {
        if (targets.is_rejected(row)) continue;
        std::vector<std::string_view> inner;
        std::string_view innermost;
        for (const Naming& naming : all) {
            if (naming.column->is_missing(row)) continue;
            if (!naming.is_inner && innermost.empty()) innermost = naming.of;
            if (naming.is_inner && (inner.empty() || inner.back() != naming.of))
                inner.push_back(naming.of);
        }
        if (inner.size() > 1)
            targets.reject(
                row, target_hierarchy, fmt::format("{}", fmt::join(inner, ", ")),
                "are hierarchies of which a target names levels: it is of one",
                FindingKind::contradicts);
        else if (!inner.empty() || !innermost.empty())
            column.set_small(
                row, column.dictionary->intern(inner.empty() ? innermost : inner.front()));
    }
}

TargetLevels target_levels(const BookData& book, const std::vector<std::string>& dimensions) {
    const std::vector<Hierarchy>& all = book.hierarchies;
    std::size_t chosen = 0;
    bool is_chosen = false;
    for (const std::string& dimension : dimensions)
        for (std::size_t h = 0; h < all.size() && !is_chosen; ++h)
            for (std::size_t level = 0; level < all[h].levels.size() && !is_chosen; ++level) {
                is_chosen = dimension == all[h].levels[level] ||
                            dimension == fmt::format("{}.{}", all[h].name, all[h].levels[level]);
                if (is_chosen) chosen = h;
            }
    TargetLevels result;
    for (std::size_t level = 0; level < all[chosen].levels.size(); ++level) {
        // As the report calls it, so that it is one axis.
        const std::string qualified =
            fmt::format("{}.{}", all[chosen].name, all[chosen].levels[level]);
        const bool is_called_so =
            std::find(dimensions.begin(), dimensions.end(), qualified) != dimensions.end();
        result.levels.push_back(is_called_so ? qualified : dimension_name(all, chosen, level));
    }
    if (all.size() > 1) result.of = {all[chosen].name, all[chosen].levels.back()};
    return result;
}

}  // namespace saleskpi::inline v0_3::detail
