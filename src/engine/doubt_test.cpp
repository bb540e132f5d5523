// SPDX-License-Identifier: MIT
#include "engine/doubt_test.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr Satisfies either{true, true};
constexpr Satisfies neither{false, false};

/// The text of a field, or its choice's name.
std::string_view text_of(const DoubtField& field, std::int64_t value, const Dictionaries& names) {
    if (field.type == FieldType::choice) return field.choices[static_cast<std::size_t>(value)];
    const auto known = names.find(field.domain);
    return known == names.end() ? std::string_view{}
                                : known->second.text(static_cast<std::int32_t>(value));
}

Satisfies compared(const Test& test, const Doubt& doubt, const Dictionaries& names) {
    const auto number = doubt.of->find(test.column.name);
    if (number && doubt.is_unknown(*number)) return either;
    if (number && doubt.of->fields[*number].identity) return either;
    const std::int64_t value = number ? doubt.value(*number) : missing_number;
    if (test.op == Test::Op::is_missing) return Satisfies::surely(value == missing_number);
    if (value == missing_number) return neither;
    std::int64_t constant = test.constant.number;
    const DoubtField& field = doubt.of->fields[*number];
    if (test.constant.is_column) {
        const auto other = doubt.of->find(test.constant.column.name);
        if (other && doubt.is_unknown(*other)) return either;
        const std::int64_t its = other ? doubt.value(*other) : missing_number;
        if (its == missing_number) return neither;
        constant += its;
    } else if (field.type == FieldType::text || field.type == FieldType::choice) {
        if (test.op == Test::Op::equal || test.op == Test::Op::not_equal)
            return Satisfies::surely(compares(
                test.op, text_of(field, value, names), std::string_view{test.constant.text}));
    }
    return Satisfies::surely(compares(test.op, value, constant));
}

}  // namespace

Satisfies satisfies(std::span<const Test> tests, const Doubt& doubt, const Dictionaries& names) {
    std::vector<Satisfies> stack;
    for (const Test& test : tests) {
        if (is_connective(test.op))
            connect(test.op, stack);
        else
            stack.push_back(compared(test, doubt, names));
    }
    return stack.empty() ? Satisfies{true, false} : stack.back();
}

}  // namespace saleskpi::inline v0_3::detail
