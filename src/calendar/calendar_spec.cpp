// SPDX-License-Identifier: MIT
#include "calendar_spec.hpp"

#include "spec_words.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <set>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view weeks_key = "weeks=";
constexpr std::string_view zone_key = "zone=";
constexpr std::array<std::string_view, 3> pattern_names{"retail-445", "retail-454", "retail-544"};

std::string name_text(FiscalName name) { return name == FiscalName::by_end ? ":end" : ":start"; }

std::string write(const FiscalMonths& fiscal) {
    if (fiscal.first_month == date::January) return {};
    return "fiscal:" + std::string{name_of(fiscal.first_month)} + name_text(fiscal.name);
}

std::string write(const FiscalWeeks& fiscal) {
    const RetailYear& year = fiscal.year;
    RetailYear federal = nrf;
    federal.name = year.name;
    std::string text{pattern_names[static_cast<std::size_t>(fiscal.pattern)]};
    if (year == federal) return text + ":nrf" + (year.name == nrf.name ? "" : name_text(year.name));
    const std::string day{name_of(year.day)};
    const std::string month{name_of(year.month)};
    text += year.end == RetailYear::End::last_in_month ? ":last-" + day + "-of-" + month
                                                       : ":" + day + "-nearest-end-of-" + month;
    return text + name_text(year.name);
}

/// ":end", ":start" or nothing.
FiscalName read_name(SpecWord& word, FiscalName usual) {
    if (word.is_over()) return usual;
    word.require(":", "':end', ':start' or nothing more");
    if (word.take("end")) return FiscalName::by_end;
    word.require("start", "'end' or 'start'");
    return FiscalName::by_start;
}

RetailYear read_year(SpecWord& word) {
    RetailYear year;
    if (word.take("nrf")) {
        year.name = read_name(word, nrf.name);
        return year;
    }
    const bool is_last = word.take("last-");
    year.end = is_last ? RetailYear::End::last_in_month : RetailYear::End::nearest_to_month_end;
    year.day = word.weekday(
        is_last ? "a day of the week" : "'nrf', 'last-DAY-of-MONTH' or 'DAY-nearest-end-of-MONTH'");
    if (is_last)
        word.require("-of-", "'-of-MONTH'");
    else
        word.require("-nearest-end-of-", "'-nearest-end-of-MONTH'");
    year.month = word.month();
    year.name = read_name(word, FiscalName::by_end);
    if (year.month == date::December) year.name = FiscalName::by_end;
    return year;
}

void read_fiscal(SpecWord& word, CalendarParts& parts) {
    if (word.take("iso")) return;
    if (word.take("fiscal:")) {
        FiscalMonths fiscal;
        fiscal.first_month = word.month();
        fiscal.name = read_name(word, FiscalName::by_end);
        if (fiscal.first_month == date::January) fiscal.name = FiscalName::by_end;
        parts.fiscal = fiscal;
        return;
    }
    for (std::size_t i = 0; i < pattern_names.size(); ++i) {
        if (!word.take(pattern_names[i])) continue;
        word.require(":", "':' and how the year ends, such as ':nrf'");
        parts.fiscal = FiscalWeeks{static_cast<RetailPattern>(i), read_year(word)};
        return;
    }
    word.fail(
        "'iso', 'fiscal:MONTH', 'retail-445:', 'retail-454:', 'retail-544:', 'weeks=' or 'zone='");
}

}  // namespace

bool is_zone_name(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '/' || c == '_' || c == '-' || c == '+';
    });
}

std::string write_spec(const CalendarParts& parts) {
    std::string text = std::visit([](const auto& fiscal) { return write(fiscal); }, parts.fiscal);
    const auto add = [&text](std::string_view key, std::string_view value) {
        if (!text.empty()) text += ' ';
        text.append(key).append(value);
    };
    if (text.empty() && parts.week_start == date::Monday) text = "iso";
    if (parts.week_start != date::Monday) add(weeks_key, name_of(parts.week_start));
    if (!parts.zone.empty()) add(zone_key, parts.zone);
    return text;
}

CalendarParts read_spec(std::string_view text) {
    CalendarParts parts;
    std::set<std::string_view> seen;
    std::vector<SpecWord> words = spec_words(text);
    if (words.empty()) SpecWord{text, 0, 0}.fail("a calendar, such as 'iso' or 'fiscal:april:end'");
    for (SpecWord& word : words) {
        const bool is_weeks = word.take(weeks_key);
        const bool is_zone = !is_weeks && word.take(zone_key);
        const bool is_iso = !is_weeks && !is_zone && word.starts_with("iso");
        if (!seen.insert(is_weeks ? "weeks" : is_zone ? "zone" : "fiscal").second)
            word.fail("no second word of this kind");
        if (is_iso) seen.insert("iso");
        if (is_weeks) {
            parts.week_start = word.weekday("a day of the week");
        } else if (is_zone) {
            parts.zone = word.rest();
            if (parts.zone.empty() || !is_zone_name(parts.zone))
                word.fail("a time zone, such as Europe/Warsaw");
            continue;
        } else {
            read_fiscal(word, parts);
        }
        if (!word.is_over()) word.fail("a space, a comma or the end");
    }
    if (seen.contains("iso") && parts.week_start != date::Monday)
        words.front().fail("no 'iso', whose weeks begin on Monday");
    return parts;
}

}  // namespace saleskpi::inline v0_3::detail
