// SPDX-License-Identifier: MIT
#include "book/mrr_movements.hpp"

#include "book/stages/build_stage.hpp"
#include "book/take_away.hpp"
#include "record/yearly_value.hpp"

#include <saleskpi/record/subscription.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <array>
#include <set>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::yearly};
constexpr std::array makes{made::all_tables};

/// Puts movements into their table, many at a time.
class Writer {
public:
    Writer(BookDraft& draft, const HeldAmounts& held) : draft_{&draft}, held_{&held} {}

    void add(const Movement& movement) {
        const auto parts = yearly_parts(movement.yearly);
        if (!parts)
            throw Error{
                ErrorCode::overflow,
                fmt::format(
                    "a movement of subscription '{}' exceeds 64 bits", held_->ids[movement.of.id])};
        const Currency currency = draft_->data->currency;
        MrrMovement& one = rows_.emplace_back();
        one.customer = movement.of.customer < 0
                           ? std::string{}
                           : text(kpi::subscription::customer.domain, movement.of.customer);
        one.subscription = held_->ids[movement.of.id];
        std::size_t field = 0;
        for (std::string* told : {&one.account, &one.rep, &one.product, &one.segment}) {
            const std::int32_t code = movement.of.told[field];
            if (code != missing_code) *told = text(told_fields[field], code);
            ++field;
        }
        one.date = Date{date::days{movement.day}};
        one.kind = movement.kind;
        one.yearly = Money{parts->whole, currency};
        if (parts->below != missing_number) {
            one.yearly_above = Money{parts->above, currency};
            one.yearly_below = parts->below;
        }
        constexpr std::size_t many = 4096;
        if (rows_.size() == many) flush();
    }

    void flush() {
        draft_->derived_table(table_of<MrrMovement>())
            .add(
                RowSource{
                    record_type<MrrMovement>(), rows_.data(), sizeof(MrrMovement), rows_.size()},
                {});
        rows_.clear();
    }

private:
    std::string text(std::string_view domain, std::int32_t code) const {
        return std::string{draft_->data->dictionaries->find(domain)->second.text(code)};
    }

    BookDraft* draft_;
    const HeldAmounts* held_;
    std::vector<MrrMovement> rows_;
};

/// What the book has of customers whose subscriptions are added is worked out anew, of all of them.
void take_back(BookDraft& draft, HeldAmounts& held) {
    BookData& book = *draft.data;
    if (book.records(table_of<Subscription>()) == 0) return;
    std::set<std::int32_t> customers;
    for (const HeldAmount& one : held.all)
        if (one.customer >= 0) customers.insert(one.customer);
    RecordsByPart gone;
    for (const std::int32_t customer : customers) {
        held.add(book, customer);
        const auto name =
            book.dictionaries->find(kpi::subscription::customer.domain)->second.text(customer);
        for (const RecordAt& record :
             records_with(book, table_of<MrrMovement>(), kpi::mrr_movement::customer.name, name))
            gone[record.part].insert(record.number);
    }
    set_aside(book, gone, draft.threads);
}

void run(BookDraft& draft) {
    if (draft.find(table_of<MrrMovement>()))
        throw Error{
            ErrorCode::invalid_argument,
            "movements are derived from subscriptions: they are not added to a book"};
    if (!draft.find(table_of<Subscription>())) return;
    HeldAmounts held;
    held.add(draft);
    take_back(draft, held);
    Writer writer{draft, held};
    each_movement(held, draft.data->revenue.reactivation_within, [&](const Movement& movement) {
        writer.add(movement);
    });
    writer.flush();
}

}  // namespace

BuildStage mrr_movements_stage() {
    return {
        "mrr_movements", reads, makes, &run,
        "The movements of customers whose subscriptions are added are worked out anew, of all "
        "that they have."};
}

}  // namespace saleskpi::inline v0_3::detail
