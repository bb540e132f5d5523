// SPDX-License-Identifier: MIT
// Reads a folder of records and reports on it: sales_report --help.
#include "catalogue.hpp"
#include "load_book.hpp"
#include "options.hpp"
#include "report.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace sales_report;

enum Exit { report_written = 0, strict_and_rejected = 1, no_report = 2 };

void write(const std::string& text, const std::optional<std::string>& file) {
    if (!file) {
        if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() ||
            std::fflush(stdout) != 0)
            throw Error{ErrorCode::unwritable_file, "the report cannot be written"};
        return;
    }
    std::FILE* const out = std::fopen(file->c_str(), "wb");
    const bool is_written =
        out != nullptr && std::fwrite(text.data(), 1, text.size(), out) == text.size();
    const bool is_closed = out != nullptr && std::fclose(out) == 0;
    if (!is_written || !is_closed)
        throw Error{ErrorCode::unwritable_file, *file + ": cannot be written"};
}

Exit run(const Options& options) {
    if (options.help) {
        write(std::string{help_text()}, options.output);
        return report_written;
    }
    const Catalogue catalogue = catalogue_for(options);
    if (options.list) {
        write(catalogue_text(catalogue), options.output);
        return report_written;
    }
    const Book book = load_book(options);
    write(report(book, options, catalogue), options.output);
    fmt::print(stderr, "{}", findings_text(book.report()));
    return options.strict && book.report().rejected() > 0 ? strict_and_rejected : report_written;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const std::vector<std::string_view> arguments(argv + 1, argv + argc);
        return run(parse_options(arguments));
    } catch (const UsageError& error) {
        fmt::print(stderr, "sales_report: {}\nTry sales_report --help\n", error.what());
    } catch (const std::exception& error) {
        fmt::print(stderr, "sales_report: {}\n", error.what());
    }
    return no_report;
}
