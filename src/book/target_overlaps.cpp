// SPDX-License-Identifier: MIT
#include "book/target_overlaps.hpp"

#include "book/identity.hpp"
#include "book/known_identities.hpp"
#include "book/target_levels.hpp"

#include <saleskpi/record/target.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr SeenBy in_days = SeenBy::spread | SeenBy::stocks;

/// A target's days, [from, until).
struct Span {
    std::int32_t from;
    std::int32_t until;
    std::uint32_t row;

    bool covers(std::int32_t day) const { return from <= day && day < until; }
    std::int32_t days() const { return until - from; }
};
using Spans = std::vector<Span>;

/// Some of a target's days, or, without a value, of several targets'.
struct Piece {
    std::int32_t from;
    std::int32_t until;
    std::uint32_t row;
    bool has_value;
};

bool has_overlap(const Spans& spans) {
    for (std::size_t i = 1; i < spans.size(); ++i)
        if (std::any_of(
                spans.begin(), spans.begin() + static_cast<std::ptrdiff_t>(i),
                [&](auto& s) { return s.until > spans[i].from; }))
            return true;
    return false;
}

/// Whose a day is, and whether its value counts there.
Piece piece_of(const Spans& spans, TargetOverlap policy, std::int32_t day, std::int32_t until) {
    const Span* first = nullptr;
    const Span* shortest = nullptr;
    bool is_only_one = true;
    for (const Span& span : spans) {
        if (!span.covers(day)) continue;
        is_only_one = first == nullptr;
        if (!first) first = &span;
        if (!shortest || span.days() < shortest->days()) shortest = &span;
    }
    if (is_only_one) return {day, until, first->row, true};
    const auto rivals = std::count_if(spans.begin(), spans.end(), [&](const Span& span) {
        return span.covers(day) && span.days() == shortest->days();
    });
    if (policy == TargetOverlap::shorter_span && rivals == 1)
        return {day, until, shortest->row, true};
    return {day, until, first->row, false};
}

std::vector<Piece> pieces_of(const Spans& spans, TargetOverlap policy) {
    std::vector<std::int32_t> borders;
    for (const Span& span : spans) {
        borders.push_back(span.from);
        borders.push_back(span.until);
    }
    std::sort(borders.begin(), borders.end());
    borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
        const std::int32_t day = borders[i];
        if (std::none_of(spans.begin(), spans.end(), [&](const Span& s) { return s.covers(day); }))
            continue;
        const Piece piece = piece_of(spans, policy, day, borders[i + 1]);
        if (!pieces.empty() && pieces.back().until == day && pieces.back().row == piece.row &&
            pieces.back().has_value == piece.has_value)
            pieces.back().until = piece.until;
        else
            pieces.push_back(piece);
    }
    return pieces;
}

/// The targets of one metric and member.
class Overlaps {
public:
    Overlaps(BookDraft& draft, RawTable& targets) : draft_{&draft}, targets_{&targets} {
        const Identity identity{targets, level_fields(*draft.data)};
        for (const RawColumn* column : identity.columns())
            if (column->name != kpi::target::from.name && column->name != kpi::target::until.name)
                key_.push_back(column);
        from_ = targets.find(kpi::target::from.name);
        until_ = targets.find(kpi::target::until.name);
    }

    void settle() {
        std::map<std::vector<std::int64_t>, Spans> groups;
        for (std::uint32_t row = 0; row < targets_->rows(); ++row) {
            if (targets_->is_rejected(row)) continue;
            std::vector<std::int64_t> key;
            for (const RawColumn* column : key_)
                key.push_back(column->small_at(row));
            groups[std::move(key)].push_back({from_->small_at(row), until_->small_at(row), row});
        }
        refuse_known(groups);
        for (auto& [key, spans] : groups) {
            std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
                return a.from != b.from ? a.from < b.from : a.until < b.until;
            });
            if (has_overlap(spans)) divide(spans);
        }
    }

private:
    void refuse_known(const std::map<std::vector<std::int64_t>, Spans>& groups) const {
        if (!draft_->before) return;
        for (const TablePart& part : draft_->data->parts(targets_->name())) {
            if (part.is_variant) continue;
            std::vector<std::vector<std::int64_t>> values;
            for (const RawColumn* column : key_)
                values.push_back(values_in(*part, *column));
            const std::vector<std::int64_t> from = values_in(*part, *from_);
            const std::vector<std::int64_t> until = values_in(*part, *until_);
            for (std::size_t record = 0; record < from.size(); ++record) {
                if (part.is_dead(record)) continue;
                std::vector<std::int64_t> key;
                for (const auto& of_field : values)
                    key.push_back(of_field[record]);
                const auto added = groups.find(key);
                if (added == groups.end()) continue;
                for (const Span& span : added->second)
                    if (span.from < until[record] && from[record] < span.until)
                        throw Error{
                            ErrorCode::incompatible,
                            fmt::format(
                                "an added target, {}, is for days of one of the book: build it "
                                "anew from all records",
                                words(span))};
            }
        }
    }

    std::string words(const Span& span) const {
        std::string text;
        for (const RawColumn* column : key_)
            if (!column->is_missing(span.row)) text += column->shown(span.row) + ", ";
        return text + from_->shown(span.row) + " to " + until_->shown(span.row);
    }

    void report(const Spans& spans) {
        for (std::size_t i = 1; i < spans.size(); ++i) {
            const auto other = std::find_if(spans.begin(), spans.end(), [&](const Span& span) {
                return &span == &spans[i] || span.until > spans[i].from;
            });
            if (&*other == &spans[i]) continue;
            targets_->note(
                spans[i].row, from_->name, from_->shown(spans[i].row),
                fmt::format(
                    "{} is another target of the same metric and member, until {}: on days of both "
                    "there is none",
                    targets_->place(other->row), until_->shown(other->row)),
                FindingKind::conflict);
        }
    }

    void divide(const Spans& spans) {
        const std::vector<Piece> pieces = pieces_of(spans, draft_->data->target_overlap);
        if (std::any_of(pieces.begin(), pieces.end(), [](const Piece& p) { return !p.has_value; }))
            report(spans);
        for (const Span& span : spans) {
            std::vector<Piece> own;
            for (const Piece& piece : pieces)
                if (piece.row == span.row) own.push_back(piece);
            const bool is_whole = own.size() == 1 && own[0].has_value && own[0].from == span.from &&
                                  own[0].until == span.until;
            if (is_whole) continue;
            targets_->hide(span.row, in_days);
            for (const Piece& piece : own) {
                const auto [table, row] = draft_->add_variant(*targets_, span.row, in_days);
                table.set_in_force(row, piece.from, piece.until);
                if (piece.has_value) continue;
                for (const std::string_view name :
                     {kpi::target::amount.name, kpi::target::number.name})
                    if (RawColumn* value = table.find(name)) table.clear_value(*value, row);
            }
        }
    }

    BookDraft* draft_;
    RawTable* targets_;
    std::vector<const RawColumn*> key_;
    const RawColumn* from_;
    const RawColumn* until_;
};

}  // namespace

void settle_overlaps(BookDraft& draft) {
    RawTable* targets = draft.find(Schema<Target>::table);
    if (!targets || targets->rows() == 0 || draft.data->target_overlap == TargetOverlap::add)
        return;
    Overlaps{draft, *targets}.settle();
}

}  // namespace saleskpi::inline v0_3::detail
