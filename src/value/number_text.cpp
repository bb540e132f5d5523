// SPDX-License-Identifier: MIT
#include "number_text.hpp"

#include "value/exact.hpp"

#include <saleskpi/value/quantity_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::int64_t large_amount = 100'000;

Rational in_major_units(const AnyQuantity& quantity) {
    return scaled(quantity.exact(), 1, quantity.currency().minor_per_major());
}

bool is_whole(const AnyQuantity& quantity) { return in_major_units(quantity).is_whole(); }

bool is_large_amount(const AnyQuantity& quantity) {
    return is_money_like(quantity.unit()) &&
           in_major_units(quantity).abs() >= Rational{large_amount};
}

/// "1234567.50" as "1,234,567.50".
std::string with_separators(std::string text) {
    const std::size_t first = text.front() == '-' ? 1 : 0;
    for (std::size_t at = (std::min)(text.find('.'), text.size()); at > first + 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

}  // namespace

void NumberStyle::see(const AnyQuantity& quantity) {
    are_all_whole_ = are_all_whole_ && is_whole(quantity);
    is_any_large_ = is_any_large_ || is_large_amount(quantity);
}

std::string NumberStyle::text(const AnyQuantity& quantity) const {
    const bool is_short = are_all_whole_ || is_any_large_;
    QuantityStyle style;
    switch (quantity.unit()) {
        case Unit::money:
        case Unit::money_per_day:
        case Unit::money_per_working_day:
        case Unit::money_per_month:
        case Unit::money_months:
            if (is_short) style.digits = 0;
            break;
        case Unit::count:
        case Unit::score:
            style.digits = is_short ? 0 : 2;
            break;
        default:
            break;
    }
    std::string text = to_text(quantity, style);
    if (quantity.unit() == Unit::date) return text;
    const std::string number = text.substr(0, text.find_first_of(" /"));
    return with_separators(number) + (quantity.unit() == Unit::ratio ? " %" : "");
}

std::string_view unit_text(Unit unit) {
    switch (unit) {
        case Unit::days:
            return "days";
        case Unit::working_days:
            return "working days";
        case Unit::months:
            return "months";
        case Unit::points:
            return "points";
        case Unit::percentage_points:
            return "pp";
        case Unit::money_per_day:
        case Unit::count_per_day:
            return "per day";
        case Unit::money_per_working_day:
        case Unit::count_per_working_day:
            return "per working day";
        case Unit::money_per_month:
            return "per month";
        case Unit::money_months:
            return "months";
        case Unit::money:
        case Unit::count:
        case Unit::ratio:
        case Unit::score:
        case Unit::coefficient:
        case Unit::date:
            break;
    }
    return "";
}

std::string_view meaning(Reason reason) {
    switch (reason) {
        case Reason::no_records:
            return "nothing that counts happened";
        case Reason::missing_values:
            return "the records lack the value that is needed";
        case Reason::zero_denominator:
            return "what is divided by is zero";
        case Reason::no_target:
            return "there is no target";
        case Reason::zero_target:
            return "the target is zero";
        case Reason::no_prior_period:
            return "the period to compare with lies outside the data";
        case Reason::zero_base:
            return "it was zero in the period to compare with";
        case Reason::insufficient_n:
            return "too few records for a statement";
        case Reason::immature:
            return "the period is too recent to be judged";
        case Reason::no_reference:
            return "there is no reference figure";
        case Reason::incomparable:
            return "the two sides measure different things";
        case Reason::not_cut:
            return "its records do not have what the report is cut by";
        case Reason::too_large:
            return "the value does not fit in 128 bits";
    }
    return "";
}

namespace {

char sign_of(Mark mark) {
    switch (mark) {
        case Mark::small_sample:
            return '?';
        case Mark::over_whole:
            return '^';
        case Mark::negative_base:
            return '#';
        case Mark::rounded:
            return '=';
        case Mark::fallback:
            return '~';
        case Mark::partial_mix:
            return '&';
        case Mark::reversed:
            return '@';
        case Mark::incomplete:
            return '!';
    }
    return ' ';
}

std::string_view meaning(Mark mark) {
    switch (mark) {
        case Mark::small_sample:
            return "too few to prove anything";
        case Mark::over_whole:
            return "a share above 100 %: its parts are not all of the whole";
        case Mark::negative_base:
            return "growth from below zero, by what that was without its sign";
        case Mark::rounded:
            return "to twelve places: no fraction of 128 bits holds it";
        case Mark::fallback:
            return "stands in for what has no value";
        case Mark::partial_mix:
            return "by a part of the common mix: some of its members have no value here";
        case Mark::reversed:
            return "the total goes against all of its parts";
        case Mark::incomplete:
            return "so many more records would count, or may";
    }
    return "";
}

}  // namespace

std::string sign(Marks marks) {
    std::string text;
    for (const Mark mark : all_marks)
        if (marks.has(mark)) text += sign_of(mark);
    if (marks.has(Mark::incomplete)) text += std::to_string(marks.undated() + marks.unread());
    return text;
}

std::string lacking_text(Marks marks) {
    std::string text;
    if (marks.undated() > 0) text = fmt::format("{} more, undated", marks.undated());
    if (marks.unread() > 0)
        text += fmt::format("{}{} more, unread", text.empty() ? "" : "; ", marks.unread());
    return text;
}

std::vector<LegendLine> legend(Marks marks) {
    std::vector<LegendLine> lines;
    for (const Mark mark : all_marks)
        if (marks.has(mark))
            lines.push_back(
                {std::string{sign_of(mark)}, fmt::format("{}: {}", name(mark), meaning(mark))});
    if (marks.undated() > 0)
        lines.back().text +=
            fmt::format("; up to {} undated: they lack the day they count by", marks.undated());
    if (marks.unread() > 0)
        lines.back().text += fmt::format(
            "; up to {} unread: rejected, or what decides it could not be read", marks.unread());
    return lines;
}

void ReasonMarks::see(Reason reason) {
    if (std::find(reasons_.begin(), reasons_.end(), reason) == reasons_.end())
        reasons_.push_back(reason);
}

std::string ReasonMarks::mark(Reason reason) const {
    if (reasons_.size() == 1) return "-";
    const auto at = std::find(reasons_.begin(), reasons_.end(), reason) - reasons_.begin();
    return std::string{'-', static_cast<char>('a' + at)};
}

std::vector<LegendLine> ReasonMarks::legend() const {
    std::vector<LegendLine> lines;
    for (const Reason reason : reasons_)
        lines.push_back({mark(reason), fmt::format("{}: {}", name(reason), meaning(reason))});
    return lines;
}

}  // namespace saleskpi::inline v0_3::detail
