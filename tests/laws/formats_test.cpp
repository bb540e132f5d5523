// SPDX-License-Identifier: MIT
// All forms of a report say the same: numbers in text, Markdown, CSV and records are the stated
// roundings of the exact values in JSON; reasons, marks, coverage and rejects are those of JSON.
#include "catch.hpp"
#include "laws/queries.hpp"
#include "laws/stated_rounding.hpp"
#include "support/read_formats.hpp"
#include "value/exact.hpp"

#include <saleskpi/csv/table.hpp>
#include <saleskpi/format/markdown.hpp>
#include <saleskpi/format/table.hpp>
#include <saleskpi/json/records.hpp>
#include <saleskpi/json/table.hpp>
#include <saleskpi/kpi/kpi.hpp>

#include <date/date.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace saleskpi;
using namespace laws;
using nlohmann::json;

namespace {

struct Cell {
    std::optional<AnyQuantity> value;
    std::string reason;
    std::set<std::string> marks;
    std::string undated_and_unread;  ///< "(2/0)"
    std::string coverage;            ///< "7/8"
    std::int64_t lacking = 0;
};

/// What JSON says, by rows and metrics.
struct Said {
    explicit Said(const json& of) : document{of}, currency{of["currency"].get<Currency>()} {
        for (const json& row : document["rows"]) {
            std::vector<Cell>& cells = rows.emplace_back();
            for (const json& metric : document["metrics"])
                cells.push_back(cell(row["values"][metric["id"].get<std::string>()], metric));
        }
        for (const json& table : document["tables"]) {
            read += table["read"].get<std::size_t>();
            rejected += table["rejected"].get<std::size_t>();
        }
    }

    Cell cell(const json& said, const json& metric) const {
        Cell cell;
        const Unit unit = metric["unit"].get<Unit>();
        if (said.contains("undefined"))
            cell.reason = said["undefined"];
        else
            cell.value = AnyQuantity{
                said["exact"].get<Rational>(), unit, is_money_like(unit) ? currency : Currency{}};
        if (said.contains("marks"))
            for (const json& mark : said["marks"])
                cell.marks.insert(mark.get<std::string>());
        CHECK(said.contains("lacking") == cell.marks.contains("incomplete"));
        if (said.contains("lacking"))
            cell.undated_and_unread = fmt::format(
                "({}/{})", said["lacking"]["undated"].get<int>(),
                said["lacking"]["unread"].get<int>());
        if (said.contains("coverage")) {
            const auto records = said["coverage"]["records"].get<std::int64_t>();
            const auto of = said["coverage"]["of"].get<std::int64_t>();
            CHECK(records < of);
            cell.coverage = std::to_string(records) + "/" + std::to_string(of);
            cell.lacking = of - records;
        }
        return cell;
    }

    bool is_subtotal(std::size_t row) const {
        return document["rows"][row]["group"].size() < document["by"].size();
    }

