// SPDX-License-Identifier: MIT
#pragma once

#include "book/ledger/segment.hpp"
#include "book/take_away.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// What has to be worked out anew when something more is said: the records of which it is said, those
/// that take something from them, those that are worked out together with them, and plans as a whole.
class Touched {
public:
    /// `ledger` says all, that too which is said now.
    Touched(const BookData& book, const LedgerData& ledger);

    void add(const LedgerSegment& said);

    /// What is said of them: rows by table, of each segment.
    using Rows = std::vector<std::uint32_t>;
    using RowsByTable = std::map<std::string, std::vector<Rows>, std::less<>>;
    RowsByTable rows() const;
    /// What was said of them in an earlier ledger.
    RowsByTable rows_in(const LedgerData& earlier) const;
    /// What the batch alone says.
    RowsByTable rows_of(const std::shared_ptr<const LedgerSegment>& batch) const;
    /// What the book has of them.
    std::vector<RecordAt> records() const;
    bool has_whole(std::string_view table) const { return whole_.contains(table); }
    /// Whether any is a record of the table without an id, so that it is not told which.
    bool has_nameless(std::string_view table) const;
    bool has(std::string_view table, std::string_view id) const {
        const auto its = ids_.find(table);
        return its != ids_.end() && its->second.contains(id);
    }
    /// Whether a record that does not count where it would, or may, is one of them.
    bool has(const Doubt& doubt) const;
    /// Whether it takes a book built anew.
    bool is_everything() const { return is_everything_; }

private:
    RowsByTable with_added(const LedgerData& ledger) const;
    void touch(std::string_view table, std::string_view id);
    void touch_row(const RawTable& table, std::size_t row);
    void touch_group(std::string_view table, std::string_view column, std::string_view text);
    void touch_whole(std::string_view table);
    void touch_foreign_money();
    void touch_merged(const RawTable& merges, std::size_t row);
    void touch_all_who_name(
        const std::string& domain, const std::string& id, std::span<const std::string> ids);
    /// A column of what is said in which records of a table are named.
    struct Namer {
        const RawTable* table;
        const RawColumn* column;
        const RawColumn* ids;  // of those who name; null if they have none
        const RowsByText* rows;
    };
    const std::vector<Namer>& namers_of(std::string_view table);
    void touch_who_name(const Namer& namer, std::string_view id, std::span<const std::string> ids);

    const BookData* book_;
    const LedgerData* ledger_;
    bool has_merges_;
    bool is_everything_ = false;
    std::vector<std::string> derived_;  // tables
    std::map<std::string, std::vector<Namer>, std::less<>> namers_;
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> ids_;  // by table
    /// By table and column, a text: of tables without ids.
    std::set<std::tuple<std::string, std::string, std::string>> groups_;
    std::set<std::string, std::less<>> whole_;  // tables
    /// Rows that are new, and that nobody else has to do with.
    std::map<std::string, std::size_t, std::less<>> added_;
};

}  // namespace saleskpi::inline v0_3::detail
