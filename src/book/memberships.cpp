// SPDX-License-Identifier: MIT
#include "book/memberships.hpp"

#include "book/hierarchies.hpp"
#include "book/membership_levels.hpp"

#include <saleskpi/record/assignment.hpp>
#include <saleskpi/record/membership.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr Sitting ever;

std::string_view text_at(const RawColumn& column, std::size_t row) {
    return column.dictionary->text(column.small_at(row));
}
std::int32_t first_day(const RawColumn& from, std::size_t row) {
    return from.is_missing(row) ? ever.from : from.small_at(row);
}
std::int32_t end_day(const RawColumn& until, std::size_t row) {
    return until.is_missing(row) ? ever.until : until.small_at(row);
}

/// A stay of a rep, of the book or of a row that is to become one.
struct Claim {
    std::int32_t from;
    std::int32_t until;
    std::int32_t rep;
    LevelCodes codes;
    std::vector<std::string_view> names;  ///< the rep's, and by level
    std::optional<std::size_t> row;

    auto key() const { return std::tie(from, until, names); }
};

/// What is told of one hierarchy.
struct Told {
    std::vector<SaidMembership> memberships;
    HierarchyPlace place;
};

/// Tells all that is said of a book's hierarchies to its seatings.
class Telling {
public:
    Telling(RawTable* assignments, RawTable* memberships, BookData& book)
        : assignments_{assignments}, memberships_{memberships}, book_{&book} {
        for (std::size_t h = 0; h < book.hierarchies.size(); ++h)
            told_.push_back({{}, place_of(book.hierarchies, book.seatings, h)});
    }

    void run() {
        collect_stays();
        collect_known();
        collect_added();
        for (CopyOnWrite<Seating>& seating : book_->seatings)
            seating.edit().forget();
        tell_stays();
        for (std::size_t h = 0; h < told_.size(); ++h)
            tell_memberships(h);
        for (Membership& one : added_)  // after all that refers to those that were there
            book_->memberships.edit().push_back(std::move(one));
    }

private:
    Seating& reps() { return book_->seatings.front().edit(); }
    Dictionary& dictionary(std::string_view domain) {
        return book_->dictionaries->try_emplace(std::string{domain}).first->second;
    }
    std::string_view name_of(const SeatLevel& level, std::int32_t code) {
        if (code < 0) return {};
        if (!level.choices.empty()) return level.choices[static_cast<std::size_t>(code)];
        return dictionary(level.name).text(code);
    }

    void claim(
        std::int32_t rep,
        LevelCodes codes,
        std::int32_t from,
        std::int32_t until,
        std::optional<std::size_t> row);
    void collect_stays();
    void collect_known();
    void collect_added();
    void tell_stays();
    void tell_memberships(std::size_t hierarchy);
    KnownLevels known_levels(std::size_t hierarchy);
    std::optional<std::size_t> hierarchy_of(std::string_view name) const;
    void join(std::size_t hierarchy, const SaidMembership& one);
    void accepted(std::size_t hierarchy, const SaidMembership& one);
    void refuse(const SaidMembership& one, std::string reason, FindingKind kind);

    RawTable* assignments_;
    RawTable* memberships_;
    BookData* book_;
    std::vector<Claim> claims_;
    std::vector<Told> told_;
    std::vector<Membership> added_;
};

void Telling::claim(
    std::int32_t rep,
    LevelCodes codes,
    std::int32_t from,
    std::int32_t until,
    std::optional<std::size_t> row) {
    std::vector<std::string_view> names{dictionary(reps().innermost()).text(rep)};
    for (std::size_t level = 0; level < codes.size(); ++level)
        names.push_back(name_of(reps().levels()[level], codes[level]));
    claims_.push_back({from, until, rep, std::move(codes), std::move(names), row});
}

void Telling::collect_stays() {
    const std::size_t n = dictionary(reps().innermost()).size();
    for (std::size_t code = 0; code < n; ++code)
        for (const Seating::Stay& stay : reps().stays(static_cast<std::int32_t>(code)))
            claim(static_cast<std::int32_t>(code), stay.codes, stay.from, stay.until, {});
    if (!assignments_) return;
    const RawColumn& rep = *assignments_->find(kpi::assignment::rep.name);
    const RawColumn& from = *assignments_->find(kpi::assignment::from.name);
    const RawColumn& until = *assignments_->find(kpi::assignment::until.name);
    std::vector<const RawColumn*> of_level;
    for (const SeatLevel& level : reps().levels()) {
        const RawColumn* column = nullptr;
        if (level.hierarchy == 0 || level.hierarchy == SeatLevel::no_hierarchy)
            for (const RawColumn& one : assignments_->columns())
                if (one.domain == level.name && &one != &rep) column = &one;
        of_level.push_back(column);
    }
    for (std::size_t row = 0; row < assignments_->rows(); ++row) {
        if (assignments_->is_rejected(row)) continue;
        LevelCodes codes;
        for (const RawColumn* column : of_level)
            codes.push_back(column ? column->small_at(row) : missing_code);
        claim(rep.small_at(row), std::move(codes), first_day(from, row), end_day(until, row), row);
    }
}

