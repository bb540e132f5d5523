// SPDX-License-Identifier: MIT
#include "book/dimensions.hpp"
#include "book/look_up_rules.hpp"
#include "book/table_rules.hpp"
#include "rollup/part_print.hpp"
#include "rollup/partial_data.hpp"

#include <saleskpi/value/exchange.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace saleskpi::inline v0_3::detail {

namespace {

using Numbers = std::vector<std::uint64_t>;

[[noreturn]] void refuse(const std::string& why) {
    throw Error{ErrorCode::incompatible, "parts cannot be merged: " + why};
}

bool intersect(const Numbers& a, const Numbers& b) {
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (*i == *j) return true;
        *i < *j ? void(++i) : void(++j);
    }
    return false;
}

template <class T>
std::vector<T> united(const std::vector<T>& a, const std::vector<T>& b) {
    std::vector<T> all;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
    return all;
}

const Numbers& records_of(const PartPrint& print, std::string_view table) {
    static const Numbers none;
    const auto known = print.records.find(table);
    return known == print.records.end() ? none : known->second;
}

/// Both of them; of two for one pair and day that which comes first.
ExchangeRates rates_of(const std::vector<Rate>& rates, const std::vector<Rate>& more) {
    ExchangeRates all;
    for (const std::vector<Rate>* some : {&rates, &more})
        for (const Rate& rate : *some)
            if (!all.said(rate.base, rate.quote, rate.from))
                all.add(rate.base, rate.quote, rate.from, rate.rate);
    return all;
}

/// The rates of both together must not change what either converted.
void require_same_rates(const PartPrint& a, const PartPrint& b, Currency currency) {
    const ExchangeRates of_both = rates_of(a.rates, b.rates);
    const ExchangeRates in_turn = rates_of(b.rates, a.rates);
    for (const PartPrint* part : {&a, &b}) {
        const ExchangeRates own = rates_of(part->rates, {});
        for (const auto& [foreign, number] : part->asked_rates) {
            const Date day{date::days{number}};
            const auto rate = own.rate(foreign, currency, day);
            if (of_both.rate(foreign, currency, day) != rate ||
                in_turn.rate(foreign, currency, day) != rate)
                refuse(fmt::format(
                    "their exchange rates of {} to {} on {} differ", foreign.code(),
                    currency.code(), to_text(day)));
        }
    }
}

bool names_of_other(const LookUpPrint& naming, const LookUpPrint& named) {
    if (naming.unknown.empty()) return false;
    return std::any_of(named.known.begin(), named.known.end(), [&](std::uint64_t id) {
        return std::binary_search(naming.unknown.begin(), naming.unknown.end(), id);
    });
}

bool know_the_same(const LookUpPrint& a, const LookUpPrint& b) {
    IdNumbers ids[2]{a.known, b.known};
    for (IdNumbers& of_part : ids)
        std::sort(of_part.begin(), of_part.end());
    return intersect(ids[0], ids[1]);
}

bool contradict(const LookUpPrint& a, const LookUpPrint& b) {
    for (auto i = a.said.begin(), j = b.said.begin(); i != a.said.end() && j != b.said.end();) {
        if (i->first == j->first && i->second != j->second) return true;
        *i < *j ? void(++i) : void(++j);
    }
    return false;
}

void require_look_ups(const PartPrint& a, const PartPrint& b) {
    for (const auto& [table, of_a] : a.look_ups) {
        const auto found = b.look_ups.find(table);
        if (found == b.look_ups.end()) continue;
        const LookUpPrint& of_b = found->second;
        if (names_of_other(of_a, of_b) || names_of_other(of_b, of_a))
            refuse(fmt::format(
                "records of one name {0} of the other, by which they count: {0} have to be in the "
                "part of those that name them{1}",
                table, is_common(table) ? ", and may be in several" : ""));
        if (!is_common(table) && know_the_same(of_a, of_b))
            refuse(fmt::format("some {} are in both", table));
        if (intersect(of_a.together, of_b.together))
            refuse(fmt::format("all records of one of the {} have to be in one part", table));
        if (contradict(of_a, of_b))
            refuse(fmt::format("{} of one id are not the same in both", table));
    }
}

void require_same_members(const PartPrint& a, const PartPrint& b) {
    for (const auto& [domain, of_a] : a.names)
        if (const auto of_b = b.names.find(domain);
            of_b != b.names.end() && NamePrint::contradict(of_a, of_b->second))
            refuse(fmt::format(
                "records of one name a {} whom only the other knows: they have to be in one part",
                domain));
}

bool is_filled(std::string_view dimension) {
    for (const LookUpRule& rule : look_up_rules())
        for (const LookedUp& field : rule.fields)
            if (rule.table.empty() && field.field == dimension) return true;
    return false;
}

