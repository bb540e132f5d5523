// SPDX-License-Identifier: MIT
// Which columns a file has, and which of them are read.
#include "load/record_reader.hpp"
#include "load/text.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// What a column is read for, where that does not go without saying.
std::string purpose_of(const std::string& column, const std::string& field) {
    return column == field ? "" : " for the field '" + field + "'";
}

[[noreturn]] void fail_without_column(
    const std::string& file,
    const std::string& column,
    const std::string& purpose,
    std::span<const std::string> columns) {
    const std::vector<std::string_view> names{columns.begin(), columns.end()};
    throw Error{
        ErrorCode::missing_column, in_file(file) + "no column '" + column + "'" + purpose +
                                       "; the file has: " + listed(columns) +
                                       suggestion(column, names)};
}

}  // namespace

void RecordReader::find_columns(const std::function<void(ColumnSink&)>& read) {
    if (unpivoting_) unpivoting_->find_columns(read, wanted_, report_.file);
}

void RecordReader::hand_on(RowSink& to, const std::function<void(RowSink&)>& read) const {
    if (!unpivoting_) return read(to);
    UnpivotedRows rows{to, *unpivoting_, wanted_, report_.file};
    read(rows);
}

void RecordReader::find_ignored(std::span<const std::string> columns) {
    for (const std::string& column : columns)
        if (std::find(wanted_.names().begin(), wanted_.names().end(), column) ==
            wanted_.names().end())
            report_.ignored_columns.push_back(column);
}

void RecordReader::header(std::span<const std::string> columns) {
    find_ignored(columns);
    const auto is_absent = [&](std::size_t cell) {
        return std::find(columns.begin(), columns.end(), wanted_.names()[cell]) == columns.end();
    };
    const auto require = [&](const FieldSource& source) {
        for (std::size_t cell = 0; cell < wanted_.names().size(); ++cell)
            if (is_absent(cell) && source.needs(cell))
                fail_without_column(
                    report_.file, wanted_.names()[cell],
                    purpose_of(wanted_.names()[cell], source.name()), columns);
    };
    for (const FieldSource& source : sources_)
        require(source);
    for (const auto* source : {&currency_source_, &region_source_})
        if (*source) require(**source);
    entry_.each(require);
    for (std::size_t cell = 0; cell < wanted_.names().size(); ++cell)
        if (is_absent(cell) && (rules_.needs(cell) || (unpivoting_ && unpivoting_->needs(cell))))
            fail_without_column(
                report_.file, wanted_.names()[cell],
                rules_.needs(cell) ? " for a condition" : ", to be unpivoted", columns);
    for (const std::string& wanted : wanted_.names())
        if (std::count(columns.begin(), columns.end(), wanted) > 1)
            throw Error{
                ErrorCode::unreadable_file,
                in_file(report_.file) + "the column '" + wanted + "' is there more than once"};
    // Most files have a few of the fields: the others need not be looked for in each row.
    std::erase_if(sources_, [&](const FieldSource& source) { return source.is_idle(is_absent); });
    std::erase_if(report_.numbers, [&](const InferredNumbers& numbers) {
        return std::none_of(sources_.begin(), sources_.end(), [&](const FieldSource& source) {
            return source.name() == numbers.field;
        });
    });
    for (auto* source : {&currency_source_, &region_source_})
        if (*source && (*source)->is_idle(is_absent)) source->reset();
    entry_.forget_idle(is_absent);
    if (finds_totals_) watch_totals();
}

void RecordReader::keys(std::span<const std::string> columns) {
    if (report_.read == 0) return;
    find_ignored(columns);
    const auto is_absent = [&](std::size_t cell) {
        return std::find(columns.begin(), columns.end(), wanted_.names()[cell]) == columns.end();
    };
    // A record may leave out the keys of values it does not have, so absence is no error as such.
    for (const FieldSource& source : sources_)
        if (source.is_required() && !source.has_fallback() &&
            std::all_of(source.cells().begin(), source.cells().end(), is_absent))
            fail_without_column(
                report_.file, wanted_.names()[source.cells()[0]],
                purpose_of(wanted_.names()[source.cells()[0]], source.name()), columns);
    for (std::size_t cell = 0; cell < wanted_.names().size(); ++cell) {
        const auto needs_it = [&](const FieldSource& source) { return source.needs(cell); };
        bool is_needed = std::any_of(sources_.begin(), sources_.end(), needs_it) ||
                         (currency_source_ && needs_it(*currency_source_)) ||
                         (region_source_ && needs_it(*region_source_));
        entry_.each([&](const FieldSource& source) { is_needed |= needs_it(source); });
        is_needed |= rules_.needs(cell) || (unpivoting_ && unpivoting_->needs(cell));
        if (is_absent(cell) && is_needed) report_.absent_columns.push_back(wanted_.names()[cell]);
    }
}

}  // namespace saleskpi::inline v0_3::detail
