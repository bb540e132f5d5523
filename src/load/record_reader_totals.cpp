// SPDX-License-Identifier: MIT
// What becomes of rows that are no records.
#include "load/record_reader.hpp"
#include "load/total_words.hpp"
#include "value/utf8.hpp"

#include <algorithm>
#include <utility>

namespace saleskpi::inline v0_3::detail {

void RecordReader::infer_numbers(const std::function<void(RowSink&)>& read) {
    const auto is_inferred = [](const FieldSource& source) {
        return source.format().number.is_inferred && is_added_up(source.field()->type);
    };
    if (std::none_of(sources_.begin(), sources_.end(), is_inferred)) return;
    const auto forms = find_number_forms(sources_, wanted_, rules_, read);
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        if (!is_inferred(sources_[i])) continue;
        sources_[i].set_number_forms(forms[i]);
        InferredNumbers& numbers = report_.numbers.emplace_back();
        numbers.field = sources_[i].name();
        for (std::size_t form = 0; form < number_form_count; ++form)
            if ((forms[i] >> form & 1U) != 0) numbers.forms.emplace_back(number_form(form));
    }
}

/// Once it is known which fields the file has.
void RecordReader::watch_totals() {
    const auto has = [&](const auto& is_it) {
        return std::any_of(sources_.begin(), sources_.end(), [&](const FieldSource& source) {
            return is_it(*source.field());
        });
    };
    watches_ids_ = !has_ids_of_lines_ && has([](const FieldInfo& field) { return field.identity; });
    watches_texts_ =
        !watches_ids_ && has([](const FieldInfo& field) { return is_added_up(field.type); });
    most_of_total_ = 1;
    for (const FieldSource& source : sources_)
        if (is_added_up(source.field()->type) || source.has_fallback()) ++most_of_total_;
}

bool RecordReader::is_left_out(std::size_t line, std::span<const Cell> cells) {
    auto rule = rules_.any() ? rules_.broken(wanted_, cells) : std::nullopt;
    if (!rule && std::binary_search(totals_.begin(), totals_.end(), line))
        rule = report_.left_out.size() - 1;
    if (!rule) return false;
    ++report_.left_out[*rule].rows;
    return true;
}

void RecordReader::note_suspect(std::size_t line, bool has_word) {
    has_words_ |= has_word;
    suspects_.push_back(line);
}

/// A row may be a total if its id has a word for it, or if it says little else: nothing but numbers.
void RecordReader::watch_id(std::size_t line, std::span<const Cell> cells) {
    if (beside_total_word(id_)) return note_suspect(line, true);
    if (sources_.size() - missing_ > most_of_total_) return;
    std::size_t texts = 0;
    std::size_t numbers = 0;
    for (const FieldSource& source : sources_)
        if (source.has_own(wanted_, cells)) ++(is_added_up(source.field()->type) ? numbers : texts);
    if (texts == 1 && sources_.size() > (numbers == 0 ? 2U : 3U)) note_suspect(line, false);
}

void RecordReader::leave_out(std::span<const TotalRow> totals) {
    report_.left_out.push_back({report_.table, report_.file, "no total row", 0});
    for (const TotalRow& total : totals)
        if (total.is_certain) totals_.push_back(total.line);
    std::sort(totals_.begin(), totals_.end());
}

void RecordReader::finish(std::span<const TotalRow> totals) {
    const auto report = [&](Finding finding) {
        finding.table = report_.table;
        finding.file = report_.file;
        to_->report(std::move(finding));
    };
    for (const TotalRow& total : totals) {
        const bool is_kept = std::binary_search(suspects_.begin(), suspects_.end(), total.line);
        const bool differs = !total.difference.empty() &&
                             std::binary_search(totals_.begin(), totals_.end(), total.line);
        if (!is_kept && !differs) continue;
        Finding finding;
        finding.line = total.line;
        finding.id = shown(total.id);
        finding.field = total.field;
        finding.value = shown(total.value);
        finding.reason = differs ? "is left out as a total, but " + total.difference : total.reason;
        finding.rejected = false;
        finding.kind = FindingKind::total_row;
        report(std::move(finding));
    }
    not_listed_.each(
        [&](std::string_view field) {
            const auto source = std::find_if(
                sources_.begin(), sources_.end(),
                [&](const auto& one) { return one.name() == field; });
            return source == sources_.end() ? *currency_source_->others() : *source->others();
        },
        report);
}

}  // namespace saleskpi::inline v0_3::detail
