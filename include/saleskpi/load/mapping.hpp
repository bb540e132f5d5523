// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/pipeline.hpp>
#include <saleskpi/load/value_rules.hpp>
#include <saleskpi/value/currency.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// What a file writes, and what is meant by it: {"Won": "won"}. Other values stay as they are.
using Translation = std::map<std::string, std::string, std::less<>>;

/// What a column must be in a row that is a record. All that is said must hold.
struct RowCondition {
    std::string column{};
    std::vector<std::string> is{};        ///< one of these; "" is a missing value
    std::vector<std::string> is_not{};    ///< none of these
    std::vector<std::string> like{};      ///< one of these patterns: "Total*", in any case
    std::vector<std::string> not_like{};  ///< none of these patterns
    std::optional<bool> yes{};    ///< yes, true or 1; or the other of two, as is a missing value
    std::optional<bool> empty{};  ///< a missing value, or any

    bool operator==(const RowCondition&) const = default;
};

/// What becomes of rows that look like totals of others, or like footers: see docs/mapping.md.
enum class TotalRows : std::uint8_t {
    name,       ///< they are kept, and each is a finding
    leave_out,  ///< those of which little doubt is left are left out, the others kept and named
    keep        ///< nobody looks for them
};

/// What the end of a span of days says.
enum class SpanEnds : std::uint8_t {
    first_day_after,  ///< the first day that is no longer in it, as in all records of this library
    last_day          ///< its last day
};

/// A value that stands in another file: in column `value` of the row whose column `key` holds what
/// column `by` of the record's own row holds.
struct Lookup {
    std::string file{};  ///< relative to the folder of the record's own file
    std::string by{};
    std::string key{};
    std::string value{};

    bool operator==(const Lookup&) const = default;
};

/// Where the values of one field come from. Of `columns` the first that is not empty wins; if all
/// are, the lookup, and then the constant. The value found is translated. A mapping with none of
/// the three says that the field is not read at all.
struct FieldMapping {
    std::vector<std::string> columns{};
    std::optional<Lookup> lookup{};
    std::optional<std::string> constant{};
    Translation translate{};
    /// What all values stand for that `translate` does not list, nor has as a result; each of them is a
    /// finding, once.
    std::optional<std::string> others{};
    std::vector<std::string> date_formats{};  ///< empty: those of the table
    std::optional<NumberFormat> number{};     ///< missing: that of the table
    std::optional<SpanEnds> ends{};           ///< of the end of a span; missing: that of the table
    bool fold = false;                        ///< names of its domain: see Mapping::fold
    ValueRules values{};                      ///< what it does not say, the table says
    std::optional<Scale> scale{};             ///< of a field of numbers; missing: they stay

    bool operator==(const FieldMapping&) const = default;
};

/// How one file holds the records of a table. A field without a mapping is read from the column of
/// its own name, if the file has one. The name "currency" maps the code of the currency that all
/// amounts of the record are in, "region" the region whose time zone its instants have.
struct TableMapping {
    std::string table{};  ///< "deals"
    std::string file{};   ///< relative to the folder that is loaded; empty: the table's own name
    std::map<std::string, FieldMapping, std::less<>> fields{};
    /// By column, before anything else reads the column: lookups find the translated key.
    std::map<std::string, Translation, std::less<>> translate{};
    /// Patterns of parse_date, tried in order; with %z, "epoch" and "epoch_ms" also those of instants.
    /// "%Y-%m-%d" reads days with a time in the form of ISO 8601 too.
    std::vector<std::string> date_formats{"%Y-%m-%d"};
    NumberFormat number{};
    Currency currency{};  ///< of amounts whose record names none; none: that of the load
    char delimiter = ',';
    std::vector<RowCondition> where{};  ///< a row that breaks one is left out, and counted by it
    TotalRows totals = TotalRows::name;
    SpanEnds ends = SpanEnds::first_day_after;
    bool fold = false;  ///< names of all its fields: see Mapping::fold
    ValueRules values{};
    /// In which instants have their days, "Europe/Warsaw": see LoadOptions::dates_in_zone. Empty: that of
    /// the load.
    std::string time_zone{};

    bool operator==(const TableMapping&) const = default;
};

/// How a folder of files holds the tables: which files there are, and how to read each. Several
/// entries may fill one table. Without an entry, each table is read from a file of its own name.
struct Mapping {
    Currency currency{};  ///< of amounts of tables that name none, and the natural one to report in
    std::vector<TableMapping> tables{};
    std::vector<Pipeline> pipelines{};  ///< in which deals may be: see BookBuilder::pipeline
    bool fold = false;  ///< names that look alike are one: see BookBuilder::fold_names

    bool operator==(const Mapping&) const = default;
};

}  // namespace saleskpi::inline v0_3
