// SPDX-License-Identifier: MIT
// Reads a folder of records and reports on it: sales_report --help.
#include "catalogue.hpp"
#include "checks.hpp"
#include "load_book.hpp"
#include "options.hpp"
#include "output.hpp"
#include "report.hpp"
#include "streams.hpp"

#include <saleskpi/csv.hpp>

#include <fmt/format.h>

#include <exception>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace sales_report;

enum Exit { report_written = 0, found_wrong = 1, no_report = 2 };

void write(
    const Writer& writer,
    const Options& options,
    std::span<const std::filesystem::path> inputs = {}) {
    if (options.output)
        write_to_file(writer, *options.output, inputs);
    else
        write_to_terminal(writer);
}

/// How the files are read that are loaded; for --list, those whose fields definitions may name.
Mapping mapping_of(const Options& options, std::vector<std::filesystem::path>& inputs) {
    const bool is_named = options.mapping || (!options.directory.empty() && !options.preset);
    if (options.list && !(options.definitions && is_named)) return {};
    return mapping_for(options, inputs);
}

Exit run(const Options& options) {
    if (options.help) {
        write(text_writer(std::string{help_text()}), options);
        return report_written;
    }
    if (options.print_mapping && !options.list) {
        write(text_writer(fitted_preset(options).mapping), options);
        return report_written;
    }
    std::vector<std::filesystem::path> inputs;
    const Mapping mapping = mapping_of(options, inputs);
    const Catalogue catalogue = catalogue_for(options, mapping);
    if (options.definitions) inputs.emplace_back(*options.definitions);
    if (options.list) {
        write(text_writer(catalogue_text(catalogue, options.format)), options, inputs);
        return report_written;
    }
    if (options.check) {
        const Checked checked = check_numbers(options, mapping, catalogue, inputs);
        write(checked.writer, options, inputs);
        return checked.differences > 0 ? found_wrong : report_written;
    }
    const Loaded loaded = load_book(options, mapping, catalogue, inputs);
    const Book& book = loaded.book;
    const std::vector<DataCheck> checks =
        options.where ? std::vector<DataCheck>{} : data_checks(book, loaded.checks);
    if (options.check_data) {
        write(data_checks_writer(checks, options.format), options, inputs);
        return report_written;
    }
    // Of a part of the records nothing is told of the others.
    const std::string findings =
        options.where ? std::string{} : findings_text(book.report(), checks);
    if (options.findings)
        write_to_file(
            [&](const TextSink& sink) {
                write_csv(book.report().findings, sink, {.guard = options.guard});
            },
            *options.findings, inputs);
    try {
        write(report(book, checks, options, catalogue), options, inputs);
    } catch (const NothingHappened&) {
        complain(findings);  // which may say why
        throw;
    }
    complain(findings);
    const std::string strict = options.strict ? strict_text(book.report()) : std::string{};
    complain(strict);
    return strict.empty() ? report_written : found_wrong;
}

}  // namespace

int main(int argc, char** argv) {
    prepare_streams();
    try {
        const std::vector<std::string_view> arguments(argv + 1, argv + argc);
        return run(parse_options(arguments));
    } catch (const UsageError& error) {
        complain(fmt::format("sales_report: {}\nTry sales_report --help\n", error.what()));
    } catch (const Error& error) {
        const bool is_outside = error.code() == ErrorCode::outside_folder;
        const bool is_not_pushed = error.code() == ErrorCode::not_pushed_down;
        complain(fmt::format(
            "sales_report: {}{}\n", error.what(),
            is_outside      ? "; --allow-outside reads it all the same"
            : is_not_pushed ? "; here that is --read-up-to, with a number of records"
                            : ""));
    } catch (const std::exception& error) {
        complain(fmt::format("sales_report: {}\n", error.what()));
    }
    return no_report;
}
