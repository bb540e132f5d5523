// SPDX-License-Identifier: MIT
#include "days.hpp"

#include <saleskpi/json/table.hpp>
#include <saleskpi/language/words.hpp>

#include <nlohmann/json.hpp>

#include <utility>

namespace saleskpi::inline v0_3 {

namespace {

using nlohmann::json;

json part_of(const ExplainedPart& part) {
    return {{"formula", part.text},          {"days", part.period},
            {"result", part.value.outcome},  {"records", part.value.records},
            {"missing", part.value.missing}, {"ids", part.ids},
            {"group", part.group},           {"missing_ids", part.missing_ids}};
}

}  // namespace

void to_json(json& json, const Finding& finding) {
    json = {{"table", finding.table},     {"file", finding.file},    {"line", finding.line},
            {"id", finding.id},           {"field", finding.field},  {"value", finding.value},
            {"kind", name(finding.kind)}, {"reason", finding.reason}};
}

void to_json(json& json, const TableCount& count) {
    json = {{"table", count.table},       {"read", count.read},   {"kept", count.kept},
            {"rejected", count.rejected}, {"later", count.later}, {"replaced", count.replaced},
            {"left_out", count.left_out}};
}

void to_json(json& json, const LeftOut& left_out) {
    json = {
        {"table", left_out.table},
        {"file", left_out.file},
        {"rule", left_out.rule},
        {"rows", left_out.rows}};
}

void to_json(json& json, const FindingGroup& group) {
    nlohmann::json examples = nlohmann::json::array();
    for (const Finding& finding : group.examples)
        examples.push_back(
            {{"file", finding.file},
             {"line", finding.line},
             {"id", finding.id},
             {"value", finding.value},
             {"reason", finding.reason}});
    json = {
        {"table", group.table},
        {"field", group.field},
        {"kind", name(group.kind)},
        {"count", group.count},
        {"examples", std::move(examples)}};
}

void to_json(json& json, const BuildReport& report) {
    nlohmann::json rejected = nlohmann::json::array();
    nlohmann::json notes = nlohmann::json::array();
    for (const FindingGroup& group : grouped(report.findings))
        (group.rejected ? rejected : notes).push_back(group);
    json = {
        {"tables", report.tables},
        {"left_out", report.left_out},
        {"rejected", std::move(rejected)},
        {"notes", std::move(notes)}};
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
    json.update(detail::days_of(key.period.window()));
    if (const Marks marks = explanation.value.marks; marks.has(Mark::incomplete))
        json["lacking"] = {{"undated", marks.undated()}, {"unread", marks.unread()}};
    if (!explanation.scope.is_everything()) json["where"] = explanation.scope.text();
}

}  // namespace saleskpi::inline v0_3