    const json& document;
    Currency currency;
    std::vector<std::vector<Cell>> rows;
    std::size_t read = 0;
    std::size_t rejected = 0;
};

/// Marks and reasons by their signs, as a legend has them: "no_target" by "-a".
std::map<std::string, std::string> names_of(const std::vector<read_back::LegendLine>& legend) {
    std::map<std::string, std::string> names;
    for (const read_back::LegendLine& line : legend) {
        const std::string name = line.text.substr(0, line.text.find(':'));
        const bool is_name =
            name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
        const bool is_metric = line.text.find(": rests on ") != std::string::npos;
        if (is_name && !is_metric && line.sign != "*") names[line.sign] = name;
    }
    return names;
}

void check_seen(const Said& said, const read_back::Seen& seen) {
    const auto names = names_of(seen.legend);
    const json& metrics = said.document["metrics"];
    std::set<std::string> used;
    REQUIRE(seen.numbers.size() == said.rows.size());
    for (std::size_t m = 0; m < metrics.size(); ++m) {
        INFO(metrics[m]["id"]);
        std::vector<const AnyQuantity*> column;
        for (const auto& row : said.rows)
            if (row[m].value) column.push_back(&*row[m].value);
        const int digits = digits_of(column, metrics[m]["unit"].get<Unit>(), said.currency);
        std::int64_t lacking = 0;
        for (std::size_t r = 0; r < said.rows.size(); ++r) {
            const Cell& cell = said.rows[r][m];
            if (!said.is_subtotal(r)) lacking += cell.lacking;
            std::string shown = seen.numbers[r].at(m);
            // Behind the sign of what is lacking stands how much that is.
            if (cell.marks.contains("incomplete"))
                shown.erase(shown.rfind('!') + (cell.value ? 1 : 0));
            if (!cell.value) {
                CHECK(names.at(shown) == cell.reason);
                used.insert(cell.reason);
                used.insert(cell.marks.begin(), cell.marks.end());
                continue;
            }
            const std::string number = rounded(*cell.value, digits);
            CHECK(shown.substr(0, number.size()) == number);
            std::set<std::string> marks;
            for (const char sign : shown.substr((std::min)(shown.size(), number.size())))
                marks.insert(names.at({sign}));
            CHECK(marks == cell.marks);
            used.insert(marks.begin(), marks.end());
        }
        // "~   Revenue: rests on 7 of 8 records, the others lack a field it needs"
        const std::string begin = metrics[m]["title"].get<std::string>() + ": rests on ";
        std::int64_t told = 0;
        for (const read_back::LegendLine& line : seen.legend)
            if (line.sign == "~" && line.text.starts_with(begin)) {
                const std::string rest = line.text.substr(begin.size());
                told = std::stoll(rest.substr(rest.find(" of ") + 4)) - std::stoll(rest);
            }
        CHECK(told == lacking);
    }
    std::set<std::string> explained;
    for (const auto& [sign, name] : names)
        explained.insert(name);
    CHECK(explained == used);
    const std::string rejects = std::to_string(said.rejected) + " of " + std::to_string(said.read) +
                                " records were rejected and do not count";
    CHECK((said.rejected > 0) == (!seen.legend.empty() && seen.legend.back().text == rejects));
}

/// Of rows that are no totals, with names that may stand as they are.
void check_keys(const Said& said, const read_back::Seen& seen) {
    const json& by = said.document["by"];
    for (std::size_t r = 0; r < said.rows.size(); ++r) {
        const json& row = said.document["rows"][r];
        std::vector<std::string> keys;
        for (const json& dimension : by)
            keys.push_back(row["group"].value(dimension.get<std::string>(), ""));
        if (said.document["every"] != "window")
            keys.push_back(row["period"].get<std::string>() + (row["complete"] ? "" : "*"));
        if (!said.is_subtotal(r)) {
            CHECK(seen.keys[r] == keys);
            continue;
        }
        const std::size_t last = row["group"].size();
        CHECK(
            seen.keys[r][last > 0 ? last - 1 : 0] ==
            (last > 0 ? keys[last - 1] + " total" : "Total"));
    }
}

void check_csv(const Said& said, const std::vector<std::vector<std::string>>& csv) {
    const json& metrics = said.document["metrics"];
    const json& by = said.document["by"];
    REQUIRE(csv.size() == said.rows.size() + 1);
    const std::size_t first = by.size() + 4;
    for (std::size_t i = 0; i < by.size(); ++i)
        CHECK(csv[0].at(i) == by[i]);
    for (std::size_t m = 0; m < metrics.size(); ++m)
        CHECK(csv[0].at(first + m) == metrics[m]["id"]);
    for (std::size_t r = 0; r < said.rows.size(); ++r) {
        const json& row = said.document["rows"][r];
        const std::vector<std::string>& cells = csv[r + 1];
        REQUIRE(cells.size() == first + metrics.size() + 5);
        for (std::size_t i = 0; i < by.size(); ++i)
            CHECK(cells[i] == row["group"].value(by[i].get<std::string>(), ""));
        CHECK(cells[by.size()] == row["period"]);
        CHECK(cells[by.size() + 1] == row["from"]);
        CHECK(cells[by.size() + 2] == row["to"]);
        CHECK(cells[by.size() + 3] == row["complete"].dump());
        std::vector<read_back::LegendLine> reasons, marks, coverage;
        for (std::size_t m = 0; m < metrics.size(); ++m) {
            const std::string id = metrics[m]["id"];
            INFO(id);
            const Cell& cell = said.rows[r][m];
            CHECK(cells[first + m] == (cell.value ? plain(*cell.value) : ""));
            if (!cell.value) reasons.push_back({id, cell.reason});
            std::string signs;
            for (const Mark mark : all_marks)
                if (cell.marks.contains(std::string{name(mark)}))
                    signs += (signs.empty() ? "" : " ") + std::string{name(mark)};
            if (!signs.empty()) marks.push_back({id, signs + cell.undated_and_unread});
            if (!cell.coverage.empty()) coverage.push_back({id, cell.coverage});
        }
        const std::size_t note = first + metrics.size();
        CHECK(cells[note] == said.document["currency"]);
        CHECK(read_back::notes(cells[note + 1]) == reasons);
        CHECK(read_back::notes(cells[note + 2]) == marks);
        CHECK(read_back::notes(cells[note + 3]) == coverage);
        CHECK(cells[note + 4] == std::to_string(said.rejected));
    }
}

void check_records(const Said& said, const json& records) {
    REQUIRE(records.size() == said.rows.size());
    for (std::size_t r = 0; r < said.rows.size(); ++r) {
        const json& row = said.document["rows"][r];
        for (const json& dimension : said.document["by"])
            CHECK(
                records[r][dimension.get<std::string>()] ==
                (row["group"].contains(dimension) ? row["group"][dimension.get<std::string>()]
                                                  : json{}));
        for (const char* same : {"period", "from", "to", "complete"})
            CHECK(records[r][same] == row[same]);
        for (std::size_t m = 0; m < said.rows[r].size(); ++m) {
            const std::string id = said.document["metrics"][m]["id"];
            INFO(id);
            const Cell& cell = said.rows[r][m];
            json value;
            if (cell.value && cell.value->unit() == Unit::date)
                value = plain(*cell.value);
            else if (cell.value)
                value = json::parse(plain(*cell.value));
            CHECK(records[r][id] == value);
            CHECK(records[r][id + "_reason"] == (cell.value ? json{} : json(cell.reason)));
        }
    }
}

/// What JSON says is what the table holds.
void check_json(const Said& said, const Table& table) {
    for (std::size_t r = 0; r < said.rows.size(); ++r)
        for (std::size_t m = 0; m < said.rows[r].size(); ++m) {
            const std::string_view id = table.metrics()[m].id();
            INFO(id);
            const CellValue held = table[r].values()[m];
            const Cell& cell = said.rows[r][m];
            const Coverage lacks = lowest(table[r].coverage(id));
            CHECK(held.outcome.has_value() == cell.value.has_value());
            if (held.outcome && cell.value)
                CHECK(*held.outcome == *cell.value);
            else if (!held.outcome)
                CHECK(name(held.outcome.reason()) == cell.reason);
            for (const Mark mark : all_marks)
                CHECK(held.marks.has(mark) == cell.marks.contains(std::string{name(mark)}));
            CHECK(cell.lacking == lacks.all - lacks.known);
        }
}

/// Of what kinds of cells there were some.
struct Met {
    std::set<std::string> reasons;
    std::set<std::string> marks;
    std::size_t lacking = 0;

