// SPDX-License-Identifier: MIT
#include "html/page_model.hpp"

#include <saleskpi/book/finding.hpp>
#include <saleskpi/calendar/grain.hpp>
#include <saleskpi/html/glossary.hpp>
#include <saleskpi/load/data_checks.hpp>

#include <array>

namespace saleskpi::inline v0_3 {

namespace {

constexpr std::array fixed_words = std::to_array<std::string_view>(
    {"Overview", "Earlier periods", "Figures", "Total", "Group", "Period", "Target", "Sections",
     "Skip to the figures", "How to read it", "Where the numbers come from", "The data",
     "Definitions", "How each KPI is defined", "The numbers", "All periods", "Find", "Open all",
     "Close all", "Close", "shown", "How it is defined", "All records", "activity", "balance",
     "activity and balance", "what happened in the days of a period",
     "what there is on the last day of a period", "not complete", "is not complete", "no days",
     "to", "by", "every", "money in", "as of", "as known on", "where", "better than", "worse than",
     "more than", "less than", "more", "no change", "pp", "so far", "of target, met",
     "of target, not met", "made on", "and", "record", "records", "more lack the value",
     "Each linked number, with its formula, what stands in it, and the records behind that.",
     "numbers are not explained here: there are too many.",
     "All records of any number, with what stands in braces filled in:", "order of groups",
     "descending", "ascending", "of", "totals are those of all", "rests on",
     "records, the others lack a field it needs", "Formula", "Records", "Date", "Unit", "Speaks of",
     "Better", "higher", "lower", "neither", "Rolls up", "No value", "Id", "Fingerprint",
     "Records read", "Table", "Read", "Count", "Rejected", "Began later", "Replaced", "No records",
     "Sense checks that look wrong", "Other sense checks", "Check", "Of", "What",
     "Rejected records, which do not count", "Why", "Field", "Findings", "more findings", "Where",
     "Record", "Value", "Record counts", "yes", "no", "so many more records would count, or may",
     "up to", "undated: they lack the day they count by",
     "unread: rejected, or what decides it could not be read", "more, undated", "more, unread",
     // Charts.
     "Period before", "Of target", "Of step before", "Rank", "Rank before", "Not explained",
     "From, up to but not", "period", "metric", "Groups", "no value", "higher is better",
     "lower is better",
     // Behind the title of a KPI that an operator makes.
     "attainment", "target",
     // Families, where there are too many KPIs for one table.
     "Acquisition", "Activity", "Attribution", "Conversion", "Customers", "Cycle", "Lifetime",
     "Margin", "Pipeline", "Quality", "Recurring", "Reps", "Retention", "Revenue", "Stages",
     "Targets", "Usage", "Other"});

constexpr std::array finding_kinds{
    FindingKind::unreadable,   FindingKind::missing,    FindingKind::invalid,
    FindingKind::contradicts,  FindingKind::duplicate,  FindingKind::no_rate,
    FindingKind::conflict,     FindingKind::crossed,    FindingKind::unresolved,
    FindingKind::out_of_range, FindingKind::undated,    FindingKind::total_row,
    FindingKind::not_listed,   FindingKind::look_alike, FindingKind::gap};

}  // namespace

std::vector<std::string> page_words() {
    std::vector<std::string> words(fixed_words.begin(), fixed_words.end());
    for (const Unit unit : all_units)
        if (const std::string_view text = detail::unit_text(unit); !text.empty())
            words.emplace_back(text);
    for (const Grain grain : all_grains)
        words.push_back(detail::with_blanks(name(grain)));
    for (const Reason reason : all_reasons) {
        words.push_back(detail::with_blanks(name(reason)));
        words.emplace_back(detail::meaning(reason));
    }
    for (const Mark mark : all_marks) {
        words.push_back(detail::with_blanks(name(mark)));
        // What else is said of records that are lacking has numbers in it.
        const std::string line = detail::legend(Marks{mark}).front().text;
        words.push_back(line.substr(line.find(": ") + 2));
    }
    for (const FindingKind kind : finding_kinds)
        words.push_back(detail::with_blanks(name(kind)));
    for (const DataCheckKind kind : all_data_check_kinds)
        words.push_back(detail::with_blanks(name(kind)));
    return words;
}

}  // namespace saleskpi::inline v0_3
