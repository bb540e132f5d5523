// SPDX-License-Identifier: MIT
#include "load/total_rows.hpp"

#include "load/cell_number.hpp"
#include "load/number_text.hpp"
#include "load/text.hpp"
#include "load/total_words.hpp"
#include "value/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Files with more suspects than this, and than other rows, are of another kind altogether.
constexpr std::size_t many_suspects = 20;
/// Numbers are added up as whole numbers of 1/10,000.
constexpr int places = 4;
constexpr std::int64_t unit_of_sums = 10'000;

std::optional<std::int64_t> number_of(const Cell& cell, const ValueFormat& format) {
    if (cell.kind == Cell::Kind::number) {
        const auto plain = without_exponent(cell.text);
        return plain ? simple_number(*plain, '.', places) : std::nullopt;
    }
    const std::string_view text = trimmed(cell.text);
    if (format.number.is_inferred) {
        std::string reason;
        const auto plain = read_in_forms(text, format.forms, format.number.currency_sign, reason);
        return plain ? simple_number(plain->text, '.', places) : std::nullopt;
    }
    if (const auto simple = simple_number(text, format.number.decimal_mark, places)) return simple;
    const auto plain = plain_number(text, format.number);
    return plain ? simple_number(plain->text, '.', places) : std::nullopt;
}

}  // namespace

bool is_added_up(FieldType type) {
    return type == FieldType::money || type == FieldType::decimal || type == FieldType::integer;
}

bool are_few(std::size_t some, std::size_t rows) {
    constexpr std::size_t rows_for_each = 10;
    return some * rows_for_each <= rows;
}

class TotalFinder::Sink final : public RowSink {
public:
    explicit Sink(TotalFinder& finder) : finder_{&finder} {}
    void header(std::span<const std::string> columns) override { finder_->read_header(columns); }
    void keys(std::span<const std::string>) override {}
    void row(std::size_t line, std::span<const Cell> cells) override {
        finder_->read_row(line, cells);
    }
    void reject(std::size_t, std::string_view, std::string_view) override {}

private:
    TotalFinder* finder_;
};

TotalFinder::TotalFinder(
    std::span<const FieldSource> sources, const WantedColumns& wanted, const RowRules& rules)
    : sources_{sources}, wanted_{&wanted}, rules_{&rules} {
    for (std::size_t i = 0; i < sources.size(); ++i)
        if (sources[i].field()->identity && !sources[i].cells().empty()) id_ = i;
}

void TotalFinder::read_header(std::span<const std::string> columns) {
    if (!id_) return;
    const std::span<const std::size_t> cells = sources_[*id_].cells();
    if (std::none_of(cells.begin(), cells.end(), [&](std::size_t cell) {
            return std::find(columns.begin(), columns.end(), wanted_->names()[cell]) !=
                   columns.end();
        }))
        id_.reset();
}

TotalFinder::Suspect TotalFinder::content_of(std::size_t line, std::span<const Cell> cells) const {
    Suspect row;
    row.line = line;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        const FieldSource& source = sources_[i];
        const Cell cell = source.own_value(*wanted_, cells).value_or(Cell{});
        const std::string_view text = trimmed(cell.text);
        if (text.empty()) continue;
        if (!is_added_up(source.field()->type))
            row.texts.push_back({i, std::string{text}});
        else if (const auto number = number_of(cell, source.format()))
            row.numbers.push_back({i, *number});
        else
            row.has_unread_number = true;
        if (i == id_) row.id = text;
    }
    for (std::size_t i = 0; i < row.texts.size() && !row.word; ++i) {
        if (!row.id.empty() && row.texts[i].source != *id_) continue;
        if (const auto beside = beside_total_word(row.texts[i].text)) {
            row.word = i;
            row.beside = *beside;
        }
    }
    return row;
}

bool TotalFinder::is_single(const Suspect& row) const {
    return id_ && row.numbers.empty() && !row.has_unread_number && row.texts.size() == 1 &&
           sources_.size() > 2;
}

/// Without a word for it, but with an id that may be the name of a group, and numbers.
bool TotalFinder::is_label(const Suspect& row) const {
    return id_ && !row.word && !row.id.empty() && row.texts.size() == 1 && !row.numbers.empty();
}

bool TotalFinder::is_suspect(const Suspect& row) const {
    return row.word || (id_ && row.id.empty()) || is_single(row);
}

void TotalFinder::read_row(std::size_t line, std::span<const Cell> cells) {
    if (rules_->broken(*wanted_, cells)) return;
    Suspect row = content_of(line, cells);
    if (is_suspect(row)) {
        if (is_summing_) return;
        single_ += is_single(row) ? 1 : 0;
        suspects_.push_back(std::move(row));
    } else if (is_summing_) {
        add(row);
    } else {
        ++rows_;
        rich_ += row.texts.size() > 1 ? 1 : 0;
        if (is_label(row)) labels_.push_back(std::move(row));
    }
}

std::vector<TotalFinder::Group> TotalFinder::groups_of(const Suspect& suspect) const {
    if (is_label(suspect)) {
        std::vector<Group> groups;
        for (std::size_t i = 0; i < sources_.size(); ++i)
            if (i != *id_ && !is_added_up(sources_[i].field()->type))
                groups.push_back({{i, std::string{without_row_count(suspect.id)}}});
        return groups;
    }
    Group alike;
    for (std::size_t i = 0; i < suspect.texts.size(); ++i)
        if (i != suspect.word) alike.emplace(suspect.texts[i].source, suspect.texts[i].text);
    std::vector<Group> groups{alike};
    if (!suspect.word) return groups;
    if (!suspect.beside.empty()) {
        alike.emplace(suspect.texts[*suspect.word].source, suspect.beside);
        groups.push_back(std::move(alike));
    }
    groups.emplace_back();  // of the whole file
    return groups;
}

