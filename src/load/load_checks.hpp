// SPDX-License-Identifier: MIT
#pragma once

#include "load/tables.hpp"

#include <saleskpi/load/data_checks.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/load/mapping.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// How a file writes the days of a field, and of how many of them that leaves two readings.
struct DayColumn {
    std::string field;
    std::vector<std::string> columns;
    std::vector<std::string> formats;
    std::size_t in_first_order = 0;  ///< that only the first of two orders reads
    std::size_t in_other_order = 0;
    std::size_t in_either = 0;
};

struct CheckedFile {
    std::string table;
    std::string file;
    std::vector<std::string> ignored_columns;
    std::vector<DayColumn> days;
    std::vector<std::uint64_t> ids;  ///< their hashes
    bool has_versions = false;       ///< that say which of several records of an id counts
};

struct LoadChecksState {
    struct Sum {
        std::size_t records = 0;
        int128 minor = 0;
    };
    std::vector<CheckedFile> files;
    std::set<std::string, std::less<>> of_one_file;  ///< tables whose ids can stand in no other
    /// By table, field and currency.
    std::map<std::tuple<std::string, std::string, Currency>, Sum> sums;
};

struct LoadChecksAccess {
    static LoadChecksState& state(LoadChecks& checks) { return *checks.state_; }
    static const LoadChecksState& state(const LoadChecks& checks) { return *checks.state_; }
};

/// Before a folder is loaded: of a table that one file fills, no ids need to be known.
void expect_files(
    LoadChecks* checks,
    const std::filesystem::path& directory,
    const Mapping& mapping,
    std::span<const FileFormat> formats);

/// The pattern with day and month in each other's place; empty for one without both as numbers.
std::string other_order(std::string_view pattern);

/// Looks at the records of one file on their way to where they go. Without checks it does nothing.
class CheckedLoad {
public:
    CheckedLoad(
        LoadChecks* checks, std::string_view table, std::string_view file, RecordTarget& to);
    ~CheckedLoad();
    CheckedLoad(const CheckedLoad&) = delete;
    CheckedLoad& operator=(const CheckedLoad&) = delete;

    /// Where the records are to go.
    RecordTarget& target();
    /// After the last record. `read` hands the rows once more to a sink.
    void finish(
        const LoadReport& report,
        const TableMapping& mapping,
        const std::function<void(const ReadRequest&, RowSink&)>& read);

private:
    class Target;
    LoadChecksState* state_;
    RecordTarget* to_;
    std::unique_ptr<Target> watched_;
};

}  // namespace saleskpi::inline v0_3::detail
