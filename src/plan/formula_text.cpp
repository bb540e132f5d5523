// SPDX-License-Identifier: MIT
#include "condition_text.hpp"
#include "grammar.hpp"
#include "needs.hpp"
#include "step_table.hpp"

#include <saleskpi/metric/naming.hpp>
#include <saleskpi/plan/words.hpp>

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3 {
namespace {

std::string value_text(const Leaf& leaf) {
    const RowValue& value = leaf.value;
    switch (value.kind) {
        case RowValue::Kind::record:
            return detail::name_text(leaf.table);
        case RowValue::Kind::column:
            return detail::column_text(value.a);
        case RowValue::Kind::difference:
            return fmt::format(
                "{} - {}", detail::column_text(value.a), detail::column_text(value.b));
        case RowValue::Kind::product:
            return fmt::format(
                "{} * {}", detail::column_text(value.a), detail::column_text(value.b));
        case RowValue::Kind::waiting:
            return fmt::format(
                "{}, {}", detail::column_text(value.a), detail::column_text(value.b));
        case RowValue::Kind::age:
            return fmt::format("age({})", detail::column_text(value.a));
        case RowValue::Kind::days_between:
            return fmt::format(
                "days({}, {})", detail::column_text(value.a), detail::column_text(value.b));
    }
    return {};
}

std::string placement_text(const Placement& placement) {
    const auto range = [&](std::string_view word, std::string_view moment) {
        return fmt::format(
            "{} from {} until {}{}", word, detail::name_text(placement.from.name),
            detail::name_text(placement.until.name), moment);
    };
    switch (placement.kind) {
        case Placement::Kind::by:
            return "by " + detail::name_text(placement.from.name);
        case Placement::Kind::active_at_end:
            return range("active", "");
        case Placement::Kind::active_at_start:
            return range("active", " at start");
        case Placement::Kind::active_throughout:
            return range("active", " throughout");
        case Placement::Kind::spread:
            return range("spread", "");
    }
    return {};
}

/// How tightly an operator binds; a call or a leaf binds tightest.
enum class Binding : std::uint8_t { sum, product, whole };

struct Part {
    std::string text;
    Binding binding;
};

std::string bracketed(const Part& part, bool needed) {
    return needed ? "(" + part.text + ")" : part.text;
}

/// "a - (b - c)": a right-hand side of the same strength keeps its brackets, as it was written.
Part infix(const Part& left, std::string_view symbol, const Part& right, Binding binding) {
    return {
        fmt::format(
            "{} {} {}", bracketed(left, left.binding < binding), symbol,
            bracketed(right, right.binding <= binding)),
        binding};
}

/// A number alone is a ratio; one with a unit says it: "1 months". A fraction has no blanks around
/// its bar, a division has.
std::string constant_text(const Step& step) {
    if (step.unit == Unit::ratio) return to_text(step.constant);
    return fmt::format("{} {}", to_text(step.constant), name(step.unit));
}

/// ", previous": what a call says after its operands.
std::string option_text(const Step& step, detail::StepOption option) {
    switch (option) {
        case detail::StepOption::none:
            return {};
        case detail::StepOption::shift:
            return fmt::format(", {}", name(step.shift));
        case detail::StepOption::level:
            return fmt::format(", {}", name(static_cast<Level>(step.option)));
        case detail::StepOption::ties:
            return fmt::format(", {}", name(static_cast<Ties>(step.option)));
        case detail::StepOption::over:
            return fmt::format(", {}", name(static_cast<Over>(step.option)));
        case detail::StepOption::grain:
            return fmt::format(", {}", name(static_cast<Grain>(step.option)));
        case detail::StepOption::periods:
            return fmt::format(", {}", step.option);
        case detail::StepOption::fit_and_over:
            return fmt::format(", {}, {}", name(step.fit), name(static_cast<Over>(step.option)));
    }
    return {};
}

/// The steps are in postfix order: each takes its operands from the end of what is there.
class Writer {
public:
    explicit Writer(const Definition& metric) : metric_{metric} {}

    void write(const Step& step) {
        switch (step.op) {
            case Step::Op::leaf:
                push({leaf_text(metric_, metric_.leaves()[step.index]), Binding::whole});
                break;
            case Step::Op::constant:
                push({constant_text(step), Binding::whole});
                break;
            case Step::Op::add:
                binary("+", Binding::sum);
                break;
            case Step::Op::subtract:
                binary("-", Binding::sum);
                break;
            case Step::Op::multiply:
                binary("*", Binding::product);
                break;
            case Step::Op::divide:
                binary("/", Binding::product);
                break;
            default:
                call(step, *detail::step_name(step.op));
                break;
        }
    }

    std::string text() { return pop().text; }

private:
    void push(Part part) { parts_.push_back(std::move(part)); }

    Part pop() {
        Part part = std::move(parts_.back());
        parts_.pop_back();
        return part;
    }

    void binary(std::string_view symbol, Binding binding) {
        const Part right = pop();
        const Part left = pop();
        push(infix(left, symbol, right, binding));
    }

    void call(const Step& step, const detail::StepName& known) {
        std::string arguments;
        for (std::size_t i = parts_.size() - known.operands; i < parts_.size(); ++i)
            arguments += (arguments.empty() ? "" : ", ") + parts_[i].text;
        parts_.resize(parts_.size() - known.operands);
        if (known.operands > 0) arguments = "(" + arguments + option_text(step, known.option) + ")";
        push({std::string{known.name} + arguments, Binding::whole});
    }

    const Definition& metric_;
    std::vector<Part> parts_;
};

}  // namespace

std::string leaf_text(const Definition& metric, const Leaf& leaf) {
    std::string text{detail::name_of(leaf.aggregation)};
    text += '(';
    if (leaf.aggregation == Aggregation::percentile ||
        leaf.aggregation == Aggregation::reached_within)
        text += fmt::format("{}, ", leaf.percent);
    text += value_text(leaf);
    const auto condition = detail::without_needs(metric.tests(leaf), leaf.needs);
    if (!condition.empty()) text += " where " + detail::condition_text(condition);
    if (leaf.needs > 0) text += " having " + detail::needs_text(metric.tests(leaf), leaf.needs);
    text += ' ';
    text += placement_text(leaf.placement);
    text += ')';
    return text;
}

std::string formula_text(const Definition& metric) {
    Writer writer{metric};
    for (const Step& step : metric.steps())
        writer.write(step);
    return writer.text();
}

std::uint64_t fingerprint(const Definition& metric) {
    // FNV-1a: short, and the same for everyone who reads its definition.
    std::uint64_t hash = 14695981039346656037u;
    for (const char c : fmt::format(
             "{} | {} | {}", formula_text(metric), name(metric.unit()), name(metric.better()))) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211u;
    }
    return hash;
}

}  // namespace saleskpi::inline v0_3
