// SPDX-License-Identifier: MIT
#include "json_string.hpp"
#include "value/plain_number.hpp"
#include "value/text_buffer.hpp"

#include <saleskpi/json/records.hpp>
#include <saleskpi/value/date.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3 {

namespace {

/// Texts in quotes of which no two are alike.
class UniqueKeys {
public:
    explicit UniqueKeys(std::initializer_list<std::string_view> taken) {
        for (const std::string_view key : taken)
            taken_.insert(detail::json_string(key));
    }

    std::string key(const std::string& quoted) {
        std::string unique = quoted;
        const std::string wanted = quoted.substr(0, quoted.size() - 1);
        for (int n = 2; !taken_.insert(unique).second; ++n)
            unique = fmt::format("{}_{}\"", wanted, n);
        return unique;
    }

private:
    std::set<std::string> taken_;
};

class FlatRows {
public:
    FlatRows(const Report& report, const TextSink& sink) : report_{report}, out_{sink} {
        UniqueKeys keys{"period", "from", "to", "complete"};
        for (const std::string& dimension : report.table().dimensions())
            dimensions_.push_back(keys.key(detail::json_string(dimension)) + ": ");
        for (const ReportColumn& column : report.columns())
            metrics_.push_back(keys.key(detail::json_string(column.metric.id())));
        for (std::string& metric : metrics_) {
            const std::string name = metric.substr(0, metric.size() - 1);
            reasons_.push_back(keys.key(name + "_reason\"") + ": ");
            metric += ": ";
        }
        if (const Scope& scope = report.table().scope(); !scope.is_everything())
            where_ = ", " + keys.key("\"where\"") + ": " + detail::json_string(scope.text());
    }

    void write() {
        out_.add('[');
        std::string_view before = "\n{";
        for (const ReportRow& row : report_) {
            line_ = before;
            add_row(row);
            out_.add(line_);
            before = ",\n{";
        }
        out_.add("\n]\n");
        out_.finish();
    }

private:
    void add_row(const ReportRow& row) {
        const RowKey key = row.key();
        for (std::size_t i = 0; i < dimensions_.size(); ++i) {
            line_ += dimensions_[i];
            if (i < key.group.size())
                detail::append_json_string(line_, key.group[i]);
            else
                line_ += "null";
            line_ += ", ";
        }
        line_ += R"("period": )";
        detail::append_json_string(line_, key.label);
        const bool has_days = !key.period.window().empty();
        add_day("from", has_days, key.period.first);
        add_day("to", has_days, key.period.until - date::days{1});
        line_ += key.period.complete ? R"(, "complete": true)" : R"(, "complete": false)";
        for (std::size_t m = 0; m < row.size(); ++m)
            add_value(row[m], m);
        line_ += where_;
        line_ += '}';
    }

    void add_day(std::string_view key, bool has_days, Date day) {
        line_.append(", \"").append(key).append("\": ");
        if (has_days)
            line_.append("\"").append(to_text(day)).append("\"");
        else
            line_ += "null";
    }

    void add_value(const ReportCell& cell, std::size_t metric) {
        const auto outcome = cell.outcome();
        line_.append(", ").append(metrics_[metric]);
        const bool is_text = outcome && outcome->unit() == Unit::date;
        if (is_text) line_ += '"';
        if (outcome)
            detail::append_plain_number(line_, *outcome);
        else
            line_ += "null";
        if (is_text) line_ += '"';
        line_.append(", ").append(reasons_[metric]);
        if (outcome)
            line_ += "null";
        else
            line_.append("\"").append(name(outcome.reason())).append("\"");
    }

    const Report& report_;
    detail::TextBuffer out_;
    std::vector<std::string> dimensions_;
    std::vector<std::string> metrics_;
    std::vector<std::string> reasons_;
    std::string where_;  ///< of a restricted report, what it is restricted to
    std::string line_;
};

}  // namespace

void write_records(const Report& report, const TextSink& sink) { FlatRows{report, sink}.write(); }

std::string to_records(const Table& table) {
    const Report report{table, {.keep = false}};
    return detail::written([&](const TextSink& sink) { write_records(report, sink); });
}

}  // namespace saleskpi::inline v0_3
