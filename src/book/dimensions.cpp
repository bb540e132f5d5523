// SPDX-License-Identifier: MIT
#include "book/dimensions.hpp"

#include "book/table_rules.hpp"
#include "record/library_types.hpp"

#include <saleskpi/record/customer.hpp>
#include <saleskpi/record/deal.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3 {

namespace detail {

namespace {

/// Calls f(name, domain) for all that results can be cut by: of the library's records, and of those
/// in the book.
template <class F>
void for_each_field(const BookData& book, F&& f) {
    for (const RecordType* type : library_types())
        for (const FieldInfo& field : type->fields)
            if (cuts(field)) f(field.name, field.domain);
    for (const auto& table : book.tables) {
        if (!table->id_name.empty()) f(table->id_name, table->id_domain);
        for (const NamedColumn& column : table->plain.columns)
            if (cuts(column)) f(column.name, column.domain);
    }
}

/// The domains of the fields that a name stands for: itself, if it is one.
std::set<std::string> domains_of(const BookData& book, std::string_view dimension) {
    bool is_domain = false;
    std::set<std::string> domains;
    for_each_field(book, [&](std::string_view name, std::string_view domain) {
        is_domain |= domain == dimension;
        if (name == dimension) domains.emplace(domain);
    });
    return is_domain ? std::set{std::string{dimension}} : domains;
}

/// What the ids of a table name. Records of your own that stand where deals stand have those of deals.
std::string_view domain_of_ids(const BookTable& table) {
    for (const RecordType* type : library_types())
        for (const FieldInfo& field : type->fields)
            if (type->table == table.name && field.identity) return field.domain;
    return table.id_domain;
}

bool is_of_ids(const BookTable& table, const DimensionFields& fields) {
    if (table.id_name.empty()) return false;
    if (!fields.is_domain())
        return table.id_name == fields.name && table.id_domain == fields.domain;
    return table.id_domain == fields.domain || domain_of_ids(table) == fields.domain;
}

std::string in_words(const std::set<std::string>& names) {
    std::vector<std::string> all(names.begin(), names.end());
    const std::string last = all.back();
    all.pop_back();
    return fmt::format("{} or {}", fmt::join(all, ", "), last);
}

}  // namespace

DimensionFields fields_of(const BookData& book, std::string_view qualified) {
    const std::string_view dimension = without_hierarchy(book.hierarchies, qualified);
    const std::set<std::string> domains = domains_of(book, dimension);
    if (domains.size() > 1)
        throw Error{
            ErrorCode::unknown_dimension,
            fmt::format(
                "'{}' means something else in each table: say {}", dimension, in_words(domains))};
    return {std::string{dimension}, domains.empty() ? std::string{} : *domains.begin()};
}

TableCut own_cut(const BookTable& table, const DimensionFields& fields) {
    if (is_of_ids(table, fields)) return {CutWay::id, nullptr};
    const NamedColumn* column = fields.find(table.plain.columns);
    if (!column || !cuts(*column) || column->domain != fields.domain) return {};
    return {CutWay::own, column};
}

namespace {

/// Whether records say to whom they belong at the level, or at one further in.
bool is_seated(const BookData& book, const BookTable& table, const LevelPlace& place) {
    const Seating& seating = book.seatings[place.seating];
    const auto names = [&](std::string_view field) {
        const NamedColumn* column = table.plain.find(field);
        return column && column->dictionary;
    };
    if (says_level(seating, place.level, names)) return true;
    return place.seating > 0 &&
           cut_of(book, table, fields_of(book, seating.innermost())).way != CutWay::none;
}

}  // namespace

namespace {

/// The column of a table's records that names customers, if these say what is asked.
const NamedColumn* customer_column(
    const BookData& book, const BookTable& table, const DimensionFields& fields) {
    const NamedColumn* customer = column_of_domain(table.plain.columns, kpi::customer::id.domain);
    if (!customer || !customer->dictionary) return nullptr;
    for (const TablePart& customers : book.parts(table_of<Customer>()))
        if (own_cut(*customers, fields).way == CutWay::own) return customer;
    return nullptr;
}

/// The column that names the deal to which records belong, if deals or their customers say what is asked.
const NamedColumn* deal_column(
    const BookData& book, const BookTable& table, const DimensionFields& fields) {
    const NamedColumn* deal = table.plain.find(rules_of(table.name).of_deal);
    if (!deal || !deal->dictionary) return nullptr;
    for (const TablePart& deals : book.parts(table_of<Deal>())) {
        const CutWay way = cut_of(book, *deals, fields).way;
        if (way == CutWay::own || way == CutWay::customer) return deal;
    }
    return nullptr;
}

}  // namespace

TableCut cut_of(const BookData& book, const BookTable& table, const DimensionFields& fields) {
    if (fields.name == "company") return {CutWay::all, nullptr};
    if (const auto place = book.level(fields.name))
        return {is_seated(book, table, *place) ? CutWay::seat : CutWay::none, nullptr};
    const TableCut own = own_cut(table, fields);
    if (own.way != CutWay::none || table.name == table_of<Customer>()) return own;
    const NamedColumn* customer = customer_column(book, table, fields);
    if (const NamedColumn* deal = deal_column(book, table, fields))
        return {CutWay::deal, deal, customer};
    return customer ? TableCut{CutWay::customer, customer} : TableCut{};
}

}  // namespace detail

std::vector<std::string> Book::dimensions() const {
    const std::vector<Hierarchy>& hierarchies = data_->hierarchies;
    std::vector<std::string> names{"company"};
    for (std::size_t level = 0; level < hierarchies.front().levels.size(); ++level)
        names.push_back(detail::dimension_name(hierarchies, 0, level));
    const detail::Seating& reps = data_->reps();
    for (std::size_t level = 0; level < reps.levels().size(); ++level)
        if (reps.levels()[level].hierarchy == detail::SeatLevel::no_hierarchy && reps.tells(level))
            names.push_back(reps.levels()[level].name);
    for (std::size_t h = 1; h < hierarchies.size(); ++h)
        for (std::size_t level = 0; level + 1 < hierarchies[h].levels.size(); ++level)
            names.push_back(detail::dimension_name(hierarchies, h, level));
    const auto add = [&](std::string_view name) {
        if (std::find(names.begin(), names.end(), name) == names.end() && !data_->level(name))
            names.emplace_back(name);
    };
    for (const auto& table : data_->tables) {
        if (!table->id_name.empty()) add(detail::domain_of_ids(*table));
        const auto& columns = table->plain.columns;
        for (const detail::NamedColumn& column : columns)
            if (!detail::cuts(column)) {
                continue;
            } else if (detail::column_of_domain(columns, column.domain) == &column) {
                add(column.domain);
            } else if (detail::domains_of(*data_, column.name) == std::set{column.domain}) {
                add(column.name);  // one of several of the domain
            }
    }
    return names;
}

bool Book::has_dimension(std::string_view name) const {
    if (name == "company" || data_->level(name)) return true;
    const detail::DimensionFields fields = detail::fields_of(*data_, name);
    return std::any_of(data_->tables.begin(), data_->tables.end(), [&](const auto& table) {
        return detail::own_cut(*table, fields).way != detail::CutWay::none;
    });
}

}  // namespace saleskpi::inline v0_3
