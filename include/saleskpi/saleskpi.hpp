// SPDX-License-Identifier: MIT
#pragma once

/// The core: what it takes to define KPIs and to compute them on records that are in memory.
/// Left out is what needs another dependency, or not everyone needs:
///   <saleskpi/format.hpp>     text through fmt
///   <saleskpi/json.hpp>       JSON: results, records, mappings
///   <saleskpi/csv.hpp>        CSV: results, records
///   <saleskpi/html.hpp>       charts as SVG, of <saleskpi/chart/of_report.hpp>
///   <saleskpi/timezone.hpp>   dates of instants
///   <saleskpi/load/load.hpp>  folders of files, for both of the formats above
///   <saleskpi/book/ledger.hpp>, <saleskpi/rollup/difference.hpp>  what was said when
/// Threads: each of these headers says it for what is in it.
#include <saleskpi/book/builder.hpp>
#include <saleskpi/calendar/add_months.hpp>
#include <saleskpi/calendar/calendar.hpp>
#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/language/words.hpp>
#include <saleskpi/metric/metric.hpp>
#include <saleskpi/metric/operators.hpp>
#include <saleskpi/plan/definition.hpp>
#include <saleskpi/plan/operators.hpp>
#include <saleskpi/plan/scorecard.hpp>
#include <saleskpi/record/records.hpp>
#include <saleskpi/rollup/report.hpp>
#include <saleskpi/rollup/rollup.hpp>
#include <saleskpi/value/allocate.hpp>
#include <saleskpi/value/compound.hpp>
#include <saleskpi/value/currency.hpp>
#include <saleskpi/value/date.hpp>
#include <saleskpi/value/day_quantity.hpp>
#include <saleskpi/value/decimal.hpp>
#include <saleskpi/value/error.hpp>
#include <saleskpi/value/exchange.hpp>
#include <saleskpi/value/money.hpp>
#include <saleskpi/value/outcome.hpp>
#include <saleskpi/value/quantity.hpp>
#include <saleskpi/value/rounding.hpp>
#include <saleskpi/version.hpp>
