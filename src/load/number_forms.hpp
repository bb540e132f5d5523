// SPDX-License-Identifier: MIT
#pragma once

#include "load/number_text.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3 {
class RowSink;
}

namespace saleskpi::inline v0_3::detail {

class FieldSource;
class RowRules;
class WantedColumns;

/// Which of the ways to write numbers a column may follow, one bit for each.
using NumberForms = std::uint8_t;
inline constexpr std::size_t number_form_count = 6;
inline constexpr NumberForms all_number_forms = (1U << number_form_count) - 1;

/// "1,234.56": a number that is written so.
std::string_view number_form(std::size_t form);

/// Those that read the text as a number.
NumberForms forms_that_read(std::string_view text, const std::string& currency_sign);

/// The number that all of the forms that read it make of a text; no value and the reason where they
/// differ, or none does.
std::optional<WrittenNumber> read_in_forms(
    std::string_view text,
    NumberForms forms,
    const std::string& currency_sign,
    std::string& reason);

/// For each source whose numbers are to be read as their column allows: the forms that read all of its
/// values that any form reads, or all forms if there are none. `read` hands all rows to a sink.
std::vector<NumberForms> find_number_forms(
    std::span<const FieldSource> sources,
    const WantedColumns& wanted,
    const RowRules& rules,
    const std::function<void(RowSink&)>& read);

}  // namespace saleskpi::inline v0_3::detail
