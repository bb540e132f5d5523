// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/lane_sums.hpp"
#include "engine/leaf_spec.hpp"
#include "engine/sorted_column.hpp"
#include "plan/aggregates/sums.hpp"
#include "plan/aggregates/values.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// What LaneSums and LaneValues have of all lanes, of single ones at the time somebody asks: goes over
/// the records of a lane in the days, or of a stock over those of its rep. It keeps the book, and any number of
/// threads may ask.
class LaneWalk {
public:
    /// Of a leaf that `suits`. Throws as a scan of the leaf does.
    LaneWalk(
        std::shared_ptr<const BookData> book,
        const BookTable& part,
        const LeafSpec& spec,
        std::span<const std::uint32_t> dead = {});
    ~LaneWalk();

    /// Whether single lanes can be asked for: not of a stock of records that may lack their first day,
    /// for which all of them are asked.
    static bool suits(const LeafSpec& spec, const BookTable& part);

    /// Adds what a lane has in the days [first, until).
    void add(Sum& sum, std::size_t lane, std::int32_t first, std::int32_t until) const;
    void add(
        KeptValues<std::int64_t>& values,
        std::size_t lane,
        std::int32_t first,
        std::int32_t until) const;
    /// Adds what is in the stock of a rep before a day.
    void add_stock(Sum& sum, std::size_t rep, std::int32_t day) const;
    /// Whether a lane has records that count between the first and the last of the days; of a stock, on
    /// the eve of one of them.
    bool has_any(std::size_t lane, std::span<const std::int32_t> days) const;

    /// The sums of all lanes, if the index of the book knows them for the days.
    std::shared_ptr<const LaneSums> known(std::span<const std::int32_t> days) const;

private:
    class Walker;
    struct Rows {
        std::size_t first;
        std::size_t until;
    };

    Rows rows(std::size_t lane, std::int32_t first, std::int32_t until) const;
    LaneSums sums_of_rep(std::size_t rep, std::vector<std::int32_t> days) const;
    template <class State>
    void walk(State& state, const Rows& rows) const;

    std::shared_ptr<const BookData> book_;
    const BookTable* part_;
    LeafSpec spec_;  // with simplified tests
    std::string key_;
    std::span<const std::uint32_t> dead_;  // rows that are to be left out
    bool is_in_order_;
    bool is_sum_;
    SortedColumn days_;  // of those that are in order
    const RepRows* rows_;
    std::unique_ptr<Walker> take() const;
    void give_back(std::unique_ptr<Walker> walker) const;

    /// Walkers that are at rest; null where none is.
    static constexpr std::size_t most_at_rest = 4;
    mutable std::array<std::atomic<Walker*>, most_at_rest> at_rest_{};
};

}  // namespace saleskpi::inline v0_3::detail
