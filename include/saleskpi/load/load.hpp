// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/batch.hpp>
#include <saleskpi/book/builder.hpp>
#include <saleskpi/calendar/instant.hpp>
#include <saleskpi/load/file_format.hpp>
#include <saleskpi/load/input.hpp>
#include <saleskpi/load/mapping.hpp>
#include <saleskpi/value/currency.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Threads: each call has its builder alone. Callbacks are called by threads of the load: several
/// may call date_of_instant at once, one at a time progress.
namespace saleskpi::inline v0_3 {

class LoadChecks;

/// How far the load of a file has come.
struct LoadProgress {
    std::string_view file;
    std::uint64_t done = 0;               ///< bytes, as the file has them
    std::uint64_t total = 0;              ///< 0 where nobody knows, as of a stream
    std::chrono::nanoseconds elapsed{0};  ///< since the first of them was asked for

    /// Missing before anything was read, and time has passed.
    std::optional<double> bytes_per_second() const {
        const double seconds = std::chrono::duration<double>{elapsed}.count();
        if (done == 0 || seconds <= 0) return std::nullopt;
        return static_cast<double>(done) / seconds;
    }
    /// At the rate so far; missing where that or the total is.
    std::optional<std::chrono::duration<double>> time_left() const {
        const auto rate = bytes_per_second();
        if (!rate || total == 0) return std::nullopt;
        const std::uint64_t left = total > done ? total - done : 0;
        return std::chrono::duration<double>{static_cast<double>(left) / *rate};
    }
};

/// Says how instants become dates in a time zone named as in the IANA data: "Europe/Warsaw". Throws Error
/// where there is no such zone.
using DatesInZone = std::function<DateOfInstant(std::string_view zone)>;

inline constexpr std::size_t default_max_record_bytes = std::size_t{1} << 20;

struct LoadOptions {
    /// By extension; a file of any other extension is read by the first.
    std::vector<FileFormat> formats{};
    /// Of amounts that say no other: normally that of the book.
    Currency currency{};
    /// A longer record is rejected without being stored.
    std::size_t max_record_bytes = default_max_record_bytes;
    /// Called now and then while a file is read, and at its end: from any of the threads that load,
    /// but never twice at a time.
    std::function<void(const LoadProgress&)> progress{};
    /// How many threads may read a large file; 0 for all cores. The result is the same for any
    /// number.
    unsigned threads = 0;
    /// Whether files that a mapping names, or links in a folder, may lie outside of that folder.
    bool allow_outside = false;
    /// Makes dates of what is written as an instant where a date should be, such as
    /// "2024-12-31T23:30:00-05:00", whatever time zone a mapping names; see <saleskpi/timezone.hpp>.
    /// It is told the record's region if there is a column, or a mapping, called "region".
    DateOfInstant date_of_instant{};
    /// Without that: makes dates of instants in the time zone that a mapping names. `dates_in_zone` of
    /// <saleskpi/timezone.hpp> does. Without it no other zone than UTC can be named.
    DatesInZone dates_in_zone{};
    /// The zone of instants of which the mapping names none; empty: UTC.
    std::string time_zone{};
    /// Notes what sense checks need of the files: see data_checks(). Null: nothing is noted, and
    /// takes no time.
    LoadChecks* checks = nullptr;
};

/// How the numbers of a field were read, where nobody had said it.
struct InferredNumbers {
    std::string field{};
    std::vector<std::string> forms{};  ///< that read all of them, by a sample: "1,234.56"

    bool operator==(const InferredNumbers&) const = default;
};

/// What became of one file, and how it was read where nobody had said it. Which records were rejected, and why, is in the book's report.
struct LoadReport {
    std::string table{};
    std::string file{};
    std::size_t read = 0;  ///< records, and lines that cannot be made out
    std::size_t kept = 0;  ///< handed to the builder, which looks at them once more
    std::size_t rejected = 0;
    /// Rows that are no records, for each rule of the mapping, apart from those read.
    std::vector<LeftOut> left_out{};
    std::vector<std::string> ignored_columns{};  ///< that no field is read from
    std::vector<InferredNumbers> numbers{};
    /// What parts the columns, where the header line told it and it is no comma; else delimiter_of_header.
    char delimiter = delimiter_of_header;
    std::string encoding{};  ///< where a mark at the begin of the file told it, and it is not UTF-8
    std::vector<std::string> absent_columns{};  ///< of the mapping, in no record of a JSON file
    std::vector<std::filesystem::path>
        files{};  ///< that were opened: this one, and those of look-ups
};

/// Loads one file into a table of the builder. Records that cannot be read become findings. Look-ups
/// read plain files below the file's own folder.
/// Throws Error unknown_table, unreadable_file, outside_folder, empty_file, missing_column,
/// invalid_mapping, invalid_json; the builder may then have a part of the file.
LoadReport load_table(
    std::string_view table,
    const std::filesystem::path& path,
    const TableMapping& mapping,
    const LoadOptions& options,
    BookBuilder& builder);
/// The same into a batch, for a ledger.
LoadReport load_table(
    std::string_view table,
    const std::filesystem::path& path,
    const TableMapping& mapping,
    const LoadOptions& options,
    Batch& batch);

/// Loads what is no file, in the format that its name would have.
LoadReport load_table(
    std::string_view table,
    const Input& input,
    const TableMapping& mapping,
    const LoadOptions& options,
    BookBuilder& builder);
LoadReport load_table(
    std::string_view table,
    const Input& input,
    const TableMapping& mapping,
    const LoadOptions& options,
    Batch& batch);

/// Loads the files of a mapping, or, if that lists none, every file named like a table: deals.csv,
/// leads.json, ... All of them, and those of look-ups, must be plain files below the folder. The
/// builder gets the mapping's pipelines, and which names it folds; a batch has none of these. Throws as load_table, and unreadable_file for a folder without any.
std::vector<LoadReport> load_directory(
    const std::filesystem::path& directory,
    const Mapping& mapping,
    const LoadOptions& options,
    BookBuilder& builder);
std::vector<LoadReport> load_directory(
    const std::filesystem::path& directory,
    const Mapping& mapping,
    const LoadOptions& options,
    Batch& batch);

}  // namespace saleskpi::inline v0_3
