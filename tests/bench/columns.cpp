// SPDX-License-Identifier: MIT
#include "columns.hpp"

#include <algorithm>
#include <cstring>

namespace bench {

namespace {

RepColumn make_reps(const Generator& generator) {
    const std::size_t n = generator.shape().deals;
    if (generator.shape().reps <= 65'536) return std::vector<std::uint16_t>(n);
    return std::vector<std::uint32_t>(n);
}

template <class T>
std::vector<T> reordered(const std::vector<T>& column, const std::vector<std::uint64_t>& order) {
    std::vector<T> result(column.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        result[i] = column[order[i] & 0xffffffff];
    return result;
}

/// The sum of a column's words: four at a time, so that memory sets the pace and not the additions.
template <class T>
std::uint64_t sum_of_words(const std::vector<T>& column) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(column.data());
    const std::size_t size = column.size() * sizeof(T);
    std::uint64_t sums[4] = {};
    for (std::size_t at = 0; at + 32 <= size; at += 32) {
        std::uint64_t words[4];
        std::memcpy(words, bytes + at, 32);
        for (int k = 0; k < 4; ++k)
            sums[k] += words[k];
    }
    return sums[0] + sums[1] + sums[2] + sums[3];
}

}  // namespace

Columns make_columns(const Generator& generator) {
    const std::size_t n = generator.shape().deals;
    Columns c;
    c.rep = make_reps(generator);
    for (auto* days : {&c.created, &c.opened, &c.closed})
        days->resize(n);
    for (auto* money : {&c.amount, &c.list, &c.cost})
        money->resize(n);
    c.stage.resize(n);
    c.product.resize(n);
    c.customer.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        const Fact fact = generator.fact(i);
        std::visit(
            [&](auto& rep) {
                rep[i] = static_cast<typename std::decay_t<decltype(rep)>::value_type>(fact.rep);
            },
            c.rep);
        c.created[i] = fact.created;
        c.opened[i] = fact.opened;
        c.closed[i] = fact.closed;
        c.stage[i] = static_cast<std::uint8_t>(fact.stage);
        c.product[i] = static_cast<std::uint8_t>(fact.product);
        c.amount[i] = fact.amount;
        c.list[i] = fact.list;
        c.cost[i] = fact.cost;
        c.customer[i] = fact.customer;
    }
    return c;
}

Columns clustered(const Columns& c) {
    // rep, day and row number in one integer each: they sort faster than numbers of rows.
    std::vector<std::uint64_t> order(c.size());
    std::visit(
        [&](const auto& rep) {
            for (std::size_t i = 0; i < order.size(); ++i)
                order[i] = std::uint64_t{rep[i]} << 48 | std::uint64_t{c.closed[i]} << 32 | i;
        },
        c.rep);
    if (c.rep.index() == 0) {
        std::sort(order.begin(), order.end());
    } else {  // more reps than 16 bits hold: their numbers do not fit beside the row's
        const auto& rep = std::get<1>(c.rep);
        std::sort(order.begin(), order.end(), [&](std::uint64_t a, std::uint64_t b) {
            const std::uint32_t left = rep[a & 0xffffffff], right = rep[b & 0xffffffff];
            return left != right ? left < right : (a & 0xffffffffffff) < (b & 0xffffffffffff);
        });
    }
    Columns result;
    result.rep =
        std::visit([&](const auto& rep) { return RepColumn{reordered(rep, order)}; }, c.rep);
    result.created = reordered(c.created, order);
    result.opened = reordered(c.opened, order);
    result.closed = reordered(c.closed, order);
    result.stage = reordered(c.stage, order);
    result.product = reordered(c.product, order);
    result.amount = reordered(c.amount, order);
    result.list = reordered(c.list, order);
    result.cost = reordered(c.cost, order);
    result.customer = reordered(c.customer, order);
    return result;
}

std::uint64_t read_seven(const Columns& c) {
    return std::visit([](const auto& rep) { return sum_of_words(rep); }, c.rep) +
           sum_of_words(c.closed) + sum_of_words(c.opened) + sum_of_words(c.stage) +
           sum_of_words(c.amount) + sum_of_words(c.list) + sum_of_words(c.cost);
}

}  // namespace bench
