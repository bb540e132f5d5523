// SPDX-License-Identifier: MIT
#pragma once

#include "book/text_store.hpp"

#include <saleskpi/metric/row_source.hpp>
#include <saleskpi/record/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Records that are nothing but their values, field by field, on their way from a file to a builder:
/// a struct of each would be made of hundreds of bytes, most of them of fields that no column fills.
class ValueBatch {
public:
    /// The most fields that a record type may have here.
    static constexpr std::size_t most_fields = 256;

    explicit ValueBatch(const RecordType& of);
    ValueBatch(const ValueBatch&) = delete;
    ValueBatch& operator=(const ValueBatch&) = delete;

    /// The same fields, to be read from and written to records of a batch.
    const RecordType& type() const { return type_; }

    /// A new record with all fields missing; good until the next.
    void* add();
    /// Forgets the last one.
    void drop();
    void clear();
    std::size_t size() const { return records_.size(); }
    RowSource records() const { return {type_, records_.data(), sizeof(Record), size()}; }

    /// What the functions of type() do for the field of that number.
    static void read(std::size_t field, const void* const* records, std::size_t n, void* cells);
    static void write(std::size_t field, void* record, const FieldValue& value);

private:
    struct Record {
        ValueBatch* batch;
        std::size_t number;
    };
    /// The values of the first records; what is behind them is missing.
    template <class T>
    struct Values {
        T missing;
        std::vector<T> values{};
    };
    using Column = std::variant<
        Values<std::string_view>,
        Values<std::int32_t>,
        Values<std::int64_t>,
        Values<Money>,
        Values<std::span<const Credit>>>;

    static Column column_for(FieldType type);
    template <class T>
    void set(std::size_t field, std::size_t record, T value);

    std::vector<FieldInfo> fields_;
    RecordType type_;
    std::vector<Column> columns_;
    std::vector<Record> records_;
    TextStore texts_;
    std::deque<std::vector<Credit>> credits_;
};

}  // namespace saleskpi::inline v0_3::detail
