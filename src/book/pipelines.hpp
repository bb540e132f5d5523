// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/pipeline.hpp>
#include <saleskpi/record/stage_visit.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Throws Error invalid_argument for a stage without a name, with that of another or with one that is
/// not UTF-8, and for such a name of the pipeline itself.
void check_pipeline(const Pipeline& pipeline);

/// The pipelines of a book, in the order of their names. All their stages have numbers, one pipeline
/// after the other, with one left out between two: in the list of their names an empty one stands
/// there. So a stage that several have is another one in each, and compared within its own.
class Pipelines {
public:
    bool empty() const { return all_.empty(); }
    const std::vector<Pipeline>& all() const { return all_; }
    /// Null if there is none of that name; the one without a name has the empty one.
    const Pipeline* find(std::string_view name) const;
    /// Sets the stages of a pipeline; without any there is none.
    void set(Pipeline pipeline);

    /// One of them, as a deal may be in it.
    struct Place {
        const Pipeline* pipeline = nullptr;
        std::size_t first = 0;                              ///< the number of its first stage
        std::map<std::string_view, std::size_t> numbers{};  ///< of each stage among its own

        explicit operator bool() const { return pipeline != nullptr; }
    };
    /// All of them, in order.
    std::vector<Place> places() const;
    /// The number in `places` of that of a deal which names a pipeline, or names none: that of the name,
    /// else the one without a name if no other is known, or the only one for a deal that names none;
    /// places().size() if nobody described it.
    std::size_t of_deal(std::string_view name) const;

    std::vector<std::string> step_names() const;

    bool operator==(const Pipelines&) const = default;

private:
    std::vector<Pipeline> all_;
};

/// "Demo, Proposal", or of several "A: Demo, Proposal; B: Demo, Trial".
std::string in_words(const Pipelines& pipelines);

}  // namespace saleskpi::inline v0_3::detail