    void add(const Said& said) {
        for (const auto& row : said.rows)
            for (const Cell& cell : row) {
                if (!cell.value) reasons.insert(cell.reason);
                marks.insert(cell.marks.begin(), cell.marks.end());
                lacking += cell.lacking > 0;
            }
    }
};

void check_all_forms(const Table& table, Met& met, bool has_plain_names = true) {
    const json document = table;
    const Said said{document};
    met.add(said);
    check_json(said, table);
    check_csv(said, read_back::csv(to_csv(table, {.guard = false})));
    check_records(said, json::parse(to_records(table)));
    const read_back::Seen markdown =
        read_back::markdown(to_markdown(table), table.metrics().size());
    check_seen(said, markdown);
    if (has_plain_names) check_keys(said, markdown);
    const bool is_list =
        table.dimensions().empty() && table.grain() == Grain::window && table.size() == 1;
    const std::string written = to_text(table, {.width = 0});
    const read_back::Seen text =
        is_list ? read_back::list(written, markdown.titles)
                : read_back::grid(written, table.size(), table.metrics().size());
    check_seen(said, text);
    CHECK(text.heading == markdown.heading);
    CHECK(text.legend == markdown.legend);
}

}  // namespace

TEST_CASE("text, Markdown, CSV, records and JSON of a report say the same") {
    laws::Random random{1200};
    const Catalogue catalogue;
    std::size_t rows = 0;
    Met met;
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        const laws::Records records = laws::random_records(1200 + seed);
        const std::optional<Date> as_of = seed % 2 == 0 ? std::nullopt : make_date(2025, 3, 10);
        const Book book = records.book(
            seed == 3 ? eur : usd, seed == 2 ? Calendar::fiscal_from(date::April) : Calendar{},
            as_of);
        for (int i = 0; i < 8; ++i) {
            laws::Question question = laws::random_question(random);
            // Which have marks more often than others.
            for (const char* formula :
                 {"fallback(win_rate, 1 ratio)", "share(deals_won / deals_lost)",
                  "change(deals_won - deals_lost, previous)"})
                question.metrics.push_back(catalogue.at(formula));
            INFO("book " << seed << ", question " << i << ": " << question.text());
            const Table table = question.to(book).run();
            rows += table.size();
            check_all_forms(table, met);
        }
    }
    CHECK(rows > 500);
    CHECK(met.reasons.size() > 8);
    CHECK(met.marks.size() > 3);
    CHECK(met.lacking > 100);
}

TEST_CASE("all forms say the same of names that would be obeyed") {
    std::vector<Deal> deals;
    for (const std::string& name :
         {std::string{"=1+1"}, std::string{"-a"}, std::string{"a|b\\|"}, std::string{"c\nd\r\ne"},
          std::string{"\"f\",;"}, std::string{"g\0h", 3}, std::string{"i\x80"},
          std::string{"- | --- |"}, std::string{"&lt;j&amp;"}, std::string{"\x1b[2J\u202e"},
          std::string{" k "}}) {
        Deal deal;
        deal.id = std::to_string(deals.size());
        deal.product = name;
        deal.stage = Stage::won;
        deal.closed = make_date(2025, 1, 20);
        if (name != "-a") deal.amount = Money{123'45, usd};
        deals.push_back(deal);
    }
    const Book book = BookBuilder{usd}.add(deals).build();
    Met met;
    for (const Grain grain : {Grain::window, Grain::day}) {
        Rollup query = rollup(book);
        query.metrics(
            kpi::revenue, kpi::average_deal_size, kpi::win_rate, kpi::attainment(kpi::revenue));
        const Table table = query.by(kpi::deal::product).with_subtotals().every(grain).run();
        CHECK(table.size() > 10);
        check_all_forms(table, met, false);
    }
}
