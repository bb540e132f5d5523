// SPDX-License-Identifier: MIT
// What a folder of data may make the program read.
#include "catch.hpp"
#include "support/program.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace {

using program::run;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

constexpr const char* deals =
    "id,rep,stage,closed,amount\n"
    "1,Asha,won,2025-01-20,1200\n";
constexpr const char* secret = "id,rep,stage,closed,amount\nroot:x:0,Hidden,won,2025-01-20,7\n";

/// A folder of data, and another beside it.
struct Folders : program::Folder {
    Folders() {
        std::filesystem::create_directory(path("data"));
        std::filesystem::create_directory(path("data/sub"));
        std::filesystem::create_directory(path("data2"));
        write("data/deals.csv", deals);
        write("data/sub/more.csv", deals);
        write("data2/secret.csv", secret);
        std::filesystem::create_directory_symlink(path("data2"), path("data/away"));
        std::filesystem::create_symlink(path("data2/secret.csv"), path("data/link.csv"));
        std::filesystem::create_symlink("deals.csv", path("data/inside.csv"));
    }
    void map(const std::string& file) const {
        write("data/mapping.json", R"({"tables": {"deals": {"file": ")" + file + R"("}}})");
    }
    void map_lookup(const std::string& file) const {
        write(
            "data/mapping.json",
            R"({"tables": {"deals": {"fields": {"product": {"lookup":
                {"file": ")" +
                file + R"(", "by": "rep", "value": "amount"}}}}}})");
    }
    program::Run report(const std::string& more = "") const {
        return run(path("data") + " --metrics revenue " + more);
    }
    void check_refused(const std::string& reason, const std::string& more = "") const {
        const program::Run result = report(more);
        CHECK(result.status == 2);
        CHECK(result.out.empty());
        INFO(result.err);
        CHECK(contains(result.err, reason));
        CHECK_FALSE(contains(result.err, "root"));
        CHECK_FALSE(contains(result.err, "Hidden"));
    }
};

constexpr const char* outside = "lies outside of the folder of the data";
constexpr const char* not_plain = "it is not a plain file";

}  // namespace

TEST_CASE("a mapping reads below the folder of the data only") {
    const Folders folders;
    for (const std::string& file :
         {std::string{"../data2/secret.csv"}, folders.path("data2/secret.csv"),
          std::string{"link.csv"}, std::string{"away/secret.csv"},
          std::string{"sub/../../data2/secret.csv"}, std::string{"../data2/none.csv"},
          std::string{"/etc/passwd"}, std::string{"/dev/zero"}}) {
        INFO(file);
        folders.map(file);
        folders.check_refused(outside);
        folders.check_refused("--allow-outside");
        folders.map_lookup(file);
        folders.check_refused(outside);
    }
    for (const char* file : {"deals.csv", "inside.csv", "sub/more.csv", "sub/../deals.csv"}) {
        INFO(file);
        folders.map(file);
        CHECK(folders.report().status == 0);
    }
    folders.map(folders.path("data/deals.csv"));
    CHECK(folders.report().status == 0);
}

TEST_CASE("--allow-outside allows it") {
    const Folders folders;
    for (const char* file : {"../data2/secret.csv", "link.csv"}) {
        folders.map(file);
        const program::Run result = folders.report("--allow-outside");
        CHECK(result.status == 0);
        CHECK(contains(result.out, "Revenue  7\n"));
    }
}

TEST_CASE("a mapping that was given reads below the folder too") {
    const Folders folders;
    folders.write("given.json", R"({"tables": {"deals": {"file": "../data2/secret.csv"}}})");
    folders.check_refused(outside, "--mapping " + folders.path("given.json"));
    CHECK(folders.report("--allow-outside --mapping " + folders.path("given.json")).status == 0);
}

TEST_CASE("so does a folder without a mapping, and its mapping itself lies there") {
    const Folders folders;
    std::filesystem::create_symlink(
        folders.path("data2/secret.csv"), folders.path("data/leads.csv"));
    folders.check_refused(outside);
    std::filesystem::remove(folders.path("data/leads.csv"));
    std::filesystem::create_symlink(
        folders.path("data2/secret.csv"), folders.path("data/mapping.json"));
    folders.check_refused(outside);
}

