// SPDX-License-Identifier: MIT
#include "engine/row_groups.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

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
        const std::size_t none = owner_.member_of_code.size() - 1;
        for (std::size_t i = 0; i < batch.size(); ++i)
            member_of_row_[i] =
                owner_.member_of_code[codes[i] < 0 ? none : static_cast<std::size_t>(codes[i])];
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
        parts_.push_back({slot, std::move(part)});
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
    for (const auto& [slot, part] : parts_) {
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
        const std::size_t none = part.by_code.size() - 1;
        for (std::size_t i = 0; i < batch.size(); ++i)
            part_of_row_[i] +=
                part.by_code[codes[i] < 0 ? none : static_cast<std::size_t>(codes[i])];
    }
}

}  // namespace saleskpi::inline v0_3::detail
