// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_layout.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

/// Threads: a format's functions are called by several at once, and keep nothing between calls.
namespace saleskpi::inline v0_3 {

/// Where the bytes of a file come from.
class ByteSource {
public:
    virtual ~ByteSource() = default;

    /// Copies up to n bytes; 0 at the end. Throws Error unreadable_file.
    virtual std::size_t read(char* to, std::size_t n) = 0;
};

/// One value as a file has it. Empty text: missing.
struct Cell {
    enum class Kind : std::uint8_t {
        text,
        number,  ///< plain, whatever the number format: the file itself says that it is a number
        nested   ///< a list or an object: no single value
    };

    std::string_view text{};
    Kind kind = Kind::text;
};

/// What a file format is to read.
struct ReadRequest {
    std::string file{};                      ///< its name, for messages
    std::string table{};                     ///< the list to read of a file that holds several
    std::span<const std::string> columns{};  ///< the wanted ones
    char delimiter = delimiter_of_header;
    FileLayout layout{};               ///< the bytes are UTF-8 by now
    std::size_t max_record_bytes = 0;  ///< nothing longer is kept in memory
    unsigned threads = 1;              ///< how many may read, if the sink takes parts
};

/// Takes the rows of a file, one after the other.
class RowSink {
public:
    virtual ~RowSink() = default;

    /// Before the header, where the request leaves it to the file: what parts its columns.
    virtual void delimiter(char /*found*/) {}
    /// The columns of all rows, before the first of them.
    virtual void header(std::span<const std::string> columns) = 0;
    /// The columns that occurred, after the last row, where each row names its own.
    virtual void keys(std::span<const std::string> columns) = 0;
    /// One cell for each wanted column, in their order.
    virtual void row(std::size_t line, std::span<const Cell> cells) = 0;
    /// Something that was to be a row and cannot be read.
    virtual void reject(std::size_t line, std::string_view value, std::string_view reason) = 0;

    /// After the header, in any thread: a sink for some of the rows, which another thread may fill;
    /// null where the rows must come one after the other.
    virtual std::unique_ptr<RowSink> part() { return nullptr; }
    /// Takes over, and leaves empty, a part whose rows come next. Its lines are counted from the
    /// first of the part, of which so many are before it.
    virtual void take(RowSink& /*part*/, std::size_t /*lines_before*/) {}
};

/// A way to write rows into a file: csv_format() or json_format(), or one of your own.
struct FileFormat {
    std::span<const std::string_view> extensions;  ///< ".csv"
    void (*read)(ByteSource& source, const ReadRequest& request, RowSink& sink);
};

}  // namespace saleskpi::inline v0_3
