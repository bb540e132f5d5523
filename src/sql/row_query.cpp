// SPDX-License-Identifier: MIT
#include "book/look_up_rules.hpp"
#include "book/table_rules.hpp"
#include "sql/database.hpp"

#include <saleskpi/record/customer.hpp>
#include <saleskpi/record/deal.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view rows = "t";  // the alias of the table itself

/// A day that no record has, where one is needed for what is missing.
constexpr std::string_view no_day = "2147483647";

bool is_name(FieldType type) { return type == FieldType::text || type == FieldType::choice; }

}  // namespace

const FieldInfo* field_of_domain(const RecordType& type, std::string_view domain) {
    const FieldInfo* found = nullptr;
    for (const FieldInfo& field : type.fields) {
        if (field.domain != domain || !is_name(field.type)) continue;
        if (field.name == domain) return &field;
        if (found) return nullptr;
        found = &field;
    }
    return found;
}

RowQuery::RowQuery(const Database& database, const SqlTable& table)
    : database_{&database}, table_{&table} {}

Sql RowQuery::column(const std::string& name, const Sql& value) {
    const auto known = std::find_if(
        columns_.begin(), columns_.end(), [&](const auto& one) { return one.first == name; });
    if (known == columns_.end()) columns_.emplace_back(name, value);
    return "r." + sql::identifier(database_->dialect(), name);
}

std::string RowQuery::joined(const SqlTable& table, const Sql& key) {
    const std::string alias = fmt::format("j{}", joins_.size() + 1);
    const Sql on = table.own(table.identity()->name, "@") + " = " + key;
    for (const Joined& join : joins_)
        if (join.table == &table && join.on == on) return join.alias;
    joins_.push_back({&table, on, alias});
    return alias;
}

Sql RowQuery::value(const SqlTable& table, const std::string& alias, std::string_view name) {
    std::vector<Sql> values;
    if (table.has(name)) values.push_back(table.own(name, alias));
    const FieldInfo* field = table.type().find(name);
    for (const LookUpRule& rule : look_up_rules()) {
        if (!rule.applies_to(table.name())) continue;
        const SqlTable* other = database_->find(rule.in);
        const FieldInfo* key = rule.table.empty() ? field_of_domain(table.type(), rule.key)
                                                  : table.type().find(rule.key);
        if (!other || !key) continue;
        for (const LookedUp& looked : rule.fields) {
            const FieldInfo* to = rule.table.empty() ? field_of_domain(table.type(), looked.field)
                                                     : table.type().find(looked.field);
            const FieldInfo* from = rule.table.empty() ? field_of_domain(other->type(), looked.from)
                                                       : other->type().find(looked.from);
            if (!to || to != field || !from || to->type != from->type) continue;
            const std::string join = joined(*other, value(table, alias, key->name));
            values.push_back(value(*other, join, from->name));
        }
    }
    if (values.empty()) return table.own(name, alias);
    return values.size() == 1 ? values.front()
                              : fmt::format("COALESCE({})", fmt::join(values, ", "));
}

std::optional<Sql> RowQuery::field(std::string_view name) {
    const FieldInfo* field = table_->type().find(name);
    if (!field || field->is_made) return std::nullopt;
    return column(std::string{name}, value(*table_, std::string{rows}, name));
}

Sql RowQuery::start_day(std::string_view from) {
    const Sql own = value(*table_, std::string{rows}, from);
    std::vector<Sql> others;
    if (table_->rules().without_start == WithoutStart::first_sign)
        for (const FieldInfo& date : table_->type().fields)
            if (date.type == FieldType::date && date.name != from && !date.is_made &&
                is_sign_of_life(table_->rules(), date) && table_->has(date.name))
                others.push_back(fmt::format(
                    "COALESCE({}, {})", value(*table_, std::string{rows}, date.name), no_day));
    if (others.empty()) return column(fmt::format("{} or ever", from), own);
    const Sql first =
        others.size() == 1
            ? others.front()
            : fmt::format("{}({})", database_->dialect().least, fmt::join(others, ", "));
    return column(
        fmt::format("{} or first", from),
        fmt::format("COALESCE({}, NULLIF({}, {}))", own, first, no_day));
}

