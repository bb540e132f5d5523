// SPDX-License-Identifier: MIT
// Single rows of a prepared query: revenue and win rate of a rep, or of a team, in a month.
#include "compare.hpp"
#include "measurements.hpp"
#include "sqlite_rows.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace bench {

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

constexpr std::size_t questions_of_reps = 50'000;
constexpr std::size_t questions_of_teams = 1'000;

struct Question {
    std::size_t group;
    std::string name;
    Month month;
    int first, until;  // days of the window
};

std::vector<Question> random_questions(
    const Generator& generator, const std::string& prefix, std::size_t groups, std::size_t n) {
    const std::vector<Period> months = Calendar{}.periods(generator.window(), Grain::month);
    std::vector<Question> questions;
    std::uint64_t state = 1;
    const auto below = [&](std::size_t most) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::size_t>((state >> 33U) % most);
    };
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t group = below(groups);
        const Period& month = months[below(months.size())];
        const date::year_month_day day{month.first};
        const auto day_number = [&](Date date) {
            return static_cast<int>((date - generator.window().first).count());
        };
        questions.push_back(
            {group, prefix + std::to_string(group),
             Month{
                 static_cast<int>(day.year()),
                 static_cast<int>(static_cast<unsigned>(day.month()))},
             day_number(month.first), day_number(month.until)});
    }
    return questions;
}

Rollup asked(const Book& book, const Window& window, Dimension by) {
    return rollup(book).metrics(revenue, win_rate).by(by).every(Grain::month).during(window);
}

void require_same(const RowView& ours, const WonAndLost& theirs, const Question& question) {
    const std::int64_t decided = theirs.won + theirs.lost;
    const auto money = ours[revenue];
    const auto rate = ours[win_rate];
    const bool is_same = money.has_value() && money->exact() == Rational{theirs.revenue} &&
                         rate.has_value() == (decided > 0) &&
                         (decided == 0 || rate->exact() == Rational{theirs.won, decided});
    if (!is_same)
        throw std::runtime_error{"ours and SQLite's answer differ about " + question.name};
}

/// Reads what was asked for.
double answer(const Prepared& query, const Question& question) {
    const RowView row = query.row({question.name}, question.month);
    const auto money = row[revenue];
    const auto rate = row[win_rate];
    return (money ? 1.0 : 0.0) + (rate ? rate->to_double() : 0.0);
}

}  // namespace

Lines prepared_rows(Context& context) {
    const Generator& generator = context.generator();
    const Book& book = context.book();
    const Window window = context.window();
    const auto reps = random_questions(generator, "rep-", context.shape().reps, questions_of_reps);
    const auto teams =
        random_questions(generator, "team-", context.shape().teams, questions_of_teams);
    const Book grown = BookBuilder{book}.add(generator.deals(context.shape().deals, 1'000)).build();
    forget(book);

    const Prepared of_reps = asked(book, window, by::rep).prepare();
    const Prepared of_teams = asked(book, window, by::team).prepare();
    const SqliteRows sqlite{generator};
    if (SqliteRows::is_available()) {
        for (const Question& q : reps)
            require_same(
                of_reps.row({q.name}, q.month), sqlite.of_rep(q.group, q.first, q.until), q);
        for (const Question& q : teams)
            require_same(
                of_teams.row({q.name}, q.month), sqlite.of_team(q.group, q.first, q.until), q);
    }

    double sum = 0;
    std::int64_t counted = 0;
    Race race;
    const double& rows = race.add([&] {
        for (const Question& q : reps)
            sum += answer(of_reps, q);
    });
    const double& sqlite_rows = race.add([&] {
        for (const Question& q : reps)
            counted += sqlite.of_rep(q.group, q.first, q.until).won;
    });
    const double& team_rows = race.add([&] {
        for (const Question& q : teams)
            sum += answer(of_teams, q);
    });
    const double& sqlite_teams = race.add([&] {
        for (const Question& q : teams)
            counted += sqlite.of_team(q.group, q.first, q.until).won;
    });
    const double& planning = race.add([&] { asked(book, window, by::rep).prepare(); });
    const double& first =
        race.add([&] { sum += answer(asked(book, window, by::rep).prepare(), reps.front()); });
    const double& over_grown = race.add([&] { sum += answer(of_reps.over(grown), reps.front()); });
    const double& whole =
        race.add([&] { asked(book, window, by::rep).threads(1).run(); }, forgetting(book));
    race.go(context.options().runs);
    if (sum + static_cast<double>(counted) < 0) throw std::runtime_error{"nothing was answered"};

    const double row = rows / questions_of_reps;
    const double team = team_rows / questions_of_teams;
    const auto beside = [](const char* what, double theirs, double ours) {
        if (!SqliteRows::is_available()) return not_available("SQLite");
        return timed(what, theirs).is(theirs / ours, "ours");
    };
    return {
        timed("ours, a rep in a month", row),
        beside("SQLite, a rep in a month", sqlite_rows / questions_of_reps, row).at_least(5),
        timed("ours, a team of 20 reps in a month", team),
        beside("SQLite, a team in a month", sqlite_teams / questions_of_teams, team).at_least(5),
        timed("ours, planning the query", planning),
        timed("ours, planning it and the first row", first)
            .is(whole / first, "as fast as the whole table"),
        timed("ours, the first row of a book that grew", over_grown)};
}

}  // namespace bench
