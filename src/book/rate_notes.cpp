// SPDX-License-Identifier: MIT
#include "book/rate_notes.hpp"

#include <saleskpi/calendar/window.hpp>
#include <saleskpi/record/exchange_rate.hpp>
#include <saleskpi/value/rounding.hpp>

#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace saleskpi::inline v0_3::detail {

namespace {

/// "EUR, GBP"
std::string codes_of(const std::vector<Currency>& currencies) {
    std::string codes;
    for (const Currency& currency : currencies)
        codes += (codes.empty() ? "" : ", ") + currency.code();
    return codes;
}

std::string rate_text(const Rational& rate) {
    std::string text = to_decimal_text(rate, 9);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

/// Where a rate was said.
using RateKey = std::tuple<std::string, std::string, Date>;
using RateOrigins = std::map<RateKey, std::pair<std::string, std::size_t>>;

Date begin_of(std::int64_t day) {
    return day == missing_number || day == missing_day ? all_time.first : Date{date::days{day}};
}

/// Fills in where the wanted rates came from, of those that are being added and those of the book.
void find_origins(BookDraft& draft, RateOrigins& wanted) {
    const auto found = [&](const RateKey& key, std::string file, std::size_t line) {
        if (const auto known = wanted.find(key); known != wanted.end())
            known->second = {std::move(file), line};
    };
    if (RawTable* table = draft.find("exchange_rates")) {
        std::vector<std::string> files;
        const OriginRows origins = table->origins(files);
        const RawColumn& base = *table->find(kpi::exchange_rate::base.name);
        const RawColumn& quote = *table->find(kpi::exchange_rate::quote.name);
        const RawColumn& from = *table->find(kpi::exchange_rate::from.name);
        for (std::size_t row = 0; row < table->rows(); ++row)
            if (!table->is_rejected(row))
                found(
                    {base.shown(row), quote.shown(row), begin_of(from.small_at(row))},
                    origins.files[row] < 0 ? std::string{}
                                           : files[static_cast<std::size_t>(origins.files[row])],
                    static_cast<std::size_t>(origins.numbers[row]));
    }
    for (const TablePart& part : draft.data->parts("exchange_rates"))
        for (std::size_t row = 0; row < part->plain.rows; ++row) {
            if (part.is_dead(row)) continue;
            const auto number = [&](std::string_view field) {
                std::int64_t value = missing_number;
                part->plain.find(field)->data.read(row, 1, &value);
                return value;
            };
            const auto name = [&](std::string_view field) {
                const auto code = static_cast<std::int32_t>(number(field));
                return std::string{part->plain.find(field)->dictionary->text(code)};
            };
            const RecordName origin = part->record_name(row);
            found(
                {name(kpi::exchange_rate::base.name), name(kpi::exchange_rate::quote.name),
                 begin_of(number(kpi::exchange_rate::from.name))},
                origin.text, static_cast<std::size_t>(origin.number));
        }
}

Finding note(std::string value, std::string reason, FindingKind kind) {
    Finding finding;
    finding.table = table_of<ExchangeRate>();
    finding.field = kpi::exchange_rate::rate.name;
    finding.value = std::move(value);
    finding.reason = std::move(reason);
    finding.rejected = false;
    finding.kind = kind;
    return finding;
}

RateKey key_of(const ExchangeRates::Contradiction& one) {
    return {one.from.code(), one.to.code(), one.valid_from};
}

}  // namespace

std::vector<Finding> rate_notes(BookDraft& draft) {
    const Conversion& conversion = draft.data->conversion;
    const std::optional<Date> as_of = draft.data->as_of;
    std::vector<Finding> notes;
    RateOrigins origins;
    // Of what comes later than the day of the book nothing is told.
    for (const auto& one : conversion.contradictions)
        if (!as_of || one.valid_from <= *as_of) origins.try_emplace(key_of(one));
    if (!origins.empty()) find_origins(draft, origins);
    for (const auto& one : conversion.contradictions) {
        if (!origins.contains(key_of(one))) continue;
        const std::string others =
            one.over.empty() ? fmt::format("the rate of {} to {}", one.to.code(), one.from.code())
                             : fmt::format("the rates over {}", codes_of(one.over));
        Finding& finding = notes.emplace_back(note(
            rate_text(one.rate),
            fmt::format(
                "is the rate of {} to {}, which would be {} by {}", one.from.code(), one.to.code(),
                rate_text(round_to(one.by_others, 6, Rounding::half_even)), others),
            FindingKind::contradicts));
        std::tie(finding.file, finding.line) = origins.at(key_of(one));
    }
    const auto text = [](std::int32_t day) { return to_text(Date{date::days{day}}); };
    for (const auto& [way, days] : conversion.crossed)
        notes.push_back(note(
            fmt::format("{} to {}", way.first.code(), draft.data->currency.code()),
            fmt::format(
                "is crossed over {}, from {} to {}", codes_of(way.second), text(days.first),
                text(days.second)),
            FindingKind::crossed));
    return notes;
}

bool is_rate_note(const Finding& finding) {
    return finding.table == table_of<ExchangeRate>() && !finding.rejected &&
           (finding.kind == FindingKind::contradicts || finding.kind == FindingKind::crossed);
}

}  // namespace saleskpi::inline v0_3::detail
