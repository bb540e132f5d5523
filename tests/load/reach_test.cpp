// SPDX-License-Identifier: MIT
// Which files a load reads that a mapping names, or that lie in its folder.
#include "catch.hpp"
#include "support/temp_dir.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/json/mapping.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/record/deal.hpp>

#include <sys/stat.h>

#include <filesystem>
#include <optional>
#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;
namespace fs = std::filesystem;

namespace {

constexpr const char* deals = "id,rep,stage,closed,amount\n1,Asha,won,2025-01-05,10\n";

/// data/ with a table, beside/ with files that do not belong to it.
struct Folders {
    Folders() {
        for (const char* name : {"data", "data/sub", "data2", "beside"})
            fs::create_directory(dir.path() / name);
        dir.file("data/deals.csv", deals);
        dir.file("data/products.csv", "rep,product\nAsha,Pro\n");
        dir.file("data/sub/deals.csv", deals);
        dir.file("data2/deals.csv", deals);
        dir.file("beside/products.csv", "rep,product\nAsha,secret\n");
    }
    fs::path data() const { return dir.path() / "data"; }

    TempDir dir;
};

TableMapping with_lookup(const std::string& file) {
    TableMapping mapping;
    mapping.table = "deals";
    mapping.fields["product"].lookup = Lookup{file, {"rep"}, {"rep"}, "product"};
    return mapping;
}

std::optional<ErrorCode> load(
    const fs::path& folder, const TableMapping& mapping, bool allow_outside = false) {
    return code_of([&] {
        BookBuilder builder{usd};
        LoadOptions options{.formats = {csv_format()}, .currency = usd};
        options.allow_outside = allow_outside;
        load_directory(folder, Mapping{usd, {mapping}}, options, builder);
    });
}

std::optional<ErrorCode> load_file(
    const fs::path& folder, const std::string& file, bool allow_outside = false) {
    TableMapping mapping;
    mapping.table = "deals";
    mapping.file = file;
    return load(folder, mapping, allow_outside);
}

}  // namespace

TEST_CASE("the files of a mapping lie below the folder that is loaded") {
    const Folders folders;
    const fs::path data = folders.data();
    fs::create_symlink("../data2/deals.csv", data / "link.csv");
    for (const std::string& file :
         {std::string{"../data2/deals.csv"}, (folders.dir.path() / "data2/deals.csv").string(),
          std::string{"link.csv"}, std::string{"sub/../../data2/deals.csv"}}) {
        INFO(file);
        CHECK(load_file(data, file) == ErrorCode::outside_folder);
        CHECK_FALSE(load_file(data, file, true));
    }
    for (const std::string& file :
         {std::string{"deals.csv"}, std::string{"sub/deals.csv"}, std::string{"sub/../deals.csv"},
          (data / "deals.csv").string()}) {
        INFO(file);
        CHECK_FALSE(load_file(data, file));
    }
    // The folder itself may be named in any way.
    fs::create_directory_symlink("data", folders.dir.path() / "alias");
    CHECK_FALSE(load_file(folders.dir.path() / "alias", "deals.csv"));
    CHECK_FALSE(load_file(data / "sub/..", "sub/deals.csv"));
    CHECK_FALSE(load_file(data.string() + "/", "deals.csv"));
    CHECK(load_file(data / "sub", "../deals.csv") == ErrorCode::outside_folder);
}

TEST_CASE("so do the files of look-ups, wherever they are named from") {
    const Folders folders;
    const fs::path data = folders.data();
    CHECK(load(data, with_lookup("../beside/products.csv")) == ErrorCode::outside_folder);
    CHECK_FALSE(load(data, with_lookup("../beside/products.csv"), true));
    CHECK_FALSE(load(data, with_lookup("products.csv")));
    TableMapping in_sub = with_lookup("../products.csv");
    in_sub.file = "sub/deals.csv";
    CHECK_FALSE(load(data, in_sub));
    in_sub.fields["product"].lookup->file = "../../beside/products.csv";
    CHECK(load(data, in_sub) == ErrorCode::outside_folder);
}

TEST_CASE("a file that is read alone has its look-ups below its own folder") {
    const Folders folders;
    const auto read = [&](const std::string& file, bool allow_outside) {
        ReadOptions options;
        options.mapping = with_lookup(file);
        options.currency = usd;
        options.allow_outside = allow_outside;
        return read_csv<Deal>(folders.data() / "deals.csv", options);
    };
    CHECK(read("products.csv", false).records[0].product == "Pro");
    CHECK(read("../beside/products.csv", true).records[0].product == "secret");
    CHECK(code_of([&] { read("../beside/products.csv", false); }) == ErrorCode::outside_folder);

    BookBuilder builder{usd};
    const LoadOptions options{.formats = {csv_format()}, .currency = usd};
    CHECK(code_of([&] {
              load_table(
                  "deals", folders.data() / "deals.csv", with_lookup("../beside/products.csv"),
                  options, builder);
          }) == ErrorCode::outside_folder);
}

TEST_CASE("what a mapping names, or lies in a folder, is a plain file") {
    const Folders folders;
    const fs::path data = folders.data();
    REQUIRE(::mkfifo((data / "pipe.csv").c_str(), 0600) == 0);
    CHECK(load_file(data, "pipe.csv") == ErrorCode::unreadable_file);
    CHECK(load(data, with_lookup("pipe.csv")) == ErrorCode::unreadable_file);
    CHECK(load_file(data, "/dev/zero", true) == ErrorCode::unreadable_file);
    CHECK(load_file(data, "/dev/zero") == ErrorCode::outside_folder);
    CHECK(load_file(data, "sub") == ErrorCode::unreadable_file);
    CHECK(load_file(data, "none.csv") == ErrorCode::unreadable_file);
    fs::create_symlink("round.csv", data / "round.csv");
    CHECK(load_file(data, "round.csv") == ErrorCode::unreadable_file);
}

TEST_CASE("a report names the files that were opened") {
    const Folders folders;
    BookBuilder builder{usd};
    const LoadOptions options{.formats = {csv_format()}, .currency = usd};
    const auto reports = load_directory(
        folders.data(), Mapping{usd, {with_lookup("products.csv")}}, options, builder);
    REQUIRE(reports.size() == 1);
    CHECK(
        reports[0].files ==
        std::vector{folders.data() / "deals.csv", folders.data() / "products.csv"});
}

TEST_CASE("a folder brings its mapping along, as a plain file of its own") {
    const Folders folders;
    CHECK_FALSE(find_mapping(folders.data()));
    folders.dir.file("data/mapping.json", R"({"currency": "EUR", "tables": {}})");
    REQUIRE(find_mapping(folders.data()));
    CHECK(find_mapping(folders.data())->currency == eur);
    fs::rename(folders.data() / "mapping.json", folders.dir.path() / "beside/mapping.json");
    fs::create_symlink("../beside/mapping.json", folders.data() / "mapping.json");
    CHECK(code_of([&] { find_mapping(folders.data()); }) == ErrorCode::outside_folder);
    CHECK(find_mapping(folders.data(), true));
    fs::remove(folders.data() / "mapping.json");
    fs::create_symlink("none.json", folders.data() / "mapping.json");
    CHECK(code_of([&] { find_mapping(folders.data()); }) == ErrorCode::unreadable_file);
}

TEST_CASE("a mapping may be long, but not without end") {
    CHECK(message_of([] {
              read_mapping("/dev/zero");
          }) == "/dev/zero: cannot be read: it is longer than 16 MiB");
}
