// SPDX-License-Identifier: MIT
#include "calendar_kinds.hpp"
#include "grain_rule.hpp"

#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/calendar/month_blocks.hpp>
#include <saleskpi/value/error.hpp>

#include <utility>

namespace saleskpi {

namespace {

[[noreturn]] void refuse(Grain grain) {
    throw Error{
        ErrorCode::invalid_date,
        "this " + std::string{name(grain)} + " lies outside 0001-01-01 to 9999-12-31"};
}

Period whole_window(const Window& window) {
    if (window.first < all_time.first || window.last > all_time.last) {
        refuse(Grain::window);
    }
    return Period{Grain::window, 0, window.first, window.last, true};
}

/// The period of a rule; the number comes from arithmetic and may lie outside.
Period made(const detail::GrainRule& rule, Grain grain, std::int64_t number) {
    if (!rule.has(number)) {
        refuse(grain);
    }
    const auto ordinal = static_cast<std::int32_t>(number);
    const Window days = rule.days(ordinal);
    return Period{grain, ordinal, days.first, days.last, true};
}

Period clipped(const Period& whole, const Window& window) {
    const Window part = intersect(whole.window(), window);
    return Period{whole.grain, whole.ordinal, part.first, part.last, part == whole.window()};
}

Window shifted_by_its_length(const Window& window, std::int32_t n) {
    // 64 bits: the number of days times n need not fit into the 32 bits of date::days.
    const std::int64_t steps = std::int64_t{window.days()} * n;
    const std::int64_t limit = all_time.days();
    if (steps < -limit || steps > limit) {
        refuse(Grain::window);
    }
    const date::days shift{static_cast<int>(steps)};
    return Window{window.first + shift, window.last + shift};
}

}  // namespace

Calendar::Calendar() : Calendar{detail::fiscal_rules(date::January, FiscalName::by_end)} {}

Calendar::Calendar(std::shared_ptr<const detail::GrainRules> rules)
    : rules_{std::move(rules)}, working_days_{std::make_shared<const WorkingDays>()} {}

Calendar Calendar::with(WorkingDays working_days) const {
    Calendar other = *this;
    other.working_days_ = std::make_shared<const WorkingDays>(std::move(working_days));
    return other;
}

Calendar Calendar::fiscal_from(date::month first_month, FiscalName name) {
    if (!first_month.ok()) {
        throw Error{ErrorCode::invalid_argument, "a fiscal year begins in a month from 1 to 12"};
    }
    return Calendar{detail::fiscal_rules(first_month, name)};
}

Period Calendar::period(Grain grain, Date day) const {
    if (!all_time.contains(day)) {
        refuse(grain);
    }
    const detail::GrainRule& rule = (*rules_)[grain];
    return made(rule, grain, rule.ordinal_of(day));
}

Period Calendar::numbered(Grain grain, std::int32_t ordinal) const {
    return made((*rules_)[grain], grain, ordinal);
}

Period Calendar::shift(const Period& period, std::int32_t n) const {
    if (period.grain == Grain::window) {
        return whole_window(shifted_by_its_length(period.window(), n));
    }
    return made((*rules_)[period.grain], period.grain, std::int64_t{period.ordinal} + n);
}

Period Calendar::next(const Period& period) const { return shift(period, 1); }

Period Calendar::previous(const Period& period) const { return shift(period, -1); }

Period Calendar::year_before(const Period& period) const {
    if (period.grain == Grain::window) {
        return whole_window(Window{
            detail::shift_months(period.first, -12, detail::Edge::first),
            detail::shift_months(period.last, -12, detail::Edge::last),
        });
    }
    const detail::GrainRule& rule = (*rules_)[period.grain];
    return made(rule, period.grain, rule.year_before(period.ordinal));
}

Period Calendar::same_part(const Period& part, const Period& other) const {
    if (part.grain != other.grain) {
        throw Error{
            ErrorCode::invalid_argument, "a part of a " + std::string{name(part.grain)} +
                                             " does not correspond to a part of a " +
                                             std::string{name(other.grain)}};
    }
    if (part.grain == Grain::window) {
        return other;
    }
    const Period whole = numbered(other.grain, other.ordinal);
    return clipped(
        whole, (*rules_)[part.grain].same_part(part.window(), part.ordinal, other.ordinal));
}

std::vector<Period> Calendar::periods(const Window& window, Grain grain) const {
    if (window.empty()) {
        return {};
    }
    if (grain == Grain::window) {
        return {whole_window(window)};
    }
    std::vector<Period> result;
    Period whole = period(grain, window.first);
    while (whole.last < window.last) {
        result.push_back(clipped(whole, window));
        whole = next(whole);
    }
    result.push_back(clipped(whole, window));
    return result;
}

std::string Calendar::label(const Period& period) const {
    return (*rules_)[period.grain].label(period.ordinal);
}

std::optional<Period> Calendar::parse(std::string_view label) const {
    for (const Grain grain : all_grains) {
        const detail::GrainRule& rule = (*rules_)[grain];
        const std::optional<std::int32_t> ordinal = rule.find(label);
        if (ordinal && rule.has(*ordinal)) {
            return made(rule, grain, *ordinal);
        }
    }
    return std::nullopt;
}

std::string Calendar::spec() const { return rules_->spec; }

std::optional<Calendar> Calendar::parse_spec(std::string_view text) {
    const std::optional<detail::FiscalSpec> spec = detail::parse_fiscal_spec(text);
    if (!spec) {
        return std::nullopt;
    }
    return fiscal_from(spec->first_month, spec->name);
}

bool operator==(const Calendar& a, const Calendar& b) {
    return a.rules_->spec == b.rules_->spec && *a.working_days_ == *b.working_days_;
}

}  // namespace saleskpi
