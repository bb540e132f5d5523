// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/condition.hpp>
#include <saleskpi/metric/operators.hpp>
#include <saleskpi/record/survey.hpp>

/// What customers say of us, and how the team feels: answers to surveys.
///
/// An answer says yes or no, or gives a score on a scale of 5, 7, 10 or 100. Other scales have no
/// agreed reading, and such answers are left out rather than guessed at.
/// Threads: functions and constants without state, for any number at once.
namespace saleskpi::inline v0_3::kpi {
// Laid out by hand: clang-format takes some formulas for declarations.
// clang-format off

namespace ingredients {

/// The score is at least `least` on a scale of `scale`.
constexpr auto scored(int least, int scale) {
    return survey::scale == Decimal::ratio(scale, 1) && survey::score >= Decimal::ratio(least, 1);
}

/// The score is on a scale that has an agreed reading.
inline constexpr auto is_rated = is_known(survey::score) &&
    one_of(survey::scale, Decimal::ratio(5, 1), Decimal::ratio(7, 1), Decimal::ratio(10, 1),
           Decimal::ratio(100, 1));

/// Answers of one kind.
constexpr auto asked_for(SurveyKind kind) { return survey::kind == kind; }

}  // namespace ingredients

/// The answer is positive: it says so, or its score is at least four fifths of its scale.
inline constexpr auto is_positive = survey::positive == true ||
    (is_missing(survey::positive) &&
     (ingredients::scored(4, 5) || ingredients::scored(6, 7) || ingredients::scored(8, 10) || ingredients::scored(80, 100)));

/// The answer says one or the other.
inline constexpr auto is_judged = is_known(survey::positive) || ingredients::is_rated;

/// A score of the question how likely one is to recommend, which is asked from 0 to 10.
inline constexpr auto is_recommendation = ingredients::asked_for(SurveyKind::recommendation) &&
    is_known(survey::score) && (survey::scale == Decimal::ratio(10, 1) || is_missing(survey::scale));

/// Customer satisfaction
/// Formula    satisfied answers / answers, of surveys on satisfaction
/// Counts     satisfied: says so, or a score of at least 4 of 5, 6 of 7, 8 of 10 or 80 of 100
/// Date       day of the answer
/// Unit       ratio
/// No value   nobody answered in the period: no_records
/// Rolls up   both numbers add over groups and time: 9 of 10 and 10 of 100 are 17.27 %
/// Rivals     the mean score; the mean of the groups' rates, in which small groups weigh as large ones
inline constexpr auto customer_satisfaction = metric("customer_satisfaction",
    "Customer satisfaction", Better::higher, "0.2",
    count<Survey>().where(ingredients::asked_for(SurveyKind::satisfaction) && is_positive).by(survey::date) /
        count<Survey>().where(ingredients::asked_for(SurveyKind::satisfaction) && is_judged).by(survey::date));

/// Positive feedback rate
/// Formula    positive feedback / feedback that is positive or not
/// Counts     positive: says so, or a score of at least 4 of 5, 6 of 7, 8 of 10 or 80 of 100
/// Date       day of the feedback
/// Unit       ratio
/// No value   no such feedback in the period: no_records
/// Rolls up   both numbers add over groups and time; the rate is recomputed
/// Rivals     over all feedback, what nobody has judged counts as negative
inline constexpr auto positive_feedback_rate = metric("positive_feedback_rate",
    "Positive feedback rate", Better::higher, "0.2",
    count<Survey>().where(ingredients::asked_for(SurveyKind::feedback) && is_positive).by(survey::date) /
        count<Survey>().where(ingredients::asked_for(SurveyKind::feedback) && is_judged).by(survey::date));

/// Net promoter score
/// Formula    (scores of 9 and 10 - scores of 0 to 6) / scores x 100
/// Counts     answers on recommending us, with a score from 0 to 10 (or without a stated scale)
/// Date       day of the answer
/// Unit       points, from -100 to 100
/// No value   nobody answered in the period: no_records
/// Rolls up   the three numbers add over groups and time; the score is recomputed
/// Rivals     as a share of 1; customer_satisfaction, which knows no middle
inline constexpr auto net_promoter_score = metric("net_promoter_score",
    "Net promoter score", Better::higher, "0.2",
    (count<Survey>().where(is_recommendation && survey::score >= Decimal::ratio(9, 1)).by(survey::date) -
     count<Survey>().where(is_recommendation && survey::score <= Decimal::ratio(6, 1)).by(survey::date)) /
        count<Survey>().where(is_recommendation).by(survey::date) * constant<Unit::points>(100));

namespace ingredients {

/// The known scores of the team's answers on that scale.
constexpr auto morale_scores(int scale) {
    return sum(survey::score)
        .where(asked_for(SurveyKind::morale) && is_known(survey::score) &&
               survey::scale == Decimal::ratio(scale, 1))
        .by(survey::date);
}

}  // namespace ingredients

/// Team morale, on a scale of 10
/// Formula    mean score of the sales team's own answers, each brought to a scale of 10
/// Counts     answers on morale with a score on a scale of 5, 7, 10 or 100: 4 of 5 is an 8
/// Date       day of the answer
/// Unit       score, from 0 to 10
/// No value   nobody answered in the period: no_records
/// Rolls up   the scores and the number of answers add over groups and time; the mean is recomputed
/// Rivals     means of scores on different scales cannot be compared
inline constexpr auto team_morale = metric("team_morale", "Team morale", Better::higher, "0.2",
    (ingredients::morale_scores(10) + ingredients::morale_scores(5) * 2 +
     ingredients::morale_scores(7) * Rational(10, 7) + ingredients::morale_scores(100) * Rational(1, 10)) /
        count<Survey>().where(ingredients::asked_for(SurveyKind::morale) && ingredients::is_rated).by(survey::date));

// clang-format on
}  // namespace saleskpi::inline v0_3::kpi
