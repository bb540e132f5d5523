// SPDX-License-Identifier: MIT
#include "book/text_hash.hpp"
#include "rollup/no_such_row.hpp"
#include "rollup/prepared_data.hpp"

#include <saleskpi/rollup/prepared.hpp>

#include <algorithm>
#include <bit>
#include <type_traits>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace detail {

namespace {

/// Of names, one after the other.
std::size_t next_hash(std::size_t hash, std::string_view name) {
    return (hash ^ text_hash(name)) * 0x9E3779B97F4A7C15U;
}

bool plans_the_same_days(const Query& a, const Query& b) {
    return a.window == b.window && a.today() == b.today() && a.calendar == b.calendar &&
           a.currency == b.currency && a.is_without_days == b.is_without_days;
}

QueryPlan plan_of(const Query& query, const Query* other, const QueryPlan* plan) {
    if (!other || query.target_levels != other->target_levels ||
        query.targets_of != other->targets_of)
        return QueryPlan{query};
    return plans_the_same_days(query, *other) ? *plan : QueryPlan{query, *plan};
}

}  // namespace

PreparedRows::PreparedRows(std::shared_ptr<const TableData> table) : table_{std::move(table)} {
    const std::vector<TableData::Group>& groups = table_->groups;
    slots_.resize(std::bit_ceil(groups.size() * 2 + 1));
    for (std::size_t number = 0; number < groups.size(); ++number) {
        std::size_t hash = 0;
        for (std::size_t d = 0; d < groups[number].depth; ++d)
            hash = next_hash(hash, table_->name(groups[number], d));
        std::size_t slot = hash & (slots_.size() - 1);
        while (slots_[slot] != 0)
            slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = static_cast<std::uint32_t>(number + 1);
    }
}

std::optional<std::size_t> PreparedRows::group(std::span<const std::string> names) const {
    std::size_t hash = 0;
    for (const std::string& name : names)
        hash = next_hash(hash, name);
    const auto has_names = [&](const TableData::Group& group) {
        if (group.depth != names.size()) return false;
        for (std::size_t d = 0; d < names.size(); ++d)
            if (table_->name(group, d) != names[d]) return false;
        return true;
    };
    for (std::size_t slot = hash & (slots_.size() - 1); slots_[slot] != 0;
         slot = (slot + 1) & (slots_.size() - 1))
        if (const std::size_t number = slots_[slot] - 1; has_names(table_->groups[number]))
            return number;
    return std::nullopt;
}

std::optional<std::size_t> PreparedRows::period(const Period* period) const {
    const std::vector<Period>& periods = table_->answer->plan.periods;
    if (!period) return periods.size() == 1 ? std::optional<std::size_t>{0} : std::nullopt;
    const auto at = std::lower_bound(
        periods.begin(), periods.end(), period->ordinal,
        [](const Period& one, std::int32_t ordinal) { return one.ordinal < ordinal; });
    if (at == periods.end() || at->ordinal != period->ordinal || at->grain != period->grain)
        return std::nullopt;
    return static_cast<std::size_t>(at - periods.begin());
}

std::optional<RowView> PreparedRows::find(const GroupNames& group, const Period* period) const {
    const auto in_group = this->period(period);
    if (!in_group) return std::nullopt;
    const auto place = this->group(group.names());
    if (!place) return std::nullopt;
    return TableAccess::row(table_, *place * table_->answer->plan.periods.size() + *in_group);
}

std::size_t PreparedRows::bytes() const {
    std::size_t bytes = 0;
    for (const LeafCells& leaf : table_->answer->leaves) {
        bytes += leaf.shared.capacity() * sizeof(SharedEntry);
        std::visit(
            [&](const auto& states) {
                using State = typename std::remove_cvref_t<decltype(states)>::value_type;
                bytes += states.capacity() * sizeof(State);
                if constexpr (std::is_same_v<State, Values>)
                    for (const Values& values : states)
                        bytes += values.values.capacity() * sizeof(int128);
            },
            leaf.states);
    }
    return bytes;
}

PreparedData::PreparedData(Rollup rollup, const PreparedData* other)
    : rollup_{std::move(rollup)},
      book_{book_of(rollup_)},
      query_{query_of(rollup_)},
      plan_{plan_of(query_, other ? &other->query_ : nullptr, other ? &other->plan_ : nullptr)} {
    query_.guard = nullptr;
}

