// SPDX-License-Identifier: MIT
#include "book/book_data.hpp"
#include "book/table_rules.hpp"

#include <saleskpi/book/book.hpp>

#include <algorithm>

namespace saleskpi::inline v0_3 {

Currency Book::currency() const noexcept { return data_->currency; }
const Calendar& Book::calendar() const& noexcept { return data_->calendar; }
Calendar Book::calendar() const&& { return data_->calendar; }
std::optional<Date> Book::as_of() const noexcept { return data_->as_of; }
const BuildReport& Book::report() const& noexcept { return *data_->report; }
BuildReport Book::report() const&& { return *data_->report; }

RevenuePolicy Book::revenue_policy() const noexcept { return data_->revenue; }

Book Book::under(const RevenuePolicy& policy) const {
    detail::check_policy(policy);
    if (policy == data_->revenue) return *this;
    return Book{data_->by_policy->find(
        policy, data_->index->budget(), [&] { return detail::under(data_, policy); })};
}

Book Book::under(std::string_view policy) const { return under(saleskpi::revenue_policy(policy)); }

std::vector<Pipeline> Book::pipelines() const { return data_->pipelines.all(); }

std::vector<Hierarchy> Book::hierarchies() const { return data_->hierarchies; }

std::vector<std::string> Book::tables() const {
    std::vector<std::string> names;
    for (const auto& part : data_->tables)
        if (part.records() > 0 && std::find(names.begin(), names.end(), part->name) == names.end())
            names.push_back(part->name);
    if (data_->elsewhere)
        for (const auto& table : data_->elsewhere->tables())
            if (table.records > 0 &&
                std::find(names.begin(), names.end(), table.name) == names.end())
                names.push_back(table.name);
    return names;
}

std::size_t Book::records(std::string_view table) const {
    std::size_t records = data_->records(table);
    if (data_->elsewhere)
        if (const auto* more = data_->elsewhere->find(table)) records += more->records;
    return records;
}

Window Book::span() const {
    std::optional<detail::DayRange> days;
    for (const auto& part : data_->tables) {
        const detail::TableRules& rules = detail::rules_of(part->name);
        if (rules.is_plan || part.is_variant) continue;  // a target is no event
        for (const detail::ColumnSet* set : {&part->plain, &part->lines})
            for (const detail::NamedColumn& column : set->columns) {
                if (column.type != FieldType::date || detail::is_foreseen(rules, column)) continue;
                detail::reach(days, part.days(*set, column));
            }
    }
    if (data_->elsewhere)
        for (const auto& table : data_->elsewhere->tables())
            detail::reach(days, table.days);
    return detail::window_of(days);
}

std::size_t Book::index_bytes() const { return data_->index->bytes() + data_->by_policy->bytes(); }
void Book::drop_index() const {
    data_->index->clear();
    data_->by_policy->clear();
}

std::size_t Book::bytes() const {
    std::size_t n = 0;
    for (const auto& part : data_->tables) {
        n += part->bytes();
        if (part.dead)
            for (const auto& copy : part.dead->copies)
                n += copy->bytes();
    }
    for (const auto& [domain, dictionary] : *data_->dictionaries)
        n += dictionary.bytes();
    return n;
}

}  // namespace saleskpi::inline v0_3
