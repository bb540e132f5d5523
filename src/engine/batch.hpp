// SPDX-License-Identifier: MIT
#pragma once

#include "engine/facts.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A run of rows with the columns a scan needs: narrow as they are stored, or unpacked, side by
/// side in the first-level cache, when somebody first asks for them so. Of structs in memory it can
/// be any rows, wherever they are.
class Batch {
public:
    static constexpr std::size_t capacity = 2048;

    /// Asks for a column, and gives the number under which it can be read after load().
    std::size_t need(const Facts& facts, int column) {
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (columns_[i].column == column && !columns_[i].in_place) return i;
        const FieldType type = facts.type(column);
        const bool is_small =
            type == FieldType::text || type == FieldType::choice || type == FieldType::date;
        columns_.push_back({column, is_small, false, facts.narrow(column), {}, {}, {}});
        return columns_.size() - 1;
    }

    /// The same for a date that records may lack: where one does, the earliest of other dates
    /// stands in its place, or a day that never comes.
    std::size_t need_days(int column, std::vector<int> instead, bool or_never) {
        const InPlace in_place{std::move(instead), or_never};
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (columns_[i].column == column && columns_[i].in_place == in_place) return i;
        columns_.push_back({column, true, false, std::nullopt, in_place, {}, {}});
        return columns_.size() - 1;
    }

    void load(const Facts& facts, std::size_t first, std::size_t n) {
        facts_ = &facts;
        first_ = first;
        size_ = n;
        records_ = facts.records();
        if (records_) {
            all_.resize(n);
            records_->addresses(first, n, all_.data());
            taken_ = all_;
        }
        forget();
    }

    /// Of structs in memory, goes on with these; they must stay where they are.
    void take(RowFacts::Records records) {
        taken_ = records;
        size_ = records.size();
        forget();
    }
    /// The structs in memory that the rows are, and null otherwise.
    const RowFacts* records() const { return records_; }
    RowFacts::Records taken() const { return taken_; }
    /// Begins to fetch a column of structs from memory.
    void fetch(std::size_t slot, RowFacts::Records records) const {
        records_->fetch(columns_[slot].column, records);
    }

    std::size_t first() const { return first_; }
    std::size_t size() const { return size_; }
    bool is_small(std::size_t slot) const { return columns_[slot].is_small; }
    /// Codes and days, unpacked.
    const std::int32_t* small(std::size_t slot) const {
        return unpacked(columns_[slot], columns_[slot].small);
    }
    /// Minor units, billionths and integers, unpacked.
    const std::int64_t* numbers(std::size_t slot) const {
        return unpacked(columns_[slot], columns_[slot].numbers);
    }
    /// Whether somebody has asked for the column unpacked.
    bool is_read(std::size_t slot) const { return columns_[slot].is_unpacked; }
    /// Whether the column can be had as it is stored. Structs in memory can't.
    bool is_narrow(std::size_t slot) const { return columns_[slot].narrow.has_value(); }
    /// How the column is stored; of structs in memory, as nothing.
    NarrowValues narrow_type(std::size_t slot) const {
        return columns_[slot].narrow.value_or(NarrowValues{});
    }
    /// The column's values of the batch, as they are stored.
    NarrowValues narrow(std::size_t slot) const {
        NarrowValues values = *columns_[slot].narrow;
        values.data += first_ * values.width;
        return values;
    }

    /// Whether days stand in the place of missing ones.
    bool has_in_place(std::size_t slot) const { return columns_[slot].in_place.has_value(); }

private:
    /// What stands in the place of missing days.
    struct InPlace {
        std::vector<int> earliest_of;
        bool never;

        bool operator==(const InPlace&) const = default;
    };
    struct Loaded {
        int column;
        bool is_small;
        bool is_unpacked;
        std::optional<NarrowValues> narrow;
        std::optional<InPlace> in_place;
        std::vector<std::int32_t> small;
        std::vector<std::int64_t> numbers;
    };

    template <class Int>
    const Int* unpacked(Loaded& column, std::vector<Int>& values) const {
        if (!column.is_unpacked) {
            values.resize(capacity);
            if (records_)
                records_->read(column.column, taken_, values.data());
            else
                facts_->read(column.column, first_, size_, values.data());
            if constexpr (std::is_same_v<Int, std::int32_t>)
                if (column.in_place) put(*column.in_place, values.data());
            column.is_unpacked = true;
        }
        return values.data();
    }

    void put(const InPlace& in_place, std::int32_t* days) const;
    void put_for_records(const InPlace& in_place, std::int32_t* days) const;

    void forget() {
        for (Loaded& c : columns_)
            c.is_unpacked = false;
    }

    const Facts* facts_ = nullptr;
    const RowFacts* records_ = nullptr;
    std::vector<const void*> all_;
    RowFacts::Records taken_;
    mutable std::vector<Loaded> columns_;
    std::size_t first_ = 0;
    std::size_t size_ = 0;
};

}  // namespace saleskpi::inline v0_3::detail
