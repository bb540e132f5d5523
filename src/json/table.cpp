// SPDX-License-Identifier: MIT
#include <saleskpi/json/calendar.hpp>
#include <saleskpi/json/table.hpp>
#include <saleskpi/plan/words.hpp>
#include <saleskpi/value/date.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace {

using nlohmann::json;

/// Adds the days of a half-open window as its first and its last day; of an empty one there is none.
void add_days(json& object, const Window& window) {
    object["from"] = window.empty() ? json{} : json(to_text(window.first));
    object["to"] = window.empty() ? json{} : json(to_text(window.until - date::days{1}));
}

/// Of a result whose unit and currency stand elsewhere in the document. How many records it rests
/// on is said where some that count lack a field.
json bare_value(const CellValue& cell, const Coverage& coverage) {
    json value = cell.outcome ? value_and_exact(*cell.outcome) : json(cell.outcome);
    if (coverage.known < coverage.all)
        value["coverage"] = {{"records", coverage.known}, {"of", coverage.all}};
    for (const Mark mark : all_marks)
        if (cell.marks.has(mark)) value["marks"].push_back(name(mark));
    return value;
}

json row_of(const Table& table, std::size_t number) {
    const RowView row = table[number];
    const RowKey& key = row.key();
    json group = json::object();
    for (std::size_t i = 0; i < key.group.size(); ++i)
        group[table.dimensions()[i]] = key.group[i];
    json values = json::object();
    for (const Definition& metric : table.metrics())
        values[std::string{metric.id()}] =
            bare_value(row.cell(metric.id()), lowest(row.coverage(metric.id())));
    json result{
        {"group", std::move(group)},
        {"period", key.label},
        {"complete", key.period.complete},
        {"values", std::move(values)}};
    add_days(result, key.period.window());
    return result;
}

json part_of(const ExplainedPart& part) {
    return {{"formula", part.text},          {"days", part.period},
            {"result", part.value.outcome},  {"records", part.value.records},
            {"missing", part.value.missing}, {"ids", part.ids},
            {"group", part.group},           {"missing_ids", part.missing_ids}};
}

}  // namespace

void to_json(json& json, const Finding& finding) {
    json = {{"table", finding.table},  {"file", finding.file},   {"line", finding.line},
            {"id", finding.id},        {"field", finding.field}, {"value", finding.value},
            {"reason", finding.reason}};
}

void to_json(json& json, const TableCount& count) {
    json = {
        {"table", count.table},
        {"read", count.read},
        {"kept", count.kept},
        {"rejected", count.rejected},
        {"later", count.later}};
}

void to_json(json& json, const BuildReport& report) {
    nlohmann::json rejected = nlohmann::json::array();
    nlohmann::json notes = nlohmann::json::array();
    for (const Finding& finding : report.findings)
        (finding.rejected ? rejected : notes).push_back(finding);
    json = {
        {"tables", report.tables}, {"rejected", std::move(rejected)}, {"notes", std::move(notes)}};
}

void to_json(json& json, const Definition& metric) {
    const Words in_words = words(metric);
    json = {
        {"id", metric.id()},
        {"title", metric.title()},
        {"unit", metric.unit()},
        {"better", name(metric.better())},
        {"formula", in_words.formula},
        {"records", in_words.records},
        {"date", in_words.date},
        {"rolls_up", in_words.rolls_up},
        {"no_value", in_words.no_value}};
}

void to_json(json& json, const Table& table) {
    json = table.report();
    json["currency"] = table.currency();
    json["calendar"] = table.calendar();
    json["every"] = name(table.grain());
    json["by"] = std::vector<std::string>(table.dimensions().begin(), table.dimensions().end());
    add_days(json["window"], table.window());
    if (const auto day = table.as_of()) json["as_of"] = to_text(*day);
    if (const auto day = table.data_to()) json["data_to"] = to_text(*day);
    json["metrics"] = std::vector<Definition>(table.metrics().begin(), table.metrics().end());
    auto& rows = json["rows"] = nlohmann::json::array();
    for (std::size_t row = 0; row < table.size(); ++row)
        rows.push_back(row_of(table, row));
}

void to_json(json& json, const Explanation& explanation) {
    const RowKey& key = explanation.key;
    nlohmann::json parts = nlohmann::json::array();
    for (const ExplainedPart& part : explanation.parts)
        parts.push_back(part_of(part));
    json = {
        {"id", explanation.metric.id()},
        {"title", explanation.metric.title()},
        {"unit", explanation.metric.unit()},
        {"group", key.group},
        {"period", key.label},
        {"complete", key.period.complete},
        {"result", explanation.value.outcome},
        {"formula", explanation.formula},
        {"numbers", explanation.numbers},
        {"parts", std::move(parts)}};
    add_days(json, key.period.window());
}

}  // namespace saleskpi::inline v0_3
