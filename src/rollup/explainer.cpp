// SPDX-License-Identifier: MIT
#include "rollup/explainer.hpp"

#include "book/book_data.hpp"
#include "plan/step_table.hpp"
#include "rollup/evaluate.hpp"
#include "rollup/no_such_row.hpp"
#include "rollup/table_data.hpp"

#include <saleskpi/plan/words.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

namespace saleskpi::inline v0_3::detail {

namespace {

/// A value as it enters a formula, in its own unit: money in major units, everything else plain.
std::string number_text(const Evaluated& value, Unit unit, Currency currency) {
    if (value.reason) return std::string{name(*value.reason)};
    const std::optional<Rational> number = value.value.value();
    if (!number) return std::string{name(Reason::too_large)};
    if (!is_money_like(unit)) return to_text(*number);
    return to_decimal_text(scaled(*number, 1, currency.minor_per_major()), currency.minor_digits());
}

class Explainer {
public:
    Explainer(
        const PartialData& data,
        const BookData& book,
        std::span<const std::uint32_t> members,
        std::size_t depth,
        std::uint64_t chosen_by = 0)
        : data_{&data},
          book_{&book},
          members_{members},
          depth_{depth},
          evaluator_{data, members, depth, chosen_by},
          cut_{book_, data.plan.kept_dimensions} {}

    /// The formula with numbers; collects the leaves it reads on the way.
    std::string numbers(std::size_t step, const Period& period, std::vector<ExplainedPart>& parts) {
        const std::span<const Step> steps = data_->query.metrics.front().steps();
        const Calendar& calendar = data_->query.calendar;
        const Step& s = steps[step];
        const std::size_t operand = step - 1;
        const auto in = [&](const std::optional<Period>& other) {
            return other ? numbers(operand, *other, parts) : std::string{"nothing"};
        };
        switch (s.op) {
            case Step::Op::leaf:
                parts.push_back(part(s.index, period));
                return value_text(step, period);
            case Step::Op::constant:
                return to_text(s.constant);
            case Step::Op::target:
            case Step::Op::own_target:
            case Step::Op::members_target:
            case Step::Op::reference:
                parts.push_back(part(steps[operand].index, period));
                return value_text(step, period);
            case Step::Op::share:
                return numbers(operand, period, parts);
            case Step::Op::change: {
                const auto elapsed = elapsed_part(period, data_->query.today());
                if (!elapsed) return "nothing";
                const std::string now = numbers(operand, *elapsed, parts);
                return fmt::format(
                    "({0} - {1}) / |{1}|", now, in(compared_with(*elapsed, s.shift, calendar)));
            }
            case Step::Op::before:
                return in(compared_with(period, s.shift, calendar));
            case Step::Op::elapsed:
                return in(elapsed_part(period, data_->query.today()));
            case Step::Op::whole:
                return in(whole_part(period, calendar));
            case Step::Op::to_date:
                return in(to_date(period, static_cast<Grain>(s.option), calendar));
            case Step::Op::rolling:
                return in(rolled(period, s.option, calendar));
            case Step::Op::cumulative:
                return in(from_the_first(period, data_->query.window));
            case Step::Op::lagged: {
                Evaluated lag;
                const auto earlier = evaluator_.lagged_period(0, step, period, lag);
                const std::string text =
                    numbers(operand - steps[operand].size, earlier.value_or(period), parts);
                numbers(operand, period, parts);
                return earlier ? text : std::string{"nothing"};
            }
            case Step::Op::enclosing: {
                const std::size_t depth = evaluator_.depth_of(static_cast<Level>(s.option));
                const Members members = evaluator_.around(depth);
                return Explainer{*data_, *book_, members, depth}.numbers(operand, period, parts);
            }
            case Step::Op::add:
            case Step::Op::subtract:
            case Step::Op::multiply:
            case Step::Op::divide:
            case Step::Op::attain:
            case Step::Op::attain_lower:
            case Step::Op::attain_difference:
            case Step::Op::with_target:
                return of_two(step, period, parts);
            default:
                break;
        }
        // What is made of many values shows its own, and the records of the group and period.
        std::size_t end = step;
        std::vector<std::size_t> operands_of(operands(s.op));
        for (std::size_t& one : operands_of) {
            one = end - 1;
            end -= steps[one].size;
        }
        for (std::size_t i = operands_of.size(); i-- > 0;)
            numbers(operands_of[i], period, parts);
        return value_text(step, period);
    }

private:
    std::string value_text(std::size_t step, const Period& period) {
        return number_text(
            evaluator_.step(0, step, period), data_->query.metrics.front().steps()[step].unit,
            data_->query.currency);
    }

