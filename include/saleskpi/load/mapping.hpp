// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/pipeline.hpp>
#include <saleskpi/book/revenue_policy.hpp>
#include <saleskpi/load/file_layout.hpp>
#include <saleskpi/load/value_rules.hpp>
#include <saleskpi/record/own_fields.hpp>
#include <saleskpi/value/currency.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
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

/// Which of several rows of a look-up's file counts that have one key.
enum class LookedUpRow : std::uint8_t {
    only,   ///< they must say the same
    first,  ///< in the file
    last,
    smallest,  ///< by the value, as a number
    largest
};

/// A value that stands in another file: in column `value` of the row whose columns `key` hold what the
/// columns `by` of the record's own row hold.
struct Lookup {
    std::string file{};  ///< relative to the folder of the record's own file
    std::vector<std::string> by{};
    std::vector<std::string> key{};
    std::string value{};
    /// The column with the first day of each row, and the record's own with the day that is asked: of the rows of a
    /// key the latest counts that has begun.
    std::string from{};
    std::string day{};
    LookedUpRow row = LookedUpRow::only;
    bool goes_before =
        false;  ///< what the columns of the field say; else it fills where they are empty
    bool may_be_missing = false;  ///< a key that the file does not have is no finding
    /// How the file is written. Of the encoding, the aliases and the delimiter the table says what this does
    /// not; the rest of its layout is its own.
    FileLayout layout{};
    char delimiter = delimiter_of_header;
    std::vector<std::string> date_formats{};  ///< of `from`; empty: those of the table
    /// Of the value; missing: it is read as if it stood in the record's own file.
    std::optional<NumberFormat> number{};

    bool operator==(const Lookup&) const = default;
};

/// One of the cases of a field: of several the first that holds says its value.
struct FieldCase {
    std::string when{};                  ///< a condition on columns, as a text; empty: always
    std::vector<RowCondition> where{};   ///< the same column by column; all of them hold
    std::optional<std::string> is{};     ///< the value
    std::vector<std::string> columns{};  ///< or the first of these that is not empty

    bool operator==(const FieldCase&) const = default;
};

/// What becomes of several columns of a field.
enum class Combining : std::uint8_t {
    first,       ///< the first that is not empty
    joined,      ///< all of them that are not empty, as one text
    sum,         ///< of numbers; missing if one of them is, as are all of these
    difference,  ///< the first without the others
    product,
    quotient  ///< the first divided by the others; missing if one of those is zero
};

/// A part of a text.
struct TextCut {
    std::string prefix{};  ///< taken off the front, if it is there
    std::string suffix{};  ///< and off the end
    std::string split{};   ///< then of the parts between these
    int take = 1;          ///< this one, from the first on; -1 is the last

    bool operator==(const TextCut&) const = default;
};

/// The end of a span of days by its length.
struct SpanLength {
    enum class In : std::uint8_t { days, weeks, months, years };

    In in = In::days;
    std::string after{};  ///< the field with the day on which the span begins

    bool operator==(const SpanLength&) const = default;
};

/// Columns of which each makes a record of its own, where a row has a value in it.
struct Unpivot {
    /// By name, or with one * for any text: then all that are called so and that nothing else reads.
    std::vector<std::string> columns{};
    std::string name{};   ///< a column with the name of the one it is, or what its * stands for
    std::string value{};  ///< a column with its value

    bool operator==(const Unpivot&) const = default;
};

/// Where the values of one field come from. The first of `cases` that holds; else of `columns` the first that
/// is not empty wins; if all are, the lookup, and then the constant. The value found is cut and translated. A
/// mapping with none of the four says that the field is not read at all.
struct FieldMapping {
    std::vector<FieldCase> cases{};
    std::vector<std::string> columns{};
    Combining combining = Combining::first;
    std::string between{};  ///< what stands between the columns that are joined
    std::optional<TextCut> cut{};
    /// The column with the currency of this amount; where it is empty that of the record.
    std::string currency{};
    std::optional<Lookup> lookup{};
    /// Look-ups after that one: each has one key, which is what the one before found, and no columns `by`.
    std::vector<Lookup> next_lookups{};
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
    std::optional<SpanLength> length{};       ///< of a date: the value found is a length of time
    bool is_of_line = false;                  ///< of an id: it is made of the file and the line

    bool operator==(const FieldMapping&) const = default;
};

/// How one file holds the records of a table. A field without a mapping is read from the column of
/// its own name, if the file has one. The name "currency" maps the code of the currency that all
/// amounts of the record are in, "region" the region whose time zone its instants have.
struct TableMapping {
    std::string table{};  ///< "deals"
    /// Relative to the folder that is loaded; * and ? in its name stand for any characters and for
    /// one. Empty: the table's own name.
    std::string file{};
    std::map<std::string, FieldMapping, std::less<>> fields{};
    /// Fields that the library's records do not have, read like any other. What one file of a table has
    /// is missing in the records of the others.
    OwnFields own_fields{};
    /// By column, before anything else reads the column: lookups find the translated key.
    std::map<std::string, Translation, std::less<>> translate{};
    /// Patterns of parse_date, tried in order; one without a day gives the first of the month; with %z,
    /// "epoch" and "epoch_ms" also those of instants. "%Y-%m-%d" reads days with a time in the form of ISO 8601 too.
    std::vector<std::string> date_formats{"%Y-%m-%d"};
    NumberFormat number{};
    Currency currency{};  ///< of amounts whose record names none; none: that of the load
    char delimiter = delimiter_of_header;
    FileLayout layout{};
    std::vector<RowCondition> where{};  ///< a row that breaks one is left out, and counted by it
    TotalRows totals = TotalRows::name;
    SpanEnds ends = SpanEnds::first_day_after;
    bool fold = false;  ///< names of all its fields: see Mapping::fold
    std::optional<Unpivot> unpivot{};
    /// Rows of one id are lines of one deal: the first is the deal, each other one adds to it.
    bool lines = false;
    ValueRules values{};
    /// In which instants have their days, "Europe/Warsaw": see LoadOptions::dates_in_zone. Empty: that of
    /// the load.
    std::string time_zone{};

    bool operator==(const TableMapping&) const = default;
};

/// How a folder of files holds the tables: which files there are, and how to read each. Several
/// entries may fill one table. Without an entry, each table is read from files of its own name.
struct Mapping {
    Currency currency{};  ///< of amounts of tables that name none, and the natural one to report in
    std::vector<TableMapping> tables{};
    TableMapping defaults{};            ///< how each file is read if there are no entries
    std::vector<Pipeline> pipelines{};  ///< in which deals may be: see BookBuilder::pipeline
    bool fold = false;  ///< names that look alike are one: see BookBuilder::fold_names
    std::optional<RevenuePolicy> revenue_policy{};  ///< see BookBuilder::revenue_policy

    bool operator==(const Mapping&) const = default;
};

/// The record types of the tables to which a mapping adds fields: told to a Catalogue, its formulas and
/// conditions may name them. Throws Error invalid_mapping for a field that there cannot be, or that two files of
/// a table describe in unlike ways, and unknown_table.
std::vector<std::shared_ptr<const RecordType>> own_record_types(const Mapping& mapping);

}  // namespace saleskpi::inline v0_3
