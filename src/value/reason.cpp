// SPDX-License-Identifier: MIT
#include <saleskpi/value/reason.hpp>

namespace saleskpi::inline v0_3 {

std::string_view name(Reason reason) noexcept {
    switch (reason) {
        case Reason::no_records:
            return "no_records";
        case Reason::missing_values:
            return "missing_values";
        case Reason::zero_denominator:
            return "zero_denominator";
        case Reason::no_target:
            return "no_target";
        case Reason::zero_target:
            return "zero_target";
        case Reason::no_prior_period:
            return "no_prior_period";
        case Reason::zero_base:
            return "zero_base";
        case Reason::insufficient_n:
            return "insufficient_n";
        case Reason::immature:
            return "immature";
        case Reason::no_reference:
            return "no_reference";
        case Reason::incomparable:
            return "incomparable";
        case Reason::not_cut:
            return "not_cut";
        case Reason::too_large:
            return "too_large";
    }
    return "";
}

std::optional<Reason> find_reason(std::string_view text) noexcept {
    for (const Reason reason : all_reasons) {
        if (name(reason) == text) {
            return reason;
        }
    }
    return std::nullopt;
}

}  // namespace saleskpi::inline v0_3
