// SPDX-License-Identifier: MIT
#include "json/char_stream.hpp"
#include "json/row_handler.hpp"
#include "load/gzip_source.hpp"
#include "load/line_reader.hpp"
#include "load/text.hpp"

#include <saleskpi/json/load.hpp>
#include <saleskpi/value/error.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <string>

namespace saleskpi::inline v0_3 {

namespace {

constexpr std::array<std::string_view, 3> extensions{".json", ".ndjson", ".jsonl"};

std::string name_of(const ReadRequest& request) {
    return request.file.empty() ? "JSON" : request.file;
}

[[noreturn]] void fail(const ReadRequest& request, const std::string& why) {
    throw Error{ErrorCode::invalid_json, name_of(request) + ": " + why};
}

void read_document(ByteSource& source, const ReadRequest& request, RowSink& sink) {
    detail::CharStream stream{source, name_of(request), request.max_record_bytes};
    detail::RowHandler handler{request, sink, [&stream] { stream.begin_record(); }};
    using Iterator = detail::CharStream::Iterator;
    if (!nlohmann::json::sax_parse(Iterator{stream}, Iterator{}, &handler))
        fail(request, handler.error());
    const std::string& path = request.layout.records;
    if (!handler.has_list() && !path.empty()) fail(request, "has no list at '" + path + "'");
    if (!handler.has_list())
        fail(
            request, "is neither a list of records nor an object with such a list named '" +
                         request.table + "'");
    handler.finish();
}

/// A line stands for itself, so a broken one is rejected alone.
void read_lines(ByteSource& source, const ReadRequest& request, RowSink& sink) {
    using Status = detail::LineReader::Status;
    detail::LineReader lines{source, request.max_record_bytes};
    detail::RowHandler handler{request, sink, [] {}};
    for (;;) {
        std::string_view line;
        lines.begin_record();
        const Status status = lines.next(line);
        if (status == Status::end) break;
        if (status == Status::too_long) {
            const std::string begin{lines.begin_of_record(200)};
            lines.skip_line();
            sink.reject(
                lines.line_number(), begin,
                "is longer than the " + std::to_string(request.max_record_bytes) +
                    " bytes allowed for a record");
            continue;
        }
        while (line.ends_with('\n') || line.ends_with('\r'))
            line.remove_suffix(1);
        if (detail::trimmed(line).empty()) continue;
        handler.expect_record(lines.line_number());
        if (nlohmann::json::sax_parse(line.begin(), line.end(), &handler))
            handler.hand_over_record();
        else
            sink.reject(lines.line_number(), line, handler.error());
    }
    handler.finish();
}

void read_json_rows(ByteSource& source, const ReadRequest& request, RowSink& sink) {
    const std::string extension = detail::without_gzip(request.file).extension().string();
    if (detail::same_word(extension, ".ndjson") || detail::same_word(extension, ".jsonl"))
        read_lines(source, request, sink);
    else
        read_document(source, request, sink);
}

}  // namespace

FileFormat json_format() { return {extensions, &read_json_rows}; }

}  // namespace saleskpi::inline v0_3
