// SPDX-License-Identifier: MIT
#include "html/escape.hpp"
#include "html/page_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

std::string count_of(const DataCheck& check) {
    if (check.count == 0) return {};
    std::string text = std::to_string(check.count);
    if (check.all > 0) text += fmt::format(" / {}", check.all);
    return text;
}

class Data {
public:
    Data(const PageModel& model, TextBuffer& out)
        : model_{model}, build_{model.report().table().report()}, out_{out} {}

    void write() {
        // Of a part of the records nothing is told of the others.
        if (!model_.report().table().scope().is_everything()) return;
        out_.add(fmt::format(
            "<section id=data aria-labelledby=data-h><h2 id=data-h>{}</h2>\n",
            model_.say("The data")));
        write_counts();
        write_checks();
        write_rejected();
        write_findings();
        out_.add("</section>\n");
    }

private:
    void open(
        const std::string& title,
        std::initializer_list<std::string_view> headings,
        std::string_view attribute = "open") {
        out_.add(fmt::format(
            "<details {0}><summary>{1}</summary><div class=scroll role=group tabindex=0 "
            "aria-label=\"{1}\"><table class=list><caption>{1}</caption><thead><tr>",
            attribute, title));
        for (const std::string_view heading : headings)
            out_.add("<th scope=col>" + model_.say(heading));
        out_.add("<tbody>\n");
    }
    void close() { out_.add("</table></div></details>\n"); }

    void write_counts() {
        open(
            model_.say("Records read"),
            {"Table", "Read", "Count", "Rejected", "Began later", "Replaced", "No records"});
        for (const TableCount& table : build_.tables)
            out_.add(fmt::format(
                "<tr><th scope=row>{}<td>{}<td>{}<td>{}<td>{}<td>{}<td>{}\n",
                html_text(table.table), table.read, table.kept, table.rejected, table.later,
                table.replaced, table.left_out));
        close();
    }

    void write_checks() {
        const std::vector<DataCheck>& all = model_.options().checks;
        if (all.empty()) return;
        std::vector<DataCheck> checks = all;
        const auto rest = std::stable_partition(
            checks.begin(), checks.end(),
            [](const DataCheck& check) { return check.is_suspicious; });
        const auto wrong = static_cast<std::size_t>(rest - checks.begin());
        write_checks(
            fmt::format("{}: {}", model_.say("Sense checks that look wrong"), wrong),
            std::span{checks}.first(wrong), "open");
        write_checks(
            fmt::format("{}: {}", model_.say("Other sense checks"), checks.size() - wrong),
            std::span{checks}.subspan(wrong), "class=rest");
    }

    void write_checks(
        const std::string& title, std::span<const DataCheck> checks, std::string_view attribute) {
        if (checks.empty()) return;
        open(title, {"Table", "Check", "Of", "Records", "What"}, attribute);
        for (const DataCheck& check : checks) {
            std::string what = check.value ? model_.exact(*check.value) : std::string{};
            if (!check.note.empty()) what += (what.empty() ? "" : "; ") + html_text(check.note);
            out_.add(fmt::format(
                "<tr><th scope=row>{}<td>{}<td>{}<td>{}<td>{}\n", html_text(check.table),
                model_.say(with_blanks(name(check.kind))), html_text(check.of), count_of(check),
                what));
        }
        close();
    }

    void write_rejected() {
        const auto rejected = model_.report().rejected();
        if (rejected.empty()) return;
        open(
            model_.say("Rejected records, which do not count"),
            {"Table", "Why", "Field", "Records"});
        for (const RejectedRecords& one : rejected)
            out_.add(fmt::format(
                "<tr><th scope=row>{}<td>{}<td>{}<td>{}\n", html_text(one.table),
                model_.say(with_blanks(name(one.kind))), html_text(one.field), one.records));
        close();
    }

    void write_findings() {
        const auto& findings = build_.findings;
        if (findings.empty()) return;
        const std::size_t most = (std::min)(model_.options().findings, findings.size());
        open(
            fmt::format("{}: {}", model_.say("Findings"), findings.size()),
            {"Where", "Table", "Record", "Field", "Value", "What", "Record counts"}, "");
        for (std::size_t i = 0; i < most; ++i) {
            const Finding& finding = findings[i];
            out_.add(fmt::format(
                "<tr><td>{}<th scope=row>{}<td>{}<td>{}<td>{}<td>{}<td>{}\n", place_of(finding),
                html_text(finding.table), html_text(finding.id), html_text(finding.field),
                html_text(finding.value), html_text(finding.reason),
                model_.say(finding.rejected ? "no" : "yes")));
        }
        close();
        if (most < findings.size())
            out_.add(
                fmt::format("<p>{} {}</p>\n", findings.size() - most, model_.say("more findings")));
    }

    static std::string place_of(const Finding& finding) {
        if (finding.line == 0) return html_text(finding.file);
        if (finding.file.empty()) return fmt::format("#{}", finding.line);
        return fmt::format("{}:{}", html_text(finding.file), finding.line);
    }

    const PageModel& model_;
    const BuildReport& build_;
    TextBuffer& out_;
};

}  // namespace

void write_data(const PageModel& model, TextBuffer& out) { Data{model, out}.write(); }

}  // namespace saleskpi::inline v0_3::detail
