// SPDX-License-Identifier: MIT
#include "options.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace bench {

namespace {

constexpr const char* usage =
    "usage: saleskpi_bench [--deals N] [--reps N] [--runs N] [--only NAME,...] [--large]\n"
    "                      [--duckdb path/to/libduckdb.so] [--write docs/performance.md]";

template <class Number>
Number number(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 1)
        throw std::runtime_error{usage};
    return value;
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t comma = (std::min)(text.find(','), text.size());
        parts.emplace_back(text.substr(0, comma));
        text.remove_prefix((std::min)(comma + 1, text.size()));
    }
    return parts;
}

}  // namespace

bool Options::wants(std::string_view name) const {
    return only.empty() || std::find(only.begin(), only.end(), name) != only.end();
}

Options parse_options(int argc, const char* const* argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view name = argv[i];
        if (name == "--large") {
            options.large = true;
            continue;
        }
        if (++i == argc) throw std::runtime_error{usage};
        const std::string_view value = argv[i];
        if (name == "--deals")
            options.deals = number<std::size_t>(value);
        else if (name == "--reps")
            options.reps = number<std::size_t>(value);
        else if (name == "--runs")
            options.runs = number<int>(value);
        else if (name == "--only")
            options.only = split(value);
        else if (name == "--duckdb")
            options.duckdb = value;
        else if (name == "--write")
            options.page = value;
        else
            throw std::runtime_error{usage};
    }
    return options;
}

}  // namespace bench
