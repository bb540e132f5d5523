// SPDX-License-Identifier: MIT
#include "support/program.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace program {

namespace {

// Where the examples are not built, nothing runs the program.
#ifdef SALESKPI_SALES_REPORT
constexpr const char* sales_report = SALESKPI_SALES_REPORT;
#else
constexpr const char* sales_report = "sales_report";
#endif

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

Run run(const std::string& arguments, const std::string& redirections) {
    const Folder folder;
    const std::string command = "'" + std::string{sales_report} + "' " + arguments + " >'" +
                                folder.path("out") + "' 2>'" + folder.path("err") + "' " +
                                redirections;
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, folder.read("out"), folder.read("err")};
}

Folder::Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "sales_report_XXXXXX").string();
    path_ = mkdtemp(name.data());
}

Folder::~Folder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
}

void Folder::write(std::string_view file, std::string_view text) const {
    std::ofstream{path_ / file, std::ios::binary} << text;
}

std::string Folder::read(std::string_view file) const { return text_of(path_ / file); }

std::string Folder::path(std::string_view file) const { return (path_ / file).string(); }

}  // namespace program
