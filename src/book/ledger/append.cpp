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

std::size_t number_of(const std::vector<Touched::Rows>& segments) {
    std::size_t n = 0;
    for (const Touched::Rows& rows : segments)
        n += rows.size();
    return n;
}

/// A draft that says of a book without the touched records what a ledger says of them.
BookDraft draft_of(
    std::shared_ptr<const BookData> without,
    const Touched& touched,
    const LedgerData& ledger,
    const Touched::RowsByTable& rows) {
    BookDraft draft{std::move(without)};
    draft.is_view = true;
    draft.seats_anew = touched.has_whole("assignments");
    // Threads take longer to begin than a night's records to be packed.
    constexpr std::size_t few = 50'000;
    std::size_t n = 0;
    for (const auto& [name, segments] : rows)
        n += number_of(segments);
    if (n < few) draft.threads = 1;
    for (const auto& [name, segments] : rows)
        for (std::size_t i = 0; i < segments.size(); ++i)
            if (const RawTable* said = ledger.segments[i]->find(name); said && !segments[i].empty())
                draft.table(name).append(*said, segments[i]);
    return draft;
}

/// Whether of all that was said of the touched records each entry stands or was replaced.
bool are_flawless(const BookData& book, const Touched& touched, std::span<const RecordAt> records) {
    const BuildReport& report = *book.report;
    return std::none_of(
               records.begin(), records.end(),
               [&](const RecordAt& record) {
                   return record.number >= book.tables[record.part]->records();
               }) &&
           std::none_of(
               report.tables.begin(), report.tables.end(),
               [&](const TableCount& count) {
                   return count.rejected + count.later > 0 && touched.has_nameless(count.table);
               }) &&
           std::none_of(
               report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
                   return touched.has(finding.table, finding.id) ||
                          touched.has_nameless(finding.table);
               });
}

/// What a report tells of touched records of which there is nothing to tell but how many they were.
BuildReport counts_of_touched(
    const BookData& book,
    std::span<const RecordAt> records,
    const Touched::RowsByTable& rows,
    const Touched::RowsByTable& said_now) {
    std::map<std::string_view, std::size_t> kept;
    for (const RecordAt& record : records)
        if (!book.tables[record.part].is_variant) ++kept[book.tables[record.part]->name];
    BuildReport told;
    for (const auto& [name, segments] : rows) {
        const auto now = said_now.find(name);
        TableCount count;
        count.table = name;
        count.read = number_of(segments) - (now == said_now.end() ? 0 : number_of(now->second));
        count.kept = kept[name];
        count.replaced = count.read - count.kept;
        told.tables.push_back(std::move(count));
    }
    return told;
}

/// What a report tells of the touched records before the batch.
BuildReport report_of_touched(
    const BookData& book, const std::shared_ptr<const BookData>& without, const Touched& touched) {
    BookDraft draft = draft_of(without, touched, *book.ledger, touched.rows_in(*book.ledger));
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
    const std::shared_ptr<const LedgerSegment>& batch) {
    Touched touched{*book, *ledger};
    touched.add(*batch);
    // Whose name is whose depends on all of them.
    if (touched.is_everything() || book->folded.any()) return project(*book, std::move(ledger));
    const std::vector<RecordAt> records = touched.records();
    auto left = std::make_shared<BookData>(*book);
    take_away(*left, records);
    forget_doubts(*left, [&](const Doubt& doubt) { return touched.has(doubt); });
    if (touched.has_whole("assignments")) {
        left->seatings = seatings_of(left->hierarchies);
        left->memberships = {};
    }
    if (touched.has_whole("exchange_rates")) left->conversion = {};
    const std::shared_ptr<const BookData> without = std::move(left);

    const Touched::RowsByTable rows = touched.rows();
    BuildReport report = *book->report;
    if (book->ledger)
        take_off(
            report, are_flawless(*book, touched, records)
                        ? counts_of_touched(*book, records, rows, touched.rows_of(batch))
                        : report_of_touched(*book, without, touched));
    BookDraft draft = draft_of(without, touched, *ledger, rows);
    draft.data->report = std::make_shared<const BuildReport>(std::move(report));
    take_loaded(draft, *batch);
    draft.data->ledger = ledger;
    auto book_now = built(draft);
    return has_lost_a_table(*book, *book_now) ? project(*book, std::move(ledger)) : book_now;
}

}  // namespace saleskpi::inline v0_3::detail
