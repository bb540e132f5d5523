// SPDX-License-Identifier: MIT
// To which groups a record may belong of which not all is known.
#include "engine/groups.hpp"

#include <saleskpi/record/deal.hpp>

#include <algorithm>
#include <set>

namespace saleskpi::inline v0_3::detail {

namespace {

using Group = std::vector<std::uint32_t>;

}  // namespace

std::uint32_t Cut::member_of_doubt(const Doubt& doubt, std::size_t axis) const {
    const BookTable* table = book_->find(doubt.of->table);
    const TableCut cut = table ? cut_of(*book_, *table, fields_[axis]) : TableCut{};
    switch (cut.way) {
        case CutWay::none:
            return 0;
        case CutWay::all:
            return 1;
        case CutWay::id:
            return doubt.is_rejected ? any_member : axes_[axis].find(doubt.name);
        case CutWay::own:
            break;
        default:
            return any_member;
    }
    const auto field = doubt.of->find(cut.column->name);
    if (!field) return 0;
    if (doubt.is_unknown(*field)) return any_member;
    const std::int64_t value = doubt.value(*field);
    if (value == missing_number) return 0;
    const DoubtField& its = doubt.of->fields[*field];
    if (its.type == FieldType::choice)
        return axes_[axis].find(its.choices[static_cast<std::size_t>(value)]);
    const Dictionary* names = book_->dictionary(its.domain);
    return names ? axes_[axis].find(names->text(static_cast<std::int32_t>(value))) : 0;
}

std::vector<std::int32_t> Cut::seats_of_doubt(
    const Doubt& doubt, const Seating& seating, std::optional<std::int32_t> day) const {
    const auto field = doubt.of->of_domain(seating.innermost());
    if (doubt.is_owner_unknown || (field && doubt.is_unknown(*field))) return {};
    std::vector<std::int32_t> members = doubt.owners;
    const bool is_of_reps = &seating == &book_->reps();
    if (!is_of_reps || members.empty()) {
        if (!field && !is_of_reps) return {};
        const std::int64_t code = field ? doubt.value(*field) : missing_number;
        if (code == missing_number) {
            // Whom it belongs to may be said by a level further out.
            LevelCodes named;
            bool is_any = false;
            for (const SeatLevel& level : seating.levels()) {
                const auto its = doubt.of->find(level.field);
                if (its && doubt.is_unknown(*its)) return {};
                const std::int64_t of_level = its ? doubt.value(*its) : missing_number;
                is_any |= of_level != missing_number;
                named.push_back(
                    of_level == missing_number ? missing_code
                                               : static_cast<std::int32_t>(of_level));
            }
            if (is_any) return {seating.seat_of(named, day.value_or(0))};
            return {0};
        }
        members = {static_cast<std::int32_t>(code)};
    }
    std::set<std::int32_t> seats;
    for (const std::int32_t member : members) {
        if (day) {
            seats.insert(seating.seat(member, *day));
            continue;
        }
        if (seating.sittings(member).empty()) seats.insert(seating.seat(member, 0));
        for (const Sitting& sitting : seating.sittings(member))
            seats.insert(sitting.seat);
    }
    return {seats.begin(), seats.end()};
}

std::vector<Group> Cut::possible_groups(const Doubt& doubt, std::optional<std::int32_t> day) const {
    Group first(axes_.size(), any_member);
    for (std::size_t axis = 0; axis < axes_.size(); ++axis)
        if (!fields_[axis].level) first[axis] = member_of_doubt(doubt, axis);
    std::vector<Group> groups{std::move(first)};
    for (const Seats& seats : seats_) {
        const Seating& seating = seating_of(seats);
        const std::vector<std::int32_t> possible = seats_of_doubt(doubt, seating, day);
        if (possible.empty()) continue;
        std::vector<Group> more;
        for (const Group& group : groups)
            for (const std::int32_t seat : possible) {
                Group in_seat = group;
                for (std::size_t axis = 0; axis < axes_.size(); ++axis)
                    if (fields_[axis].level && fields_[axis].level->seating == seats.seating)
                        in_seat[axis] = member(seats.parts[static_cast<std::size_t>(seat)], axis);
                more.push_back(std::move(in_seat));
            }
        groups = std::move(more);
    }
    std::sort(groups.begin(), groups.end());
    groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
    return groups;
}

}  // namespace saleskpi::inline v0_3::detail
