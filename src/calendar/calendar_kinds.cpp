// SPDX-License-Identifier: MIT
#include "calendar_kinds.hpp"

#include "day_rule.hpp"
#include "month_rule.hpp"
#include "week_rule.hpp"
#include "window_rule.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

namespace saleskpi::detail {

namespace {

constexpr std::array<std::string_view, 12> month_names{
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december",
};

/// By how many months the fiscal count runs ahead of the civil one.
int fiscal_lead(date::month first_month, FiscalName name) {
    const int skipped = static_cast<int>(static_cast<unsigned>(first_month)) - 1;
    const bool named_a_year_later = name == FiscalName::by_end && skipped > 0;
    return named_a_year_later ? 12 - skipped : -skipped;
}

std::string fiscal_spec(date::month first_month, FiscalName name) {
    if (first_month == date::January) {
        return "iso";
    }
    std::string spec{"fiscal:"};
    spec += month_names[static_cast<unsigned>(first_month) - 1];
    spec += name == FiscalName::by_end ? ":end" : ":start";
    return spec;
}

std::string lower(std::string_view text) {
    std::string result{text};
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return result;
}

/// The text up to the next colon; removes both.
std::string_view take_word(std::string_view& text) {
    const std::size_t length = (std::min)(text.find(':'), text.size());
    const std::string_view word = text.substr(0, length);
    text.remove_prefix((std::min)(length + 1, text.size()));
    return word;
}

std::optional<date::month> find_month(std::string_view word) {
    const auto found = std::find(month_names.begin(), month_names.end(), word);
    if (found == month_names.end()) {
        return std::nullopt;
    }
    return date::month{static_cast<unsigned>(found - month_names.begin()) + 1};
}

}  // namespace

std::shared_ptr<const GrainRules> fiscal_rules(date::month first_month, FiscalName name) {
    const int lead = fiscal_lead(first_month, name);
    auto rules = std::make_shared<GrainRules>();
    rules->spec = fiscal_spec(first_month, name);

    const auto set = [&rules](Grain grain, std::unique_ptr<const GrainRule> rule) {
        rules->rules[static_cast<std::size_t>(grain)] = std::move(rule);
    };
    const auto months = [](int count, int ahead, YearLabel text) {
        return std::make_unique<MonthRule>(MonthBlocks{count, ahead}, text);
    };
    set(Grain::day, std::make_unique<DayRule>());
    set(Grain::week, std::make_unique<IsoWeekRule>());
    set(Grain::month, months(1, 0, {"", "-", 2}));
    set(Grain::quarter, months(3, 0, {"", "-Q", 1}));
    set(Grain::half, months(6, 0, {"", "-H", 1}));
    set(Grain::year, months(12, 0, {"", "", 0}));
    set(Grain::fiscal_quarter, months(3, lead, {"FY", " Q", 1}));
    set(Grain::fiscal_year, months(12, lead, {"FY", "", 0}));
    set(Grain::window, std::make_unique<WindowRule>());
    return rules;
}

std::optional<FiscalSpec> parse_fiscal_spec(std::string_view text) {
    const std::string copy = lower(text);
    if (copy == "iso") {
        return FiscalSpec{};
    }
    std::string_view rest{copy};
    if (take_word(rest) != "fiscal") {
        return std::nullopt;
    }
    const std::optional<date::month> month = find_month(take_word(rest));
    if (!month || (!rest.empty() && rest != "end" && rest != "start")) {
        return std::nullopt;
    }
    return FiscalSpec{*month, rest == "start" ? FiscalName::by_start : FiscalName::by_end};
}

}  // namespace saleskpi::detail
