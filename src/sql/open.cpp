// SPDX-License-Identifier: MIT
#include "book/builder_access.hpp"
#include "book/look_up_rules.hpp"
#include "book/table_rules.hpp"
#include "record/library_types.hpp"
#include "sql/database_tables.hpp"
#include "sql/leaf_query.hpp"

#include <saleskpi/record/assignment.hpp>
#include <saleskpi/record/customer.hpp>
#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/field_change.hpp>
#include <saleskpi/record/lead.hpp>
#include <saleskpi/record/merge.hpp>
#include <saleskpi/record/target.hpp>
#include <saleskpi/sql/open.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

using sql::OpenedTable;

/// Opens a database table by table.
class Opening {
public:
    Opening(
        std::shared_ptr<sql::Executor> executor,
        const sql::Schema& schema,
        BookBuilder builder,
        const LoadOptions& options)
        : schema_{&schema}, builder_{std::move(builder)}, options_{options} {
        database_.executor = std::move(executor);
    }

    sql::Opened run() {
        const Mapping& mapping = schema_->mapping;
        for (const auto& [name, stages] : mapping.pipelines)
            name.empty() ? builder_.pipeline(stages) : builder_.pipeline(name, stages);
        if (mapping.fold) builder_.fold_names();
        if (mapping.revenue_policy) builder_.revenue_policy(*mapping.revenue_policy);
        find_tables();
        for (const std::string& table : in_order())
            settle(table);
        std::vector<OpenedTable> told;
        for (const auto& [name, table] : database_.tables)
            told.push_back(read(table));
        for (auto& [name, staying] : database_.staying)
            note_days(*database_.find(name), staying);
        auto data = std::make_shared<BookData>(data_of(builder_.build()));
        BuildReport report = *data->report;
        for (const auto& [name, staying] : database_.staying)
            add_kept(report, name, staying.records);
        data->report = std::make_shared<const BuildReport>(std::move(report));
        if (!database_.staying.empty())
            data->elsewhere = std::make_shared<DatabaseTables>(std::move(database_));
        return {BookAccess::book(std::move(data)), std::move(told)};
    }

private:
    static void add_kept(BuildReport& report, const std::string& table, std::size_t records) {
        auto count = std::find_if(
            report.tables.begin(), report.tables.end(),
            [&](const TableCount& one) { return one.table >= table; });
        if (count == report.tables.end() || count->table != table)
            count = report.tables.insert(count, TableCount{table});
        count->read += records;
        count->kept += records;
    }

    /// So many are told in statements by their names.
    static constexpr std::size_t most_names = 5'000;

    std::size_t count(const SqlTable& table, const Sql& condition) {
        std::size_t records = 0;
        database_.executor->run(
            {fmt::format(
                "SELECT COUNT(*) FROM {} t{}{}", table.relation(),
                condition.empty() ? "" : " WHERE ", condition)},
            [&](sql::Row row) { records = static_cast<std::size_t>(wide_integer(row[0])); });
        return records;
    }

    void find_tables() {
        const BookData& book = BuilderAccess::data(builder_);
        const StaySettings settings{
            book.currency,
            !options_.currency.is_none()           ? options_.currency
            : !schema_->mapping.currency.is_none() ? schema_->mapping.currency
                                                   : book.currency,
            book.as_of ? std::optional{to_day(*book.as_of)} : std::nullopt};
        const std::vector<TableMapping>& listed = schema_->mapping.tables;
        std::string last_said;
        for (const RecordType* type : library_types()) {
            if (rules_of(type->table).is_derived) continue;
            const auto said = std::find_if(
                listed.begin(), listed.end(),
                [&](const TableMapping& one) { return one.table == type->table; });
            if (said == listed.end() && !listed.empty()) continue;
            TableMapping mapping = said == listed.end() ? schema_->mapping.defaults : *said;
            mapping.table = std::string{type->table};
            if (mapping.file.empty()) mapping.file = mapping.table;
            const std::string relation = sql::table_name(database_.dialect(), mapping.file);
            std::vector<std::string> columns;
            try {
                columns = database_.executor->run(
                    {fmt::format("SELECT * FROM {} WHERE 1 = 0", relation)}, [](sql::Row) {});
            } catch (const Error& error) {
                if (error.code() != ErrorCode::database_failed) throw;
                if (said == listed.end()) {
                    last_said = error.what();
                    continue;
                }
                throw Error{
                    ErrorCode::unknown_table,
                    fmt::format("the database has no table {}: {}", relation, error.what())};
            }
            const auto added = database_.tables.emplace(
                std::string{type->table},
                SqlTable{
                    database_.dialect(), *type, std::move(mapping), std::move(columns), settings});
            records_[std::string{type->table}] = count(added.first->second, {});
        }
        if (database_.tables.empty())
            throw Error{
                ErrorCode::unknown_table,
                fmt::format(
                    "the database has no table of records, such as deals; a schema says what they "
                    "are called. Asked for one, it said: {}",
                    last_said)};
    }

