// SPDX-License-Identifier: MIT
#include "book/book_data.hpp"
#include "book/checks.hpp"
#include "book/conversion.hpp"
#include "book/look_up.hpp"
#include "book/memberships.hpp"
#include "book/merge_parts.hpp"
#include "book/pack.hpp"
#include "book/raw_table.hpp"
#include "book/references.hpp"
#include "book/report.hpp"
#include "book/stage_visits.hpp"
#include "book/target_levels.hpp"
#include "book/touches.hpp"
#include "book/unused_names.hpp"
#include "value/utf8.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/record/stage_change.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3 {

using detail::RawColumn;
using detail::RawTable;

struct BookBuilder::State {
    /// By table, a flag per row: it began after the day as of which the book is known.
    using LaterRows = std::map<std::string, std::vector<std::uint8_t>>;

    explicit State(Currency c) { data->currency = c; }
    /// The state that adds to a book: what it has is shared, or gone on from.
    explicit State(std::shared_ptr<const detail::BookData> book) : before{std::move(book)} {
        data->currency = before->currency;
        data->calendar = before->calendar;
        data->as_of = before->as_of;
        data->pipeline = before->pipeline;
        data->report = before->report;
        data->conversion = before->conversion;
        data->hierarchies = before->hierarchies;
        data->seatings = before->seatings;
        data->tables = before->tables;
        data->added = before->added;
        data->index->set_budget(before->index->budget());
        for (const auto& [domain, dictionary] : *before->dictionaries)
            data->dictionaries->emplace(
                domain, detail::Dictionary::extending({before->dictionaries, &dictionary}));
    }

    RawTable& table(std::string_view name) {
        if (RawTable* known = find(name)) return *known;
        const auto added = data->added.find(name);
        return tables.emplace_back(
            std::string{name}, data->currency, *data->dictionaries,
            added == data->added.end() ? 0 : added->second);
    }
    RawTable* find(std::string_view name) {
        for (RawTable& t : tables)
            if (t.name() == name) return &t;
        return nullptr;
    }

    /// Makes the table of stage visits from the stage changes.
    void derive_visits(LaterRows& later);

    std::shared_ptr<const detail::BookData> before;  // of a new book none
    std::shared_ptr<detail::BookData> data = std::make_shared<detail::BookData>();
    std::vector<RawTable> tables;
    std::vector<Finding> loaded;  // found by loaders
    unsigned threads = 0;
};

void BookBuilder::State::derive_visits(LaterRows& later) {
    if (find("stage_visits"))
        throw Error{
            ErrorCode::invalid_argument,
            "stage visits are derived from stage changes: they are not added to a book that has a "
            "pipeline"};
    if (before)
        check_complete(
            *before, find("deals"), find("stage_changes"), "stage_changes", "stage changes");
    if (!find("stage_changes")) return;
    RawTable& visits = table("stage_visits");  // before the others are looked for: it may move them
    const detail::AddedRecords changes{find("stage_changes"), later["stage_changes"]};
    const detail::RecordsById deals{
        {find("deals"), later["deals"]},
        data->parts("deals"),
        *changes.table->find(kpi::stage_change::deal.name)->dictionary};
    add_visits(visits, visits_of(changes, deals, data->pipeline), data->pipeline);
}

namespace {

/// The ids of records that are out of the book although nothing was wrong with their ids: those
/// rejected since the first `checked` findings, and those that began later.
detail::TextColumn left_out_ids(
    RawTable& table, std::size_t checked, std::span<const std::uint8_t> later) {
    std::vector<std::string_view> ids;
    for (const RawColumn& column : table.columns()) {
        if (!column.identity) continue;
        const std::vector<Finding>& findings = table.findings();
        for (std::size_t i = checked; i < findings.size(); ++i)
            if (findings[i].rejected) ids.push_back(findings[i].id);
        for (std::size_t row = 0; row < later.size(); ++row)
            if (later[row] && !table.is_rejected(row)) ids.push_back(column.text_at(row));
    }
    return detail::TextColumn::pack(ids.size(), [&](std::size_t i) { return ids[i]; });
}

/// Refuses a field that the book knows with values of another kind.
void check_kinds(const detail::BookData& book, const RecordType& type) {
    for (const detail::BookTable* part : book.parts(type.table))
        for (const FieldInfo& field : type.fields)
            if (const detail::NamedColumn* known = part->plain.find(field.name);
                known && !detail::is_of_kind(field, known->type, known->choices))
                throw Error{
                    ErrorCode::incompatible,
                    fmt::format(
                        "field '{}' of table '{}' is in the book with values of another kind",
                        known->name, type.table)};
}

}  // namespace

BookBuilder::BookBuilder(Currency currency) : state_{std::make_unique<State>(currency)} {}
BookBuilder::BookBuilder(const Book& book)
    : state_{std::make_unique<State>(detail::BookAccess::data(book))} {}
BookBuilder::~BookBuilder() = default;
BookBuilder::BookBuilder(BookBuilder&&) noexcept = default;
BookBuilder& BookBuilder::operator=(BookBuilder&&) noexcept = default;

BookBuilder& BookBuilder::calendar(const Calendar& calendar) & {
    state_->data->calendar = calendar;
    return *this;
}

BookBuilder& BookBuilder::as_of(Date day) & {
    if (!all_time.contains(day))
        throw Error{
            ErrorCode::invalid_date,
            "a book is as of a day from 0001-01-01 to 9999-12-31, not " + to_text(day)};
    if (state_->before && state_->before->as_of != day)
        throw Error{
            ErrorCode::incompatible,
            "a book cannot become one as of another day: build it anew from all records"};
    state_->data->as_of = day;
    return *this;
}

