// SPDX-License-Identifier: MIT
#pragma once

#include "load/header_columns.hpp"

#include <saleskpi/load/file_format.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Splits a line at runs of blanks, but for those in quotes.
void split_by_blanks(std::string_view line, std::vector<std::string_view>& values);

/// Finds the header line, or the first row of a file without one, among the first lines of a file.
class HeaderLine {
public:
    explicit HeaderLine(const ReadRequest& request)
        : request_{&request}, delimiter_{request.delimiter} {}

    /// Whether the next line of the file stands before it.
    bool passes_over(std::string_view line);
    /// Finds the delimiter in the line that it is.
    void look_at(std::string_view line);
    char delimiter() const { return delimiter_; }

private:
    bool has_wanted_column(std::string_view line) const;
    HeaderColumns columns_of(std::string_view line, char delimiter) const;

    const ReadRequest* request_;
    char delimiter_;
    std::size_t line_ = 0;
};

}  // namespace saleskpi::inline v0_3::detail
