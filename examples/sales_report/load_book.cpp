// SPDX-License-Identifier: MIT
#include "load_book.hpp"

#include "progress.hpp"
#include "source.hpp"
#include "streams.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/format/terminal.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/json/presets.hpp>
#include <saleskpi/load/load.hpp>
#ifdef SALES_REPORT_TIME_ZONES
#include <saleskpi/timezone.hpp>
#endif

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sales_report {

namespace {

/// One line on standard error, if that is a terminal and the load takes longer than a moment.
class ProgressLine {
public:
    ~ProgressLine() { clear(); }

    void clear() {
        if (width_ > 0) fmt::print(stderr, "\r{:{}}\r", "", width_);
        width_ = 0;
    }

    void show(const LoadProgress& progress) {
        const auto now = Clock::now();
        if (!is_terminal_ || now < next_) return;
        next_ = now + std::chrono::milliseconds{100};
        // Narrower than a terminal: a line that is broken cannot be written over.
        constexpr std::size_t most = 79;
        const std::string text = progress_text(progress);
        std::fputs(fmt::format("\r{:{}.{}}", text, width_, most).c_str(), stderr);
        width_ = (std::max)(width_, (std::min)(text.size(), most));
        std::fflush(stderr);
    }

private:
    using Clock = std::chrono::steady_clock;

    bool is_terminal_ = isatty(STDERR_FILENO) == 1;
    Clock::time_point next_ = Clock::now() + std::chrono::seconds{1};
    std::size_t width_ = 0;  // of what is shown
};

/// Which file is taken for which table, for people.
std::string files_text(const FittedPreset& fitted) {
    std::string text = fmt::format("preset {}:\n", fitted.preset);
    for (const FittedPreset::File& file : fitted.files) {
        text +=
            fmt::format("  {}: {}, {} columns", for_terminal(file.file), file.table, file.columns);
        if (!file.days.empty()) text += fmt::format(", days like 3/4/2025 as {}", file.days);
        if (!file.absent.empty())
            text += fmt::format("; none for {}", fmt::join(file.absent, ", "));
        text += "\n";
    }
    for (const std::string& other : fitted.others)
        text +=
            fmt::format("  {}: not read, it has the columns of no table\n", for_terminal(other));
    return text;
}

/// How a file was read where nobody says it, for people; nothing if it is written as usual.
std::string guesses_text(const LoadReport& report) {
    std::vector<std::string> guesses;
    if (!report.encoding.empty()) guesses.push_back(fmt::format("in {}", report.encoding));
    if (report.delimiter == '\t')
        guesses.emplace_back("with tabs between columns");
    else if (report.delimiter != delimiter_of_header)
        guesses.push_back(fmt::format("with '{}' between columns", report.delimiter));
    for (const InferredNumbers& numbers : report.numbers) {
        const std::vector<std::string>& forms = numbers.forms;
        // Where either mark may be the decimal one, no number has any.
        const auto may_be = [&](std::string_view form) {
            return std::find(forms.begin(), forms.end(), form) != forms.end();
        };
        if (!may_be("1,234.56") || !may_be("1.234,56"))
            guesses.push_back(
                fmt::format("numbers of {} as {}", numbers.field, fmt::join(forms, " or ")));
    }
    if (guesses.empty()) return {};
    return fmt::format("{}: read {}\n", for_terminal(report.file), fmt::join(guesses, ", "));
}

std::vector<LoadReport> loaded_tables(
    const Options& options, const Mapping& mapping, const LoadOptions& load, BookBuilder& builder) {
    try {
        return load_directory(options.directory, mapping, load, builder);
    } catch (const Error& error) {
        const bool may_be_export = error.code() == ErrorCode::unreadable_file &&
                                   mapping.tables.empty() && !options.preset &&
                                   std::filesystem::is_directory(options.directory);
        if (!may_be_export) throw;
        throw Error{
            error.code(),
            fmt::format("{}; if they are a CRM's exports, say --preset auto", error.what())};
    }
}

/// By which rules the records are to be seen.
void see_by(const Options& options, BookBuilder& builder) {
    for (const auto& [name, stages] : options.pipelines)
        name.empty() ? builder.pipeline(stages) : builder.pipeline(name, stages);
    if (options.rates_of && options.rates_of->fixed)
        builder.converted_by(*options.rates_of->fixed);
    else if (options.rates_of)
        builder.converted_by(options.rates_of->day);
    if (!options.policies.empty()) builder.revenue_policy(options.policies.front());
}

}  // namespace

FittedPreset fitted_preset(const Options& options) {
    LoadOptions load;
    load.formats = {csv_format(), json_format()};
    load.allow_outside = options.allow_outside;
    return fit_preset(*options.preset, options.directory, load);
}

Mapping mapping_for(const Options& options, std::vector<std::filesystem::path>& inputs) {
    if (options.preset) {
        const FittedPreset fitted = fitted_preset(options);
        complain(files_text(fitted));
        if (std::filesystem::exists(std::filesystem::path{options.directory} / "mapping.json"))
            complain("  mapping.json: not read, --preset goes before it\n");
        return parse_mapping(fitted.mapping, "preset " + fitted.preset);
    }
    if (options.mapping) {
        inputs.emplace_back(*options.mapping);
        return read_mapping(*options.mapping);
    }
    if (options.source) return {};
    const auto found = find_mapping(options.directory, options.allow_outside);
    if (!found) return {};
    inputs.push_back(std::filesystem::path{options.directory} / "mapping.json");
    return *found;
}

Loaded load_book(
    const Options& options,
    const Mapping& mapping,
    const Catalogue& catalogue,
    std::vector<std::filesystem::path>& inputs) {
    const Currency natural = mapping.currency.is_none() ? usd : mapping.currency;

    BookBuilder builder{options.currency.value_or(natural)};
    builder.calendar(options.calendar);
    for (const Hierarchy& hierarchy : options.hierarchies)
        builder.hierarchy(hierarchy);
    std::vector<Definition> metrics;
    for (const CatalogueEntry& entry : catalogue.entries())
        metrics.push_back(entry.definition);
    builder.metrics(metrics);
    if (options.as_of) builder.as_of(*options.as_of);
    if (options.known_at) builder.known_at(*options.known_at);

    ProgressLine line;
    LoadOptions load;
    load.formats = {csv_format(), json_format()};
    load.currency = options.currency.value_or(natural);
    load.progress = [&](const LoadProgress& progress) { line.show(progress); };
    load.allow_outside = options.allow_outside;
    load.time_zone = options.calendar.zone();
#ifdef SALES_REPORT_TIME_ZONES
    load.dates_in_zone = dates_in_zone;
#endif
    LoadChecks checks;
    load.checks = &checks;
    std::string told;
    if (options.source) {
        sql::Schema schema{mapping};
        if (options.read_up_to) schema.read_up_to = *options.read_up_to;
        // What is said here is in the place of what the mapping says.
        if (!options.pipelines.empty()) schema.mapping.pipelines.clear();
        if (!options.policies.empty()) schema.mapping.revenue_policy.reset();
        see_by(options, builder);
        sql::Opened opened = sql::open(open_source(options), schema, std::move(builder), load);
        line.clear();
        complain(tables_text(opened.tables));
        return {std::move(opened.book), checks};
    }
    for (const auto& report : loaded_tables(options, mapping, load, builder)) {
        inputs.insert(inputs.end(), report.files.begin(), report.files.end());
        // A file that is read for several tables is read in one way.
        if (const std::string guesses = guesses_text(report);
            told.find(guesses) == std::string::npos)
            told += guesses;
    }
    line.clear();
    complain(told);
    see_by(options, builder);  // after the mapping, in whose place it is
    if (options.history) {
        const auto report = load_table("field_changes", *options.history, {}, load, builder);
        inputs.insert(inputs.end(), report.files.begin(), report.files.end());
    }
    return {builder.build(), checks};
}

}  // namespace sales_report
