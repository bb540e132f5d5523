// SPDX-License-Identifier: MIT
#include "fuzz/choices.hpp"
#include "fuzz/targets.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/json/calendar.hpp>
#include <saleskpi/json/text.hpp>
#include <saleskpi/value/error.hpp>

#include <nlohmann/json.hpp>

#include <optional>

namespace fuzz {

using namespace saleskpi;

namespace {

/// What a period promises, on a day and around it.
void require_periods(const Calendar& calendar, Grain grain, Date day) {
    const std::string what =
        calendar.spec() + ", " + std::string{name(grain)} + " of " + to_text(day);
    const Period period = calendar.period(grain, day);
    require(period.window().contains(day), what + ": it does not have the day");
    require(period.complete, what + ": it is not whole");
    if (grain == Grain::window) return;
    const std::string label = calendar.label(period);
    const std::optional<Period> read = calendar.try_parse(label);
    require(read && *read == period, what + ": its label is not read back: " + label);
    require(calendar.period(grain, period.first) == period, what + ": its first day is another's");
    require(
        calendar.period(grain, period.until - date::days{1}) == period,
        what + ": its last day is another's");
    require(calendar.numbered(grain, period.ordinal) == period, what + ": its number is another's");
    const Period next = calendar.next(period);
    require(calendar.previous(next) == period, what + ": it is not before the next one");
    if (grain != Grain::custom)
        require(next.first == period.until, what + ": the next one does not follow");
    const Window window{period.first, next.until};
    const std::vector<Period> both = calendar.periods(window, grain);
    require(both.size() == 2, what + ": it and the next one are not two");
    require(both[0] == period && both[1] == next, what + ": they are other ones");
}

void require_periods(const Calendar& calendar, Choices days) {
    const Window all = all_time;
    for (int i = 0; i < 3; ++i) {
        const std::int64_t n = days.between(0, 65'535);
        const Date day = i == 2 && n % 5 == 0 ? all.until - date::days{1 + n % 900}
                                              : make_date(1990, 1, 1).value() + date::days{n};
        for (const Grain grain : all_grains) {
            try {
                require_periods(calendar, grain, day);
            } catch (const Error& error) {
                // At the ends of time, and between custom periods.
                require(
                    error.code() == ErrorCode::invalid_date,
                    calendar.spec() + " on " + to_text(day) + ": " + error.what());
            }
        }
    }
}

void require_read_back(const Calendar& calendar) {
    const nlohmann::json json = calendar;
    const std::string text = json_text(json);
    const Calendar again = parse_calendar(text);
    require(again == calendar, "as JSON it is another one: " + text);
    require(again.spec() == calendar.spec(), "as JSON it has another text: " + text);
    require(again.zone() == calendar.zone(), "as JSON it has another zone: " + text);
    require(json_text(nlohmann::json(again)) == text, "it is written in another way: " + text);
}

}  // namespace

void calendar(Bytes bytes) {
    const std::string_view text = text_of(bytes);
    std::optional<Calendar> read;
    if (const auto by_spec = Calendar::try_parse_spec(text)) {
        read = by_spec;
        const std::string spec = by_spec->spec();
        const auto again = Calendar::try_parse_spec(spec);
        require(again.has_value(), "its text is not read back: " + spec);
        require(*again == *by_spec && again->spec() == spec, "its text is another one's: " + spec);
    } else {
        try {
            (void)Calendar::parse_spec(text);
            require(false, "it is a text after all");
        } catch (const Error& error) {
            require(error.code() == ErrorCode::invalid_argument, error.what());
        }
        try {
            read = parse_calendar(text);
        } catch (const Error& error) {
            require(*error.what() != '\0', "an error without a message");
            require(!try_parse_calendar(text), "it is a calendar after all");
            return;
        }
    }
    require_read_back(*read);
    require_periods(*read, Choices{bytes.last((std::min)(bytes.size(), std::size_t{6}))});
}

}  // namespace fuzz
