// SPDX-License-Identifier: MIT
#pragma once

#include "json/credits_text.hpp"

#include <saleskpi/load/file_format.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Makes rows of what the JSON parser meets, value by value: no document is built, and a number
/// stays the text that it is in the file.
class RowHandler final : public nlohmann::json_sax<nlohmann::json> {
public:
    /// `begin_record` is called where a record begins.
    RowHandler(const ReadRequest& request, RowSink& sink, std::function<void()> begin_record);

    /// The next document is a record of this line, not a list of records. It is handed over by the
    /// caller, once the whole line has turned out to be good.
    void expect_record(std::size_t line);
    void hand_over_record();
    /// The same for a line that holds nothing but an object of single values, which another parser than that
    /// of the library has read: key by key. False where only that one can say what is to become of it; then
    /// the record begins anew. The texts stay where they are until hand_over_flat.
    bool expect_flat(std::size_t line);
    bool take_flat(std::string_view key, std::string_view text, Cell::Kind kind);
    void hand_over_flat() { sink_->row(line_, cells_); }
    /// Takes over which keys another handler has met.
    void take_keys(const RowHandler& other) {
        cell_of_.insert(other.cell_of_.begin(), other.cell_of_.end());
    }
    /// Whether the list of records has been met.
    bool has_list() const { return has_list_; }
    /// What the parser complained about, with the position.
    const std::string& error() const { return error_; }
    /// Tells the sink which keys there were.
    void finish();

    bool null() override;
    bool boolean(bool value) override;
    bool number_integer(number_integer_t value) override;
    bool number_unsigned(number_unsigned_t value) override;
    bool number_float(number_float_t value, const string_t& text) override;
    bool string(string_t& value) override;
    bool binary(binary_t& value) override;
    bool start_object(std::size_t size) override;
    bool key(string_t& name) override;
    bool end_object() override;
    bool start_array(std::size_t size) override;
    bool end_array() override;
    bool parse_error(
        std::size_t position,
        const std::string& token,
        const nlohmann::detail::exception& exception) override;

private:
    enum class Place : std::uint8_t { outside, list, record, value, credit };

    static constexpr std::size_t no_cell = static_cast<std::size_t>(-1);
    static constexpr int nowhere = -1;

    Place place() const;
    bool scalar(std::string_view text, Cell::Kind kind);
    void fill_cell(std::string_view text, Cell::Kind kind);
    bool refuse_element(std::string_view text);
    bool is_list_of_records() const;
    void clear_cells();
    std::size_t cell_of(std::string_view key);
    void fill(std::size_t cell, std::string_view text, Cell::Kind kind, char exactness);
    void open_value(bool is_object);
    void add_to_path(std::string_view name);
    bool has_path() const;
    bool is_wanted(std::string_view column) const;
    void fill_by_path(std::string_view text, Cell::Kind kind);

    const ReadRequest* request_;
    RowSink* sink_;
    std::function<void()> begin_record_;

    int depth_ = 0;             // lists and objects that are open
    int list_depth_ = nowhere;  // the depth in the list of records
    bool has_list_ = false;
    std::vector<std::string> outer_keys_;  // of the objects around it, "" of lists
    std::string error_;

    std::size_t line_ = 0;
    bool lines_are_given_ = false;
    std::map<std::string, std::size_t, std::less<>> cell_of_;  // of each key that was met
    std::size_t cell_ = no_cell;                               // of the current key
    std::vector<std::string> texts_;
    std::vector<Cell> cells_;
    std::vector<char> is_filled_;
    std::string key_met_twice_;
    CreditsText credits_;

    /// Of flat records: the keys of the one before in their order, which the next one nearly always has too.
    std::vector<std::pair<std::string, std::size_t>> flat_keys_;
    std::size_t flat_key_ = 0;

    // If a wanted column may be a path into objects of a record, "properties.amount":
    bool has_paths_ = false;
    std::string path_;                      // of the current value
    std::vector<std::size_t> path_begins_;  // by depth, the size of the path around; dead in lists
};

}  // namespace saleskpi::inline v0_3::detail
