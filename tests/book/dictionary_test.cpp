// SPDX-License-Identifier: MIT
#include "book/dictionary.hpp"

#include "../catch.hpp"
#include "book/text_hash.hpp"

#include <array>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

using namespace saleskpi;
using saleskpi::detail::Dictionary;
using saleskpi::detail::text_hash;
using saleskpi::detail::TextStore;

TEST_CASE("texts are numbered in the order of their first appearance") {
    Dictionary dictionary;
    CHECK(dictionary.find("Asha") == missing_code);
    CHECK(dictionary.intern("Asha") == 0);
    CHECK(dictionary.intern("Ben") == 1);
    CHECK(dictionary.intern("Ben") == 1);
    CHECK(dictionary.intern("Asha") == 0);
    CHECK(dictionary.intern("") == missing_code);
    CHECK(dictionary.find("") == missing_code);
    CHECK(dictionary.find("Ben") == 1);
    CHECK(dictionary.find("Be") == missing_code);
    CHECK(dictionary.text(1) == "Ben");
    CHECK(dictionary.text(missing_code).empty());
    CHECK(dictionary.size() == 2);
}

TEST_CASE("many texts at once get the codes that they get one by one") {
    std::mt19937 random{3};
    std::vector<std::string> texts;
    for (int i = 0; i < 20'000; ++i) {
        const auto kind = random() % 4;
        std::string text = kind == 0 ? "" : std::to_string(random() % 3000);
        if (kind == 3) text.insert(0, random() % 100, 'x');  // of all lengths
        if (kind == 2) text += '\0';                         // one that ends in a zero is another
        texts.push_back(text);
    }
    const std::vector<std::string_view> views{texts.begin(), texts.end()};
    Dictionary by_batch;
    std::vector<std::int32_t> codes(views.size());
    by_batch.intern(views, codes.data());

    Dictionary one_by_one;
    std::unordered_map<std::string, std::int32_t> numbers;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto next = static_cast<std::int32_t>(numbers.size());
        const auto expected =
            texts[i].empty() ? missing_code : numbers.emplace(texts[i], next).first->second;
        if (codes[i] != expected) CHECK(codes[i] == expected);
        if (one_by_one.intern(texts[i]) != expected) CHECK(one_by_one.find(texts[i]) == expected);
    }
    CHECK(by_batch.size() == numbers.size());
    for (const auto& [text, code] : numbers)
        if (by_batch.text(code) != text) CHECK(by_batch.text(code) == text);
}

TEST_CASE("texts stay where they are as others come, and as the dictionary moves") {
    Dictionary dictionary;
    dictionary.intern("the first");
    const std::string_view first = dictionary.text(0);
    for (int i = 0; i < 10'000; ++i)
        dictionary.intern(std::to_string(i));
    Dictionary moved = std::move(dictionary);
    CHECK(moved.text(0).data() == first.data());
    CHECK(first == "the first");
    const Dictionary copy{moved};
    CHECK(copy.find("9999") == 10'000);
    CHECK(copy.text(0) == "the first");
    CHECK(copy.text(0).data() != first.data());
}

TEST_CASE("texts that differ a little have hashes that differ") {
    std::set<std::uint64_t> hashes;
    std::set<std::uint32_t> low;
    for (int i = 0; i < 10'000; ++i) {
        hashes.insert(text_hash("customer-" + std::to_string(i)));
        low.insert(static_cast<std::uint32_t>(text_hash(std::to_string(i))) % 16384);
    }
    for (std::size_t size = 0; size < 64; ++size)
        hashes.insert(text_hash(std::string(size, 'a')));
    CHECK(hashes.size() == 10'064);
    CHECK(low.size() > 7000);  // 16384 * (1 - e^(-10000/16384)) = 7490 of a perfect hash
}

TEST_CASE("a store keeps texts of any size, and memory to use again") {
    TextStore store;
    const std::string large(3'000'000, 'l');
    const std::string_view small = store.keep("small");
    const std::string_view kept = store.keep(large);
    CHECK(store.keep("").empty());
    CHECK(small == "small");
    CHECK(kept == large);
    store.clear();
    const std::size_t bytes = store.bytes();
    CHECK(bytes >= large.size());
    for (int i = 0; i < 100; ++i) {
        store.keep(large);
        store.clear();
    }
    CHECK(store.bytes() == bytes);
}
