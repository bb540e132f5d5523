// SPDX-License-Identifier: MIT
#include <saleskpi/format/table.hpp>
#include <saleskpi/format/terminal.hpp>

#include <fmt/format.h>

#include <string>

namespace saleskpi::inline v0_3 {

std::string to_text(const Finding& finding) {
    std::string text = finding.file.empty() ? finding.table : finding.file;
    if (finding.line > 0) text += fmt::format(":{}", finding.line);
    text += ": ";
    if (!finding.field.empty()) text += fmt::format("{} '{}': ", finding.field, finding.value);
    return for_terminal(text + finding.reason);
}

std::string to_text(const RowKey& key) {
    std::string text;
    for (const std::string& name : key.group)
        text += name + ", ";
    return for_terminal(text + key.label);
}

}  // namespace saleskpi::inline v0_3
