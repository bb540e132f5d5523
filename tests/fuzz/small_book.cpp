// SPDX-License-Identifier: MIT
#include "fuzz/small_book.hpp"

#include "fuzz/targets.hpp"
#include "support/random_book.hpp"

namespace fuzz {

using namespace saleskpi;

const Book& small_book() {
    static const Book book = [] {
        laws::RandomOptions options;
        options.deals = 40;
        return laws::random_records(1, options).book();
    }();
    return book;
}

Window small_window() { return {make_date(2024, 1, 1).value(), make_date(2025, 2, 20).value()}; }

Halves halves_of(Bytes bytes) {
    constexpr std::string_view border = "\n---\n";
    const std::string_view text = text_of(bytes);
    const std::size_t at = text.find(border);
    if (at == std::string_view::npos) return {text, {}};
    return {text.substr(0, at), text.substr(at + border.size())};
}

}  // namespace fuzz
