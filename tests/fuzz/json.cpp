// SPDX-License-Identifier: MIT
#include "fuzz/reports.hpp"
#include "fuzz/targets.hpp"

#include <saleskpi/json/load.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/record/activity.hpp>
#include <saleskpi/record/deal.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <optional>

namespace fuzz {

using namespace saleskpi;

namespace {

ReadOptions options() {
    ReadOptions options;
    options.currency = usd;
    options.max_record_bytes = 400;
    return options;
}

FileFormat lines_format() {
    FileFormat format = json_format();
    format.read = [](ByteSource& source, const ReadRequest& request, RowSink& sink) {
        ReadRequest lines = request;
        lines.file = "records.ndjson";
        json_format().read(source, lines, sink);
    };
    return format;
}

template <class R>
std::optional<Records<R>> read(std::string_view text, const FileFormat& format) {
    try {
        return parse_records<R>(text, format, options());
    } catch (const Error& error) {
        require(*error.what() != '\0', "an error without a message");
        return std::nullopt;
    }
}

template <class R>
void require_told(const Records<R>& records) {
    std::size_t rejected = 0;
    for (const Finding& finding : records.findings)
        rejected += finding.rejected ? 1 : 0;
    require(
        records.report.kept == records.records.size() && rejected == records.report.rejected &&
            records.report.read == records.report.kept + rejected,
        "kept and rejected are not all that were read");
}

Table table_of(const Records<Deal>& deals, const Records<Activity>& activities) {
    BookBuilder builder{usd};
    builder.add(deals).add(activities);
    return rollup(builder.build())
        .metrics(kpi::revenue, kpi::calls)
        .by("rep")
        .with_subtotals()
        .run();
}

/// Lines that are each an object, as one list of them.
std::string list_of(std::string_view lines) {
    std::string list = "[";
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        if (list.size() > 1) list += ',';
        list += line;
    }
    return list + "]";
}

template <class R>
void require_same(const Records<R>& one, const Records<R>& other) {
    require(one.records.size() == other.records.size(), "a list and lines are other records");
    for (const FieldInfo& field : record_type<R>().fields) {
        if (field.type != FieldType::text) continue;
        for (std::size_t i = 0; i < one.records.size(); ++i) {
            std::string_view left, right;
            const void* a = &one.records[i];
            const void* b = &other.records[i];
            field.read(&a, 1, &left);
            field.read(&b, 1, &right);
            require(left == right, "a list and lines have other texts: " + std::string{left});
        }
    }
}

}  // namespace

void json(Bytes bytes) {
    const std::string_view text = text_of(bytes);
    const auto document = read<Deal>(text, json_format());
    const auto others = read<Activity>(text, json_format());
    if (document) require_told(*document);
    if (document && others) {
        require_told(*others);
        (void)in_all_formats(table_of(*document, *others));
    }
    const auto lines = read<Deal>(text, lines_format());
    const auto other_lines = read<Activity>(text, lines_format());
    if (!lines || !other_lines) return;
    require_told(*lines);
    const Table table = table_of(*lines, *other_lines);
    (void)in_all_formats(table);
    // What is right line by line is right as a list.
    if (!lines->findings.empty() || lines->records.empty()) return;
    const auto list = read<Deal>(list_of(text), json_format());
    require(list.has_value(), "the lines are no list");
    require(list->findings.empty(), "the list has faults that the lines have not");
    require_same(*lines, *list);
}

}  // namespace fuzz
