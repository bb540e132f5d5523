// SPDX-License-Identifier: MIT
#include "support/modes/copied_records.hpp"

#include <array>
#include <span>
#include <utility>

namespace modes {

namespace {

CopiedCell copy_of(const FieldInfo& field, const void* record) {
    CopiedCell cell;
    cell.type = field.type;
    switch (field.type) {
        case FieldType::text: {
            std::string_view text;
            cell.is_good = field.read(&record, 1, &text);
            cell.text = text;
            break;
        }
        case FieldType::choice:
        case FieldType::date:
            cell.is_good = field.read(&record, 1, &cell.small);
            break;
        case FieldType::money:
            cell.is_good = field.read(&record, 1, &cell.money);
            break;
        case FieldType::decimal:
        case FieldType::integer:
            cell.is_good = field.read(&record, 1, &cell.number);
            break;
        case FieldType::credits: {
            std::span<const Credit> credits;
            cell.is_good = field.read(&record, 1, &credits);
            cell.credits.assign(credits.begin(), credits.end());
        }
    }
    return cell;
}

void write_to(void* cells, std::size_t i, const CopiedCell& cell) {
    switch (cell.type) {
        case FieldType::text:
            static_cast<std::string_view*>(cells)[i] = cell.text;
            break;
        case FieldType::choice:
        case FieldType::date:
            static_cast<std::int32_t*>(cells)[i] = cell.small;
            break;
        case FieldType::money:
            static_cast<Money*>(cells)[i] = cell.money;
            break;
        case FieldType::decimal:
        case FieldType::integer:
            static_cast<std::int64_t*>(cells)[i] = cell.number;
            break;
        case FieldType::credits:
            static_cast<std::span<const Credit>*>(cells)[i] = cell.credits;
    }
}

template <std::size_t Field>
bool read_copy(const void* const* records, std::size_t n, void* cells) {
    bool are_good = true;
    for (std::size_t i = 0; i < n; ++i) {
        const CopiedCell& cell = static_cast<const CopiedRecord*>(records[i])->cells[Field];
        write_to(cells, i, cell);
        are_good = are_good && cell.is_good;
    }
    return are_good;
}

using Read = bool (*)(const void* const*, std::size_t, void*);

template <std::size_t... Field>
constexpr std::array<Read, sizeof...(Field)> readers(std::index_sequence<Field...>) {
    return {&read_copy<Field>...};
}
constexpr auto readers_by_field = readers(std::make_index_sequence<CopiedRecords::most_fields>{});

}  // namespace

CopiedRecords::CopiedRecords(const RowSource& records, const Provenance& provenance)
    : table_{records.type().table}, file_{provenance.file} {
    // What a book works out is not read from records.
    std::vector<FieldInfo> known;
    for (const FieldInfo& field : records.type().fields)
        if (!field.is_made) known.push_back(field);
    for (const FieldInfo& field : known) {
        auto names = std::make_unique<Names>();
        names->name = field.name;
        names->domain = field.domain;
        names->choices.assign(field.choices.begin(), field.choices.end());
        names->views.assign(names->choices.begin(), names->choices.end());
        FieldInfo copy = field;
        copy.name = names->name;
        copy.domain = names->domain;
        copy.choices = names->views;
        copy.read = readers_by_field[fields_.size()];
        copy.write = nullptr;
        fields_.push_back(copy);
        names_.push_back(std::move(names));
    }
    type_ = {table_, fields_};
    for (std::size_t i = 0; i < records.size(); ++i) {
        const void* address = nullptr;
        records.addresses(i, 1, &address);
        CopiedRecord copy;
        for (const FieldInfo& field : known)
            copy.cells.push_back(copy_of(field, address));
        copy.line = provenance.lines.empty() ? i + 1 : provenance.lines[i];
        records_.push_back(std::move(copy));
    }
}

void CopiedRecords::add_to(BookBuilder& builder, const std::vector<std::size_t>& some) const {
    std::vector<const void*> pointers;
    std::vector<std::size_t> lines;
    for (const std::size_t i : some) {
        pointers.push_back(&records_[i]);
        lines.push_back(records_[i].line);
    }
    builder.add(RowSource{type_, std::move(pointers)}, Provenance{file_, lines});
}

}  // namespace modes
