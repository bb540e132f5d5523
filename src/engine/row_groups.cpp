// SPDX-License-Identifier: MIT
#include "engine/row_groups.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

RowGroups::RowGroups(
    const Facts& facts,
    const BookTable* table,
    const Cut* cut,
    const Seating* seating,
    std::optional<std::int32_t> as_is,
    Batch& batch)
    : seating_{seating}, as_is_{as_is} {
    if (!cut) return;
    seat_parts_ = cut->seat_parts();
    has_seats_ = cut->has_seats();
    for (Cut::Part& part : cut->parts(*table, facts)) {
        const bool is_constant = part.column < 0;
        parts_.push_back(
            {is_constant ? 0 : batch.need(facts, part.column), is_constant,
             std::move(part.by_code)});
    }
    if (!parts_.empty()) part_of_row_.resize(Batch::capacity);
    if (!has_seats_) return;
    const auto text_column = [&](const char* name) -> std::optional<std::size_t> {
        const int column = facts.find(name);
        if (column < 0 || facts.type(column) != FieldType::text) return std::nullopt;
        return batch.need(facts, column);
    };
    rep_slot_ = text_column("rep");
    team_slot_ = text_column("team");
    region_slot_ = text_column("region");
}

void RowGroups::load(const Batch& batch) {
    const auto column = [&](const std::optional<std::size_t>& slot) {
        return slot ? batch.small(*slot) : nullptr;
    };
    rep_ = column(rep_slot_);
    team_ = column(team_slot_);
    region_ = column(region_slot_);
    if (parts_.empty()) return;
    std::fill_n(part_of_row_.begin(), batch.size(), std::uint64_t{0});
    for (const ColumnPart& part : parts_) {
        if (part.is_constant) {
            for (std::size_t i = 0; i < batch.size(); ++i)
                part_of_row_[i] += part.by_code.front();
            continue;
        }
        const std::int32_t* codes = batch.small(part.slot);
        const std::size_t none = part.by_code.size() - 1;
        for (std::size_t i = 0; i < batch.size(); ++i)
            part_of_row_[i] +=
                part.by_code[codes[i] < 0 ? none : static_cast<std::size_t>(codes[i])];
    }
}

}  // namespace saleskpi::inline v0_3::detail
