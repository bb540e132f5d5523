// SPDX-License-Identifier: MIT
#include "company.hpp"

#include "random.hpp"

namespace sample {

namespace {

constexpr std::array<std::string_view, 40> names{
    // East
    "Asha Rao", "Ben Carter", "Chloe Martin", "Diego Alvarez", "Ella Brooks", "Frank Novak",
    "Grace Kim",
    // West
    "Hannah Weiss", "Ivan Petrov", "Julia Santos", "Kevin Doyle", "Laura Chen", "Marcus Reed",
    "Nina Hassan",
    // North
    "Oliver Grant", "Priya Shah", "Quentin Moss", "Rachel Byrne", "Sam Whitfield", "Tara Quinn",
    "Uma Fraser",
    // South
    "Victor Lang", "Wanda Kowalski", "Xavier Roux", "Yara Costa", "Zoe Fischer", "Andrea Conti",
    "Bruno Keller",
    // Asia
    "Chen Wei", "Daichi Mori", "Eun Park", "Farah Aziz", "Gita Menon", "Hiro Tanaka",
    // Pacific
    "Isla Murray", "Jack Harris", "Kiri Walker", "Liam Scott", "Mia Turner", "Noah Evans"};

constexpr std::array<std::size_t, 6> first_of_team{0, 7, 14, 21, 28, 34};

std::size_t team_of_number(std::size_t rep) {
    std::size_t team = teams.size() - 1;
    while (first_of_team[team] > rep)
        --team;
    return team;
}

std::optional<std::size_t> find_team(std::string_view name) {
    for (std::size_t t = 0; t < teams.size(); ++t)
        if (teams[t].name == name) return t;
    return std::nullopt;
}

}  // namespace

Staff hire() {
    Random random{40};
    Staff staff;
    for (std::size_t i = 0; i < names.size(); ++i) {
        staff.reps.push_back(
            {std::string{names[i]}, random.between(-8, 10), random.between(15, 31)});
        const Team& team = teams[team_of_number(i)];
        Assignment a{.rep = staff.reps[i].name};
        a.team = team.name;
        a.region = team.region;
        a.kind = i % 3 == 0 ? RepKind::field : RepKind::inside;
        staff.assignments.push_back(a);
    }
    const auto move = [&](std::size_t rep, std::size_t team, Date day) {
        Assignment next = staff.assignments[rep];
        staff.assignments[rep].until = day;
        next.from = day;
        next.team = teams[team].name;
        next.region = teams[team].region;
        staff.assignments.push_back(next);
    };
    move(5, 1, first_of(9));                               // from East to West
    move(18, 3, first_of(12));                             // from North to South
    move(36, 2, first_of(18));                             // from Pacific to another region
    staff.assignments[13].from = first_of(5);              // joins
    staff.assignments[31].until = first_of(15);            // leaves
    staff.assignments[26].from = Month{2023, 11}.first();  // had joined a little before
    return staff;
}

std::optional<std::size_t> Staff::team_of(const std::string& rep, Date day) const {
    for (const Assignment& a : assignments)
        if (a.rep == rep && (!a.from || *a.from <= day) && (!a.until || day < *a.until))
            return find_team(a.team);
    return std::nullopt;
}

std::vector<std::size_t> Staff::members(std::size_t team, Date day) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < reps.size(); ++i)
        if (team_of(reps[i].name, day) == team) found.push_back(i);
    return found;
}

}  // namespace sample