void TotalFinder::add(const Suspect& row) {
    for (auto& [pattern, groups] : groups_) {
        Group group;
        for (const auto& [source, text] : row.texts)
            if (std::find(pattern.begin(), pattern.end(), source) != pattern.end())
                group.emplace(source, text);
        const auto known = groups.find(group);
        if (known == groups.end()) continue;
        for (const auto& [source, value] : row.numbers) {
            Sum& sum = known->second[source];
            sum.value += value;
            ++sum.rows;
        }
    }
}

std::optional<std::pair<std::size_t, std::size_t>> TotalFinder::sum_of(
    const Suspect& suspect) const {
    const std::size_t least_rows = suspect.word ? 1 : 2;
    for (const Group& group : groups_of(suspect)) {
        Pattern pattern;
        for (const auto& [source, text] : group)
            pattern.push_back(source);
        const Sums& sums = groups_.at(pattern).at(group);
        for (const auto& [source, value] : suspect.numbers)
            if (const auto sum = sums.find(source); value != 0 && sum != sums.end() &&
                                                    sum->second.value == value &&
                                                    sum->second.rows >= least_rows)
                return std::pair{source, sum->second.rows};
    }
    return std::nullopt;
}

/// What a total that is not the sum of others is instead.
std::string TotalFinder::difference_of(const Suspect& suspect) const {
    if (!suspect.beside.empty()) return {};
    const Sums& all = groups_.at({}).at({});
    for (const auto& [source, value] : suspect.numbers) {
        const auto sum = all.find(source);
        if (sum == all.end()) continue;
        const auto text = [](const int128& number) {
            return plain_text(Rational{number, unit_of_sums});
        };
        return fmt::format(
            "'{}' is {}, and the sum of the {} other row{} {}", sources_[source].name(),
            text(value), sum->second.rows, sum->second.rows == 1 ? "" : "s",
            text(sum->second.value));
    }
    return {};
}

std::optional<TotalRow> TotalFinder::judged(const Suspect& suspect) const {
    TotalRow row;
    row.line = suspect.line;
    row.id = suspect.id;
    const auto told = [&](std::size_t source, std::string_view value, bool is_certain,
                          std::string reason) {
        row.field = sources_[source].name();
        row.value = value;
        row.is_certain = is_certain;
        row.reason = std::move(reason);
        return row;
    };
    const auto sum = sum_of(suspect);
    if (const auto word = suspect.word) {
        const Text& text = suspect.texts[*word];
        if (sum)
            return told(
                text.source, text.text, true,
                fmt::format(
                    "looks like a total: '{}' is the sum of {} other row{}",
                    sources_[sum->first].name(), sum->second, sum->second == 1 ? "" : "s"));
        if (suspect.texts.size() > 1) return std::nullopt;
        // Where most rows say no more, that is not much of a sign.
        if (!suspect.numbers.empty() || suspect.has_unread_number) {
            row.difference = difference_of(suspect);
            return told(
                text.source, text.text, 2 * rich_ > rows_,
                "looks like a total: all else is numbers");
        }
        return told(
            text.source, text.text, is_footer(text.text),
            "looks like a footer: nothing else is there");
    }
    if (suspect.id.empty() && sum)
        return told(
            *id_, "", true,
            fmt::format(
                "looks like a total: there is no id, and '{}' is the sum of {} other rows",
                sources_[sum->first].name(), sum->second));
    if (is_label(suspect) && sum)
        return told(
            *id_, suspect.id, true,
            fmt::format(
                "looks like a total: '{}' is the sum of {} other rows", sources_[sum->first].name(),
                sum->second));
    if (!is_single(suspect)) return std::nullopt;
    const Text& text = suspect.texts.front();
    const bool is_certain = is_footer(text.text);
    if (!is_certain && !are_few(single_, rows_)) return std::nullopt;
    return told(text.source, text.text, is_certain, "looks like a footer: nothing else is there");
}

std::vector<TotalRow> TotalFinder::find(const std::function<void(RowSink&)>& read) {
    Sink sink{*this};
    read(sink);
    if (suspects_.size() > rows_ + many_suspects) return {};
    if (2 * labels_.size() <= rows_ + many_suspects)
        std::move(labels_.begin(), labels_.end(), std::back_inserter(suspects_));
    if (suspects_.empty()) return {};
    for (const Suspect& suspect : suspects_)
        for (const Group& group : groups_of(suspect)) {
            Pattern pattern;
            for (const auto& [source, text] : group)
                pattern.push_back(source);
            groups_[pattern].try_emplace(group);
        }
    is_summing_ = true;
    read(sink);
    std::vector<TotalRow> found;
    for (const Suspect& suspect : suspects_)
        if (auto row = judged(suspect)) found.push_back(std::move(*row));
    // Of several, each is of a part of the rows, and nobody knows of which.
    const auto differs = [](const TotalRow& row) { return !row.difference.empty(); };
    if (std::count_if(found.begin(), found.end(), differs) > 1)
        for (TotalRow& row : found)
            row.difference.clear();
    return found;
}

}  // namespace saleskpi::inline v0_3::detail
