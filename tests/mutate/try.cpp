// SPDX-License-Identifier: MIT
#include "try.hpp"

#include "files.hpp"
#include "process.hpp"
#include "tests.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <random>
#include <regex>
#include <stdexcept>

namespace mutate {

namespace {

std::vector<std::string> wished_folders(const Wish& wish) {
    return wish.folders.empty() ? folders() : wish.folders;
}

/// Cheap ones first: of the folder's own tests, then of others, those that take long at last.
std::vector<std::vector<const TestCase*>> rounds(
    const std::vector<const TestCase*>& reaching, const std::string& folder) {
    std::map<std::string, double> seconds;
    for (const TestCase* test : reaching)
        seconds[test->program] += test->seconds;
    const auto rank = [&](const TestCase* test) {
        const int round = test->seconds > 1         ? 3
                          : test->seconds > 0.05    ? 2
                          : test->program == folder ? 0
                                                    : 1;
        return std::make_tuple(round, seconds[test->program], test->program);
    };
    std::vector<const TestCase*> sorted = reaching;
    std::stable_sort(sorted.begin(), sorted.end(), [&](const TestCase* a, const TestCase* b) {
        if (a->seconds > 1 && b->seconds > 1) return a->seconds < b->seconds;
        return rank(a) < rank(b);
    });
    std::vector<std::vector<const TestCase*>> result(4);
    for (const TestCase* test : sorted)
        result[static_cast<std::size_t>(std::get<0>(rank(test)))].push_back(test);
    return result;
}

/// What lived through the quick tests is tried again by a run that takes longer.
std::string quick_stamp(const Tests& tests, const Wish& wish) {
    return tests.stamp() + std::to_string(wish.most) + "," + std::to_string(wish.together);
}

Results::Result tried(const Listed& mutant, const Tests& tests, const Wish& wish) {
    const auto reaching = tests.of(mutant.mutation.number);
    if (reaching.empty()) return {"not reached", "", tests.stamp()};
    const std::string number = std::to_string(mutant.mutation.number);
    auto cases_of = rounds(reaching, mutant.folder());
    const auto slow = cases_of.back();
    cases_of.pop_back();
    for (const TestCase* test : slow)
        cases_of.push_back({test});
    using Clock = std::chrono::steady_clock;
    std::optional<Clock::time_point> end;  // of what is slow
    bool is_cut = wish.most > 0 && !slow.empty();
    for (std::size_t i = 0; i < cases_of.size(); ++i) {
        const bool is_slow = i + slow.size() >= cases_of.size();
        if (is_slow && wish.together > 0) {
            const auto now = Clock::now();
            if (!end)
                end = now + std::chrono::duration_cast<Clock::duration>(
                                std::chrono::duration<double>{wish.together});
            is_cut |= now > *end;
            if (now > *end) break;
        }
        const auto verdict =
            tests.fail(cases_of[i], "SALESKPI_MUTANT", number, is_slow ? wish.most : 0);
        if (verdict.killed) return {"killed", verdict.by, tests.stamp()};
    }
    if (!is_cut) return {"survived", "", tests.stamp()};
    return {"survived what was quick", "", quick_stamp(tests, wish)};
}

/// Test cases that compare numbers. A file that speaks of the words of a definition, of its formula as
/// text, its fingerprint or its page is none of them.
std::vector<const TestCase*> of_numbers(const Tests& tests) {
    static const std::regex of_texts{
        "\\b(words|formula_text|leaf_text|fingerprint|explain|comments|to_json|parse_"
        "comment)"
        "\\b *[(]|comments[.]hpp|catalogue[.]md"};
    std::map<std::string, bool> is_of_texts;
    std::vector<const TestCase*> result;
    for (const TestCase& test : tests.all()) {
        if (test.program != "kpi" && test.program != "pitfalls") continue;
        const auto [known, is_new] = is_of_texts.try_emplace(test.file);
        if (is_new) known->second = std::regex_search(read_file(test.file), of_texts);
        if (!known->second) result.push_back(&test);
    }
    for (const auto& [file, is_out] : is_of_texts)
        if (is_out) say("not of numbers alone: " + file);
    return result;
}

}  // namespace

std::string results_path(const Wish& wish) { return wish.tree + "/results.txt"; }

std::vector<Listed> drawn(const Wish& wish, const std::string& folder) {
    std::vector<Listed> all;
    for (Listed& listed : read_list(wish.tree))
        if (listed.folder() == folder && listed.mutation.file.find(wish.only) != std::string::npos)
            all.push_back(std::move(listed));
    std::mt19937_64 random{wish.seed};
    const std::size_t count = (std::min)(wish.each, all.size());
    for (std::size_t i = 0; i < count; ++i)
        std::swap(all[i], all[i + random() % (all.size() - i)]);
    all.resize(count);
    std::sort(all.begin(), all.end(), [](const Listed& a, const Listed& b) {
        return a.mutation.number < b.mutation.number;
    });
    return all;
}

std::vector<Listed> named(const Wish& wish) {
    std::vector<Listed> all;
    for (Listed& listed : read_list(wish.tree))
        if (!listed.title.empty()) all.push_back(std::move(listed));
    return all;
}

void try_sources(const Wish& wish) {
    const Tests tests{wish.tree};
    Results results{results_path(wish)};
    const auto try_all = [&](const std::vector<Listed>& mutants, const std::string& what) {
        std::map<std::string, int> counts;
        for (const Listed& mutant : mutants) {
            const std::string key = mutant.key();
            const auto* known = results.find(key, tests.stamp());
            if (!known && (wish.most > 0 || wish.together > 0))
                known = results.find(key, quick_stamp(tests, wish));
            if (!known) {
                results.add(key, tried(mutant, tests, wish));
                known = results.any(key);
                say(mutant.mutation.place() + ": " + mutant.mutation.what + ": " + known->state +
                    " " + known->by);
            }
            ++counts[known->state];
        }
        std::string text = what + ": " + std::to_string(mutants.size());
        for (const auto& [state, count] : counts)
            text += ", " + std::to_string(count) + " " + state;
        say(text);
    };
    if (wish.folders.empty()) try_all(named(wish), "named");
    for (const std::string& folder : wished_folders(wish))
        try_all(drawn(wish, folder), folder);
}

std::vector<DefinitionMutant> definition_mutants(const Wish& wish) {
    std::vector<DefinitionMutant> all;
    for (const std::string& line : lines_of(read_file(wish.tree + "/definitions.txt"))) {
        const auto parts = split(line, '\t');
        all.push_back({parts.at(0), parts.at(1), parts.at(2), parts.at(3) == "same", parts.at(4)});
    }
    return all;
}

void try_definitions(const Wish& wish) {
    const Tests tests{wish.tree};
    const auto cases = of_numbers(tests);
    const Run listing =
        run(wish.tree, {tests.program("kpi"), "no such test"},
            {{"SALESKPI_DEFINITION_MUTANTS", wish.tree + "/definitions.txt"}}, 600);
    Results results{results_path(wish)};
    std::map<std::string, int> counts;
    for (const DefinitionMutant& mutant : definition_mutants(wish)) {
        if (mutant.id.find(wish.only) == std::string::npos) continue;
        const std::string key = mutant.key();
        const auto* known = results.find(key, tests.stamp());
        if (!known) {
            Results::Result result{"survived", "", tests.stamp()};
            if (mutant.is_same) {
                result.state = "equivalent";
            } else {
                const auto verdict = tests.fail(
                    cases, "SALESKPI_DEFINITION_MUTANT",
                    mutant.id + " " + mutant.number + " " + mutant.structure);
                if (verdict.killed) result = {"killed", verdict.by, tests.stamp()};
            }
            results.add(key, result);
            known = results.find(key, tests.stamp());
            if (known->state != "killed") say(mutant.id + ": " + mutant.what + ": " + known->state);
        }
        ++counts[known->state];
    }
    for (const auto& [state, count] : counts)
        say("definitions " + state + ": " + std::to_string(count));
}

}  // namespace mutate
