// SPDX-License-Identifier: MIT
#include "engine/row_groups.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

/// What stands for a code, for that of nobody the last.
template <class T>
T of_code(const std::vector<T>& by_code, std::int32_t code) {
    return by_code[code < 0 ? by_code.size() - 1 : static_cast<std::size_t>(code)];
}

}  // namespace

RowSeats::RowSeats(
    const Facts& facts,
    const BookTable& table,
    const Cut& cut,
    const Cut::Seats& seats,
    Batch& batch)
    : cut_{&cut},
      seating_{&cut.seating_of(seats)},
      parts_{seats.parts},
      owner_{cut.owner(*seating_, table, facts)},
      named_(seating_->levels().size(), missing_code) {
    if (owner_.column >= 0) owner_slot_ = batch.need(facts, owner_.column);
    if (owner_.other_column >= 0) other_slot_ = batch.need(facts, owner_.other_column);
    if (owner_.ids || !owner_.member_of_code.empty()) member_of_row_.resize(Batch::capacity);
    for (std::size_t level = 0; level < seating_->levels().size(); ++level) {
        const std::string& field = seating_->levels()[level].field;
        const int column = field.empty() ? -1 : facts.find(field);
        if (column >= 0 && facts.type(column) == FieldType::text)
            levels_.push_back({level, batch.need(facts, column)});
    }
}

void RowSeats::load(const Batch& batch) {
    for (Level& level : levels_)
        level.codes = batch.small(level.slot);
    const std::int32_t* codes = owner_slot_ ? batch.small(*owner_slot_) : nullptr;
    member_ = member_of_row_.empty() ? codes : member_of_row_.data();
    if (owner_.ids) {
        for (std::size_t i = 0; i < batch.size(); ++i) {
            const std::size_t row = batch.first() + i;
            const std::size_t record =
                owner_.record_of_row.empty() ? row : owner_.record_of_row[row];
            member_of_row_[i] = cut_->member_of_id(*seating_, (*owner_.ids)[record]);
        }
    } else if (!owner_.member_of_code.empty()) {
        for (std::size_t i = 0; i < batch.size(); ++i)
            member_of_row_[i] = of_code(owner_.member_of_code, codes[i]);
        const std::int32_t* others = other_slot_ ? batch.small(*other_slot_) : nullptr;
        for (std::size_t i = 0; others && i < batch.size(); ++i)
            if (member_of_row_[i] < 0)
                member_of_row_[i] = of_code(owner_.member_of_other_code, others[i]);
    }
}

RowGroups::RowGroups(
    const Facts& facts,
    const BookTable* table,
    const Cut* cut,
    std::optional<std::int32_t> as_is,
    Batch& batch)
    : cut_{cut}, as_is_{as_is} {
    if (!cut) return;
    for (Cut::Part& part : cut->parts(*table, facts)) {
        const std::size_t slot = part.column < 0 ? 0 : batch.need(facts, part.column);
        ColumnPart& added = parts_.emplace_back(ColumnPart{slot, std::move(part)});
        if (added.part.other_column >= 0)
            added.other_slot = batch.need(facts, added.part.other_column);
    }
    if (!parts_.empty()) part_of_row_.resize(Batch::capacity);
    for (const Cut::Seats& seats : cut->seats())
        seats_.emplace_back(facts, *table, *cut, seats, batch);
}

void RowGroups::load(const Batch& batch) {
    for (RowSeats& seats : seats_)
        seats.load(batch);
    if (parts_.empty()) return;
    std::fill_n(part_of_row_.begin(), batch.size(), std::uint64_t{0});
    for (const auto& [slot, part, other_slot] : parts_) {
        if (part.ids) {
            for (std::size_t i = 0; i < batch.size(); ++i) {
                const std::size_t row = batch.first() + i;
                const std::size_t record =
                    part.record_of_row.empty() ? row : part.record_of_row[row];
                part_of_row_[i] += cut_->part_of_id(part.axis, (*part.ids)[record]);
            }
            continue;
        }
        if (part.column < 0) {
            for (std::size_t i = 0; i < batch.size(); ++i)
                part_of_row_[i] += part.by_code.front();
            continue;
        }
        const std::int32_t* codes = batch.small(slot);
        const std::int32_t* others = other_slot ? batch.small(*other_slot) : nullptr;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            std::uint64_t of_row = of_code(part.by_code, codes[i]);
            if (others && of_row == 0) of_row = of_code(part.by_other_code, others[i]);
            part_of_row_[i] += of_row;
        }
    }
}

}  // namespace saleskpi::inline v0_3::detail
