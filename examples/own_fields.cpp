// SPDX-License-Identifier: MIT
// Fields that a mapping adds to the library's records: no code names them. Run it in the top folder.
#include "check.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/format.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/saleskpi.hpp>

#include <filesystem>

using namespace saleskpi;

int main() {
    const std::filesystem::path folder{"examples/own_fields"};
    //! [catalogue]
    const Mapping mapping = read_mapping(folder / "mapping.json");
    Catalogue catalogue;
    for (const auto& type : own_record_types(mapping))
        catalogue.add_fields_of(type);
    read_definitions(catalogue, folder / "definitions.json");

    BookBuilder builder{mapping.currency};
    load_directory(folder, mapping, {.formats = {csv_format()}}, builder);
    const Definition metric = catalogue.at("realised_price");
    const Table table = rollup(builder.build()).metrics(metric).by("territory").run();
    show(fmt::format("{}", table.at({"EMEA-North"})[metric.id()]), "96.00 %");
    //! [catalogue]
}
