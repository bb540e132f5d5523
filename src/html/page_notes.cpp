// SPDX-License-Identifier: MIT
#include "html/escape.hpp"
#include "html/page_parts.hpp"

#include <saleskpi/value/date.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The days of a period that have happened.
Window elapsed(const Table& table, const Period& period) {
    const auto today = table.as_of() ? table.as_of() : table.data_to();
    if (!today) return period.window();
    return intersect(period.window(), {all_time.first, *today + date::days{1}});
}

void write_line(TextBuffer& out, const std::string& sign, const std::string& text) {
    out.add(fmt::format("<dt>{}<dd>{}\n", html_text(sign), text));
}

}  // namespace

std::string plain_asked_text(const PageModel& model) {
    const Table& table = model.report().table();
    std::string text = model.plain_days(table.window());
    const auto add = [&](std::string_view what, const std::string& value) {
        text += " · " + model.plain(what) + ' ' + value;
    };
    std::string dimensions;
    for (const std::string& name : table.dimensions())
        dimensions += (dimensions.empty() ? "" : ", ") + name;
    if (!dimensions.empty()) add("by", dimensions);
    if (model.has_periods()) add("every", model.plain(with_blanks(name(table.grain()))));
    const auto columns = model.report().columns();
    if (std::any_of(columns.begin(), columns.end(), [](const ReportColumn& column) {
            return is_money_like(column.metric.unit());
        }))
        add("money in", table.currency().code());
    if (const auto day = table.as_of()) add("as of", to_text(*day));
    if (const auto day = table.known_at()) add("as known on", to_text(*day));
    if (!table.scope().is_everything()) add("where", table.scope().text());
    return text;
}

std::string asked_text(const PageModel& model) { return html_text(plain_asked_text(model)); }

void write_notes(const PageModel& model, TextBuffer& out) {
    const Table& table = model.report().table();
    out.add(fmt::format(
        "<section id=notes aria-labelledby=notes-h><h2 id=notes-h>{}</h2><dl>\n",
        model.say("How to read it")));
    write_line(
        out, std::string{model.options().glossary.say("activity")},
        model.say("what happened in the days of a period"));
    write_line(
        out, std::string{model.options().glossary.say("balance")},
        model.say("what there is on the last day of a period"));
    for (const PagePeriod& of : model.periods())
        if (!of.period.complete)
            write_line(
                out, "*",
                fmt::format(
                    "{} {}: {}", html_text(of.label), model.say("is not complete"),
                    model.days(elapsed(table, of.period))));
    for (const Reason reason : model.reasons())
        out.add(fmt::format("<dt>{}<dd>{}\n", model.reason(reason), model.say(meaning(reason))));
    for (const LegendLine& line : legend(model.marks()))
        write_line(
            out, line.sign,
            html_text(mark_text(model.options().glossary, model.marks(), line.text)));
    const auto columns = model.report().columns();
    for (std::size_t m = 0; m < columns.size(); ++m)
        if (const Coverage coverage = model.coverage(m); coverage.known < coverage.all)
            out.add(fmt::format(
                "<dt>{}<dd>{} {} {} {} {}\n", model.title(m), model.say("rests on"), coverage.known,
                model.say("of"), coverage.all,
                model.say("records, the others lack a field it needs")));
    if (const auto sorting = table.sorting()) {
        const auto by = model.column(sorting->metric);
        out.add(fmt::format(
            "<dt>{}<dd>{} {}, {}", model.say("order of groups"), model.say("by"),
            by ? model.title(*by) : html_text(sorting->metric), model.say(name(sorting->order))));
        if (sorting->left_out > 0)
            out.add(fmt::format(
                "; {} {} {}, {}", sorting->groups, model.say("of"),
                sorting->groups + sorting->left_out, model.say("totals are those of all")));
        out.add("\n");
    }
    out.add("</dl></section>\n");
}

void write_definitions(const PageModel& model, TextBuffer& out) {
    out.add(fmt::format(
        "<section id=definitions aria-labelledby=definitions-h><h2 id=definitions-h>{}</h2>\n",
        model.say("How each KPI is defined")));
    const auto columns = model.report().columns();
    for (std::size_t m = 0; m < columns.size(); ++m) {
        const ReportColumn& column = columns[m];
        out.add(fmt::format("<details id=d{}><summary>{}</summary><dl>", m, model.title(m)));
        const auto line = [&](std::string_view what, std::string_view text, bool is_code = false) {
            if (text.empty()) return;
            out.add(fmt::format(
                "<dt>{}<dd>{}{}{}", model.say(what), is_code ? "<code>" : "", model.say(text),
                is_code ? "</code>" : ""));
        };
        line("Formula", column.words.formula, true);
        line("Records", column.words.records);
        line("Date", column.words.date);
        line("Unit", column.words.unit);
        out.add(fmt::format("<dt>{}<dd>{}", model.say("Speaks of"), model.timing(m)));
        line("Better", name(column.metric.better()));
        line("Rolls up", column.words.rolls_up);
        line("No value", column.words.no_value);
        line("Id", column.metric.id(), true);
        line("Fingerprint", fmt::format("{:016x}", column.fingerprint), true);
        out.add("</dl></details>\n");
    }
    out.add("</section>\n");
}

}  // namespace saleskpi::inline v0_3::detail
