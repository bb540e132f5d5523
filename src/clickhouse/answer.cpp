// SPDX-License-Identifier: MIT
#include "clickhouse/answer.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <charconv>

namespace saleskpi::inline v0_3::detail {

namespace {

[[noreturn]] void fail(const char* why) {
    throw Error{ErrorCode::database_failed, std::string{"ClickHouse: "} + why};
}

constexpr const char* odd_row = "a row has more or fewer values than there are columns";

/// A value without its backslashes.
void read_escaped(std::string_view field, std::string& text) {
    text.clear();
    for (std::size_t i = 0; i < field.size(); ++i) {
        if (field[i] != '\\' || i + 1 == field.size()) {
            text += field[i];
            continue;
        }
        constexpr std::string_view marks = "bfnrt0";
        constexpr std::string_view letters{"\b\f\n\r\t\0", 6};
        const char mark = field[++i];
        const std::size_t at = marks.find(mark);
        text += at == std::string_view::npos ? mark : letters[at];
    }
}

bool is_integer(std::string_view type) {
    if (type.starts_with("Nullable(")) type.remove_prefix(9);
    return type.starts_with("Int") || type.starts_with("UInt");
}

}  // namespace

void TabSeparatedAnswer::take(std::string_view piece) {
    // A line break within a value is written as \n.
    for (std::size_t end; (end = piece.find('\n')) != std::string_view::npos;) {
        if (begun_.empty()) {
            take_line(piece.substr(0, end));
        } else {
            begun_ += piece.substr(0, end);
            take_line(begun_);
            begun_.clear();
        }
        piece.remove_prefix(end + 1);
    }
    begun_ += piece;
}

void TabSeparatedAnswer::take_line(std::string_view line) {
    const std::size_t number = lines_++;
    std::size_t column = 0;
    for (bool is_last = false; !is_last; ++column) {
        const std::size_t end = line.find('\t');
        is_last = end == std::string_view::npos;
        const std::string_view field = line.substr(0, end);
        if (!is_last) line.remove_prefix(end + 1);
        if (number == 0) {
            read_escaped(field, names_.emplace_back());
            continue;
        }
        if (column == names_.size()) fail(odd_row);
        if (number == 1) {
            is_integer_.push_back(is_integer(field));
            continue;
        }
        sql::Value& value = values_[column];
        std::string& text = texts_[column];
        std::int64_t whole = 0;
        if (field == "\\N") {
            value = {};
        } else if (const auto [last, error] =
                       std::from_chars(field.data(), field.data() + field.size(), whole);
                   is_integer_[column] && error == std::errc{} &&
                   last == field.data() + field.size()) {
            value = sql::Value::of(whole);
        } else {
            read_escaped(field, text);
            value = sql::Value::of(std::string_view{text});
        }
    }
    if (number == 0) {
        texts_.resize(names_.size());
        values_.resize(names_.size());
        return;
    }
    if (column != names_.size()) fail(odd_row);
    if (number > 1) (*row_)(values_);
}

const std::vector<std::string>& TabSeparatedAnswer::finish() const {
    if (!begun_.empty() || lines_ == 1) fail("the answer broke off within a row");
    return names_;
}

}  // namespace saleskpi::inline v0_3::detail
