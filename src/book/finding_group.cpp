// SPDX-License-Identifier: MIT
#include "book/finding_groups.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace detail {

namespace {

/// A group as it is counted: of its findings, the first for each of a few reasons, and a few more.
struct Counted {
    std::size_t count = 0;
    std::vector<const Finding*> of_new_reasons;
    std::vector<const Finding*> others;
    std::set<std::string_view> reasons;
};

}  // namespace

std::vector<FindingGroup> grouped(std::span<const Finding* const> findings, std::size_t examples) {
    using Key = std::tuple<std::string_view, std::string_view, FindingKind, bool>;
    std::map<Key, Counted> groups;
    Key last;
    Counted* group = nullptr;
    for (const Finding* one : findings) {
        const Finding& finding = *one;
        const Key key{finding.table, finding.field, finding.kind, !finding.rejected};
        if (!group || key != last) group = &groups[key];
        last = key;
        ++group->count;
        if (group->of_new_reasons.size() == examples) continue;
        if (group->reasons.insert(finding.reason).second)
            group->of_new_reasons.push_back(&finding);
        else if (group->others.size() < examples)
            group->others.push_back(&finding);
    }
    std::vector<FindingGroup> result;
    for (auto& [key, counted] : groups) {
        FindingGroup& made = result.emplace_back();
        made.table = std::get<0>(key);
        made.field = std::get<1>(key);
        made.kind = std::get<2>(key);
        made.rejected = !std::get<3>(key);
        made.count = counted.count;
        std::vector<const Finding*>& shown = counted.of_new_reasons;
        shown.insert(shown.end(), counted.others.begin(), counted.others.end());
        shown.resize((std::min)(shown.size(), examples));
        for (const Finding* finding : shown)
            made.examples.push_back(*finding);
    }
    return result;
}

}  // namespace detail

std::vector<FindingGroup> grouped(std::span<const Finding> findings, std::size_t examples) {
    std::vector<const Finding*> all;
    all.reserve(findings.size());
    for (const Finding& finding : findings)
        all.push_back(&finding);
    return detail::grouped(all, examples);
}

}  // namespace saleskpi::inline v0_3
