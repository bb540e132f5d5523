// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>

namespace mutate {

/// What became of mutants, in a file that is written as they are tried, so that a run that was ended
/// goes on where it was.
class Results {
public:
    struct Result {
        std::string state;  ///< killed, survived, not reached
        std::string by;
        std::string stamp;  ///< of the programs that were run
    };

    explicit Results(std::string path);

    /// What is known of a mutant: that it was killed, or that these same programs let it live.
    const Result* find(const std::string& key, const std::string& stamp) const;
    /// Whatever is known of it.
    const Result* any(const std::string& key) const;
    void add(const std::string& key, const Result& result);

private:
    std::string path_;
    std::map<std::string, Result> known_;
};

}  // namespace mutate
