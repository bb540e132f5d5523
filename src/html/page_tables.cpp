// SPDX-License-Identifier: MIT
#include "html/escape.hpp"
#include "html/page_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t most_rows = 2'000;  ///< of a table in one piece
constexpr std::size_t part_rows = 500;

class Tables {
public:
    Tables(const PageModel& model, const PageExplanations& explanations, TextBuffer& out)
        : model_{model}, explanations_{explanations}, out_{out} {}

    void write() {
        const auto tables = model_.tables();
        for (std::size_t i = 0; i < tables.size(); ++i)
            write_section(tables[i], i);
    }

private:
    void write_section(const PageTable& table, std::size_t number) {
        out_.add(fmt::format(
            "<section id=t{0} class=figures aria-labelledby=t{0}-h><h2 id=t{0}-h>{1}</h2>\n",
            number, model_.say(table.title)));
        write_charts(model_, table, out_);
        const auto groups = model_.groups();
        if (model_.report().size() <= most_rows) {
            write_table(table, groups, model_.say(table.title));
        } else {
            for (std::size_t first = 0; first < groups.size();) {
                std::size_t last = first;
                for (std::size_t rows = 0; last < groups.size() && rows < part_rows; ++last)
                    rows += groups[last].rows.size();
                const std::string name = name_of(groups[first]) + " – " + name_of(groups[last - 1]);
                out_.add(fmt::format("<details class=part><summary>{}</summary>", name));
                write_table(table, groups.subspan(first, last - first), name);
                out_.add("</details>\n");
                first = last;
            }
        }
        out_.add("</section>\n");
    }

    std::string name_of(const PageGroup& group) const {
        if (group.names.empty()) return model_.say("Total");
        std::string text;
        for (const std::string& name : group.names)
            text += (text.empty() ? "" : ", ") + html_text(name);
        return text;
    }

    void write_table(
        const PageTable& table, std::span<const PageGroup> groups, const std::string& caption) {
        out_.add(fmt::format(
            "<div class=scroll role=group tabindex=0 "
            "aria-label=\"{}\"><table class=kpi><caption>{}</caption><thead><tr><th "
            "scope=col>{}",
            caption, caption, dimensions()));
        if (model_.has_periods()) out_.add("<th scope=col class=p>" + model_.say("Period"));
        for (const std::size_t column : table.columns) {
            const std::string unit = model_.unit(column);
            out_.add(fmt::format(
                "<th scope=col class=v data-c={}>{} <small>{}{}{}</small>", column,
                model_.title(column), unit, unit.empty() ? "" : ", ", model_.timing(column)));
        }
        out_.add("<tbody>\n");
        for (const PageGroup& group : groups)
            for (const auto& [period, row] : group.rows)
                write_row(table, group, period, row);
        out_.add("</table></div>\n");
    }

    std::string dimensions() const {
        std::string text;
        for (const std::string& dimension : model_.report().table().dimensions())
            text += (text.empty() ? "" : " › ") + html_text(dimension);
        return text.empty() ? model_.say("Group") : text;
    }

    void write_row(
        const PageTable& table, const PageGroup& group, std::size_t period, std::size_t row) {
        const std::size_t depth = group.names.size();
        const bool is_open = group.is_parent && depth > 0;
        out_.add(
            is_open ? fmt::format("<tr class=\"d{} g\">", depth)
                    : fmt::format("<tr class=d{}>", depth));
        out_.add("<th scope=row>" + heading(group));
        if (model_.has_periods()) {
            const PagePeriod& of = model_.periods()[period];
            out_.add("<td class=p>" + html_text(of.label));
            if (!of.period.complete) out_.add("<sup>*</sup>");
        }
        const ReportRow cells = model_.report()[row];
        for (const std::size_t column : table.columns)
            write_cell(cells[column], row, column);
        out_.add('\n');
    }

    /// With totals each group stands below the one it is in; without them all its names are needed.
    std::string heading(const PageGroup& group) const {
        if (group.names.empty()) return model_.say("Total");
        if (model_.report().table().has_subtotals())
            return "<bdi>" + html_text(group.names.back()) + "</bdi>";
        std::string text;
        for (const std::string& name : group.names)
            text += (text.empty() ? "<bdi>" : " › <bdi>") + html_text(name) + "</bdi>";
        return text;
    }

    void write_cell(const ReportCell& cell, std::size_t row, std::size_t column) {
        const auto outcome = cell.outcome();
        const std::string id = explanations_.id(row, column);
        out_.add(outcome ? "<td>" : "<td class=n>");
        if (!id.empty()) out_.add("<a href=#" + id + '>');
        out_.add(outcome ? model_.number(*outcome, column) : model_.reason(outcome.reason()));
        if (!id.empty()) out_.add("</a>");
        Marks marks = cell.marks();
        if (!outcome) {
            marks = {};
            marks.lack(cell.marks().undated(), cell.marks().unread());
        }
        if (!marks.empty()) out_.add("<sup>" + html_text(sign(marks)) + "</sup>");
    }

    const PageModel& model_;
    const PageExplanations& explanations_;
    TextBuffer& out_;
};

}  // namespace

void write_tables(const PageModel& model, const PageExplanations& explanations, TextBuffer& out) {
    Tables{model, explanations, out}.write();
}

}  // namespace saleskpi::inline v0_3::detail
