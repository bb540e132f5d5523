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

constexpr std::size_t own_rows = 0;  // the source of the rows themselves

/// A day that no record has, where one is needed for what is missing.
constexpr std::string_view no_day = "2147483647";

}  // namespace

RowQuery::RowQuery(const Database& database, const SqlTable& table)
    : database_{&database}, table_{&table}, sources_{{&table}} {}

Sql RowQuery::column(const std::string& name, const Sql& value) {
    const auto known = std::find_if(
        columns_.begin(), columns_.end(), [&](const auto& one) { return one.first == name; });
    if (known == columns_.end()) columns_.emplace_back(name, value);
    return "r." + sql::identifier(database_->dialect(), name);
}

Sql RowQuery::own(std::size_t source, std::string_view field) {
    Source& its = sources_[source];
    std::string name = fmt::format("{} of {}", field, source);
    const auto known = std::find_if(
        its.columns.begin(), its.columns.end(), [&](const auto& one) { return one.first == name; });
    Sql column = sql::identifier(database_->dialect(), name);
    if (known == its.columns.end())
        its.columns.emplace_back(std::move(name), its.table->own(field, "t"));
    return column;
}

std::size_t RowQuery::joined(const SqlTable& table, const Sql& key) {
    for (std::size_t i = 1; i < sources_.size(); ++i)
        if (sources_[i].table == &table && sources_[i].key == key) return i;
    sources_.push_back({&table, key});
    return sources_.size() - 1;
}

Sql RowQuery::value(std::size_t source, std::string_view name) {
    const SqlTable& table = *sources_[source].table;
    std::vector<Sql> values;
    if (table.has(name)) values.push_back(own(source, name));
    const FieldInfo* field = table.type().find(name);
    for (const LookUpRule& rule : look_up_rules()) {
        if (!rule.applies_to(table.name())) continue;
        const SqlTable* other = database_->find(rule.in);
        const FieldInfo* key = column_of(table.type().fields, rule, rule.key);
        if (!other || !key) continue;
        for (const LookedUp& looked : rule.fields) {
            const FieldInfo* to = column_of(table.type().fields, rule, looked.field);
            const FieldInfo* from = column_of(other->type().fields, rule, looked.from);
            if (!to || to != field || !from || to->type != from->type) continue;
            values.push_back(value(joined(*other, value(source, key->name)), from->name));
        }
    }
    if (values.empty()) return own(source, name);
    return values.size() == 1 ? values.front()
                              : fmt::format("COALESCE({})", fmt::join(values, ", "));
}

std::optional<Sql> RowQuery::field(std::string_view name) {
    const FieldInfo* field = table_->type().find(name);
    if (!field || field->is_made) return std::nullopt;
    return column(fmt::format("its {}", name), value(own_rows, name));
}

Sql RowQuery::start_day(std::string_view from) {
    const Sql own = value(own_rows, from);
    std::vector<Sql> others;
    if (table_->rules().without_start == WithoutStart::first_sign)
        for (const FieldInfo& date : table_->type().fields)
            if (date.type == FieldType::date && date.name != from && !date.is_made &&
                is_sign_of_life(table_->rules(), date) && table_->has(date.name))
                others.push_back(
                    fmt::format("COALESCE({}, {})", value(own_rows, date.name), no_day));
    if (others.empty()) return column(fmt::format("{} or ever", from), own);
    Sql first = others.back();
    for (std::size_t i = others.size() - 1; i-- > 0;)
        first = fmt::format("{}({}, {})", database_->dialect().least, others[i], first);
    return column(
        fmt::format("{} or first", from),
        fmt::format("COALESCE({}, NULLIF({}, {}))", own, first, no_day));
}

Sql RowQuery::of_customer(std::size_t source, const DimensionFields& fields) {
    const SqlTable& table = *sources_[source].table;
    const FieldInfo* customer = column_of_domain(table.type().fields, kpi::customer::id.domain);
    const SqlTable* customers = database_->find(table_of<Customer>());
    if (!customer || !customers) return {};
    const FieldInfo* property = fields.find(customers->type().fields);
    if (!property || property->identity || property->domain != fields.domain) return {};
    return own(joined(*customers, value(source, customer->name)), property->name);
}