    /// Those that name records of others before these.
    std::vector<std::string> in_order() const {
        const std::vector<std::string> last{
            std::string{table_of<Deal>()}, std::string{table_of<Lead>()},
            std::string{table_of<Customer>()}};
        std::vector<std::string> order;
        for (const auto& [name, table] : database_.tables)
            if (std::find(last.begin(), last.end(), name) == last.end()) order.push_back(name);
        for (const std::string& name : last)
            if (database_.find(name)) order.push_back(name);
        return order;
    }

    bool has_records(std::string_view table) const {
        const auto records = records_.find(table);
        return records != records_.end() && records->second > 0;
    }

    std::string why_all_are_read(const SqlTable& table) const {
        const BookData& book = BuilderAccess::data(builder_);
        if (!table.must_be_read().empty()) return table.must_be_read();
        if (has_records(table_of<Merge>())) return "some records are merged into others";
        if (has_records(table_of<FieldChange>())) return "there is a history of fields";
        if (book.folded.any() || table.mapping().fold) return "names that look alike are one";
        if (table.name() == table_of<Deal>() && !book.corrections.is_everything())
            return "which deals are corrections is told by a condition";
        return {};
    }

    using Names = std::set<std::string>;

    /// Never NULL: what is missing is not among them.
    Sql is_among(const Sql& value, const Names& names) const {
        std::vector<Sql> literals;
        for (const std::string& name : names)
            literals.push_back(sql::text_literal(database_.dialect(), name));
        return fmt::format("({0} IS NOT NULL AND {0} IN ({1}))", value, fmt::join(literals, ", "));
    }

    /// The different values of an expression over rows under the alias t.
    Names names(
        const SqlTable& table, const Sql& value, const Sql& condition, bool repeated = false) {
        Names all;
        database_.executor->run(
            {fmt::format(
                "SELECT {0} FROM {1} t WHERE {0} IS NOT NULL AND {2} GROUP BY {0}{3}", value,
                table.relation(), condition, repeated ? " HAVING COUNT(*) > 1" : "")},
            [&](sql::Row row) { all.emplace(row[0].text); });
        return all;
    }

    /// The ids that several records have: found once, by a pass over all ids.
    const Names& repeated(const SqlTable& table) {
        const auto known = repeated_.find(table.name());
        if (known != repeated_.end()) return known->second;
        return repeated_
            .emplace(
                std::string{table.name()},
                names(table, table.own(table.identity()->name, "t"), "1 = 1", true))
            .first->second;
    }

    /// The ids of records of which something is wrong by themselves.
    const Names& faulty(const SqlTable& table) {
        const auto known = faulty_.find(table.name());
        if (known != faulty_.end()) return known->second;
        Names all = repeated(table);
        all.merge(names(table, table.own(table.identity()->name, "t"), table.is_irregular("t")));
        return faulty_.emplace(std::string{table.name()}, std::move(all)).first->second;
    }

    /// Records that a book reads of a table, as a condition; all of them where it does not stay.
    Sql is_read(const SqlTable& table) const {
        const StayingTable* staying = database_.stays(table.name());
        return staying ? any_of(staying->left_out) : Sql{"1 = 1"};
    }

    /// The fields by which a table names records of another, where either needs the other one.
    static std::vector<std::string> names_of(const SqlTable& from, const SqlTable& to) {
        std::vector<std::string> keys;
        for (const LookUpRule& rule : look_up_rules()) {
            if (rule.in != to.name() || !rule.applies_to(from.name())) continue;
            const FieldInfo* key = column_of(from.type().fields, rule, rule.key);
            if (key && from.has(key->name)) keys.emplace_back(key->name);
        }
        if (to.name() == table_of<Deal>() && from.has(from.rules().of_deal))
            keys.emplace_back(from.rules().of_deal);
        return keys;
    }

    /// A record of each rep who has a target and no assignment: the book must see that there are some, for a
    /// target of whom nobody else names is no one's.
    Names first_of_targeted(const SqlTable& table, const Sql& id) {
        const SqlTable* targets = database_.find(table_of<Target>());
        Names ids;
        if (!targets || !targets->has("rep") || !table.has("rep")) return ids;
        if (!targeted_) {
            targeted_ = names(*targets, targets->own("rep", "t"), "1 = 1");
            if (const SqlTable* assignments = database_.find(table_of<Assignment>()))
                for (const std::string& rep :
                     names(*assignments, assignments->own("rep", "t"), "1 = 1"))
                    targeted_->erase(rep);
        }
        if (targeted_->empty()) return ids;
        database_.executor->run(
            {fmt::format(
                "SELECT MIN({0}) FROM {1} t WHERE {2} GROUP BY {3}", id, table.relation(),
                is_among(table.own("rep", "t"), *targeted_), table.own("rep", "t"))},
            [&](sql::Row row) { ids.emplace(row[0].text); });
        return ids;
    }

