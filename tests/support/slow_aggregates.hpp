// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/rational.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// How records become one number, by the aggregate's name in a formula's text.
namespace slow {

using namespace saleskpi;

/// An aggregate as it is called: its name, and the number before what it takes.
struct Called {
    std::string name;
    std::int64_t argument = 0;

    bool is(const char* other) const { return name == other; }
    /// Whether it says how many, whatever values they have.
    bool needs_no_value() const { return is("count") || is("distinct") || is("months_in_force"); }
    bool adds() const { return is("count") || is("sum") || is("months_in_force"); }
};

Called called(const std::string& text);

/// Of the values, ascending, at least one, and what they add up to.
Rational of_values(const Called& aggregate, const std::vector<Rational>& values, Rational sum);

}  // namespace slow
