// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>
#include <saleskpi/record/table_rules.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// Where a deal stands: still open, or decided. The named step of the pipeline is `pipeline_stage`.
enum class Stage : std::uint8_t { open, won, lost };
inline constexpr std::array<std::string_view, 3> stage_names{"open", "won", "lost"};
constexpr std::span<const std::string_view> names_of(Stage) { return stage_names; }

enum class DealKind : std::uint8_t { new_business, expansion, renewal };
inline constexpr std::array<std::string_view, 3> deal_kind_names{
    "new_business", "expansion", "renewal"};
constexpr std::span<const std::string_view> names_of(DealKind) { return deal_kind_names; }

/// How sure a sale is said to be, in the words of a forecast.
enum class ForecastCategory : std::uint8_t { commit, best_case, pipeline, omitted };
inline constexpr std::array<std::string_view, 4> forecast_category_names{
    "commit", "best_case", "pipeline", "omitted"};
constexpr std::span<const std::string_view> names_of(ForecastCategory) {
    return forecast_category_names;
}

/// An opportunity with a customer, from its creation to its decision. As in every record, each
/// member has an initialiser: `Deal{.id = "7", .rep = "Asha"}` draws no warning.
struct Deal {
    std::string id{};
    std::string customer{};
    std::string rep{};              ///< the owner, and the owner at closing once it is closed
    std::vector<Credit> credits{};  ///< who shares the deal; empty: all of it is the owner's
    std::string lead{};             ///< the lead it came from
    std::string corrects{};  ///< the deal that it corrects, such as a credit note: no deal itself
    Stage stage = Stage::open;
    std::string pipeline{};  ///< which one it is in, if there are several
    std::string pipeline_stage{};
    std::optional<DealKind> kind{};

    std::optional<Date> created{};
    std::optional<Date> first_contact{};
    std::optional<Date> opened{};  ///< when it became an opportunity
    std::optional<Date> closed{};  ///< when it was won or lost
    std::optional<Date>
        lead_created{};  ///< when its lead was; a book looks it up where it is missing

    std::optional<Date> expected_close{};  ///< when it is to be won: may lie ahead
    std::optional<ForecastCategory> forecast_category{};

    std::optional<Money> amount{};
    std::optional<Money> list{};           ///< what it would have been at list price
    std::optional<Money> cost{};           ///< cost of what was sold
    std::optional<std::int64_t> units{};   ///< below zero only where it takes something back
    std::optional<Decimal> probability{};  ///< of winning, 0 to 1
    std::optional<std::int64_t> contract_months{};
    std::optional<bool> collateral_used{};  ///< sales material was used in it

    std::string product{};
    std::string service{};
    std::string package{};
    std::string channel{};
    std::string source{};
    std::string campaign{};
    std::string segment{};
    std::string industry{};
    std::string geography{};
    std::string employee_size{};  ///< the customer's size, as a band: "50-249"
    std::string contact_title{};
};

/// The fields of a deal, for definitions: `sum(deal::amount)`.
namespace kpi::deal {
inline constexpr auto id = field("id", &Deal::id).identity().of_domain("deal");
inline constexpr auto customer = field("customer", &Deal::customer);
inline constexpr auto rep = field("rep", &Deal::rep);
inline constexpr auto credits = field("credits", &Deal::credits);
inline constexpr auto lead = field("lead", &Deal::lead);
inline constexpr auto corrects = field("corrects", &Deal::corrects).of_domain("deal");
inline constexpr auto stage = field("stage", &Deal::stage).required();
inline constexpr auto pipeline = field("pipeline", &Deal::pipeline);
inline constexpr auto pipeline_stage = field("pipeline_stage", &Deal::pipeline_stage);
inline constexpr auto kind = field("kind", &Deal::kind).of_domain("deal_kind");
inline constexpr auto created = field("created", &Deal::created);
inline constexpr auto first_contact = field("first_contact", &Deal::first_contact);
inline constexpr auto opened = field("opened", &Deal::opened);
inline constexpr auto closed = field("closed", &Deal::closed);
inline constexpr auto lead_created = field("lead_created", &Deal::lead_created);
inline constexpr auto expected_close = field("expected_close", &Deal::expected_close);
inline constexpr auto forecast_category = field("forecast_category", &Deal::forecast_category);
inline constexpr auto amount = field("amount", &Deal::amount);
inline constexpr auto list = field("list", &Deal::list);
inline constexpr auto cost = field("cost", &Deal::cost);
inline constexpr auto units =
    field("units", &Deal::units).within({.least = 0, .but_for_corrections = true});
inline constexpr auto probability = field("probability", &Deal::probability).within({0, 1});
inline constexpr auto contract_months =
    field<Unit::months>("contract_months", &Deal::contract_months).within({.least = 0});
inline constexpr auto collateral_used = field("collateral_used", &Deal::collateral_used);
inline constexpr auto product = field("product", &Deal::product);
inline constexpr auto service = field("service", &Deal::service);
inline constexpr auto package = field("package", &Deal::package);
inline constexpr auto channel = field("channel", &Deal::channel);
inline constexpr auto source = field("source", &Deal::source);
inline constexpr auto campaign = field("campaign", &Deal::campaign);
inline constexpr auto segment = field("segment", &Deal::segment);
inline constexpr auto industry = field("industry", &Deal::industry);
inline constexpr auto geography = field("geography", &Deal::geography);
inline constexpr auto employee_size = field("employee_size", &Deal::employee_size);
inline constexpr auto contact_title = field("contact_title", &Deal::contact_title);

using Fields = FieldList<
    id,
    customer,
    rep,
    credits,
    lead,
    corrects,
    stage,
    kind,
    pipeline,
    pipeline_stage,
    created,
    first_contact,
    opened,
    closed,
    lead_created,
    expected_close,
    forecast_category,
    amount,
    list,
    cost,
    units,
    probability,
    contract_months,
    product,
    service,
    package,
    collateral_used,
    channel,
    source,
    campaign,
    segment,
    industry,
    geography,
    employee_size,
    contact_title>;
}  // namespace kpi::deal

template <>
struct Schema<Deal> : kpi::deal::Fields {
    static constexpr std::string_view table = "deals";
    static constexpr detail::DateOrder in_order[]{
        {kpi::deal::created.name, kpi::deal::closed.name},
        {kpi::deal::opened.name, kpi::deal::closed.name},
        {kpi::deal::first_contact.name, kpi::deal::closed.name}};
    static constexpr std::string_view converted_by[]{kpi::deal::closed.name};
    static constexpr std::string_view or_latest_of[]{
        kpi::deal::created.name, kpi::deal::first_contact.name, kpi::deal::opened.name};
    static constexpr detail::LookedUp from_lead[]{{kpi::deal::lead_created.name, "created"}};
    static constexpr detail::LookUp look_ups[]{{kpi::deal::lead.name, "leads", from_lead, true}};
    static constexpr detail::TableRules rules{
        .clustered_by = kpi::deal::closed.name,
        .begins = kpi::deal::created.name,
        .in_order = in_order,
        .foreseen = kpi::deal::expected_close.name,
        .of_another = kpi::deal::lead_created.name,
        .converted_by = converted_by,
        .or_latest_of = or_latest_of,
        .ends = kpi::deal::closed.name,
        .look_ups = look_ups};
};

template <>
const RecordType& record_type<Deal>();

}  // namespace saleskpi::inline v0_3
