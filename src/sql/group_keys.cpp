// SPDX-License-Identifier: MIT
#include "sql/group_keys.hpp"

#include "sql/leaf_query.hpp"
#include "sql/statement_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {

std::uint32_t Groups::number(std::vector<std::uint32_t> members) {
    const auto [known, is_new] =
        numbers_.emplace(std::move(members), static_cast<std::uint32_t>(data_->groups.size()));
    if (is_new) data_->groups.push_back(known->first);
    return known->second;
}

GroupKeys::GroupKeys(
    const BookData& book, const Query& query, std::vector<Axis>& axes, RowQuery& rows)
    : book_{&book}, query_{&query}, axes_{&axes}, dialect_{&rows.table().dialect()} {
    bool is_by_level = false;
    for (std::size_t axis = 0; axis < axes.size(); ++axis) {
        cuts_.push_back(rows.dimension(book, axes[axis].name));
        if (cuts_.back().way == CutWay::all) axes[axis].number("company");
        if (cuts_.back().way == CutWay::seat) {
            is_by_level = true;
            if (book.level(axes[axis].name)->level)
                by_seat_ = true;
            else
                rep_axis_ = axis;
        }
    }
    if (is_by_level) {
        rep_ = *rows.field(book.reps().innermost());
        if (by_seat_) {
            note_seats();
            columns_.emplace_back("r.lane");
            // Of whom the book knows nothing, the name is all that there is to know.
            columns_.push_back(fmt::format("CASE WHEN r.lane IS NULL THEN {} END", rep_));
        } else {
            columns_.push_back(rep_);
        }
        axis_of_column_.resize(columns_.size());
    }
    for (std::size_t axis = 0; axis < axes.size(); ++axis)
        if (!cuts_[axis].column.empty()) {
            columns_.push_back(cuts_[axis].column);
            axis_of_column_.emplace_back(axis);
        }
}

void GroupKeys::note_seats() {
    const Seating& seating = book_->reps();
    std::vector<std::string> levels;
    std::vector<std::size_t> axis_of_level;
    for (std::size_t axis = 0; axis < axes_->size(); ++axis)
        if (cuts_[axis].way == CutWay::seat) {
            levels.push_back((*axes_)[axis].name);
            axis_of_level.push_back(axis);
        }
    const Cut cut{book_, levels, true};
    const auto add = [&](std::int32_t rep, std::int32_t from, std::int32_t until,
                         std::int32_t seat) {
        Seat added{rep, from, until, std::vector<std::uint32_t>(axes_->size())};
        const auto members = cut.members(cut.group_of_seat(static_cast<std::size_t>(seat)));
        for (std::size_t i = 0; i < members.size(); ++i)
            added.members[axis_of_level[i]] =
                (*axes_)[axis_of_level[i]].number(cut.axes()[i].members[members[i]]);
        seats_.push_back(std::move(added));
    };
    const Lane* last = nullptr;
    for (const Lane& lane : book_->lanes->all()) {
        if (!query_->as_is)
            add(lane.rep, lane.from, lane.until, lane.seat);
        else if (!last || last->rep != lane.rep)
            add(lane.rep, (std::numeric_limits<std::int32_t>::min)(),
                (std::numeric_limits<std::int32_t>::max)(),
                seating.seat(lane.rep, to_day(*query_->as_is)));
        last = &lane;
    }
}

Sql GroupKeys::join_seats() const {
    std::vector<Sql> rows;
    const Dictionary* names = book_->dictionary(book_->reps().innermost());
    for (std::size_t lane = 0; lane < seats_.size(); ++lane)
        rows.push_back(fmt::format(
            "({}, {}, {}, {})", sql::text_literal(*dialect_, names->text(seats_[lane].rep)),
            seats_[lane].from, seats_[lane].until, lane));
    if (rows.empty()) rows.emplace_back("('', 0, 0, 0)");  // no rep's name is empty
    return fmt::format(
        "\n  LEFT JOIN {} s ON s.rep = {}",
        inline_rows(*dialect_, "seats", {"rep", "first_day", "until_day", "lane"}, rows), rep_);
}

// The lanes of a rep follow each other without a gap.
Sql GroupKeys::sat_on(const Sql& day) {
    return fmt::format("(s.lane IS NULL OR (s.first_day <= {0} AND {0} < s.until_day))", day);
}

Sql GroupKeys::sat_between(const Sql& first, const Sql& until) {
    return fmt::format("(s.lane IS NULL OR (s.first_day < {} AND {} < s.until_day))", until, first);
}

std::vector<std::uint32_t> GroupKeys::members(sql::Row row) const {
    std::vector<std::uint32_t> members(axes_->size());
    std::size_t at = 0;
    if (!rep_.empty()) {
        std::string_view rep;
        if (!by_seat_)
            rep = row[at++].text;
        else if (row[at].is_missing()) {
            rep = row[at + 1].text;
            at += 2;
        } else {
            members = seats_[static_cast<std::size_t>(wide_integer(row[at]))].members;
            at += 2;
        }
        if (rep_axis_ && !rep.empty()) members[*rep_axis_] = (*axes_)[*rep_axis_].number(rep);
    }
    for (std::size_t axis = 0; axis < axes_->size(); ++axis)
        if (cuts_[axis].way == CutWay::all) members[axis] = (*axes_)[axis].number("company");
    for (; at < columns_.size(); ++at) {
        const std::size_t axis = *axis_of_column_[at];
        members[axis] = (*axes_)[axis].number(row[at].text);
    }
    return members;
}

}  // namespace saleskpi::inline v0_3::detail
