// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <vector>

namespace mutate {

/// A test case of a program of the tree, and what it reached without any mutant.
struct TestCase {
    std::string program;  ///< the folder of tests
    std::string name;
    std::string file;
    double seconds = 0;
    std::set<int> reached;
};

class Tests {
public:
    /// Runs each program once, where that has not been done since it was built.
    explicit Tests(const std::string& tree);

    const std::vector<TestCase>& all() const { return all_; }
    /// Those that reach a mutant.
    std::vector<const TestCase*> of(int mutant) const;
    /// Changes where a program does.
    std::string stamp() const { return stamp_; }
    std::string program(const std::string& folder) const;

    struct Verdict {
        bool killed = false;
        std::string by;  ///< the test case, or how the program ended
    };
    /// Runs test cases until the first fails, as it is told to by the environment. A program that has
    /// not come to its end after `most_seconds` has shown nothing; if that is 0, it is waited for.
    Verdict fail(
        const std::vector<const TestCase*>& cases,
        const std::string& variable,
        const std::string& value,
        double most_seconds = 0) const;

private:
    void read(const std::string& folder, const std::string& path);

    std::string tree_;
    std::vector<TestCase> all_;
    std::string stamp_;
};

}  // namespace mutate
