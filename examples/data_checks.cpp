// SPDX-License-Identifier: MIT
// Sense checks after a load: what looks wrong in data that can be read.
#include "check.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/format.hpp>
#include <saleskpi/load/data_checks.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/saleskpi.hpp>

#include <cstdio>
#include <filesystem>
#include <string>

using namespace saleskpi;

namespace {

/// A folder with a file of deals, of which one closed in a year that nobody has seen.
class Folder {
public:
    Folder() {
        std::filesystem::create_directory(path_);
        std::FILE* const file = std::fopen((path_ / "deals.csv").c_str(), "w");
        fmt::print(
            file,
            "id,rep,stage,closed,amount,region\n"
            "1,Asha,won,2025-01-20,1200,EMEA\n"
            "2,Ben,won,2205-02-11,849.50,EMEA\n");
        std::fclose(file);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_ = std::filesystem::temp_directory_path() / "saleskpi_data_checks";
};

}  // namespace

int main() {
    const Folder folder;
    std::string text;

    //! [checks]
    LoadChecks loads;
    LoadOptions options;
    options.formats = {csv_format()};
    options.currency = usd;
    options.checks = &loads;
    BookBuilder builder{usd};
    load_directory(folder.path(), {}, options, builder);
    const Book book = builder.build();

    for (const DataCheck& check : data_checks(book, loads))
        if (check.is_suspicious) text += to_text(check) + "\n";
    //! [checks]

    show(
        text,
        "deals.closed: days outside 1 of 2: 2205-02-11, as of 2; expected are 1990-01-01 to "
        "2035-01-20\n"
        "deals.region: dropped column: deals.csv; no field of deals reads it, though results are "
        "cut by region\n");
}
