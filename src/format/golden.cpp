// SPDX-License-Identifier: MIT
#include <saleskpi/format/golden.hpp>
#include <saleskpi/format/terminal.hpp>

#include <fmt/format.h>

#include <string_view>

namespace saleskpi::inline v0_3 {

namespace {

/// Exactly, and rounded as reports have it where that is another text.
std::string both_texts(const Outcome<AnyQuantity>& value) {
    const std::string exact = golden_text(value);
    if (!value || exact.find('/') == std::string::npos) return exact;
    const std::string rounded = to_text(*value);
    return rounded == exact ? exact : fmt::format("{} ({})", exact, rounded);
}

std::string names(const Marks& marks) {
    std::string text;
    for (const Mark mark : all_marks)
        if (marks.has(mark)) text.append(text.empty() ? "" : " ").append(name(mark));
    return text.empty() ? "none" : text;
}

std::string indented(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        result += line.empty() ? "\n" : fmt::format("    {}\n", line);
        text.remove_prefix((std::min)(text.size(), line.size() + 1));
    }
    return result;
}

}  // namespace

std::string to_text(const GoldenDifference& difference, ExplanationStyle style) {
    const GoldenCheck& check = difference.check;
    std::string place;
    if (check.line > 0)
        place =
            fmt::format("{}{}line {}: ", check.file, check.file.empty() ? "" : ", ", check.line);
    std::string text = place + check.metric;
    for (const std::string& part : {check.group, check.period})
        if (!part.empty()) text += ", " + part;
    if (check.as_of) text += ", as of " + to_text(*check.as_of);
    if (!check.policy.empty()) text += ", by the policy of " + check.policy;
    if (!check.note.empty()) text += " (" + check.note + ")";
    const CellValue& value = difference.explanation.value;
    std::string expected = both_texts(difference.expected);
    std::string is = both_texts(value.outcome);
    if (!check.marks.empty()) {
        expected += ", marks: " + check.marks;
        is += ", marks: " + names(value.marks);
    }
    return fmt::format(
        "{}\n  expected  {}\n  is        {}\n\n{}", for_terminal(text), for_terminal(expected), is,
        indented(to_text(difference.explanation, style)));
}

std::string to_text(const std::vector<GoldenDifference>& differences, ExplanationStyle style) {
    std::string text;
    for (const GoldenDifference& difference : differences)
        text += (text.empty() ? "" : "\n") + to_text(difference, style);
    return text;
}

}  // namespace saleskpi::inline v0_3
