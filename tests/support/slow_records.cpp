// SPDX-License-Identifier: MIT
#include "support/slow_records.hpp"

#include "support/slow_history.hpp"

#include <saleskpi/value/rounding.hpp>

#include <algorithm>
#include <set>
#include <span>
#include <utility>

namespace slow {

int Table::find(std::string_view field) const {
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i] == field) return static_cast<int>(i);
    return -1;
}

const Cell* Table::cell(const Row& row, std::string_view field) const {
    const int i = find(field);
    return i < 0 ? nullptr : &row.cells[static_cast<std::size_t>(i)];
}

const Table* Tables::find(std::string_view table) const {
    const auto known = all.find(table);
    return known == all.end() ? nullptr : &known->second;
}

const Table* Tables::find(const Leaf& leaf) const {
    const bool is_at_an_edge = leaf.placement.kind == Placement::Kind::active_at_end ||
                               leaf.placement.kind == Placement::Kind::active_at_start;
    const auto known = stocks.find(leaf.table);
    const bool is_stock = leaf.is_balance() || leaf.aggregation.compares_edges;
    return is_at_an_edge && is_stock && known != stocks.end() ? &known->second : find(leaf.table);
}

namespace {

Cell read(const FieldInfo& field, const void* record) {
    Cell cell;
    switch (field.type) {
        case FieldType::text: {
            std::string_view text;
            field.read(&record, 1, &text);
            cell.text = text;
            cell.known = !text.empty();
            break;
        }
        case FieldType::choice:
        case FieldType::date: {
            std::int32_t number = 0;
            field.read(&record, 1, &number);
            cell.number = number;
            cell.known = number != (field.type == FieldType::date ? missing_day : missing_code);
            if (cell.known && field.type == FieldType::choice)
                cell.text = field.choices[static_cast<std::size_t>(number)];
            break;
        }
        case FieldType::money: {
            Money money;
            field.read(&record, 1, &money);
            cell.number = money.minor();
            cell.currency = money.currency();
            cell.known = money.minor() != missing_number;
            break;
        }
        case FieldType::decimal:
        case FieldType::integer:
            field.read(&record, 1, &cell.number);
            cell.known = cell.number != missing_number;
            break;
        case FieldType::credits:
            break;
    }
    if (!cell.known) cell.number = 0;
    return cell;
}

template <class R>
void add(Tables& tables, const std::vector<R>& records) {
    const RecordType& type = record_type<R>();
    if (records.empty()) return;
    Table& table = tables.all[std::string{type.table}];
    for (const FieldInfo& field : type.fields) {
        table.fields.emplace_back(field.name);
        table.domains.emplace_back(field.domain);
        if (field.identity) table.id_domain = field.domain;
        table.types.push_back(field.type);
        if (field.required) table.required.emplace_back(field.name);
    }
    for (const R& record : records) {
        Row row;
        for (const FieldInfo& field : type.fields)
            row.cells.push_back(field.is_made ? Cell{} : read(field, &record));
        if constexpr (requires { record.id; }) row.id = record.id;
        if constexpr (requires { record.credits; }) row.credits = record.credits;
        table.rows.push_back(std::move(row));
    }
}

bool has(const Table& table, const Row& row, std::string_view field) {
    const Cell* cell = table.cell(row, field);
    return cell && cell->known;
}

bool lacks_a_required_value(const Table& table, const Row& row) {
    return std::any_of(table.required.begin(), table.required.end(), [&](const std::string& field) {
        return !has(table, row, field);
    });
}

bool shares_exceed_the_whole(const Row& row) {
    Rational whole;
    for (const Credit& credit : row.credits)
        if (!credit.overlay) whole += credit.share.exact();
    return whole > Rational{1};
}

bool is_never_in_force(const Table& table, const Row& row) {
    return has(table, row, "from") && has(table, row, "until") &&
           table.cell(row, "until")->number <= table.cell(row, "from")->number;
}

/// The day of a record's exchange rate: its main date, else its first; of an open deal the latest that
/// has happened to it.
std::optional<std::int64_t> own_day(const Table& table, const Row& row) {
    const bool is_deal = table.find("closed") >= 0;
    for (const char* main : {"closed", "created", "date", "sent", "started", "since", "from"})
        if (table.find(main) >= 0) {
            if (has(table, row, main)) return table.cell(row, main)->number;
            break;
        }
    std::optional<std::int64_t> latest;
    for (const char* event : {"created", "first_contact", "opened"})
        if (is_deal && has(table, row, event) &&
            (!latest || table.cell(row, event)->number > *latest))
            latest = table.cell(row, event)->number;
    if (latest) return latest;
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        if (table.types[i] == FieldType::date && row.cells[i].known && !lies_ahead(table.fields[i]))
            return row.cells[i].number;
    return std::nullopt;
}

/// What one major unit was worth, and since when.
struct Worth {
    Rational rate;
    std::int64_t since;
};

/// By the youngest rate of the pair on the day, in either direction.
std::optional<Worth> rate_of_pair(
    std::span<const ExchangeRate> rates, Currency from, Currency to, std::int64_t day) {
    for (const bool direct : {true, false}) {
        std::optional<std::int64_t> youngest;
        Rational found;
        for (const ExchangeRate& r : rates) {
            const bool is_pair = direct ? r.base == from.code() && r.quote == to.code()
                                        : r.base == to.code() && r.quote == from.code();
            const std::int64_t since = r.from ? r.from->time_since_epoch().count()
                                              : all_time.first.time_since_epoch().count();
            if (!is_pair || since > day || (youngest && since < *youngest)) continue;
            youngest = since;
            found = r.rate->exact();
        }
        if (youngest) return Worth{direct ? found : Rational{1} / found, *youngest};
    }
    return std::nullopt;
}

/// The same, but over so many currencies between: that way whose oldest rate is the youngest.
std::optional<Worth> rate_over(
    std::span<const ExchangeRate> rates,
    Currency from,
    Currency to,
    std::int64_t day,
    int between) {
    if (between == 0) return rate_of_pair(rates, from, to, day);
    std::set<std::string> codes;
    for (const ExchangeRate& r : rates)
        codes.insert({r.base, r.quote});
    std::optional<Worth> best;
    for (const std::string& code : codes) {
        const Currency next = Currency::parse(code);
        if (next == from || next == to) continue;
        const auto first = rate_of_pair(rates, from, next, day);
        const auto rest =
            first ? rate_over(rates, next, to, day, between - 1) : std::optional<Worth>{};
        if (!rest) continue;
        const std::int64_t oldest = (std::min)(first->since, rest->since);
        if (!best || oldest > best->since) best = Worth{first->rate * rest->rate, oldest};
    }
    return best;
}

std::optional<Rational> rate(
    std::span<const ExchangeRate> rates, Currency from, Currency to, std::int64_t day) {
    for (int between = 0; between <= 2; ++between)
        if (const auto found = rate_over(rates, from, to, day, between)) return found->rate;
    return std::nullopt;
}

/// Without a rate it is not known; false if the record has to have it.
bool convert(const Table& table, Row& row, std::span<const ExchangeRate> rates, Currency currency) {
    const auto day = own_day(table, row);
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        Cell& cell = row.cells[i];
        if (table.types[i] != FieldType::money || !cell.known || cell.currency == currency)
            continue;
        const auto worth = day ? rate(rates, cell.currency, currency, *day) : std::nullopt;
        if (!worth) {
            cell = {};
            if (std::find(table.required.begin(), table.required.end(), table.fields[i]) !=
                table.required.end())
                return false;
            continue;
        }
        const Rational major = Rational{cell.number, cell.currency.minor_per_major()} * *worth;
        cell.number = static_cast<std::int64_t>(
            round(major * Rational{currency.minor_per_major()}, Rounding::half_even));
        cell.currency = currency;
    }
    return true;
}

