// SPDX-License-Identifier: MIT
#include "value/number_text.hpp"
#include "value/text_width.hpp"

#include <saleskpi/format/table.hpp>
#include <saleskpi/format/terminal.hpp>
#include <saleskpi/value/date.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3 {

namespace {

/// "01X8H9SO, 0AXGVKN8 and 130 more"
std::string names_text(const std::vector<std::string>& ids, std::size_t most) {
    const std::span<const std::string> shown{ids.data(), (std::min)(most, ids.size())};
    std::string text = for_terminal(fmt::to_string(fmt::join(shown, ", ")));
    if (!shown.empty() && shown.size() < ids.size())
        text += fmt::format(" and {} more", ids.size() - shown.size());
    return text;
}

/// "132 records: 01X8H9SO, 0AXGVKN8 and 130 more; 2 more lack the value: 0BTZZ31U, 0C7A1YQT"
std::string records_text(const ExplainedPart& part, std::size_t most) {
    const auto n = part.value.records;
    std::string text = n == 1 ? "1 record" : fmt::format("{} records", n);
    if (most > 0 && !part.ids.empty()) text += ": " + names_text(part.ids, most);
    if (part.value.missing > 0) {
        text += fmt::format("; {} more lack the value", part.value.missing);
        if (most > 0 && !part.missing_ids.empty())
            text += ": " + names_text(part.missing_ids, most);
    }
    if (const std::string lacking = detail::lacking_text(part.value.marks); !lacking.empty())
        text += "; " + lacking;
    return text;
}

std::string outcome_text(const Outcome<AnyQuantity>& outcome) {
    if (outcome) return to_text(*outcome);
    return fmt::format(
        "no value, {}: {}", name(outcome.reason()), detail::meaning(outcome.reason()));
}

}  // namespace

std::string to_text(const Explanation& explanation, ExplanationStyle style) {
    const RowKey& key = explanation.key;
    std::string result = outcome_text(explanation.value.outcome);
    if (const std::string lacking = detail::lacking_text(explanation.value.marks); !lacking.empty())
        result += fmt::format(" ({})", lacking);
    const std::string id = for_terminal(explanation.metric.id());
    const std::size_t width = detail::display_width(id);

    std::string text = fmt::format("{}: {}\n", for_terminal(explanation.metric.title()), result);
    if (!key.group.empty()) text += for_terminal(fmt::format("{}, ", fmt::join(key.group, ", ")));
    text += fmt::format(
        "{} ({} to {}{})\n", for_terminal(key.label), to_text(key.period.first),
        to_text(key.period.until - date::days{1}), key.period.complete ? "" : ", incomplete");
    if (!explanation.scope.is_everything())
        text += fmt::format("where {}\n", for_terminal(explanation.scope.text()));
    text += '\n';
    text += fmt::format("{} = {}\n", id, for_terminal(explanation.formula));
    text += fmt::format("{:{}} = {}\n", "", width, for_terminal(explanation.numbers));
    text += fmt::format("{:{}} = {}\n", "", width, result);
    for (const ExplainedPart& part : explanation.parts) {
        text +=
            fmt::format("\n{} = {}\n", for_terminal(part.text), outcome_text(part.value.outcome));
        const std::string group = part.group.empty() ? "" : for_terminal(part.group) + ", ";
        text += fmt::format("  {}{}, {}\n", group, part.period, records_text(part, style.ids));
    }
    return text;
}

}  // namespace saleskpi::inline v0_3
