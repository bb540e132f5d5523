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
    cut_ = cut;
    for (Cut::Part& part : cut->parts(*table, facts)) {
        const std::size_t slot = part.column < 0 ? 0 : batch.need(facts, part.column);
        parts_.push_back({slot, std::move(part)});
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
