// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/period.hpp>

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// The names of a group's members, the outermost first, as tables and explanations are asked for
/// them: `{"EMEA", "North"}`, or a range of texts. Empty, it is the total.
class GroupNames {
public:
    GroupNames() = default;
    GroupNames(std::initializer_list<std::string_view> names);
    template <class R>
        requires requires(const R& names) {
            { *std::begin(names) } -> std::convertible_to<std::string_view>;
            std::end(names);
        }
    GroupNames(const R& names) {  // NOLINT: a list of names is a group
        for (const auto& name : names)
            names_.emplace_back(std::string_view{name});
    }

    std::span<const std::string> names() const& { return names_; }
    void names() const&& = delete;

private:
    std::vector<std::string> names_;
};

/// A group and a period. A group shorter than the table's dimensions is a subtotal; an empty one
/// the total.
struct RowKey {
    std::vector<std::string> group;
    Period period;      ///< not complete if the window cuts it short, or it is not over
    std::string label;  ///< of the period

    /// The same group in the same days; the label follows from them.
    friend bool operator==(const RowKey& a, const RowKey& b) noexcept {
        return a.period == b.period && a.group == b.group;
    }
};

}  // namespace saleskpi::inline v0_3

/// For keys in unordered containers; equal keys have equal hashes.
template <>
struct std::hash<saleskpi::Period> {
    std::size_t operator()(const saleskpi::Period& period) const noexcept;
};
template <>
struct std::hash<saleskpi::RowKey> {
    std::size_t operator()(const saleskpi::RowKey& key) const noexcept;
};