/// What only the records of one part say themselves, those of the other must not take of customers.
void require_same_ways(const PartialData& a, const PartialData& b) {
    for (std::size_t leaf = 0; leaf < a.ways.size(); ++leaf)
        for (std::size_t axis = 0; axis < a.ways[leaf].size(); ++axis) {
            const CutWay ways[2]{a.ways[leaf][axis], b.ways[leaf][axis]};
            const auto is_of_another = [](CutWay way) {
                return way == CutWay::customer || way == CutWay::deal;
            };
            const bool differ = (is_of_another(ways[0]) && ways[1] == CutWay::own) ||
                                (is_of_another(ways[1]) && ways[0] == CutWay::own);
            const bool are_both_there = a.leaves[leaf].records > 0 && b.leaves[leaf].records > 0;
            if (differ && are_both_there && !is_filled(a.axes[axis].name))
                refuse(fmt::format(
                    "of {} only one has the field '{}'", a.plan.leaves[leaf].leaf.table,
                    a.axes[axis].name));
        }
}

void require_other_records(const PartialData& a, const PartialData& b) {
    if (intersect(a.print.books, b.print.books)) refuse("they have the same records");
    for (const LeafSpec& spec : a.plan.leaves) {
        const std::string_view table = spec.leaf.table;
        const Joining how = joining(a.print, b.print, table);
        if (how == Joining::overlap || (how != Joining::add && !is_common(table)))
            refuse(fmt::format("some {} are in both", table));
    }
}

}  // namespace

bool NamePrint::contradict(const NamePrint& a, const NamePrint& b) {
    if (a.has_records == b.has_records)
        return a.has_records &&
               (intersect(a.unresolved, b.members) || intersect(b.unresolved, a.members));
    const NamePrint& with = a.has_records ? a : b;
    const NamePrint& without = a.has_records ? b : a;
    return intersect(with.unresolved, without.members) ||
           !std::includes(
               with.members.begin(), with.members.end(), without.unresolved.begin(),
               without.unresolved.end());
}

void NamePrint::add(const NamePrint& other) {
    members = united(members, other.members);
    has_records = has_records || other.has_records;
    IdNumbers all = united(unresolved, other.unresolved);
    unresolved.clear();
    std::set_difference(
        all.begin(), all.end(), members.begin(), members.end(), std::back_inserter(unresolved));
}

Joining joining(const PartPrint& into, const PartPrint& from, std::string_view table) {
    const Numbers& a = records_of(into, table);
    const Numbers& b = records_of(from, table);
    if (a.empty() || b.empty()) return Joining::add;
    if (std::includes(a.begin(), a.end(), b.begin(), b.end())) return Joining::keep;
    if (std::includes(b.begin(), b.end(), a.begin(), a.end())) return Joining::replace;
    return intersect(a, b) ? Joining::overlap : Joining::add;
}

void require_one_whole(const PartialData& into, const PartialData& from) {
    const PartPrint& a = into.print;
    const PartPrint& b = from.print;
    require_same_rates(a, b, into.query.currency);
    if (a.books.empty() || b.books.empty()) return;  // without records
    if (a.assignments != b.assignments)
        refuse(fmt::format("their assignments differ: {} and {}", a.assignments, b.assignments));
    if (a.converted_by != b.converted_by) refuse("their money was converted by different days");
    if (a.revenue != b.revenue)
        refuse(fmt::format(
            "their policies of recurring revenue differ: {} and {}",
            to_text(a.revenue.value_or(RevenuePolicy{})),
            to_text(b.revenue.value_or(RevenuePolicy{}))));
    if (a.pipelines != b.pipelines)
        refuse(fmt::format(
            "their pipelines differ: {} and {}", in_words(a.pipelines), in_words(b.pipelines)));
    require_other_records(into, from);
    require_look_ups(a, b);
    require_same_members(a, b);
    require_same_ways(into, from);
}

PartPrint merged(const PartPrint& into, const PartPrint& from) {
    PartPrint all = into.books.empty() ? from : into;
    all.rates = into.rates;
    for (const Rate& rate : from.rates)
        if (std::find(all.rates.begin(), all.rates.end(), rate) == all.rates.end())
            all.rates.push_back(rate);
    all.asked_rates = united(into.asked_rates, from.asked_rates);
    if (into.books.empty()) return all;
    all.books.insert(all.books.end(), from.books.begin(), from.books.end());
    std::sort(all.books.begin(), all.books.end());
    for (const auto& [table, numbers] : from.records)
        all.records[table] = united(records_of(into, table), numbers);
    for (const auto& [table, print] : from.look_ups) {
        LookUpPrint& of_all = all.look_ups[table];
        of_all.unknown = united(of_all.unknown, print.unknown);
        of_all.together = united(of_all.together, print.together);
        of_all.said = united(of_all.said, print.said);
        of_all.known.insert(of_all.known.end(), print.known.begin(), print.known.end());
    }
    for (const auto& [domain, print] : from.names)
        all.names[domain].add(print);
    return all;
}

}  // namespace saleskpi::inline v0_3::detail