/// Whose a record is: of those who share it the first.
Cell first_rep(const Cell& owner, const std::vector<Credit>& credits) {
    for (const Credit& credit : credits)
        if (!credit.overlay) return {!credit.rep.empty(), credit.rep, 0, {}};
    return owner;
}

/// Where a record does not say something of the one it names, it is what that one says.
void look_up_in(
    std::map<std::string, Table, std::less<>>& all,
    Tables& tables,
    const char* table,
    const char* key,
    const char* in,
    const std::vector<std::pair<const char*, const char*>>& fields) {
    const auto to = all.find(table);
    const auto from = tables.all.find(in);
    if (to == all.end() || from == tables.all.end()) return;
    for (Row& row : to->second.rows) {
        const Cell* name = to->second.cell(row, key);
        for (const Row& named : from->second.rows) {
            if (!name->known || named.id != name->text) continue;
            for (const auto& [own, its] : fields) {
                Cell& cell = row.cells[static_cast<std::size_t>(to->second.find(own))];
                if (cell.known) continue;
                cell = *from->second.cell(named, its);
                if (std::string_view{its} == "rep") cell = first_rep(cell, named.credits);
            }
        }
    }
}

void look_up(
    Tables& tables,
    const char* table,
    const char* key,
    const char* in,
    const std::vector<std::pair<const char*, const char*>>& fields) {
    look_up_in(tables.all, tables, table, key, in, fields);
    look_up_in(tables.stocks, tables, table, key, in, fields);
}

}  // namespace

