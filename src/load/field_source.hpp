// SPDX-License-Identifier: MIT
#pragma once

#include "load/lookup_table.hpp"
#include "load/parse_value.hpp"
#include "load/plain_value.hpp"

#include <saleskpi/load/file_format.hpp>
#include <saleskpi/load/mapping.hpp>
#include <saleskpi/record/schema.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The columns that a file is asked for, each once, with the translations that go by column.
class WantedColumns {
public:
    explicit WantedColumns(const TableMapping& mapping) : mapping_{&mapping} {}

    /// The number of the cell in which the column comes.
    std::size_t add(const std::string& column);
    std::span<const std::string> names() const { return names_; }
    bool is_translated(std::size_t column) const { return translations_[column] != nullptr; }
    /// The cell with its text translated.
    Cell translated(std::span<const Cell> cells, std::size_t column) const;

private:
    const TableMapping* mapping_;
    std::vector<std::string> names_;
    std::vector<const Translation*> translations_;
};

/// What was not found as the value of a field was picked; empty where nothing was missed.
struct Missed {
    std::string key{};         ///< that the file of a lookup does not have
    std::string_view file{};   ///< which one
    std::string_view value{};  ///< that a translation does not list, and takes as all others
};

class FieldCases;

/// Whether a field is the end of a span of days.
bool is_end_of_span(const FieldInfo& field);

/// Where the values of one field come from, in a given file.
class FieldSource {
public:
    /// `field` is null for the currency of the whole record.
    FieldSource(
        const FieldInfo* field,
        std::string_view name,
        const TableMapping& mapping,
        WantedColumns& wanted,
        LookupTables& lookups);

    const FieldInfo* field() const { return field_; }
    const std::string& name() const { return name_; }
    const ValueFormat& format() const { return format_; }
    /// How its column writes numbers, where that is inferred.
    void set_number_forms(NumberForms forms) { format_.forms = forms; }
    /// How it is read where it is what stands in one column, which is then direct_cell().
    const PlainValue& plain() const { return plain_; }
    std::size_t direct_cell() const { return cells_[0]; }
    bool is_required() const { return field_ && field_->required; }
    /// The cells it is read from, if one of them is not empty.
    std::span<const std::size_t> cells() const { return cells_; }
    bool has_fallback() const { return !lookups_.empty() || constant_ || cases_ || is_of_line_; }
    /// Whether it is an id that is made of the line.
    bool is_of_line() const { return is_of_line_; }
    /// Of what length the value found is, where it is that of a span; null for any other.
    const SpanLength* length() const { return length_; }
    /// The cell with the currency of the amount, if a column of its own has it.
    std::optional<std::size_t> currency_cell() const { return currency_; }
    /// Whether the file must have the column: the mapping names it, or nothing else can give a
    /// value that must not be missing.
    bool needs(std::size_t column) const;

    /// Whether no row can have a value, where these columns are absent.
    bool is_idle(const std::function<bool(std::size_t)>& is_absent) const;

    /// The value of the field in a row; empty: missing.
    Cell pick(const WantedColumns& wanted, std::span<const Cell> cells, Missed& missed) const {
        return is_direct_ ? direct(cells) : pick_mapped(wanted, cells, missed);
    }
    /// Whether the value is what stands in one column; then this is it.
    bool is_direct() const { return is_direct_; }
    Cell direct(std::span<const Cell> cells) const {
        const Cell& cell = cells[cells_[0]];
        return is_empty(cell) ? Cell{} : cell;
    }
    /// What its columns say, before anything else is asked; empty: missing.
    std::optional<Cell> own_value(const WantedColumns& wanted, std::span<const Cell> cells) const;
    /// Whether a column of it has a value.
    bool has_own(const WantedColumns& wanted, std::span<const Cell> cells) const;
    /// What all values that the translation does not list stand for; null if they stay.
    const std::string* others() const { return others_; }
    /// Whether it is the end of a span, and says its last day.
    bool is_last_day() const { return is_last_day_; }

private:
    static bool is_empty(const Cell& cell) {
        if (cell.kind == Cell::Kind::nested) return false;
        return std::all_of(
            cell.text.begin(), cell.text.end(), [](char c) { return c == ' ' || c == '\t'; });
    }
    /// Neither empty, nor a word that means so.
    bool has_value(const Cell& cell) const {
        return !is_empty(cell) &&
               (format_.missing.empty() || !is_missing_word(cell.text, format_.missing));
    }
    void find_short_way(const WantedColumns& wanted);
    Cell pick_mapped(
        const WantedColumns& wanted, std::span<const Cell> cells, Missed& missed) const;
    Cell pick_untranslated(
        const WantedColumns& wanted, std::span<const Cell> cells, Missed& missed) const;
    void add_lookup(const Lookup& lookup, WantedColumns& wanted, LookupTables& lookups);
    Cell looked_up(const WantedColumns& wanted, std::span<const Cell> cells, Missed& missed) const;
    bool is_result(std::string_view value) const;

    const FieldInfo* field_;
    std::string name_;
    bool is_mapped_ = false;
    bool is_direct_ = false;  // the value is what stands in one column
    std::vector<std::size_t> cells_;
    std::shared_ptr<const FieldCases> cases_;
    const FieldMapping* combining_ =
        nullptr;  // of several columns, if more than the first that is not empty
    const TextCut* cut_ = nullptr;
    std::optional<std::size_t> currency_;
    mutable std::string made_;  // the value that was picked last, where no cell has it
    struct LookupStep {
        const LookupTable* table;
        const Lookup* rule;
        std::vector<std::size_t> by;  // none: what the step before found
        std::size_t day;
    };
    std::vector<LookupStep> lookups_;
    const std::string* constant_ = nullptr;
    const Translation* translate_ = nullptr;
    const std::string* others_ = nullptr;
    bool is_last_day_ = false;
    bool is_of_line_ = false;
    const SpanLength* length_ = nullptr;
    ValueFormat format_;
    PlainValue plain_;  // if it is direct
};

}  // namespace saleskpi::inline v0_3::detail
