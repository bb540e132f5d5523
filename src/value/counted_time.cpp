// SPDX-License-Identifier: MIT
#include "value/counted_time.hpp"

#include "value/digits.hpp"

#include <cstddef>
#include <cstdint>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::int64_t one_millionth = 1'000'000;

/// A number that is not negative: its whole part, and its fraction in millionths, cut off.
struct Count {
    std::int64_t whole = 0;
    std::int64_t millionths = 0;
};

std::optional<Count> read_count(std::string_view text) {
    constexpr std::size_t most_digits = 15;
    Count count;
    std::size_t at = 0;
    for (; at < text.size() && is_digit(text[at]); ++at) {
        if (at == most_digits) return std::nullopt;
        count.whole = count.whole * 10 + (text[at] - '0');
    }
    if (at == 0) return std::nullopt;
    if (at == text.size()) return count;
    if (text[at] != '.' && text[at] != ',') return std::nullopt;
    const std::size_t first = ++at;
    std::int64_t part = one_millionth;
    for (; at < text.size() && is_digit(text[at]); ++at) {
        part /= 10;
        count.millionths += part * (text[at] - '0');
    }
    if (at == first || at != text.size()) return std::nullopt;
    return count;
}

TimeForm read_excel(Count count, WrittenTime& to) {
    constexpr std::int64_t last_serial = 2'958'465;  // 9999-12-31
    constexpr std::int64_t no_leap_day = 60;         // 1900-02-29, which spreadsheets believe in
    if (count.whole < 1 || count.whole > last_serial) return TimeForm::other;
    if (count.whole == no_leap_day) return TimeForm::no_day;
    const int days = static_cast<int>(count.whole) + (count.whole < no_leap_day ? 1 : 0);
    constexpr std::int64_t milliseconds_of_day = 86'400'000;
    to = {
        date_of(1899, 12, 30) + date::days{days},
        std::chrono::milliseconds{count.millionths * milliseconds_of_day / one_millionth},
        {}};
    return TimeForm::good;
}

}  // namespace

TimeForm read_counted(std::string_view text, std::string_view form, WrittenTime& to) {
    const auto count = read_count(text);
    if (!count) return TimeForm::other;
    if (form == "excel") return read_excel(*count, to);
    const bool has_thousandths = form == "epoch_ms";
    constexpr std::int64_t first = 100'000'000;  // of seconds: 1973-03-03
    constexpr std::int64_t end = first * 1000;
    constexpr std::int64_t thousandths = 1000;
    const std::int64_t unit = has_thousandths ? thousandths : 1;
    if (count->whole < first * unit || count->whole >= end * unit) return TimeForm::other;
    const std::chrono::milliseconds since{
        has_thousandths ? count->whole
                        : count->whole * thousandths + count->millionths / thousandths};
    const Date day = date::floor<date::days>(date::sys_time<std::chrono::milliseconds>{since});
    to = {day, since - day.time_since_epoch(), std::chrono::minutes{0}};
    return TimeForm::good;
}

std::string readable_count(std::string_view form) {
    if (form == "excel") return "days of Excel";
    return form == "epoch" ? "seconds since 1970" : "milliseconds since 1970";
}

}  // namespace saleskpi::inline v0_3::detail
