// SPDX-License-Identifier: MIT
#include "book/book_draft.hpp"
#include "book/builder_access.hpp"
#include "book/ledger/project.hpp"
#include "book/report.hpp"
#include "book/stages/build_stage.hpp"
#include "book/threads.hpp"
#include "language/scope.hpp"
#include "value/utf8.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/plan/definition.hpp>
#include <saleskpi/record/deal.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3 {

struct BookBuilder::State : detail::BookDraft {
    using BookDraft::BookDraft;

    void set_conversion(const ConversionRule& rule) {
        if (before && before->converted_by != rule)
            throw Error{
                ErrorCode::incompatible,
                "a book cannot convert money by other days: build it anew from all records"};
        data->converted_by = rule;
    }

    void set_folded(detail::FoldedNames folded) {
        if (before && !(before->folded == folded))
            throw Error{
                ErrorCode::incompatible,
                "a book cannot get another rule for names: build it anew from all records"};
        data->folded = std::move(folded);
    }

    void set_pipeline(Pipeline pipeline) {
        detail::check_pipeline(pipeline);
        if (before) {
            const Pipeline* known = before->pipelines.find(pipeline.name);
            if (known ? *known != pipeline : !pipeline.stages.empty())
                throw Error{
                    ErrorCode::incompatible,
                    "a book cannot get another pipeline: build it anew from all records"};
        }
        data->pipelines.set(std::move(pipeline));
    }
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

void check_no_ledger(const detail::BookData& book) {
    if (book.ledger)
        throw Error{
            ErrorCode::incompatible,
            "a book of a ledger has no other records: make it grow by Book::append"};
}

}  // namespace

BookBuilder::BookBuilder(Currency currency) : state_{std::make_unique<State>(currency)} {}
BookBuilder::BookBuilder(const Book& book)
    : state_{std::make_unique<State>(detail::BookAccess::data(book))} {
    if (state_->before->elsewhere)
        throw Error{
            ErrorCode::incompatible,
            "a book over a database does not grow: what it would be added to is not here. Open it "
            "anew"};
}
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

BookBuilder& BookBuilder::known_at(Date day) & {
    if (!all_time.contains(day))
        throw Error{
            ErrorCode::invalid_date,
            "a book is known at a day from 0001-01-01 to 9999-12-31, not " + to_text(day)};
    if (state_->before && state_->before->known_at != day)
        throw Error{
            ErrorCode::incompatible,
            "a book cannot become one known at another day: build it anew from all records"};
    state_->data->known_at = day;
    return *this;
}

BookBuilder& BookBuilder::owner(OwnerPolicy policy) & {
    if (state_->before && state_->before->owner != policy)
        throw Error{
            ErrorCode::incompatible,
            "a book cannot get another policy for owners: build it anew from all records"};
    state_->data->owner = policy;
    return *this;
}

BookBuilder& BookBuilder::overlapping_targets(TargetOverlap policy) & {
    if (state_->before && state_->before->target_overlap != policy)
        throw Error{
            ErrorCode::incompatible,
            "a book cannot get another policy for targets: build it anew from all records"};
    state_->data->target_overlap = policy;
    return *this;
}

BookBuilder& BookBuilder::revenue_policy(const RevenuePolicy& policy) & {
    detail::check_policy(policy);
    if (state_->before && state_->before->revenue != policy)
        throw Error{
            ErrorCode::incompatible,
            "a book that grows cannot get another policy for recurring revenue: let Book::under "
            "grow"};
    state_->data->revenue = policy;
    return *this;
}

BookBuilder& BookBuilder::revenue_policy(std::string_view name) & {
    return revenue_policy(saleskpi::revenue_policy(name));
}

BookBuilder& BookBuilder::metrics(const std::vector<Definition>& own) & {
    auto& metrics = state_->data->own_metrics;
    if (!metrics) metrics.emplace();
    for (const Definition& metric : own)
        metrics->push_back({std::string{metric.id()}, metric.unit()});
    return *this;
}