std::shared_ptr<const PreparedRows> PreparedData::computed(
    const Query& asked, const QueryPlan& plan) const {
    Query query = asked;
    query.guard = guard_of(rollup_, query);
    // Sorting reads all groups at once.
    const Extent extent = query.sorting ? Extent::all : Extent::when_read;
    auto answer = compute(query, plan, book_, threads_of(rollup_), extent);
    answer->query.guard = nullptr;
    return std::make_shared<const PreparedRows>(
        std::make_shared<const TableData>(std::shared_ptr<const PartialData>{std::move(answer)}));
}

std::shared_ptr<const PreparedRows> PreparedData::rows() const {
    const std::lock_guard lock{mutex_};
    if (rows_) return rows_;
    auto rows = computed(query_, plan_);
    if (rows->bytes() <= data_of(book_).index->budget()) {
        rows_ = rows;
        ready_.store(rows_.get(), std::memory_order_release);
    }
    return rows;
}

std::shared_ptr<const PreparedRows> PreparedData::rows_beyond(const Period& period) const {
    Query query = query_;
    if (!widen(rollup_, query, period)) return nullptr;
    const std::lock_guard lock{mutex_};
    if (beyond_ == period) return rows_beyond_;
    query.guard = guard_of(rollup_, query);
    auto rows = computed(query, QueryPlan{query, plan_});
    if (rows->bytes() <= data_of(book_).index->budget()) {
        beyond_ = period;
        rows_beyond_ = rows;
    }
    return rows;
}

std::optional<RowView> PreparedData::find(const GroupNames& group, const Period* period) const {
    if (const PreparedRows* ready = ready_.load(std::memory_order_acquire)) {
        if (auto row = ready->find(group, period)) return row;
    } else if (auto row = rows()->find(group, period)) {
        return row;
    }
    if (!period || period->grain != query_.grain || query_.grain == Grain::window)
        return std::nullopt;
    const auto is_known = [&](const Period& one) { return one.ordinal == period->ordinal; };
    if (std::any_of(plan_.periods.begin(), plan_.periods.end(), is_known)) return std::nullopt;
    const auto beyond = rows_beyond(*period);
    return beyond ? beyond->find(group, period) : std::nullopt;
}

std::string PreparedData::no_such_row(const GroupNames& group, const Period* period) const {
    const auto rows = this->rows();
    const TableData& table = *rows->table();
    const bool is_left_out = table.left_out > 0 && !rows->group(group.names());
    return detail::no_such_row(*table.answer, group, period, is_left_out);
}

Table PreparedData::run() const {
    Query query = query_;
    query.guard = guard_of(rollup_, query);
    return TableAccess::table(compute(query, plan_, book_, threads_of(rollup_)));
}

}  // namespace detail

Prepared Rollup::prepare() const {
    return Prepared{std::make_shared<const detail::PreparedData>(*this, nullptr)};
}

RowView Prepared::row(const GroupNames& group, const Period& period) const {
    if (auto row = data_->find(group, &period)) return *row;
    throw Error{ErrorCode::no_such_cell, data_->no_such_row(group, &period)};
}

RowView Prepared::row(const GroupNames& group) const {
    if (auto row = data_->find(group, nullptr)) return *row;
    throw Error{ErrorCode::no_such_cell, data_->no_such_row(group, nullptr)};
}

std::optional<RowView> Prepared::find(const GroupNames& group, const Period& period) const {
    return data_->find(group, &period);
}

std::optional<RowView> Prepared::find(const GroupNames& group) const {
    return data_->find(group, nullptr);
}

Table Prepared::run() const { return data_->run(); }

Prepared Prepared::over(const Book& book) const {
    return Prepared{std::make_shared<const detail::PreparedData>(
        detail::over(data_->rollup(), book), data_.get())};
}

const Book& Prepared::book() const& noexcept { return data_->book(); }
Book Prepared::book() const&& { return data_->book(); }
const Calendar& Prepared::calendar() const& noexcept { return data_->query().calendar; }
Calendar Prepared::calendar() const&& { return data_->query().calendar; }

}  // namespace saleskpi::inline v0_3
