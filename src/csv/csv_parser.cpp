// SPDX-License-Identifier: MIT
#include "csv/csv_parser.hpp"

#include <new>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr unsigned char strict = CSV_STRICT | CSV_STRICT_FINI;

}  // namespace

CsvParser::CsvParser(char delimiter) {
    csv_init(&parser_, strict);
    csv_set_blk_size(&parser_, 4096);
    set_delimiter(delimiter);
}

void CsvParser::set_delimiter(char delimiter) {
    csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
}

CsvParser::~CsvParser() { csv_free(&parser_); }

void CsvParser::take_field(void* text, std::size_t size, void* self) {
    CsvParser& parser = *static_cast<CsvParser*>(self);
    if (size > 0) parser.text_.append(static_cast<const char*>(text), size);
    parser.ends_.push_back(parser.text_.size());
}

void CsvParser::take_end(int, void* self) { static_cast<CsvParser*>(self)->has_ended_ = true; }

void CsvParser::clear() {
    reset();
    text_.clear();
    ends_.clear();
    has_ended_ = false;
}

/// Brings libcsv back to the begin of a record.
void CsvParser::reset() {
    csv_set_opts(&parser_, 0);
    csv_fini(&parser_, nullptr, nullptr, nullptr);
    csv_set_opts(&parser_, strict);
}

CsvParser::Status CsvParser::add(std::string_view line) {
    // Without its line end, the last line of a file would stay incomplete.
    const bool is_unended = !line.ends_with('\n') && !line.ends_with('\r');
    const auto parse = [this](std::string_view text) {
        return csv_parse(&parser_, text.data(), text.size(), &take_field, &take_end, this);
    };
    while (!line.empty()) {
        line.remove_prefix(parse(line));
        if (line.empty()) break;
        if (csv_error(&parser_) != CSV_EPARSE) throw std::bad_alloc{};
        if (parser_.quoted != 0) {
            clear();
            return Status::misquoted;
        }
        // A quote inside an unquoted value (24" screen) has but one meaning: take it as it is.
        csv_set_opts(&parser_, 0);
        parse(line.substr(0, 1));
        csv_set_opts(&parser_, strict);
        line.remove_prefix(1);
    }
    if (is_unended && csv_fini(&parser_, &take_field, &take_end, this) != 0)
        return Status::incomplete;
    if (has_ended_) return Status::complete;
    return parser_.pstate == 0 && ends_.empty() ? Status::blank : Status::incomplete;
}

}  // namespace saleskpi::inline v0_3::detail
