// SPDX-License-Identifier: MIT
#include "json/char_stream.hpp"
#include "json/lines.hpp"
#include "json/row_handler.hpp"
#include "load/gzip_source.hpp"
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

void read_json_rows(ByteSource& source, const ReadRequest& request, RowSink& sink) {
    const std::string extension = detail::without_gzip(request.file).extension().string();
    if (detail::same_word(extension, ".ndjson") || detail::same_word(extension, ".jsonl"))
        detail::read_json_lines(source, request, sink, detail::json_part_bytes);
    else
        read_document(source, request, sink);
}

}  // namespace

FileFormat json_format() { return {extensions, &read_json_rows}; }

}  // namespace saleskpi::inline v0_3
