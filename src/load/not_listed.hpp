// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/finding.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace saleskpi::inline v0_3::detail {

/// The values of fields that a translation does not list and takes as all others. Each is told once, with
/// the number of its rows; of a column that was meant for something else, the first thousand.
class NotListed {
public:
    void add(std::string_view field, std::string_view value, std::size_t line);
    /// Takes over what a later part has, whose lines are counted from its begin.
    void take(NotListed& part, std::size_t lines_before);
    /// Calls f for each, with no more than a field, a value and a reason.
    void each(
        const std::function<std::string(std::string_view field)>& taken_as,
        const std::function<void(Finding)>& f) const;

private:
    struct Rows {
        std::size_t count = 0;
        std::size_t first_line = 0;
    };
    struct Field {
        std::map<std::string, Rows, std::less<>> values;
        bool has_more = false;
    };
    static void put(Field& field, std::string_view value, const Rows& rows);

    std::map<std::string, Field, std::less<>> fields_;
};

}  // namespace saleskpi::inline v0_3::detail
