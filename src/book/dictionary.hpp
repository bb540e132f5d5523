// SPDX-License-Identifier: MIT
#pragma once

#include "book/text_store.hpp"

#include <saleskpi/record/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Numbers texts in the order of their first appearance. Its texts stay where they are, so that a
/// view of one is good for the life of the dictionary. All of them are UTF-8: what stands here is
/// shown, and looked at but once.
class Dictionary {
public:
    Dictionary() = default;
    Dictionary(Dictionary&&) = default;
    Dictionary& operator=(Dictionary&&) = default;
    /// Numbers anew: the texts of a plain copy would be the other's.
    Dictionary(const Dictionary& other);
    Dictionary& operator=(const Dictionary&) = delete;
    ~Dictionary() = default;

    /// A dictionary that goes on from another: the other's codes are good for both, its texts are
    /// not copied. Chains stay short: what was added last is copied together as it gets many.
    static Dictionary extending(std::shared_ptr<const Dictionary> base);

    /// The code of a text, a new one if need be; missing_code for the empty text and for one that is
    /// not UTF-8.
    std::int32_t intern(std::string_view text);
    /// The codes of many texts, with the look-ups overlapping. False if one of them is not UTF-8.
    bool intern(std::span<const std::string_view> texts, std::int32_t* codes);

    /// The code of a text that is there, else missing_code.
    std::int32_t find(std::string_view text) const;

    std::string_view text(std::int32_t code) const {
        return code < 0 ? std::string_view{} : code < first_ ? base_->text(code) : own_text(code);
    }
    std::size_t size() const { return static_cast<std::size_t>(first_) + texts_.size(); }
    std::size_t bytes() const {
        return (base_ ? base_->bytes() : 0) + store_.bytes() +
               texts_.capacity() * sizeof(std::string_view) + slots_.size() * sizeof(Slot);
    }

private:
    /// A place of the table, which is searched from a text's hash on to the next empty one. The
    /// hash stands here too: nearly every other text is passed over without a look at it.
    struct Slot {
        std::uint32_t hash = 0;
        std::int32_t code = missing_code;
    };

    const std::string_view& own_text(std::int32_t code) const {
        return texts_[static_cast<std::size_t>(code - first_)];
    }
    std::size_t place_of(std::uint32_t hash) const { return hash & (slots_.size() - 1); }
    std::int32_t find(std::string_view text, std::uint32_t hash) const;
    std::int32_t intern(std::string_view text, std::uint32_t hash);
    std::int32_t add(std::string_view text, std::uint32_t hash);
    void put(Slot slot);
    void grow();

    std::shared_ptr<const Dictionary> base_;  // has the codes below first_
    std::int32_t first_ = 0;
    std::vector<Slot> slots_;  // a power of two
    std::vector<std::string_view> texts_;
    TextStore store_;
    std::int32_t last_ = missing_code;
};

}  // namespace saleskpi::inline v0_3::detail
