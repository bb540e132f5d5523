// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// In place of a delimiter: that which the header line has, of comma, semicolon, tab and bar.
inline constexpr char delimiter_of_header = '\0';

/// How a file is written, from its bytes to its columns; docs/mapping.md says what each means.
struct FileLayout {
    /// A name that iconv knows: "windows-1252". Empty: UTF-8, where what is not is no value. The mark
    /// at the begin of a file goes before.
    std::string encoding{};
    /// Whether rows that are not of the encoding are rejected, and not the file.
    bool rejects_undecodable_rows = false;
    bool is_parted_by_blanks = false;   ///< by any number of them, and by no delimiter
    std::size_t skip_lines = 0;         ///< before the header line
    std::string header_has{};           ///< the header line is the first with this column
    std::vector<std::string> header{};  ///< the columns of a file without a header line
    /// What a column may be called instead, if the file has none of this name.
    std::map<std::string, std::vector<std::string>, std::less<>> aliases{};
    /// Where in a JSON document the records are: "data.items". Empty: a list, or one of the table's name.
    std::string records{};

    bool operator==(const FileLayout&) const = default;
};

}  // namespace saleskpi::inline v0_3
