// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/grain.hpp>
#include <saleskpi/calendar/window.hpp>
#include <saleskpi/value/date.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace saleskpi::detail {

/// What a calendar knows about one of its grains. A new kind of calendar (other week starts,
/// retail 4-4-5, a list of periods) is a new rule in a file of its own; nothing else does period
/// arithmetic.
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

    /// The period that a reader compares with this one, one year later.
    virtual std::int32_t year_before(std::int32_t ordinal) const = 0;

    /// The days of the period `to` that correspond to `part` of the period `from`. By default
    /// counted in days from its beginning and cut off at its end.
    virtual Window same_part(const Window& part, std::int32_t from, std::int32_t to) const;

    virtual std::string label(std::int32_t ordinal) const = 0;

    /// The ordinal of a label; nothing if it is none of this grain.
    virtual std::optional<std::int32_t> find(std::string_view label) const = 0;

    /// Whether the period of that number has a day in all_time.
    bool has(std::int64_t ordinal) const;
};

/// The rules of a calendar, one per grain.
struct GrainRules {
    std::string spec;
    std::array<std::unique_ptr<const GrainRule>, all_grains.size()> rules;

    const GrainRule& operator[](Grain grain) const {
        return *rules[static_cast<std::size_t>(grain)];
    }
};

}  // namespace saleskpi::detail