RowQuery::Cut RowQuery::cut(
    std::size_t source, const BookData& book, const DimensionFields& fields) {
    const SqlTable& table = *sources_[source].table;
    if (fields.name == "company") return {CutWay::all};
    if (const auto place = book.level(fields.name)) {
        const bool is_seated = place->seating == 0 && table.type().find(book.reps().innermost());
        return {is_seated ? CutWay::seat : CutWay::none};
    }
    const FieldInfo* its = fields.find(table.type().fields);
    const FieldInfo* id = table.identity();
    if (id && fields.is_domain() && id->domain == fields.domain) its = id;
    if (its && is_name(its->type) && its->domain == fields.domain)
        return {its->identity ? CutWay::id : CutWay::own, value(source, its->name)};
    if (table.name() == table_of<Customer>()) return {};
    const Sql customers = of_customer(source, fields);
    const SqlTable* deals = database_->find(table_of<Deal>());
    const FieldInfo* deal = table.type().find(table.rules().of_deal);
    if (deal && deals && !table.rules().of_deal.empty()) {
        const std::size_t sources = sources_.size();
        const Cut of_deal = cut(joined(*deals, value(source, deal->name)), book, fields);
        if (of_deal.way == CutWay::own || of_deal.way == CutWay::customer)
            return {
                CutWay::deal, customers.empty()
                                  ? of_deal.column
                                  : fmt::format("COALESCE({}, {})", of_deal.column, customers)};
        sources_.resize(sources);
    }
    return customers.empty() ? Cut{} : Cut{CutWay::customer, customers};
}

RowQuery::Cut RowQuery::dimension(const BookData& book, const std::string& name) {
    Cut found =
        cut(own_rows, book, book.level(name) ? DimensionFields{name, {}} : fields_of(book, name));
    if (!found.column.empty()) found.column = column("by " + name, found.column);
    return found;
}

Sql RowQuery::text(std::span<const Sql> left_out) const {
    const sql::Dialect& dialect = database_->dialect();
    const auto named = [&](const auto& columns) {
        std::vector<Sql> all;
        for (const auto& [name, value] : columns)
            all.push_back(fmt::format("{} AS {}", value, sql::identifier(dialect, name)));
        return all;
    };
    const auto selected = [](const std::vector<Sql>& columns) {
        return columns.empty() ? Sql{"1 AS one"} : fmt::format("{}", fmt::join(columns, ", "));
    };
    // One join in each select, by equality of columns: all that some engines have.
    Sql text = fmt::format(
        "SELECT {} FROM {} t", selected(named(sources_[own_rows].columns)), table_->relation());
    for (std::size_t i = 0; i < left_out.size(); ++i)
        text += fmt::format("\n {} NOT ({})", i == 0 ? "WHERE" : "  AND", left_out[i]);
    std::vector<Sql> kept;
    const auto keep = [&](const Source& source) {
        for (const auto& [name, value] : source.columns)
            kept.push_back(sql::identifier(dialect, name));
    };
    keep(sources_[own_rows]);
    for (std::size_t i = 1; i < sources_.size(); ++i) {
        const SqlTable& table = *sources_[i].table;
        const Sql key = sql::identifier(dialect, fmt::format("key {}", i));
        std::vector<Sql> own{table.own(table.identity()->name, "t") + " AS " + key};
        for (Sql& column : named(sources_[i].columns))
            own.push_back(std::move(column));
        const Sql before = fmt::format("{}", fmt::join(kept, ", "));
        keep(sources_[i]);
        text = fmt::format(
            "SELECT {} FROM (SELECT {}, {} AS {} FROM ({}) l) l\n  LEFT JOIN (SELECT {} FROM {} t) "
            "j USING ({})",
            fmt::join(kept, ", "), before, sources_[i].key, key, text, fmt::join(own, ", "),
            table.relation(), key);
    }
    return fmt::format("SELECT {}\n  FROM ({}) l", selected(named(columns_)), text);
}

}  // namespace saleskpi::inline v0_3::detail
