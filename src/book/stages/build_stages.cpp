// SPDX-License-Identifier: MIT
#include "book/stages/build_stage.hpp"

#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {

#include "saleskpi_build_stage_declarations.inc"

namespace {

bool makes(const BuildStage& stage, std::string_view what) {
    return std::find(stage.makes.begin(), stage.makes.end(), what) != stage.makes.end();
}

bool is_made_by_any(const std::vector<BuildStage>& stages, std::string_view what) {
    return std::any_of(
        stages.begin(), stages.end(), [&](const BuildStage& stage) { return makes(stage, what); });
}

std::vector<BuildStage> all_stages() {
    std::vector<BuildStage> stages;
    const auto add = [&](const BuildStage& stage) { stages.push_back(stage); };
#include "saleskpi_build_stage_calls.inc"
    return in_order(std::move(stages));
}

}  // namespace

std::vector<BuildStage> in_order(std::vector<BuildStage> stages) {
    for (const BuildStage& stage : stages)
        for (const std::string_view what : stage.reads)
            if (what != made::records && !is_made_by_any(stages, what))
                throw Error{
                    ErrorCode::invalid_definition,
                    fmt::format(
                        "build stage '{}' reads '{}', which no stage makes", stage.name, what)};
    std::sort(stages.begin(), stages.end(), [](const BuildStage& a, const BuildStage& b) {
        return a.name < b.name;
    });
    std::vector<BuildStage> ordered;
    while (!stages.empty()) {
        const auto next = std::find_if(stages.begin(), stages.end(), [&](const BuildStage& stage) {
            return std::none_of(stage.reads.begin(), stage.reads.end(), [&](std::string_view what) {
                return is_made_by_any(stages, what);
            });
        });
        if (next == stages.end())
            throw Error{
                ErrorCode::invalid_definition,
                fmt::format(
                    "build stage '{}' waits for one that waits for it", stages.front().name)};
        ordered.push_back(*next);
        stages.erase(next);
    }
    return ordered;
}

std::span<const BuildStage> build_stages() {
    static const std::vector<BuildStage> stages = all_stages();
    return stages;
}

}  // namespace saleskpi::inline v0_3::detail
