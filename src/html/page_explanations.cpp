// SPDX-License-Identifier: MIT
#include "html/escape.hpp"
#include "html/page_parts.hpp"

#include <saleskpi/value/date.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// "01X8H9SO, 0AXGVKN8 and 130 more", escaped.
std::string names_text(const PageModel& model, const std::vector<std::string>& ids) {
    const std::size_t most = (std::min)(model.options().ids, ids.size());
    std::string text;
    for (std::size_t i = 0; i < most; ++i)
        text += (i == 0 ? "" : ", ") + html_text(ids[i]);
    if (most > 0 && most < ids.size())
        text += fmt::format(" {} {} {}", model.say("and"), ids.size() - most, model.say("more"));
    return text;
}

std::string of_text(const PageModel& model, const RowKey& key) {
    std::string text;
    for (const std::string& name : key.group)
        text += (text.empty() ? "" : ", ") + html_text(name);
    if (text.empty()) text = model.say("Total");
    if (model.has_periods()) text += ", " + html_text(key.label);
    return text;
}

}  // namespace

std::string marks_words(const PageModel& model, Marks marks) {
    std::string text;
    for (const Mark mark : all_marks)
        if (marks.has(mark))
            text += (text.empty() ? "" : "; ") + model.plain(with_blanks(name(mark)));
    if (text.empty()) return text;
    if (marks.undated() > 0)
        text += fmt::format("; {} {}", marks.undated(), model.plain("more, undated"));
    if (marks.unread() > 0)
        text += fmt::format("; {} {}", marks.unread(), model.plain("more, unread"));
    return text;
}

std::string marks_text(const PageModel& model, Marks marks) {
    const std::string words = marks_words(model, marks);
    if (words.empty()) return words;
    return fmt::format("<b>{}</b> {}", html_text(sign(marks)), html_text(words));
}

PageExplanations::PageExplanations(const PageModel& model)
    : model_{model},
      texts_(model.report().columns().size()),
      formulas_(model.report().columns().size()),
      parts_(model.report().columns().size()) {
    if (!model.options().explain) return;
    const std::size_t columns = texts_.size();
    ids_.resize(model.report().size() * columns);
    // What is looked at first: the total, then the period that is shown, then all others.
    const auto shown = model.shown_period();
    for (const int turn : {0, 1, 2})
        for (const PageGroup& group : model.groups())
            for (const auto& [period, row] : group.rows)
                if (turn == (group.names.empty() ? 0 : period == shown ? 1 : 2))
                    for (std::size_t column = 0; column < columns; ++column)
                        explain(row, column);
}

std::string PageExplanations::id(std::size_t row, std::size_t column) const {
    const std::uint32_t number = ids_.empty() ? 0 : ids_[row * texts_.size() + column];
    return number == 0 ? std::string{} : fmt::format("e{}", number);
}

void PageExplanations::explain(std::size_t row, std::size_t column) {
    const PageOptions& options = model_.options();
    if (explained_ >= options.explained_cells || bytes_ >= options.explained_bytes) {
        ++left_out_;
        return;
    }
    const auto explanation =
        options.explain(model_.report()[row].key(), model_.report().columns()[column].metric);
    if (!explanation) return;
    std::string text = this->text(*explanation, column);
    if (bytes_ + text.size() > options.explained_bytes) {
        ++left_out_;
        return;
    }
    bytes_ += text.size();
    ids_[row * texts_.size() + column] = static_cast<std::uint32_t>(++explained_);
    texts_[column] +=
        fmt::format("<div id=e{} class=x>", explained_) + std::move(text) + "</div>\n";
}

std::string PageExplanations::text(const Explanation& explanation, std::size_t column) {
    if (formulas_[column].empty()) formulas_[column] = html_text(explanation.formula);
    const CellValue& value = explanation.value;
    std::string text = fmt::format(
        "<h3>{}: <b>{}</b></h3>", of_text(model_, explanation.key), model_.exact(value.outcome));
    text += "<p><code>= " + html_text(model_.in_language(explanation.numbers)) + "</code>";
    if (!explanation.key.period.complete)
        text += fmt::format(
            "<p><b>*</b> {}: {}", model_.say("not complete"),
            model_.days(explanation.key.period.window()));
    if (const std::string marks = marks_text(model_, value.marks); !marks.empty())
        text += "<p>" + marks;
    text += "<ol>";
    for (const ExplainedPart& part : explanation.parts)
        text += part_text(explanation, part, column);
    return text + "</ol>";
}

/// "2249 in 2025-01-01 to 2025-03-31; 2249 records: 01X8H9SO, 0AXGVKN8 and 2247 more"
std::string PageExplanations::part_text(
    const Explanation& whole, const ExplainedPart& part, std::size_t column) {
    const std::size_t number = number_of(part, column);
    std::string text = fmt::format("<li value={}>{}", number, model_.exact(part.value.outcome));
    if (!part.group.empty()) text += ", " + html_text(part.group);
    const Window days = whole.key.period.window();
    if (part.period !=
        fmt::format("{} to {}", to_text(days.first), to_text(days.until - date::days{1})))
        text += ", " + html_text(part.period);
    text += fmt::format(
        "; {} {}", part.value.records, model_.say(part.value.records == 1 ? "record" : "records"));
    if (const std::string names = names_text(model_, part.ids); !names.empty())
        text += ": " + names;
    if (part.value.missing > 0) {
        text += fmt::format("; {} {}", part.value.missing, model_.say("more lack the value"));
        if (const std::string names = names_text(model_, part.missing_ids); !names.empty())
            text += ": " + names;
    }
    return text;
}

/// Which of the metric's aggregates it is; they are told once for all cells.
std::size_t PageExplanations::number_of(const ExplainedPart& part, std::size_t column) {
    auto& parts = parts_[column];
    const auto found = std::find(parts.begin(), parts.end(), part.text);
    if (found != parts.end()) return static_cast<std::size_t>(found - parts.begin()) + 1;
    parts.push_back(part.text);
    return parts.size();
}

void PageExplanations::write(TextBuffer& out) const {
    if (explained_ == 0) return;
    out.add(fmt::format(
        "<section id=sources aria-labelledby=sources-h><h2 id=sources-h>{}</h2><p>{}</p>\n",
        model_.say("Where the numbers come from"),
        model_.say("Each linked number, with its formula, what stands in it, and the records "
                   "behind that.")));
    for (std::size_t column = 0; column < texts_.size(); ++column) {
        if (texts_[column].empty()) continue;
        out.add(fmt::format(
            "<details class=of data-c={}><summary>{} "
            "<small>{}</small></summary><p><code>{}</code><ol>",
            column, model_.title(column), model_.timing(column), formulas_[column]));
        for (const std::string& part : parts_[column])
            out.add("<li><code>" + html_text(part) + "</code>");
        out.add("</ol>\n");
        out.add(texts_[column]);
        out.add("</details>\n");
    }
    if (left_out_ > 0)
        out.add(fmt::format(
            "<p>{} {}</p>", left_out_,
            model_.say("numbers are not explained here: there are too many.")));
    if (const std::string& command = model_.options().command; !command.empty())
        out.add(fmt::format(
            "<p>{} <code>{}</code></p>",
            model_.say("All records of any number, with what stands in braces filled in:"),
            html_text(command)));
    out.add("</section>\n");
}

}  // namespace saleskpi::inline v0_3::detail
