// SPDX-License-Identifier: MIT
#include "support/random_hierarchies.hpp"

namespace laws {

namespace {

const Date begin = try_parse_date("2023-10-01").value();

/// The memberships of a member of a level: spans of days, some with a gap before them.
void add_memberships(
    Random& random, RandomHierarchy& all, std::size_t level, const std::string& who) {
    const bool is_innermost = level + 1 == all.hierarchy.levels.size();
    const std::string said = is_innermost ? "" : all.hierarchy.levels[level];
    std::optional<Date> from;
    while (true) {
        const std::size_t above = static_cast<std::size_t>(
            random.chance(75) ? static_cast<std::int64_t>(level) - 1
                              : random.between(0, static_cast<std::int64_t>(level) - 1));
        std::optional<Date> until;
        if (random.chance(60)) until = from.value_or(begin) + date::days{random.between(20, 500)};
        all.memberships.push_back(
            {all.hierarchy.name, who, random.one_of(all.members[above]), from, until, said});
        if (!until) return;
        from = *until + date::days{random.chance(50) ? random.between(1, 90) : 0};
        if (random.chance(20)) return;
    }
}

}  // namespace

std::vector<std::string> RandomHierarchy::path(const std::string& member, Date on) const {
    std::vector<std::string> names(hierarchy.levels.size());
    names.back() = member;
    std::string at = member;
    while (!at.empty()) {
        std::string next;
        for (const Membership& one : memberships)
            if (one.member == at && (!one.from || *one.from <= on) &&
                (!one.until || on < *one.until))
                next = one.parent;
        for (std::size_t level = 0; level < members.size(); ++level)
            for (const std::string& name : members[level])
                if (name == next) names[level] = name;
        at = next;
    }
    return names;
}

RandomHierarchy random_hierarchy(
    Random& random,
    const std::string& name,
    std::size_t depth,
    const std::string& innermost,
    const std::vector<std::string>& members) {
    RandomHierarchy all;
    all.hierarchy.name = name;
    for (std::size_t level = 0; level < depth; ++level) {
        const std::string called = name + std::to_string(level);
        all.hierarchy.levels.push_back(called);
        all.members.emplace_back();
        for (std::size_t i = 0; i < 2 + 2 * level; ++i)
            all.members.back().push_back(called + "-" + std::to_string(i));
    }
    all.hierarchy.levels.push_back(innermost);
    for (std::size_t level = 0; level < depth; ++level)
        for (const std::string& who : all.members[level])
            if (level == 0 || random.chance(10))  // says where it stands, and belongs to nobody
                all.memberships.push_back({name, who, "", {}, {}, all.hierarchy.levels[level]});
            else
                add_memberships(random, all, level, who);
    for (const std::string& who : members)
        if (random.chance(90)) add_memberships(random, all, depth, who);
    random.shuffle(all.memberships);
    return all;
}

}  // namespace laws