void Telling::collect_known() {
    for (const Membership& known : *book_->memberships) {
        const std::size_t h = *hierarchy_of(known.hierarchy);
        const std::vector<std::string>& levels = book_->hierarchies[h].levels;
        const auto level = std::find(levels.begin(), levels.end(), known.level);
        SaidMembership one{known.member, known.parent, std::nullopt};
        if (level != levels.end()) one.level = static_cast<std::size_t>(level - levels.begin());
        one.from = known.from ? day_number(*known.from) : ever.from;
        one.until = known.until ? day_number(*known.until) : ever.until;
        told_[h].memberships.push_back(std::move(one));
    }
}

std::optional<std::size_t> Telling::hierarchy_of(std::string_view name) const {
    for (std::size_t h = 0; h < book_->hierarchies.size(); ++h)
        if (book_->hierarchies[h].name == name) return h;
    return std::nullopt;
}

void Telling::collect_added() {
    if (!memberships_) return;
    RawTable& table = *memberships_;
    const RawColumn& hierarchy = *table.find(kpi::membership::hierarchy.name);
    const RawColumn& member = *table.find(kpi::membership::member.name);
    const RawColumn& parent = *table.find(kpi::membership::parent.name);
    const RawColumn& from = *table.find(kpi::membership::from.name);
    const RawColumn& until = *table.find(kpi::membership::until.name);
    const RawColumn& level = *table.find(kpi::membership::level.name);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.is_rejected(row)) continue;
        const auto number = hierarchy_of(text_at(hierarchy, row));
        if (!number) {
            std::vector<std::string_view> names;
            for (const Hierarchy& one : book_->hierarchies)
                names.emplace_back(one.name);
            table.reject(
                row, hierarchy.name, hierarchy.shown(row),
                fmt::format("is no hierarchy of the book; there are {}", fmt::join(names, ", ")));
            continue;
        }
        const Hierarchy& its = book_->hierarchies[*number];
        std::optional<std::size_t> said;
        if (!level.is_missing(row)) {
            const auto at = std::find(its.levels.begin(), its.levels.end(), text_at(level, row));
            if (at == its.levels.end()) {
                table.reject(
                    row, level.name, level.shown(row),
                    fmt::format(
                        "is no level of '{}'; there are {}", its.name,
                        fmt::join(its.levels, ", ")));
                continue;
            }
            said = static_cast<std::size_t>(at - its.levels.begin());
        }
        SaidMembership one{text_at(member, row), text_at(parent, row), said};
        one.from = first_day(from, row);
        one.until = end_day(until, row);
        one.row = row;
        told_[*number].memberships.push_back(std::move(one));
    }
}

void Telling::tell_stays() {
    // By day and name, so that of two that contradict each other the same one is kept in any order.
    std::stable_sort(claims_.begin(), claims_.end(), [](const Claim& a, const Claim& b) {
        return a.key() < b.key();
    });
    for (const Claim& c : claims_) {
        if (reps().assign(c.rep, c.codes, c.from, c.until)) continue;
        if (!c.row)
            throw Error{
                ErrorCode::incompatible,
                fmt::format(
                    "an added assignment of '{}' begins before one of the book and lasts into it: "
                    "build the book anew from all records",
                    c.names.front())};
        const RawColumn& rep = *assignments_->find(kpi::assignment::rep.name);
        assignments_->reject(
            *c.row, rep.name, rep.shown(*c.row), "has another assignment on the same days",
            FindingKind::duplicate);
    }
}

KnownLevels Telling::known_levels(std::size_t hierarchy) {
    KnownLevels known;
    if (hierarchy > 0) return known;  // assignments are of the first
    const auto [first, last] = reps().levels_of(0);
    for (const Claim& c : claims_)
        for (std::size_t level = first; level < last; ++level)
            if (c.codes[level] >= 0) known[c.names[1 + level]].insert(level - first);
    return known;
}

