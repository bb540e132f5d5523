// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/calendar/slots.hpp>
#include <saleskpi/calendar/window.hpp>
#include <saleskpi/metric/leaf.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// All date ranges a query needs, cut into the smallest slots between which they differ.
///
/// A report by quarter that compares with a year before needs overlapping ranges of several
/// lengths. Records are put into disjoint slots once, and every range is a merge of slots: so a
/// flow of a coarser period is, by construction, the merge of the finer ones.
class TimePlan {
public:
    /// The ranges may overlap and repeat.
    explicit TimePlan(std::span<const Window> ranges);

    /// The number of a range among those given.
    std::size_t find(const Window& range) const;
    const Window& range(std::size_t number) const { return ranges_[number]; }
    std::size_t ranges() const { return ranges_.size(); }

    std::span<const Window> slots() const { return slots_; }
    const DayTable& slot_of() const { return slot_of_; }
    /// Days at whose end stocks are taken, ascending.
    std::span<const std::int32_t> edges() const { return edges_; }

    struct Columns {
        std::size_t first;
        std::size_t until;
    };
    /// The columns of a leaf's states that make up a range: slots of a flow, one edge of a stock,
    /// the range itself where neither will do, and one for all where edges are compared.
    Columns columns(const Leaf& leaf, std::size_t range) const;
    std::size_t columns(const Leaf& leaf) const;
    /// Whether a record that Scan::visit shows in a column is behind the leaf's value of a range.
    bool shows(const Leaf& leaf, std::size_t range, std::size_t column) const;
    /// A range that consists of nothing but the column.
    Window window_of_column(const Leaf& leaf, std::size_t column) const;
    /// The days at which a range begins or ends, ascending.
    std::vector<std::int32_t> borders() const;

private:
    std::vector<Window> ranges_;
    std::vector<Window> slots_;
    std::vector<std::int32_t> edges_;
    DayTable slot_of_;
};

/// Days as the engine counts them.
std::int32_t to_day(Date date);

}  // namespace saleskpi::inline v0_3::detail
