// SPDX-License-Identifier: MIT
#include "rollup/part_print.hpp"

#include "book/look_up_rules.hpp"
#include "book/table_rules.hpp"
#include "book/text_hash.hpp"
#include "rollup/partial_data.hpp"

#include <saleskpi/record/exchange_rate.hpp>
#include <saleskpi/record/mrr_movement.hpp>
#include <saleskpi/record/stage_change.hpp>
#include <saleskpi/record/subscription.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view deals_table = "deals";
constexpr std::string_view changes_table = "stage_changes";

void sort_distinct(IdNumbers& numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

/// What a query asks for, by name: tables, the fields of their records, and dimensions.
class Asked {
public:
    Asked(const PartialData& data, const BookData& book) : book_{&book} {
        for (const LeafSpec& spec : data.plan.leaves) {
            tables_.emplace(spec.leaf.table);
            note(spec.leaf.value.a), note(spec.leaf.value.b), note(spec.leaf.value.c);
            note(spec.leaf.each);
            note(spec.leaf.placement.from), note(spec.leaf.placement.until);
            for (const Test& test : spec.tests)
                note(test.column), note(test.constant.column);
        }
        for (const std::string& name : data.plan.kept_dimensions)
            if (name == "company") {
                continue;
            } else if (const auto level = book.level(name)) {
                if (level->seating > 0)
                    dimensions_.push_back(
                        fields_of(book, book.seatings[level->seating]->innermost()));
            } else {
                dimensions_.push_back(fields_of(book, name));
            }
        // What does not say it itself is cut as its deal is.
        if (!dimensions_.empty() && has_any_of_deals()) tables_.emplace(deals_table);
    }

    const std::set<std::string, std::less<>>& tables() const { return tables_; }
    bool has(std::string_view table) const { return tables_.contains(table); }
    bool reads(std::string_view table, std::string_view field) const {
        return fields_.contains({std::string{table}, std::string{field}});
    }
    bool has_any_of_deals() const {
        return std::any_of(tables_.begin(), tables_.end(), [](const std::string& table) {
            return !rules_of(table).of_deal.empty();
        });
    }
    const std::vector<DimensionFields>& dimensions() const { return dimensions_; }
    /// Whether a field that a rule fills is read of any table, whatever it is called there.
    bool reads_filled(const LookUpRule& rule, const LookedUp& field) const {
        return std::any_of(tables_.begin(), tables_.end(), [&](const std::string& name) {
            const BookTable* table = book_->find(name);
            const NamedColumn* column =
                table ? column_of(table->plain.columns, rule, field.field) : nullptr;
            return rule.applies_to(name) && reads(name, column ? column->name : field.field);
        });
    }

    /// Whether what a rule fills is asked for.
    bool asks_for(const LookUpRule& rule) const {
        if (rule.table.empty()) return asks_for_customers(rule);
        if (!has(rule.table)) return false;
        // What is worked out with the records that it names is so whatever is asked of it.
        if (!rule.may_come_later) return true;
        return std::any_of(rule.fields.begin(), rule.fields.end(), [&](const LookedUp& field) {
            return reads(rule.table, field.field) || cuts_by(*rule.type->find(field.field));
        });
    }

private:
    void note(const ColumnRef& ref) {
        if (!ref.name.empty()) fields_.emplace(ref.table, ref.name);
    }
    bool cuts_by(const FieldInfo& field) const {
        return std::any_of(
            dimensions_.begin(), dimensions_.end(),
            [&](const DimensionFields& fields) { return fields.domain == field.domain; });
    }
    bool asks_for_customers(const LookUpRule& rule) const {
        return !dimensions_.empty() ||
               std::any_of(rule.fields.begin(), rule.fields.end(), [&](const LookedUp& field) {
                   return reads_filled(rule, field);
               });
    }

    const BookData* book_;
    std::set<std::string, std::less<>> tables_;
    std::set<std::pair<std::string, std::string>> fields_;
    std::vector<DimensionFields> dimensions_;
};

/// Adds those whom the rows name in a column, if they lack one of the others; all where there are none.
void add_named(
    const TablePart& part,
    const ColumnSet& rows,
    const NamedColumn* key,
    const std::vector<const NamedColumn*>& others,
    IdNumbers& named) {
    if (!key || !key->dictionary || key->data.all_missing()) return;
    constexpr std::size_t batch = 2048;
    std::vector<std::int32_t> keys(batch);
    std::vector<std::int64_t> values(batch);
    std::vector<bool> is_named(key->dictionary->size());
    each_living(part.dead_rows(rows), rows.rows, batch, [&](std::size_t first, std::size_t n) {
        key->data.read(first, n, keys.data(), missing_code);
        std::vector<bool> is_asked(n, others.empty());
        for (const NamedColumn* other : others) {
            other->data.read(first, n, values.data());
            for (std::size_t i = 0; i < n; ++i)
                if (values[i] == missing_number) is_asked[i] = true;
        }
        for (std::size_t i = 0; i < n; ++i)
            if (is_asked[i] && keys[i] != missing_code)
                is_named[static_cast<std::size_t>(keys[i])] = true;
    });
    for (std::size_t code = 0; code < is_named.size(); ++code)
        if (is_named[code])
            named.push_back(text_hash(key->dictionary->text(static_cast<std::int32_t>(code))));
}

IdNumbers named_in(const BookData& book, std::string_view table, std::string_view key) {
    IdNumbers named;
    for (const TablePart& part : book.parts(table))
        for (const ColumnSet* rows : {&part->plain, &part->lines})
            add_named(part, *rows, rows->find(key), {}, named);
    sort_distinct(named);
    return named;
}

/// The customers whom records name that lack something which a customer may say.
void add_named_customers(
    const BookData& book, const Asked& asked, const LookUpRule& rule, IdNumbers& named) {
    for (const std::string& table : asked.tables())
        for (const TablePart& part : book.parts(table)) {
            if (!rule.applies_to(table)) continue;
            bool asks_all = false;  // there is no field of their own
            std::set<std::string> filled;
            for (const DimensionFields& fields : asked.dimensions()) {
                const TableCut own = own_cut(*part, fields);
                asks_all |= own.way == CutWay::none;
                if (own.way == CutWay::own) filled.insert(own.column->name);
            }
            for (const ColumnSet* rows : {&part->plain, &part->lines}) {
                std::vector<const NamedColumn*> others;
                for (const LookedUp& field : rule.fields)
                    if (const NamedColumn* column = column_of(rows->columns, rule, field.field))
                        if (filled.contains(column->name) || asked.reads(table, column->name))
                            others.push_back(column);
                const NamedColumn* key = column_of(rows->columns, rule, rule.key);
                if (asks_all)
                    add_named(part, *rows, key, {}, named);
                else if (!others.empty())
                    add_named(part, *rows, key, others, named);
            }
        }
}

/// What customers say of what is asked for.
void add_said(
    const BookData& book, const Asked& asked, const LookUpRule& rule, LookUpPrint& print) {
    for (const TablePart& part : book.parts(rule.in)) {
        std::set<std::string> properties;
        for (const DimensionFields& fields : asked.dimensions())
            if (const TableCut own = own_cut(*part, fields); own.way == CutWay::own)
                properties.insert(own.column->name);
        for (const LookedUp& field : rule.fields)
            if (asked.reads_filled(rule, field))
                if (const NamedColumn* column = column_of(part->plain.columns, rule, field.from))
                    properties.insert(column->name);
        if (properties.empty()) continue;
        std::vector<std::size_t> records;
        for (std::size_t record = 0; record < part->records(); ++record)
            if (!part.is_dead(record)) records.push_back(record);
        const auto said = record_numbers(*part, records, [&](const NamedColumn& column) {
            return properties.contains(column.name);
        });
        for (const std::size_t record : records) {
            print.known.push_back(id_number(*part, record));
            print.said.emplace_back(print.known.back(), said[record]);
        }
    }
}

void add_ids(const BookData& book, std::string_view table, IdNumbers& ids) {
    for (const TablePart& part : book.parts(table))
        for (std::size_t record = 0; record < part->records(); ++record)
            if (!part.is_dead(record)) ids.push_back(id_number(*part, record));
}

/// Leaves those of whom the part has no record.
void forget_known(LookUpPrint& print) {
    sort_distinct(print.unknown);
    if (print.unknown.empty()) return;
    std::vector<bool> is_known(print.unknown.size());
    for (const std::uint64_t id : print.known) {
        const auto at = std::lower_bound(print.unknown.begin(), print.unknown.end(), id);
        if (at != print.unknown.end() && *at == id)
            is_known[static_cast<std::size_t>(at - print.unknown.begin())] = true;
    }
    IdNumbers unknown;
    for (std::size_t i = 0; i < is_known.size(); ++i)
        if (!is_known[i]) unknown.push_back(print.unknown[i]);
    print.unknown = std::move(unknown);
}

std::map<std::string, LookUpPrint, std::less<>> look_ups_of(
    const BookData& book, const Asked& asked, bool is_as_of_a_day) {
    std::map<std::string, LookUpPrint, std::less<>> prints;
    const auto name_all = [&](std::string_view in, std::string_view table, std::string_view key,
                              bool takes_any = true) {
        LookUpPrint& print = prints[std::string{in}];
        const IdNumbers named = named_in(book, table, key);
        // Of those from whom nothing is taken, nothing need be known.
        if (takes_any) print.unknown.insert(print.unknown.end(), named.begin(), named.end());
        print.together.insert(print.together.end(), named.begin(), named.end());
    };
    for (const LookUpRule& rule : look_up_rules()) {
        if (!asked.asks_for(rule)) continue;
        LookUpPrint& print = prints[std::string{rule.in}];
        if (rule.table.empty()) {
            add_named_customers(book, asked, rule, print.unknown);
            add_said(book, asked, rule, print);
        } else if (!rule.may_come_later) {
            name_all(rule.in, rule.table, rule.key, !rule.fields.empty());
        } else {
            for (const TablePart& part : book.parts(rule.table))
                for (const ColumnSet* rows : {&part->plain, &part->lines}) {
                    std::vector<const NamedColumn*> filled;
                    for (const LookedUp& field : rule.fields)
                        if (const NamedColumn* column = rows->find(field.field))
                            filled.push_back(column);
                    if (!filled.empty())
                        add_named(part, *rows, rows->find(rule.key), filled, print.unknown);
                }
        }
    }
    if (!asked.dimensions().empty() && asked.has_any_of_deals()) {
        IdNumbers& unknown = prints[std::string{deals_table}].unknown;
        for (const std::string& table : asked.tables())
            if (const std::string_view deal = rules_of(table).of_deal; !deal.empty()) {
                const IdNumbers named = named_in(book, table, deal);
                unknown.insert(unknown.end(), named.begin(), named.end());
            }
    }
    // A book as of a day works out what its deals were then.
    const bool asks_for_deals =
        asked.has(deals_table) || asked.has("quotes") || prints.contains(deals_table);
    if (is_as_of_a_day && asks_for_deals)
        name_all(deals_table, changes_table, kpi::stage_change::deal.name);
    for (auto& [table, print] : prints) {
        if (table != "customers") add_ids(book, table, print.known);
        forget_known(print);
        sort_distinct(print.together);
        std::sort(print.said.begin(), print.said.end());
    }
    return prints;
}

IdNumbers hashes(const std::set<std::string, std::less<>>& names) {
    IdNumbers all;
    for (const std::string& name : names)
        all.push_back(text_hash(name));
    sort_distinct(all);
    return all;
}

std::map<std::string, NamePrint, std::less<>> names_of(const BookData& book, const Asked& asked) {
    std::map<std::string, NamePrint, std::less<>> prints;
    for (const DimensionFields& fields : asked.dimensions())
        if (const auto named = named_of_domain(book, fields.domain))
            prints[fields.domain] = {
                hashes(named->members), hashes(named->unresolved), named->has_records};
    return prints;
}

std::vector<Rate> rates_of(const BookData& book) {
    std::vector<Rate> rates;
    for (const TablePart& part : book.parts(table_of<ExchangeRate>()))
        for (std::size_t row = 0; row < part->plain.rows; ++row) {
            if (part.is_dead(row)) continue;
            const auto number = [&](std::string_view field) {
                std::int64_t value = missing_number;
                part->plain.find(field)->data.read(row, 1, &value);
                return value;
            };
            const auto currency = [&](std::string_view field) {
                const auto code = static_cast<std::int32_t>(number(field));
                return *Currency::try_parse(part->plain.find(field)->dictionary->text(code));
            };
            const std::int64_t from = number(kpi::exchange_rate::from.name);
            rates.push_back(
                {currency(kpi::exchange_rate::base.name), currency(kpi::exchange_rate::quote.name),
                 from == missing_number ? all_time.first : Date{date::days{from}},
                 Decimal::from_nanos(number(kpi::exchange_rate::rate.name)).exact()});
        }
    return rates;
}

bool has_records(const BookData& book) {
    return std::any_of(book.tables.begin(), book.tables.end(), [](const auto& part) {
        return part.records() > 0;
    });
}

}  // namespace

