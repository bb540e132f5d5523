// SPDX-License-Identifier: MIT
#include "engine/condition.hpp"

#include "plan/negation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace saleskpi::inline v0_3::detail {

namespace {

template <class Cell, class Compare>
void compare(
    const Cell* cells, Cell missing, Cell constant, std::size_t n, Mask& mask, Compare holds) {
    for (std::size_t i = 0; i < n; ++i)
        mask[i] = static_cast<std::uint8_t>(
            static_cast<unsigned>(holds(cells[i], constant)) &
            static_cast<unsigned>(cells[i] != missing));
}

/// `offset` days are added to b: none where these are no dates.
template <class Cell, class Compare>
void compare_columns(
    const Cell* a,
    const Cell* b,
    Cell missing,
    std::int64_t offset,
    std::size_t n,
    Mask& mask,
    Compare holds) {
    if (offset == 0)
        for (std::size_t i = 0; i < n; ++i)
            mask[i] =
                static_cast<std::uint8_t>(holds(a[i], b[i]) && a[i] != missing && b[i] != missing);
    else
        for (std::size_t i = 0; i < n; ++i)
            mask[i] = static_cast<std::uint8_t>(
                holds(std::int64_t{a[i]}, std::int64_t{b[i]} + offset) && a[i] != missing &&
                b[i] != missing);
}

/// The number of a choice that no record has, for one that the column does not know: a comparison
/// by order holds for none.
std::int64_t beyond_all(Test::Op op) {
    using Limits = std::numeric_limits<std::int32_t>;
    const bool is_upwards = op == Test::Op::greater || op == Test::Op::greater_equal;
    return is_upwards ? (Limits::max)() : (Limits::min)();
}

/// Where a name stands in an order of choices, of which that is the first and the last.
struct Place {
    std::int64_t first;
    std::int64_t code;
    std::int64_t last;
};

/// Its places in all orders that the choices of a book's column have: between two there is a choice
/// without a name.
std::vector<Place> places_of(const std::vector<std::string>& choices, std::string_view text) {
    std::vector<Place> places;
    for (auto first = choices.begin(); first != choices.end();) {
        const auto end = std::find(first, choices.end(), std::string{});
        const auto number = [&](auto at) { return at - choices.begin(); };
        if (const auto found = std::find(first, end, text); found != end)
            places.push_back({number(first), number(found), number(end) - 1});
        first = end == choices.end() ? end : end + 1;
    }
    return places;
}

bool has_several_orders(const std::vector<std::string>& choices) {
    return std::find(choices.begin(), choices.end(), std::string{}) != choices.end();
}

/// The choices of a book's column; null for structs in memory, whose choices have one order.
const std::vector<std::string>* choices_of(const Facts& facts, int column) {
    const ColumnSet* columns = facts.columns();
    return columns ? &columns->columns[static_cast<std::size_t>(column)].choices : nullptr;
}

/// Adds the steps of a comparison with a name that stands in several orders: in each it is compared with
/// those beside it alone.
template <class Step, class Add>
void add_steps_of_orders(const Step& comparison, std::span<const Place> places, const Add& add) {
    const auto compare = [&](Test::Op op, std::int64_t constant) {
        Step step = comparison;
        step.op = op;
        step.constant = constant;
        add(step);
    };
    const auto join = [&](Test::Op op) { add(Step{op}); };
    const Test::Op op = comparison.op;
    const bool is_ordered = op != Test::Op::equal && op != Test::Op::not_equal;
    const bool is_upwards = op == Test::Op::greater || op == Test::Op::greater_equal;
    if (places.empty())
        compare(op, is_ordered ? beyond_all(op) : std::int64_t{Facts::no_such_code});
    for (std::size_t i = 0; i < places.size(); ++i) {
        compare(op, places[i].code);
        if (is_ordered) {
            if (is_upwards)
                compare(Test::Op::less_equal, places[i].last);
            else
                compare(Test::Op::greater_equal, places[i].first);
            join(Test::Op::all);
        }
        if (i > 0) join(op == Test::Op::not_equal ? Test::Op::all : Test::Op::any);
    }
}

/// Calls f with the function object that an operator stands for.
template <class F>
void with_comparison(Test::Op op, F&& f) {
    switch (op) {
        case Test::Op::equal:
            f([](auto a, auto b) { return a == b; });
            break;
        case Test::Op::not_equal:
            f([](auto a, auto b) { return a != b; });
            break;
        case Test::Op::less:
            f([](auto a, auto b) { return a < b; });
            break;
        case Test::Op::less_equal:
            f([](auto a, auto b) { return a <= b; });
            break;
        case Test::Op::greater:
            f([](auto a, auto b) { return a > b; });
            break;
        default:
            f([](auto a, auto b) { return a >= b; });
            break;
    }
}

/// The values that satisfy a comparison with a constant, both ends included.
struct Range {
    std::int64_t least = (std::numeric_limits<std::int64_t>::min)();
    std::int64_t greatest = (std::numeric_limits<std::int64_t>::max)();
};

Range satisfying(Test::Op op, std::int64_t constant) {
    Range all;
    const Range nothing{all.greatest, all.least};
    switch (op) {
        case Test::Op::equal:
            return {constant, constant};
        case Test::Op::less:
            return constant == all.least ? nothing : Range{all.least, constant - 1};
        case Test::Op::less_equal:
            return {all.least, constant};
        case Test::Op::greater:
            return constant == all.greatest ? nothing : Range{constant + 1, all.greatest};
        default:
            return {constant, all.greatest};
    }
}

/// Compares with a constant on the distances as they are stored: one subtraction and one
/// comparison, since a distance below the range wraps to a large one, and "missing" is the largest.
template <class Narrow>
bool test_distances(
    Test::Op op, std::int64_t constant, const NarrowValues& column, std::size_t n, Mask& mask) {
    const auto* values = reinterpret_cast<const Narrow*>(column.data);
    const auto distance = [&](std::int64_t value) {
        return static_cast<Narrow>(
            static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(column.least));
    };
    const auto set = [&](Narrow first, Narrow last, bool inside) {
        const auto width = static_cast<Narrow>(last - first);
        for (std::size_t i = 0; i < n; ++i)
            mask[i] = static_cast<std::uint8_t>(
                (static_cast<Narrow>(values[i] - first) <= width) == inside);
    };
    const Narrow widest = distance(column.greatest);
    if (op == Test::Op::is_missing) {
        set(0, widest, false);
        return true;
    }
    if (op == Test::Op::not_equal) {
        const bool occurs = column.least <= constant && constant <= column.greatest;
        const Narrow excluded = distance(constant);
        for (std::size_t i = 0; i < n; ++i)
            mask[i] = static_cast<std::uint8_t>(
                static_cast<unsigned>(values[i] <= widest) &
                static_cast<unsigned>(!occurs | (values[i] != excluded)));
        return true;
    }
    const Range range = satisfying(op, constant);
    const std::int64_t least = (std::max)(range.least, column.least);
    const std::int64_t greatest = (std::min)(range.greatest, column.greatest);
    if (least > greatest)
        std::fill_n(mask.begin(), n, std::uint8_t{0});
    else
        set(distance(least), distance(greatest), true);
    return true;
}

/// a >= b on columns of four bytes, as long as the numbers stay small.
bool at_least(const NarrowValues& a, const NarrowValues& b, std::size_t n, Mask& mask) {
    constexpr std::int64_t limit = std::int64_t{1} << 30;
    const auto is_small = [](const NarrowValues& v) {
        return v.width == 4 && !v.may_miss && v.least > -limit && v.greatest < limit;
    };
    if (!is_small(a) || !is_small(b)) return false;
    kernels().at_least(
        reinterpret_cast<const std::uint32_t*>(a.data),
        reinterpret_cast<const std::uint32_t*>(b.data),
        static_cast<std::int32_t>(a.least - b.least), n, mask.data());
    return true;
}

}  // namespace

