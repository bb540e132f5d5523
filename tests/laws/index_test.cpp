// SPDX-License-Identifier: MIT
// What a book remembers of earlier queries never shows in an answer.
#include "catch.hpp"
#include "laws/queries.hpp"
#include "support/same_tables.hpp"

#include <thread>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

Book book_of(const laws::Records& records, std::size_t budget) {
    BookBuilder builder{usd};
    builder.index_budget(budget);
    records.each([&](const auto& some) { builder.add(some); });
    return builder.build();
}

constexpr std::size_t plenty = std::size_t{1} << 30;

}  // namespace

TEST_CASE("a query after many others answers as the first one") {
    for (const std::uint64_t seed : {700U, 701U, 702U, 703U}) {
        laws::RandomOptions options;
        options.deals = 120;
        options.credits = seed % 2 == 0;
        const laws::Records records = laws::random_records(seed, options);
        const Book fresh = book_of(records, 0);
        const Book used = book_of(records, plenty);
        const Book forgetful = book_of(records, 20'000);
        const Book dropped = book_of(records, plenty);
        laws::Random random{seed};
        for (int i = 0; i < 25; ++i) {
            const laws::Question question = laws::random_question(random);
            INFO("seed " << seed << ", question " << i << ": " << question.text());
            const Table expected = question.to(fresh).run();
            REQUIRE(laws::difference(expected, question.to(used, i % 2 ? 4 : 1).run()) == "");
            REQUIRE(laws::difference(expected, question.to(forgetful).run()) == "");
            if (i % 5 == 0) {
                dropped.drop_index();
                REQUIRE(dropped.index_bytes() == 0);
            }
            REQUIRE(laws::difference(expected, question.to(dropped).run()) == "");
            REQUIRE(fresh.index_bytes() == 0);
            REQUIRE(forgetful.index_bytes() <= 20'000);
        }
        CHECK(used.index_bytes() > 20'000);
    }
}

TEST_CASE("days asked for one by one, forwards, backwards and in between, add up") {
    const laws::Records records = laws::random_records(710, {150, true, false, false});
    const Book fresh = book_of(records, 0);
    const Book used = book_of(records, plenty);
    const Date middle = make_date(2024, 9, 1).value();
    laws::Question question;
    question.metrics = laws::all_metrics();
    question.dimensions = {"team"};
    // More steps than a book keeps apart before it begins anew.
    for (int i = 0; i < 40; ++i) {
        const int way = i % 3 == 0 ? 1 : i % 3 == 1 ? -1 : 0;
        question.window.first = middle + date::days{way * i * 7 + (i * 5) % 11};
        question.window.until = question.window.first + date::days{1 + i};
        INFO("question " << i << ": " << question.text());
        REQUIRE(laws::difference(question.to(fresh).run(), question.to(used).run()) == "");
    }
}

TEST_CASE("parts that were asked before merge to the same whole") {
    const laws::Records records = laws::random_records(720);
    const Book whole = book_of(records, 0);
    std::vector<Book> parts;
    for (const laws::Records& part : records.split(3, 720))
        parts.push_back(book_of(part, plenty));
    laws::Random random{720};
    // Not by what a quote has from its deal: that may be in another part.
    for (int i = 0; i < 12; ++i) {
        const laws::Question question = laws::random_question(random, true);
        INFO("question " << i << ": " << question.text());
        Partial merged = question.to(parts[0]).partial();
        for (std::size_t p = 1; p < parts.size(); ++p)
            merged.merge(question.to(parts[p]).partial());
        REQUIRE(laws::difference(question.to(whole).run(), merged.table()) == "");
        // Each part learns other days from questions of its own.
        for (const Book& part : parts)
            (void)laws::random_question(random).to(part).run();
    }
}

TEST_CASE("a partial of a used book, alone, is the table") {
    const laws::Records records = laws::random_records(721);
    const Book fresh = book_of(records, 0);
    const Book used = book_of(records, plenty);
    laws::Random random{721};
    for (int i = 0; i < 12; ++i) {
        const laws::Question question = laws::random_question(random);
        INFO("question " << i << ": " << question.text());
        REQUIRE(
            laws::difference(question.to(fresh).run(), question.to(used).partial().table()) == "");
    }
}

TEST_CASE("a book that grows from a used one answers as one that was never asked") {
    for (const std::uint64_t seed : {740U, 741U, 742U}) {
        laws::RandomOptions options;
        options.deals = 120;
        const laws::Records records = laws::random_records(seed, options);
        // What the first one gets: the second has reps and assignments of its own, or only deals.
        laws::Records first = records;
        laws::Records second;
        second.exchange_rates = records.exchange_rates;
        const auto move = [&](auto member, std::size_t from) {
            auto& all = first.*member;
            const auto begin =
                all.begin() + static_cast<std::ptrdiff_t>((std::min)(from, all.size()));
            (second.*member).assign(begin, all.end());
            all.erase(begin, all.end());
        };
        move(&laws::Records::deals, 70);
        move(&laws::Records::activities, 30);
        if (seed != 740) move(&laws::Records::assignments, 9);
        const Book before = book_of(first, plenty);
        laws::Random random{seed};
        std::vector<laws::Question> asked;
        for (int i = 0; i < 6; ++i) {
            asked.push_back(laws::random_question(random));
            (void)asked.back().to(before).run();
        }
        const auto grown_from = [&](const Book& book) {
            BookBuilder builder{book};
            second.each([&](const auto& some) { builder.add(some); });
            return builder.build();
        };
        const Book grown = grown_from(before);
        const Book fresh = grown_from(book_of(first, 0));
        if (seed == 740) CHECK(grown.index_bytes() > 0);  // it took over what it could
        CHECK(fresh.index_bytes() == 0);                  // and the budget
        for (int i = 0; i < 6; ++i)
            asked.push_back(laws::random_question(random));
        for (const laws::Question& question : asked) {
            INFO("seed " << seed << ": " << question.text());
            REQUIRE(laws::difference(question.to(fresh).run(), question.to(grown).run()) == "");
        }
        // The first one is what it was.
        const Book never_asked = book_of(first, 0);
        for (const laws::Question& question : asked) {
            INFO("seed " << seed << ": " << question.text());
            REQUIRE(
                laws::difference(question.to(never_asked).run(), question.to(before).run()) == "");
        }
    }
}

TEST_CASE("many may ask one book at once") {
    const laws::Records records = laws::random_records(730, {120, true, true, true});
    const Book fresh = book_of(records, 0);
    laws::Random random{730};
    std::vector<laws::Question> questions;
    std::vector<Table> expected;
    for (int i = 0; i < 8; ++i) {
        questions.push_back(laws::random_question(random));
        expected.push_back(questions.back().to(fresh).run());
    }
    for (const std::size_t budget : {plenty, std::size_t{20'000}}) {
        const Book shared = book_of(records, budget);
        std::vector<std::vector<std::string>> wrong(4);
        std::vector<std::thread> threads;
        for (std::size_t t = 0; t < wrong.size(); ++t)
            threads.emplace_back([&, t] {
                // Each begins with another question.
                for (std::size_t i = 0; i < questions.size(); ++i) {
                    const std::size_t number = (i + 2 * t) % questions.size();
                    if (t == 3 && i % 3 == 2) shared.drop_index();
                    const Table answer = questions[number].to(shared, t == 0 ? 4 : 1).run();
                    const std::string difference = laws::difference(expected[number], answer);
                    if (difference != "")
                        wrong[t].push_back(questions[number].text() + ": " + difference);
                }
            });
        for (std::thread& thread : threads)
            thread.join();
        for (const auto& of_thread : wrong)
            CHECK(of_thread == std::vector<std::string>{});
    }
}