Tables tables_of(
    const laws::Records& records,
    Currency currency,
    std::optional<Date> as_of,
    const RevenuePolicy& revenue) {
    Tables tables;
    tables.revenue = revenue;
    records.each([&](const auto& all) { add(tables, all); });
    add(tables, records.touches);
    std::map<std::string, std::size_t, std::less<>> told;
    forget_out_of_range(tables);
    const auto keep = [&](auto&& counts) {
        for (auto& one : tables.all)
            std::erase_if(
                one.second.rows, [&](Row& row) { return !counts(one.first, one.second, row); });
    };
    for (const auto& [name, table] : tables.all)
        told[name] = table.rows.size();
    keep([](const std::string& name, const Table& table, const Row& row) {
        const bool is_plan = name == "targets" || name == "assignments" || name == "references";
        return !lacks_a_required_value(table, row) && !(is_plan && is_never_in_force(table, row));
    });
    if (const auto deals = tables.all.find("deals"); deals != tables.all.end())
        for (Row& row : deals->second.rows) {
            const auto forget = [&](const char* field) {
                row.cells[static_cast<std::size_t>(deals->second.find(field))] = {};
            };
            if (deals->second.cell(row, "stage")->text == "open") forget("closed");
            if (!shares_exceed_the_whole(row)) continue;
            row.credits.clear();
            forget("rep");
        }
    const auto added = tables.all.find("deals");
    const std::optional<Table> first =
        added == tables.all.end() ? std::nullopt : std::optional{added->second};
    const Tables all = tables;
    if (as_of) cut_to(tables, *as_of);
    end_by_notice(tables);
    if (first && all.find("stage_changes"))
        tables.stocks["deals"] = versions_of(all, *first, tables.all.at("deals"), as_of);
    keep([&](const std::string&, const Table& table, Row& row) {
        return convert(table, row, records.exchange_rates, currency);
    });
    for (auto& [name, table] : tables.stocks)
        std::erase_if(table.rows, [&, &of = table](Row& row) {
            const auto& left = tables.all.at("deals").rows;
            // What a record was is there without the money that cannot be told.
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                if (of.types[i] != FieldType::money) continue;
                Row alone = row;
                for (std::size_t other = 0; other < row.cells.size(); ++other)
                    if (other != i && of.types[other] == FieldType::money) alone.cells[other] = {};
                row.cells[i] =
                    convert(of, alone, records.exchange_rates, currency) ? alone.cells[i] : Cell{};
            }
            return std::none_of(
                left.begin(), left.end(), [&](const Row& r) { return r.id == row.id; });
        });
    for (const auto& [name, table] : tables.all)
        tables.rejected[name] = told[name] - table.rows.size();
    fill_yearly_amounts(tables);
    add_movements(tables);
    look_up(
        tables, "quotes", "deal", "deals",
        {{"customer", "customer"}, {"deal_stage", "stage"}, {"deal_closed", "closed"}});
    look_up(tables, "deals", "lead", "leads", {{"lead_created", "created"}});
    // What a customer is; how they came stays their own.
    for (auto& [name, table] : tables.all)
        for (const char* field : {"segment", "industry", "geography", "employee_size"})
            if (name != "customers" && table.find("customer") >= 0 && table.find(field) >= 0)
                look_up(tables, name.c_str(), "customer", "customers", {{field, field}});
    look_up(
        tables, "touches", "deal", "deals",
        {{"rep", "rep"},
         {"deal_stage", "stage"},
         {"deal_closed", "closed"},
         {"deal_amount", "amount"}});
    share_out_touches(tables);
    find_members(tables);
    return tables;
}

}  // namespace slow
