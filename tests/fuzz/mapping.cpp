// SPDX-License-Identifier: MIT
#include "fuzz/targets.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/json/load.hpp>
#include <saleskpi/json/mapping.hpp>
#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/record/deal.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <optional>

namespace fuzz {

using namespace saleskpi;

namespace {

/// A file that the mapping reads: what the input says, below a header of the columns it names, unless
/// the mapping says how the file is laid out.
std::string file_of(const TableMapping& table, std::string_view rows) {
    if (table.layout != FileLayout{}) return std::string{rows};
    std::string header = "id,stage,closed,amount";
    const auto add = [&](const std::string& column) {
        const auto& unpivot = table.unpivot;
        if (unpivot && (column == unpivot->name || column == unpivot->value)) return;
        header += table.delimiter == delimiter_of_header ? ',' : table.delimiter;
        header += '"';
        for (const char c : column)
            header += c == '"' ? std::string{"\"\""} : std::string{c};
        header += '"';
    };
    for (const auto& [field, mapping] : table.fields)
        for (const std::string& column : mapping.columns)
            add(column);
    // A pattern fits itself: its * stands for any text.
    if (table.unpivot)
        for (const std::string& column : table.unpivot->columns)
            add(column);
    return header + "\n" + std::string{rows};
}

void require_told(const Records<Deal>& read) {
    require(read.records.size() == read.lines.size(), "some records have no line");
    require(
        read.report.kept == read.records.size() &&
            read.report.read == read.report.kept + read.report.rejected,
        "kept and rejected are not all that were read");
    std::size_t rejected = 0;
    for (const Finding& finding : read.findings)
        rejected += finding.rejected ? 1 : 0;
    require(rejected == read.report.rejected, "what was rejected is not told");
}

void require_readable(const TableMapping& table, std::string_view rows) {
    ReadOptions options;
    options.mapping = table;
    options.currency = usd;
    options.max_record_bytes = 1000;
    for (const FileFormat& format : {csv_format(), json_format()}) {
        try {
            const bool is_csv = format.extensions.front() == ".csv";
            const std::string text = is_csv ? file_of(table, rows) : std::string{rows};
            const Records<Deal> read = parse_records<Deal>(text, format, options);
            require_told(read);
            const Records<Deal> again = parse_records<Deal>(text, format, options);
            require(again.findings == read.findings, "it is read in two ways");
            BookBuilder builder{usd};
            builder.add(read);
            (void)rollup(builder.build()).metrics(kpi::revenue).by("rep").run();
        } catch (const Error& error) {
            require(*error.what() != '\0', "an error without a message");
        }
    }
}

}  // namespace

void mapping(Bytes bytes) {
    const Halves halves = halves_of(bytes);
    std::optional<Mapping> read;
    try {
        read = parse_mapping(halves.front);
    } catch (const Error& error) {
        require(
            error.code() == ErrorCode::invalid_mapping || error.code() == ErrorCode::invalid_json ||
                error.code() == ErrorCode::empty_file,
            error.what());
        require(
            std::string_view{error.what()}.starts_with("mapping"),
            std::string{"it does not name the document: "} + error.what());
        require(!try_parse_mapping(halves.front), "it is a mapping after all");
        return;
    }
    require(try_parse_mapping(halves.front) == read, "both ways to read differ");
    std::size_t tables = 0;
    for (const TableMapping& table : read->tables)
        if (++tables <= 3) require_readable(table, halves.back);
    if (tables == 0) require_readable(read->defaults, halves.back);
}

}  // namespace fuzz
