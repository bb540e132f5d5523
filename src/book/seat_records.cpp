// SPDX-License-Identifier: MIT
#include "book/seat_records.hpp"

#include <saleskpi/record/assignment.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

/// An assignment of the book, or of a row that is to become one.
struct Claim {
    std::int32_t from;
    std::int32_t until;
    std::string_view rep;
    std::string_view team;
    std::string_view region;
    Seat seat;
    std::optional<std::size_t> row;

    auto key() const { return std::tie(from, until, rep, team, region, seat.kind); }
};

std::string_view text_of(const RawColumn& column, std::int32_t code) {
    return column.dictionary->text(code);
}

}  // namespace

void seat_reps(RawTable& table, Seating& seating) {
    const RawColumn& rep = *table.find(kpi::assignment::rep.name);
    const RawColumn& team = *table.find(kpi::assignment::team.name);
    const RawColumn& region = *table.find(kpi::assignment::region.name);
    const RawColumn& from = *table.find(kpi::assignment::from.name);
    const RawColumn& until = *table.find(kpi::assignment::until.name);
    const RawColumn* kind = table.find(kpi::assignment::kind.name);
    const auto claim = [&](std::int32_t first, std::int32_t last, const Seat& seat,
                           std::optional<std::size_t> row) {
        return Claim{first,
                     last,
                     text_of(rep, seat.rep),
                     text_of(team, seat.team),
                     text_of(region, seat.region),
                     seat,
                     row};
    };
    const Sitting ever;
    std::vector<Claim> claims;
    for (std::size_t code = 0; code < rep.dictionary->size(); ++code)
        for (const Sitting& s : seating.sittings(static_cast<std::int32_t>(code)))
            claims.push_back(claim(
                s.from == ever.from ? missing_day : s.from,
                s.until == ever.until ? missing_day : s.until,
                seating.seats()[static_cast<std::size_t>(s.seat)], {}));
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (!table.is_rejected(row))
            claims.push_back(claim(
                from.small_at(row), until.small_at(row),
                {rep.small_at(row), team.small_at(row), region.small_at(row),
                 kind ? kind->small_at(row) : missing_code},
                row));
    // By day and name, so that of two that contradict each other the same one is kept in any order.
    std::stable_sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
        return a.key() < b.key();
    });

    seating.forget_assignments();
    for (const Claim& c : claims) {
        const std::int32_t first = c.from == missing_day ? ever.from : c.from;
        const std::int32_t last = c.until == missing_day ? ever.until : c.until;
        if (seating.assign(c.seat, first, last)) continue;
        if (!c.row)
            throw Error{
                ErrorCode::incompatible,
                fmt::format(
                    "an added assignment of '{}' begins before one of the book and lasts into it: "
                    "build the book anew from all records",
                    c.rep)};
        table.reject(
            *c.row, rep.name, rep.shown(*c.row), "has another assignment on the same days",
            FindingKind::duplicate);
    }
}

void seat_others(RawTable& table, Seating& seating) {
    const RawColumn* rep = table.find("rep");
    const RawColumn* team = table.find("team");
    const RawColumn* region = table.find("region");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (rep && !rep->is_missing(row)) continue;
        const std::int32_t t = team && team->dictionary ? team->small_at(row) : missing_code;
        const std::int32_t r = region && region->dictionary ? region->small_at(row) : missing_code;
        if (t >= 0 || r >= 0) seating.admit(t, r);
    }
}

}  // namespace saleskpi::inline v0_3::detail
