// SPDX-License-Identifier: MIT
#include "rollup/explainer.hpp"

#include "rollup/evaluate.hpp"
#include "rollup/explained_records.hpp"
#include "rollup/no_such_row.hpp"
#include "rollup/table_data.hpp"

#include <saleskpi/language/words.hpp>
#include <saleskpi/value/day_quantity.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// What is longer is told by its value alone.
constexpr std::size_t longest_text = 20'000;

/// A value as it enters a formula, in its own unit: money in major units, a date as its day, everything
/// else plain.
std::string number_text(const Evaluated& value, Unit unit, Currency currency) {
    if (value.reason) return std::string{name(*value.reason)};
    const std::optional<Rational> number = value.value.value();
    if (!number) return std::string{name(Reason::too_large)};
    if (unit == Unit::date) return to_text(date_of(AnyQuantity{*number, unit, {}}));
    if (!is_money_like(unit)) return to_text(*number);
    return to_decimal_text(scaled(*number, 1, currency.minor_per_major()), currency.minor_digits());
}

/// Notes what the evaluator asks while it computes the one value, and so tells how it is made.
class Explainer final : public Trace {
public:
    Explainer(const PartialData& data, std::size_t metric, const Place& explained)
        : data_{&data},
          metric_{&data.query.metrics[metric]},
          number_{metric},
          explained_{explained},
          uses_(metric_->steps().size()) {
        for (std::size_t i = 0; i < uses_.size(); ++i)
            for (const std::uint32_t back : metric_->steps()[i].operands)
                if (back != 0) ++uses_[i - back];
    }

    void begin(std::size_t operand, std::size_t step, const Place& place) override {
        open_.push_back({operand, step, key_of(step, place), {}, {}});
    }

    void end(const Evaluated& value) override {
        Open done = std::move(open_.back());
        open_.pop_back();
        std::string text = std::move(done.texts[done.step]);
        if (text.size() > longest_text) text = text_of(done.step, value);
        known_[done.key] = {done.operand, text, value};
        if (open_.empty())
            whole_ = std::move(text);
        else
            open_.back().told.push_back({done.operand, std::move(text), value});
    }

    void again(std::size_t operand, std::size_t step, const Place& place) override {
        open_.back().told.push_back(known_[key_of(step, place)]);
        open_.back().told.back().operand = operand;
    }

    void leaf(std::size_t step, const Place& place, const Evaluated& value) override {
        note(step, place, value, false);
        open_.back().texts[step] = text_of(step, value);
    }

    void rows(std::size_t operand, std::size_t step, const Place& place, const Evaluated& value)
        override {
        note(step, place, value, true);
        open_.back().told.push_back({operand, text_of(step, value), value});
    }

    void hidden(std::size_t operand, std::size_t step, const Evaluated& value) override {
        open_.back().told.push_back({operand, text_of(step, value), value});
    }

    void computed(std::size_t number, const Evaluated& value) override {
        const Step& step = metric_->steps()[number];
        const Program::Node& node = program_of(*metric_).node(number);
        Open& open = open_.back();
        std::vector<Told> told = std::exchange(open.told, {});
        if (node.rule->ask == nullptr)
            for (std::size_t i = 0; i < node.rule->operands; ++i)
                told.push_back({i, open.texts[node.operands[i]], {}});
        const bool by_value = told.empty() || node.rule->is_told_by_value;
        std::string text = by_value             ? text_of(number, value)
                           : node.rule->tell    ? node.rule->tell(step, told)
                           : node.rule->binding ? infix(*node.rule, told)
                                                : call(*node.rule, told);
        if (text.size() > longest_text) text = text_of(number, value);
        open.texts[number] = std::move(text);
        // A sum of thousands of terms would keep the text of each sum on the way.
        if (node.rule->ask == nullptr)
            for (std::size_t i = 0; i < node.rule->operands; ++i)
                if (uses_[node.operands[i]] == 1) open.texts.erase(node.operands[i]);
    }

    std::string numbers() const { return whole_; }
    /// In the order of the formula.
    std::vector<ExplainedPart> parts(const BookData& book) {
        std::stable_sort(parts_.begin(), parts_.end(), [](const Noted& a, const Noted& b) {
            return a.leaf < b.leaf;
        });
        std::vector<ExplainedPart> all;
        std::vector<RecordsAsked> asked;
        for (Noted& noted : parts_) {
            all.push_back(std::move(noted.part));
            asked.push_back(std::move(noted.records));
        }
        std::vector<RecordNames> found = records_behind(*data_, book, asked);
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i].ids = std::move(found[i].counted);
            all[i].missing_ids = std::move(found[i].missing);
        }
        return all;
    }

