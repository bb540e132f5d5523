// SPDX-License-Identifier: MIT
#include "html/escape.hpp"
#include "html/page_parts.hpp"
#include "html/page_script.hpp"
#include "html/page_style.hpp"
#include "html/sha256.hpp"

#include <saleskpi/html/page.hpp>
#include <saleskpi/html/svg.hpp>
#include <saleskpi/value/error.hpp>
#include <saleskpi/version.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace saleskpi::inline v0_3 {

namespace {

using detail::html_text;
using detail::PageExplanations;
using detail::PageModel;
using detail::script_string;
using detail::TextBuffer;

struct NamedColour {
    std::string_view name;
    std::string PageColours::*colour;
};

constexpr std::array colours{
    NamedColour{"paper", &PageColours::paper},   NamedColour{"surface", &PageColours::surface},
    NamedColour{"text", &PageColours::text},     NamedColour{"quiet", &PageColours::quiet},
    NamedColour{"line", &PageColours::line},     NamedColour{"accent", &PageColours::accent},
    NamedColour{"better", &PageColours::better}, NamedColour{"worse", &PageColours::worse}};

bool is_colour(std::string_view text) {
    return (text.size() == 7 || text.size() == 4) && text[0] == '#' &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

std::string variables(const PageColours& of) {
    std::string css;
    for (const NamedColour& named : colours) {
        const std::string& colour = of.*named.colour;
        if (!is_colour(colour))
            throw Error{
                ErrorCode::invalid_argument,
                fmt::format("'{}' is no colour for {}; write one as #0b5cad", colour, named.name)};
        css += fmt::format("--{}:{};", named.name, colour);
    }
    return css;
}

/// Those of the theme stand in the sheet itself: the policy allows no other place.
std::string style_of(const PageTheme& theme) {
    return fmt::format(
               ":root{{color-scheme:light dark;{}}}@media "
               "(prefers-color-scheme:dark){{:root{{{}}}}}@media "
               "print{{:root{{color-scheme:light;{}}}}}",
               variables(theme.light), variables(theme.dark), variables(theme.light)) +
           chart_css() + std::string{detail::page_style};
}

/// What the script says to the reader.
std::string words_json(const PageModel& model) {
    constexpr std::array said{"Period",   "All periods",       "Find",
                              "Open all", "Close all",         "Close",
                              "shown",    "How it is defined", "All records"};
    std::string json = "{\"say\":{";
    const char* before = "";
    for (const std::string_view word : said) {
        json +=
            before + script_string(word) + ':' + script_string(model.options().glossary.say(word));
        before = ",";
    }
    const auto period = model.shown_period();
    json +=
        "},\"shown\":" +
        script_string(
            period && model.has_periods() ? std::string_view{model.periods()[*period].label} : "");
    json += ",\"decimal\":" + script_string(model.options().glossary.decimal);
    if (const auto sorting = model.report().table().sorting())
        if (const auto column = model.column(sorting->metric))
            json += fmt::format(
                ",\"sorted\":{{\"column\":{},\"down\":{}}}", *column,
                sorting->order == SortOrder::descending);
    json += ",\"command\":" + script_string(model.options().command) + ",\"metrics\":[";
    before = "";
    for (const ReportColumn& column : model.report().columns()) {
        json += before + script_string(column.metric.id());
        before = ",";
    }
    return json + "]}";
}

void write_head(const PageModel& model, const std::string& style, TextBuffer& out) {
    out.add(fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=utf-8>\n"
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src "
        "'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=viewport content=\"width=device-width,initial-scale=1\">\n"
        "<meta name=referrer content=no-referrer>\n<title>{}</title>\n<style>",
        html_text(model.options().glossary.language), detail::sha256_base64(style),
        detail::sha256_base64(detail::page_script), html_text(model.options().title)));
    out.add(style);
    out.add("</style>\n</head>\n");
}

void write_header(const PageModel& model, const PageExplanations& explanations, TextBuffer& out) {
    out.add(fmt::format(
        "<body>\n<a class=skip href=#main>{}</a>\n<header><h1>{}</h1><p>{}</p><nav "
        "aria-label=\"{}\">",
        model.say("Skip to the figures"), html_text(model.options().title),
        detail::asked_text(model), model.say("Sections")));
    const auto link = [&](std::string_view id, std::string_view title) {
        out.add(fmt::format("<a href=#{}>{}</a> ", id, model.say(title)));
    };
    const auto tables = model.tables();
    for (std::size_t i = 0; i < tables.size(); ++i)
        link(fmt::format("t{}", i), tables[i].title);
    link("notes", "How to read it");
    if (!explanations.empty()) link("sources", "Where the numbers come from");
    if (model.report().table().scope().is_everything()) link("data", "The data");
    link("definitions", "Definitions");
    out.add("</nav></header>\n<main id=main tabindex=-1>\n");
}

void write_foot(const PageModel& model, TextBuffer& out) {
    out.add("</main>\n<footer><p>saleskpi " + html_text(library_version));
    if (const auto day = model.options().made_on)
        out.add(" · " + model.say("made on") + ' ' + to_text(*day));
    out.add("</footer>\n<script type=application/json id=said>");
    out.add(words_json(model));
    out.add("</script>\n<script>");
    out.add(detail::page_script);
    out.add("</script>\n</body>\n</html>\n");
}

}  // namespace

void write_html(const Report& report, const TextSink& sink, const PageOptions& options) {
    TextBuffer out{sink};
    const PageModel model{report, options};
    const std::string style = style_of(options.theme);
    if (options.for_mail) {
        write_mail(model, out);
        out.finish();
        return;
    }
    const PageExplanations explanations{model};
    write_head(model, style, out);
    write_header(model, explanations, out);
    write_cards(model, explanations, out);
    write_tables(model, explanations, out);
    write_notes(model, out);
    explanations.write(out);
    write_data(model, out);
    write_definitions(model, out);
    write_foot(model, out);
    out.finish();
}

std::string to_html(const Report& report, const PageOptions& options) {
    return detail::written([&](const TextSink& sink) { write_html(report, sink, options); });
}

}  // namespace saleskpi::inline v0_3
