// SPDX-License-Identifier: MIT
#include "engine/groups.hpp"

#include "language/similar.hpp"
#include "value/utf8.hpp"

#include <saleskpi/record/assignment.hpp>
#include <saleskpi/record/customer.hpp>
#include <saleskpi/record/deal.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

namespace saleskpi::inline v0_3::detail {

namespace {

void add_ids(Axis& axis, const TablePart& part) {
    const std::size_t plain = part->plain.ids.size();
    for (std::size_t row = 0; row < plain; ++row)
        if (!part.is_dead(row)) axis.number(part->plain.ids[row]);
    for (std::size_t record = 0; record < part->shared_ids.size(); ++record)
        if (!part.is_dead(part->plain.rows + record)) axis.number(part->shared_ids[record]);
}

/// The texts of a column's codes.
std::vector<std::string_view> texts_of(const NamedColumn& column) {
    if (column.type == FieldType::choice) return {column.choices.begin(), column.choices.end()};
    std::vector<std::string_view> texts;
    for (std::size_t code = 0; column.dictionary && code < column.dictionary->size(); ++code)
        texts.push_back(column.dictionary->text(static_cast<std::int32_t>(code)));
    return texts;
}

Error unknown_dimension(std::string_view name, const BookData& book) {
    const std::shared_ptr<const BookData> not_owned{std::shared_ptr<void>{}, &book};
    const std::vector<std::string> known = BookAccess::book(not_owned).dimensions();
    return Error{
        ErrorCode::unknown_dimension, fmt::format(
                                          "no dimension '{}'; there are {}{}", shown(name),
                                          fmt::join(known, ", "), did_you_mean(name, known))};
}

/// Who stands at a level of a seat.
std::int32_t code_in(const Seating& seating, const LevelPlace& place, std::size_t seat) {
    return place.level ? seating.code(seat, *place.level) : seating.member_of(seat);
}

/// Calls f(code) for those who stand at a level of any seat, each once, as they come.
template <class F>
void for_each_code(const Seating& seating, const LevelPlace& place, const F& f) {
    std::vector<bool> seen;
    for (std::size_t seat = 0; seat < seating.seats(); ++seat) {
        const std::int32_t code = code_in(seating, place, seat);
        if (code < 0) continue;
        const auto at = static_cast<std::size_t>(code);
        if (at >= seen.size()) seen.resize(at + 1);
        if (!seen[at]) f(code);
        seen[at] = true;
    }
}

}  // namespace

std::uint32_t Axis::number(std::string_view member) {
    if (member.empty()) return 0;
    const auto [known, is_new] =
        numbers.emplace(std::string{member}, static_cast<std::uint32_t>(members.size()));
    if (is_new) members.emplace_back(member);
    return known->second;
}

std::string_view Cut::name_of(const LevelPlace& place, std::int32_t code) const {
    const Seating& seating = book_->seatings[place.seating];
    if (place.level && !seating.levels()[*place.level].choices.empty())
        return seating.levels()[*place.level].choices[static_cast<std::size_t>(code)];
    const Dictionary* names =
        book_->dictionary(place.level ? seating.levels()[*place.level].name : seating.innermost());
    return names ? names->text(code) : std::string_view{};
}

std::string_view Cut::domain_of(const LevelPlace& place) const {
    const Seating& seating = book_->seatings[place.seating];
    return place.level ? std::string_view{seating.levels()[*place.level].name}
                       : std::string_view{seating.innermost()};
}

/// All of its names that some record says which counts.
void Cut::add_members(Axis& axis, const NamedColumn& column) const {
    const std::vector<std::string_view> texts = texts_of(column);
    for (std::size_t code = 0; code < texts.size(); ++code)
        if (column.type == FieldType::choice ||
            !book_->is_unused(column.domain, static_cast<std::int32_t>(code)))
            axis.number(texts[code]);
}

Cut::AxisFields Cut::read_members(Axis& axis) const {
    AxisFields fields{{axis.name, {}}, true};
    if (axis.name != "company") fields.level = book_->level(axis.name);
    if (fields.level) {
        for_each_code(
            book_->seatings[fields.level->seating], *fields.level, [&](std::int32_t code) {
                if (!book_->is_gone(domain_of(*fields.level), code, is_of_a_part_))
                    axis.number(name_of(*fields.level, code));
            });
        return fields;
    }
    if (axis.name == "company") {
        axis.number("company");
        return fields;
    }
    fields = {fields_of(*book_, axis.name), false};
    for (const auto& table : book_->tables) {
        const TableCut cut = own_cut(*table, fields);
        if (cut.way == CutWay::none) continue;
        fields.is_known = true;
        if (cut.way == CutWay::own)
            add_members(axis, *cut.column);
        else
            add_ids(axis, table);
    }
    return fields;
}

Cut::Cut(const BookData* book, std::vector<std::string> dimensions, bool is_of_a_part)
    : book_{book}, is_of_a_part_{is_of_a_part} {
    if (dimensions.size() > most_dimensions)
        throw Error{
            ErrorCode::invalid_argument,
            fmt::format("a report is cut by {} dimensions at most", most_dimensions)};
    for (std::string& name : dimensions) {
        Axis& axis = axes_.emplace_back();
        axis.name = std::move(name);
        fields_.push_back(read_members(axis));
        if (!fields_.back().is_known && !is_of_a_part) throw unknown_dimension(axis.name, *book);
    }
    weights_.resize(axes_.size());
    std::uint64_t weight = 1;
    for (std::size_t i = axes_.size(); i-- > 0;) {
        weights_[i] = weight;
        if (__builtin_mul_overflow(weight, std::uint64_t{axes_[i].members.size()}, &weight))
            throw Error{ErrorCode::overflow, "the dimensions have too many members to be combined"};
    }
    number_seats();
}

void Cut::number_seats() {
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        const auto& level = fields_[i].level;
        if (!level) continue;
        const Seating& seating = book_->seatings[level->seating];
        const std::size_t seats = seating.seats();
        std::vector<std::uint64_t> part_of_code;
        for_each_code(seating, *level, [&](std::int32_t code) {
            const auto at = static_cast<std::size_t>(code);
            if (at >= part_of_code.size()) part_of_code.resize(at + 1);
            part_of_code[at] = weights_[i] * axes_[i].find(name_of(*level, code));
        });
        auto of_it = std::find_if(seats_.begin(), seats_.end(), [&](const Seats& one) {
            return one.seating == level->seating;
        });
        if (of_it == seats_.end())
            of_it = seats_.insert(of_it, Seats{level->seating, std::vector<std::uint64_t>(seats)});
        for (std::size_t seat = 0; seat < seats; ++seat)
            if (const std::int32_t code = code_in(seating, *level, seat); code >= 0)
                of_it->parts[seat] += part_of_code[static_cast<std::size_t>(code)];
    }
}

