// SPDX-License-Identifier: MIT
#include "figures.hpp"

#include <saleskpi/book/ledger.hpp>
#include <saleskpi/csv.hpp>
#include <saleskpi/html.hpp>
#include <saleskpi/json.hpp>

#include <algorithm>
#include <chrono>
#include <string_view>

namespace dashboard {

using namespace saleskpi;

namespace {

Instant now() { return date::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

LoadOptions load_options() {
    LoadOptions options;
    options.formats = {csv_format(), json_format()};
    options.currency = usd;
    return options;
}

Book book_of(const std::filesystem::path& directory, const LoadOptions& options) {
    Batch batch{now()};
    load_directory(directory, {}, options, batch);
    Ledger ledger;
    ledger.append(batch);
    return BookBuilder{usd}.add(ledger).build();
}

}  // namespace

Figures::Figures(const std::filesystem::path& directory)
    : load_{load_options()}, book_{book_of(directory, load_)} {}

Book Figures::book() const {
    const std::lock_guard lock{shown_};
    return book_;
}

//! [page]
std::string Figures::page(const Member& member, const std::string& where, Grain every) const {
    const Book book = this->book();
    Rollup query{book};
    query
        .metrics(
            "revenue", "target(revenue)", "attainment(revenue)", "deals_won", "win_rate",
            "pipeline_value", "average_deal_size", "activities")
        .with_subtotals()
        .every(every)
        .where(member.sees)
        .within({.cells = 200'000, .time = std::chrono::seconds{10}});
    if (!where.empty()) query.where(where);  // "and", so that nobody sees more than he may
    std::vector<std::string> by{"team", "rep"};
    std::erase_if(by, [&](const std::string& name) { return !book.has_dimension(name); });
    query.by(by);

    PageOptions options;
    options.title = "Sales, for " + member.name;
    options.explained_cells = 500;
    options.explain = [&](const RowKey& key, const Definition& metric) {
        return query.explain(metric, key.group, key.period);
    };
    return to_html(Report{query.run()}, options);
}
//! [page]

//! [post]
Posted Figures::post(
    const std::string& table, const std::string& extension, const std::string& body) {
    const std::lock_guard lock{growing_};
    // By its name the findings of this post are known among all others.
    const std::string name = "post-" + std::to_string(++posts_) + "." + extension;
    Batch batch{std::max(now(), book().ledger().known() + std::chrono::milliseconds{1})};
    Posted posted;
    posted.read = load_table(table, Input::text(name, body), {}, load_, batch).read;
    const Book grown = book().append(batch);
    for (const Finding& finding : grown.report().findings)
        if (finding.file == name) posted.findings.push_back(finding);
    posted.is_kept = std::none_of(
        posted.findings.begin(), posted.findings.end(),
        [](const Finding& finding) { return finding.rejected; });
    if (!posted.is_kept) return posted;  // the book that has them is dropped
    const std::lock_guard shown{shown_};
    book_ = grown;
    return posted;
}
//! [post]

}  // namespace dashboard
