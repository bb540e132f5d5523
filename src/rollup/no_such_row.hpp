// SPDX-License-Identifier: MIT
#pragma once

#include "rollup/partial_data.hpp"

#include <saleskpi/rollup/row_key.hpp>

#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Why an answer has no row of a group and a period, as a sentence that says what there is instead.
/// No period stands for the one of a table that has but one.
std::string no_such_row(
    const PartialData& answer,
    const GroupNames& group,
    const Period* period,
    bool is_left_out = false);

/// The same of a group with more names than there are dimensions.
std::string too_many_names(const GroupNames& group, const std::vector<std::string>& dimensions);

}  // namespace saleskpi::inline v0_3::detail
