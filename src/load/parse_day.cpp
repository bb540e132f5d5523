// SPDX-License-Identifier: MIT
#include "load/parse_day.hpp"

#include "record/refusals.hpp"
#include "value/utf8.hpp"

#include <saleskpi/calendar/window.hpp>
#include <saleskpi/value/date.hpp>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view plain_pattern = "%Y-%m-%d";

TimeForm read_by(std::string_view text, std::string_view pattern, WrittenTime& to) {
    if (pattern != plain_pattern) return read_time(text, pattern, to);
    if (const auto day = try_parse_date(text)) {
        to = {*day, {}, {}};
        return TimeForm::good;
    }
    return read_iso_time(text, to);
}

/// Of an instant the day is that of a time zone: of UTC where nobody says another.
std::string set_day_of(const WrittenTime& time, const RowContext& row, FieldValue& value) {
    std::optional<Date> day;
    if (!time.ahead)
        day = time.day;
    else if (row.date_of_instant)
        day = (*row.date_of_instant)(time.instant(), row.region);
    else
        day = date::floor<date::days>(time.instant());
    if (day && all_time.contains(*day)) {
        value.number = day->time_since_epoch().count();
        return {};
    }
    if (day) return outside_years;
    return row.region.empty()
               ? "is an instant, and the record has no region whose time zone it has"
               : "is an instant, and the region '" + shown(row.region) + "' has no time zone";
}

}  // namespace

std::optional<WrittenTime> written_time(
    std::string_view text, std::span<const std::string> patterns) {
    WrittenTime time;
    const bool is_good = std::any_of(
        patterns.begin(), patterns.end(),
        [&](const std::string& pattern) { return read_by(text, pattern, time) == TimeForm::good; });
    return is_good ? std::optional{time} : std::nullopt;
}

std::optional<Date> written_day(std::string_view text, std::span<const std::string> patterns) {
    const auto time = written_time(text, patterns);
    if (!time) return std::nullopt;
    return time->ahead ? date::floor<date::days>(time->instant()) : time->day;
}

std::string parse_day(
    std::string_view text, const ValueFormat& format, const RowContext& row, FieldValue& value) {
    if (const auto time = written_time(text, format.date_formats))
        return set_day_of(*time, row, value);
    WrittenTime time;
    if (row.date_of_instant && read_iso_time(text, time) == TimeForm::good && time.ahead)
        return set_day_of(time, row, value);
    std::string forms;
    for (const std::string& pattern : format.date_formats) {
        const auto is_form = [&](TimeForm form) {
            return read_by(text, pattern, time) == form || read_time(text, pattern, time) == form;
        };
        if (is_form(TimeForm::no_day)) return "is not a day of the calendar";
        if (is_form(TimeForm::other_weekday)) return "is not on that day of the week";
        forms += (forms.empty() ? "" : " or ") + readable_pattern(pattern);
    }
    if (row.date_of_instant) forms += " or YYYY-MM-DDThh:mm:ssZ";
    return "is not a date (" + forms + ")";
}

}  // namespace saleskpi::inline v0_3::detail
