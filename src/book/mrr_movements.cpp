// SPDX-License-Identifier: MIT
#include "book/mrr_movements.hpp"

#include <saleskpi/value/allocate.hpp>
#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Where an amount begins, or ends.
struct RevenueEdge {
    std::int32_t customer;
    std::int32_t day;  ///< missing_day, the least there is: since ever
    std::uint32_t held;
    bool is_end;
};

std::vector<RevenueEdge> revenue_edges(const HeldAmounts& held) {
    std::vector<RevenueEdge> edges;
    edges.reserve(held.all.size() * 2);
    for (std::uint32_t i = 0; i < held.all.size(); ++i) {
        const HeldAmount& one = held.all[i];
        edges.push_back({one.customer, one.from, i, false});
        if (one.until != missing_day) edges.push_back({one.customer, one.until, i, true});
    }
    std::sort(edges.begin(), edges.end(), [](const RevenueEdge& a, const RevenueEdge& b) {
        return std::tie(a.customer, a.day) < std::tie(b.customer, b.day);
    });
    return edges;
}

/// By how much one subscription goes up or down on a day.
struct RevenueStep {
    const HeldAmount* of;
    Rational yearly;
};

/// The revenue of one customer, day by day.
class CustomerRevenue {
public:
    CustomerRevenue(
        const HeldAmounts& held,
        std::optional<std::int32_t> reactivation_within,
        const std::function<void(const Movement&)>& f)
        : held_{&held}, within_{reactivation_within}, f_{&f} {}

    /// What was there since ever.
    void begin(std::span<const RevenueEdge> edges) {
        for (const RevenueStep& line : lines_of(edges))
            total_ += line.yearly;
        hold(edges);
        has_paid_ = total_.sign() > 0;
    }

    void move(std::int32_t day, std::span<const RevenueEdge> edges) {
        std::vector<RevenueStep> lines = lines_of(edges);
        Rational net;
        for (const RevenueStep& line : lines)
            net += line.yearly;
        const bool was_there = is_there();
        hold(edges);
        const MovementKind kind = kind_of(day, total_ + net, was_there);
        const std::vector<Rational> shares = shares_of(net, lines);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            tell(*lines[i].of, day, kind, shares[i]);
            tell(*lines[i].of, day, MovementKind::moved, lines[i].yearly - shares[i]);
        }
        total_ += net;
        has_paid_ = has_paid_ || total_.sign() > 0;
        if (was_there && !is_there()) left_ = day;
    }

private:
    void hold(std::span<const RevenueEdge> edges) {
        for (const RevenueEdge& edge : edges)
            if (held_->all[edge.held].is_on_hold) on_hold_ += edge.is_end ? -1 : 1;
    }

    /// Who has paid and has only paused is still a customer.
    bool is_there() const { return total_.sign() > 0 || (has_paid_ && on_hold_ > 0); }

    /// Of one subscription together what is told of it alike: a new price is one step.
    std::vector<RevenueStep> lines_of(std::span<const RevenueEdge> edges) const {
        std::vector<RevenueStep> lines;
        for (const RevenueEdge& edge : edges) {
            const HeldAmount& one = held_->all[edge.held];
            lines.push_back({&one, edge.is_end ? -one.yearly : one.yearly});
        }
        if (lines.size() == 1) return lines;
        const auto key = [&](const RevenueStep& line) {
            return std::tie(held_->ids[line.of->id], line.of->told);
        };
        std::sort(lines.begin(), lines.end(), [&](const RevenueStep& a, const RevenueStep& b) {
            return key(a) < key(b);
        });
        std::vector<RevenueStep> joined;
        for (const RevenueStep& line : lines)
            if (!joined.empty() && key(joined.back()) == key(line))
                joined.back().yearly += line.yearly;
            else
                joined.push_back(line);
        std::erase_if(joined, [](const RevenueStep& line) { return line.yearly.is_zero(); });
        return joined;
    }

    static std::int64_t units(const Rational& amount, int128 below) {
        const int128 all = (amount * Rational{below}).numerator();
        if (all != static_cast<std::int64_t>(all))
            throw Error{ErrorCode::overflow, "the amounts of a day exceed 64 bits"};
        return static_cast<std::int64_t>(all);
    }

    /// What the customer pays more, or less, apportioned to what goes that way: in the smallest units that
    /// the amounts have, as shares of money are. An exact share would have a divisor of its own, and the
    /// sum of many such fractions none that 128 bits hold.
    static std::vector<Rational> shares_of(
        const Rational& net, const std::vector<RevenueStep>& lines) {
        std::vector<Rational> shares(lines.size());
        if (net.is_zero()) return shares;
        if (lines.size() == 1) return {net};
        int128 below = 1;
        for (const RevenueStep& line : lines)
            below = checked_mul(below, Rational{line.yearly.denominator(), below}.numerator());
        std::vector<std::int64_t> weights;
        for (const RevenueStep& line : lines) {
            const bool goes_that_way = line.yearly.sign() == net.sign();
            weights.push_back(goes_that_way ? units(line.yearly.abs(), below) : std::int64_t{0});
        }
        const std::vector<std::int64_t> parts = allocate(units(net, below), weights);
        for (std::size_t i = 0; i < lines.size(); ++i)
            shares[i] = Rational{parts[i], below};
        return shares;
    }

    /// Who pays nothing, or is paid for having it, is no paying customer.
    MovementKind kind_of(std::int32_t day, const Rational& after, bool was_there) const {
        if (total_.sign() <= 0 && after.sign() > 0) {
            if (was_there) return MovementKind::expansion;
            const bool is_too_late = within_ && left_ && day - *left_ > *within_;
            return has_paid_ && !is_too_late ? MovementKind::reactivation
                                             : MovementKind::new_business;
        }
        if (total_.sign() > 0 && after.sign() <= 0)
            return on_hold_ > 0 ? MovementKind::contraction : MovementKind::churn;
        return after > total_ ? MovementKind::expansion : MovementKind::contraction;
    }

    void tell(
        const HeldAmount& of, std::int32_t day, MovementKind kind, const Rational& yearly) const {
        if (!yearly.is_zero()) (*f_)({of, day, kind, yearly});
    }

    const HeldAmounts* held_;
    std::optional<std::int32_t> within_;
    const std::function<void(const Movement&)>* f_;
    Rational total_;
    int on_hold_ = 0;  // subscriptions
    bool has_paid_ = false;
    std::optional<std::int32_t> left_;  // the first day without
};

}  // namespace

void each_movement(
    const HeldAmounts& held,
    std::optional<std::int32_t> reactivation_within,
    const std::function<void(const Movement&)>& f) {
    const std::vector<RevenueEdge> edges = revenue_edges(held);
    for (std::size_t first = 0; first < edges.size();) {
        CustomerRevenue customer{held, reactivation_within, f};
        const std::int32_t who = edges[first].customer;
        while (first < edges.size() && edges[first].customer == who) {
            std::size_t last = first;
            while (last < edges.size() && edges[last].customer == who &&
                   edges[last].day == edges[first].day)
                ++last;
            const auto of_day = std::span{edges}.subspan(first, last - first);
            try {
                if (of_day.front().day == missing_day)
                    customer.begin(of_day);
                else
                    customer.move(of_day.front().day, of_day);
            } catch (const Error& error) {
                throw Error{
                    error.code(), "the recurring revenue of who has subscription '" +
                                      held.ids[held.all[of_day.front().held].id] +
                                      "': " + error.what()};
            }
            first = last;
        }
    }
}

}  // namespace saleskpi::inline v0_3::detail
