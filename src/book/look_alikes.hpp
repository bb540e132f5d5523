// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"
#include "book/dictionary.hpp"

#include <saleskpi/book/finding.hpp>

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Names that look alike, by their codes: the first is the one that the others should be, whatever the
/// order in which they came.
using LookAlikes = std::vector<std::int32_t>;

/// Those of a dictionary, of names for which `counts` says so. It takes time for each distinct name.
std::vector<LookAlikes> look_alikes_in(
    const Dictionary& names, const std::function<bool(std::int32_t)>& counts);

/// Ids of Salesforce differ by case alone: 15 letters and digits, or 18 of which the last three tell
/// the case of the others.
bool is_case_sensitive_id(std::string_view text);

/// Whether names of a domain are looked at: not ids of records, but for customers.
bool has_look_alikes(std::string_view domain);

/// Whether names of a domain may be made one that look alike, where nobody speaks of the domain itself: not
/// ids of metrics, of which one spelling is right.
bool is_folded_with_all(std::string_view domain);

/// Whether of two names that look alike the first is written as one would write it.
bool is_better_spelled(std::string_view name, std::string_view other);

/// Tells of names of one domain that look alike. Domains to which no names are added keep what is told.
void note_look_alikes(BookDraft& draft, std::vector<Finding>& findings);

}  // namespace saleskpi::inline v0_3::detail
