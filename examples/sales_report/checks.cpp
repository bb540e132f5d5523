// SPDX-License-Identifier: MIT
#include "checks.hpp"

#include "load_book.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/format/data_checks.hpp>
#include <saleskpi/format/golden.hpp>
#include <saleskpi/format/terminal.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/json/data_checks.hpp>
#include <saleskpi/json/golden.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace sales_report {

namespace {

FileFormat format_of(const std::filesystem::path& file) {
    const std::string extension = file.extension().string();
    const FileFormat json = json_format();
    const bool is_json = std::find(json.extensions.begin(), json.extensions.end(), extension) !=
                         json.extensions.end();
    return is_json ? json : csv_format();
}

std::string text_of(
    const Options& options, std::size_t checks, const std::vector<GoldenDifference>& differences) {
    if (options.format == Format::json)
        return json_text(nlohmann::json{{"checks", checks}, {"differences", differences}});
    std::string text = fmt::format(
        "{}: {} of {} numbers are as expected\n", for_terminal(*options.check),
        checks - differences.size(), checks);
    if (!differences.empty()) text += "\n" + to_text(differences);
    return text;
}

}  // namespace

Checked check_numbers(
    const Options& options,
    const Mapping& mapping,
    const Catalogue& catalogue,
    std::vector<std::filesystem::path>& inputs) {
    const std::filesystem::path file{*options.check};
    inputs.push_back(file);
    const std::vector<GoldenCheck> checks = read_golden(file, format_of(file));
    if (checks.empty())
        throw UsageError{fmt::format("{}: there is nothing to check in it", *options.check)};
    const auto book_as_of = [&](const std::optional<Date>& day) {
        Options of_day = options;
        if (day) of_day.as_of = day;
        return load_book(of_day, mapping, catalogue, inputs).book;
    };
    const auto differences = golden_differences(book_as_of, checks, catalogue);
    return {differences.size(), text_writer(text_of(options, checks.size(), differences))};
}

Writer data_checks_writer(const std::vector<DataCheck>& checks, Format format) {
    if (format == Format::json) return text_writer(json_text(nlohmann::json{{"checks", checks}}));
    return text_writer(to_text(checks));
}

}  // namespace sales_report
