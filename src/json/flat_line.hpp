// SPDX-License-Identifier: MIT
#pragma once

#include "json/row_handler.hpp"

#include <memory>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Reads lines that hold an object of single values by simdjson, where the library was built with it:
/// several times as fast as by the parser that reads all others, and with the same result.
class FlatLine {
public:
    FlatLine();
    ~FlatLine();
    FlatLine(const FlatLine&) = delete;
    FlatLine& operator=(const FlatLine&) = delete;

    /// Gives the handler, which expects it, all values. False where the other parser is to read the line,
    /// be it good or not.
    bool read(std::string_view line, RowHandler& to);

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace saleskpi::inline v0_3::detail
