// SPDX-License-Identifier: MIT
#include "load/value_batch.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The functions of a field are told no more than where the records are, so that each number of a
/// field has functions of its own.
struct Access {
    bool (*read)(const void* const* records, std::size_t n, void* cells);
    void (*write)(void* record, const FieldValue& value);
};

template <std::size_t... Field>
constexpr std::array<Access, sizeof...(Field)> accesses(std::index_sequence<Field...>) {
    return {Access{
        [](const void* const* records, std::size_t n, void* cells) {
            ValueBatch::read(Field, records, n, cells);
            return true;  // they came by way of a cell
        },
        [](void* record, const FieldValue& value) { ValueBatch::write(Field, record, value); }}...};
}

constexpr auto access = accesses(std::make_index_sequence<ValueBatch::most_fields>{});

}  // namespace

ValueBatch::ValueBatch(const RecordType& of)
    : fields_{of.fields.begin(), of.fields.end()}, type_{of.table, fields_} {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        fields_[i].read = access.at(i).read;
        if (fields_[i].write) fields_[i].write = access.at(i).write;
        columns_.push_back(column_for(fields_[i].type));
    }
}

ValueBatch::Column ValueBatch::column_for(FieldType type) {
    switch (type) {
        case FieldType::text:
            return Values<std::string_view>{{}};
        case FieldType::choice:
            return Values<std::int32_t>{missing_code};
        case FieldType::date:
            return Values<std::int32_t>{missing_day};
        case FieldType::money:
            return Values<Money>{Money{missing_number, Currency{}}};
        case FieldType::credits:
            return Values<std::span<const Credit>>{{}};
        default:
            return Values<std::int64_t>{missing_number};
    }
}

void* ValueBatch::add() {
    records_.push_back({this, records_.size()});
    return &records_.back();
}

void ValueBatch::drop() {
    records_.pop_back();
    for (Column& column : columns_)
        std::visit(
            [&](auto& c) {
                if (c.values.size() > size()) c.values.resize(size(), c.missing);
            },
            column);
}

void ValueBatch::clear() {
    for (Column& column : columns_)
        std::visit([](auto& c) { c.values.clear(); }, column);
    records_.clear();
    texts_.clear();
    credits_.clear();
}

template <class T>
void ValueBatch::set(std::size_t field, std::size_t record, T value) {
    auto& [missing, values] = std::get<Values<T>>(columns_[field]);
    if (values.size() < record) values.resize(record, missing);
    if (values.size() == record)
        values.push_back(value);
    else
        values[record] = value;
}

void ValueBatch::read(std::size_t field, const void* const* records, std::size_t n, void* cells) {
    const auto& [batch, first] = *static_cast<const Record*>(records[0]);
    const auto copy = [n, cells, first = first](const auto& column) {
        // Records are asked for in their order, without gaps.
        auto* to = static_cast<typename decltype(column.values)::pointer>(cells);
        const std::size_t begin = (std::min)(first, column.values.size());
        const std::size_t end = (std::min)(first + n, column.values.size());
        to = std::copy(column.values.data() + begin, column.values.data() + end, to);
        std::fill_n(to, n - (end - begin), column.missing);
    };
    std::visit(copy, batch->columns_[field]);
}

void ValueBatch::write(std::size_t field, void* record, const FieldValue& value) {
    const auto& [batch, number] = *static_cast<const Record*>(record);
    if (value.missing) return;
    switch (batch->fields_[field].type) {
        case FieldType::text:
            return batch->set(field, number, batch->texts_.keep(value.text));
        case FieldType::choice:
        case FieldType::date:
            return batch->set(field, number, static_cast<std::int32_t>(value.number));
        case FieldType::money:
            return batch->set(field, number, Money{value.number, value.currency});
        case FieldType::decimal:
        case FieldType::integer:
            return batch->set(field, number, value.number);
        case FieldType::credits: {
            const auto& credits = batch->credits_.emplace_back(
                try_parse_credits(value.text).value_or(std::vector<Credit>{}));
            return batch->set(field, number, std::span<const Credit>{credits});
        }
    }
}

}  // namespace saleskpi::inline v0_3::detail
