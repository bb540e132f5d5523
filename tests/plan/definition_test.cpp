// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/plan/definition.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

/// A definition that is right, to be spoiled in one place.
struct Parts {
    std::vector<Leaf> leaves;
    std::vector<Test> tests;
    std::vector<Step> steps;

    explicit Parts(const DefinitionView& v)
        : leaves(v.leaves.begin(), v.leaves.end()),
          tests(v.tests.begin(), v.tests.end()),
          steps(v.steps.begin(), v.steps.end()) {}

    std::string message() const {
        return message_of([this] {
            Definition{
                DefinitionView{"x", "", Unit::ratio, Better::neither, "", leaves, tests, steps}};
        });
    }
};

Parts parts() { return Parts{win_rate.definition()}; }

}  // namespace

TEST_CASE("a definition is what the metric says") {
    const Definition d = win_rate;
    CHECK(d.id() == "win_rate");
    CHECK(d.title() == "Win rate");
    CHECK(d.unit() == Unit::ratio);
    CHECK(d.better() == Better::higher);
    CHECK(d.since() == "0.1");
    CHECK(d.leaves().size() == 2);
    CHECK(d.tests(d.leaves()[0]).size() == 1);
    CHECK(d.tests(d.leaves()[1]).size() == 3);
    CHECK(d.steps().size() == 3);
}

TEST_CASE("equal aggregates of different metrics are equal leaves") {
    const Definition rate = win_rate;
    const Definition size = deals_won;
    CHECK(rate.leaves()[0] == size.leaves()[0]);
    CHECK(rate.tests(rate.leaves()[0])[0] == size.tests(size.leaves()[0])[0]);
}

TEST_CASE("a definition that is not one is refused, and says what is wrong") {
    CHECK(parts().message().empty());

    Parts p = parts();
    p.leaves[1].placement = {};
    CHECK(p.message() == "metric 'x': an aggregate is not placed in time");

    p = parts();
    p.leaves[1].tests = 99;
    CHECK(p.message() == "metric 'x': an aggregate refers to a condition that is not there");

    p = parts();
    p.leaves[1].tests = 2;
    CHECK(p.message() == "metric 'x': a condition is not one expression");

    p = parts();
    p.leaves[0].first_test = 3;
    CHECK(p.message() == "metric 'x': a condition lacks an operand");

    p = parts();
    p.steps[1].leaf = 2;
    CHECK(p.message() == "metric 'x': the arithmetic refers to an aggregate that is not there");

    const auto halved = metric("x", revenue / 2);
    p = Parts{halved.definition()};
    p.steps[1].constant = 0;
    CHECK(p.message() == "metric 'x': a division by zero has no value");

    p = parts();
    p.steps[2].operands[0] = 3;
    CHECK(p.message() == "metric 'x': the arithmetic lacks an operand");

    p = parts();
    p.steps[2].operands[1] = 0;
    CHECK(p.message() == "metric 'x': the arithmetic lacks an operand, or has one too many");

    p = parts();
    p.steps[2].operands[2] = 1;
    CHECK(p.message() == "metric 'x': the arithmetic lacks an operand, or has one too many");

    p = parts();
    p.steps[2].kind.number = 1;
    CHECK(p.message() == "metric 'x': the arithmetic has a step of no known kind");

    p = parts();
    p.steps.clear();
    CHECK(p.message() == "metric 'x': the arithmetic is not one expression");
}

TEST_CASE("all texts of a definition are UTF-8") {
    const std::string broken = "Ren\xE9";
    const std::string why = "metric 'x': its text 'Ren\xEF\xBF\xBD' is not UTF-8";
    Parts p = parts();
    p.leaves[1].placement.from.name = broken;
    CHECK(p.message() == why);

    p = parts();
    p.tests[0].constant.text = std::string_view{broken};
    CHECK(p.message() == why);

    p = parts();
    p.tests[0].column.table = broken;
    CHECK(p.message() == why);

    p = parts();
    p.leaves[0].table = broken;
    CHECK(p.message() == why);

    const auto sum_won = sum(deal::amount).where(won).by(deal::closed);
    const auto code = [&](std::string_view id, std::string_view title) {
        return code_of([&] { Definition{metric(id, title, Better::higher, "", sum_won)}; });
    };
    CHECK(code(broken, "Title") == ErrorCode::invalid_definition);
    CHECK(code("id", broken) == ErrorCode::invalid_definition);
    CHECK_FALSE(code("id", "Ren\xC3\xA9"));
    const std::string name = broken;
    CHECK(code_of([&] {
              Definition{filtered("x", revenue, deal::channel == std::string_view{name})};
          }) == ErrorCode::invalid_definition);
    CHECK(code_of([&] { Definition{time_in_stage(name)}; }) == ErrorCode::invalid_definition);
    // In a name, too.
    CHECK(message_of([&] {
              Definition{metric(std::string_view{broken}, count<Deal>().by(deal::closed))};
          }) == "metric 'Ren\xEF\xBF\xBD': its text 'Ren\xEF\xBF\xBD' is not UTF-8");
}
