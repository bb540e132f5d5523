// SPDX-License-Identifier: MIT
#include "json/row_handler.hpp"

#include "value/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t most_keys = 1000;
constexpr std::size_t longest_error = 300;

template <class Integer>
std::string_view digits(Integer value, std::array<char, 24>& buffer) {
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data())};
}

}  // namespace

RowHandler::RowHandler(
    const ReadRequest& request, RowSink& sink, std::function<void()> begin_record)
    : request_{&request},
      sink_{&sink},
      begin_record_{std::move(begin_record)},
      texts_(request.columns.size()),
      cells_(request.columns.size()),
      is_filled_(request.columns.size()) {}

void RowHandler::expect_record(std::size_t line) {
    line_ = line;
    lines_are_given_ = true;
    depth_ = 0;
    list_depth_ = 0;
    error_.clear();
}

void RowHandler::finish() {
    std::vector<std::string> keys;
    for (const auto& entry : cell_of_)
        keys.push_back(entry.first);
    sink_->keys(keys);
}

/// Where the next value stands: a record among others, a value of a record, something inside of it.
RowHandler::Place RowHandler::place() const {
    if (list_depth_ == nowhere || depth_ < list_depth_) return Place::outside;
    switch (depth_ - list_depth_) {
        case 0:
            return Place::list;
        case 1:
            return Place::record;
        case 2:
            return Place::value;
        default:
            return Place::credit;
    }
}

void RowHandler::fill_cell(std::string_view text, Cell::Kind kind) {
    if (cell_ == no_cell) return;
    if (is_filled_[cell_]) key_met_twice_ = request_->columns[cell_];
    is_filled_[cell_] = 1;
    texts_[cell_] = text;
    cells_[cell_].kind = kind;
}

bool RowHandler::scalar(std::string_view text, Cell::Kind kind) {
    switch (place()) {
        case Place::outside:
            begin_record_();
            break;
        case Place::list:
            return refuse_element(text);
        case Place::record:
            fill_cell(text, kind);
            break;
        case Place::value:
            credits_.spoil();
            break;
        case Place::credit:
            if (kind == Cell::Kind::number)
                credits_.number(text);
            else
                credits_.text(text);
            break;
    }
    return true;
}

/// An element of the list that is no record.
bool RowHandler::refuse_element(std::string_view text) {
    if (lines_are_given_) {
        error_ = "is not an object with the values of a record";
        return false;
    }
    begin_record_();
    sink_->reject(++line_, text, "is not an object with the values of a record");
    return true;
}

bool RowHandler::null() {
    if (place() == Place::credit) credits_.spoil();
    return place() == Place::credit || scalar("", Cell::Kind::text);
}

bool RowHandler::boolean(bool value) {
    if (place() != Place::credit) return scalar(value ? "true" : "false", Cell::Kind::text);
    credits_.flag(value);
    return true;
}

bool RowHandler::number_integer(number_integer_t value) {
    std::array<char, 24> buffer{};
    return scalar(digits(value, buffer), Cell::Kind::number);
}

bool RowHandler::number_unsigned(number_unsigned_t value) {
    std::array<char, 24> buffer{};
    return scalar(digits(value, buffer), Cell::Kind::number);
}

bool RowHandler::number_float(number_float_t, const string_t& text) {
    // Some versions of the parser put the decimal point of the locale into the text.
    std::string number = text;
    std::replace_if(
        number.begin(), number.end(),
        [](char c) { return std::string_view{"0123456789+-eE"}.find(c) == std::string_view::npos; },
        '.');
    return scalar(number, Cell::Kind::number);
}

bool RowHandler::string(string_t& value) { return scalar(value, Cell::Kind::text); }

bool RowHandler::binary(binary_t&) { return false; }  // JSON text has none

bool RowHandler::start_object(std::size_t) {
    switch (place()) {
        case Place::outside:
            begin_record_();
            break;
        case Place::list:
            if (!lines_are_given_) ++line_;
            begin_record_();
            std::fill(is_filled_.begin(), is_filled_.end(), char{0});
            for (std::size_t i = 0; i < cells_.size(); ++i) {
                texts_[i].clear();
                cells_[i] = {};
            }
            key_met_twice_.clear();
            break;
        case Place::record:
            credits_.begin();
            credits_.spoil();
            break;
        case Place::value:
            credits_.begin_credit();
            break;
        case Place::credit:
            credits_.spoil();
            break;
    }
    ++depth_;
    return true;
}

bool RowHandler::key(string_t& name) {
    if (place() == Place::outside && depth_ == 1) {
        outer_key_ = name;
    } else if (place() == Place::record) {
        auto known = cell_of_.find(name);
        if (known == cell_of_.end()) {
            const auto& wanted = request_->columns;
            const auto found = std::find(wanted.begin(), wanted.end(), name);
            const bool is_wanted = found != wanted.end();
            cell_ = is_wanted ? static_cast<std::size_t>(found - wanted.begin()) : no_cell;
            if (is_wanted || cell_of_.size() < most_keys) cell_of_.emplace(name, cell_);
        } else {
            cell_ = known->second;
        }
    } else if (place() == Place::credit) {
        credits_.key(name);
    }
    return true;
}

bool RowHandler::end_object() {
    --depth_;
    switch (place()) {
        case Place::list:
            if (!lines_are_given_) hand_over_record();
            begin_record_();
            break;
        case Place::record:
            fill_cell("", Cell::Kind::nested);
            break;
        case Place::value:
            credits_.end_credit();
            break;
        default:
            break;
    }
    return true;
}

bool RowHandler::start_array(std::size_t) {
    const bool is_list = depth_ == 0 || (depth_ == 1 && outer_key_ == request_->table);
    switch (place()) {
        case Place::outside:
            if (is_list) {
                list_depth_ = depth_ + 1;
                has_list_ = true;
            }
            break;
        case Place::list:
            if (!refuse_element("[...]")) return false;
            cell_ = no_cell;  // what is in it is passed over, like the value of an unknown key
            break;
        case Place::record:
            credits_.begin();
            break;
        default:
            credits_.spoil();
            break;
    }
    ++depth_;
    return true;
}

bool RowHandler::end_array() {
    --depth_;
    if (depth_ < list_depth_) list_depth_ = nowhere;
    if (place() == Place::record)
        fill_cell(credits_.text(), credits_.is_good() ? Cell::Kind::text : Cell::Kind::nested);
    return true;
}

void RowHandler::hand_over_record() {
    for (std::size_t i = 0; i < cells_.size(); ++i)
        cells_[i].text = texts_[i];
    if (key_met_twice_.empty())
        sink_->row(line_, cells_);
    else
        sink_->reject(line_, key_met_twice_, "is there twice in one record");
}

bool RowHandler::parse_error(
    std::size_t, const std::string&, const nlohmann::detail::exception& exception) {
    std::string_view message = exception.what();
    message.remove_prefix((std::min)(message.find("] ") + 2, message.size()));
    error_ = (lines_are_given_ ? "is not JSON: " : "") + shown(message, longest_error);
    return false;
}

}  // namespace saleskpi::inline v0_3::detail
