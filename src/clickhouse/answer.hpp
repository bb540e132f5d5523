// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/sql/executor.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Reads an answer in the format TabSeparatedWithNamesAndTypes, in whatever pieces it comes.
class TabSeparatedAnswer {
public:
    explicit TabSeparatedAnswer(const std::function<void(sql::Row)>& row) : row_{&row} {}

    /// Throws Error database_failed for a row of more or fewer values than there are columns.
    void take(std::string_view piece);
    /// The names of the columns; none of an answer without any. Throws Error database_failed where the last
    /// row is not at its end.
    const std::vector<std::string>& finish() const;

private:
    void take_line(std::string_view line);

    const std::function<void(sql::Row)>* row_;
    std::string begun_;  // a line of which more is to come
    std::size_t lines_ = 0;
    std::vector<std::string> names_;
    std::vector<bool> is_integer_;
    std::vector<std::string> texts_;
    std::vector<sql::Value> values_;
};

}  // namespace saleskpi::inline v0_3::detail