PartPrint print_of(const BookData& book, const PartialData& data) {
    PartPrint print;
    print.assignments = assignments_of(book);
    print.converted_by = book.converted_by;
    print.rates = rates_of(book);
    print.asked_rates = book.conversion.asked;
    if (!has_records(book)) return print;  // it contradicts nothing else
    const Asked asked{data, book};
    if (std::any_of(asked.tables().begin(), asked.tables().end(), [](const std::string& table) {
            return rules_of(table).by_pipeline;
        }))
        print.pipelines = book.pipelines;
    std::map<std::string, std::pair<std::size_t, std::uint64_t>> all;
    for (const TablePart& part : book.tables) {
        if (part.is_variant) continue;
        auto& [n, sum] = all[part->name];
        n += part.records();
        sum += part.sample().sum(part);
        if (!asked.has(part->name) && !is_common(part->name)) continue;
        const auto numbers = part.sample().numbers(part);
        std::vector<std::uint64_t>& of_table = print.records[part->name];
        of_table.insert(of_table.end(), numbers.begin(), numbers.end());
    }
    for (auto& [table, numbers] : print.records) {
        std::sort(numbers.begin(), numbers.end());
        // Of many customers for whom nobody asks, it is enough to know whether they are the same.
        if (!asked.has(table) && numbers.size() > RecordSample::most) numbers = {all[table].second};
    }
    if (asked.has(table_of<Subscription>()) || asked.has(table_of<MrrMovement>()))
        print.revenue = book.revenue;
    std::uint64_t number = 0;
    for (const auto& [table, counted] : all)
        if (counted.first > 0)
            number += text_hash(fmt::format("{} {} {}", table, counted.first, counted.second));
    print.books = {number};
    print.look_ups = look_ups_of(book, asked, data.query.as_of.has_value());
    print.names = names_of(book, asked);
    return print;
}

}  // namespace saleskpi::inline v0_3::detail
