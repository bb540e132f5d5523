// SPDX-License-Identifier: MIT
#include "../catch.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/json/load.hpp>
#include <saleskpi/record/assignment.hpp>

#include <sys/resource.h>

#include <cstdio>
#include <memory>
#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

/// The most memory that the process has had so far, in MB.
long peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

/// A file with 100 MB of one letter between two texts, written piece by piece.
std::filesystem::path huge_file(
    const TempDir& dir,
    const std::string& name,
    const std::string& before,
    const std::string& after) {
    const auto path = dir.file(name, before);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> out{
        std::fopen(path.string().c_str(), "ab"), &std::fclose};
    const std::string megabyte(1'000'000, 'x');
    for (int i = 0; i < 100; ++i)
        std::fwrite(megabyte.data(), 1, megabyte.size(), out.get());
    std::fwrite(after.data(), 1, after.size(), out.get());
    return path;
}

}  // namespace

TEST_CASE("a line of 100 MB is rejected without being kept in memory") {
    const TempDir dir;
    const auto plain = huge_file(dir, "plain.csv", "rep,team\nAsha,A\nBen,", "\nEva,E\n");
    const auto quoted = huge_file(dir, "quoted.csv", "rep,team\n\"Ben\n", "\nEva,E\n");
    const auto lines = huge_file(dir, "lines.ndjson", "{\"rep\":\"", "\"}\n{\"rep\":\"Eva\"}\n");
    const auto list = huge_file(dir, "list.json", "[{\"rep\":\"", "\"}]");
    const auto header = huge_file(dir, "header.csv", "rep", "\nAsha\n");
    const long before = peak_megabytes();

    const auto read = read_csv<Assignment>(plain);
    REQUIRE(read.records.size() == 2);
    CHECK(read.records[1].rep == "Eva");
    CHECK(read.lines[1] == 4);
    REQUIRE(read.findings.size() == 1);
    CHECK(read.findings[0].line == 3);

    const auto unclosed = read_csv<Assignment>(quoted);
    REQUIRE(unclosed.records.size() == 1);
    CHECK(unclosed.lines[0] == 4);
    CHECK(unclosed.findings.size() == 2);

    const auto by_line = read_json<Assignment>(lines);
    REQUIRE(by_line.records.size() == 1);
    CHECK(by_line.findings.size() == 1);

    CHECK(code_of([&] { read_json<Assignment>(list); }) == ErrorCode::invalid_json);
    CHECK(code_of([&] { read_csv<Assignment>(header); }) == ErrorCode::unreadable_file);

    CHECK(peak_megabytes() - before < 50);
}
