// SPDX-License-Identifier: MIT
#include "value/parsed.hpp"

#include <saleskpi/calendar/instant.hpp>

#include <cstddef>

namespace saleskpi::inline v0_3 {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads a text from its front; once something is not as expected, it stays failed.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_{text} {}

    bool is_good() const { return good_; }
    bool is_at_end() const { return rest_.empty(); }

    bool take(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    std::string_view take_text(std::size_t length) {
        const std::string_view text = rest_.substr(0, length);
        rest_.remove_prefix(text.size());
        return text;
    }

    /// Two digits below a limit.
    int number(int limit) {
        const std::string_view text = take_text(2);
        if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1])) return fail();
        const int value = (text[0] - '0') * 10 + (text[1] - '0');
        return value < limit ? value : fail();
    }

    /// The digits of a fraction, as thousandths.
    int thousandths() {
        int value = 0;
        int digits = 0;
        for (; !rest_.empty() && is_digit(rest_.front()); rest_.remove_prefix(1), ++digits)
            if (digits < 3) value = value * 10 + (rest_.front() - '0');
        if (digits == 0) return fail();
        for (; digits < 3; ++digits)
            value *= 10;
        return value;
    }

    int fail() {
        good_ = false;
        return 0;
    }

private:
    std::string_view rest_;
    bool good_ = true;
};

std::chrono::milliseconds time_of_day(Reader& text) {
    const std::chrono::hours hours{text.number(24)};
    if (!text.take(':')) text.fail();
    std::chrono::milliseconds time = hours + std::chrono::minutes{text.number(60)};
    if (!text.take(':')) return time;
    time += std::chrono::seconds{text.number(60)};
    return text.take('.') ? time + std::chrono::milliseconds{text.thousandths()} : time;
}

std::chrono::minutes offset(Reader& text) {
    if (text.take('Z')) return {};
    const bool is_west = text.take('-');
    if (!is_west && !text.take('+')) text.fail();
    const std::chrono::hours hours{text.number(24)};
    text.take(':');
    const auto ahead = hours + std::chrono::minutes{text.number(60)};
    return is_west ? -ahead : ahead;
}

}  // namespace

std::optional<Instant> try_parse_instant(std::string_view text) {
    constexpr std::size_t date_length = 10;
    Reader rest{text};
    const std::optional<Date> day = try_parse_date(rest.take_text(date_length));
    if (!day || (!rest.take('T') && !rest.take(' '))) return std::nullopt;
    const std::chrono::milliseconds time = time_of_day(rest);
    const std::chrono::minutes ahead = offset(rest);
    if (!rest.is_good() || !rest.is_at_end()) return std::nullopt;
    return *day + time - ahead;
}

Instant parse_instant(std::string_view text) {
    return detail::parsed(
        try_parse_instant(text), text, "no instant, such as 2025-01-01T04:30:00Z",
        ErrorCode::invalid_date);
}

}  // namespace saleskpi::inline v0_3
