// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/grain.hpp>
#include <saleskpi/calendar/window.hpp>
#include <saleskpi/value/date.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// What a calendar knows about one of its grains. A new kind of calendar is a new rule in a file of
/// its own; nothing else does period arithmetic.
class GrainRule {
public:
    GrainRule() = default;
    GrainRule(const GrainRule&) = delete;
    GrainRule& operator=(const GrainRule&) = delete;
    virtual ~GrainRule() = default;

    /// The number of the period that contains a day of all_time. Consecutive periods have
    /// consecutive ordinals, the same as TypedPeriod::ordinal() where that type exists.
    virtual std::int32_t ordinal_of(Date day) const = 0;

    virtual Window days(std::int32_t ordinal) const = 0;

    /// The period of the year before that a reader compares with this one; one that does not exist
    /// if there is none.
    virtual std::int32_t year_before(std::int32_t ordinal) const = 0;

    /// The days of the period `to` that correspond to `part` of the period `from`. By default
    /// counted in days from its beginning and cut off at its end.
    virtual Window same_part(const Window& part, std::int32_t from, std::int32_t to) const;

    virtual std::string label(std::int32_t ordinal) const = 0;

    /// The ordinal of a label; nothing if it is none of this grain.
    virtual std::optional<std::int32_t> find(std::string_view label) const = 0;

    /// Whether there is a period of that number, and it has a day in all_time.
    virtual bool has(std::int64_t ordinal) const;
};

}  // namespace saleskpi::inline v0_3::detail
