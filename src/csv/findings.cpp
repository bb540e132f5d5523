// SPDX-License-Identifier: MIT
#include "csv_writer.hpp"

#include <saleskpi/csv/findings.hpp>

#include <string>
#include <string_view>

namespace saleskpi::inline v0_3 {

void write_csv(std::span<const Finding> findings, const TextSink& sink, CsvStyle style) {
    detail::CsvWriter csv{sink, style.guard};
    for (const std::string_view name :
         {"table", "file", "line", "id", "field", "value", "kind", "rejected", "reason"})
        csv.plain(name);
    csv.end_line();
    for (const Finding& finding : findings) {
        csv.text(finding.table);
        csv.text(finding.file);
        csv.plain(std::to_string(finding.line));
        csv.text(finding.id);
        csv.text(finding.field);
        csv.text(finding.value);
        csv.plain(name(finding.kind));
        csv.plain(finding.rejected ? "yes" : "no");
        csv.text(finding.reason);
        csv.end_line();
    }
    csv.finish();
}

}  // namespace saleskpi::inline v0_3
