// SPDX-License-Identifier: MIT
#include <saleskpi/format/table.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

namespace saleskpi {

namespace {

std::string records_text(const ExplainedPart& part) {
    const auto n = part.value.records;
    std::string text = n == 1 ? "1 record" : fmt::format("{} records", n);
    if (part.value.missing > 0) text += fmt::format(", {} more lack the value", part.value.missing);
    return text;
}

std::string ids_text(const std::vector<std::string>& ids, std::size_t most) {
    const std::span<const std::string> first{ids.data(), (std::min)(most, ids.size())};
    if (first.empty()) return {};
    const std::string rest =
        first.size() < ids.size() ? fmt::format(" and {} more", ids.size() - first.size()) : "";
    return fmt::format("{}{}", fmt::join(first, ", "), rest);
}

std::string result_text(const CellValue& value) {
    if (!value.outcome) return fmt::format("no value: {}", name(value.outcome.reason()));
    return to_text(*value.outcome);
}

}  // namespace

std::string to_text(const Explanation& explanation, ExplanationStyle style) {
    const RowKey& key = explanation.key;
    std::string text = fmt::format("{} ({})", explanation.metric.title(), explanation.metric.id());
    if (!key.group.empty()) text += fmt::format(" of {}", fmt::join(key.group, ", "));
    text += fmt::format(
        "\n{}, {} to {}\n\n", key.label, to_text(key.period.first),
        to_text(key.period.last - date::days{1}));
    text += fmt::format("formula  {}\n", explanation.formula);
    text += fmt::format("numbers  {}\n", explanation.numbers);
    text += fmt::format("result   {}\n", result_text(explanation.value));
    for (const ExplainedPart& part : explanation.parts) {
        text += fmt::format("\n{}\n", part.text);
        if (!part.period.empty()) text += fmt::format("  days     {}\n", part.period);
        text += fmt::format("  value    {}\n", part.value.outcome);
        text += fmt::format("  from     {}\n", records_text(part));
        if (const std::string ids = ids_text(part.ids, style.ids); !ids.empty())
            text += fmt::format("  ids      {}\n", ids);
    }
    return text;
}

}  // namespace saleskpi