BookBuilder& BookBuilder::pipeline(std::vector<std::string> stages) & {
    for (std::size_t i = 0; i < stages.size(); ++i)
        if (stages[i].empty() || !detail::is_utf8(stages[i]) ||
            std::find(stages.begin(), stages.begin() + static_cast<std::ptrdiff_t>(i), stages[i]) !=
                stages.begin() + static_cast<std::ptrdiff_t>(i))
            throw Error{
                ErrorCode::invalid_argument,
                fmt::format(
                    "stage {} of the pipeline, '{}', is no name of its own", i + 1, stages[i])};
    if (state_->before && state_->before->pipeline != stages)
        throw Error{
            ErrorCode::incompatible,
            "a book cannot get another pipeline: build it anew from all records"};
    state_->data->pipeline = std::move(stages);
    return *this;
}

BookBuilder& BookBuilder::hierarchy(const Hierarchy& hierarchy) & {
    detail::BookData& data = *state_->data;
    if (state_->before) {
        if (std::find(data.hierarchies.begin(), data.hierarchies.end(), hierarchy) !=
            data.hierarchies.end())
            return *this;
        throw Error{
            ErrorCode::incompatible,
            "a book cannot get another hierarchy: build it anew from all records"};
    }
    data.hierarchies = detail::with_hierarchy(data.hierarchies, hierarchy);
    data.seatings = detail::seatings_of(data.hierarchies);
    return *this;
}

BookBuilder& BookBuilder::threads(unsigned threads) & {
    state_->threads = threads;
    return *this;
}

Currency BookBuilder::currency() const { return state_->data->currency; }

BookBuilder& BookBuilder::index_budget(std::size_t bytes) & {
    state_->data->index->set_budget(bytes);
    return *this;
}

BookBuilder& BookBuilder::add(const RowSource& records, const Provenance& provenance) & {
    if (state_->before) check_kinds(*state_->before, records.type());
    state_->table(records.type().table).add(records, provenance);
    return *this;
}

BookBuilder& BookBuilder::add(std::span<const Finding> findings) & {
    for (Finding finding : findings) {
        for (std::string* text :
             {&finding.table, &finding.file, &finding.id, &finding.field, &finding.value,
              &finding.reason})
            if (!detail::is_utf8(*text)) *text = detail::as_utf8(*text);
        state_->loaded.push_back(std::move(finding));
    }
    return *this;
}

Book BookBuilder::build() {
    // The builder starts anew even if something throws below.
    const std::unique_ptr<State> state = std::exchange(state_, std::make_unique<State>(currency()));
    detail::BookData& data = *state->data;
    BuildReport report = *data.report;
    detail::add_to_report(report, state->loaded);
    std::map<std::string, std::size_t> checked;
    for (RawTable& table : state->tables) {
        check_records(table, data.parts(table.name()), state->threads);
        checked[table.name()] = table.findings().size();
    }

    State::LaterRows later;
    if (data.as_of) {
        // Before the cut, which forgets the days of later changes.
        RawTable* deals = state->find("deals");
        RawTable* changes = state->find("stage_changes");
        if (state->before) check_stages(*state->before, deals, changes, *data.as_of);
        if (deals && changes) replay_stages(*deals, *changes, *data.as_of);
        for (RawTable& table : state->tables)
            cut_to(table, *data.as_of, later[table.name()]);
    }

    if (!data.pipeline.empty()) state->derive_visits(later);
    if (RawTable* rates = state->find("exchange_rates"))
        read_rates(*rates, data.conversion, data.currency);
    for (RawTable& table : state->tables)
        convert_money(table, data.conversion, data.currency, later[table.name()]);

    const auto added = [&](std::string_view name) {
        return detail::AddedRecords{state->find(name), later[std::string{name}]};
    };
    for (RawTable& table : state->tables) {
        if (state->before) look_up_in_parts(data, added(table.name()));
        look_up(table, added, data);
    }
    if (state->before)
        check_complete(
            *state->before, state->find("deals"), state->find("touches"), "touches", "touches");
    if (state->find("touches")) share_out_touches(added("touches"));

    std::vector<detail::AddedRecords> all_added;
    for (RawTable& table : state->tables)
        all_added.push_back(added(table.name()));
    note_unused_names(data, state->before.get(), all_added);

    if (RawTable* targets = state->find("targets")) name_levels(*targets, data);
    seat_members(state->find("assignments"), state->find("memberships"), data);
    for (RawTable& table : state->tables) {
        const std::vector<std::uint8_t>& is_later = later[table.name()];
        if (table.name() != "stage_visits" || data.pipeline.empty())
            detail::add_to_report(report, table, is_later);
        seat_others(table, data);
        data.added[table.name()] += table.rows();
        detail::TextColumn left_out = left_out_ids(table, checked[table.name()], is_later);
        detail::BookTable part = pack(table, is_later, state->threads);
        part.left_out_ids = std::move(left_out);
        part.dictionaries = data.dictionaries;
        add_part(data.tables, std::move(part), state->threads);
    }
    detail::put_in_order(report.findings);
    data.report = std::make_shared<const BuildReport>(std::move(report));
    seat_all(data);
    const detail::Dictionary* reps = data.dictionary(data.reps().innermost());
    data.lanes = std::make_shared<const detail::Lanes>(data.reps(), reps ? reps->size() : 0);
    if (state->before && data.lanes->extends(*state->before->lanes))
        for (const auto& part : data.tables)
            data.index->share(*state->before->index, *part);
    return detail::BookAccess::book(state->data);
}

}  // namespace saleskpi::inline v0_3
