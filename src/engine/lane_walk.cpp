// SPDX-License-Identifier: MIT
#include "engine/lane_walk.hpp"

#include "book/table_rules.hpp"
#include "engine/dead_rows.hpp"
#include "engine/lane_scan.hpp"
#include "engine/lane_total.hpp"
#include "engine/lane_values.hpp"
#include "engine/piece_sums.hpp"
#include "engine/simplify.hpp"
#include "engine/sorted_column.hpp"
#include "engine/start_days.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

SortedColumn column_of_days(const BookTable& part) {
    const NamedColumn* days = part.plain.find(rules_of(part.name).clustered_by);
    return days ? SortedColumn{days->data.narrow(), days->data.all_missing()}
                : SortedColumn{{}, true};
}

}  // namespace

/// Goes over rows of the part. One thread has it at a time.
class LaneWalk::Walker {
public:
    Walker(
        const BookTable& part,
        Currency currency,
        const LeafSpec& spec,
        bool is_sum,
        std::span<const std::uint32_t> dead)
        : facts_{part.plain}, dead_{dead}, condition_{spec.tests, facts_, currency, batch_} {
        if (is_sum)
            sums_.emplace(spec.leaf.value, facts_, batch_);
        else
            value_.emplace(spec.leaf.value, facts_, false, batch_);
        values_.resize(is_sum ? 0 : Batch::capacity);
    }

    void add(Sum& sum, std::size_t first, std::size_t n) {
        select(first, n);
        const std::uint32_t start = 0;
        const auto end = static_cast<std::uint32_t>(n);
        const Pieces piece{&start, &end, 1};
        std::uint32_t selected = 0;
        kernels().count(mask_.data(), piece, &selected);
        if (selected == 0) return;
        sums_->add_up(batch_, mask_, piece, std::span{&selected, 1});
        const std::uint32_t known = sums_->known().front();
        sum.known += known;
        sum.missing += selected - known;
        if (!sums_->totals().empty()) sum.total += static_cast<std::int64_t>(sums_->totals()[0]);
    }

    void add(KeptValues<std::int64_t>& into, std::size_t first, std::size_t n) {
        select(first, n);
        value_->evaluate(batch_, values_.data());
        for (std::size_t i = 0; i < n; ++i) {
            if (mask_[i] == 0) continue;
            if (values_[i] == missing_number)
                ++into.missing;
            else
                into.values.push_back(values_[i]);
        }
    }

private:
    void select(std::size_t first, std::size_t n) {
        batch_.load(facts_, first, n);
        condition_.evaluate(batch_, mask_);
        leave_out(dead_, first, n, mask_);
    }

    BookFacts facts_;
    std::span<const std::uint32_t> dead_;
    Batch batch_;
    RowCondition condition_;
    std::optional<PieceSums> sums_;
    std::optional<ValueOfRow> value_;
    Mask mask_;
    std::vector<std::int64_t> values_;
};

LaneWalk::LaneWalk(
    std::shared_ptr<const BookData> book,
    const BookTable& part,
    const LeafSpec& spec,
    std::span<const std::uint32_t> dead)
    : book_{std::move(book)},
      part_{&part},
      spec_{spec.leaf, simplified(spec.tests, part.plain)},
      key_{key_of(spec)},
      dead_{dead},
      is_in_order_{is_in_order(spec)},
      is_sum_{has_lane_sums(spec, part)},
      days_{column_of_days(part)},
      rows_{&rows_of_reps(part)} {
    give_back(take());
}

LaneWalk::~LaneWalk() {
    for (const std::atomic<Walker*>& walker : at_rest_)
        delete walker.load();
}

std::unique_ptr<LaneWalk::Walker> LaneWalk::take() const {
    for (std::atomic<Walker*>& slot : at_rest_)
        if (slot.load(std::memory_order_relaxed))
            if (Walker* const walker = slot.exchange(nullptr, std::memory_order_acquire))
                return std::unique_ptr<Walker>{walker};
    return std::make_unique<Walker>(*part_, book_->currency, spec_, is_sum_, dead_);
}

