// SPDX-License-Identifier: MIT
// Pages from the command line: views, themes, and the command that a page repeats.
#include "catch.hpp"
#include "support/program.hpp"

#include <string>
#include <string_view>

namespace {

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

constexpr const char* deals =
    "id,rep,team,stage,closed,amount\n"
    "D-1,Asha,North,won,2025-01-20,1000\n"
    "D-2,Ben,South,won,2025-04-11,250\n";

program::Run page(const std::string& arguments) {
    const program::Folder folder;
    folder.write("deals.csv", deals);
    return program::run(folder.path() + " --format html " + arguments);
}

}  // namespace

TEST_CASE("sales_report writes a page with totals, by quarters") {
    const program::Run run = page("--by rep --metrics revenue,deals_won");
    CHECK(run.status == 0);
    CHECK(run.out.starts_with("<!doctype html>"));
    CHECK(contains(run.out, "by rep · every quarter · money in USD"));
    CHECK(contains(
        run.out, "<tr class=d0><th scope=row>Total<td class=p>2025-Q1<td><a href=#e1>1,000</a>"));
    CHECK(contains(run.out, "<bdi>Asha</bdi>"));
    CHECK(contains(run.out, ": D-1"));
}

TEST_CASE("a view says what is looked at, the command line what else") {
    const program::Run manager = page("--view manager");
    CHECK(contains(manager.out, "<title>Teams and reps</title>"));
    CHECK(contains(manager.out, "by team, rep · every quarter"));
    CHECK(contains(manager.out, ">Pipeline value</a>"));
    const program::Run rep = page("--view rep --by team --every quarter --metrics revenue");
    CHECK(contains(rep.out, "by team · every quarter"));
    CHECK_FALSE(contains(rep.out, "Pipeline value"));
    CHECK(contains(page("--view manger").err, "there is no view 'manger'; did you mean manager?"));
    CHECK(contains(page("--view rep --report mrr").err, "--view and --report"));
}

TEST_CASE("a view as SVG is the head of its page") {
    const program::Folder folder;
    folder.write("deals.csv", deals);
    const program::Run run =
        program::run(folder.path() + " --view manager --format svg --theme contrast --lang pl");
    CHECK(run.status == 0);
    CHECK(run.out.starts_with("<svg "));
    for (const char* text : {"2025-Q1", ">1\u00A0000<", "#003e9c", "Przychód"}) {
        INFO(text);
        CHECK(contains(run.out, text));
    }
    // With --chart it is a chart.
    const program::Run chart =
        program::run(folder.path() + " --view manager --format svg --chart bars");
    CHECK(contains(chart.out, ">(unassigned), Asha<"));
    CHECK(contains(
        program::run(folder.path() + " --format svg --theme warm").err, "--theme belongs to"));
}

TEST_CASE("a theme has colours for light and dark") {
    CHECK(contains(page("--theme contrast").out, "--accent:#003e9c;"));
    CHECK(contains(page("--theme contrast").out, "--accent:#8ecbff;"));
    CHECK(contains(page("--theme red").err, "there is no theme 'red'"));
}

TEST_CASE("a page repeats what its numbers are of") {
    const program::Run run =
        page("--by rep --metrics revenue --to 2025-06-30 --where 'rep != \"it'\\''s\"'");
    CHECK(contains(
        run.out,
        "--to 2025-06-30 --where &#39;rep != &quot;it&#39;\\&#39;&#39;s&quot;&#39; --by rep "
        "--explain {metric} --group {group} --every quarter --period {period}"));
    CHECK_FALSE(contains(run.out, "id=data"));
}
