// SPDX-License-Identifier: MIT
#include "support/same_tables.hpp"

#include <saleskpi/language/words.hpp>
#include <saleskpi/value/rational.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <tuple>
#include <vector>

namespace laws {

namespace {

std::string text_of(const Window& window) {
    return to_text(window.first) + " to " + to_text(window.until);
}

std::string text_of(std::span<const Window> windows) {
    std::string all;
    for (const Window& window : windows)
        all += (all.empty() ? "" : ", ") + text_of(window);
    return all;
}

std::string text_of(std::span<const Coverage> coverage) {
    std::string all;
    for (const Coverage& one : coverage)
        all += fmt::format("{}{} of {}", all.empty() ? "" : ", ", one.known, one.all);
    return all;
}

std::string text_of(const std::optional<Date>& day) { return day ? to_text(*day) : "none"; }

std::string text_of(const RowKey& key) {
    return fmt::format(
        "{} / {} {}{}", fmt::join(key.group, " / "), key.label, text_of(key.period.window()),
        key.period.complete ? "" : " in part");
}

std::string text_of(const Definition& metric) {
    return fmt::format(
        "{} \"{}\" {} {} {}", metric.id(), metric.title(), name(metric.unit()),
        name(metric.better()), formula_text(metric));
}

bool is_same(const RowKey& a, const RowKey& b) {
    return a == b && a.label == b.label && a.period.complete == b.period.complete &&
           a.period.grain == b.period.grain;
}

bool is_same(const Definition& a, const Definition& b) {
    return a == b && a.id() == b.id() && a.title() == b.title() && a.since() == b.since();
}

bool is_same(const std::vector<Coverage>& a, const std::vector<Coverage>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](Coverage x, Coverage y) {
        return x.known == y.known && x.all == y.all;
    });
}

std::vector<std::string> counts_of(const Table& table) {
    std::vector<std::string> counts;
    for (const TableCount& count : table.report().tables)
        counts.push_back(fmt::format(
            "{} {} of {}, {} rejected, {} later, {} replaced", count.table, count.kept, count.read,
            count.rejected, count.later, count.replaced));
    std::sort(counts.begin(), counts.end());
    return counts;
}

class Comparison {
public:
    Comparison(const Table& a, const Table& b) : a_{&a}, b_{&b} {}

    /// What the tables are of. False where their rows cannot be compared.
    bool compare_heads(bool with_counts) {
        text("currency", a_->currency().code(), b_->currency().code());
        text("calendar", a_->calendar().spec(), b_->calendar().spec());
        if (!(a_->calendar() == b_->calendar())) add("calendars differ");
        text("grain", std::string{name(a_->grain())}, std::string{name(b_->grain())});
        text("days", text_of(a_->window()), text_of(b_->window()));
        text("as of", text_of(a_->as_of()), text_of(b_->as_of()));
        text("data to", text_of(a_->data_to()), text_of(b_->data_to()));
        text("by", joined(a_->dimensions()), joined(b_->dimensions()));
        if (with_counts) text("records", joined(counts_of(*a_)), joined(counts_of(*b_)));
        const std::span<const Definition> left = a_->metrics();
        const std::span<const Definition> right = b_->metrics();
        if (left.size() != right.size())
            add(fmt::format("{} columns  against  {}", left.size(), right.size()));
        for (std::size_t m = 0; m < left.size() && m < right.size(); ++m)
            if (!is_same(left[m], right[m])) text("column", text_of(left[m]), text_of(right[m]));
        if (a_->size() != b_->size())
            add(fmt::format("{} rows  against  {}", a_->size(), b_->size()));
        return left.size() == right.size();
    }

    void compare_rows() {
        for (std::size_t row = 0; row < a_->size() && row < b_->size() && !is_full(); ++row)
            compare_row((*a_)[row], (*b_)[row]);
    }

    std::string result() const { return fmt::format("{}", fmt::join(lines_, "\n")); }

private:
    static constexpr std::size_t most_lines = 10;

    static std::string joined(std::span<const std::string> all) {
        return fmt::format("{}", fmt::join(all, ", "));
    }
    bool is_full() const { return lines_.size() >= most_lines; }
    void add(std::string line) {
        if (!is_full()) lines_.push_back(std::move(line));
    }
    void text(const std::string& what, const std::string& left, const std::string& right) {
        if (left != right) add(what + ": " + left + "  against  " + right);
    }

    void compare_row(const RowView& left, const RowView& right) {
        const RowKey key = left.key();
        if (!is_same(key, right.key())) return text("row", text_of(key), text_of(right.key()));
        // The days of a value follow from its period alone.
        const bool is_first_group = seen_ == nullptr || *seen_ == key.group;
        if (!seen_) first_group_ = key.group, seen_ = &first_group_;
        const RowValues left_values = left.values();
        const RowValues right_values = right.values();
        auto x = left_values.begin();
        auto y = right_values.begin();
        for (const Definition& metric : a_->metrics()) {
            const CellValue one = *x++;
            const CellValue other = *y++;
            const auto place = [&] { return fmt::format("{}: {}", text_of(key), metric.id()); };
            if (!laws::is_same(one, other)) text(place(), laws::text_of(one), laws::text_of(other));
            // Of one aggregate alone, records and missing are its coverage.
            if (metric.steps().size() > 1) {
                const std::vector<Coverage> known = left.coverage(metric.id());
                const std::vector<Coverage> other_known = right.coverage(metric.id());
                if (!is_same(known, other_known))
                    text(place() + " rests on", text_of(known), text_of(other_known));
            }
            if (!is_first_group) continue;
            const std::vector<Window> days = left.days(metric.id());
            const std::vector<Window> other_days = right.days(metric.id());
            if (days != other_days)
                text(place() + " of the days", text_of(days), text_of(other_days));
        }
    }

    const Table* a_;
    const Table* b_;
    std::vector<std::string> lines_;
    std::vector<std::string> first_group_;
    const std::vector<std::string>* seen_ = nullptr;
};

std::string compared(const Table& a, const Table& b, bool with_counts) {
    Comparison comparison{a, b};
    if (comparison.compare_heads(with_counts)) comparison.compare_rows();
    return comparison.result();
}

}  // namespace

std::string text_of(const Outcome<AnyQuantity>& outcome) {
    if (!outcome) return std::string{name(outcome.reason())};
    return to_text(outcome->exact()) + " " + std::string{name(outcome->unit())} +
           (outcome->currency() == Currency{} ? "" : " " + outcome->currency().code());
}

std::string text_of(const CellValue& cell) {
    std::string text =
        fmt::format("{} of {} + {}", text_of(cell.outcome), cell.records, cell.missing);
    for (const Mark mark : all_marks)
        if (cell.marks.has(mark)) text += fmt::format(", {}", name(mark));
    return text;
}

bool is_same(const CellValue& a, const CellValue& b) {
    return a.outcome == b.outcome && a.records == b.records && a.missing == b.missing &&
           a.marks == b.marks;
}

std::string difference(const Table& a, const Table& b) { return compared(a, b, true); }

std::string difference_of_values(const Table& a, const Table& b) { return compared(a, b, false); }

}  // namespace laws
