// SPDX-License-Identifier: MIT
// What tests/mutate/run calls:
//   saleskpi_mutate write TOP TREE        a copy of the project with all mutants in it
//   saleskpi_mutate sources TOP TREE      tries those that are drawn, once the copy is built
//   saleskpi_mutate definitions TOP TREE  tries those of the definitions
//   saleskpi_mutate report TOP TREE       writes docs/quality.md
// with --seed NUMBER, --each NUMBER, --folder FOLDER, --only TEXT, --most and --together
// MILLISECONDS.
#include "files.hpp"
#include "report.hpp"
#include "tree.hpp"
#include "try.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace {

mutate::Wish wish_of(const std::vector<std::string>& words) {
    if (words.size() < 3) throw std::runtime_error{"COMMAND TOP TREE [OPTION VALUE]..."};
    mutate::Wish wish;
    wish.top = words[1];
    wish.tree = words[2];
    for (std::size_t i = 3; i < words.size(); i += 2) {
        const std::string& option = words[i];
        const std::string& value = words.at(i + 1);
        if (option == "--seed")
            wish.seed = std::stoull(value);
        else if (option == "--each")
            wish.each = std::stoul(value);
        else if (option == "--folder")
            wish.folders.push_back(value);
        else if (option == "--most")
            wish.most = static_cast<double>(std::stoul(value)) / 1000;
        else if (option == "--together")
            wish.together = static_cast<double>(std::stoul(value)) / 1000;
        else if (option == "--only")
            wish.only = value;
        else
            throw std::runtime_error{"there is no option " + option};
    }
    return wish;
}

}  // namespace

int main(int count, char** words) {
    const std::vector<std::string> arguments(words + 1, words + count);
    try {
        const mutate::Wish wish = wish_of(arguments);
        if (arguments[0] == "write")
            mutate::write_tree(wish.top, wish.tree);
        else if (arguments[0] == "sources")
            mutate::try_sources(wish);
        else if (arguments[0] == "definitions")
            mutate::try_definitions(wish);
        else if (arguments[0] == "report")
            mutate::write_report(wish);
        else
            throw std::runtime_error{"there is no command " + arguments[0]};
    } catch (const std::exception& error) {
        mutate::say(error.what());
        return 1;
    }
}
