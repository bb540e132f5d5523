// SPDX-License-Identifier: MIT
#include "book/known_identities.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace saleskpi::inline v0_3::detail {

std::vector<std::int64_t> values_in(const BookTable& part, const RawColumn& field) {
    const std::size_t n = part.plain.rows;
    const NamedColumn* column = part.plain.find(field.name);
    if (!column)
        return std::vector<std::int64_t>(n, field.is_small() ? field.none() : missing_number);
    std::vector<std::int64_t> values(n);
    if (!field.is_small()) {
        column->data.read(0, n, values.data());
        return values;
    }
    std::vector<std::int32_t> small(n);
    column->data.read(0, n, small.data(), field.none());
    std::copy(small.begin(), small.end(), values.begin());
    return values;
}

namespace {

/// What a field is in each record of a part; missing_number where it has none.
std::vector<std::int64_t> values_of(const BookTable& part, std::string_view field) {
    std::vector<std::int64_t> values(part.plain.rows, missing_number);
    if (const NamedColumn* column = part.plain.find(field))
        column->data.read(0, values.size(), values.data());
    return values;
}

std::int64_t value_of(const RawColumn* column, std::size_t row) {
    if (!column || column->is_missing(row)) return missing_number;
    return column->is_small() ? std::int64_t{column->small_at(row)} : column->number_at(row);
}

}  // namespace

KnownIdentities::KnownIdentities(
    const RawTable& table, std::span<const std::string> fields, std::span<const TablePart> before)
    : before_{before} {
    for (const std::string& field : fields)
        key_.push_back(table.find(field));
    for (const TablePart& part : before) {
        if (part.is_variant) continue;
        std::vector<std::vector<std::int64_t>> keys(part->plain.rows);
        for (const std::string& field : fields) {
            const std::vector<std::int64_t> values = values_of(*part, field);
            for (std::size_t record = 0; record < keys.size(); ++record)
                keys[record].push_back(values[record]);
        }
        for (std::size_t record = 0; record < keys.size(); ++record)
            if (!part.is_dead(record)) keys_.insert(std::move(keys[record]));
    }
}

bool KnownIdentities::contains(std::size_t row) const {
    if (id_)
        return std::any_of(before_.begin(), before_.end(), [&](const TablePart& part) {
            return part.find(id_->text_at(row)).has_value();
        });
    std::vector<std::int64_t> key;
    for (const RawColumn* field : key_)
        key.push_back(value_of(field, row));
    return keys_.contains(key);
}

}  // namespace saleskpi::inline v0_3::detail
