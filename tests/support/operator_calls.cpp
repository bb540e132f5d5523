// SPDX-License-Identifier: MIT
#include "support/operator_calls.hpp"

#include "plan/steps/table.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace saleskpi_test {

using namespace saleskpi;

namespace {

using Kind = detail::Parameter::Kind;
using Texts = std::vector<std::string>;

constexpr std::array<std::string_view, 8> metrics{
    "revenue", "win_rate",   "sales_cycle",       "mrr",
    "calls",   "open_deals", "average_deal_size", "retention_rate"};
/// What stands behind a first operand, the first of these that goes with it.
constexpr std::array<std::string_view, 8> others{
    "target(revenue)", "0.3",       "deals_won", "14 days",
    "revenue_target",  "50000 USD", "emails",    "90000 USD"};
constexpr std::array<std::string_view, 2> numbers{"3", "2/5"};

/// And does not cut a year into hundreds of days or weeks, twice.
bool is_everywhere(std::string_view word) {
    return word != "custom" && word != "day" && word != "fiscal_week";
}

/// What may stand for a parameter.
Texts choices(const detail::Parameter& parameter, bool is_first) {
    Texts all;
    switch (parameter.kind) {
        case Kind::none:
            break;
        case Kind::formula:
        case Kind::metric:
            if (is_first)
                all.assign(metrics.begin(), metrics.end());
            else
                all.assign(others.begin(), others.end());
            break;
        case Kind::number:
            all.assign(numbers.begin(), numbers.end());
            break;
        case Kind::dimension:
            // One of the seats: what cuts otherwise would make all that is asked beside it slower.
            all.emplace_back("rep");
            break;
        case Kind::back:
        case Kind::word:
        case Kind::level:
            for (const std::string_view word : parameter.words)
                if (is_everywhere(word)) all.emplace_back(word);
            if (parameter.kind == Kind::back) all.emplace_back("2");
            break;
    }
    return all;
}

/// Whether each choice is to be seen, and not only one that goes.
bool is_each_wanted(const detail::Parameter& parameter) {
    return parameter.kind == Kind::word || parameter.kind == Kind::back ||
           parameter.kind == Kind::level;
}

/// Adds calls that go on from a beginning, with each word or with one; whether there is one.
bool add_calls(
    const Catalogue& catalogue,
    std::span<const detail::Parameter> rest,
    const std::string& call,
    bool with_each_word,
    Texts& calls) {
    if (rest.empty()) {
        if (!catalogue.find(call + ")")) return false;
        calls.push_back(call + ")");
        return true;
    }
    bool is_any = false;
    for (const std::string& choice : choices(rest.front(), false)) {
        const bool goes =
            add_calls(catalogue, rest.subspan(1), call + ", " + choice, with_each_word, calls);
        is_any |= goes;
        if (goes && !(with_each_word && is_each_wanted(rest.front()))) break;
    }
    return is_any;
}

std::span<const detail::Parameter> parameters_of(const detail::Operator& known) {
    std::span<const detail::Parameter> parameters = known.parameters;
    while (!parameters.empty() && parameters.back().kind == Kind::none)
        parameters = parameters.first(parameters.size() - 1);
    return parameters;
}

}  // namespace

std::vector<std::string> operator_calls_over(
    const Catalogue& catalogue, const std::string& metric) {
    Texts calls;
    for (const detail::Operator* known : detail::operators())
        add_calls(
            catalogue, parameters_of(*known).subspan(1), std::string{known->name} + "(" + metric,
            false, calls);
    return calls;
}

std::vector<std::string> operator_calls(const Catalogue& catalogue, std::size_t most_metrics) {
    Texts calls;
    for (const detail::Operator* known : detail::operators()) {
        const auto parameters = parameters_of(*known);
        std::size_t taken = 0;
        for (const std::string& metric : choices(parameters.front(), true)) {
            const std::string call = std::string{known->name} + "(" + metric;
            if (add_calls(catalogue, parameters.subspan(1), call, true, calls)) ++taken;
            if (taken == most_metrics) break;
        }
    }
    return calls;
}

}  // namespace saleskpi_test
