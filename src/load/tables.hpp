// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/records.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// What records are loaded into: a builder, or a batch.
class RecordTarget {
public:
    virtual ~RecordTarget() = default;
    virtual void add(const RowSource& records, const Provenance& provenance) = 0;
    virtual void add(std::span<const Finding> findings) = 0;
    virtual void add(std::span<const LeftOut> left_out) = 0;
    /// About so many more records of a table will come.
    virtual void expect(std::string_view table, std::size_t records) = 0;
};

template <class To>
class TargetOf final : public RecordTarget {
public:
    explicit TargetOf(To& to) : to_{&to} {}
    void add(const RowSource& records, const Provenance& provenance) override {
        to_->add(records, provenance);
    }
    void add(std::span<const Finding> findings) override { to_->add(findings); }
    void add(std::span<const LeftOut> left_out) override { to_->add(left_out); }
    void expect(std::string_view table, std::size_t records) override {
        if constexpr (requires { to_->reserve(table, records); }) to_->reserve(table, records);
    }

private:
    To* to_;
};

/// A buffer that hands records on, some thousands at a time.
class BuilderBuffer : public RecordBuffer {
public:
    /// Hands over what is left.
    virtual void finish() = 0;
};

/// The names of the library's tables.
std::span<const std::string_view> table_names();

/// The description of a table's records; null for an unknown table.
const RecordType* record_type_of(std::string_view table);

/// How much of a file has been read: one thread counts, any may look.
struct ReadSoFar {
    std::atomic<std::uint64_t> done{0};
    std::atomic<std::uint64_t> total{0};  ///< 0 where nobody knows
};

/// A buffer for records of the type, which must stay where it is, read from a file of which `so_far` tells.
std::unique_ptr<BuilderBuffer> buffer_of(
    const RecordType& type, const std::string& file, const ReadSoFar& so_far, RecordTarget& target);

}  // namespace saleskpi::inline v0_3::detail
