// SPDX-License-Identifier: MIT
#include "rollup/explainer.hpp"

#include "book/book_data.hpp"
#include "rollup/evaluate.hpp"
#include "rollup/table_data.hpp"

#include <saleskpi/plan/words.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <string>

namespace saleskpi::detail {

namespace {

/// A value as it enters a formula, in its own unit: money in major units, everything else plain.
std::string number_text(const Evaluated& value, Unit unit, Currency currency) {
    if (value.reason) return std::string{name(*value.reason)};
    if (!is_money_like(unit)) return to_text(value.value);
    return to_decimal_text(
        value.value / Rational{currency.minor_per_major()}, currency.minor_digits());
}

class Explainer {
public:
    Explainer(
        const PartialData& data,
        const BookData& book,
        std::span<const std::uint32_t> members,
        std::size_t depth)
        : data_{&data},
          book_{&book},
          members_{members},
          depth_{depth},
          evaluator_{data, members, depth},
          cut_{book_, data.plan.kept_dimensions} {}

    /// The formula with numbers; collects the leaves it reads on the way.
    std::string numbers(std::size_t step, const Period& period, std::vector<ExplainedPart>& parts) {
        const Definition& metric = data_->query.metrics.front();
        const std::span<const Step> steps = metric.steps();
        const Step& s = steps[step];
        switch (s.op) {
            case Step::Op::leaf:
                parts.push_back(part(s.index, period));
                return number_text(evaluator_.step(0, step, period), s.unit, data_->query.currency);
            case Step::Op::constant:
                return to_text(s.constant);
            case Step::Op::period_months:
                return to_text(months_in(period.window()));
            case Step::Op::target:
                parts.push_back(part(steps[step - 1].index, period));
                return number_text(evaluator_.step(0, step, period), s.unit, data_->query.currency);
            case Step::Op::change: {
                const auto earlier = compared_with(period, s.shift, data_->query.calendar);
                const std::string now = numbers(step - 1, period, parts);
                const std::string before =
                    earlier ? numbers(step - 1, *earlier, parts) : std::string{"nothing"};
                return fmt::format("({0} - {1}) / |{1}|", now, before);
            }
            default:
                break;
        }
        const std::size_t right = step - 1;
        const std::size_t left = right - steps[right].size;
        const auto operand = [&](Explainer& explainer, std::size_t i) {
            const std::string text = explainer.numbers(i, period, parts);
            return steps[i].size > 1 && steps[i].op != Step::Op::target ? fmt::format("({})", text)
                                                                        : text;
        };
        std::string a;
        if (s.op == Step::Op::attain || s.op == Step::Op::attain_lower) {
            // Only those who have a target count on both sides.
            const std::vector<std::uint32_t> members = evaluator_.with_target(0, step, period);
            Explainer counted{*data_, *book_, members, depth_};
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
            default:
                return fmt::format("{} / {}", a, b);
        }
    }

private:
    ExplainedPart part(std::size_t index, const Period& period) {
        const Definition& metric = data_->query.metrics.front();
        const std::size_t number = data_->plan.leaf_of[0][index];
        const Evaluated value =
            evaluator_.leaf(number, members_, data_->plan.time.find(period.window()));
        ExplainedPart part;
        part.text = leaf_text(metric, metric.leaves()[index]);
        part.period =
            fmt::format("{} to {}", to_text(period.first), to_text(period.last - date::days{1}));
        part.value.records = value.records;
        part.value.missing = value.missing;
        if (value.reason)
            part.value.outcome = *value.reason;
        else
            part.value.outcome =
                AnyQuantity{value.value, metric.leaves()[index].value.unit, data_->query.currency};
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
                if (column < columns.first || column >= columns.last || !contains(group)) return;
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
    if (members.empty())
        throw Error{
            ErrorCode::no_such_cell, fmt::format("there is no group ({})", fmt::join(group, ", "))};
    const Definition& metric = query.metrics.front();
    Explanation result{
        metric, {}, Evaluator{*data, members, group.size()}.metric(0, period), formula_text(metric),
        {},     {}};
    result.key.group.assign(group.begin(), group.end());
    result.key.period = period;
    result.key.label = query.calendar.label(period);
    result.numbers = Explainer{*data, book.data(), members, group.size()}.numbers(
        metric.steps().size() - 1, period, result.parts);
    return result;
}

}  // namespace saleskpi::detail
