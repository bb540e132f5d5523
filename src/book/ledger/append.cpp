// SPDX-License-Identifier: MIT
#include "book/ledger/append.hpp"

#include "book/find_doubts.hpp"
#include "book/ledger/project.hpp"
#include "book/ledger/touched.hpp"
#include "book/stages/build_stage.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// A draft that says of a book without the touched records what a ledger says of them.
BookDraft draft_of(
    std::shared_ptr<const BookData> without,
    const Touched& touched,
    const LedgerData& ledger,
    const Touched::RowsByTable& rows) {
    BookDraft draft{std::move(without)};
    draft.is_view = true;
    draft.seats_anew = touched.has_whole("assignments");
    for (const auto& [name, segments] : rows)
        for (std::size_t i = 0; i < segments.size(); ++i)
            if (const RawTable* said = ledger.segments[i]->find(name); said && !segments[i].empty())
                draft.table(name).append(*said, segments[i]);
    return draft;
}

std::size_t rows_of(const std::vector<Touched::Rows>& segments) {
    std::size_t n = 0;
    for (const Touched::Rows& rows : segments)
        n += rows.size();
    return n;
}

/// Whether of all that was said of a table each entry stands or was replaced.
bool is_flawless(const BuildReport& report, const std::string& table) {
    for (const TableCount& count : report.tables)
        if (count.table == table && count.rejected + count.later > 0) return false;
    return std::none_of(
        report.findings.begin(), report.findings.end(),
        [&](const Finding& finding) { return finding.table == table; });
}

/// What a report tells of the touched records before the batch: worked out once more, unless there is
/// nothing to tell but how many they were.
BuildReport report_of_touched(
    const BookData& book,
    const std::shared_ptr<const BookData>& without,
    const Touched& touched,
    std::span<const RecordAt> records) {
    BuildReport told;
    if (!book.ledger) return told;
    const Touched::RowsByTable rows = touched.rows_in(*book.ledger);
    if (std::all_of(rows.begin(), rows.end(), [&](const auto& table) {
            return is_flawless(*book.report, table.first);
        })) {
        std::map<std::string_view, std::size_t> kept;
        for (const RecordAt& record : records)
            if (!book.tables[record.part].is_variant) ++kept[book.tables[record.part]->name];
        for (const auto& [name, segments] : rows) {
            TableCount count;
            count.table = name;
            count.read = rows_of(segments);
            count.kept = kept[name];
            count.replaced = count.read - count.kept;
            told.tables.push_back(std::move(count));
        }
        return told;
    }
    BookDraft draft = draft_of(without, touched, *book.ledger, rows);
    draft.data->report = std::make_shared<const BuildReport>();
    for (const BuildStage& stage : build_stages()) {
        stage.run(draft);
        if (stage.name == "report") break;
    }
    return *draft.data->report;
}

void take_off(BuildReport& report, const BuildReport& told) {
    for (const TableCount& gone : told.tables)
        for (TableCount& count : report.tables) {
            if (count.table != gone.table) continue;
            count.read -= gone.read;
            count.kept -= gone.kept;
            count.rejected -= gone.rejected;
            count.later -= gone.later;
            count.replaced -= gone.replaced;
        }
    for (const Finding& finding : told.findings)
        if (const auto at = std::find(report.findings.begin(), report.findings.end(), finding);
            at != report.findings.end())
            report.findings.erase(at);
}

/// Whether nobody is looked for any more in a table in which others are named.
bool has_lost_a_table(const BookData& before, const BookData& now) {
    return std::any_of(before.tables.begin(), before.tables.end(), [&](const TablePart& part) {
        return are_named(part->name) && before.records(part->name) > 0 &&
               now.records(part->name) == 0;
    });
}

}  // namespace

std::shared_ptr<const BookData> append(
    const std::shared_ptr<const BookData>& book,
    std::shared_ptr<const LedgerData> ledger,
    const LedgerSegment& batch) {
    Touched touched{*book, *ledger};
    touched.add(batch);
    // Whose name is whose depends on all of them.
    if (touched.is_everything() || book->folded.any()) return project(*book, std::move(ledger));
    const std::vector<RecordAt> records = touched.records();
    auto left = std::make_shared<BookData>(*book);
    take_away(*left, records);
    forget_doubts(*left, [&](const Doubt& doubt) { return touched.has(doubt); });
    if (touched.has_whole("assignments")) {
        left->seatings = seatings_of(left->hierarchies);
        left->memberships.clear();
    }
    if (touched.has_whole("exchange_rates")) left->conversion = {};
    const std::shared_ptr<const BookData> without = std::move(left);

    BuildReport report = *book->report;
    take_off(report, report_of_touched(*book, without, touched, records));
    BookDraft draft = draft_of(without, touched, *ledger, touched.rows());
    draft.data->report = std::make_shared<const BuildReport>(std::move(report));
    take_loaded(draft, batch);
    draft.data->ledger = ledger;
    auto book_now = built(draft);
    return has_lost_a_table(*book, *book_now) ? project(*book, std::move(ledger)) : book_now;
}

}  // namespace saleskpi::inline v0_3::detail
