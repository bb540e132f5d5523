// SPDX-License-Identifier: MIT
#include "engine/facts.hpp"

#include "book/read_cells.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

template <class Names>
std::int32_t index_of(const Names& names, std::string_view text) {
    const auto found = std::find(names.begin(), names.end(), text);
    return found == names.end() ? Facts::no_such_code
                                : static_cast<std::int32_t>(found - names.begin());
}

/// A caller's records are taken as they are: what is no value is missing.
constexpr auto pass_over = [](std::size_t, const auto&) {};

}  // namespace

int column_of(const ColumnRef& ref, const Facts& facts) {
    const int column = facts.find(ref.name);
    if (column < 0)
        throw Error{
            ErrorCode::unknown_field,
            fmt::format("table '{}' has no field '{}'", ref.table, ref.name)};
    if (facts.type(column) != ref.type)
        throw Error{
            ErrorCode::unknown_field,
            fmt::format(
                "field '{}' of table '{}' holds another kind of value than the metric expects",
                ref.name, ref.table)};
    return column;
}

int BookFacts::find(std::string_view column) const {
    const NamedColumn* found = columns_->find(column);
    return found ? static_cast<int>(found - columns_->columns.data()) : -1;
}

void BookFacts::read(int column, std::size_t first, std::size_t n, std::int32_t* out) const {
    const NamedColumn& c = at(column);
    c.data.read(first, n, out, c.type == FieldType::date ? missing_day : missing_code);
}

void BookFacts::read(int column, std::size_t first, std::size_t n, std::int64_t* out) const {
    at(column).data.read(first, n, out);
}

std::vector<Facts::NamedDate> BookFacts::dates() const {
    std::vector<NamedDate> found;
    for (std::size_t i = 0; i < columns_->columns.size(); ++i)
        if (const NamedColumn& c = columns_->columns[i];
            c.type == FieldType::date && !c.data.all_missing())
            found.push_back({c.name, static_cast<int>(i), c.is_foreseen});
    return found;
}

std::int32_t BookFacts::code(int column, std::string_view text) const {
    const NamedColumn& c = at(column);
    if (c.type == FieldType::choice) return index_of(c.choices, text);
    const std::int32_t code = c.dictionary ? c.dictionary->find(text) : missing_code;
    return code == missing_code ? no_such_code : code;
}

RowFacts::RowFacts(const RowSource& source) : source_{&source} {
    dictionaries_.resize(source.type().fields.size());
}

int RowFacts::find(std::string_view column) const {
    const FieldInfo* field = source_->type().find(column);
    return field ? static_cast<int>(field - source_->type().fields.data()) : -1;
}

RowFacts::Records RowFacts::addresses(std::size_t first, std::size_t n) const {
    addresses_.resize(n);
    addresses(first, n, addresses_.data());
    return addresses_;
}

void RowFacts::read(int column, std::size_t first, std::size_t n, std::int32_t* out) const {
    read(column, addresses(first, n), out);
}

void RowFacts::read(int column, std::size_t first, std::size_t n, std::int64_t* out) const {
    read(column, addresses(first, n), out);
}

void RowFacts::fetch(int column, Records records) const {
    at(column).read(records.data(), records.size(), nullptr);
}

void RowFacts::read(int column, Records records, std::int32_t* out) const {
    const FieldInfo& field = at(column);
    const std::size_t n = records.size();
    if (field.type == FieldType::choice && field.read(records.data(), n, out)) {
        std::int32_t largest = missing_code;
        for (std::size_t i = 0; i < n; ++i)
            largest = (std::max)(largest, out[i]);
        if (largest < static_cast<std::int64_t>(field.choices.size())) return;
    }
    if (field.type != FieldType::text) return read_cells(field, records, out, pass_over);
    texts_.resize(n);
    read_cells(field, records, texts_.data(), pass_over);
    Dictionary& dictionary = dictionaries_[static_cast<std::size_t>(column)];
    for (std::size_t i = 0; i < n; ++i)
        out[i] = dictionary.intern(texts_[i]);
}

void RowFacts::read(int column, Records records, std::int64_t* out) const {
    const FieldInfo& field = at(column);
    if (field.type != FieldType::money) return read_cells(field, records, out, pass_over);
    const std::size_t n = records.size();
    money_.resize(n);
    read_cells(field, records, money_.data(), pass_over);
    const Currency known = currency();
    bool is_another_met = !currency_;
    for (std::size_t i = 0; i < n; ++i) {
        out[i] = money_[i].minor();
        is_another_met |= (out[i] != missing_number) & (money_[i].currency() != known);
    }
    for (std::size_t i = 0; is_another_met && i < n; ++i)
        if (out[i] != missing_number) meet(money_[i].currency(), field);
}

void RowFacts::meet_currency(int column, bool of_all) const {
    std::int64_t amount = 0;
    for (std::size_t row = 0; row < rows() && (of_all || !currency_); ++row)
        read(column, row, 1, &amount);
}

/// All money read is of one currency, or all of it of none.
void RowFacts::meet(Currency currency, const FieldInfo& field) const {
    if (!currency_) currency_ = currency;
    if (*currency_ == currency) return;
    const auto text = [](Currency c) { return c.is_none() ? "no currency" : c.code(); };
    throw Error{
        ErrorCode::currency_mismatch,
        fmt::format(
            "field '{}' holds both {} and {}: put the records into a book, which converts them",
            field.name, text(*currency_), text(currency))};
}

std::vector<Facts::NamedDate> RowFacts::dates() const {
    std::vector<NamedDate> found;
    const auto fields = source_->type().fields;
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].type == FieldType::date)
            found.push_back({fields[i].name, static_cast<int>(i), fields[i].is_foreseen});
    return found;
}

std::int32_t RowFacts::code(int column, std::string_view text) const {
    const FieldInfo& field = at(column);
    if (field.type == FieldType::choice) return index_of(field.choices, text);
    return dictionaries_[static_cast<std::size_t>(column)].intern(text);
}

}  // namespace saleskpi::inline v0_3::detail
