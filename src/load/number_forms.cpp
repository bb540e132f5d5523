// SPDX-License-Identifier: MIT
#include "load/number_forms.hpp"

#include "load/field_source.hpp"
#include "load/row_rules.hpp"
#include "load/text.hpp"
#include "load/total_rows.hpp"

#include <saleskpi/load/file_format.hpp>

#include <algorithm>
#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

struct Form {
    std::string_view sample;
    char decimal_mark;
    std::string_view separator;
};

constexpr std::array<Form, number_form_count> forms_of_all{
    {{"1,234.56", '.', ","},
     {"1.234,56", ',', "."},
     {"1 234,56", ',', " "},
     {"1 234.56", '.', " "},
     {"1'234.56", '.', "'"},
     {"1'234,56", ',', "'"}}};

bool has_form(NumberForms forms, std::size_t form) { return (forms >> form & 1U) != 0; }

/// No group begins a number with 0: 0,125 is a fraction.
std::optional<WrittenNumber> read_in(
    std::string_view text, std::size_t form, const std::string& currency_sign) {
    const Form& one = forms_of_all[form];
    const NumberFormat format{one.decimal_mark, std::string{one.separator}, currency_sign};
    auto number = plain_number(text, format);
    if (!number) return std::nullopt;
    const std::size_t first = number->text.starts_with('-') ? 1 : 0;
    const bool begins_with_zero = number->text.size() > first + 1 && number->text[first] == '0' &&
                                  number->text[first + 1] != '.';
    if (begins_with_zero && text.find(one.separator) != std::string_view::npos) return std::nullopt;
    return number;
}

class FormSink final : public RowSink {
public:
    FormSink(
        std::span<const FieldSource> sources,
        const WantedColumns& wanted,
        const RowRules& rules,
        std::vector<NumberForms>& to)
        : sources_{sources}, wanted_{&wanted}, rules_{&rules}, to_{&to} {}

    void header(std::span<const std::string>) override {}
    void keys(std::span<const std::string>) override {}
    void row(std::size_t, std::span<const Cell> cells) override {
        if (rules_->any() && rules_->broken(*wanted_, cells)) return;
        for (std::size_t i = 0; i < sources_.size(); ++i) {
            const FieldSource& source = sources_[i];
            const NumberFormat& format = source.format().number;
            if (!format.is_inferred || !is_added_up(source.field()->type)) continue;
            Missed missed;
            const Cell cell = source.pick(*wanted_, cells, missed);
            if (cell.kind != Cell::Kind::text || cell.text.empty()) continue;
            const NumberForms forms = forms_that_read(cell.text, format.currency_sign);
            if (forms != 0) (*to_)[i] &= forms;
        }
    }
    void reject(std::size_t, std::string_view, std::string_view) override {}

private:
    std::span<const FieldSource> sources_;
    const WantedColumns* wanted_;
    const RowRules* rules_;
    std::vector<NumberForms>* to_;
};

}  // namespace

std::string_view number_form(std::size_t form) { return forms_of_all[form].sample; }

NumberForms forms_that_read(std::string_view text, const std::string& currency_sign) {
    NumberForms forms = 0;
    for (std::size_t form = 0; form < number_form_count; ++form)
        if (read_in(text, form, currency_sign))
            forms = static_cast<NumberForms>(forms | 1U << form);
    return forms;
}

std::optional<WrittenNumber> read_in_forms(
    std::string_view text,
    NumberForms forms,
    const std::string& currency_sign,
    std::string& reason) {
    std::optional<WrittenNumber> number;
    for (std::size_t form = 0; form < number_form_count; ++form) {
        if (!has_form(forms, form)) continue;
        auto one = read_in(text, form, currency_sign);
        if (one && number && one->text != number->text) {
            reason = "may be " + number->text + " or " + one->text +
                     ": 'number' must say how the file writes them";
            return std::nullopt;
        }
        if (one && !number) number = std::move(one);
    }
    if (!number) reason = "is not a number";
    return number;
}

std::vector<NumberForms> find_number_forms(
    std::span<const FieldSource> sources,
    const WantedColumns& wanted,
    const RowRules& rules,
    const std::function<void(RowSink&)>& read) {
    std::vector<NumberForms> forms(sources.size(), all_number_forms);
    FormSink sink{sources, wanted, rules, forms};
    read(sink);
    // Values that no one form reads together are each looked at alone.
    std::replace(forms.begin(), forms.end(), NumberForms{0}, all_number_forms);
    return forms;
}

}  // namespace saleskpi::inline v0_3::detail
