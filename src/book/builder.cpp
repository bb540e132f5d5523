// SPDX-License-Identifier: MIT
#include "book/book_draft.hpp"
#include "book/stages/build_stage.hpp"
#include "language/scope.hpp"
#include "value/utf8.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/record/deal.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3 {

struct BookBuilder::State : detail::BookDraft {
    using BookDraft::BookDraft;
};

namespace {

/// Refuses a field that the book knows with values of another kind.
void check_kinds(const detail::BookData& book, const RecordType& type) {
    for (const detail::TablePart& part : book.parts(type.table))
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

BookBuilder& BookBuilder::corrections(const Scope& which) & {
    for (const detail::ScopeTerm& term : detail::ScopeAccess::terms(which))
        if (term.table != table_of<Deal>())
            throw Error{
                ErrorCode::invalid_argument,
                fmt::format("corrections are told by fields of deals, not by '{}'", term.text)};
    if (state_->before && !(state_->before->corrections == which))
        throw Error{
            ErrorCode::incompatible,
            "a book cannot get another rule for corrections: build it anew from all records"};
    state_->data->corrections = which;
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
    for (const detail::BuildStage& stage : detail::build_stages())
        stage.run(*state);
    return detail::BookAccess::book(state->data);
}

}  // namespace saleskpi::inline v0_3