void Telling::tell_memberships(std::size_t hierarchy) {
    Told& told = told_[hierarchy];
    if (told.memberships.empty()) return;
    find_levels(told.memberships, known_levels(hierarchy), book_->hierarchies[hierarchy].levels);
    std::stable_sort(
        told.memberships.begin(), told.memberships.end(),
        [](const SaidMembership& a, const SaidMembership& b) {
            return std::tie(a.from, a.until, a.member, a.parent) <
                   std::tie(b.from, b.until, b.member, b.parent);
        });
    for (const SaidMembership& one : told.memberships) {
        if (!one.refusal.empty())
            refuse(one, one.refusal, FindingKind::contradicts);
        else if (!one.parent.empty())
            join(hierarchy, one);
        else if (one.level)
            accepted(hierarchy, one);
        else
            refuse(one, "is missing, and so is the level: nothing is said", FindingKind::missing);
    }
}

void Telling::join(std::size_t hierarchy, const SaidMembership& one) {
    const std::vector<std::string>& names = book_->hierarchies[hierarchy].levels;
    const HierarchyPlace& place = told_[hierarchy].place;
    Seating& seating = book_->seatings[place.seating].edit();
    const auto code = [&](std::string_view name, std::size_t level) {
        const std::int32_t its = dictionary(names[level]).intern(name);
        if (const auto unused = book_->unused_names.find(names[level]);
            unused != book_->unused_names.end())
            unused->second.erase(its);
        return its;
    };
    const bool is_innermost = one.member_level + 1 == names.size();
    const HierarchyMember member{
        place.hierarchy,
        is_innermost ? seating.levels().size() : place.first_level + one.member_level,
        code(one.member, one.member_level)};
    const Belonging parent{
        one.from, one.until, place.first_level + one.parent_level,
        code(one.parent, one.parent_level)};
    if (const auto other = seating.join(member, parent)) {
        const std::string_view whom =
            dictionary(names[other->level - place.first_level]).text(other->code);
        const bool is_same =
            whom == one.parent && other->from == one.from && other->until == one.until;
        return refuse(
            one,
            is_same        ? std::string{"is there already"}
            : whom.empty() ? std::string{"has an assignment on the same days"}
                           : fmt::format("belongs to '{}' on the same days", whom),
            FindingKind::duplicate);
    }
    accepted(hierarchy, one);
}

void Telling::accepted(std::size_t hierarchy, const SaidMembership& one) {
    if (!one.row) return;
    const auto day = [](std::int32_t number, std::int32_t none) {
        return number == none ? std::nullopt : std::optional{Date{date::days{number}}};
    };
    const std::vector<std::string>& levels = book_->hierarchies[hierarchy].levels;
    added_.push_back(
        {book_->hierarchies[hierarchy].name, std::string{one.member}, std::string{one.parent},
         day(one.from, ever.from), day(one.until, ever.until),
         one.level ? levels[*one.level] : std::string{}});
}

void Telling::refuse(const SaidMembership& one, std::string reason, FindingKind kind) {
    if (!one.row)
        throw Error{
            ErrorCode::incompatible,
            fmt::format(
                "'{}' of the book {} with what is added: build the book anew from all records",
                one.member, reason)};
    const RawColumn& member = *memberships_->find(
        one.parent.empty() ? kpi::membership::parent.name : kpi::membership::member.name);
    memberships_->reject(*one.row, member.name, member.shown(*one.row), std::move(reason), kind);
}

/// Who stands at a level further out and is one of the innermost as well, such as a manager who sells.
void find_sellers(BookData& book) {
    for (CopyOnWrite<Seating>& its : book.seatings) {
        const Seating& seating = its;
        const Dictionary* members = book.dictionary(seating.innermost());
        if (!members) continue;
        std::set<HierarchyMember> all;
        for (const auto& [member, belongings] : seating.memberships()) {
            if (member.level < seating.levels().size()) all.insert(member);
            for (const Belonging& b : belongings)
                all.insert({member.hierarchy, b.level, b.code});
        }
        for (const HierarchyMember& one : all) {
            const Dictionary* names = book.dictionary(seating.levels()[one.level].name);
            const std::int32_t code = members->find(names->text(one.code));
            if (code >= 0 && !seating.is_seller(code, one)) its.edit().sells(code, one);
        }
    }
}

}  // namespace

void seat_members(RawTable* assignments, RawTable* memberships, BookData& book) {
    if (assignments || memberships) Telling{assignments, memberships, book}.run();
}

void seat_all(BookData& book) {
    find_sellers(book);
    CopyOnWrite<Seating>& seating = book.seatings.front();
    const Dictionary* reps = book.dictionary(seating->innermost());
    if (reps && reps->size() > seating->members())
        seating.edit().admit(static_cast<std::int32_t>(reps->size() - 1));
    for (CopyOnWrite<Seating>& one : book.seatings)
        if (!one->is_settled()) one.edit().settle();
}

}  // namespace saleskpi::inline v0_3::detail