void LaneWalk::give_back(std::unique_ptr<Walker> walker) const {
    for (std::atomic<Walker*>& slot : at_rest_) {
        Walker* none = nullptr;
        if (slot.compare_exchange_strong(
                none, walker.get(), std::memory_order_release, std::memory_order_relaxed)) {
            (void)walker.release();
            return;
        }
    }
}

bool LaneWalk::suits(const LeafSpec& spec, const BookTable& part) {
    if (!has_lane_sums(spec, part)) return has_lane_values(spec, part);
    if (!spec.leaf.placement.is_stock()) return true;
    const BookFacts facts{part.plain};
    Batch batch;
    return !batch.has_in_place(need_start_days(spec.leaf.placement.from, facts, batch));
}

LaneWalk::Rows LaneWalk::rows(std::size_t number, std::int32_t first, std::int32_t until) const {
    const Lane& lane = (*book_->lanes)[number];
    const auto rep = static_cast<std::size_t>(lane.rep);
    // Reps who joined the book after the part have no rows in it.
    if (rep >= rows_->dated.size()) return {0, 0};
    const std::size_t begin = rows_->dated[rep];
    const std::size_t end = rows_->first[rep + 1];
    const std::int32_t from = (std::max)(first, lane.from);
    const std::int32_t to = (std::min)(until, lane.until);
    if (begin == end || from >= to) return {begin, begin};
    const std::size_t first_row = days_.first_from_anywhere(begin, end, from);
    return {first_row, days_.first_from(first_row, end, to)};
}

template <class State>
void LaneWalk::walk(State& state, const Rows& rows) const {
    if (rows.first == rows.until) return;
    std::unique_ptr<Walker> walker = take();
    for (std::size_t row = rows.first; row < rows.until; row += Batch::capacity)
        walker->add(state, row, (std::min)(Batch::capacity, rows.until - row));
    give_back(std::move(walker));
}

LaneSums LaneWalk::sums_of_rep(std::size_t rep, std::vector<std::int32_t> days) const {
    return lane_sums_of_rep(*part_, *book_->lanes, rep, book_->currency, spec_, std::move(days));
}

void LaneWalk::add(Sum& sum, std::size_t lane, std::int32_t first, std::int32_t until) const {
    if (is_in_order_) return walk(sum, rows(lane, first, until));
    const auto rep = static_cast<std::size_t>((*book_->lanes)[lane].rep);
    if (first >= until) return;
    const LaneSums sums = sums_of_rep(rep, {first, until});
    add_between(sum, sums.find(first), sums.find(until), lane - book_->lanes->first_of(rep));
}

void LaneWalk::add(
    KeptValues<std::int64_t>& values,
    std::size_t lane,
    std::int32_t first,
    std::int32_t until) const {
    walk(values, rows(lane, first, until));
}

void LaneWalk::add_stock(Sum& sum, std::size_t rep, std::int32_t day) const {
    const LaneSums sums = sums_of_rep(rep, {day});
    detail::add(sum, sums.find(day), 0);
}

bool LaneWalk::has_any(std::size_t number, std::span<const std::int32_t> days) const {
    const Lane& lane = (*book_->lanes)[number];
    if (!is_sum_) {
        KeptValues<std::int64_t> values;
        add(values, number, days.front(), days.back());
        return values.missing > 0 || !values.values.empty();
    }
    if (!spec_.leaf.placement.is_stock()) {
        Sum sum;
        add(sum, number, days.front(), days.back());
        return sum.known + sum.missing > 0;
    }
    std::vector<std::int32_t> eves;
    std::copy_if(days.begin(), days.end(), std::back_inserter(eves), [&](std::int32_t day) {
        return lane.has(day);
    });
    if (eves.empty()) return false;
    const LaneSums sums = sums_of_rep(static_cast<std::size_t>(lane.rep), eves);
    return std::any_of(eves.begin(), eves.end(), [&](std::int32_t day) {
        const LaneSums::Column column = sums.find(day);
        return column.known(0) + column.missing(0) > 0;
    });
}

std::shared_ptr<const LaneSums> LaneWalk::known(std::span<const std::int32_t> days) const {
    if (!is_sum_) return nullptr;
    auto sums = book_->index->find(*part_, key_);
    return sums && sums->knows(days) ? sums : nullptr;
}

}  // namespace saleskpi::inline v0_3::detail
