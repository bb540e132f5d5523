// SPDX-License-Identifier: MIT
#include "plan/looks_around.hpp"

#include "plan/program.hpp"
#include "plan/steps/parameters.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

bool looks_around(const Definition& metric) {
    const Program& program = program_of(metric);
    for (std::size_t i = 0; i < program.size(); ++i) {
        const StepRule& rule = *program.node(i).rule;
        const bool is_of_groups = std::any_of(
            rule.parameters.begin(), rule.parameters.end(), [](const StepParameter* parameter) {
                return parameter == &level_parameter || parameter == &ties_parameter;
            });
        if (is_of_groups || rule.rows == "targets") return true;
    }
    return false;
}

}  // namespace saleskpi::inline v0_3::detail
