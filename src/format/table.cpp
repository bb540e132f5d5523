// SPDX-License-Identifier: MIT
#include "grid.hpp"
#include "number_text.hpp"

#include <saleskpi/format/table.hpp>
#include <saleskpi/format/terminal.hpp>
#include <saleskpi/value/date.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3 {

namespace {

using detail::Grid;

std::string days_text(const Window& window) {
    if (window.empty()) return "no days";
    return fmt::format("{} to {}", to_text(window.first), to_text(window.until - date::days{1}));
}

class TableText {
public:
    explicit TableText(const Table& table) : table_{&table}, marks_{reasons(table)} {
        for (std::size_t m = 0; m < table.metrics().size(); ++m) {
            std::vector<AnyQuantity> column;
            for (std::size_t row = 0; row < table.size(); ++row)
                if (const auto& outcome = table[row].values()[m].outcome)
                    column.push_back(*outcome);
            styles_.emplace_back(column);
        }
    }

    std::string text(std::size_t width) const {
        const bool is_one_row =
            table_->dimensions().empty() && !has_periods() && table_->size() == 1;
        return heading() + "\n" + draw(is_one_row ? list() : grid(), width) + legend();
    }

private:
    static std::vector<Reason> reasons(const Table& table) {
        std::vector<Reason> found;
        for (std::size_t row = 0; row < table.size(); ++row)
            for (const CellValue& cell : table[row].values())
                if (!cell.outcome &&
                    std::find(found.begin(), found.end(), cell.outcome.reason()) == found.end())
                    found.push_back(cell.outcome.reason());
        return found;
    }

    bool has_money() const {
        const auto metrics = table_->metrics();
        return std::any_of(metrics.begin(), metrics.end(), [](const Definition& metric) {
            return is_money_like(metric.unit());
        });
    }

    std::string heading() const {
        std::string text = days_text(table_->window());
        if (!has_periods() && table_->size() > 0 && !(*table_)[0].key().period.complete)
            text += "*";
        if (has_money()) text += fmt::format(", money in {}", table_->currency().code());
        if (const auto day = table_->as_of()) text += ", as known on " + to_text(*day);
        return text + "\n";
    }

    std::string cell(std::size_t row, std::size_t metric) const {
        const CellValue& value = table_->operator[](row).values()[metric];
        if (!value.outcome) return marks_.mark(value.outcome.reason());
        return styles_[metric].text(*value.outcome) + detail::sign(value.marks);
    }

    static std::string title(const Definition& metric) {
        const std::string_view unit = detail::unit_text(metric.unit());
        const std::string title = for_terminal(metric.title());
        return unit.empty() ? title : fmt::format("{} ({})", title, unit);
    }

    /// One row is easier to read from top to bottom.
    Grid list() const {
        Grid grid{{""}, {""}, {}};
        for (std::size_t m = 0; m < table_->metrics().size(); ++m)
            grid.rows.push_back({{title(table_->metrics()[m])}, {cell(0, m)}});
        return grid;
    }

    Grid grid() const {
        Grid grid;
        const auto dimensions = table_->dimensions();
        for (const std::string& dimension : dimensions)
            grid.key_headings.push_back(for_terminal(dimension));
        if (has_periods()) grid.key_headings.emplace_back("period");
        for (const Definition& metric : table_->metrics())
            grid.number_headings.push_back(title(metric));
        for (std::size_t row = 0; row < table_->size(); ++row)
            grid.rows.push_back(grid_row(row));
        return grid;
    }

    bool has_periods() const { return table_->grain() != Grain::window; }