    std::string of_two(std::size_t step, const Period& period, std::vector<ExplainedPart>& parts) {
        const std::span<const Step> steps = data_->query.metrics.front().steps();
        const Step& s = steps[step];
        const std::size_t right = step - 1;
        const std::size_t left = right - steps[right].size;
        const auto operand = [&](Explainer& explainer, std::size_t i) {
            const std::string text = explainer.numbers(i, period, parts);
            const bool is_plain = text.find(' ') == std::string::npos;
            return is_plain ? text : fmt::format("({})", text);
        };
        const bool is_of_those_with_target =
            s.op == Step::Op::attain || s.op == Step::Op::attain_lower ||
            s.op == Step::Op::attain_difference || s.op == Step::Op::with_target;
        std::string a;
        if (is_of_those_with_target) {
            // Only those who have a target count on both sides.
            const Evaluator::Counted who = evaluator_.with_target(0, step, period);
            Explainer counted{*data_, *book_, who.members, depth_, who.chosen_by};
            a = operand(counted, left);
        } else {
            a = operand(*this, left);
        }
        const std::string b = operand(*this, right);
        switch (s.op) {
            case Step::Op::add:
                return fmt::format("{} + {}", a, b);
            case Step::Op::subtract:
                return fmt::format("{} - {}", a, b);
            case Step::Op::multiply:
                return fmt::format("{} * {}", a, b);
            case Step::Op::attain_lower:
                return fmt::format("{} / {}", b, a);
            case Step::Op::attain_difference:
                return fmt::format("1 + ({1} - {0}) / {1}", a, b);
            case Step::Op::with_target:
                return a;
            default:
                return fmt::format("{} / {}", a, b);
        }
    }

    ExplainedPart part(std::size_t index, const Period& period) {
        const Definition& metric = data_->query.metrics.front();
        const std::size_t number = data_->plan.leaf_of[0][index];
        const Evaluated value = evaluator_.leaf_of(0, index, period);
        ExplainedPart part;
        part.text = leaf_text(metric, metric.leaves()[index]);
        part.period =
            fmt::format("{} to {}", to_text(period.first), to_text(period.until - date::days{1}));
        part.value = shown_value(value, metric.leaves()[index].value.unit, data_->query.currency);
        part.ids = ids(data_->plan.leaves[number], period);
        return part;
    }

    /// The ids of the records that a leaf takes in the group and period.
    std::vector<std::string> ids(const LeafSpec& spec, const Period& period) {
        std::set<std::string> found;
        const TimePlan::Columns columns =
            data_->plan.time.columns(spec.leaf, data_->plan.time.find(period.window()));
        std::size_t before = 0;  // records in earlier parts
        const auto collect = [&](const BookTable& table, const ColumnSet& rows,
                                 const TextColumn& names, std::span<const std::uint32_t> records) {
            const BookFacts facts{rows};
            const auto as_is =
                data_->query.as_is ? std::optional{to_day(*data_->query.as_is)} : std::nullopt;
            const LeafSpec* leaf = &spec;
            Scan scan{
                {&facts, &table, &cut_, &book_->seating, book_->currency, as_is, {}},
                data_->plan.time,
                std::span{&leaf, 1}};
            scan.visit([&](std::size_t row, std::uint64_t group, std::size_t column) {
                if (column < columns.first || column >= columns.until || !contains(group)) return;
                const std::size_t record = records.empty() ? row : records[row];
                found.insert(
                    names.size() > 0 ? std::string{names[record]}
                                     : fmt::format("#{}", before + record + 1));
            });
        };
        for (const BookTable* table : book_->parts(spec.leaf.table)) {
            collect(*table, table->plain, table->plain.ids, {});
            if (table->lines.rows > 0)
                collect(*table, table->lines, table->shared_ids, table->record_of_line);
            before += table->records();
        }
        return {found.begin(), found.end()};
    }

    bool contains(std::uint64_t group) const {
        const std::vector<std::uint32_t> members = cut_.members(group);
        return std::any_of(members_.begin(), members_.end(), [&](std::uint32_t m) {
            return data_->groups[m] == members;
        });
    }

    const PartialData* data_;
    const BookData* book_;
    std::span<const std::uint32_t> members_;
    std::size_t depth_;
    Evaluator evaluator_;
    Cut cut_;
};

}  // namespace

Explanation explain(const Query& query, const Book& book, std::span<const std::string_view> group) {
    const std::unique_ptr<PartialData> data = compute(query, book, 0);
    if (data->plan.periods.empty())
        throw Error{ErrorCode::no_such_cell, "the period lies outside the window"};
    const Period period = data->plan.periods.front();
    const std::vector<std::uint32_t> members = members_of(*data, group);
    if (members.empty()) throw Error{ErrorCode::no_such_cell, no_such_row(*data, group, &period)};
    const Definition& metric = query.metrics.front();
    Explanation result{
        metric, {}, Evaluator{*data, members, group.size()}.metric(0, period), formula_text(metric),
        {},     {}};
    result.key.group.assign(group.begin(), group.end());
    result.key.period = period;
    const auto elapsed = elapsed_part(period, query.today());
    if (!elapsed || elapsed->until < period.until) result.key.period.complete = false;
    result.key.label = query.calendar.label(period);
    result.numbers = Explainer{*data, data_of(book), members, group.size()}.numbers(
        metric.steps().size() - 1, period, result.parts);
    return result;
}

}  // namespace saleskpi::inline v0_3::detail
