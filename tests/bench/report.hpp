// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// One line of a measurement: what was measured, how it compares, and whether a goal is met.
struct Line {
    std::string what;
    std::optional<double> seconds{};  ///< the median, if it is a time
    std::string compared{};           ///< "1.24 x the expert's loop"
    std::string goal{};               ///< "at most 1.3"; empty: none
    std::optional<bool> met{};
    double ratio = 0;  ///< what the goal is about; 0: it was not measured

    /// A figure that is not a ratio: "40 bytes".
    Line& says(std::string text);
    Line& is(double ratio, std::string_view times_what);
    Line& at_most(double bound);
    Line& at_least(double bound);
};

using Lines = std::vector<Line>;

/// A line about a time.
Line timed(std::string what, double seconds);
/// A line about something that this machine does not have.
Line not_available(std::string what);

/// "0.123", with as many digits as mean something.
std::string number(double value);

/// The lines as a table in Markdown, which also reads well in a terminal.
std::string table(const Lines& lines);

/// Puts `text` between the marks `<!-- bench: NAME -->` and `<!-- end -->` of a page; what stands
/// outside is left alone. Throws std::runtime_error if the page has no such marks.
void write_section(const std::string& page, std::string_view name, std::string_view text);

}  // namespace bench
