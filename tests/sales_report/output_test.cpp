// SPDX-License-Identifier: MIT
// Where the program writes to, and what happens when it cannot.
#include "catch.hpp"
#include "support/program.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace {

using program::run;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// One good deal, and one that is rejected, so that there is something to say on standard error.
constexpr const char* deals =
    "id,rep,stage,closed,amount\n"
    "1,Asha,won,2025-01-20,1200\n"
    "2,Asha,closing,2025-02-20,5\n";

struct Data : program::Folder {
    Data() { write("deals.csv", deals); }
    std::string report(const std::string& more = "") const {
        return path() + " --metrics revenue --format csv " + more;
    }
};

constexpr std::string_view expected =
    "period,from,to,complete,revenue,currency,reasons,marks,coverage,rejected\r\n"
    "all,2025-01-01,2025-01-31,false,1200.00,USD,,revenue: incomplete(0/1),,1\r\n";

std::size_t files_in(const program::Folder& folder) {
    std::size_t n = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator{folder.path()})
        ++n;
    return n;
}

}  // namespace

TEST_CASE("a report is written whatever becomes of its messages") {
    const Data data;
    for (const char* err : {"2>&-", "2>/dev/full", "</dev/null 2>&-", "<&- 2>&-"}) {
        INFO(err);
        const program::Run result = run(data.report(), err);
        CHECK(result.status == 0);
        CHECK(result.out == expected);
        CHECK(run(data.report("--strict"), err).status == 1);
        CHECK(run("/no/such/folder", err).status == 2);
        CHECK(run("--no-such-option", err).status == 2);
    }
}

TEST_CASE("messages do not get into a file that is opened where standard error was") {
    const Data data;
    const std::string file = data.path("report.csv");
    CHECK(run(data.report("--output " + file), "<&- >&- 2>&-").status == 0);
    CHECK(data.read("report.csv") == expected);
}

TEST_CASE("a report that cannot be written is none") {
    const Data data;
    for (const char* out : {">&-", ">/dev/full"}) {
        INFO(out);
        for (const std::string& arguments :
             {data.report(), std::string{"--help"}, std::string{"--list"}}) {
            const program::Run result = run(arguments, out);
            CHECK(result.status == 2);
            CHECK(contains(result.err, "standard output: cannot be written: "));
        }
        CHECK(run(data.report(), std::string{out} + " 2>&-").status == 2);
    }
}

TEST_CASE("a reader who has gone is an error, and not a death by a signal") {
    const Data data;
    int ends[2] = {-1, -1};
    REQUIRE(::pipe(ends) == 0);
    constexpr int number = 9;  // of one digit, for the shell
    REQUIRE(::dup2(ends[1], number) == number);
    ::close(ends[0]);
    ::close(ends[1]);
    const program::Run result = run(data.report(), ">&9");
    CHECK(result.status == 2);
    CHECK(contains(result.err, "standard output: cannot be written: Broken pipe"));
    const program::Run deaf = run(data.report(), "2>&9");
    CHECK(deaf.status == 0);
    CHECK(deaf.out == expected);
    ::close(number);
}

TEST_CASE("--output leaves what is there until all is written") {
    const Data data;
    data.write("report.csv", "the old one");
    const std::string output = "--output " + data.path("report.csv");
    CHECK(run(data.path() + " --metrics win_rat " + output).status == 2);
    CHECK(data.read("report.csv") == "the old one");
    CHECK(run(data.report(output)).status == 0);
    CHECK(data.read("report.csv") == expected);
    CHECK(files_in(data) == 2);
}

TEST_CASE("--output keeps the old file where the new one does not fit") {
    const Data data;
    data.write("report.json", "the old one");
    struct rlimit limit {};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &limit) == 0);
    const struct rlimit small { 512, limit.rlim_max };
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    const program::Run result = run("--list --format json --output " + data.path("report.json"));
    CHECK(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    CHECK(result.status == 2);
    CHECK(contains(result.err, "report.json: cannot be written: File too large"));
    CHECK(data.read("report.json") == "the old one");
    CHECK(files_in(data) == 2);
}

