// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "records.hpp"

#include <saleskpi/kpi/quality.hpp>

#include <utility>

using namespace kpi_test;

namespace {

Survey said(SurveyKind kind, bool positive) {
    Survey s;
    s.kind = kind;
    s.date = day("2025-01-15");
    s.positive = positive;
    return s;
}

Survey gave(SurveyKind kind, int score, int scale) {
    Survey s;
    s.kind = kind;
    s.date = day("2025-01-15");
    s.score = Decimal::ratio(score, 1);
    if (scale > 0) s.scale = Decimal::ratio(scale, 1);
    return s;
}

}  // namespace

// Pitfall 130: 9 of 10 and 10 of 100 are 19 of 110, and not 50 %.
TEST_CASE("satisfaction is of all answers") {
    std::vector<Survey> answers;
    add(answers, 9, said(SurveyKind::satisfaction, true));
    add(answers, 1, said(SurveyKind::satisfaction, false));
    CHECK(answer(customer_satisfaction(answers)) == "9/10");
    add(answers, 10, said(SurveyKind::satisfaction, true));
    add(answers, 90, said(SurveyKind::satisfaction, false));
    CHECK(answer(customer_satisfaction(answers)) == "19/110");
}

// Four fifths of the scale: 4 of 5, 6 of 7 and 80 of 100 are satisfied, 3, 5, 7 of 10 and 79 are not.
TEST_CASE("a score is satisfied from four fifths of its scale on") {
    std::vector<Survey> answers{
        gave(SurveyKind::satisfaction, 4, 5),   gave(SurveyKind::satisfaction, 3, 5),
        gave(SurveyKind::satisfaction, 6, 7),   gave(SurveyKind::satisfaction, 5, 7),
        gave(SurveyKind::satisfaction, 7, 10),  gave(SurveyKind::satisfaction, 80, 100),
        gave(SurveyKind::satisfaction, 79, 100)};
    CHECK(answer(customer_satisfaction(answers)) == "3/7");
    // What cannot be read is not an answer: a score without a scale, or on one of 3.
    answers.push_back(gave(SurveyKind::satisfaction, 8, 0));
    answers.push_back(gave(SurveyKind::satisfaction, 3, 3));
    CHECK(answer(customer_satisfaction(answers)) == "3/7");
    // A word weighs more than the score beside it.
    answers[0].positive = false;
    CHECK(answer(customer_satisfaction(answers)) == "2/7");
}

// The least scores that are satisfied, each with the one below it.
TEST_CASE("satisfaction and feedback begin at the same scores") {
    std::vector<Survey> answers;
    for (const SurveyKind kind : {SurveyKind::satisfaction, SurveyKind::feedback})
        for (const auto& [scale, least] : {std::pair{5, 4}, {7, 6}, {10, 8}, {100, 80}}) {
            add(answers, 1, gave(kind, least, scale));
            add(answers, 2, gave(kind, least - 1, scale));
            CHECK(answer(customer_satisfaction(answers)) == "1/3");
            if (kind == SurveyKind::feedback)
                CHECK(answer(positive_feedback_rate(answers)) == "1/3");
        }
}

TEST_CASE("satisfaction and feedback are different surveys") {
    std::vector<Survey> answers{said(SurveyKind::satisfaction, false)};
    CHECK(answer(positive_feedback_rate(answers)) == "no_records");
    add(answers, 3, said(SurveyKind::feedback, true));
    add(answers, 1, said(SurveyKind::feedback, false));
    Survey unread;
    unread.kind = SurveyKind::feedback;
    unread.date = day("2025-01-15");
    answers.push_back(unread);
    CHECK(answer(positive_feedback_rate(answers)) == "3/4");
    CHECK(answer(customer_satisfaction(answers)) == "0");
}

// 5 promoters, 3 in the middle, 2 detractors of 10: 50 % - 20 % = 30 points.
TEST_CASE("the net promoter score is in points") {
    std::vector<Survey> answers;
    add(answers, 4, gave(SurveyKind::recommendation, 9, 10));
    add(answers, 1, gave(SurveyKind::recommendation, 10, 0));
    add(answers, 2, gave(SurveyKind::recommendation, 8, 10));
    add(answers, 1, gave(SurveyKind::recommendation, 7, 10));
    add(answers, 1, gave(SurveyKind::recommendation, 6, 10));
    add(answers, 1, gave(SurveyKind::recommendation, 0, 10));
    CHECK(answer(net_promoter_score(answers)) == "30");
    CHECK(net_promoter_score.unit == Unit::points);
    // A 5 of 5 is not one of ten, and a satisfied customer was not asked this.
    add(answers, 7, gave(SurveyKind::recommendation, 5, 5));
    add(answers, 7, gave(SurveyKind::satisfaction, 10, 10));
    CHECK(answer(net_promoter_score(answers)) == "30");
    const std::vector detractors{gave(SurveyKind::recommendation, 3, 10)};
    CHECK(answer(net_promoter_score(detractors)) == "-100");
}

// On a scale of 10: 8, 4 of 5 = 8, 7 of 7 = 10, 60 of 100 = 6. Their mean is 32 / 4.
TEST_CASE("morale is a mean on one scale") {
    const std::vector answers{
        gave(SurveyKind::morale, 8, 10), gave(SurveyKind::morale, 4, 5),
        gave(SurveyKind::morale, 7, 7), gave(SurveyKind::morale, 60, 100),
        gave(SurveyKind::satisfaction, 1, 10)};
    CHECK(answer(team_morale(answers)) == "8");
    CHECK(team_morale.unit == Unit::score);
    CHECK(answer(team_morale.within(window("2025-02-01", "2025-03-01"), answers)) == "no_records");
}
