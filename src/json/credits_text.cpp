// SPDX-License-Identifier: MIT
#include "json/credits_text.hpp"

#include "load/number_text.hpp"

#include <saleskpi/value/decimal.hpp>

#include <optional>

namespace saleskpi::inline v0_3::detail {

void CreditsText::begin() {
    is_good_ = true;
    text_.clear();
}

void CreditsText::begin_credit() {
    key_.clear();
    rep_.clear();
    percent_.clear();
    overlay_ = false;
}

void CreditsText::text(std::string_view value) {
    // These two have a meaning in the text.
    if (key_ != "rep" || value.find_first_of(":;") != std::string_view::npos) spoil();
    rep_ = value;
}

void CreditsText::number(std::string_view value) {
    const auto plain = without_exponent(std::string{value} + "e2");
    const std::optional<Decimal> percent = plain ? Decimal::try_parse(*plain) : std::nullopt;
    if (key_ != "share" || !percent) return spoil();
    percent_ = to_text(*percent);
}

void CreditsText::flag(bool value) {
    if (key_ != "overlay") spoil();
    overlay_ = value;
}

void CreditsText::end_credit() {
    if (rep_.empty() || (overlay_ && percent_.empty())) spoil();
    if (!text_.empty()) text_ += ';';
    text_ += rep_;
    if (!percent_.empty()) text_ += ':' + percent_;
    if (overlay_) text_ += ":overlay";
}

}  // namespace saleskpi::inline v0_3::detail
