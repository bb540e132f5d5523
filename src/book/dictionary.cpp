// SPDX-License-Identifier: MIT
#include "book/dictionary.hpp"

#include "book/text_hash.hpp"
#include "value/short_text.hpp"
#include "value/utf8.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <array>
#include <limits>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t first_slots = 8;

std::uint32_t short_hash(std::string_view text) {
    return static_cast<std::uint32_t>(text_hash(text));
}

}  // namespace

Dictionary::Dictionary(const Dictionary& other) : base_{other.base_}, first_{other.first_} {
    for (const std::string_view text : other.texts_)
        intern(text);
}

Dictionary Dictionary::extending(std::shared_ptr<const Dictionary> base) {
    while (base) {
        const std::shared_ptr<const Dictionary> below = base->base_;
        if (base->texts_.empty()) {
            base = below;
        } else if (below && base->texts_.size() * 2 > below->texts_.size()) {
            const auto both = std::make_shared<Dictionary>();
            both->base_ = below->base_;
            both->first_ = below->first_;
            for (const Dictionary* part : {below.get(), base.get()})
                for (const std::string_view text : part->texts_)
                    both->add(text, short_hash(text));
            base = both;
        } else {
            break;
        }
    }
    Dictionary extended;
    extended.first_ = base ? static_cast<std::int32_t>(base->size()) : 0;
    extended.base_ = std::move(base);
    return extended;
}

std::int32_t Dictionary::find(std::string_view text, std::uint32_t hash) const {
    if (!slots_.empty())
        for (std::size_t at = place_of(hash);; at = (at + 1) & (slots_.size() - 1)) {
            const Slot& slot = slots_[at];
            if (slot.code == missing_code) break;
            if (slot.hash == hash && same_text(own_text(slot.code), text)) return slot.code;
        }
    return base_ ? base_->find(text, hash) : missing_code;
}

std::int32_t Dictionary::find(std::string_view text) const {
    return text.empty() ? missing_code : find(text, short_hash(text));
}

std::int32_t Dictionary::intern(std::string_view text, std::uint32_t hash) {
    const std::int32_t known = find(text, hash);
    if (known != missing_code) return known;
    return is_utf8(text) ? add(text, hash) : missing_code;
}

std::int32_t Dictionary::intern(std::string_view text) {
    if (text.empty()) return missing_code;
    // Runs of one text are common in exports: the last one costs a comparison, not a look-up.
    if (last_ != missing_code && this->text(last_) == text) return last_;
    return last_ = intern(text, short_hash(text));
}

bool Dictionary::intern(std::span<const std::string_view> texts, std::int32_t* codes) {
    // What the look-ups of a group will touch is fetched for all of them at once: where thousands
    // of texts are told apart, waiting for memory is most of the time.
    constexpr std::size_t group = 64;
    std::array<std::uint32_t, group> hashes;
    const Dictionary* most = this;  // of the chain, the one that has the most
    for (const Dictionary* other = base_.get(); other; other = other->base_.get())
        if (other->texts_.size() > most->texts_.size()) most = other;
    bool all_utf8 = true;
    for (std::size_t first = 0; first < texts.size(); first += group) {
        const std::size_t n = (std::min)(group, texts.size() - first);
        for (std::size_t i = 0; i < n; ++i) {
            hashes[i] = short_hash(texts[first + i]);
            if (!most->slots_.empty()) __builtin_prefetch(&most->slots_[most->place_of(hashes[i])]);
        }
        for (std::size_t i = 0; i < n && !most->slots_.empty(); ++i) {
            const Slot& slot = most->slots_[most->place_of(hashes[i])];
            if (slot.hash == hashes[i] && slot.code != missing_code)
                __builtin_prefetch(&most->own_text(slot.code));
        }
        for (std::size_t i = 0; i < n && !most->slots_.empty(); ++i) {
            const Slot& slot = most->slots_[most->place_of(hashes[i])];
            if (slot.hash == hashes[i] && slot.code != missing_code)
                __builtin_prefetch(most->own_text(slot.code).data());
        }
        for (std::size_t i = 0; i < n; ++i) {
            const std::string_view text = texts[first + i];
            const bool is_again = first + i > 0 && same_text(text, texts[first + i - 1]);
            codes[first + i] = text.empty() ? missing_code
                               : is_again   ? codes[first + i - 1]
                                            : intern(text, hashes[i]);
            all_utf8 &= text.empty() || codes[first + i] != missing_code;
        }
    }
    return all_utf8;
}

std::int32_t Dictionary::add(std::string_view text, std::uint32_t hash) {
    if (size() == static_cast<std::size_t>((std::numeric_limits<std::int32_t>::max)()))
        throw Error{ErrorCode::overflow, "a field has more than 2 billion different texts"};
    if ((texts_.size() + 1) * 4 > slots_.size() * 3) grow();
    const auto code = static_cast<std::int32_t>(size());
    texts_.push_back(store_.keep(text));
    put({hash, code});
    return code;
}

void Dictionary::put(Slot slot) {
    std::size_t at = place_of(slot.hash);
    while (slots_[at].code != missing_code)
        at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
}

void Dictionary::grow() {
    std::vector<Slot> old((std::max)(first_slots, slots_.size() * 2));
    old.swap(slots_);
    for (const Slot& slot : old)
        if (slot.code != missing_code) put(slot);
}

}  // namespace saleskpi::inline v0_3::detail