TEST_CASE("data files are plain files") {
    const Folders folders;
    REQUIRE(::mkfifo(folders.path("data/pipe.csv").c_str(), 0600) == 0);
    folders.map("pipe.csv");
    folders.check_refused(not_plain);
    folders.map_lookup("pipe.csv");
    folders.check_refused(not_plain);
    folders.map("/dev/zero");
    folders.check_refused(not_plain, "--allow-outside");
    std::filesystem::remove(folders.path("data/mapping.json"));
    REQUIRE(::mkfifo(folders.path("data/mapping.json").c_str(), 0600) == 0);
    folders.check_refused(not_plain);
}

TEST_CASE("a link that leads nowhere is no reason to leave a table out") {
    const Folders folders;
    std::filesystem::create_symlink("none.csv", folders.path("data/leads.csv"));
    folders.check_refused("leads.csv: cannot be read");
}

TEST_CASE("a mapping and definitions may be pipes, but not without end") {
    const Folders folders;
    folders.write("given.json", R"({"tables": {"deals": {"file": "sub/more.csv"}}})");
    folders.write("ours.json", R"([{"id": "size", "formula": "revenue / deals_won"}])");
    const program::Run piped =
        folders.report("--mapping /dev/stdin <'" + folders.path("given.json") + "'");
    CHECK(piped.status == 0);
    REQUIRE(::mkfifo(folders.path("pipe").c_str(), 0600) == 0);
    const std::string feed =
        "& cat '" + folders.path("ours.json") + "' >'" + folders.path("pipe") + "'; wait $!";
    CHECK(
        run(folders.path("data") + " --metrics size --definitions " + folders.path("pipe"), feed)
            .status == 0);
    for (const char* option : {"--mapping", "--definitions"})
        folders.check_refused("longer than 16 MiB", std::string{option} + " /dev/zero");
}

TEST_CASE("sales_report tells in one line how it read a file where nobody had said it") {
    program::Folder folder;
    folder.write(
        "deals.csv",
        "id;rep;stage;closed;amount\n"
        "1;Asha;won;2025-01-20;1.234,50\n"
        "2;Asha;won;2025-01-21;1.234\n");
    folder.write("mapping.json", R"({"number": "auto"})");
    const program::Run told = run(folder.path() + " --metrics revenue");
    CHECK(told.err == "deals.csv: read with ';' between columns, numbers of amount as 1.234,56\n");
    CHECK(contains(told.out, "2,468.50"));

    std::string wide = "\xFF\xFE";
    for (const char c :
         std::string{"id\trep\tstage\tclosed\tamount\n1\tAsha\twon\t2025-01-20\t5\n"})
        wide += std::string{c, '\0'};
    folder.write("deals.csv", wide);
    folder.write("mapping.json", "{}");
    CHECK(
        run(folder.path() + " --metrics revenue").err ==
        "deals.csv: read in utf-16le, with tabs between columns\n");

    // What the mapping says, and what all files have, is no news.
    folder.write("deals.csv", "id;rep;stage;closed;amount\n1;Asha;won;2025-01-20;5\n");
    folder.write("mapping.json", R"({"delimiter": ";"})");
    CHECK(run(folder.path() + " --metrics revenue").err.empty());
    folder.write("deals.csv", deals);
    folder.write("mapping.json", "{}");
    CHECK(run(folder.path() + " --metrics revenue").err.empty());
}

TEST_CASE("sales_report tells in which order a preset reads days") {
    program::Folder folder;
    folder.write(
        "report.csv",
        "Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Close Date,Created Date\n"
        "Ann,Acme,A,Closed Won,$5.00,3/4/2025,1/4/2025\n");
    const program::Run told = run(folder.path() + " --metrics revenue --preset auto");
    INFO(told.err);
    CHECK(contains(
        told.err, "report.csv: deals, 7 columns, days like 3/4/2025 as MM/DD/YYYY; none for"));
    const program::Run wrong = run(folder.path() + " --metrics revenue --preset salesforce-reprot");
    CHECK(wrong.status == 2);
    CHECK(contains(
        wrong.err,
        "there is no preset 'salesforce-reprot' (did you mean 'salesforce-report'?); there are "
        "auto, "));
}
