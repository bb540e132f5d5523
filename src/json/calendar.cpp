// SPDX-License-Identifier: MIT
#include "calendar/spec_words.hpp"
#include "json/checked_json.hpp"
#include "value/parsed.hpp"

#include <saleskpi/json/calendar.hpp>
#include <saleskpi/value/date.hpp>
#include <saleskpi/value/error.hpp>

#include <utility>
#include <vector>

namespace saleskpi::inline v0_3 {

namespace {

using detail::JsonPlace;
using nlohmann::json;

constexpr std::string_view refuse = "refuse";
constexpr std::string_view weekdays_only = "weekdays_only";

void write_window(json& to, const Window& days) {
    to["from"] = to_text(days.first);
    to["to"] = to_text(days.until - date::days{1});
}

Date read_day(const JsonPlace& place) {
    const auto day = try_parse_date(place.text());
    if (!day) place.fail("is not a day, such as 2025-03-31");
    return *day;
}

/// Runs what may refuse its arguments, and says where these stand.
template <class Action>
auto at_place(const JsonPlace& place, Action action) {
    try {
        return action();
    } catch (const Error& error) {
        place.fail(error.what());
    }
}

json written(const Holidays& holidays) {
    json result{{"days", json::array()}};
    for (const Date day : holidays.days)
        result["days"].push_back(to_text(day));
    if (!holidays.source.empty()) result["source"] = holidays.source;
    if (holidays.valid != all_time) write_window(result, holidays.valid);
    result["outside"] = holidays.outside == Holidays::Outside::refuse ? refuse : weekdays_only;
    return result;
}

Holidays read_holidays(const JsonPlace& place) {
    place.allow({"days", "source", "from", "to", "outside"});
    Holidays holidays;
    place.at("days").for_each(
        [&](const JsonPlace& day) { holidays.days.push_back(read_day(day)); });
    if (const auto source = place.find("source")) holidays.source = source->text();
    if (const auto from = place.find("from")) holidays.valid.first = read_day(*from);
    if (const auto to = place.find("to")) holidays.valid.until = read_day(*to) + date::days{1};
    if (const auto outside = place.find("outside")) {
        const std::string word = outside->text();
        if (word != refuse && word != weekdays_only)
            outside->fail("is neither 'refuse' nor 'weekdays_only'");
        holidays.outside =
            word == refuse ? Holidays::Outside::refuse : Holidays::Outside::weekdays_only;
    }
    return holidays;
}

WorkingDays read_week(const JsonPlace& place) {
    std::vector<date::weekday> week;
    for (const std::string& word : place.texts()) {
        const std::size_t before = week.size();
        for (unsigned day = 0; day < 7; ++day)
            if (detail::name_of(date::weekday{day}) == word) week.emplace_back(day);
        if (week.size() == before) place.fail("'" + word + "' is not a day such as monday");
    }
    return WorkingDays::on(week);
}

CustomPeriods read_custom(const JsonPlace& place) {
    std::vector<NamedWindow> periods;
    place.for_each([&](const JsonPlace& period) {
        period.allow({"name", "from", "to"});
        periods.push_back(
            {period.at("name").text(),
             {read_day(period.at("from")), read_day(period.at("to")) + date::days{1}}});
    });
    return at_place(place, [&] { return CustomPeriods{std::move(periods)}; });
}

Calendar read_spec(const JsonPlace& place) {
    const std::string text = place.text();
    return at_place(place, [&] { return Calendar::parse_spec(text); });
}

Calendar read_root(const JsonPlace& place) {
    if (!place.is_object()) return read_spec(place);
    place.allow({"spec", "working_days", "holidays", "custom"});
    const auto spec = place.find("spec");
    Calendar calendar = spec ? read_spec(*spec) : Calendar{};
    WorkingDays days;
    if (const auto week = place.find("working_days")) days = read_week(*week);
    if (const auto holidays = place.find("holidays")) {
        Holidays list = read_holidays(*holidays);
        days = at_place(*holidays, [&] { return days.without(std::move(list)); });
    }
    calendar = calendar.with(std::move(days));
    if (const auto custom = place.find("custom")) {
        CustomPeriods periods = read_custom(*custom);
        calendar = at_place(*custom, [&] { return calendar.with(std::move(periods)); });
    }
    return calendar;
}

}  // namespace

void to_json(json& to, const Calendar& calendar) {
    const WorkingDays& days = calendar.working_days();
    const auto& custom = calendar.custom_periods().all();
    if (days == WorkingDays{} && custom.empty()) {
        to = calendar.spec();
        return;
    }
    to = {{"spec", calendar.spec()}};
    json week = json::array();
    for (unsigned i = 1; i <= 7; ++i)  // from Monday
        if (const date::weekday day{i % 7}; days.works_on(day))
            week.push_back(detail::name_of(day));
    to["working_days"] = std::move(week);
    if (days.holidays() != Holidays{}) to["holidays"] = written(days.holidays());
    for (const NamedWindow& period : custom) {
        json entry{{"name", period.name}};
        write_window(entry, period.days);
        to["custom"].push_back(std::move(entry));
    }
}

void from_json(const json& from, Calendar& calendar) {
    calendar = read_root({from, "calendar", ErrorCode::invalid_json});
}

Calendar parse_calendar(std::string_view text, const std::string& name) {
    const json document = detail::parse_checked(text, name);
    return read_root({document, name, ErrorCode::invalid_json});
}

std::optional<Calendar> try_parse_calendar(std::string_view text) {
    return detail::tried([&] { return parse_calendar(text); });
}

Calendar read_calendar(const std::filesystem::path& path) {
    return parse_calendar(detail::whole_text(path), path.filename().string());
}

}  // namespace saleskpi::inline v0_3
