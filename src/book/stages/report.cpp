// SPDX-License-Identifier: MIT
#include "book/report.hpp"

#include "book/credit_names.hpp"
#include "book/look_alikes.hpp"
#include "book/rate_notes.hpp"
#include "book/span_notes.hpp"
#include "book/stages/build_stage.hpp"
#include "book/unresolved.hpp"

#include <array>
#include <memory>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{
    made::checks, made::money, made::corrections, made::references, made::seats};
constexpr std::array makes{made::report};

void run(BookDraft& draft) {
    BuildReport report = *draft.data->report;
    add_to_report(report, draft.loaded);
    add_to_report(report, draft.left_out);
    for (RawTable& table : draft.tables)
        if (!table.is_variant() && !draft.derived.contains(table.name()))
            add_to_report(report, table, draft.later_rows(table.name()));
    std::erase_if(report.findings, is_rate_note);
    std::erase_if(report.findings, is_unresolved_note);
    for (const auto& notes : {rate_notes(draft), unresolved_notes(draft), credit_notes(draft)})
        report.findings.insert(report.findings.end(), notes.begin(), notes.end());
    for (RawTable& table : draft.tables)
        if (table.is_variant()) add_notes(report, table, draft.added(table.name()));
    note_spans(draft, report.findings);
    note_look_alikes(draft, report.findings);
    put_in_order(report.findings);
    draft.data->report = std::make_shared<const BuildReport>(std::move(report));
}

}  // namespace

BuildStage report_stage() {
    return {
        "report", reads, makes, &run,
        "The findings of the book are copied and sorted among the new ones."};
}

}  // namespace saleskpi::inline v0_3::detail
