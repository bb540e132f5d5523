// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Turns [{"rep": "Asha", "share": 0.6, "overlay": false}, ...] into the text that parse_credits
/// reads, "Asha:60;...".
class CreditsText {
public:
    void begin();
    void begin_credit();
    void key(std::string_view name) { key_ = name; }
    void text(std::string_view value);
    void number(std::string_view value);
    void flag(bool value);
    void end_credit();
    /// The list holds something else.
    void spoil() { is_good_ = false; }

    bool is_good() const { return is_good_; }
    const std::string& text() const { return text_; }

private:
    bool is_good_ = true;
    std::string text_;
    std::string key_;
    std::string rep_;
    std::string percent_;
    bool overlay_ = false;
};

}  // namespace saleskpi::inline v0_3::detail
