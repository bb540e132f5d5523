// SPDX-License-Identifier: MIT
#include "json/row_handler.hpp"

#include "value/short_text.hpp"
#include "value/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t most_keys = 1000;
constexpr std::size_t longest_error = 300;
constexpr std::size_t dead = static_cast<std::size_t>(-1);
constexpr char by_path = 1;  // how a cell was filled: a key of exactly its name goes before
constexpr char by_name = 2;

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
      is_filled_(request.columns.size()),
      has_paths_{std::any_of(
          request.columns.begin(), request.columns.end(), [](const std::string& column) {
              return column.find('.') != std::string::npos;
          })} {}

void RowHandler::expect_record(std::size_t line) {
    line_ = line;
    lines_are_given_ = true;
    depth_ = 0;
    list_depth_ = 0;
    error_.clear();
}

void RowHandler::finish() {
    std::vector<std::string> keys;
    for (const auto& [key, cell] : cell_of_) {
        // An object of which a value is wanted is not passed over.
        const std::string begin = key + ".";
        const bool is_around =
            has_paths_ && cell == no_cell &&
            std::any_of(cell_of_.begin(), cell_of_.end(), [&](const auto& other) {
                return other.first.starts_with(begin);
            });
        if (!is_around) keys.push_back(key);
    }
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
    fill(cell_, text, kind, by_name);
}

void RowHandler::fill(std::size_t cell, std::string_view text, Cell::Kind kind, char exactness) {
    if (cell == no_cell || is_filled_[cell] > exactness) return;
    if (is_filled_[cell] == exactness) key_met_twice_ = request_->columns[cell];
    is_filled_[cell] = exactness;
    texts_[cell] = text;
    cells_[cell].kind = kind;
}

/// Notes what stands around the values in an object, or in a list, that begins in a record.
void RowHandler::open_value(bool is_object) {
    if (!has_paths_ || list_depth_ == nowhere || depth_ < list_depth_) return;
    const auto level = static_cast<std::size_t>(depth_ - list_depth_);
    path_begins_.resize(level, dead);
    const bool is_record = level == 0;
    if (is_record) path_.clear();
    const bool is_live = is_record || path_begins_.back() != dead;
    path_begins_.push_back(is_object && is_live ? path_.size() : dead);
}

/// The key of a value, in a record or in objects of it.
void RowHandler::add_to_path(std::string_view name) {
    const auto level = static_cast<std::size_t>(depth_ - list_depth_);
    path_begins_.resize(level, dead);
    if (path_begins_.back() == dead) return;
    path_.resize(path_begins_.back());
    if (level > 1) path_ += '.';
    path_ += name;
}

/// Whether the current value is one of an object inside of the record, and not of a list.
bool RowHandler::has_path() const {
    if (!has_paths_) return false;
    const int level = depth_ - list_depth_;
    const auto size = static_cast<std::size_t>(level);
    return level > 1 && path_begins_.size() >= size && path_begins_[size - 1] != dead;
}

bool RowHandler::is_wanted(std::string_view column) const {
    const auto& wanted = request_->columns;
    return std::find(wanted.begin(), wanted.end(), column) != wanted.end();
}

void RowHandler::fill_by_path(std::string_view text, Cell::Kind kind) {
    auto known = cell_of_.find(path_);
    if (known == cell_of_.end()) {
        const auto& wanted = request_->columns;
        const auto found = std::find(wanted.begin(), wanted.end(), path_);
        const bool is_wanted = found != wanted.end();
        if (!is_wanted && cell_of_.size() >= most_keys) return;
        const std::size_t cell =
            is_wanted ? static_cast<std::size_t>(found - wanted.begin()) : no_cell;
        known = cell_of_.emplace(path_, cell).first;
    }
    fill(known->second, text, kind, by_path);
}

bool RowHandler::scalar(std::string_view text, Cell::Kind kind) {
    if (has_path()) fill_by_path(text, kind);
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
    if (place() == Place::credit && has_path()) fill_by_path("", Cell::Kind::text);
    if (place() == Place::credit) credits_.spoil();
    return place() == Place::credit || scalar("", Cell::Kind::text);
}

bool RowHandler::boolean(bool value) {
    const char* const text = value ? "true" : "false";
    if (place() != Place::credit) return scalar(text, Cell::Kind::text);
    if (has_path()) fill_by_path(text, Cell::Kind::text);
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
    if (has_path() && is_wanted(path_)) fill_by_path("", Cell::Kind::nested);
    open_value(true);
    switch (place()) {
        case Place::outside:
            begin_record_();
            break;
        case Place::list:
            if (!lines_are_given_) ++line_;
            begin_record_();
            clear_cells();
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
    if (place() == Place::outside) {
        outer_keys_.resize(static_cast<std::size_t>(depth_));
        outer_keys_.back() = name;
        return true;
    }
    if (has_paths_) add_to_path(name);
    if (place() == Place::record) {
        cell_ = cell_of(name);
    } else if (place() == Place::credit) {
        credits_.key(name);
    }
    return true;
}

/// The cell of a key of a record; the key is noted.
std::size_t RowHandler::cell_of(std::string_view key) {
    const auto known = cell_of_.find(key);
    if (known != cell_of_.end()) return known->second;
    const auto& wanted = request_->columns;
    const auto found = std::find(wanted.begin(), wanted.end(), key);
    const bool is_wanted = found != wanted.end();
    const std::size_t cell = is_wanted ? static_cast<std::size_t>(found - wanted.begin()) : no_cell;
    if (is_wanted || cell_of_.size() < most_keys) cell_of_.emplace(key, cell);
    return cell;
}

void RowHandler::clear_cells() {
    std::fill(is_filled_.begin(), is_filled_.end(), char{0});
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        texts_[i].clear();
        cells_[i] = {};
    }
    key_met_twice_.clear();
}

bool RowHandler::expect_flat(std::size_t line) {
    if (has_paths_) return false;
    expect_record(line);
    clear_cells();
    flat_key_ = 0;
    return true;
}

bool RowHandler::take_flat(std::string_view key, std::string_view text, Cell::Kind kind) {
    if (flat_key_ == flat_keys_.size()) flat_keys_.emplace_back(key, cell_of(key));
    auto& [name, cell] = flat_keys_[flat_key_++];
    if (!same_text(name, key)) {
        name = key;
        cell = cell_of(key);
    }
    if (cell == no_cell) return true;
    if (is_filled_[cell] != 0) return false;
    is_filled_[cell] = by_name;
    cells_[cell] = {text, kind};
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

/// Whether the list that begins here, outside of records, is that of the records.
bool RowHandler::is_list_of_records() const {
    const std::string& path = request_->layout.records;
    const auto depth = static_cast<std::size_t>(depth_);
    if (path.empty())
        return depth == 0 ||
               (depth == 1 && !outer_keys_.empty() && outer_keys_[0] == request_->table);
    std::string own;
    for (std::size_t i = 0; i < (std::min)(depth, outer_keys_.size()); ++i)
        if (!outer_keys_[i].empty()) own += (own.empty() ? "" : ".") + outer_keys_[i];
    return own == path;
}

bool RowHandler::start_array(std::size_t) {
    const bool is_outside = place() == Place::outside;
    if (is_outside) {
        outer_keys_.resize(static_cast<std::size_t>(depth_));
    } else if (has_path()) {
        fill_by_path("", Cell::Kind::nested);
    }
    open_value(false);
    switch (place()) {
        case Place::outside:
            if (is_list_of_records()) {
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