bool Cut::is_by_seat() const {
    for (std::size_t i = 0; i < axes_.size(); ++i)
        if (axes_[i].name != "company" && (!fields_[i].level || fields_[i].level->seating != 0))
            return false;
    return true;
}

std::uint64_t Cut::group_of_seat(std::size_t seat) const {
    std::uint64_t group = seats_.empty() ? 0 : seats_.front().parts[seat];
    for (std::size_t i = 0; i < axes_.size(); ++i)
        if (axes_[i].name == "company") group += weights_[i];
    return group;
}

std::vector<std::uint32_t> Cut::members(std::uint64_t group) const {
    std::vector<std::uint32_t> result(axes_.size());
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        result[i] = static_cast<std::uint32_t>(group / weights_[i]);
        group %= weights_[i];
    }
    return result;
}

CutWay Cut::way(std::string_view table, std::size_t axis) const {
    const BookTable* found = book_->find(table);
    return found ? cut_of(*book_, *found, fields_[axis]).way : CutWay::none;
}

std::vector<std::uint64_t> Cut::parts_of_codes(std::size_t axis, const NamedColumn& column) const {
    std::vector<std::uint64_t> parts;
    for (const std::string_view text : texts_of(column))
        parts.push_back(weights_[axis] * axes_[axis].find(text));
    return parts;
}

/// What the record of a table, a customer or a deal, has there whom a column names by code, and nothing
/// for one who is missing: the last entry. A property's codes are what `translate` makes of its column's.
template <class T, class Translate>
std::vector<T> Cut::by_record(
    std::string_view table,
    const DimensionFields& fields,
    const NamedColumn& named,
    T nothing,
    const Translate& translate) const {
    std::vector<T> by_code(named.dictionary->size() + 1, nothing);
    std::vector<std::int32_t> codes;
    for (const TablePart& part : book_->parts(table)) {
        const TableCut cut = cut_of(*book_, *part, fields);
        if (cut.way != CutWay::own && cut.way != CutWay::customer) continue;
        const std::vector<T> translated =
            cut.way == CutWay::own
                ? translate(*cut.column)
                : by_record(table_of<Customer>(), fields, *cut.column, nothing, translate);
        const auto read = [&](const ColumnSet& rows, const auto& id_of) {
            const NamedColumn* property = rows.find(cut.column->name);
            if (!property) return;
            codes.resize(rows.rows);
            property->data.read(0, codes.size(), codes.data(), missing_code);
            const auto see = [&](std::size_t first, std::size_t n) {
                for (std::size_t row = first; row < first + n; ++row) {
                    if (codes[row] < 0) continue;
                    if (const auto code = named.dictionary->find(id_of(row)); code >= 0)
                        by_code[static_cast<std::size_t>(code)] =
                            translated[static_cast<std::size_t>(codes[row])];
                }
            };
            each_living(part.dead_rows(rows), rows.rows, rows.rows, see);
        };
        if (part->plain.ids.size() > 0)
            read(part->plain, [&](std::size_t row) { return part->plain.ids[row]; });
        if (part->shared_ids.size() > 0)
            read(part->lines, [&](std::size_t row) {
                return part->shared_ids[part->record_of_line[row]];
            });
    }
    return by_code;
}