void require_currency(std::span<const Test> tests, Currency currency) {
    if (currency == Currency{}) return;
    for (const Test& test : tests)
        if (test.column.type == FieldType::money && !test.constant.is_column &&
            test.op != Test::Op::is_missing && test.constant.currency != currency &&
            !(test.constant.number == 0 && test.constant.currency.is_none()))
            throw Error{
                ErrorCode::currency_mismatch,
                fmt::format(
                    "'{}' is compared with an amount in {}, but the records are in {}",
                    test.column.name, test.constant.currency.code(), currency.code())};
}

RowCondition::RowCondition(
    std::span<const Test> tests, const Facts& facts, Currency currency, Batch& batch) {
    require_currency(tests, currency);
    std::size_t depth = 0;
    const auto add = [&](const Step& step) {
        if (step.op == Test::Op::all || step.op == Test::Op::any)
            --depth;
        else if (step.op != Test::Op::none)
            ++depth;
        depth_ = (std::max)(depth_, depth);
        steps_.push_back(step);
    };
    const std::vector<Test> straight = without_negations(tests);
    if (facts.records()) {
        narrowings_ = narrowings(straight);
        behind_first_ = behind_first(narrowings_);
    }
    for (const Test& test : straight) {
        Step step{test.op};
        if (test.op < Test::Op::all) {
            const int column = column_of(test.column, facts);
            const FieldType type = facts.type(column);
            step.column = batch.need(facts, column);
            step.is_date = type == FieldType::date;
            step.has_other = test.constant.is_column;
            if (step.has_other) {
                step.other = batch.need(facts, column_of(test.constant.column, facts));
                step.constant = step.is_date ? test.constant.number : 0;
            } else if (
                test.op != Test::Op::is_missing &&
                (type == FieldType::text || type == FieldType::choice)) {
                if (const auto* choices = choices_of(facts, column);
                    choices && has_several_orders(*choices)) {
                    add_steps_of_orders(step, places_of(*choices, test.constant.text), add);
                    continue;
                }
                step.constant = facts.code(column, test.constant.text);
                const bool is_ordered =
                    test.op != Test::Op::equal && test.op != Test::Op::not_equal;
                if (is_ordered && step.constant == Facts::no_such_code)
                    step.constant = beyond_all(test.op);
            } else {
                step.constant = test.constant.number;
            }
            if (step.has_other && (type == FieldType::text || type == FieldType::choice))
                throw Error{
                    ErrorCode::invalid_definition,
                    fmt::format(
                        "'{}' and '{}' number their texts each in its own way: a text is compared "
                        "only with constants",
                        test.column.name, test.constant.column.name)};
        }
        add(step);
    }
}

