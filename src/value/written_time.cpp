// SPDX-License-Identifier: MIT
#include "value/written_time.hpp"

#include "value/blanks.hpp"
#include "value/clock_text.hpp"
#include "value/counted_time.hpp"
#include "value/digits.hpp"
#include "value/month_names.hpp"
#include "value/weekday_names.hpp"

#include <cstddef>

namespace saleskpi::inline v0_3::detail {

namespace {

struct Fields {
    std::optional<unsigned> year;
    std::optional<unsigned> month;
    std::optional<unsigned> day;
    std::optional<Weekdays> weekday;
    ClockFields clock;
};

/// One part of a pattern: a conversion, or a literal character.
struct Part {
    char conversion = '\0';
    bool is_short = false;  // %-d: without leading zeros
    char literal = '\0';

    bool is_number() const {
        return conversion != '\0' &&
               std::string_view{"aAbBpz"}.find(conversion) == std::string::npos;
    }
};

/// Takes the next part off a pattern, which is not empty.
Part take_part(std::string_view& pattern) {
    Part part;
    if (pattern.front() != '%' || pattern.starts_with("%%")) {
        part.literal = pattern.front();
        pattern.remove_prefix(pattern.front() == '%' ? 2 : 1);
        return part;
    }
    pattern.remove_prefix(1);
    part.is_short = pattern.starts_with('-');
    if (part.is_short) pattern.remove_prefix(1);
    if (pattern.empty()) {
        part.conversion = '-';  // of none
        return part;
    }
    part.conversion = pattern.front();
    pattern.remove_prefix(1);
    return part;
}

bool begins_with_number(std::string_view pattern) {
    return !pattern.empty() && take_part(pattern).is_number();
}

/// The dot of an abbreviated name, unless the pattern goes on with one.
void take_dot(std::string_view& text, std::string_view pattern) {
    if (text.starts_with('.') && !pattern.starts_with('.')) text.remove_prefix(1);
}

/// Takes one conversion off the front of the text; `least` digits where leading zeros may lack.
bool take_field(
    Part part,
    std::size_t least,
    std::string_view pattern,
    std::string_view& text,
    Fields& fields) {
    switch (part.conversion) {
        case 'Y':
            fields.year = take_number(text, 4, 4);
            return fields.year.has_value();
        case 'y':
            fields.year = take_number(text, 2, 2);
            if (fields.year) *fields.year += *fields.year < 69 ? 2000 : 1900;
            return fields.year.has_value();
        case 'm':
            fields.month = take_number(text, least, 2);
            return fields.month.has_value();
        case 'b':
        case 'B':
            fields.month = take_month_name(text);
            take_dot(text, pattern);
            return fields.month.has_value();
        case 'a':
        case 'A':
            fields.weekday = take_weekday_name(text);
            take_dot(text, pattern);
            return fields.weekday.has_value();
        case 'd':
        case 'e':
            if (part.conversion == 'e') take_blanks(text);
            fields.day = take_number(text, least, 2);
            return fields.day.has_value();
        case 'M':
        case 'S':
            return fields.clock.take(
                part.conversion, part.is_short ? least : 2, pattern.starts_with('.'), text);
        default:
            return fields.clock.take(part.conversion, least, false, text);
    }
}

bool take_literal(char literal, std::string_view& pattern, std::string_view& text) {
    if (literal == ' ') {
        while (pattern.starts_with(' '))
            pattern.remove_prefix(1);
        return take_blanks(text);
    }
    if (!text.starts_with(literal)) return false;
    text.remove_prefix(1);
    return true;
}

[[noreturn]] void fail(std::string_view pattern, std::string_view why) {
    throw Error(
        ErrorCode::invalid_argument,
        "the date pattern \"" + std::string(pattern) + "\" " + std::string(why));
}

}  // namespace

void require_time_pattern(std::string_view pattern) {
    if (is_counted(pattern)) return;
    std::string met;
    const auto times = [&](std::string_view conversions) {
        int count = 0;
        for (const char c : met)
            count += conversions.find(c) != std::string_view::npos;
        return count;
    };
    for (std::string_view rest = pattern; !rest.empty();) {
        const Part part = take_part(rest);
        if (part.conversion == '\0') continue;
        const std::string_view known = part.is_short ? "dmHIMS" : "YymbBdeaAHIMSfpz";
        if (known.find(part.conversion) == std::string_view::npos)
            fail(
                pattern,
                "has a % that is not %Y %y %m %b %B %d %e %a %A %H %I %M %S %f %p %z %%, nor is it "
                "one "
                "of "
                "epoch, epoch_ms, excel");
        met += part.conversion;
    }
    if (times("Yy") != 1 || times("mbB") != 1 || times("de") > 1)
        fail(pattern, "must give the year and the month once each, and the day no more than once");
    if (times("aA") > times("de")) fail(pattern, "has a day of the week without the day, or twice");
    const int hours = times("HI");
    if (hours > 1 || hours > times("de") || times("M") > hours || times("S") > times("M") ||
        times("f") > times("S") || times("z") > hours)
        fail(pattern, "has a part of the time without the one before it, or twice");
    if (times("I") != times("p")) fail(pattern, "must have %I and %p, or neither");
}

bool gives_month(std::string_view pattern) {
    if (is_counted(pattern)) return false;
    while (!pattern.empty())
        if (const char c = take_part(pattern).conversion; c == 'd' || c == 'e') return false;
    return true;
}

bool gives_instant(std::string_view pattern) {
    if (is_counted(pattern)) return pattern != "excel";
    while (!pattern.empty())
        if (take_part(pattern).conversion == 'z') return true;
    return false;
}

TimeForm read_time(std::string_view text, std::string_view pattern, WrittenTime& to) {
    if (is_counted(pattern)) return read_counted(text, pattern, to);
    Fields fields;
    bool after_number = false;
    while (!pattern.empty()) {
        const Part part = take_part(pattern);
        if (part.conversion == '\0') {
            if (!take_literal(part.literal, pattern, text)) return TimeForm::other;
        } else {
            const std::size_t least = after_number || begins_with_number(pattern) ? 2 : 1;
            if (!take_field(part, least, pattern, text, fields)) return TimeForm::other;
        }
        after_number = part.is_number();
    }
    if (!text.empty() || !fields.clock.is_time()) return TimeForm::other;
    const auto day =
        make_date(static_cast<int>(*fields.year), *fields.month, fields.day.value_or(1));
    if (!day) return TimeForm::no_day;
    if (fields.weekday && (*fields.weekday >> date::weekday{*day}.c_encoding() & 1U) == 0)
        return TimeForm::other_weekday;
    to = {*day, fields.clock.time(), fields.clock.ahead};
    return TimeForm::good;
}

TimeForm read_iso_time(std::string_view text, WrittenTime& to) {
    constexpr std::size_t date_length = 10;
    if (text.size() <= date_length || text[4] != '-' || text[7] != '-') return TimeForm::other;
    const std::string_view date = text.substr(0, date_length);
    text.remove_prefix(date_length);
    if (text.starts_with('T') || text.starts_with('t'))
        text.remove_prefix(1);
    else if (!take_blanks(text))
        return TimeForm::other;
    ClockFields clock;
    if (!clock.take('H', 2, false, text) || !text.starts_with(':')) return TimeForm::other;
    text.remove_prefix(1);
    if (!clock.take('M', 2, false, text)) return TimeForm::other;
    if (text.starts_with(':')) {
        text.remove_prefix(1);
        if (!clock.take('S', 2, false, text)) return TimeForm::other;
    }
    if (!text.empty()) {
        take_blanks(text);
        if (!clock.take('z', 0, false, text)) return TimeForm::other;
    }
    if (!text.empty()) return TimeForm::other;
    const TimeForm form = read_time(date, "%Y-%m-%d", to);
    if (form == TimeForm::good) to = {to.day, clock.time(), clock.ahead};
    return form;
}

std::string readable_pattern(std::string_view pattern) {
    if (is_counted(pattern)) return readable_count(pattern);
    std::string text;
    while (!pattern.empty()) {
        const Part part = take_part(pattern);
        switch (part.conversion) {
            case '\0':
                text += part.literal;
                break;
            case 'Y':
                text += "YYYY";
                break;
            case 'y':
                text += "YY";
                break;
            case 'm':
                text += "MM";
                break;
            case 'd':
            case 'e':
                text += "DD";
                break;
            case 'b':
            case 'B':
                text += "Mon";
                break;
            case 'a':
            case 'A':
                text += "Weekday";
                break;
            case 'H':
            case 'I':
                text += "hh";
                break;
            case 'M':
                text += "mm";
                break;
            case 'S':
                text += "ss";
                break;
            case 'f':
                text += "fff";
                break;
            case 'p':
                text += "AM";
                break;
            case 'z':
                text += "Z";
                break;
            default:
                text += part.conversion;
        }
    }
    return text;
}

}  // namespace saleskpi::inline v0_3::detail
