// SPDX-License-Identifier: MIT
#include "language/similar.hpp"
#include "load/byte_sources.hpp"
#include "load/text.hpp"

#include <saleskpi/check/golden.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace {

struct GoldenColumn {
    std::string_view name;
    std::string GoldenCheck::*member;  ///< null for the day
    bool is_required;
};

constexpr std::array golden_columns{
    GoldenColumn{"metric", &GoldenCheck::metric, true},
    GoldenColumn{"group", &GoldenCheck::group, false},
    GoldenColumn{"period", &GoldenCheck::period, true},
    GoldenColumn{"as_of", nullptr, false},
    GoldenColumn{"policy", &GoldenCheck::policy, false},
    GoldenColumn{"expected", &GoldenCheck::expected, true},
    GoldenColumn{"marks", &GoldenCheck::marks, false},
    GoldenColumn{"note", &GoldenCheck::note, false}};

std::vector<std::string> column_names() {
    std::vector<std::string> names;
    for (const GoldenColumn& column : golden_columns)
        names.emplace_back(column.name);
    return names;
}

class CheckSink final : public RowSink {
public:
    CheckSink(std::string file, std::vector<GoldenCheck>& to) : file_{std::move(file)}, to_{&to} {}

    void header(std::span<const std::string> columns) override {
        const std::vector<std::string> known = column_names();
        for (const std::string& column : columns)
            if (std::find(known.begin(), known.end(), column) == known.end())
                throw Error{
                    ErrorCode::invalid_argument,
                    fmt::format(
                        "{}checks have no column '{}'{}; there are {}", detail::in_file(file_),
                        column, detail::did_you_mean(column, known), detail::listed(known))};
        for (const GoldenColumn& column : golden_columns) {
            const auto n = std::count(columns.begin(), columns.end(), column.name);
            if (n > 1)
                throw Error{
                    ErrorCode::unreadable_file, fmt::format(
                                                    "{}the column '{}' is there more than once",
                                                    detail::in_file(file_), column.name)};
            if (n == 0 && column.is_required)
                throw Error{
                    ErrorCode::missing_column,
                    fmt::format(
                        "{}no column '{}'; the file has: {}", detail::in_file(file_), column.name,
                        detail::listed(columns_of(columns)))};
        }
    }
    void keys(std::span<const std::string> columns) override {
        if (!to_->empty()) header(columns);
    }
    void row(std::size_t line, std::span<const Cell> cells) override {
        GoldenCheck check;
        check.file = file_;
        check.line = line;
        for (std::size_t i = 0; i < golden_columns.size(); ++i) {
            const GoldenColumn& column = golden_columns[i];
            const std::string_view text = detail::trimmed(cells[i].text);
            if (cells[i].kind == Cell::Kind::nested || (column.is_required && text.empty()))
                fail(line, fmt::format("'{}' is missing", column.name));
            if (column.member)
                check.*column.member = text;
            else if (!text.empty())
                check.as_of = day_of(line, text);
        }
        to_->push_back(std::move(check));
    }
    void reject(std::size_t line, std::string_view value, std::string_view reason) override {
        fail(line, fmt::format("'{}' {}", value, reason));
    }

private:
    static std::vector<std::string> columns_of(std::span<const std::string> columns) {
        return {columns.begin(), columns.end()};
    }
    [[noreturn]] void fail(std::size_t line, const std::string& why) const {
        throw Error{
            ErrorCode::invalid_argument,
            fmt::format("{}{}line {}: {}", file_, file_.empty() ? "" : ", ", line, why)};
    }
    Date day_of(std::size_t line, std::string_view text) const {
        if (const auto day = try_parse_date(text)) return *day;
        fail(line, fmt::format("as_of '{}' is no date; write it as 2025-03-31", text));
    }

    std::string file_;
    std::vector<GoldenCheck>* to_;
};

std::vector<GoldenCheck> read_checks(
    ByteSource& source, const std::string& file, const FileFormat& format) {
    const std::vector<std::string> columns = column_names();
    ReadRequest request;
    request.file = file;
    request.table = "checks";
    request.columns = columns;
    request.max_record_bytes = std::size_t{1} << 20;
    std::vector<GoldenCheck> checks;
    CheckSink sink{file, checks};
    format.read(source, request, sink);
    return checks;
}

}  // namespace

std::vector<GoldenCheck> read_golden(const std::filesystem::path& path, const FileFormat& format) {
    detail::FileSource source{path, path.string()};
    return read_checks(source, path.string(), format);
}

std::vector<GoldenCheck> parse_golden(std::string_view text, const FileFormat& format) {
    detail::TextSource source{text};
    return read_checks(source, {}, format);
}

}  // namespace saleskpi::inline v0_3
