// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Some of a dictionary's codes: a bit each, so that books which follow each other copy them at once.
class CodeSet {
public:
    bool contains(std::int32_t code) const {
        return code >= 0 && word(code) < words_.size() && (words_[word(code)] & bit(code)) != 0;
    }
    void insert(std::int32_t code) {
        if (contains(code)) return;
        if (word(code) >= words_.size()) words_.resize(word(code) + 1);
        words_[word(code)] |= bit(code);
        ++size_;
    }
    void insert(const CodeSet& others) {
        if (empty())
            *this = others;
        else
            others.each([&](std::int32_t code) { insert(code); });
    }
    void erase(std::int32_t code) {
        if (!contains(code)) return;
        words_[word(code)] &= ~bit(code);
        --size_;
    }
    bool empty() const { return size_ == 0; }
    /// Calls f with each of them, in order.
    template <class F>
    void each(F&& f) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            for (std::uint64_t left = words_[i]; left != 0; left &= left - 1)
                f(static_cast<std::int32_t>(i * 64) + std::countr_zero(left));
    }

    /// Of sets that hold the same codes, whatever they held before.
    friend bool operator==(const CodeSet& a, const CodeSet& b) {
        return a.size_ == b.size_ && std::equal(
                                         a.words_.begin(),
                                         a.words_.begin() + static_cast<std::ptrdiff_t>((std::min)(
                                                                a.words_.size(), b.words_.size())),
                                         b.words_.begin());
    }

private:
    static std::size_t word(std::int32_t code) { return static_cast<std::size_t>(code) / 64; }
    static std::uint64_t bit(std::int32_t code) {
        return std::uint64_t{1} << (static_cast<std::uint32_t>(code) % 64);
    }

    std::vector<std::uint64_t> words_;
    std::size_t size_ = 0;
};

using CodesByDomain = std::map<std::string, CodeSet, std::less<>>;

}  // namespace saleskpi::inline v0_3::detail
