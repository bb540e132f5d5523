// SPDX-License-Identifier: MIT
#include "number_text.hpp"
#include "text_width.hpp"

#include <saleskpi/format/table.hpp>
#include <saleskpi/format/terminal.hpp>
#include <saleskpi/value/date.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace saleskpi::inline v0_3 {

namespace {

/// "132 records: 01X8H9SO, 0AXGVKN8 and 130 more"
std::string records_text(const ExplainedPart& part, std::size_t most) {
    const auto n = part.value.records;
    std::string text = n == 1 ? "1 record" : fmt::format("{} records", n);
    const std::span<const std::string> ids{part.ids.data(), (std::min)(most, part.ids.size())};
    if (!ids.empty())
        text += fmt::format(": {}", for_terminal(fmt::to_string(fmt::join(ids, ", "))));
    if (!ids.empty() && ids.size() < part.ids.size())
        text += fmt::format(" and {} more", part.ids.size() - ids.size());
    if (part.value.missing > 0) text += fmt::format("; {} more lack the value", part.value.missing);
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
    const std::string result = outcome_text(explanation.value.outcome);
    const std::string id = for_terminal(explanation.metric.id());
    const std::size_t width = detail::display_width(id);

    std::string text = fmt::format("{}: {}\n", for_terminal(explanation.metric.title()), result);
    if (!key.group.empty()) text += for_terminal(fmt::format("{}, ", fmt::join(key.group, ", ")));
    text += fmt::format(
        "{} ({} to {}{})\n\n", for_terminal(key.label), to_text(key.period.first),
        to_text(key.period.until - date::days{1}), key.period.complete ? "" : ", incomplete");
    text += fmt::format("{} = {}\n", id, for_terminal(explanation.formula));
    text += fmt::format("{:{}} = {}\n", "", width, for_terminal(explanation.numbers));
    text += fmt::format("{:{}} = {}\n", "", width, result);
    for (const ExplainedPart& part : explanation.parts) {
        text +=
            fmt::format("\n{} = {}\n", for_terminal(part.text), outcome_text(part.value.outcome));
        text += fmt::format("  {}, {}\n", part.period, records_text(part, style.ids));
    }
    return text;
}

}  // namespace saleskpi::inline v0_3
