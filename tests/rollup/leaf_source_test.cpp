// SPDX-License-Identifier: MIT
// What is computed of aggregates does not ask where they come from: here from a list by hand.
#include "catch.hpp"
#include "rollup/evaluate.hpp"

#include <saleskpi/kpi/kpi.hpp>

#include <map>
#include <tuple>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

detail::Query asked(const std::vector<Definition>& metrics) {
    detail::Query query;
    query.metrics = metrics;
    query.grain = Grain::month;
    query.window = {parse_date("2025-01-01"), parse_date("2025-03-01")};
    query.currency = usd;
    return query;
}

/// Two groups. What is not listed has no records.
class Listed final : public detail::LeafSource {
public:
    explicit Listed(const std::vector<Definition>& metrics) : LeafSource{asked(metrics)} {
        groups = {{}, {}};
    }

    void put(std::size_t leaf, std::uint32_t group, const char* month, std::int64_t value) {
        values_[{leaf, group, Calendar{}.parse(month).first}] = value;
    }

    detail::Evaluated value(
        std::size_t leaf,
        std::span<const std::uint32_t> in_groups,
        std::size_t range) const override {
        detail::Evaluated sum{{}, Reason::no_records};
        for (const std::uint32_t group : in_groups) {
            const auto known = values_.find({leaf, group, plan.time.range(range).first});
            if (known == values_.end()) continue;
            sum.reason.reset();
            sum.value += Rational{known->second};
            sum.records += known->second;
        }
        return sum;
    }
    std::int32_t first_day(std::size_t) const override { return 0; }
    bool is_uncut(std::size_t, std::uint64_t) const override { return false; }
    bool has_uncut() const override { return false; }

private:
    std::map<std::tuple<std::size_t, std::uint32_t, Date>, std::int64_t> values_;
};

std::string text_of(const CellValue& cell) {
    return cell.outcome ? to_text(cell.outcome->exact()) : std::string{name(cell.outcome.reason())};
}

}  // namespace

TEST_CASE("metrics of aggregates that another one has") {
    Listed source{{win_rate, change(deals_won, previous), metric("few", least(deals_won, 4))}};
    source.put(0, 0, "2025-01", 3);
    source.put(0, 1, "2025-01", 1);
    source.put(0, 0, "2025-02", 6);
    source.put(1, 0, "2025-01", 4);
    source.put(1, 1, "2025-01", 4);
    source.put(1, 0, "2025-02", 8);
    CHECK(source.plan.leaves.size() == 2);  // what metrics share is asked for once
    const std::vector<std::uint32_t> both{0, 1};
    const std::vector<std::uint32_t> second{1};
    const Period january = source.plan.periods.at(0);
    const Period february = source.plan.periods.at(1);
    detail::Evaluator all{source, both};
    CHECK(text_of(all.metric(0, january)) == "1/2");
    CHECK(text_of(all.metric(0, february)) == "3/4");
    CHECK(text_of(all.metric(1, february)) == "1/2");
    CHECK(text_of(all.metric(1, january)) == "no_prior_period");
    CHECK(text_of(all.metric(2, february)) == "4");
    detail::Evaluator one{source, second};
    CHECK(text_of(one.metric(0, january)) == "1/4");
    CHECK(text_of(one.metric(0, february)) == "no_records");
}