BookBuilder& BookBuilder::undated_by(std::string_view field) & {
    if (state_->before && state_->before->undated_by != field)
        throw Error{
            ErrorCode::incompatible,
            "a book cannot place deals by another date: build it anew from all records"};
    state_->data->undated_by = field;
    return *this;
}

BookBuilder& BookBuilder::pipeline(std::vector<std::string> stages) & {
    state_->set_pipeline({{}, std::move(stages)});
    return *this;
}

BookBuilder& BookBuilder::pipeline(std::string name, std::vector<std::string> stages) & {
    if (name.empty())
        throw Error{ErrorCode::invalid_argument, "one of several pipelines has a name"};
    state_->set_pipeline({std::move(name), std::move(stages)});
    return *this;
}

BookBuilder& BookBuilder::converted_by(ConversionDay rule) & {
    state_->set_conversion({rule});
    return *this;
}

BookBuilder& BookBuilder::converted_by(Date day) & {
    if (!all_time.contains(day))
        throw Error{
            ErrorCode::invalid_date,
            "money is converted by a day from 0001-01-01 to 9999-12-31, not " + to_text(day)};
    state_->set_conversion({.fixed = day});
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

BookBuilder& BookBuilder::fold_names() & {
    detail::FoldedNames folded = state_->data->folded;
    folded.all = true;
    state_->set_folded(std::move(folded));
    return *this;
}

BookBuilder& BookBuilder::fold_names(std::string domain) & {
    detail::FoldedNames folded = state_->data->folded;
    folded.domains.insert(std::move(domain));
    state_->set_folded(std::move(folded));
    return *this;
}

BookBuilder& BookBuilder::threads(unsigned threads) & {
    state_->threads = threads;
    return *this;
}

BookBuilder& BookBuilder::reserve(std::string_view table, std::size_t records) & {
    const detail::RawTable* known = state_->find(table);
    state_->expected.insert_or_assign(std::string{table}, (known ? known->rows() : 0) + records);
    return *this;
}

Currency BookBuilder::currency() const { return state_->data->currency; }

BookBuilder& BookBuilder::index_budget(std::size_t bytes) & {
    state_->data->index->set_budget(bytes);
    return *this;
}

BookBuilder& BookBuilder::add(const Ledger& ledger) & {
    if (state_->before || !state_->tables.empty() || !state_->loaded.empty() ||
        !state_->left_out.empty())
        throw Error{
            ErrorCode::incompatible,
            "a book of a ledger has no other records: append them to the ledger"};
    detail::take_all(*state_, detail::LedgerAccess::data(ledger));
    return *this;
}

BookBuilder& BookBuilder::add(const RowSource& records, const Provenance& provenance) & {
    check_no_ledger(*state_->data);
    if (state_->before) check_kinds(*state_->before, records.type());
    detail::RawTable& table = state_->table(records.type().table);
    if (const auto expected = state_->expected.find(table.name());
        expected != state_->expected.end())
        table.reserve(expected->second);
    table.add(records, provenance, detail::threads_for(state_->threads));
    return *this;
}

BookBuilder& BookBuilder::add(std::span<const Finding> findings) & {
    check_no_ledger(*state_->data);
    for (const Finding& finding : findings)
        state_->loaded.push_back(detail::in_utf8(finding));
    return *this;
}

BookBuilder& BookBuilder::add(std::span<const LeftOut> left_out) & {
    check_no_ledger(*state_->data);
    for (const LeftOut& one : left_out)
        state_->left_out.push_back(detail::in_utf8(one));
    return *this;
}

Book BookBuilder::build() {
    // The builder starts anew even if something throws below.
    const std::unique_ptr<State> state = std::exchange(state_, std::make_unique<State>(currency()));
    return detail::BookAccess::book(detail::built(*state));
}

const detail::BookData& detail::BuilderAccess::data(const BookBuilder& builder) {
    return *builder.state_->data;
}

}  // namespace saleskpi::inline v0_3
