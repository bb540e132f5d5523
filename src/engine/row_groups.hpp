// SPDX-License-Identifier: MIT
#pragma once

#include "book/seating.hpp"
#include "engine/batch.hpp"
#include "engine/groups.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Who the rows of a batch belong to, in the hierarchies of one seating.
class RowSeats {
public:
    RowSeats(
        const Facts& facts,
        const BookTable& table,
        const Cut& cut,
        const Cut::Seats& seats,
        Batch& batch);

    void load(const Batch& batch);

    /// What the row's seat on a day contributes to its group.
    std::uint64_t part(std::size_t row, std::int32_t day) {
        return parts_[static_cast<std::size_t>(seat(row, day))];
    }

    /// Calls f(from, until, part) for the parts of [from, until) in which the seat is the same.
    template <class F>
    void split(std::size_t row, std::int32_t from, std::int32_t until, F&& f) {
        const auto in_seat = [&](std::int32_t a, std::int32_t b, std::int32_t seat) {
            f(a, b, parts_[static_cast<std::size_t>(seat)]);
        };
        const std::int32_t member = member_ ? member_[row] : missing_code;
        if (member >= 0)
            seating_->split(member, from, until, in_seat);
        else if (names_levels(row))
            seating_->split(named_, from, until, in_seat);
        else if (from < until)
            in_seat(from, until, 0);
    }

private:
    std::int32_t seat(std::size_t row, std::int32_t day) {
        const std::int32_t member = member_ ? member_[row] : missing_code;
        if (member < 0) return names_levels(row) ? seating_->seat_of(named_, day) : 0;
        // Rows come clustered by rep and day: most stay in the seat of the row before.
        if (member != last_member_ || day < last_.from || day >= last_.until) {
            last_member_ = member;
            last_ = {day, day + 1, seating_->seat(member, day)};
            for (const Sitting& s : seating_->sittings(member))
                if (s.from <= day && day < s.until) last_ = s;
        }
        return last_.seat;
    }

    /// Puts the levels that a row names into `named_`; false if it names none.
    bool names_levels(std::size_t row) {
        bool is_any = false;
        for (const Level& level : levels_) {
            named_[level.number] = level.codes[row];
            is_any |= level.codes[row] >= 0;
        }
        return is_any;
    }

    struct Level {
        std::size_t number;
        std::size_t slot;
        const std::int32_t* codes = nullptr;
    };

    const Cut* cut_;
    const Seating* seating_;
    std::span<const std::uint64_t> parts_;
    Cut::Owner owner_;
    std::optional<std::size_t> owner_slot_;
    std::optional<std::size_t> other_slot_;
    std::vector<std::int32_t> member_of_row_;  // where they are not a column's codes
    const std::int32_t* member_ = nullptr;
    std::vector<Level> levels_;
    LevelCodes named_;
    std::int32_t last_member_ = missing_code;
    Sitting last_;
};

/// Says to which group a row belongs on a day: its columns' part, and its seats' parts on that day.
class RowGroups {
public:
    /// Without a cut, every row belongs to group 0. With `as_is`, seats are those of that day.
    RowGroups(
        const Facts& facts,
        const BookTable* table,
        const Cut* cut,
        std::optional<std::int32_t> as_is,
        Batch& batch);

    void load(const Batch& batch);

    std::uint64_t key(std::size_t row, std::int32_t day) {
        std::uint64_t group = columns_part(row);
        for (RowSeats& seats : seats_)
            group += seats.part(row, as_is_.value_or(day));
        return group;
    }

    /// Calls f(from, until, key) for the parts of [from, until) in which the row's group is the same.
    template <class F>
    void split(std::size_t row, std::int32_t from, std::int32_t until, F&& f) {
        if (seats_.empty() || as_is_) return f(from, until, key(row, from));
        split_from(0, row, from, until, columns_part(row), f);
    }

private:
    template <class F>
    void split_from(
        std::size_t seats,
        std::size_t row,
        std::int32_t from,
        std::int32_t until,
        std::uint64_t group,
        F& f) {
        seats_[seats].split(
            row, from, until, [&](std::int32_t a, std::int32_t b, std::uint64_t part) {
                if (seats + 1 == seats_.size())
                    f(a, b, group + part);
                else
                    split_from(seats + 1, row, a, b, group + part, f);
            });
    }

    std::uint64_t columns_part(std::size_t row) const {
        return parts_.empty() ? 0 : part_of_row_[row];
    }

    struct ColumnPart {
        std::size_t slot;
        Cut::Part part;
        std::optional<std::size_t> other_slot = std::nullopt;
    };
    const Cut* cut_ = nullptr;
    std::optional<std::int32_t> as_is_;
    std::vector<ColumnPart> parts_;
    std::vector<std::uint64_t> part_of_row_;
    std::vector<RowSeats> seats_;
};

}  // namespace saleskpi::inline v0_3::detail