    /// Leaves out what only a book can settle, and what records that the book reads name: they need it beside
    /// them.
    void settle(const std::string& name) {
        const SqlTable& table = *database_.find(name);
        if (records_[name] <= schema_->read_up_to) return;
        std::string& because = read_because_[name];
        because = why_all_are_read(table);
        if (!because.empty()) return;
        std::vector<Sql> conditions{table.is_irregular("t")};
        const auto add = [&](const Sql& value, const Names& those) {
            if (those.size() > most_names)
                because = fmt::format(
                    "more than {} of its records have to be told one by one from those that stay",
                    most_names);
            else if (!those.empty())
                conditions.push_back(is_among(value, those));
        };
        Names of_its_own;
        if (const FieldInfo* identity = table.identity()) {
            const Sql id = table.own(identity->name, "t");
            of_its_own = repeated(table);
            if (name == table_of<Deal>() && table.has(kpi::deal::corrects.name))
                of_its_own.merge(names(table, table.own(kpi::deal::corrects.name, "t"), "1 = 1"));
            for (const auto& [other_name, other] : database_.tables)
                if (other_name != name)
                    for (const std::string& key : names_of(other, table))
                        of_its_own.merge(names(other, other.own(key, "t"), is_read(other)));
            of_its_own.merge(first_of_targeted(table, id));
            add(id, of_its_own);
        }
        for (const auto& [other_name, other] : database_.tables)
            if (other_name != name)
                for (const std::string& key : names_of(table, other))
                    add(table.own(key, "t"), faulty(other));
        if (!because.empty()) return;
        StayingTable staying;
        for (Sql& condition : conditions)
            if (count(table, condition) > 0) staying.left_out.push_back(std::move(condition));
        const std::size_t left =
            staying.left_out.empty() ? 0 : count(table, any_of(staying.left_out));
        staying.records = records_[name] - left;
        if (staying.records > 0) database_.staying.emplace(name, std::move(staying));
    }

    OpenedTable read(const SqlTable& table) {
        OpenedTable opened;
        opened.table = std::string{table.name()};
        opened.name = table.mapping().file;
        opened.records = records_[opened.table];
        opened.read_because = read_because_[opened.table];
        const StayingTable* staying = database_.stays(table.name());
        if (staying && staying->left_out.empty()) return opened;
        const std::vector<std::string> columns = table.all_columns();
        std::vector<Sql> selected;
        const sql::Dialect& dialect = database_.dialect();
        std::vector<bool> is_day;
        for (const std::string& column : columns) {
            const Sql its = "t." + sql::identifier(dialect, column);
            is_day.push_back(dialect.dates_are_day_numbers && table.is_date(column));
            selected.push_back(
                is_day.back() ? dialect.day_number(its)
                              : fmt::format("CAST({} AS {})", its, dialect.text_type));
        }
        std::vector<std::vector<std::string>> rows;
        database_.executor->run(
            {fmt::format(
                "SELECT {} FROM {} t{}", fmt::join(selected, ", "), table.relation(),
                staying ? " WHERE " + any_of(staying->left_out) : Sql{})},
            [&](sql::Row row) {
                std::vector<std::string>& values = rows.emplace_back();
                for (std::size_t i = 0; i < row.size(); ++i)
                    values.push_back(
                        row[i].kind != sql::Value::Kind::integer ? std::string{row[i].text}
                        : is_day[i] ? to_text(Date{date::days{row[i].integer}})
                                    : fmt::to_string(row[i].integer));
            });
        opened.read = rows.size();
        if (rows.empty()) return opened;
        opened.load = load_table(
            opened.table, Input::rows(opened.name, columns, rows), table.mapping(), options_,
            builder_);
        return opened;
    }

    /// How many stay, and on which days their dates lie.
    void note_days(const SqlTable& table, StayingTable& staying) {
        RowQuery rows{database_, table};
        std::vector<Sql> selected;
        std::vector<std::string> dates;
        for (const FieldInfo& field : table.type().fields) {
            if (field.type != FieldType::date || field.is_made) continue;
            const Sql day = *rows.field(field.name);
            selected.push_back(fmt::format("MIN({})", day));
            selected.push_back(fmt::format("MAX({})", day));
            dates.emplace_back(field.name);
        }
        if (dates.empty()) return;
        database_.executor->run(
            {fmt::format(
                "SELECT {} FROM ({}) r", fmt::join(selected, ", "), rows.text(staying.left_out))},
            [&](sql::Row row) {
                for (std::size_t i = 0; i < dates.size(); ++i)
                    if (!row[2 * i].is_missing())
                        staying.days[dates[i]] = range_of(row[2 * i], row[2 * i + 1]);
            });
    }

    const sql::Schema* schema_;
    BookBuilder builder_;
    LoadOptions options_;
    Database database_;
    std::map<std::string, std::size_t, std::less<>> records_;
    std::map<std::string, std::string, std::less<>> read_because_;
    std::map<std::string, Names, std::less<>> repeated_;
    std::map<std::string, Names, std::less<>> faulty_;
    std::optional<Names> targeted_;
};

}  // namespace

}  // namespace saleskpi::inline v0_3::detail

namespace saleskpi::inline v0_3 {

sql::Opened sql::open(
    std::shared_ptr<Executor> database,
    const Schema& schema,
    BookBuilder builder,
    const LoadOptions& options) {
    return detail::Opening{std::move(database), schema, std::move(builder), options}.run();
}

}  // namespace saleskpi::inline v0_3
