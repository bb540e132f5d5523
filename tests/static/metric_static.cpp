// SPDX-License-Identifier: MIT
// What the algebra of metrics promises to the compiler. That this file compiles is the test.
#include <saleskpi/kpi/kpi.hpp>

#include <string>
#include <type_traits>

namespace saleskpi::kpi {
namespace {

// The units of what is built from units.
static_assert((revenue / deals_won).unit == Unit::money);
static_assert((gross_profit / revenue).unit == Unit::ratio);
static_assert((deals_won / deals_decided).unit == Unit::ratio);
static_assert((revenue * win_rate).unit == Unit::money);
static_assert((2 * revenue).unit == Unit::money);
static_assert((revenue / sales_cycle).unit == Unit::money_per_day);
static_assert((deals_won / sales_cycle).unit == Unit::count_per_day);
static_assert((revenue + gross_profit).unit == Unit::money);
static_assert((1 - win_rate).unit == Unit::ratio);
static_assert((revenue / period_months()).unit == Unit::money_per_month);
static_assert((revenue / period_months() * contract_length).unit == Unit::money);
static_assert(
    mean(days_between(deal::opened, deal::closed)).by(deal::closed).formula().unit == Unit::days);
static_assert(sum(deal::amount * deal::probability).by(deal::closed).formula().unit == Unit::money);
static_assert(attainment(revenue).unit == Unit::ratio);
static_assert(target_of(revenue).unit == Unit::money);
static_assert(target_of(sales_cycle).unit == Unit::days);
static_assert(change(revenue, previous).unit == Unit::ratio);

// The units of the catalogue's table.
static_assert(average_deal_size.unit == Unit::money);
static_assert(revenue_per_rep.unit == Unit::money);
static_assert(revenue_per_rep_month.unit == Unit::money_per_month);
static_assert(sales_velocity.unit == Unit::money_per_day);
static_assert(calls_per_rep.unit == Unit::count);
static_assert(activities_per_won_deal.unit == Unit::count);
static_assert(conversations_per_customer.unit == Unit::ratio);
static_assert(contract_length.unit == Unit::months);
static_assert(lead_response_time.unit == Unit::days);
static_assert(mrr.unit == Unit::money);
static_assert(arpa.unit == Unit::money);
static_assert(customer_lifetime.unit == Unit::months);
static_assert(lifetime_value.unit == Unit::money);
static_assert(ltv_to_cac.unit == Unit::ratio);
static_assert(cac_payback.unit == Unit::months);

// Operators take metrics by name and on the spot.
template <class M>
concept TakesTemporary = requires {
    attainment(M{win_rate});
};
template <class M>
concept TakesNamed = requires(const M& m) {
    attainment(m);
};
static_assert(TakesNamed<decltype(win_rate)>);
// Of a temporary too, since the result holds its texts.
static_assert(TakesTemporary<std::remove_const_t<decltype(win_rate)>>);

// A condition holds the texts it compares with.
template <class Text>
concept ComparesWith = requires(Text&& text) {
    deal::channel == std::forward<Text>(text);
};
static_assert(ComparesWith<const char (&)[4]>);
static_assert(ComparesWith<const std::string&>);
static_assert(ComparesWith<std::string>);

// What is not a metric's operand at all is not found, and leaves other operators alone.
template <class A, class B>
concept Divides = requires(const A& a, const B& b) {
    a / b;
};
static_assert(Divides<decltype(revenue), decltype(deals_won)>);
static_assert(Divides<decltype(revenue), int>);
static_assert(!Divides<decltype(revenue), double>);
static_assert(!Divides<decltype(revenue), std::string>);
static_assert(!Divides<decltype(revenue), decltype(deal::amount)>);

// A metric is called with records, all in lvalue ranges.
template <class... Ranges>
concept Computes = requires(const Ranges&... ranges) {
    win_rate(ranges...);
};
static_assert(Computes<std::vector<Deal>>);
static_assert(Computes<Deal[3]>);
static_assert(!Computes<>);
static_assert(!Computes<int>);
static_assert(!Computes<std::vector<int>>);

// The arrays of a definition are as long as its parts together: what an engine walks through.
static_assert(win_rate.formula().leaves.size() == 2);
static_assert(win_rate.formula().tests.size() == 1 + 3);
static_assert(win_rate.formula().steps.size() == 3);
static_assert(std::is_trivially_copyable_v<decltype(win_rate)>);

}  // namespace
}  // namespace saleskpi::kpi
