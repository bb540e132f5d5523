// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/mark.hpp>
#include <saleskpi/value/quantity.hpp>
#include <saleskpi/value/reason.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// How the numbers of one column are written: all with the same digits after the point, and with
/// none if none needs them, or if they are amounts so large that cents are noise.
class NumberStyle {
public:
    /// Takes a number of the column into account: each once, before any is written.
    void see(const AnyQuantity& quantity);

    /// "1,234.50", "12", "63.94 %": without currency, and without the unit that unit_text() gives.
    std::string text(const AnyQuantity& quantity) const;

private:
    bool are_all_whole_ = true;
    bool is_any_large_ = false;
};

/// What a number of the unit needs to be said besides: "days", "per month"; or nothing.
std::string_view unit_text(Unit unit);

/// What a reason says, in a few words.
std::string_view meaning(Reason reason);

/// What is written behind a value that is marked: "?", "^".
std::string sign(Marks marks);

/// "2 more, undated; 1 more, unread": records that a value lacks; empty if there are none.
std::string lacking_text(Marks marks);

/// A sign, and what it means.
struct LegendLine {
    std::string sign;
    std::string text;
};

/// A line for each of the marks.
std::vector<LegendLine> legend(Marks marks);

/// The marks that stand for values there are not, and what they mean.
class ReasonMarks {
public:
    /// Takes a reason into account: all, before any is written.
    void see(Reason reason);

    /// "-", or, if the table has several reasons, "-a", "-b".
    std::string mark(Reason reason) const;
    /// A line for each: "-a", "no_target: there is no target".
    std::vector<LegendLine> legend() const;

private:
    std::vector<Reason> reasons_;  ///< in the order of their first use
};

}  // namespace saleskpi::inline v0_3::detail
