// SPDX-License-Identifier: MIT
#include "report.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace bench {

namespace {

std::string time(double seconds) {
    if (seconds >= 1) return number(seconds) + " s";
    if (seconds >= 1e-3) return number(seconds * 1e3) + " ms";
    return number(seconds * 1e6) + " us";
}

std::array<std::string, 5> cells(const Line& line) {
    return {
        line.what, line.seconds ? time(*line.seconds) : "", line.compared, line.goal,
        line.met ? (*line.met ? "met" : "**not met**") : ""};
}

}  // namespace

Line& Line::says(std::string text) {
    compared = std::move(text);
    return *this;
}

Line& Line::is(double r, std::string_view times_what) {
    ratio = r;
    return says(number(r).append(" x ").append(times_what));
}

Line& Line::at_most(double bound) {
    goal = "at most " + number(bound);
    if (ratio > 0) met = ratio <= bound;
    return *this;
}

Line& Line::at_least(double bound) {
    goal = "at least " + number(bound);
    if (ratio > 0) met = ratio >= bound;
    return *this;
}

Line timed(std::string what, double seconds) {
    Line line{std::move(what)};
    line.seconds = seconds;
    return line;
}

Line not_available(std::string what) {
    Line line{std::move(what)};
    line.compared = "not available";
    return line;
}

std::string number(double value) {
    char text[32];
    const int digits = value >= 100 ? 0 : value >= 9.95 ? 1 : 2;
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    std::string result = text;
    while (result.find('.') != std::string::npos &&
           (result.back() == '0' || result.back() == '.')) {
        const bool point = result.back() == '.';
        result.pop_back();
        if (point) break;
    }
    return result;
}

std::string table(const Lines& lines) {
    std::vector<std::array<std::string, 5>> rows{{"measured", "median", "which is", "goal", ""}};
    for (const Line& line : lines)
        rows.push_back(cells(line));
    std::array<std::size_t, 5> widths{};
    for (const auto& row : rows)
        for (std::size_t c = 0; c < row.size(); ++c)
            widths[c] = (std::max)(widths[c], row[c].size());
    std::string text;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t c = 0; c < rows[r].size(); ++c)
            text.append("| ").append(rows[r][c]).append(widths[c] - rows[r][c].size() + 1, ' ');
        text.append("|\n");
        if (r > 0) continue;
        for (const std::size_t width : widths)
            text.append("|").append(width + 2, '-');
        text.append("|\n");
    }
    return text;
}

void write_section(const std::string& page, std::string_view name, std::string_view text) {
    std::ifstream in{page};
    std::string content{std::istreambuf_iterator<char>{in}, {}};
    const std::string mark = std::string{"<!-- bench: "}.append(name).append(" -->\n");
    const std::size_t start = content.find(mark);
    const std::size_t end =
        start == std::string::npos ? start : content.find("<!-- end -->", start);
    if (end == std::string::npos) throw std::runtime_error{page + " has no section " + mark};
    content.replace(
        start + mark.size(), end - start - mark.size(), "\n" + std::string{text} + "\n");
    std::ofstream{page} << content;
}

}  // namespace bench
