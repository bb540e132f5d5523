// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/mark.hpp>
#include <saleskpi/value/rational.hpp>
#include <saleskpi/value/reason.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How records become one number, by the aggregate's name in a formula's text.
namespace slow {

using namespace saleskpi;

bool is_aggregate_name(std::string_view name);

/// An aggregate as it is called: its name, and the number before what it takes.
struct Called {
    std::string name;
    std::int64_t argument = 0;

    bool is(std::string_view other) const { return name == other; }
    /// Whether it says how many, whatever values they have.
    bool needs_no_value() const { return is("count") || is("distinct") || is("months_in_force"); }
    bool adds() const {
        return is("count") || is("sum") || is("sum_of_fractions") || is("months_in_force");
    }
};

Called called(const std::string& text);

/// What one record says.
struct Given {
    Rational value;    ///< of a wait, for how many days it was seen
    std::int64_t day;  ///< by which records are compared
    bool is_over;      ///< of a wait
};

struct Summary {
    Rational value;
    std::optional<Reason> reason = std::nullopt;
    Marks marks = {};
};

/// Of at least one value, and what they add up to.
Summary of_values(const Called& aggregate, std::vector<Given> given, Rational sum);

}  // namespace slow
