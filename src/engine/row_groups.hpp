// SPDX-License-Identifier: MIT
#pragma once

#include "book/seating.hpp"
#include "engine/batch.hpp"
#include "engine/groups.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Says to which group a row belongs on a day: its columns' part, and its seat's part on that day.
class RowGroups {
public:
    /// Without a cut, every row belongs to group 0. With `as_is`, seats are those of that day.
    RowGroups(
        const Facts& facts,
        const BookTable* table,
        const Cut* cut,
        const Seating* seating,
        std::optional<std::int32_t> as_is,
        Batch& batch);

    void load(const Batch& batch);

    std::uint64_t key(std::size_t row, std::int32_t day) {
        if (!has_seats_) return columns_part(row);
        return columns_part(row) +
               seat_parts_[static_cast<std::size_t>(seat(row, as_is_.value_or(day)))];
    }

    /// Calls f(from, until, key) for the parts of [from, until) in which the row's group is the same.
    template <class F>
    void split(std::size_t row, std::int32_t from, std::int32_t until, F&& f) {
        const std::int32_t rep = rep_ ? rep_[row] : missing_code;
        if (!has_seats_ || as_is_) return f(from, until, key(row, from));
        const auto in_seat = [&](std::int32_t a, std::int32_t b, std::int32_t seat) {
            f(a, b, columns_part(row) + seat_parts_[static_cast<std::size_t>(seat)]);
        };
        if (rep >= 0)
            seating_->split(rep, from, until, in_seat);
        else
            seating_->split_without_rep(
                team_ ? team_[row] : missing_code, region_ ? region_[row] : missing_code, from,
                until, in_seat);
    }

private:
    std::uint64_t columns_part(std::size_t row) const {
        return parts_.empty() ? 0 : part_of_row_[row];
    }

    std::int32_t seat(std::size_t row, std::int32_t day) {
        const std::int32_t rep = rep_ ? rep_[row] : missing_code;
        if (rep < 0) {
            const std::int32_t team = team_ ? team_[row] : missing_code;
            const std::int32_t region = region_ ? region_[row] : missing_code;
            return team < 0 && region < 0 ? 0 : seating_->seat_without_rep(team, region, day);
        }
        // Rows come clustered by rep and day: most stay in the seat of the row before.
        if (rep != last_rep_ || day < last_.from || day >= last_.until) {
            last_rep_ = rep;
            last_ = {day, day + 1, seating_->seat(rep, day)};
            for (const Sitting& s : seating_->sittings(rep))
                if (s.from <= day && day < s.until) last_ = s;
        }
        return last_.seat;
    }

    struct ColumnPart {
        std::size_t slot;
        Cut::Part part;
    };
    const Cut* cut_ = nullptr;
    const Seating* seating_;
    std::span<const std::uint64_t> seat_parts_;
    bool has_seats_ = false;
    std::optional<std::int32_t> as_is_;
    std::vector<ColumnPart> parts_;
    std::vector<std::uint64_t> part_of_row_;
    std::optional<std::size_t> rep_slot_, team_slot_, region_slot_;
    const std::int32_t* rep_ = nullptr;
    const std::int32_t* team_ = nullptr;
    const std::int32_t* region_ = nullptr;
    std::int32_t last_rep_ = missing_code;
    Sitting last_;
};

}  // namespace saleskpi::inline v0_3::detail
