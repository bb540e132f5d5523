// SPDX-License-Identifier: MIT
#include "book/look_up_rules.hpp"

#include <saleskpi/record/customer.hpp>
#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/lead.hpp>
#include <saleskpi/record/quote.hpp>
#include <saleskpi/record/stage_visit.hpp>
#include <saleskpi/record/touch.hpp>

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array quote_fields{
    LookedUp{kpi::quote::deal_stage.name, kpi::deal::stage.name},
    LookedUp{kpi::quote::deal_closed.name, kpi::deal::closed.name}};
constexpr std::array deal_fields{LookedUp{kpi::deal::lead_created.name, kpi::lead::created.name}};

constexpr std::array visit_fields{LookedUp{kpi::stage_visit::rep.name, kpi::deal::rep.name}};
constexpr std::array touch_fields{
    LookedUp{kpi::touch::rep.name, kpi::deal::rep.name},
    LookedUp{kpi::touch::deal_stage.name, kpi::deal::stage.name},
    LookedUp{kpi::touch::deal_closed.name, kpi::deal::closed.name},
    LookedUp{kpi::touch::deal_amount.name, kpi::deal::amount.name}};

/// What a customer is, and not how he came: a deal may have come another way.
constexpr std::array customer_fields{
    LookedUp{kpi::customer::segment.domain, kpi::customer::segment.domain},
    LookedUp{kpi::customer::industry.domain, kpi::customer::industry.domain},
    LookedUp{kpi::customer::geography.domain, kpi::customer::geography.domain},
    LookedUp{kpi::customer::employee_size.domain, kpi::customer::employee_size.domain}};

constexpr std::array all_look_up_rules{
    LookUpRule{"quotes", kpi::quote::deal.name, "deals", quote_fields, &record_type<Quote>, true},
    LookUpRule{"deals", kpi::deal::lead.name, "leads", deal_fields, &record_type<Deal>, true},
    LookUpRule{
        "stage_visits", kpi::stage_visit::deal.name, "deals", visit_fields,
        &record_type<StageVisit>},
    LookUpRule{"touches", kpi::touch::deal.name, "deals", touch_fields, &record_type<Touch>},
    LookUpRule{"", kpi::customer::id.domain, "customers", customer_fields, nullptr, true}};

}  // namespace

std::span<const LookUpRule> look_up_rules() { return all_look_up_rules; }

}  // namespace saleskpi::inline v0_3::detail
