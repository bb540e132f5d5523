// SPDX-License-Identifier: MIT
#pragma once

#include "value/exact.hpp"

#include <saleskpi/value/mark.hpp>
#include <saleskpi/value/reason.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// A number on its way through the arithmetic of a metric, or why there is none.
struct Evaluated {
    Exact value;
    std::optional<Reason> reason;
    std::int64_t records = 0;
    std::int64_t missing = 0;
    Marks marks = {};
};

/// When there is no value, in words.
struct Occasion {
    Reason reason;
    std::string_view text;
};

/// What rests on both: without a value yet, and without one where either has none. That a report is
/// not cut by something says more than any other reason.
inline Evaluated resting_on(const Evaluated& a, const Evaluated& b) {
    const bool is_not_cut = b.reason == Reason::not_cut;
    return {
        {},
        a.reason && !is_not_cut ? a.reason : b.reason,
        a.records + b.records,
        a.missing + b.missing,
        a.marks | b.marks};
}

/// No value: what there is to say of the records stays.
inline Evaluated without_value(Reason reason, const Evaluated& of = {}) {
    return {{}, reason, of.records, of.missing, of.marks};
}

}  // namespace saleskpi::inline v0_3::detail
