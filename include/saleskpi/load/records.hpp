// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/builder.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/record/described.hpp>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3 {

/// Records as they were read, without a book.
template <class R>
struct Records {
    std::vector<R> records{};
    std::vector<std::size_t> lines{};  ///< one for each record
    std::vector<Finding> findings{};
    LoadReport report{};

    /// For BookBuilder::add(records, provenance()). It refers to the lines here: not of a temporary.
    Provenance provenance() const& { return {report.file, lines}; }
    Provenance provenance() const&& = delete;
};

struct ReadOptions {
    TableMapping mapping{};
    Currency currency{};  ///< of amounts that say no other
    std::size_t max_record_bytes = default_max_record_bytes;
    DateOfInstant date_of_instant{};  ///< as LoadOptions::date_of_instant
    bool allow_outside = false;       ///< as LoadOptions::allow_outside
};

namespace detail {

/// Where records of one type go as they are read.
class RecordBuffer {
public:
    virtual ~RecordBuffer() = default;
    virtual const RecordType& type() const = 0;

    /// A new record with all fields missing, as a pointer to the described type.
    virtual void* begin() = 0;
    /// The record is good, or is to be forgotten.
    virtual void keep(std::size_t line) = 0;
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
    void keep(std::size_t line) override { to_->lines.push_back(line); }
    void drop() override { to_->records.pop_back(); }
    void report(Finding finding) override { to_->findings.push_back(std::move(finding)); }

private:
    Records<R>* to_;
};

LoadReport read_file(
    const std::filesystem::path& path,
    const FileFormat& format,
    const ReadOptions& options,
    RecordBuffer& to);
LoadReport read_text(
    std::string_view text, const FileFormat& format, const ReadOptions& options, RecordBuffer& to);

}  // namespace detail

/// Reads a file of one format into a vector. Throws as load_table.
template <class R>
Records<R> read_records(
    const std::filesystem::path& path, const FileFormat& format, const ReadOptions& options = {}) {
    Records<R> result;
    detail::RecordVector<R> buffer{result};
    result.report = detail::read_file(path, format, options, buffer);
    return result;
}

/// The same for a text in memory.
template <class R>
Records<R> parse_records(
    std::string_view text, const FileFormat& format, const ReadOptions& options = {}) {
    Records<R> result;
    detail::RecordVector<R> buffer{result};
    result.report = detail::read_text(text, format, options, buffer);
    return result;
}

}  // namespace saleskpi::inline v0_3
