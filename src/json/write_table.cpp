// SPDX-License-Identifier: MIT
#include "days.hpp"
#include "displayed.hpp"
#include "document_writer.hpp"
#include "json_string.hpp"

#include <saleskpi/json/calendar.hpp>
#include <saleskpi/json/data_checks.hpp>
#include <saleskpi/json/table.hpp>
#include <saleskpi/value/date.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3 {

namespace {

using detail::DocumentWriter;
using nlohmann::json;

json column_of(const ReportColumn& column, Currency currency) {
    json metric = column.metric;
    metric["fingerprint"] = fmt::format("{:016x}", column.fingerprint);
    metric["timing"] = name(column.timing);
    metric["exact_unit"] = detail::exact_unit(column.metric.unit(), currency);
    return metric;
}

/// What was asked, as far as the document does not say it elsewhere.
json asked_of(const Table& table) {
    json asked{{"subtotals", table.has_subtotals()}};
    if (!table.scope().is_everything()) {
        asked["where"] = table.scope().text();
        asked["shares_of_whole"] = table.has_shares_of_whole();
    }
    if (const auto day = table.seated_as_of()) asked["seated_as_of"] = to_text(*day);
    if (const auto sorting = table.sorting()) {
        asked["sorted_by"] = sorting->metric;
        asked["order"] = name(sorting->order);
        if (sorting->top > 0) asked["top"] = sorting->top;
        if (sorting->top > 0) asked["left_out"] = sorting->left_out;
    }
    return asked;
}

json rejected_of(const RejectedRecords& rejected) {
    return {
        {"table", rejected.table},
        {"kind", name(rejected.kind)},
        {"field", rejected.field},
        {"records", rejected.records}};
}

/// The rows of a report, as a line each.
class JsonRows {
public:
    explicit JsonRows(const Report& report) {
        for (const std::string& dimension : report.table().dimensions())
            dimensions_.push_back(detail::json_string(dimension) + ":");
        for (const ReportColumn& column : report.columns())
            metrics_.push_back(detail::json_string(column.metric.id()) + ":{");
    }

    std::string_view line(const ReportRow& row) {
        const RowKey key = row.key();
        line_ = R"({"group":{)";
        for (std::size_t i = 0; i < key.group.size(); ++i) {
            line_ += i == 0 ? "" : ",";
            line_ += dimensions_[i];
            detail::append_json_string(line_, key.group[i]);
        }
        line_ += R"(},"period":)";
        detail::append_json_string(line_, key.label);
        add_days(key.period.window());
        line_ += key.period.complete ? R"(,"complete":true)" : R"(,"complete":false)";
        line_ += R"(,"values":{)";
        for (std::size_t m = 0; m < row.size(); ++m) {
            line_ += m == 0 ? "" : ",";
            line_ += metrics_[m];
            add_value(row[m]);
            line_ += '}';
        }
        return line_ += "}}";
    }

private:
    void add_days(const Window& window) {
        if (window.empty()) {
            line_ += R"(,"from":null,"to":null)";
            return;
        }
        line_.append(R"(,"from":")").append(to_text(window.first));
        line_.append(R"(","to":")").append(to_text(window.until - date::days{1})).append("\"");
    }

    void add_value(const ReportCell& cell) {
        if (const auto outcome = cell.outcome())
            detail::append_value_and_exact(line_, *outcome);
        else
            line_.append(R"("undefined":")").append(name(outcome.reason())).append("\"");
        if (const Coverage coverage = cell.coverage(); coverage.known < coverage.all)
            fmt::format_to(
                std::back_inserter(line_), R"(,"coverage":{{"records":{},"of":{}}})",
                coverage.known, coverage.all);
        if (cell.marks().empty()) return;
        std::string_view before = R"(,"marks":[")";
        for (const Mark mark : all_marks)
            if (cell.marks().has(mark)) {
                line_.append(before).append(name(mark)).append("\"");
                before = ",\"";
            }
        line_ += ']';
        if (cell.marks().has(Mark::incomplete))
            fmt::format_to(
                std::back_inserter(line_), R"(,"lacking":{{"undated":{},"unread":{}}})",
                cell.marks().undated(), cell.marks().unread());
    }

    std::vector<std::string> dimensions_;  ///< "region":
    std::vector<std::string> metrics_;     ///< "win_rate":{
    std::string line_;
};

void write_head(const Report& report, DocumentWriter& document) {
    const Table& table = report.table();
    document.member("currency", table.currency());
    document.member("calendar", table.calendar());
    document.member("every", name(table.grain()));
    document.member(
        "by", std::vector<std::string>(table.dimensions().begin(), table.dimensions().end()));
    document.member("window", detail::days_of(table.window()));
    if (const auto day = table.as_of()) document.member("as_of", to_text(*day));
    if (const auto day = table.known_at()) document.member("known_at", to_text(*day));
    if (const auto policy = table.revenue_policy(); policy && !(*policy == RevenuePolicy{}))
        document.member("revenue_policy", unusual_text(*policy));
    if (const auto day = table.data_to()) document.member("data_to", to_text(*day));
    document.member("asked", asked_of(table));
    json metrics = json::array();
    for (const ReportColumn& column : report.columns())
        metrics.push_back(column_of(column, table.currency()));
    document.member("metrics", metrics);
}

void write_findings(std::span<const FindingGroup> groups, bool rejected, DocumentWriter& document) {
    document.begin_list(rejected ? "rejected" : "notes");
    for (const FindingGroup& group : groups)
        if (group.rejected == rejected) document.line(detail::dumped(group));
    document.end_list();
}

void write_report(
    const Report& report, const TextSink& sink, std::optional<std::span<const DataCheck>> checks) {
    DocumentWriter document{sink};
    write_head(report, document);
    const BuildReport& build = report.table().report();
    document.begin_list("tables");
    for (const TableCount& count : build.tables)
        document.line(detail::dumped(count));
    document.end_list();
    document.begin_list("left_out");
    for (const LeftOut& left_out : build.left_out)
        document.line(detail::dumped(left_out));
    document.end_list();
    document.begin_list("rejected_by_kind");
    for (const RejectedRecords& rejected : report.rejected())
        document.line(detail::dumped(rejected_of(rejected)));
    document.end_list();

    if (checks) {
        document.begin_list("checks");
        for (const DataCheck& check : *checks)
            document.line(detail::dumped(check));
        document.end_list();
    }
    document.begin_list("rows");
    JsonRows rows{report};
    for (const ReportRow& row : report)
        document.line(rows.line(row));
    document.end_list();

    const std::vector<FindingGroup> groups = grouped(build.findings);
    write_findings(groups, true, document);
    write_findings(groups, false, document);
    document.finish();
}

}  // namespace

void write_json(const Report& report, const TextSink& sink) {
    write_report(report, sink, std::nullopt);
}

void write_json(const Report& report, const TextSink& sink, std::span<const DataCheck> checks) {
    write_report(report, sink, checks);
}

std::string json_text(const Table& table) {
    const Report report{table, {.keep = false}};
    return detail::written([&](const TextSink& sink) { write_json(report, sink); });
}

void to_json(json& json, const Table& table) { json = nlohmann::json::parse(json_text(table)); }

}  // namespace saleskpi::inline v0_3