Sql RowQuery::of_customer(
    const SqlTable& table, const std::string& alias, const DimensionFields& fields) {
    const FieldInfo* customer = field_of_domain(table.type(), kpi::customer::id.domain);
    const SqlTable* customers = database_->find(table_of<Customer>());
    if (!customer || !customers) return {};
    const FieldInfo* property = fields.is_domain()
                                    ? field_of_domain(customers->type(), fields.domain)
                                    : customers->type().find(fields.name);
    if (!property || property->identity || property->domain != fields.domain) return {};
    return customers->own(property->name, joined(*customers, value(table, alias, customer->name)));
}

RowQuery::Cut RowQuery::cut(
    const SqlTable& table,
    const std::string& alias,
    const BookData& book,
    const DimensionFields& fields) {
    if (fields.name == "company") return {CutWay::all};
    if (const auto place = book.level(fields.name)) {
        const bool is_seated = place->seating == 0 && table.type().find(book.reps().innermost());
        return {is_seated ? CutWay::seat : CutWay::none};
    }
    const FieldInfo* own = fields.is_domain() ? field_of_domain(table.type(), fields.domain)
                                              : table.type().find(fields.name);
    const FieldInfo* id = table.identity();
    if (id && fields.is_domain() && id->domain == fields.domain) own = id;
    if (own && is_name(own->type) && own->domain == fields.domain)
        return {own->identity ? CutWay::id : CutWay::own, value(table, alias, own->name)};
    if (table.name() == table_of<Customer>()) return {};
    const Sql customers = of_customer(table, alias, fields);
    const SqlTable* deals = database_->find(table_of<Deal>());
    const FieldInfo* deal = table.type().find(table.rules().of_deal);
    if (deal && deals && !table.rules().of_deal.empty()) {
        const std::size_t joins = joins_.size();
        const Cut of_deal =
            cut(*deals, joined(*deals, value(table, alias, deal->name)), book, fields);
        if (of_deal.way == CutWay::own || of_deal.way == CutWay::customer)
            return {
                CutWay::deal, customers.empty()
                                  ? of_deal.column
                                  : fmt::format("COALESCE({}, {})", of_deal.column, customers)};
        joins_.resize(joins);
    }
    return customers.empty() ? Cut{} : Cut{CutWay::customer, customers};
}

RowQuery::Cut RowQuery::dimension(const BookData& book, const std::string& name) {
    Cut found =
        cut(*table_, std::string{rows}, book,
            book.level(name) ? DimensionFields{name, {}} : fields_of(book, name));
    if (!found.column.empty()) found.column = column("by " + name, found.column);
    return found;
}

Sql RowQuery::text(std::span<const Sql> left_out) const {
    const sql::Dialect& dialect = database_->dialect();
    std::vector<Sql> selected;
    for (const auto& [name, value] : columns_)
        selected.push_back(fmt::format("{} AS {}", value, sql::identifier(dialect, name)));
    if (selected.empty()) selected.emplace_back("1 AS one");
    Sql text = fmt::format(
        "SELECT {}\n  FROM {} t", fmt::join(selected, ",\n         "), table_->relation());
    for (const Joined& join : joins_) {
        Sql on = join.on;
        for (std::size_t at = 0; (at = on.find("@.", at)) != Sql::npos;)
            on.replace(at, 1, join.alias);
        text += fmt::format("\n  LEFT JOIN {} {} ON {}", join.table->relation(), join.alias, on);
    }
    for (std::size_t i = 0; i < left_out.size(); ++i)
        text += fmt::format("\n {} NOT ({})", i == 0 ? "WHERE" : "  AND", left_out[i]);
    return text;
}

}  // namespace saleskpi::inline v0_3::detail
