// SPDX-License-Identifier: MIT
// Records out of a text, a stream and the rows of a query, each by a mapping. Run it anywhere.
#include "check.hpp"

#include <saleskpi/csv.hpp>
#include <saleskpi/format.hpp>
#include <saleskpi/json.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/saleskpi.hpp>

#include <sstream>
#include <string>
#include <vector>

using namespace saleskpi;

namespace {

//! [source]
class StreamSource final : public ByteSource {
public:
    explicit StreamSource(std::istream& stream) : stream_{&stream} {}

    std::size_t read(char* to, std::size_t n) override {
        stream_->read(to, static_cast<std::streamsize>(n));
        return static_cast<std::size_t>(stream_->gcount());
    }

private:
    std::istream* stream_;
};
//! [source]

/// Stands for the cursor of a database.
class Cursor {
public:
    bool next(std::vector<std::string>& row) {
        if (at_ == rows_.size()) return false;
        row = rows_[at_++];
        return true;
    }

private:
    std::size_t at_ = 0;
    std::vector<std::vector<std::string>> rows_{
        {"3", "Ann", "won", "2025-01-20", "1,050.50"}, {"4", "Ben", "won", "2025-01-21", "soon"}};
};

}  // namespace

int main() {
    Cursor cursor;
    std::istringstream stream{
        R"({"id": "2", "Owner": "Ben", "stage": "won", "closed": "2025-01-03", "amount": 50})"};
    //! [rows]
    TableMapping mapping;
    mapping.fields["rep"].columns = {"Owner"};
    mapping.number.thousands_separator = ",";
    const LoadOptions options{.formats = {csv_format(), json_format()}, .currency = usd};

    BookBuilder builder{usd};
    const std::string text = "id,Owner,stage,closed,amount\n1,Ann,won,2025-01-02,100\n";
    load_table("deals", Input::text("deals.csv", text), mapping, options, builder);
    StreamSource bytes{stream};
    load_table("deals", Input::bytes("deals.ndjson", bytes), mapping, options, builder);
    const auto next = [&](std::vector<std::string>& row) { return cursor.next(row); };
    load_table(
        "deals",
        Input::rows("deals of the query", {"ID", "Owner", "Stage", "Closed", "Amount"}, next),
        mapping, options, builder);

    const Book book = builder.build();
    const Table table = rollup(book).metrics(kpi::revenue).by("rep").run();
    show(fmt::format("{}", table.at({"Ann"})[kpi::revenue]), "1150.50 USD");
    const Finding& finding = book.report().findings.at(0);
    show(
        fmt::format(
            "{}, line {}: '{}' {}", finding.file, finding.line, finding.value, finding.reason),
        "deals of the query, line 2: 'soon' is not a number");
    //! [rows]
}
