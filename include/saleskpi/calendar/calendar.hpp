// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/civil.hpp>
#include <saleskpi/calendar/grain.hpp>
#include <saleskpi/calendar/period.hpp>
#include <saleskpi/calendar/window.hpp>
#include <saleskpi/calendar/working_days.hpp>
#include <saleskpi/value/date.hpp>

#include <date/date.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi {

namespace detail {
struct GrainRules;
}

/// Which year names a fiscal year that spans two: with an April start, April 2025 to March 2026 is
/// FY2026 by its end and FY2025 by its start.
enum class FiscalName : std::uint8_t { by_end, by_start };

/// Says which days each period has. An immutable value, cheap to copy, safe to share between
/// threads.
///
/// Days run from 0001-01-01 to 9999-12-31. Asking for a period beyond them, or stepping there,
/// throws Error{invalid_date}.
class Calendar {
public:
    /// Civil months and years, ISO weeks; the fiscal year is the civil year.
    Calendar();

    // Copies only: a moved-from calendar would know no rules.
    Calendar(const Calendar&) = default;
    Calendar& operator=(const Calendar&) = default;
    ~Calendar() = default;

    /// Civil months and years, ISO weeks, and fiscal years that begin on the first of a month.
    /// Throws Error{invalid_argument} for a month that does not exist.
    static Calendar fiscal_from(date::month first_month, FiscalName name = FiscalName::by_end);

    /// The same periods, other working days.
    [[nodiscard]] Calendar with(WorkingDays working_days) const;
    [[nodiscard]] const WorkingDays& working_days() const { return *working_days_; }

    /// The period that contains the day. For Grain::window: all time.
    [[nodiscard]] Period period(Grain grain, Date day) const;

    template <Grain G>
    [[nodiscard]] Period period(TypedPeriod<G> typed) const {
        return numbered(G, typed.ordinal());
    }

    /// The period of an ordinal.
    [[nodiscard]] Period numbered(Grain grain, std::int32_t ordinal) const;

    /// The period n steps later. A window steps by its own number of days; any other period,
    /// clipped or not, gives a whole period.
    [[nodiscard]] Period shift(const Period& period, std::int32_t n) const;
    [[nodiscard]] Period next(const Period& period) const;
    [[nodiscard]] Period previous(const Period& period) const;

    /// The whole period that corresponds to this one a year before. A week: the same number of the
    /// year before, week 53 falling back to that year's last week. Feb 29: Feb 28. A window: both
    /// its edges a year before.
    [[nodiscard]] Period year_before(const Period& period) const;

    /// The part of `other` that corresponds to the part of its own whole period which `part`
    /// covers, for fair comparison of a period that is not over yet: Mar 1-30 against February is
    /// all of February, Apr 1 - May 20 against the first quarter is Jan 1 - Feb 20, two days of a
    /// week are its first two. Both must have the same grain, else Error{invalid_argument}.
    [[nodiscard]] Period same_part(const Period& part, const Period& other) const;

    /// Consecutive periods that cover the window, each of its days once. The first and the last
    /// are clipped to it, and not complete where that cuts days off. Grain::window: the window in
    /// one piece. None for an empty window.
    [[nodiscard]] std::vector<Period> periods(const Window& window, Grain grain) const;

    /// "2025-03-01", "2025-W01", "2025-03", "2025-Q1", "2025-H1", "2025", "FY2026 Q1", "FY2026";
    /// "all" for every window. A clipped period has the label of the whole one.
    [[nodiscard]] std::string label(const Period& period) const;

    /// The whole period of a label, "all" being all time; nothing if the text is no label.
    [[nodiscard]] std::optional<Period> parse(std::string_view label) const;

    /// The text form of this calendar: "iso", "fiscal:april:end", "fiscal:july:start".
    [[nodiscard]] std::string spec() const;

    /// The calendar of a text form, in any letter case; ":end" may be left out. Nothing if it is
    /// none.
    static std::optional<Calendar> parse_spec(std::string_view text);

    /// Equal if every period of the one is the same period of the other, and the same days are
    /// worked.
    friend bool operator==(const Calendar& a, const Calendar& b);

private:
    explicit Calendar(std::shared_ptr<const detail::GrainRules> rules);

    std::shared_ptr<const detail::GrainRules> rules_;
    std::shared_ptr<const WorkingDays> working_days_;
};

}  // namespace saleskpi