void RowCondition::evaluate(Batch& batch, Mask& mask) const {
    if (batch.records())
        evaluate_records(batch, 0, narrowings_.size(), mask);
    else
        evaluate_stored(batch, mask);
}

void RowCondition::evaluate_stored(const Batch& batch, Mask& mask) const {
    const std::size_t n = batch.size();
    if (steps_.empty()) {
        std::fill_n(mask.begin(), n, std::uint8_t{1});
        return;
    }
    if (under_.size() + 1 < depth_) under_.resize(depth_ - 1);
    std::size_t depth = 0;
    const auto level = [&](std::size_t i) -> Mask& { return i == 0 ? mask : under_[i - 1]; };
    for (const Step& step : steps_) {
        if (step.op == Test::Op::none) {
            Mask& m = level(depth - 1);
            for (std::size_t i = 0; i < n; ++i)
                m[i] ^= 1U;
            continue;
        }
        if (step.op == Test::Op::all || step.op == Test::Op::any) {
            --depth;
            const Mask& b = level(depth);
            Mask& a = level(depth - 1);
            if (step.op == Test::Op::all)
                for (std::size_t i = 0; i < n; ++i)
                    a[i] &= b[i];
            else
                for (std::size_t i = 0; i < n; ++i)
                    a[i] |= b[i];
            continue;
        }
        Mask& m = level(depth++);
        if (!test_narrow(step, batch, m)) test_unpacked(step, batch, m);
    }
}

bool RowCondition::test_narrow(const Step& step, const Batch& batch, Mask& mask) {
    if (!batch.is_narrow(step.column)) return false;
    const NarrowValues column = batch.narrow(step.column);
    if (step.has_other)
        return step.constant == 0 && batch.is_narrow(step.other) &&
               step.op == Test::Op::greater_equal &&
               at_least(column, batch.narrow(step.other), batch.size(), mask);
    switch (column.width) {
        case 1:
            return test_distances<std::uint8_t>(step.op, step.constant, column, batch.size(), mask);
        case 2:
            return test_distances<std::uint16_t>(
                step.op, step.constant, column, batch.size(), mask);
        case 4:
            return test_distances<std::uint32_t>(
                step.op, step.constant, column, batch.size(), mask);
        default:
            return false;
    }
}

void RowCondition::test_unpacked(const Step& step, const Batch& batch, Mask& mask) {
    const std::size_t n = batch.size();
    const auto run = [&](const auto* cells, const auto* others, auto missing, auto constant) {
        if (step.op == Test::Op::is_missing)
            for (std::size_t i = 0; i < n; ++i)
                mask[i] = static_cast<std::uint8_t>(cells[i] == missing);
        else
            with_comparison(step.op, [&](auto holds) {
                if (step.has_other)
                    compare_columns(cells, others, missing, step.constant, n, mask, holds);
                else
                    compare(cells, missing, constant, n, mask, holds);
            });
    };
    if (batch.is_small(step.column))
        run(batch.small(step.column), step.has_other ? batch.small(step.other) : nullptr,
            step.is_date ? missing_day : missing_code, static_cast<std::int32_t>(step.constant));
    else
        run(batch.numbers(step.column), step.has_other ? batch.numbers(step.other) : nullptr,
            missing_number, step.constant);
}

}  // namespace saleskpi::inline v0_3::detail
