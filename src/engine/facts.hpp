// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"

#include <saleskpi/metric/leaf.hpp>
#include <saleskpi/metric/row_source.hpp>
#include <saleskpi/value/currency.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

class RowFacts;

/// Rows of one table, wherever they are: the one thing the engine reads. Columns of a book and
/// structs in a caller's vector look the same to it, so there is one evaluator and not two.
class Facts {
public:
    virtual ~Facts() = default;

    virtual std::size_t rows() const = 0;
    /// How many rows to read at once: of structs fewer, since several passes over them, one for
    /// each field, should find them in the cache.
    virtual std::size_t batch() const { return (std::numeric_limits<std::size_t>::max)(); }
    /// The columns of a book, if the rows are in one.
    virtual const ColumnSet* columns() const { return nullptr; }
    /// The structs in memory, if the rows are such: of them, only what matters should be read.
    virtual const RowFacts* records() const { return nullptr; }
    /// The number of a column, or -1.
    virtual int find(std::string_view column) const = 0;
    virtual FieldType type(int column) const = 0;
    /// Codes of texts and choices (missing_code) and days (missing_day).
    virtual void read(int column, std::size_t first, std::size_t n, std::int32_t* out) const = 0;
    /// Minor units, billionths and integers (missing_number).
    virtual void read(int column, std::size_t first, std::size_t n, std::int64_t* out) const = 0;
    /// A column as it is stored, if it is stored so.
    virtual std::optional<NarrowValues> narrow(int) const { return std::nullopt; }
    struct NamedDate {
        std::string_view name;
        int column;
        bool is_foreseen;
    };
    /// The columns of dates, but for those without any value.
    virtual std::vector<NamedDate> dates() const = 0;
    /// The code by which a text or a choice occurs in the column; one that never occurs if it doesn't.
    virtual std::int32_t code(int column, std::string_view text) const = 0;

    static constexpr std::int32_t no_such_code = -2;
};

/// The number of a column, whose values are of the kind that the definition expects.
/// Throws Error unknown_field.
int column_of(const ColumnRef& ref, const Facts& facts);

/// The columns of a book's table.
class BookFacts final : public Facts {
public:
    explicit BookFacts(const ColumnSet& columns) : columns_{&columns} {}

    std::size_t rows() const override { return columns_->rows; }
    const ColumnSet* columns() const override { return columns_; }
    int find(std::string_view column) const override;
    FieldType type(int column) const override { return at(column).type; }
    void read(int column, std::size_t first, std::size_t n, std::int32_t* out) const override;
    void read(int column, std::size_t first, std::size_t n, std::int64_t* out) const override;
    std::optional<NarrowValues> narrow(int column) const override {
        return at(column).data.narrow();
    }
    std::vector<NamedDate> dates() const override;
    std::int32_t code(int column, std::string_view text) const override;

private:
    const NamedColumn& at(int column) const {
        return columns_->columns[static_cast<std::size_t>(column)];
    }

    const ColumnSet* columns_;
};

/// Structs in memory. Not for several threads at once: texts are numbered as they are met.
class RowFacts final : public Facts {
public:
    explicit RowFacts(const RowSource& source);

    std::size_t rows() const override { return source_->size(); }
    std::size_t batch() const override { return 64; }
    const RowFacts* records() const override { return this; }
    int find(std::string_view column) const override;
    FieldType type(int column) const override { return at(column).type; }
    void read(int column, std::size_t first, std::size_t n, std::int32_t* out) const override;
    void read(int column, std::size_t first, std::size_t n, std::int64_t* out) const override;
    /// The same of any records, by where they are.
    using Records = std::span<const void* const>;
    void read(int column, Records records, std::int32_t* out) const;
    void read(int column, Records records, std::int64_t* out) const;
    /// Begins to fetch from memory what will be read.
    void fetch(int column, Records records) const;
    void addresses(std::size_t first, std::size_t n, const void** out) const {
        source_->addresses(first, n, out);
    }
    std::vector<NamedDate> dates() const override;
    std::int32_t code(int column, std::string_view text) const override;
    /// Reads money until its currency is known, or all of it, to see whether it is of one currency.
    void meet_currency(int column, bool of_all) const;
    /// The currency of the money read so far; none if there was none.
    Currency currency() const { return currency_.value_or(Currency{}); }

private:
    const FieldInfo& at(int column) const {
        return source_->type().fields[static_cast<std::size_t>(column)];
    }
    Records addresses(std::size_t first, std::size_t n) const;
    void meet(Currency currency, const FieldInfo& field) const;

    const RowSource* source_;
    mutable std::vector<const void*> addresses_;
    mutable std::vector<std::string_view> texts_;
    mutable std::vector<Money> money_;
    mutable std::vector<Dictionary> dictionaries_;
    mutable std::optional<Currency> currency_;
};

}  // namespace saleskpi::inline v0_3::detail
