// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

/// Runs the built program as a user would, from a shell.
namespace program {

struct Run {
    int status = 0;  ///< of exit
    std::string out;
    std::string err;
};

/// `run("DIR --by region")`: the arguments as typed into a shell; `run("DIR", "2>&-")`: with streams
/// of another kind than those that are read here.
Run run(const std::string& arguments, const std::string& redirections = "");

/// A folder of its own, removed with all that is in it.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void write(std::string_view file, std::string_view text) const;
    std::string read(std::string_view file) const;
    std::string path(std::string_view file = "") const;

private:
    std::filesystem::path path_;
};

}  // namespace program
