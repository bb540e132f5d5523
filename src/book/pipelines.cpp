// SPDX-License-Identifier: MIT
#include "book/pipelines.hpp"

#include "value/utf8.hpp"

#include <saleskpi/value/error.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace saleskpi::inline v0_3::detail {

void check_pipeline(const Pipeline& pipeline) {
    if (!is_utf8(pipeline.name))
        throw Error{
            ErrorCode::invalid_argument,
            fmt::format("the name of a pipeline, '{}', is no UTF-8", as_utf8(pipeline.name))};
    const std::vector<std::string>& stages = pipeline.stages;
    for (auto stage = stages.begin(); stage != stages.end(); ++stage)
        if (stage->empty() || !is_utf8(*stage) || std::find(stages.begin(), stage, *stage) != stage)
            throw Error{
                ErrorCode::invalid_argument,
                fmt::format(
                    "stage {} of the pipeline{}{}, '{}', is no name of its own",
                    stage - stages.begin() + 1, pipeline.name.empty() ? "" : " ", pipeline.name,
                    *stage)};
}

const Pipeline* Pipelines::find(std::string_view name) const {
    const auto known = std::find_if(
        all_.begin(), all_.end(), [&](const Pipeline& one) { return one.name == name; });
    return known == all_.end() ? nullptr : &*known;
}

void Pipelines::set(Pipeline pipeline) {
    all_.erase(
        std::remove_if(
            all_.begin(), all_.end(),
            [&](const Pipeline& one) { return one.name == pipeline.name; }),
        all_.end());
    if (pipeline.stages.empty()) return;
    const auto at = std::lower_bound(
        all_.begin(), all_.end(), pipeline.name,
        [](const Pipeline& one, const std::string& name) { return one.name < name; });
    all_.insert(at, std::move(pipeline));
    if (step_names().size() > (std::numeric_limits<std::uint16_t>::max)())
        throw Error{ErrorCode::invalid_argument, "pipelines have 65535 stages at most"};
}

std::vector<Pipelines::Place> Pipelines::places() const {
    std::vector<Place> places;
    std::size_t first = 0;
    for (const Pipeline& pipeline : all_) {
        Place& place = places.emplace_back(Place{&pipeline, first});
        for (const std::string& stage : pipeline.stages)
            place.numbers.emplace(stage, place.numbers.size());
        first += pipeline.stages.size() + 1;
    }
    return places;
}

std::size_t Pipelines::of_deal(std::string_view name) const {
    const Pipeline* found = find(name);
    const bool is_only_one = all_.size() == 1 && (name.empty() || all_.front().name.empty());
    if (!found && is_only_one) found = &all_.front();
    return found ? static_cast<std::size_t>(found - all_.data()) : all_.size();
}

std::vector<std::string> Pipelines::step_names() const {
    std::vector<std::string> names;
    for (const Pipeline& pipeline : all_) {
        if (!names.empty()) names.emplace_back();
        names.insert(names.end(), pipeline.stages.begin(), pipeline.stages.end());
    }
    return names;
}

std::string in_words(const Pipelines& pipelines) {
    std::vector<std::string> words;
    for (const Pipeline& pipeline : pipelines.all())
        words.push_back(fmt::format(
            "{}{}{}", pipeline.name, pipeline.name.empty() ? "" : ": ",
            fmt::join(pipeline.stages, ", ")));
    return fmt::format("{}", fmt::join(words, "; "));
}

}  // namespace saleskpi::inline v0_3::detail
