// SPDX-License-Identifier: MIT
// How presets of CRM systems are fitted to the files of a folder.
#include "catch.hpp"
#include "support/preset_export.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <algorithm>

using namespace preset_export;

TEST_CASE("a preset tells what it reads, and refuses what it cannot decide") {
    TempDir folder;
    CHECK(message_of([&] {
              (void)fit_preset("auto", folder.path(), options());
          }).find("there is no CSV or JSON file in it") != std::string::npos);
    folder.file("notes.csv", "a,b\n1,2\n");
    CHECK(
        message_of([&] { (void)fit_preset("hubspt", folder.path(), options()); }) ==
        "there is no preset 'hubspt' (did you mean 'hubspot'?); there are auto, salesforce, "
        "salesforce-report, hubspot, "
        "pipedrive, zoho, "
        "dynamics, odoo, stripe, chargebee, recurly, baremetrics");
    CHECK(message_of([&] {
              (void)fit_preset("auto", folder.path(), options());
          }).find("no file has the columns of a known export") != std::string::npos);
    folder.file(
        "deals.csv", "Record ID,Deal Stage,Close Date,Amount\n1,closedwon,2025-01-01 10:00,5\n");
    const FittedPreset fitted = fit_preset("auto", folder.path(), options());
    CHECK(fitted.preset == "hubspot");
    REQUIRE(fitted.files.size() == 1);
    CHECK(fitted.files[0].file == "deals.csv");
    CHECK(fitted.files[0].table == "deals");
    CHECK(fitted.files[0].columns == 4);
    CHECK(std::count(fitted.files[0].absent.begin(), fitted.files[0].absent.end(), "rep") == 1);
    CHECK(fitted.others == Texts{"notes.csv"});
    // What is made is a mapping of just these columns.
    const Mapping mapping = parse_mapping(fitted.mapping);
    REQUIRE(mapping.tables.size() == 1);
    CHECK(mapping.tables[0].file == "deals.csv");
    CHECK(!mapping.tables[0].fields.contains("rep"));
    CHECK(mapping.tables[0].fields.contains("amount"));
}

TEST_CASE("files of two systems of which as many columns are known are not decided on") {
    TempDir folder;
    folder.file("a.csv", "subscription_oid,plan_amount,plan_interval\n1,100,month\n");
    folder.file(
        "b.csv",
        "version_uuid,version_started_at,version_plan_interval_unit\n1,2025-01-01,months\n");
    CHECK(message_of([&] {
              (void)fit_preset("auto", folder.path(), options());
          }).ends_with(": may be of recurly or of baremetrics: say which"));
    CHECK(fit_preset("recurly", folder.path(), options()).others == Texts{"a.csv"});
}

TEST_CASE("each preset has all that each of its tables needs among its columns") {
    for (const Preset& preset : presets()) {
        INFO(preset.name);
        CHECK(!preset.system.empty());
        CHECK(preset.text.find("\"needs\"") != std::string_view::npos);
    }
}
