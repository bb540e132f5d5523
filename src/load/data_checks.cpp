// SPDX-License-Identifier: MIT
#include "book/book_data.hpp"
#include "book/finding_groups.hpp"
#include "book/text_hash.hpp"
#include "load/book_checks.hpp"
#include "load/load_checks.hpp"
#include "load/parse_day.hpp"

#include <saleskpi/load/data_checks.hpp>
#include <saleskpi/value/date.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace {

using detail::CheckedFile;
using detail::DayColumn;
using detail::LoadChecksState;
using Checks = std::vector<DataCheck>;

DataCheck& add(
    Checks& to,
    std::string_view table,
    DataCheckKind kind,
    std::string_view of,
    std::size_t count) {
    DataCheck check;
    check.table = table;
    check.kind = kind;
    check.of = of;
    check.count = count;
    return to.emplace_back(std::move(check));
}

/// The field and the value of a finding, and where it is.
std::string example_of(const Finding& finding) {
    std::string place = finding.file.empty() ? finding.table : finding.file;
    if (finding.line > 0) place += fmt::format(":{}", finding.line);
    if (finding.value.empty()) return fmt::format("{}; {}", finding.reason, place);
    return fmt::format("'{}' {}; {}", finding.value, finding.reason, place);
}

constexpr std::string_view not_in_file = "is not in ";

bool is_look_up_miss(const Finding& finding) {
    return !finding.rejected && finding.kind == FindingKind::invalid &&
           finding.reason.starts_with(not_in_file);
}

void check_counts(const BuildReport& report, Checks& to) {
    for (const TableCount& count : report.tables) {
        const auto add_count = [&](DataCheckKind kind, std::size_t n) {
            if (n > 0) add(to, count.table, kind, "", n).all = count.read;
        };
        add(to, count.table, DataCheckKind::read, "", count.read);
        add(to, count.table, DataCheckKind::kept, "", count.kept).all = count.read;
        add_count(DataCheckKind::replaced, count.replaced);
        add_count(DataCheckKind::later, count.later);
    }
    for (const LeftOut& left_out : report.left_out)
        if (left_out.rows > 0)
            add(to, left_out.table, DataCheckKind::left_out, left_out.rule, left_out.rows).note =
                left_out.file;
}

void check_findings(const BuildReport& report, Checks& to) {
    std::vector<const Finding*> misses;
    std::vector<const Finding*> others;
    for (const Finding& finding : report.findings)
        if (finding.kind != FindingKind::crossed)
            (is_look_up_miss(finding) ? misses : others).push_back(&finding);
    for (const FindingGroup& group : detail::grouped(others, 1)) {
        const auto kind = group.rejected ? DataCheckKind::rejected : DataCheckKind::doubtful;
        const std::string comma = group.field.empty() ? "" : ", ";
        add(to, group.table, kind, group.field + comma + std::string{name(group.kind)}, group.count)
            .note = example_of(group.examples.front());
    }
    for (const FindingGroup& group : detail::grouped(misses, 1)) {
        DataCheck& check =
            add(to, group.table, DataCheckKind::not_looked_up, group.field, group.count);
        check.note = example_of(group.examples.front());
        check.is_suspicious = true;
    }
}

void check_sums(const LoadChecksState& state, Checks& to) {
    for (const auto& [key, sum] : state.sums) {
        const auto& [table, field, currency] = key;
        add(to, table, DataCheckKind::sum, field, sum.records).value =
            AnyQuantity{Rational{sum.minor}, Unit::money, currency};
    }
}

/// A name as people write it in a header: "Sales Region" and "SalesRegion" are sales_region.
std::string as_word(std::string_view column) {
    std::string word;
    bool was_small = false;
    for (const char c : column) {
        const bool is_capital = c >= 'A' && c <= 'Z';
        if (is_capital && was_small) word += '_';
        word += is_capital ? static_cast<char>(c - 'A' + 'a') : c == ' ' || c == '-' ? '_' : c;
        was_small = c >= 'a' && c <= 'z';
    }
    return word;
}

/// The dimension that a column is called like, or by its last word: region, of "Sales Region".
const std::string* dimension_like(
    std::string_view column, const std::vector<std::string>& dimensions) {
    const std::string word = as_word(column);
    for (const std::string& dimension : dimensions)
        if (word == dimension || word.ends_with("_" + dimension)) return &dimension;
    return nullptr;
}

void check_columns_of(
    const CheckedFile& file, const std::vector<std::string>& dimensions, Checks& to) {
    for (const std::string& column : file.ignored_columns) {
        const std::string* const dimension = dimension_like(column, dimensions);
        const auto kind = dimension ? DataCheckKind::dropped_column : DataCheckKind::unread_column;
        DataCheck& check = add(to, file.table, kind, column, 0);
        check.is_suspicious = dimension != nullptr;
        check.note = file.file;
        if (dimension)
            check.note += fmt::format(
                "; no field of {} reads it, though results are cut by {}", file.table, *dimension);
    }
}