private:
    using Key =
        std::tuple<std::size_t, Date, Date, Grain, std::int32_t, bool, std::vector<std::uint32_t>>;
    /// What is being evaluated: the texts of its lines so far, and what the next one has asked.
    struct Open {
        std::size_t operand;
        std::size_t step;
        Key key;
        std::map<std::size_t, std::string> texts;
        std::vector<Told> told;
    };

    struct Noted {
        std::uint32_t leaf;
        ExplainedPart part;
        RecordsAsked records;
    };

    static Key key_of(std::size_t step, const Place& place) {
        return {
            step,
            place.period.first,
            place.period.until,
            place.period.grain,
            place.period.ordinal,
            place.period.complete,
            {place.members.begin(), place.members.end()}};
    }

    std::string text_of(std::size_t step, const Evaluated& value) const {
        return number_text(value, metric_->steps()[step].unit, data_->query.currency);
    }

    static std::string infix(const StepRule& rule, const std::vector<Told>& told) {
        return fmt::format("{} {} {}", bracketed(told[0].text), rule.name, bracketed(told[1].text));
    }
    static std::string call(const StepRule& rule, const std::vector<Told>& told) {
        std::vector<std::string_view> texts;
        for (const Told& one : told)
            texts.push_back(one.text);
        return fmt::format("{}({})", rule.name, fmt::join(texts, ", "));
    }

    /// A leaf that was read, once for each place.
    void note(std::size_t step, const Place& place, const Evaluated& value, bool is_figure) {
        const std::uint32_t leaf = metric_->steps()[step].leaf;
        if (!noted_.insert(key_of(step, place)).second) return;
        ExplainedPart part;
        part.text = leaf_text(*metric_, metric_->leaves()[leaf]);
        part.period = fmt::format(
            "{} to {}", to_text(place.period.first), to_text(place.period.until - date::days{1}));
        part.group = group_of(place);
        part.value = shown_value(value, metric_->steps()[step].unit, data_->query.currency);
        RecordsAsked records;
        records.leaf =
            is_figure ? data_->plan.figure_of(number_, leaf) : data_->plan.leaf_of[number_][leaf];
        if (!is_figure) records.all = data_->plan.all_of[number_][leaf];
        // What stands under the unassigned, all of it, is of no other group.
        if (value.reason != Reason::not_cut)
            records.members.assign(place.members.begin(), place.members.end());
        records.range = data_->plan.time.find(place.period.window());
        parts_.push_back({leaf, std::move(part), std::move(records)});
    }

    /// The group it was taken in, if that is not the explained one.
    std::string group_of(const Place& place) const {
        if (place.part.empty()) return whole_group_of(place);
        if (place.depth == explained_.depth) return place.part;
        std::vector<std::string_view> names = names_of(place);
        names.push_back(place.part);
        return fmt::format("{}", fmt::join(names, ", "));
    }
    std::vector<std::string_view> names_of(const Place& place) const {
        std::vector<std::string_view> names;
        for (std::size_t i = 0; i < place.depth && !place.members.empty(); ++i)
            names.push_back(shown(data_->axes[i].members[data_->groups[place.members.front()][i]]));
        if (names.empty()) names.emplace_back("all");
        return names;
    }
    std::string whole_group_of(const Place& place) const {
        if (std::equal(
                place.members.begin(), place.members.end(), explained_.members.begin(),
                explained_.members.end()))
            return {};
        if (place.members.empty()) return "nobody";
        if (place.depth == 0) return "all";
        const std::vector<std::string_view> names = names_of(place);
        const bool is_a_part = place.depth == explained_.depth;
        return fmt::format("{}{}", is_a_part ? "some of " : "", fmt::join(names, ", "));
    }

    const PartialData* data_;
    const Definition* metric_;
    std::size_t number_;
    Place explained_;
    std::vector<std::uint32_t> uses_;  ///< by how many steps each is taken
    std::vector<Open> open_;
    std::map<Key, Told> known_;
    std::set<Key> noted_;
    std::vector<Noted> parts_;
    std::string whole_;
};

const Period& period_in(const PartialData& data, const Period& asked) {
    for (const Period& period : data.plan.periods)
        if (period.grain == asked.grain && period.ordinal == asked.ordinal) return period;
    throw Error{ErrorCode::no_such_cell, "the period lies outside the window"};
}

}  // namespace

Explanation explain(
    const Query& query,
    std::size_t number,
    const Book& book,
    std::span<const std::string_view> group,
    const Period& asked,
    unsigned threads) {
    const std::unique_ptr<PartialData> data = compute(query, book, threads);
    const Period period = period_in(*data, asked);
    const std::vector<std::uint32_t> members = members_of(*data, group);
    // A total there is always.
    if (members.empty() && !group.empty())
        throw Error{ErrorCode::no_such_cell, no_such_row(*data, group, &period)};
    const Definition& metric = query.metrics[number];
    Explainer explainer{*data, number, {members, group.size(), period}};
    Explanation result{
        metric,
        {},
        Evaluator{*data, members, group.size(), 0, &explainer}.metric(number, period),
        formula_text(metric),
        {},
        {},
        query.scope};
    result.key.group.assign(group.begin(), group.end());
    result.key.period = period;
    const auto elapsed = elapsed_part(period, query.today());
    if (!elapsed || elapsed->until < period.until) result.key.period.complete = false;
    result.key.label = query.calendar.label(period);
    result.numbers = explainer.numbers();
    result.parts = explainer.parts(data_of(book));
    return result;
}

}  // namespace saleskpi::inline v0_3::detail
