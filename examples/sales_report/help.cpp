// SPDX-License-Identifier: MIT
#include "options.hpp"

namespace sales_report {

std::string_view help_text() {
    return R"(sales_report: sales KPIs of a folder of files

  sales_report DIR [options]

DIR holds the records: deals.csv, leads.csv, activities.csv, targets.csv, ... with one column per
field, or the same as .json. Or DIR holds what your CRM or billing system exports: say --preset auto.
If your files look different, a mapping tells which column means what: put it into DIR as mapping.json,
or name it with --mapping.

What to report
  --metrics ID,...    which KPIs; "all" for every one. Also attainment(ID), target(ID),
                      change(ID, previous), stage_conversion(Demo, Proposal) and formulas such as
                      "revenue / deals_won": docs/definitions.md has all of them.
                      Default: the usual few of a sales meeting, or of subscriptions, where there
                      are no deals, those of --report mrr.
  --report NAME       instead, the KPIs that are read together, by months unless --every says else:
                      mrr (recurring revenue, its movements, who pays it and how much),
                      pipeline (what was open, and what came, grew, shrank and was closed),
                      retention (what was lost and kept of recurring revenue, and of customers)
  --view NAME         instead, what somebody looks at, and by what unless --by and --every say else:
                      rep (by rep and month), manager (by team, rep and quarter), executive (the
                      company, by region, team and quarter); for --format html above all
  --definitions FILE  KPIs of your own, in JSON: [{"id": "deal_size",
                      "formula": "revenue / deals_won"}, ...]
  --list              list all KPIs and stop; with --definitions yours too. As JSON: with all that is
                      known of each, the functions and the operators.
  --by NAME,...       one row for each region, team, rep, product, ...; outermost first.
                      Default: one row for the whole company.
  --where CONDITION   only what satisfies it, "team = North and deal.product = Alpha": a name is
                      something to report by, and holds for all records; with the table's before it,
                      a field of its records. Nothing is told of anything else.
  --shares-of-whole   shares and ranks of all there is, and not of what --where leaves
  --subtotals         also a row for each outer group, and for the total
  --sort ID           groups in the order of one of the metrics over all days, the highest first.
                      Default: in the order of their names.
  --ascending         the lowest first
  --top NUMBER        only so many groups of the last of --by, the first of --sort, in each group
                      around them; totals stay those of all
  --every PERIOD      day, week, month, quarter, half, year, fiscal_quarter or fiscal_year.
                      Default: all days in one.
  --from DAY          the first day that counts, as 2025-01-01.
                      Default: the first of the year in which the first deal was decided.
  --to DAY            the last day that counts, as 2025-12-31.
                      Default: the last day of the period in which something happened for the last
                      time (without --every, of the month). It is marked if it is not over.

How to see the data
  --source DATABASE   instead of DIR, a database whose tables hold the records: sqlite:FILE,
                      duckdb:FILE, postgres:CONNECTION as libpq takes it (postgres:dbname=crm), odbc:NAME,
                      clickhouse:URL. Large tables stay there, and it is asked for sums. See
                      docs/warehouse.md.
  --schema FILE       which of its tables and columns hold what: a mapping, as for files
  --read-up-to NUMBER tables of up to so many records are read; of larger ones only what a database
                      cannot settle. Default: 10000.
  --duckdb-library FILE
                      where DuckDB's library is. Default: libduckdb.so, where the system looks.
  --mapping FILE      how the files are to be read. Default: mapping.json in DIR, if there is one.
  --preset NAME       the files are exports of salesforce, salesforce-report, hubspot, pipedrive, zoho,
                      dynamics or odoo, or subscriptions as stripe, chargebee and recurly export and
                      baremetrics imports them, whatever they are called; auto: of whichever of these
                      has the most of their columns. Which file is taken for what is told.
  --print-mapping     the mapping that --preset makes for DIR, and stop: to be edited, and saved as
                      mapping.json
  --allow-outside     read files outside of DIR too, where a mapping names them or links lead there
  --pipeline [NAME:]STAGE,...
                      the stages of your pipeline, from first to last, for KPIs of stages such as
                      time_in_stage(Demo); they are read off stage_changes.csv. Say it again with a
                      name for each of several, which deals name in the column 'pipeline'. A
                      mapping may say them, too.
  --hierarchy NAME:LEVEL,...
                      a hierarchy of memberships.csv, from the outermost level to the one that records
                      name: line:director,manager,rep. Each level can stand in --by. More levels for
                      regions, teams and reps: organisation:country,region,team,rep. Say it again for
                      another one.
  --currency CODE     the currency to report in. Default: that of the mapping, or else USD.
                      Amounts in others are converted by exchange_rates.csv.
  --rates-of WHICH    own: each amount by the rate of its own day; as-of: what is open by that of
                      --as-of; period-end: what is open by that of each period's last day; or a
                      day, for all amounts. Default: own.
  --policy A,B,...    recurring revenue is counted as chargebee, chartmogul, paddle, profitwell, recurly
                      or stripe have published: docs/recurring-revenue.md. Of several there is a
                      report each. Default: as the mapping says, or else as that page does.
  --calendar NAME     iso, or fiscal:MONTH for a fiscal year that starts in that month and is named
                      after the year it ends in (fiscal:MONTH:start: starts in), or retail-454:nrf
                      for the retail year of 4-5-4 weeks; and "weeks=sunday". Default: iso.
  --as-of DAY         how things stood at the end of that day: what happened later is left out
  --known-at DAY      what was known at the end of that day: what was said later is left out. A column
                      "known" of a file says of each record when it was said, as a day or an instant;
                      "version" which of several counts; "deleted" (yes) that the record is no more.
  --history FILE      what became of fields and when: a file with the columns table, id, field, date
                      and value, and perhaps order and before. Or put field_changes.csv into DIR.

What to write
  --format FORM       text (or table), json, csv, records, markdown, html, svg or vega. Default: text.
                      records are flat rows of JSON, for tools that draw charts; svg is a chart, vega the
                      same for Vega-Lite. html is a page with totals, by quarters unless --every says
                      else: docs/page.md. svg with --view is the head of that page.
  --lang LANGUAGE     of a page or a chart: en, pl, zh-Hans, zh-Hant, or a file with the words of another one
  --theme NAME        the colours of a page or its head: standard, contrast or warm. Default: standard.
  --chart KIND        line, bars, stacked_bars, waterfall, bullet, funnel, heat_map, leaderboard,
                      distribution, sparkline or small_multiples, of --metrics: docs/charts.md. Default:
                      by --every a line, by groups bars, of --report mrr or pipeline a waterfall. target(ID) and
                      before(ID, previous) stand beside the first metric.
  --notes on|off      columns of CSV that tell currency, reasons, marks, coverage and how many records
                      were rejected; the lines around the table of Markdown. Default: on.
  --guard on|off      in CSV, an apostrophe before texts that a spreadsheet would take for a formula:
                      those that begin with = + - @ a tab or a return. Default: on.
  --output FILE       write there instead of to the terminal; what is there stays until all is written
  --strict            exit with 1 if any record was rejected, for whatever reason, or if one that counts
                      has a finding of any kind (a value that is missing, invalid, out of range,
                      contradicts another, has no exchange rate or is in conflict; a deal without a day of
                      closing; a name that names nothing; a row that looks like a total; ...) but
                      crossed, not_listed, look_alike and gap, with which nothing need be wrong. Sense
                      checks do not count: docs/errors.md has all kinds.
  --findings FILE     write all that was found wrong there too, as CSV, a line each

Where a number comes from
  --explain ID        the formula of one KPI with its numbers, and the records behind it
  --group NAME,...    of which group, as --by goes: --group "EMEA,North". Without --by, a group is a
                      region, team, rep. Double quotes keep a comma inside a name.
  --period LABEL      in which period: 2025, 2025-Q1, 2025-03, 2025-W14, 2025-03-31, FY2026 Q1.
                      Default: from --from to --to. Of a chart of one period: the last one.

Whether the numbers and the data are right
  --check FILE        compare numbers that are known to be right, and stop: a CSV or JSON file with the
                      columns metric, group (team = North), period (2025-Q1), as_of, expected
                      (1234.50 USD, 2/3, no value: no_target) and note: docs/golden.md. Exits with 1 if
                      one differs, and explains each that does.
  --check-data        a table of sense checks of the data, and stop: records read, kept and rejected by
                      reason, values that are missing, days outside 1990 to ten years after the as-of
                      day or the last closing, sums by currency, amounts far above all others, columns
                      that nothing reads, look-ups in vain, days in two orders, ids in two files. What
                      looks wrong is marked, and told with every report: docs/data-checks.md.

  --help              show this and stop

An option given twice counts as it was given last. What was rejected, and why, is summed up on
standard error; the JSON form has it by table, field and kind, with examples. Texts for people have no control characters of the data.

Exit status: 0 with a report; 1 with a report and --strict, if something was found, and with --check, if
a number differs; 2 without one, also if it could not be written. A message that cannot be written changes nothing.

Examples
  sales_report data
  sales_report data --by region,team --subtotals --every quarter --from 2025-01-01 --to 2025-12-31
  sales_report data --metrics revenue,win_rate --by product --format csv --output products.csv
  sales_report data --metrics revenue,win_rate --by rep --subtotals --sort revenue --top 10
  sales_report data --where "team = North" --by rep --metrics revenue,win_rate
  sales_report data --explain win_rate --group EMEA --period 2025-Q1
  sales_report data --report mrr --by product
  sales_report data --format html --view manager --output report.html
  sales_report data --report mrr --format svg --output mrr.svg
  sales_report data --check numbers.csv
)";
}

}  // namespace sales_report
