// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace saleskpi::detail {

/// Numbers texts in the order of their first appearance.
class Dictionary {
public:
    Dictionary() = default;
    Dictionary(Dictionary&&) = default;
    Dictionary& operator=(Dictionary&&) = default;
    /// Numbers anew: the map of a plain copy would refer to the other's texts.
    Dictionary(const Dictionary& other) {
        for (const std::string& text : other.texts_)
            intern(text);
    }
    Dictionary& operator=(const Dictionary&) = delete;

    /// The code of a text, a new one if need be; missing_code for the empty text.
    std::int32_t intern(std::string_view text) {
        if (text.empty()) return missing_code;
        // Runs of one text are common in exports: the last one costs a comparison, not a look-up.
        if (last_ >= 0 && texts_[static_cast<std::size_t>(last_)] == text) return last_;
        if (const auto known = codes_.find(text); known != codes_.end())
            return last_ = known->second;
        const auto code = static_cast<std::int32_t>(texts_.size());
        codes_.emplace(texts_.emplace_back(text), code);
        bytes_ += text.size();
        return last_ = code;
    }

    /// The code of a text that is there, else missing_code.
    std::int32_t find(std::string_view text) const {
        const auto known = codes_.find(text);
        return known == codes_.end() ? missing_code : known->second;
    }

    std::string_view text(std::int32_t code) const {
        return code < 0 ? std::string_view{}
                        : std::string_view{texts_[static_cast<std::size_t>(code)]};
    }
    std::size_t size() const { return texts_.size(); }
    std::size_t bytes() const { return bytes_ + size() * (sizeof(std::string) + 48); }

private:
    std::deque<std::string> texts_;  // a deque: the map refers to its elements
    std::unordered_map<std::string_view, std::int32_t> codes_;
    std::int32_t last_ = missing_code;
    std::size_t bytes_ = 0;
};

}  // namespace saleskpi::detail
