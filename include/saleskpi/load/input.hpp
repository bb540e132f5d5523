// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Threads: an input is loaded by one call at a time, whose threads ask it one after the other.
namespace saleskpi::inline v0_3 {

namespace detail {
class InputData;
struct InputAccess;
}  // namespace detail

/// What is loaded in place of a file: a text, bytes, or rows. Its name is what findings call it, and
/// stands for a path in all else: the format goes by its extension, "deals.ndjson", as does whether it
/// is packed, and look-ups by its folder. What can be read but once is kept in memory while it is loaded if it may be needed again:
/// unless the mapping says TotalRows::keep, and neither unpivots nor infers how numbers are written.
class Input {
public:
    /// Puts the next values into the row, which is empty, in the order of the columns; false after the last row.
    using NextRow = std::function<bool(std::vector<std::string>& row)>;

    /// The text stays where it is while it is loaded.
    static Input text(std::string name, std::string_view text);
    /// These stay too, and are read to their end once: those of a stream, a socket, a callback.
    static Input bytes(std::string name, ByteSource& source);
    /// Rows of values as a file would write them, in UTF-8, empty where they are missing. Their lines are
    /// counted from 1; one with more values than there are columns is rejected. Of the layout of a mapping the aliases count.
    static Input rows(std::string name, std::vector<std::string> columns, NextRow next);
    static Input rows(
        std::string name,
        std::vector<std::string> columns,
        const std::vector<std::vector<std::string>>& rows);
    static Input rows(
        std::string name,
        std::vector<std::string> columns,
        const std::vector<std::vector<std::string>>&& rows) = delete;

    const std::string& name() const { return name_; }

private:
    friend struct detail::InputAccess;
    Input(std::string name, std::shared_ptr<detail::InputData> data);

    std::string name_;
    std::shared_ptr<detail::InputData> data_;
};

}  // namespace saleskpi::inline v0_3
