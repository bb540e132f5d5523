// SPDX-License-Identifier: MIT
#include "engine/groups.hpp"

#include <saleskpi/record/assignment.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The texts of a column's codes.
std::vector<std::string_view> texts_of(const NamedColumn& column) {
    if (column.type == FieldType::choice) return {column.choices.begin(), column.choices.end()};
    std::vector<std::string_view> texts;
    for (std::size_t code = 0; column.dictionary && code < column.dictionary->size(); ++code)
        texts.push_back(column.dictionary->text(static_cast<std::int32_t>(code)));
    return texts;
}

bool cuts(const NamedColumn& column) {
    return column.type == FieldType::choice || column.dictionary != nullptr;
}

enum class SeatPart { none, rep, team, region, kind };

SeatPart seat_part(std::string_view dimension) {
    return dimension == "rep"        ? SeatPart::rep
           : dimension == "team"     ? SeatPart::team
           : dimension == "region"   ? SeatPart::region
           : dimension == "rep_kind" ? SeatPart::kind
                                     : SeatPart::none;
}

std::int32_t code_in(const Seat& seat, SeatPart part) {
    return part == SeatPart::rep    ? seat.rep
           : part == SeatPart::team ? seat.team
           : part == SeatPart::kind ? seat.kind
                                    : seat.region;
}

/// What that part of a seat is called; empty for none.
std::string_view name_in(const Seat& seat, SeatPart part, const Dictionary* dictionary) {
    const std::int32_t code = code_in(seat, part);
    if (code < 0) return {};
    if (part == SeatPart::kind) return rep_kind_names[static_cast<std::size_t>(code)];
    return dictionary ? dictionary->text(code) : std::string_view{};
}

}  // namespace

std::uint32_t Axis::number(std::string_view member) {
    if (member.empty()) return 0;
    const auto [known, is_new] =
        numbers.emplace(std::string{member}, static_cast<std::uint32_t>(members.size()));
    if (is_new) members.emplace_back(member);
    return known->second;
}

Cut::Cut(const BookData* book, std::vector<std::string> dimensions) : book_{book} {
    for (std::string& name : dimensions) {
        Axis axis;
        axis.name = std::move(name);
        if (const SeatPart part = seat_part(axis.name); part != SeatPart::none) {
            has_seats_ = true;
            const Dictionary* dictionary = book->dictionary(axis.name);
            for (const Seat& seat : book->seating.seats())
                axis.number(name_in(seat, part, dictionary));
        } else if (axis.name == "company") {
            axis.number("company");
        } else {
            bool known = false;
            for (const auto& table : book->tables)
                if (const NamedColumn* column = table->plain.find(axis.name);
                    column && cuts(*column)) {
                    known = true;
                    for (const std::string_view text : texts_of(*column))
                        axis.number(text);
                }
            if (!known)
                throw Error{
                    ErrorCode::unknown_dimension,
                    fmt::format(
                        "no dimension '{}'; there are {}", axis.name,
                        fmt::join(
                            Book{std::shared_ptr<const BookData>{
                                     std::shared_ptr<const BookData>{}, book}}
                                .dimensions(),
                            ", "))};
        }
        axes_.push_back(std::move(axis));
    }
    weights_.resize(axes_.size());
    std::uint64_t weight = 1;
    for (std::size_t i = axes_.size(); i-- > 0;) {
        weights_[i] = weight;
        if (__builtin_mul_overflow(weight, std::uint64_t{axes_[i].members.size()}, &weight))
            throw Error{ErrorCode::overflow, "the dimensions have too many members to be combined"};
    }
    if (!book) return;
    for (const Seat& seat : book->seating.seats()) {
        std::uint64_t part = 0;
        for (std::size_t i = 0; i < axes_.size(); ++i) {
            const SeatPart which = seat_part(axes_[i].name);
            if (which == SeatPart::none) continue;
            const std::string_view name = name_in(seat, which, book->dictionary(axes_[i].name));
            if (!name.empty()) part += weights_[i] * axes_[i].numbers.at(std::string{name});
        }
        seat_parts_.push_back(part);
    }
}

bool Cut::is_by_seat() const {
    return std::all_of(axes_.begin(), axes_.end(), [](const Axis& axis) {
        return axis.name == "company" || seat_part(axis.name) != SeatPart::none;
    });
}

std::uint64_t Cut::group_of_seat(std::size_t seat) const {
    std::uint64_t group = seat_parts_[seat];
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

std::vector<std::uint32_t> Cut::translate(std::size_t axis, const NamedColumn& column) const {
    std::vector<std::uint32_t> result;
    for (const std::string_view text : texts_of(column)) {
        const auto known = axes_[axis].numbers.find(std::string{text});
        result.push_back(known == axes_[axis].numbers.end() ? 0 : known->second);
    }
    return result;
}

std::vector<Cut::Part> Cut::parts(const BookTable& table, const Facts& facts) const {
    std::vector<Part> result;
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        if (seat_part(axes_[i].name) != SeatPart::none) continue;
        Part part{-1, {}};
        if (axes_[i].name == "company") {
            part.by_code = {
                weights_[i]};  // every record, so also one with no value: the last entry
        } else if (const NamedColumn* own = table.plain.find(axes_[i].name); own && cuts(*own)) {
            part.column = facts.find(axes_[i].name);
            for (const std::uint32_t member : translate(i, *own))
                part.by_code.push_back(weights_[i] * member);
            part.by_code.push_back(0);
        } else {
            // A property of the customer: looked up through the record's customer.
            const NamedColumn* customer = table.plain.find("customer");
            if (!customer || !customer->dictionary) continue;
            for (const BookTable* customers : book_->parts("customers")) {
                const NamedColumn* property = customers->plain.find(axes_[i].name);
                if (!property || !cuts(*property)) continue;
                part.column = facts.find("customer");
                part.by_code.resize(customer->dictionary->size() + 1, 0);
                const std::vector<std::uint32_t> members = translate(i, *property);
                std::vector<std::int32_t> codes(customers->plain.rows);
                property->data.read(0, codes.size(), codes.data(), missing_code);
                for (std::size_t row = 0; row < codes.size(); ++row)
                    if (const auto code = customer->dictionary->find(customers->plain.ids[row]);
                        code >= 0 && codes[row] >= 0)
                        part.by_code[static_cast<std::size_t>(code)] =
                            weights_[i] * members[static_cast<std::size_t>(codes[row])];
            }
            if (part.column < 0) continue;
        }
        result.push_back(std::move(part));
    }
    return result;
}

}  // namespace saleskpi::inline v0_3::detail
