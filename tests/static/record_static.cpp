// SPDX-License-Identifier: MIT
// Compiling is passing: what the record layer promises before anything runs.
#include <saleskpi/record/records.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

template <class F>
constexpr bool is(const F&, FieldType type, Unit unit) {
    return F::type == type && F::unit == unit;
}

// A field's type and unit come from its member; another unit is stated.
static_assert(is(deal::amount, FieldType::money, Unit::money));
static_assert(is(deal::stage, FieldType::choice, Unit::count));
static_assert(is(deal::collateral_used, FieldType::choice, Unit::count));
static_assert(is(deal::credits, FieldType::credits, Unit::count));
static_assert(is(deal::probability, FieldType::decimal, Unit::ratio));
static_assert(is(deal::contract_months, FieldType::integer, Unit::months));
static_assert(is(lead::converted, FieldType::date, Unit::days));
static_assert(is(customer::employees, FieldType::integer, Unit::count));
static_assert(is(target::number, FieldType::decimal, Unit::count));
static_assert(is(survey::score, FieldType::decimal, Unit::score));
static_assert(is(usage_event::duration, FieldType::decimal, Unit::days));
static_assert(is(exchange_rate::rate, FieldType::decimal, Unit::ratio));
static_assert(is(ticket::severity, FieldType::text, Unit::count));
static_assert(std::is_same_v<decltype(deal::kind)::value_type, DealKind>);

// Modifiers add to each other, in any order.
constexpr auto id_first = field("id", &Ticket::id).identity().of_domain("ticket");
constexpr auto domain_first = field("id", &Ticket::id).of_domain("ticket").identity();
static_assert(id_first.is_identity && id_first.is_required && id_first.domain == "ticket");
static_assert(domain_first.is_identity && domain_first.is_required);
static_assert(domain_first.domain == "ticket");

// The last name of each enumeration belongs to its last value.
static_assert(name(Stage::lost) == "lost" && stage_names.size() == 3);
static_assert(name(DealKind::renewal) == "renewal" && deal_kind_names.size() == 3);
static_assert(name(ActivityKind::onboarding_call) == "onboarding_call");
static_assert(name(ActivityKind::other) == "other" && activity_kind_names.size() == 10);
static_assert(name(Interval::half_year) == "half_year");
static_assert(name(Interval::year) == "year" && interval_names.size() == 6);
static_assert(name(Acquisition::organic) == "organic" && acquisition_names.size() == 2);
static_assert(name(SpendPurpose::marketing) == "marketing" && spend_purpose_names.size() == 2);
static_assert(name(SpendKind::premises) == "premises");
static_assert(name(SpendKind::other) == "other" && spend_kind_names.size() == 7);
static_assert(name(RepKind::inside) == "inside" && rep_kind_names.size() == 2);
static_assert(name(SurveyKind::morale) == "morale" && survey_kind_names.size() == 4);
static_assert(name(UsageKind::feature) == "feature" && usage_kind_names.size() == 3);

// Plain structs: built with braces, copied, and moved without a throw.
template <class... R>
constexpr bool are_plain(const std::tuple<R...>*) {
    return (
        (std::is_aggregate_v<R> && std::is_copy_constructible_v<R> &&
         std::is_nothrow_move_constructible_v<R>)&&...);
}
static_assert(are_plain(static_cast<const detail::LibraryRecords*>(nullptr)));

// Which description serves for a type.
struct MyDeal : Deal {
    std::string vertical;
};
struct Undescribed : Lead {
    std::string more;
};
struct Order {
    std::int64_t cents = 0;
};
struct Hidden : private Deal {};
struct Both : Deal, Lead {};

}  // namespace

template <>
struct saleskpi::Schema<MyDeal> {
    using base = Deal;
    static constexpr auto fields = std::tuple{field("vertical", &MyDeal::vertical)};
};

template <>
struct saleskpi::Schema<Order> {
    static constexpr std::string_view table = "deals";
    static constexpr auto fields = std::tuple{computed(
        "amount", +[](const Order& o) {
            return Money{o.cents, usd};
        })};
};

namespace {

static_assert(std::is_same_v<described_t<Deal>, Deal>);
static_assert(std::is_same_v<described_t<const Deal&>, Deal>);
static_assert(std::is_same_v<described_t<MyDeal>, MyDeal>);
static_assert(std::is_same_v<described_t<Undescribed>, Lead>);
static_assert(std::is_same_v<described_t<Order>, Order>);
static_assert(!Described<Undescribed> && !Described<int> && !Described<Hidden>);

// None and two of the library's records: no description serves.
static_assert(detail::LibraryBase<int>::count == 0);
static_assert(detail::LibraryBase<Hidden>::count == 0);
static_assert(detail::LibraryBase<Both>::count == 2);

static_assert(table_of<MyDeal>() == "deals" && table_of<Order>() == "deals");
static_assert(table_of<Spend>() == "spend");

// A computed text may be a view; definitions still compare it with texts.
constexpr auto view = computed(
    "channel", +[](const Order&) { return std::string_view{"web"}; });
static_assert(is(view, FieldType::text, Unit::count));
static_assert(std::is_same_v<decltype(view)::value_type, std::string>);

// A number is no choice, an enumeration without names is none either.
enum class Nameless { one };
static_assert(Choice<Stage> && !Choice<Nameless> && !Choice<int>);

}  // namespace