std::vector<std::uint64_t> Cut::parts_of_named(
    std::size_t axis, std::string_view table, const NamedColumn& named) const {
    const std::lock_guard lock{named_->mutex};
    const std::tuple key{axis, std::string{table}, named.dictionary};
    if (const auto known = named_->known.find(key); known != named_->known.end())
        return known->second;
    auto parts = by_record(
        table, fields_[axis], named, std::uint64_t{0},
        [&](const NamedColumn& property) { return parts_of_codes(axis, property); });
    return named_->known.emplace(key, std::move(parts)).first->second;
}

std::vector<Cut::Part> Cut::parts(const BookTable& table, const Facts& facts) const {
    std::vector<Part> result;
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        const TableCut cut = cut_of(*book_, table, fields_[i]);
        Part part;
        part.axis = i;
        switch (cut.way) {
            case CutWay::none:
            case CutWay::seat:
                continue;
            case CutWay::all:
                part.by_code = {weights_[i]};
                break;
            case CutWay::id: {
                const bool is_lines = facts.columns() == &table.lines;
                part.ids = is_lines ? &table.shared_ids : &table.plain.ids;
                if (part.ids->size() == 0) continue;
                if (is_lines) part.record_of_row = table.record_of_line;
                break;
            }
            case CutWay::own:
                part.column = facts.find(cut.column->name);
                part.by_code = parts_of_codes(i, *cut.column);
                part.by_code.push_back(0);
                break;
            case CutWay::customer:
                part.column = facts.find(cut.column->name);
                part.by_code = parts_of_named(i, table_of<Customer>(), *cut.column);
                break;
            case CutWay::deal:
                part.column = facts.find(cut.column->name);
                part.by_code = parts_of_named(i, table_of<Deal>(), *cut.column);
                if (!cut.customer) break;
                part.other_column = facts.find(cut.customer->name);
                part.by_other_code = parts_of_named(i, table_of<Customer>(), *cut.customer);
                break;
        }
        result.push_back(std::move(part));
    }
    return result;
}

Cut::Owner Cut::owner(const Seating& seating, const BookTable& table, const Facts& facts) const {
    Owner owner;
    if (&seating == &book_->reps()) {
        const int column = facts.find(seating.innermost());
        if (column >= 0 && facts.type(column) == FieldType::text) owner.column = column;
        return owner;
    }
    const DimensionFields fields = fields_of(*book_, seating.innermost());
    const TableCut cut = cut_of(*book_, table, fields);
    if (cut.way == CutWay::id) {
        const bool is_lines = facts.columns() == &table.lines;
        owner.ids = is_lines ? &table.shared_ids : &table.plain.ids;
        if (is_lines) owner.record_of_row = table.record_of_line;
        return owner;
    }
    if (cut.way != CutWay::own && cut.way != CutWay::customer && cut.way != CutWay::deal)
        return owner;
    owner.column = facts.find(cut.column->name);
    const Dictionary* members = book_->dictionary(seating.innermost());
    const auto members_of_codes = [&](const NamedColumn& column) {
        std::vector<std::int32_t> codes;
        for (const std::string_view text : texts_of(column))
            codes.push_back(members ? members->find(text) : missing_code);
        return codes;
    };
    const auto of_named = [&](std::string_view named, const NamedColumn& column) {
        return by_record(named, fields, column, missing_code, members_of_codes);
    };
    if (cut.way == CutWay::own) {
        owner.member_of_code = members_of_codes(*cut.column);
        owner.member_of_code.push_back(missing_code);
    } else if (cut.way == CutWay::customer) {
        owner.member_of_code = of_named(table_of<Customer>(), *cut.column);
    } else {
        owner.member_of_code = of_named(table_of<Deal>(), *cut.column);
        if (cut.customer) {
            owner.other_column = facts.find(cut.customer->name);
            owner.member_of_other_code = of_named(table_of<Customer>(), *cut.customer);
        }
    }
    return owner;
}

}  // namespace saleskpi::inline v0_3::detail
