// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/builder.hpp>
#include <saleskpi/calendar/instant.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/record/described.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Threads: each call is its own; its callbacks are called as load/load.hpp says.
namespace saleskpi::inline v0_3 {

/// Records as they were read, without a book.
template <class R>
struct Records {
    std::vector<R> records{};
    std::vector<std::size_t> lines{};  ///< one for each record
    std::vector<Finding> findings{};
    LoadReport report{};
    /// One for each record, or none where the file tells of none: see Provenance.
    std::vector<Instant> known{};
    std::vector<std::int64_t> versions{};
    std::vector<std::uint8_t> deletions{};

    /// For BookBuilder::add(records, provenance()). It refers to what is here: not of a temporary.
    Provenance provenance() const& {
        return {report.file, lines, known, versions, deletions, unknown_instant};
    }
    Provenance provenance() const&& = delete;
};

struct ReadOptions {
    TableMapping mapping{};
    Currency currency{};  ///< of amounts that say no other
    std::size_t max_record_bytes = default_max_record_bytes;
    DateOfInstant date_of_instant{};  ///< as LoadOptions::date_of_instant
    DatesInZone dates_in_zone{};      ///< as LoadOptions::dates_in_zone
    bool allow_outside = false;       ///< as LoadOptions::allow_outside
};

namespace detail {

/// What a row says of its record as an entry of a ledger.
struct EntryMarks {
    std::optional<Instant> known{};
    std::optional<std::int64_t> version{};
    bool is_deletion = false;
};

/// Marks of records, one of each kind for each record, or none where nobody has any.
class EntryColumns {
public:
    EntryColumns(
        std::vector<Instant>& known,
        std::vector<std::int64_t>& versions,
        std::vector<std::uint8_t>& deletions)
        : known_{&known}, versions_{&versions}, deletions_{&deletions} {}

    /// Of the record with that number, the next one.
    void add(std::size_t number, const EntryMarks& marks) {
        put(*known_, number, marks.known.value_or(unknown_instant), unknown_instant);
        put(*versions_, number, marks.version.value_or(no_version), no_version);
        put(*deletions_, number, std::uint8_t{marks.is_deletion}, std::uint8_t{0});
    }
    /// When all have been added.
    void finish(std::size_t records) {
        fill(*known_, records, unknown_instant);
        fill(*versions_, records, no_version);
        fill(*deletions_, records, std::uint8_t{0});
    }

private:
    template <class T>
    static void put(std::vector<T>& to, std::size_t number, T mark, T none) {
        if (mark == none) return;
        to.resize(number, none);
        to.push_back(mark);
    }
    template <class T>
    static void fill(std::vector<T>& to, std::size_t records, T none) {
        if (!to.empty()) to.resize(records, none);
    }

    std::vector<Instant>* known_;
    std::vector<std::int64_t>* versions_;
    std::vector<std::uint8_t>* deletions_;
};

/// Where records of one type go as they are read.
class RecordBuffer {
public:
    virtual ~RecordBuffer() = default;
    virtual const RecordType& type() const = 0;

    /// A new record with all fields missing, as a pointer to the described type.
    virtual void* begin() = 0;
    /// The record is good, or is to be forgotten.
    virtual void keep(std::size_t line, const EntryMarks& marks) = 0;
    virtual void drop() = 0;
    virtual void report(Finding finding) = 0;

    /// A buffer for a part of the records, which another thread may fill; null if there is no such.
    virtual std::unique_ptr<RecordBuffer> part() const { return nullptr; }
    /// Takes over, and leaves empty, a part that comes next. Its lines are counted from its begin.
    virtual void take(RecordBuffer& /*part*/, std::size_t /*lines_before*/) {}
};

template <class R>
class RecordVector final : public RecordBuffer {
public:
    explicit RecordVector(Records<R>& to) : to_{&to} {}

    const RecordType& type() const override { return record_type<described_t<R>>(); }
    void* begin() override {
        described_t<R>* described = &to_->records.emplace_back();
        return described;
    }
    void keep(std::size_t line, const EntryMarks& marks) override {
        EntryColumns{to_->known, to_->versions, to_->deletions}.add(to_->lines.size(), marks);
        to_->lines.push_back(line);
    }
    void drop() override { to_->records.pop_back(); }
    void report(Finding finding) override { to_->findings.push_back(std::move(finding)); }
    void finish() {
        EntryColumns{to_->known, to_->versions, to_->deletions}.finish(to_->records.size());
    }

private:
    Records<R>* to_;
};

LoadReport read_file(
    const std::filesystem::path& path,
    const FileFormat& format,
    const ReadOptions& options,
    RecordBuffer& to);
LoadReport read_input(
    const Input& input, const FileFormat& format, const ReadOptions& options, RecordBuffer& to);

}  // namespace detail

/// Reads a file of one format into a vector. Throws as load_table.
template <class R>
Records<R> read_records(
    const std::filesystem::path& path, const FileFormat& format, const ReadOptions& options = {}) {
    Records<R> result;
    detail::RecordVector<R> buffer{result};
    result.report = detail::read_file(path, format, options, buffer);
    buffer.finish();
    return result;
}

/// The same for what is no file. Rows need no format, but for the files of look-ups.
template <class R>
Records<R> read_records(
    const Input& input, const FileFormat& format, const ReadOptions& options = {}) {
    Records<R> result;
    detail::RecordVector<R> buffer{result};
    result.report = detail::read_input(input, format, options, buffer);
    buffer.finish();
    return result;
}

/// The same for a text in memory, which has no name.
template <class R>
Records<R> parse_records(
    std::string_view text, const FileFormat& format, const ReadOptions& options = {}) {
    return read_records<R>(Input::text("", text), format, options);
}

}  // namespace saleskpi::inline v0_3
