// SPDX-License-Identifier: MIT
#include "book/policies.hpp"

#include "book/book_draft.hpp"
#include "book/find_doubts.hpp"
#include "book/gather_rows.hpp"
#include "book/report.hpp"
#include "book/said_subscriptions.hpp"
#include "book/stages/build_stage.hpp"

#include <saleskpi/record/mrr_movement.hpp>
#include <saleskpi/record/subscription.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view subscriptions = table_of<Subscription>();

/// What follows from a policy, and from what it makes of subscriptions.
constexpr std::array stages{
    std::string_view{"subscription_ends"}, std::string_view{"subscription_terms"},
    std::string_view{"yearly_amounts"},    std::string_view{"mrr_movements"},
    std::string_view{"look_ups"},          std::string_view{"packing"}};

bool depends_on_policy(const BookTable& table) {
    return table.name == subscriptions || table.name == table_of<MrrMovement>();
}

/// A part without its records, but with the ids that are taken.
TablePart emptied(const TablePart& part) {
    BookTable empty = gathered(*part, {}, {}, true, 1);
    empty.left_out_ids = living(part, 1)->left_out_ids;
    return {std::make_shared<const BookTable>(std::move(empty)), part.seen_by};
}

/// Of what is too much for a number under this policy the report tells as well.
void report_too_much(BookDraft& draft) {
    BuildReport report = *draft.data->report;
    for (const RawTable& table : draft.tables) {
        if (table.name() != subscriptions) continue;
        for (Finding finding : table.findings()) {
            if (finding.field != kpi::subscription::price.name) continue;
            const auto is_same = [&](const Finding& known) {
                return known.table == finding.table && known.id == finding.id &&
                       known.field == finding.field && known.reason == finding.reason;
            };
            if (std::none_of(report.findings.begin(), report.findings.end(), is_same))
                report.findings.push_back(std::move(finding));
        }
    }
    if (report.findings.size() == draft.data->report->findings.size()) return;
    put_in_order(report.findings);
    draft.data->report = std::make_shared<const BuildReport>(std::move(report));
}

/// All of a book but what depends on its policy.
void share_others(const BookData& book, BookDraft& draft, const RevenuePolicy& policy) {
    BookData& data = *draft.data;
    data = book;
    data.revenue = policy;
    data.dictionaries = std::make_shared<Dictionaries>();
    for (const auto& [domain, dictionary] : *book.dictionaries)
        data.dictionaries->emplace(domain, Dictionary::extending({book.dictionaries, &dictionary}));
    data.inside = std::make_shared<InsideIndex>();
    data.by_policy = std::make_shared<PolicyBooks>();
    data.index = std::make_shared<LeafIndex>();
    data.index->set_budget(book.index->budget());
    data.added.erase(std::string{table_of<MrrMovement>()});
    data.tables.clear();
    for (const TablePart& part : book.tables) {
        if (!depends_on_policy(*part)) {
            data.tables.push_back(part);
            data.index->share(*book.index, *part);
            if (part.dead)
                for (const auto& copy : part.dead->copies)
                    data.index->share(*book.index, *copy);
        } else if (!part.is_variant && part.seen_by == SeenBy::all) {
            data.tables.push_back(emptied(part));
        }
    }
}

/// What they do not share with the book that they are made of.
std::size_t bytes_of(const std::list<PolicyBooks::Made>& books) {
    std::size_t n = 0;
    for (const auto& book : books)
        for (const TablePart& part : book->tables)
            if (depends_on_policy(*part)) n += part->bytes();
    return n;
}

}  // namespace

void check_policy(const RevenuePolicy& policy) {
    if (policy.reactivation_within.value_or(0) < 0)
        throw Error{
            ErrorCode::invalid_argument, "a customer comes back within no less than 0 days"};
}

std::shared_ptr<const BookData> under(
    const std::shared_ptr<const BookData>& book, const RevenuePolicy& policy) {
    BookDraft draft{book->currency};
    share_others(*book, draft, policy);
    if (book->parts(subscriptions).empty()) return draft.data;
    add_said_subscriptions(*book, draft);
    for (const BuildStage& stage : build_stages()) {
        if (std::find(stages.begin(), stages.end(), stage.name) == stages.end()) continue;
        // The last, which empties the tables.
        if (stage.name == stages.back()) renew_doubts(draft);
        stage.run(draft);
    }
    report_too_much(draft);
    auto& added = draft.data->added;
    added[std::string{subscriptions}] = book->added.find(subscriptions)->second;
    return draft.data;
}

PolicyBooks::Made PolicyBooks::find(
    const RevenuePolicy& policy, std::size_t budget, const std::function<Made()>& make) {
    const std::lock_guard lock{mutex_};
    const auto known = std::find_if(
        books_.begin(), books_.end(), [&](const Made& book) { return book->revenue == policy; });
    const Made book = known == books_.end() ? make() : *known;
    if (known != books_.end()) books_.erase(known);
    books_.push_front(book);
    while (!books_.empty() && bytes_of(books_) > budget)
        books_.pop_back();
    return book;
}

void PolicyBooks::clear() {
    const std::lock_guard lock{mutex_};
    books_.clear();
}

std::size_t PolicyBooks::bytes() const {
    const std::lock_guard lock{mutex_};
    return bytes_of(books_);
}

}  // namespace saleskpi::inline v0_3::detail
