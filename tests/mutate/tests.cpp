// SPDX-License-Identifier: MIT
#include "tests.hpp"

#include "files.hpp"
#include "process.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <map>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace mutate {

namespace fs = std::filesystem;

namespace {

/// Not of those that only run other programs, or that look at the files of the project.
bool is_asked(const std::string& folder) { return folder != "sales_report" && folder != "docs"; }

/// The first test case that failed, as Catch2 tells it.
std::string failed_in(const std::string& output) {
    static const std::regex place{"\n([^\n]*_test[.]cpp):([0-9]+): FAILED"};
    std::smatch match;
    if (!std::regex_search(output, match, place)) return "a failed test";
    const std::string path = match[1];
    const std::size_t at = path.rfind("/tests/");
    return (at == std::string::npos ? path : path.substr(at + 1)) + ":" + match[2].str();
}

/// Whether so many test cases were run: none was passed over for its name.
bool says_how_many(const std::string& output, int count) {
    const std::string number = std::to_string(count);
    for (const std::string& text : {" in " + number + " test case", "test cases: " + number + " "})
        if (output.find(text) != std::string::npos) return true;
    return false;
}

}  // namespace

Tests::Tests(const std::string& tree) : tree_{tree} {
    std::vector<std::string> folders;
    for (const auto& entry : fs::directory_iterator{tree + "/build/tests/tests"}) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("test_") && entry.is_regular_file() && is_asked(name.substr(5)) &&
            fs::is_directory(tree + "/tests/" + name.substr(5)))
            folders.push_back(name.substr(5));
    }
    std::sort(folders.begin(), folders.end());
    for (const std::string& folder : folders) {
        const std::string path = tree + "/reached/" + folder + ".txt";
        const auto built = fs::last_write_time(program(folder));
        stamp_ += std::to_string(built.time_since_epoch().count() % 1'000'000'007) + ",";
        if (!fs::exists(path) || fs::last_write_time(path) < built) {
            say("what test_" + folder + " reaches");
            fs::create_directories(tree + "/reached");
            const Run each =
                run(tree, {program(folder)}, {{"SALESKPI_MUTANTS_REACHED", path + ".new"}}, 3600);
            if (!each.succeeded)
                throw std::runtime_error{
                    "test_" + folder + " fails without any mutant:\n" + each.output};
            fs::rename(path + ".new", path);
        }
        read(folder, path);
    }
}

std::string Tests::program(const std::string& folder) const {
    return tree_ + "/build/tests/tests/test_" + folder;
}

void Tests::read(const std::string& folder, const std::string& path) {
    for (const std::string& line : lines_of(read_file(path))) {
        const auto parts = split(line, '\t');
        if (parts.size() < 4) continue;
        TestCase test{folder, parts[0], parts[1], 0, {}};
        std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), test.seconds);
        if (parts.size() > 4) {
            std::istringstream numbers{parts[4]};
            for (int number = 0; numbers >> number;)
                test.reached.insert(number);
        }
        all_.push_back(std::move(test));
    }
}

std::vector<const TestCase*> Tests::of(int mutant) const {
    std::vector<const TestCase*> result;
    for (const TestCase& test : all_)
        if (test.reached.contains(mutant)) result.push_back(&test);
    return result;
}

Tests::Verdict Tests::fail(
    const std::vector<const TestCase*>& cases,
    const std::string& variable,
    const std::string& value,
    double most_seconds) const {
    // In the order of the first case of each.
    std::vector<std::string> programs;
    std::map<std::string, std::string> names;
    std::map<std::string, double> seconds;
    std::map<std::string, int> counts;
    for (const TestCase* test : cases) {
        if (!names.contains(test->program)) programs.push_back(test->program);
        std::string name;
        for (const char c : test->name) {
            // What Catch2 would not read as part of a name.
            if (c == '"' || c == '\\' || c == ',') name += '\\';
            name += c;
        }
        names[test->program] += name + "\n";
        seconds[test->program] += test->seconds;
        ++counts[test->program];
    }
    for (const std::string& folder : programs) {
        const std::string list = tree_ + "/reached/names_" + std::to_string(getpid());
        write_file(list, names[folder]);
        const double enough = 20 + 10 * seconds[folder];
        const bool is_cut = most_seconds > 0 && most_seconds < enough;
        const Run each =
            run(tree_, {program(folder), "--abort", "--input-file", list}, {{variable, value}},
                is_cut ? most_seconds : enough);
        if (each.timed_out && is_cut) continue;
        if (each.timed_out) return {true, "test_" + folder + " does not end"};
        if (each.signal != 0)
            return {true, "test_" + folder + " ends by signal " + std::to_string(each.signal)};
        if (!each.succeeded && each.output.find("FAILED") != std::string::npos)
            return {true, failed_in(each.output)};
        if (!each.succeeded || !says_how_many(each.output, counts[folder]))
            throw std::runtime_error{"test_" + folder + " did not run its tests:\n" + each.output};
    }
    return {};
}

}  // namespace mutate
