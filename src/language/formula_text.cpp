// SPDX-License-Identifier: MIT
#include "language/condition_text.hpp"
#include "plan/aggregates/table.hpp"
#include "plan/grammar.hpp"
#include "plan/needs.hpp"
#include "plan/program.hpp"

#include <saleskpi/language/words.hpp>
#include <saleskpi/metric/naming.hpp>
#include <saleskpi/value/hash.hpp>
#include <saleskpi/value/money.hpp>

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <utility>
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
        case RowValue::Kind::quotient:
            return fmt::format(
                "{} / {}", detail::column_text(value.a), detail::column_text(value.b));
        case RowValue::Kind::waiting:
        case RowValue::Kind::dated:
        case RowValue::Kind::fraction:
            return fmt::format(
                "{}, {}", detail::column_text(value.a), detail::column_text(value.b));
        case RowValue::Kind::mixed:
            return fmt::format(
                "{} + {} / {}", detail::column_text(value.a), detail::column_text(value.b),
                detail::column_text(value.c));
        case RowValue::Kind::age:
            return fmt::format("age({})", detail::column_text(value.a));
        case RowValue::Kind::days_between:
            return fmt::format(
                "days({}, {})", detail::column_text(value.a), detail::column_text(value.b));
        case RowValue::Kind::signed_days:
            return fmt::format(
                "signed_days({}, {})", detail::column_text(value.a), detail::column_text(value.b));
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

/// A number alone is a ratio; one with a unit says it: "1 months". An amount has its currency, "15.44
/// USD". A fraction has no blanks around its bar, a division has.
std::string constant_text(const Step& step) {
    if (step.unit == Unit::ratio) return to_text(step.constant);
    if (step.currency != Currency{})
        return to_text(Money{static_cast<std::int64_t>(step.constant.numerator()), step.currency});
    return fmt::format("{} {}", to_text(step.constant), name(step.unit));
}

/// Writes from the left to the right and without recursion: a sum of thousands of terms has as many
/// levels, and each of them has the text of all before it.
class Writer {
public:
    explicit Writer(const Definition& metric) : metric_{metric} {
        open_.push_back({metric.steps().size() - 1, detail::Binding::sum, false});
    }

    std::string text() {
        while (!open_.empty()) {
            const Pending next = std::move(open_.back());
            open_.pop_back();
            if (next.is_text)
                text_ += next.text;
            else
                write(next);
        }
        return std::move(text_);
    }

private:
    /// A text, or a step that may stand without brackets if it binds as tightly as that, or tighter.
    struct Pending {
        std::size_t step = 0;
        detail::Binding binding = detail::Binding::sum;
        bool is_text = true;
        std::string text{};
    };

    void write(const Pending& next) {
        const Step& step = metric_.steps()[next.step];
        const detail::Program::Node& node = detail::program_of(metric_).node(next.step);
        if (step.kind == steps::leaf)
            text_ += leaf_text(metric_, metric_.leaves()[step.leaf]);
        else if (step.kind == steps::constant)
            text_ += constant_text(step);
        else if (node.rule->binding)
            infix(next, node);
        else
            call(step, node);
    }

    /// "a - (b - c)": a right-hand side of the same strength keeps its brackets, as it was written.
    void infix(const Pending& next, const detail::Program::Node& node) {
        const detail::Binding binding = *node.rule->binding;
        const bool needs_brackets = binding < next.binding;
        if (needs_brackets) text_ += '(';
        if (needs_brackets) push(")");
        open_.push_back({node.operands[1], detail::tighter(binding), false});
        push(fmt::format(" {} ", node.rule->name));
        open_.push_back({node.operands[0], binding, false});
    }

    void call(const Step& step, const detail::Program::Node& node) {
        text_ += node.rule->name;
        if (node.rule->operands == 0) return;
        text_ += '(';
        std::string end;
        for (const detail::StepParameter* parameter : node.rule->parameters)
            end += ", " + parameter->text(step);
        push(end + ")");
        for (std::size_t i = node.rule->operands; i-- > 0;) {
            open_.push_back({node.operands[i], detail::Binding::sum, false});
            if (i > 0) push(", ");
        }
    }

    void push(std::string text) {
        open_.push_back({0, detail::Binding::sum, true, std::move(text)});
    }

    const Definition& metric_;
    std::string text_;
    std::vector<Pending> open_;
};

}  // namespace

std::string leaf_text(const Definition& metric, const Leaf& leaf) {
    const detail::AggregateRule& rule = detail::rule_of(leaf.aggregation);
    std::string text{rule.name};
    text += '(';
    if (rule.argument != nullptr) text += fmt::format("{}, ", leaf.argument);
    text += value_text(leaf);
    if (leaf.aggregation.compares_edges)
        text += " of each " + (leaf.each.name.empty() ? std::string{"record"}
                                                      : detail::name_text(leaf.each.name));
    const auto condition = detail::without_needs(metric.tests(leaf), leaf.needs);
    if (!condition.empty()) text += " where " + detail::condition_text(condition);
    if (leaf.needs > 0) text += " having " + detail::needs_text(metric.tests(leaf), leaf.needs);
    text += ' ';
    text += placement_text(leaf.placement);
    text += ')';
    return text;
}

std::string formula_text(const Definition& metric) { return Writer{metric}.text(); }

std::uint64_t fingerprint(const Definition& metric) {
    return detail::name_hash(fmt::format(
        "{} | {} | {}", formula_text(metric), name(metric.unit()), name(metric.better())));
}

/// Equal definitions have equal texts.
bool operator==(const Definition& a, const Definition& b) {
    if (a.unit() != b.unit() || a.better() != b.better()) return false;
    return a.view().structure == b.view().structure || fingerprint(a) == fingerprint(b);
}

}  // namespace saleskpi::inline v0_3
