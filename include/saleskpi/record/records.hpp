// SPDX-License-Identifier: MIT
#pragma once

/// Every record type of the library.
/// Threads: each of these headers says it for what is in it.
#include <saleskpi/record/activity.hpp>
#include <saleskpi/record/assignment.hpp>
#include <saleskpi/record/customer.hpp>
#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/described.hpp>
#include <saleskpi/record/exchange_rate.hpp>
#include <saleskpi/record/field_change.hpp>
#include <saleskpi/record/lead.hpp>
#include <saleskpi/record/membership.hpp>
#include <saleskpi/record/merge.hpp>
#include <saleskpi/record/mrr_movement.hpp>
#include <saleskpi/record/quote.hpp>
#include <saleskpi/record/reference.hpp>
#include <saleskpi/record/spend.hpp>
#include <saleskpi/record/stage_change.hpp>
#include <saleskpi/record/stage_visit.hpp>
#include <saleskpi/record/subscription.hpp>
#include <saleskpi/record/survey.hpp>
#include <saleskpi/record/target.hpp>
#include <saleskpi/record/ticket.hpp>
#include <saleskpi/record/touch.hpp>
#include <saleskpi/record/usage_event.hpp>
