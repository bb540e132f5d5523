// SPDX-License-Identifier: MIT
#include "operators.hpp"

#include <map>

namespace mutate {

std::vector<std::string> other_operators(const std::string& op) {
    static const std::map<std::string, std::vector<std::string>> others{
        {"<", {"<=", ">="}}, {"<=", {"<", ">"}}, {">", {">=", "<="}}, {">=", {">", "<"}},
        {"==", {"!="}},      {"!=", {"=="}},     {"+", {"-"}},        {"-", {"+"}},
        {"*", {"/"}},        {"/", {"*"}},       {"%", {"/"}},        {"&&", {"||"}},
        {"||", {"&&"}},      {"&", {"|"}},       {"|", {"&"}},        {"^", {"&"}},
        {"<<", {">>"}},      {">>", {"<<"}},     {"+=", {"-="}},      {"-=", {"+="}},
        {"*=", {"/="}},      {"/=", {"*="}},     {"|=", {"&="}},      {"&=", {"|="}},
        {"<<=", {">>="}},    {">>=", {"<<="}},   {"^=", {"&="}},
    };
    const auto found = others.find(op);
    return found == others.end() ? std::vector<std::string>{} : found->second;
}

std::string other_function(const std::string& name) {
    static const std::map<std::string, std::string> others{
        {"min", "max"},
        {"max", "min"},
        {"min_element", "max_element"},
        {"max_element", "min_element"},
        {"lower_bound", "upper_bound"},
        {"upper_bound", "lower_bound"},
        {"any_of", "all_of"},
        {"all_of", "any_of"},
        {"none_of", "any_of"},
    };
    const auto found = others.find(name);
    return found == others.end() ? std::string{} : found->second;
}

}  // namespace mutate