/// Days that the patterns of a column do not read, and that the other order of them would.
std::size_t unread_in_other_order(
    const CheckedFile& file,
    const DayColumn& days,
    const BuildReport& report,
    std::string& example) {
    std::vector<std::string> others;
    for (const std::string& format : days.formats)
        if (const std::string other = detail::other_order(format);
            !other.empty() &&
            std::find(days.formats.begin(), days.formats.end(), other) == days.formats.end())
            others.push_back(other);
    std::size_t count = 0;
    for (const Finding& finding : report.findings) {
        if (finding.table != file.table || finding.file != file.file || finding.field != days.field)
            continue;
        const bool is_day = detail::written_day(finding.value, others) &&
                            !detail::written_day(finding.value, days.formats);
        if (is_day && ++count == 1) example = finding.value;
    }
    return count;
}

void check_orders(const CheckedFile& file, const BuildReport& report, Checks& to) {
    for (const DayColumn& days : file.days) {
        std::string example;
        const std::size_t unread = unread_in_other_order(file, days, report, example);
        if (unread > 0) {
            DataCheck& check = add(to, file.table, DataCheckKind::two_orders, days.field, unread);
            check.is_suspicious = true;
            check.note = fmt::format(
                "{}: '{}' has day and month the other way round than {}", file.file, example,
                fmt::join(days.formats, ", "));
        }
        const bool is_mixed = days.in_other_order > 0 && days.in_first_order + days.in_either > 0;
        if (!is_mixed) continue;
        DataCheck& check =
            add(to, file.table, DataCheckKind::two_orders, days.field,
                days.in_other_order + days.in_either);
        check.all = days.in_first_order + days.in_other_order + days.in_either;
        check.is_suspicious = true;
        check.note = fmt::format(
            "{}: {} in the first order of {}, {} in the other, and {} that may be either",
            file.file, days.in_first_order, fmt::join(days.formats, ", "), days.in_other_order,
            days.in_either);
    }
}

/// The id of a hash, of those that the book has; or nothing.
std::string id_of(const Book& book, std::string_view table, std::uint64_t hash) {
    for (const detail::TablePart& part : detail::data_of(book).parts(table))
        for (const detail::TextColumn* ids :
             {&part->plain.ids, &part->shared_ids, &part->left_out_ids})
            for (std::size_t row = 0; row < ids->size(); ++row)
                if (detail::text_hash((*ids)[row]) == hash) return std::string{(*ids)[row]};
    return {};
}

void check_files(const Book& book, const LoadChecksState& state, Checks& to) {
    for (auto file = state.files.begin(); file != state.files.end(); ++file)
        for (auto other = file + 1; other != state.files.end(); ++other) {
            if (file->table != other->table || file->ids.empty() || file->file == other->file)
                continue;
            std::vector<std::uint64_t> both;
            std::set_intersection(
                file->ids.begin(), file->ids.end(), other->ids.begin(), other->ids.end(),
                std::back_inserter(both));
            if (both.empty()) continue;
            DataCheck& check =
                add(to, file->table, DataCheckKind::ids_in_two_files, "id", both.size());
            check.all = file->ids.size();
            check.is_suspicious = !file->has_versions && !other->has_versions;
            const std::string id = id_of(book, file->table, both.front());
            check.note = fmt::format(
                "{} and {}{}{}", file->file, other->file, id.empty() ? "" : ", as ", id);
        }
}

void put_in_order(Checks& checks) {
    std::stable_sort(checks.begin(), checks.end(), [](const DataCheck& a, const DataCheck& b) {
        return std::pair{std::string_view{a.table}, a.kind} <
               std::pair{std::string_view{b.table}, b.kind};
    });
}

Checks checks_of(const Book& book, const LoadChecksState& state) {
    const BuildReport& report = book.report();
    Checks checks;
    check_counts(report, checks);
    check_findings(report, checks);
    const Window days = detail::sensible_days(book);
    for (const TableCount& count : report.tables)
        detail::check_columns(book, count.table, days, checks);
    check_sums(state, checks);
    const std::vector<std::string> dimensions = book.dimensions();
    for (const CheckedFile& file : state.files) {
        check_columns_of(file, dimensions, checks);
        check_orders(file, report, checks);
    }
    check_files(book, state, checks);
    put_in_order(checks);
    return checks;
}

}  // namespace

std::vector<DataCheck> data_checks(const Book& book) { return checks_of(book, {}); }

std::vector<DataCheck> data_checks(const Book& book, const LoadChecks& loads) {
    return checks_of(book, detail::LoadChecksAccess::state(loads));
}

std::string_view name(DataCheckKind kind) {
    switch (kind) {
        case DataCheckKind::read:
            return "read";
        case DataCheckKind::kept:
            return "kept";
        case DataCheckKind::replaced:
            return "replaced";
        case DataCheckKind::later:
            return "later";
        case DataCheckKind::left_out:
            return "left_out";
        case DataCheckKind::rejected:
            return "rejected";
        case DataCheckKind::doubtful:
            return "doubtful";
        case DataCheckKind::missing:
            return "missing";
        case DataCheckKind::empty_fields:
            return "empty_fields";
        case DataCheckKind::sum:
            return "sum";
        case DataCheckKind::largest:
            return "largest";
        case DataCheckKind::days_outside:
            return "days_outside";
        case DataCheckKind::two_orders:
            return "two_orders";
        case DataCheckKind::not_looked_up:
            return "not_looked_up";
        case DataCheckKind::ids_in_two_files:
            return "ids_in_two_files";
        case DataCheckKind::dropped_column:
            return "dropped_column";
        case DataCheckKind::unread_column:
            return "unread_column";
    }
    return "";
}

}  // namespace saleskpi::inline v0_3
