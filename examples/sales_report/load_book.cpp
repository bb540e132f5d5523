// SPDX-License-Identifier: MIT
#include "load_book.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/load/load.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>

namespace sales_report {

namespace {

/// One line on standard error, if that is a terminal and the load takes longer than a moment.
class ProgressLine {
public:
    ~ProgressLine() {
        if (shown_) fmt::print(stderr, "\r{:60}\r", "");
    }

    void show(const LoadProgress& progress) {
        const auto now = Clock::now();
        if (!is_terminal_ || now < next_) return;
        next_ = now + std::chrono::milliseconds{100};
        shown_ = true;
        const std::uint64_t percent =
            progress.total > 0 ? progress.done * 100 / progress.total : 100;
        fmt::print(stderr, "\r{:60}", fmt::format("reading {} {} %", progress.file, percent));
        std::fflush(stderr);
    }

private:
    using Clock = std::chrono::steady_clock;

    bool is_terminal_ = isatty(STDERR_FILENO) == 1;
    Clock::time_point next_ = Clock::now() + std::chrono::seconds{1};
    bool shown_ = false;
};

Mapping mapping_for(const Options& options) {
    if (options.mapping) return read_mapping(*options.mapping);
    const std::filesystem::path usual = std::filesystem::path{options.directory} / "mapping.json";
    std::error_code error;
    return std::filesystem::exists(usual, error) ? read_mapping(usual) : Mapping{};
}

}  // namespace

Book load_book(const Options& options) {
    const Mapping mapping = mapping_for(options);
    const Currency natural = mapping.currency.is_none() ? usd : mapping.currency;

    BookBuilder builder{options.currency.value_or(natural)};
    builder.calendar(options.calendar);
    if (!options.pipeline.empty()) builder.pipeline(options.pipeline);
    if (options.as_of) builder.as_of(*options.as_of);

    ProgressLine line;
    LoadOptions load;
    load.formats = {csv_format(), json_format()};
    load.currency = options.currency.value_or(natural);
    load.progress = [&](const LoadProgress& progress) { line.show(progress); };
    load_directory(options.directory, mapping, load, builder);
    return builder.build();
}

}  // namespace sales_report