TEST_CASE("--output keeps the old file where a part of the new one does not fit") {
    const Data data;
    data.write("report.csv", "the old one");
    const std::string long_report = data.report(
        "--every day --from 2020-01-01 --to 2025-12-31 --output " + data.path("report.csv"));
    struct rlimit limit {};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &limit) == 0);
    const struct rlimit small { 100'000, limit.rlim_max };  // more than one piece of it
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    const program::Run result = run(long_report);
    CHECK(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    CHECK(result.status == 2);
    CHECK(contains(result.err, "report.csv: cannot be written: File too large"));
    CHECK(data.read("report.csv") == "the old one");
    CHECK(files_in(data) == 2);
    CHECK(run(long_report).status == 0);
    CHECK(data.read("report.csv").size() > 100'000);
}

TEST_CASE("--output keeps the mode of a file, and gives a new one the usual") {
    const Data data;
    const auto mode = [&] {
        struct stat found {};
        CHECK(::stat(data.path("report.csv").c_str(), &found) == 0);
        return found.st_mode & 0777;
    };
    const std::string output = "--output " + data.path("report.csv");
    CHECK(run(data.report(output)).status == 0);
    const ::mode_t mask = ::umask(0);
    ::umask(mask);
    CHECK(mode() == (0666 & ~mask));
    CHECK(::chmod(data.path("report.csv").c_str(), 0640) == 0);
    CHECK(run(data.report(output)).status == 0);
    CHECK(mode() == 0640);
}

TEST_CASE("--output keeps a link, and writes what it leads to") {
    const Data data;
    const program::Folder other;
    other.write("real.csv", "the old one");
    std::filesystem::create_symlink(other.path("real.csv"), data.path("link.csv"));
    std::filesystem::create_symlink("link.csv", data.path("links.csv"));
    std::filesystem::create_symlink(other.path("new.csv"), data.path("dangling.csv"));
    CHECK(run(data.report("--output " + data.path("links.csv"))).status == 0);
    CHECK(std::filesystem::is_symlink(data.path("link.csv")));
    CHECK(std::filesystem::is_symlink(data.path("links.csv")));
    CHECK(other.read("real.csv") == expected);
    CHECK(run(data.report("--output " + data.path("dangling.csv"))).status == 0);
    CHECK(std::filesystem::is_symlink(data.path("dangling.csv")));
    CHECK(other.read("new.csv") == expected);
    std::filesystem::create_symlink("round", data.path("round"));
    CHECK(run(data.report("--output " + data.path("round"))).status == 2);
}

TEST_CASE("--output writes to a device or a pipe as it is") {
    const Data data;
    CHECK(run(data.report("--output /dev/null")).status == 0);
    CHECK(std::filesystem::is_character_file("/dev/null"));
    const program::Run full = run(data.report("--output /dev/full"));
    CHECK(full.status == 2);
    CHECK(contains(full.err, "/dev/full: cannot be written: "));
    CHECK(run(data.report("--output /dev/stdout")).out == expected);
    CHECK(run(data.report("--output /dev/stdout"), "| cat").status == 0);

    REQUIRE(::mkfifo(data.path("pipe").c_str(), 0600) == 0);
    const std::string read = "& cat '" + data.path("pipe") + "' >'" + data.path("read") + "'; wait";
    run(data.report("--output " + data.path("pipe")), read);
    CHECK(data.read("read") == expected);
    CHECK(std::filesystem::is_fifo(data.path("pipe")));
}

TEST_CASE("--output is none of the files that the report is made from") {
    const Data data;
    constexpr const char* mapping = R"({"tables": {"deals": {"fields": {"industry":
        {"lookup": {"file": "accounts.csv", "by": "rep", "value": "sector"}}}}}})";
    data.write("accounts.csv", "rep,sector\nAsha,health\n");
    data.write("mapping.json", mapping);
    data.write("given.json", mapping);
    data.write("ours.json", R"([{"id": "size", "formula": "revenue / deals_won"}])");
    std::filesystem::create_symlink("deals.csv", data.path("link.csv"));
    std::filesystem::create_hard_link(data.path("deals.csv"), data.path("hard.csv"));
    const auto refused = [&](const std::string& file, const std::string& more = "") {
        INFO(file);
        const std::string before = data.read(file);
        const program::Run result = run(data.report("--output " + data.path(file) + " " + more));
        CHECK(result.status == 2);
        CHECK(contains(result.err, file + ": cannot be written: the report is made from it\n"));
        CHECK(data.read(file) == before);
    };
    for (const char* file : {"deals.csv", "link.csv", "hard.csv", "accounts.csv", "mapping.json"})
        refused(file);
    refused("given.json", "--mapping " + data.path("given.json"));
    refused("ours.json", "--definitions " + data.path("ours.json"));
    refused("ours.json", "--list --format json --definitions " + data.path("ours.json"));
    // What was not read may be written.
    CHECK(run(data.report("--output " + data.path("given.json"))).status == 0);
    CHECK(data.read("given.json") == expected);
}

TEST_CASE("--output says why a file cannot be written") {
    const Data data;
    const auto error = [&](const std::string& file) {
        const program::Run result = run(data.report("--output " + file));
        CHECK(result.status == 2);
        CHECK(result.out.empty());
        return result.err;
    };
    CHECK(contains(error("''"), "--output wants the name of a file"));
    CHECK(contains(error(data.path()), "Is a directory"));
    CHECK(contains(error("/nowhere/report.csv"), "/nowhere/report.csv: cannot be written: "));
    CHECK(contains(error(data.path("deals.csv/x")), "deals.csv/x: cannot be written: "));
    CHECK(files_in(data) == 1);
    if (::geteuid() == 0) return;  // to whom no mode is a hindrance
    data.write("read_only.csv", "kept");
    CHECK(::chmod(data.path("read_only.csv").c_str(), 0444) == 0);
    CHECK(contains(error(data.path("read_only.csv")), "Permission denied"));
    CHECK(data.read("read_only.csv") == "kept");
}
