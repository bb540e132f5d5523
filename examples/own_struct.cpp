// SPDX-License-Identifier: MIT
// Records of one's own: a deal with more fields, and a struct that is no deal at all.
#include "check.hpp"

#include <saleskpi/format.hpp>
#include <saleskpi/saleskpi.hpp>

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

using namespace saleskpi;
using namespace date::literals;

//! [derived]
struct ClinicDeal : Deal {  // a deal, and what else this application knows of it
    std::string ward;
};
inline constexpr auto ward = field("ward", &ClinicDeal::ward);

template <>
struct saleskpi::Schema<ClinicDeal> {
    using base = Deal;
    static constexpr auto fields = std::tuple{::ward};
};
//! [derived]

//! [unrelated]
struct Order {  // from a shop's own code: it knows nothing of this library
    std::string number;
    std::string shop;
    std::int64_t cents = 0;
    Date paid;
};

Money total(const Order& order) { return {order.cents, eur}; }
Stage stage(const Order&) { return Stage::won; }

template <>
struct saleskpi::Schema<Order> {
    static constexpr std::string_view table = "deals";  // stands where deals stand
    static constexpr auto fields = std::tuple{
        field("id", &Order::number).identity(),
        field("shop", &Order::shop),
        field("closed", &Order::paid),
        computed("amount", &total),  // worked out of the record
        computed("stage", &::stage),
    };
};
//! [unrelated]

int main() {
    //! [use_derived]
    std::vector<ClinicDeal> deals(2);
    deals[0].id = "1";
    deals[0].stage = Stage::won;
    deals[0].closed = 2025_y / 1 / 20;
    deals[0].amount = 1200_usd;
    deals[0].ward = "X-ray";
    deals[1] = deals[0];
    deals[1].id = "2";
    deals[1].ward = "surgery";

    const Book book = BookBuilder{usd}.add(deals).build();
    const Table table = rollup(book).metrics(kpi::revenue).by(ward).run();
    show(fmt::format("{}", table.at({"X-ray"})[kpi::revenue]), "1200.00 USD");
    //! [use_derived]

    //! [use_unrelated]
    const std::vector<Order> orders{
        {"A", "Lyon", 1999, 2025_y / 3 / 1}, {"B", "Graz", 4200, 2025_y / 3 / 2}};
    show(fmt::format("{}", kpi::revenue(orders)), "61.99 EUR");
    const Book sales = BookBuilder{eur}.add(orders).build();
    const Table shops = rollup(sales).metrics(kpi::revenue).by("shop").run();
    show(fmt::format("{}", shops.at({"Graz"})[kpi::revenue]), "42.00 EUR");
    //! [use_unrelated]
}
