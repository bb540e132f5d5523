// SPDX-License-Identifier: MIT
#include "support/slow.hpp"

#include "support/slow_aggregates.hpp"
#include "support/slow_periods.hpp"
#include "support/slow_rows.hpp"

#include <saleskpi/language/words.hpp>
#include <saleskpi/rollup/dimension.hpp>
#include <saleskpi/value/rounding.hpp>

#include <algorithm>
#include <set>
#include <span>

namespace slow {

namespace {

/// How many whole units one of the value's unit has: billionths of decimals, else itself.
Rational units_of(const RowValue& value) {
    if (value.kind == RowValue::Kind::quotient) return Rational{1'000'000'000'000};
    Rational units = 1;
    for (const ColumnRef* column : {&value.a, &value.b})
        if (column->type == FieldType::decimal && value.kind != RowValue::Kind::difference)
            units *= Rational{Decimal::per_unit};
    return value.kind == RowValue::Kind::difference && value.a.type == FieldType::decimal
               ? Rational{Decimal::per_unit}
               : units;
}

/// What falls on one day of a value in whole units that is spread over the days [from, until).
Rational on_day(const Rational& value, Date day, std::int64_t from, std::int64_t until) {
    const std::int64_t passed = day.time_since_epoch().count() - from;
    const auto up_to = [&](std::int64_t days) {
        return round(value * Rational{days, until - from}, Rounding::down);
    };
    return Rational{up_to(passed + 1) - up_to(passed)};
}

/// How many tests say which fields are needed: "a is not missing" is two, "and b is not" three more.
std::size_t tests_of_needs(const Leaf& leaf) {
    return leaf.needs == 0 ? 0 : 3 * std::size_t{leaf.needs} - 1;
}

/// The condition without the fields that are needed: what follows them.
std::span<const Test> condition(const Definition& metric, const Leaf& leaf) {
    return metric.tests(leaf).subspan(tests_of_needs(leaf));
}

/// Days from a date of the record to the day; none if it has no such date.
std::optional<Rational> age_on(const Table& table, const Row& row, const Leaf& leaf, Date day) {
    if (leaf.value.a == leaf.placement.from) {
        const auto start = start_of(table, row, leaf);
        return start ? std::optional{Rational{(day - *start).count()}} : std::nullopt;
    }
    const Cell& since = *table.cell(row, leaf.value.a.name);
    if (!since.known) return std::nullopt;
    return Rational{day.time_since_epoch().count() - since.number};
}

}  // namespace

Evaluator::Evaluator(
    const Tables& tables,
    Currency currency,
    const Calendar& calendar,
    std::optional<Date> seated_as_of)
    : tables_{&tables}, currency_{currency}, calendar_{calendar}, seated_as_of_{seated_as_of} {
    const Table* assignments = tables.find("assignments");
    if (!assignments) return;
    for (const Row& row : assignments->rows) {
        const auto text = [&](const char* field) { return assignments->cell(row, field)->text; };
        const auto day = [&](const char* field, Date otherwise) {
            const Cell* cell = assignments->cell(row, field);
            return cell->known ? Date{date::days{cell->number}} : otherwise;
        };
        sittings_.push_back(
            {{text("rep"), text("team"), text("region")},
             day("from", all_time.first - date::days{1}),
             day("until", all_time.until + date::days{1})});
    }
}

Answer Evaluator::value(const Definition& metric, const Group& group, const Period& period) const {
    return value(metric, formula(metric), group, period);
}

Answer Evaluator::value(
    const Definition& metric, const Node& formula, const Group& group, const Period& period) const {
    const Context context{metric, group};
    const Number n = compute(context, formula, period);
    if (n.reason) return {*n.reason, n.records, n.missing, n.marks};
    return {AnyQuantity{n.value, metric.unit(), currency_}, n.records, n.missing, n.marks};
}

Seat Evaluator::seat(const Table& table, const Row& row, const std::string& rep, Date day) const {
    if (seated_as_of_) day = *seated_as_of_;
    const auto in_force = [day](const Sitting& s) { return s.from <= day && day < s.until; };
    if (!rep.empty()) {
        for (const Sitting& s : sittings_)
            if (s.seat.rep == rep && in_force(s)) return s.seat;
        return {rep, "", ""};
    }
    const Cell* team = table.cell(row, "team");
    const Cell* region = table.cell(row, "region");
    Seat own{"", team ? team->text : "", region ? region->text : ""};
    if (own.region.empty() && !own.team.empty())
        for (const Sitting& s : sittings_)
            if (s.seat.team == own.team && in_force(s)) own.region = s.seat.region;
    return own;
}

namespace {

bool is_name(FieldType type) { return type == FieldType::text || type == FieldType::choice; }

/// The field that names what the dimension is about; -1 for none.
int naming(const Table& table, const std::string& dimension) {
    int only = -1;
    int n = 0;
    for (int i = 0; i < static_cast<int>(table.fields.size()); ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (table.domains[at] != dimension || !is_name(table.types[at])) continue;
        if (table.fields[at] == dimension) return i;
        only = i;
        ++n;
    }
    return n == 1 ? only : -1;
}

}  // namespace

std::optional<std::string> Evaluator::member(
    const Table& table, const Row& row, const Seat& seat, const std::string& dimension) const {
    if (dimension == "company") return "company";
    const bool has_rep = table.find("rep") >= 0;
    const bool has_team = has_rep || table.find("team") >= 0;
    if (dimension == "rep") return has_rep ? std::optional{seat.rep} : std::nullopt;
    if (dimension == "team") return has_team ? std::optional{seat.team} : std::nullopt;
    if (dimension == "region")
        return has_team || table.find("region") >= 0 ? std::optional{seat.region} : std::nullopt;
    if (table.id_domain == dimension) return row.id;
    if (const int own = naming(table, dimension); own >= 0) {
        const std::string& name = row.cells[static_cast<std::size_t>(own)].text;
        const auto members = tables_->members.find(dimension);
        const bool is_only_named =
            members != tables_->members.end() && !members->second.contains(name) &&
            std::any_of(tables_->all.begin(), tables_->all.end(), [&](const auto& one) {
                return &one.second == &table && only_refers(one.first);
            });
        return is_only_named ? std::string{} : name;
    }
    // What it does not say itself its deal says, else its customer.
    std::optional<std::string> said;
    const Table* deals = tables_->find("deals");
    const bool is_of_deal = &table == tables_->find("quotes") || &table == tables_->find("touches");
    if (const Cell* deal = table.cell(row, "deal"); is_of_deal && deal && deals) {
        if (naming(*deals, dimension) >= 0) said = "";
        for (const Row& d : deals->rows)
            if (deal->known && d.id == deal->text) said = member(*deals, d, seat, dimension);
        if (!said && !deals->rows.empty())
            said = member(*deals, deals->rows.front(), seat, dimension)
                       ? std::optional{std::string{}}
                       : std::nullopt;
        if (said && !said->empty()) return said;
    }
    const Table* customers = tables_->find("customers");
    const Cell* customer = table.cell(row, "customer");
    const int property = customers ? naming(*customers, dimension) : -1;
    if (!customer || property < 0) return said;
    for (const Row& c : customers->rows)
        if (customer->known && c.id == customer->text)
            return c.cells[static_cast<std::size_t>(property)].text;
    return "";
}

bool Evaluator::is_not_cut(const Context& context, std::size_t number) const {
    const Table* table = tables_->find(context.metric.leaves()[number]);
    if (!table || table->rows.empty()) return false;
    std::vector<std::string> asked;
    for (std::size_t i = 0; i < context.group.members.size(); ++i)
        if (context.group.members[i] != by::unassigned)
            asked.push_back(context.group.dimensions[i]);
    if (context.part) asked.push_back(context.part->first);
    const std::vector<std::string> levels{"region", "team", "rep"};
    asked.insert(asked.end(), levels.begin(), levels.begin() + static_cast<int>(context.seated_by));
    return std::any_of(asked.begin(), asked.end(), [&](const std::string& dimension) {
        return !member(*table, table->rows.front(), {}, dimension);
    });
}

bool Evaluator::is_inside(
    const Context& context, const Table& table, const Row& row, const Seat& seat) const {
    const auto is_of = [&](const std::string& dimension, const std::string& wanted) {
        std::string name = member(table, row, seat, dimension).value_or(std::string{});
        if (name.empty()) name = by::unassigned;
        return name == wanted;
    };
    for (std::size_t i = 0; i < context.group.members.size(); ++i)
        if (!is_of(context.group.dimensions[i], context.group.members[i])) return false;
    if (context.part && !is_of(context.part->first, context.part->second)) return false;
    return context.seats(seat);
}

std::vector<const Row*> Evaluator::selected(const Definition& metric, const Node& aggregate) const {
    const auto [known, is_new] = selected_.try_emplace(aggregate.text);
    if (!is_new) return known->second;
    const Leaf& leaf = metric.leaves()[aggregate.leaf];
    const Table& table = *tables_->find(leaf);
    for (const Row& row : table.rows)
        if (satisfies(table, row, condition(metric, leaf))) known->second.push_back(&row);
    return known->second;
}

bool Evaluator::lacks_needed(const Definition& metric, std::size_t number, const Row& row) const {
    const Leaf& leaf = metric.leaves()[number];
    const Table& table = *tables_->find(leaf);
    for (const Test& test : metric.tests(leaf).first(tests_of_needs(leaf)))
        if (test.op == Test::Op::is_missing && !table.cell(row, test.column.name)->known)
            return true;
    return false;
}

namespace {

/// The groups whose records the aggregates of a formula count, in the order of its text.
void groups_of(const Node& formula, const Group& group, std::vector<Group>& all) {
    if (formula.is_aggregate()) all.push_back(group);
    const Group within =
        formula.name == "enclosing" ? group_around(group, formula.words.at(0)) : group;
    for (const Node& operand : formula.operands)
        groups_of(operand, within, all);
}

}  // namespace

std::vector<std::string> Evaluator::ids(
    const Definition& metric,
    std::size_t aggregate,
    const Group& group,
    const Period& period) const {
    std::vector<Group> groups;
    groups_of(formula(metric), group, groups);
    const Context context{metric, groups.at(aggregate)};
    const Node& node = *aggregates_of(formula(metric)).at(aggregate);
    const std::size_t number = node.leaf;
    std::set<std::string> found;
    const Table* table = tables_->find(metric.leaves()[number]);
    if (!table) return {};
    for (const Row* row : selected(metric, node)) {
        if (lacks_needed(metric, number, *row)) continue;
        for (const Date day : days_of(*table, *row, metric.leaves()[number], period.window()))
            for (const Line& line : lines_of(*table, *row))
                if (is_inside(context, *table, *row, seat(*table, *row, line.rep, day)))
                    found.insert(row->id);
    }
    return {found.begin(), found.end()};
}

Evaluator::Number Evaluator::leaf(
    const Context& context, const Node& aggregate, const Window& window) const {
    const std::size_t number = aggregate.leaf;
    const Leaf& leaf = context.metric.leaves()[number];
    const Table* table = tables_->find(leaf);
    if (!table || table->rows.empty()) return {{}, Reason::no_records};
    if (is_not_cut(context, number)) return {{}, Reason::not_cut};
    const Called how = called(aggregate.text);
    if (leaf.aggregation.compares_edges) return at_edges(context, aggregate, window);
    const bool is_time = how.is("months_in_force");
    const bool is_spread = leaf.placement.kind == Placement::Kind::spread;
    const bool is_sum = how.is("sum") || how.is("sum_of_fractions");
    const bool is_money = is_shared_out(leaf.value) && (is_sum || how.is("mean"));

    Number result;
    std::vector<Given> given;
    std::set<std::string> different;
    const Date seen_until =
        (report_ && !report_->periods.empty() ? report_->periods.back().until : window.until) -
        date::days{1};
    for (const Row* row : selected(context.metric, aggregate)) {
        if (!context.rows(*table, *row)) continue;
        const std::vector<Date> days = days_of(*table, *row, leaf, window);
        if (days.empty()) continue;
        const std::vector<Line> lines = lines_of(*table, *row);
        std::vector<std::vector<Date>> inside(lines.size());
        std::vector<Date> all_inside;
        for (const Date day : days)
            for (std::size_t i = 0; i < lines.size(); ++i)
                if (is_inside(context, *table, *row, seat(*table, *row, lines[i].rep, day))) {
                    inside[i].push_back(day);
                    all_inside.push_back(day);
                }
        if (all_inside.empty()) continue;
        if (lacks_needed(context.metric, number, *row)) {
            ++result.missing;
            continue;
        }
        if (is_time) {
            result.value += months(all_inside);
            ++result.records;
            continue;
        }
        if (how.is("distinct")) {
            const Cell& cell = *table->cell(*row, leaf.value.a.name);
            if (cell.known) different.insert(cell.text);
            ++(cell.known ? result.records : result.missing);
            continue;
        }
        const auto own = leaf.value.kind == RowValue::Kind::age
                             ? age_on(*table, *row, leaf, all_inside.front())
                             : value_of(*table, *row, leaf.value, std::nullopt, seen_until);
        if (!own) {
            ++result.missing;
            continue;
        }
        ++result.records;
        const Cell* second =
            leaf.value.b.name.empty() ? nullptr : table->cell(*row, leaf.value.b.name);
        given.push_back({*own, second ? second->number : 0, second && second->known});
        if (!is_spread && !is_money) result.value += *own;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (inside[i].empty() || (!is_spread && !is_money)) continue;
            const Rational value = *value_of(
                *table, *row, leaf.value, lines.size() > 1 ? std::optional{i} : std::nullopt);
            if (!is_spread)
                result.value += value;
            else
                for (const Date day : inside[i])
                    result.value += on_day(
                                        value * units_of(leaf.value), day,
                                        table->cell(*row, leaf.placement.from.name)->number,
                                        table->cell(*row, leaf.placement.until.name)->number) /
                                    units_of(leaf.value);
        }
    }
    const auto n = static_cast<std::int64_t>(given.size());
    if (leaf.needs > 0 && result.records == 0 && result.missing > 0) {
        result.reason = Reason::missing_values;
        return result;
    }
    if (how.is("distinct")) result.value = Rational{static_cast<std::int64_t>(different.size())};
    if (how.needs_no_value() || (n == 0 && result.missing == 0 && is_sum)) return result;
    if (n == 0) {
        result.reason = result.missing > 0 ? Reason::missing_values : Reason::no_records;
        return result;
    }
    const Summary summary = of_values(how, std::move(given), result.value);
    result.value = summary.value;
    result.reason = summary.reason;
    result.marks = summary.marks;
    return result;
}

}  // namespace slow
