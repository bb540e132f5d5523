// SPDX-License-Identifier: MIT
#include "book/membership_levels.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <unordered_map>

namespace saleskpi::inline v0_3::detail {

namespace {

class Levels {
public:
    Levels(
        std::vector<SaidMembership>& memberships,
        KnownLevels& known,
        const std::vector<std::string>& names)
        : all_{&memberships}, known_{&known}, names_{&names} {
        for (std::size_t i = 0; i < memberships.size(); ++i) {
            by_member_[memberships[i].member].push_back(i);
            by_parent_[memberships[i].parent].push_back(i);
            if (memberships[i].level) is_said_.insert(memberships[i].member);
        }
    }

    /// Of who stands above others: the level that is known, or the one below the parent's. No
    /// recursion: chains of names in a file may be as long as the file.
    std::size_t of_parent(std::string_view name) {
        if (const auto level = known_or_found(name)) return *level;
        path_.push_back({name, 0, 0});
        std::size_t level = 0;
        while (!path_.empty()) {
            Visit& last = path_.back();
            if (const SaidMembership* next = next_of(last)) {
                if (refuse_circle(next->parent)) continue;
                if (const auto above = known_or_found(next->parent))
                    belongs_below(last, *above);
                else
                    path_.push_back({next->parent, 0, 0});
                continue;
            }
            level = last.level;
            found_[last.name] = level;
            path_.pop_back();
            if (!path_.empty()) belongs_below(path_.back(), level);
        }
        return level;
    }

    void resolve(SaidMembership& one) {
        if (!one.refusal.empty()) return;
        const auto its = known_->find(one.member);
        const bool has_members = by_parent_.contains(one.member);
        if (one.level) {
            one.member_level = *one.level;
        } else if (its != known_->end() && its->second.size() > 1) {
            std::vector<std::string_view> known;
            for (const std::size_t level : its->second)
                known.emplace_back((*names_)[level]);
            one.refusal = fmt::format("is at several levels: say {}", fmt::join(known, " or "));
            return;
        } else if (its != known_->end()) {
            one.member_level = *its->second.begin();
        } else {
            one.member_level = has_members ? of_parent(one.member) : names_->size() - 1;
        }
        if (one.parent.empty() || !one.refusal.empty()) return;
        one.parent_level = level_above(one, one.member_level);
        if (one.parent_level >= one.member_level)
            one.refusal = not_above(one.parent, (std::min)(one.member_level, names_->size() - 1));
    }

private:
    struct Visit {
        std::string_view name;
        std::size_t level;
        std::size_t next;  ///< so many of its memberships were looked at
    };

    std::optional<std::size_t> known_or_found(std::string_view name) const {
        if (const auto level = inner_level(name)) return level;
        const auto found = found_.find(name);
        return found == found_.end() ? std::nullopt : std::optional{found->second};
    }

    /// The innermost level at which somebody can stand above members who are known to stand at one; none
    /// if that is above the outermost.
    std::optional<std::size_t> lowest_level(std::string_view name) const {
        std::size_t lowest = names_->size() - 1;
        const auto its = by_parent_.find(name);
        if (its != by_parent_.end())
            for (const std::size_t i : its->second) {
                const SaidMembership& one = (*all_)[i];
                if (!one.refusal.empty()) continue;
                if (one.level)
                    lowest = (std::min)(lowest, *one.level);
                else if (const auto level = inner_level(one.member))
                    lowest = (std::min)(lowest, *level);
            }
        return lowest == 0 ? std::nullopt : std::optional{lowest - 1};
    }

    /// That the last membership looked at leads to a parent of a level. It is refused where it would leave
    /// no room for members whose levels are known: those are right.
    void belongs_below(Visit& visit, std::size_t above) {
        SaidMembership& one = (*all_)[by_member_.find(visit.name)->second[visit.next - 1]];
        if (!one.refusal.empty()) return;  // it goes in a circle
        const auto lowest = lowest_level(visit.name);
        if (lowest && above + 1 <= *lowest)
            visit.level = (std::max)(visit.level, above + 1);
        else
            one.refusal = not_above(one.parent, lowest.value_or(0));
    }

    std::string not_above(std::string_view parent, std::size_t level) const {
        return fmt::format(
            "belongs to '{}', which does not stand above the level '{}'", parent, (*names_)[level]);
    }

    /// The next membership that has a say in somebody's level.
    const SaidMembership* next_of(Visit& visit) const {
        const auto its = by_member_.find(visit.name);
        while (its != by_member_.end() && visit.next < its->second.size()) {
            const SaidMembership& one = (*all_)[its->second[visit.next++]];
            if (!one.level && !one.parent.empty() && one.refusal.empty()) return &one;
        }
        return nullptr;
    }

    std::optional<std::size_t> inner_level(std::string_view name) const {
        const auto its = known_->find(name);
        if (its == known_->end() || *its->second.begin() + 1 >= names_->size()) return std::nullopt;
        return *its->second.begin();
    }

    /// That of the parent: of those of the name the innermost above the member's.
    std::size_t level_above(const SaidMembership& one, std::size_t below) {
        const auto its = known_->find(one.parent);
        if (its == known_->end()) return of_parent(one.parent);
        const auto at = its->second.lower_bound(below);
        if (at != its->second.begin()) return *std::prev(at);
        // What is a region by its assignments, and has regions, is a country of that name as well.
        const bool is_another = one.parent == one.member || !is_said_.contains(one.parent);
        return is_another && below > 0 ? below - 1 : of_parent(one.parent);
    }

    /// Where the parent is below the member already, all memberships of the circle are refused.
    bool refuse_circle(std::string_view parent) {
        const auto first = std::find_if(
            path_.begin(), path_.end(), [&](const Visit& visit) { return visit.name == parent; });
        if (first == path_.end()) return false;
        std::vector<std::string_view> names;
        for (auto visit = first; visit != path_.end(); ++visit)
            names.push_back(visit->name);
        // From the first by name, so that it is told alike in any order.
        std::rotate(names.begin(), std::min_element(names.begin(), names.end()), names.end());
        names.push_back(names.front());
        for (auto visit = first; visit != path_.end(); ++visit)
            (*all_)[by_member_.find(visit->name)->second[visit->next - 1]].refusal = fmt::format(
                "goes in a circle: {}; if they change places over the years, say their levels",
                fmt::join(names, ", "));
        return true;
    }

    std::vector<SaidMembership>* all_;
    KnownLevels* known_;
    const std::vector<std::string>* names_;
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_member_;
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_parent_;
    std::set<std::string_view> is_said_;  // those whose level some membership says
    std::unordered_map<std::string_view, std::size_t> found_;
    std::vector<Visit> path_;
};

}  // namespace

void find_levels(
    std::vector<SaidMembership>& memberships,
    KnownLevels known,
    const std::vector<std::string>& levels) {
    for (const SaidMembership& one : memberships)
        if (one.level) {
            known[one.member].insert(*one.level);
            // A region USA in a country USA.
            if (one.member == one.parent && *one.level > 0)
                known[one.member].insert(*one.level - 1);
        }
    Levels all{memberships, known, levels};
    for (SaidMembership& one : memberships)
        if (one.refusal.empty() && !one.parent.empty()) all.of_parent(one.parent);
    for (SaidMembership& one : memberships)
        all.resolve(one);
}

}  // namespace saleskpi::inline v0_3::detail