    Grid::Row grid_row(std::size_t row) const {
        const RowKey& key = table_->operator[](row).key();
        const std::vector<std::string>& group = key.group;
        const std::vector<std::string> above =
            row == 0 ? std::vector<std::string>{} : table_->operator[](row - 1).key().group;
        const std::size_t dimensions = table_->dimensions().size();
        const bool is_same = row > 0 && group == above;

        Grid::Row result;
        result.keys = is_same ? std::vector<std::string>(dimensions) : names(group, above);
        if (has_periods())
            result.keys.push_back(for_terminal(key.label) + (key.period.complete ? "" : "*"));
        for (std::size_t m = 0; m < table_->metrics().size(); ++m)
            result.numbers.push_back(cell(row, m));
        result.ruled = row > 0 && !is_same && group.empty();
        result.spaced = row > 0 && above.size() < dimensions && group.size() == dimensions;
        return result;
    }

    /// The names of a group as far as the group above does not show them. Those of a total say so.
    std::vector<std::string> names(
        const std::vector<std::string>& group, const std::vector<std::string>& above) const {
        std::vector<std::string> shown(table_->dimensions().size());
        if (group.size() < shown.size()) {
            if (group.empty())
                shown.front() = "Total";
            else
                shown[group.size() - 1] = for_terminal(group.back()) + " total";
            return shown;
        }
        std::size_t same = 0;
        if (above.size() == group.size())
            while (same < group.size() && group[same] == above[same])
                ++same;
        for (std::size_t i = same; i < group.size(); ++i)
            shown[i] = for_terminal(group[i]);
        return shown;
    }

    std::string legend() const {
        const std::string text = incomplete() + marks_.legend() + signs() + coverage() + rejected();
        return text.empty() ? text : "\n" + text;
    }

    /// The days of a period that have happened.
    Window elapsed(const Period& period) const {
        const auto today = table_->as_of() ? table_->as_of() : table_->data_to();
        if (!today) return period.window();
        return intersect(period.window(), {all_time.first, *today + date::days{1}});
    }

    std::string incomplete() const {
        std::vector<std::string> periods;
        for (std::size_t row = 0; row < table_->size(); ++row) {
            const RowKey key = table_->operator[](row).key();
            if (key.period.complete) continue;
            const std::string days = days_text(elapsed(key.period));
            std::string text =
                has_periods() ? fmt::format("{} ({})", for_terminal(key.label), days) : days;
            if (std::find(periods.begin(), periods.end(), text) == periods.end())
                periods.push_back(std::move(text));
        }
        if (periods.empty()) return {};
        return fmt::format("*   incomplete: {}\n", fmt::join(periods, "; "));
    }

    std::string signs() const {
        Marks all;
        for (std::size_t row = 0; row < table_->size(); ++row)
            for (const CellValue& cell : table_->operator[](row).values())
                all = all | cell.marks;
        return detail::legend(all);
    }

    /// Of the metrics that rest on fewer records than count, on how many of how many.
    std::string coverage() const {
        std::string text;
        for (const Definition& metric : table_->metrics()) {
            std::vector<Coverage> sums(metric.leaves().size());
            for (std::size_t row = 0; row < table_->size(); ++row) {
                if (table_->operator[](row).key().group.size() < table_->dimensions().size())
                    continue;  // a subtotal of other rows
                const auto ones = table_->operator[](row).coverage(metric.id());
                for (std::size_t i = 0; i < ones.size(); ++i) {
                    sums[i].known += ones[i].known;
                    sums[i].all += ones[i].all;
                }
            }
            if (const Coverage sum = lowest(sums); sum.known < sum.all)
                text += fmt::format(
                    "~   {}: rests on {} of {} records, the others lack a field it needs\n",
                    for_terminal(metric.title()), sum.known, sum.all);
        }
        return text;
    }

    std::string rejected() const {
        const BuildReport& report = table_->report();
        if (report.rejected() == 0) return {};
        std::size_t read = 0;
        for (const TableCount& count : report.tables)
            read += count.read;
        return fmt::format(
            "!   {} of {} records were rejected and do not count\n", report.rejected(), read);
    }

    const Table* table_;
    detail::ReasonMarks marks_;
    std::vector<detail::NumberStyle> styles_;
};

}  // namespace

std::string to_text(const Table& table, TableStyle style) {
    return TableText{table}.text(style.width);
}

}  // namespace saleskpi::inline v0_3
