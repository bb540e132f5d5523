// SPDX-License-Identifier: MIT
#include "../../examples/sales_report/progress.hpp"

#include "../catch.hpp"

using sales_report::progress_text;

TEST_CASE("a line of progress says how much was read, how fast, and how long it will take") {
    saleskpi::LoadProgress progress{
        "deals.csv", 29'250'000, 117'000'000, std::chrono::milliseconds{500}};
    CHECK(progress_text(progress) == "reading deals.csv: 29.2 of 117.0 MB, 58.5 MB/s, 2 s left");
    progress.done = 1'170'000;  // 115.83 MB are left, at 2.34 MB/s 49.5 s
    CHECK(progress_text(progress) == "reading deals.csv: 1.2 of 117.0 MB, 2.3 MB/s, 50 s left");
    progress.elapsed = std::chrono::seconds{1};
    CHECK(
        progress_text(progress) == "reading deals.csv: 1.2 of 117.0 MB, 1.2 MB/s, 1 min 39 s left");
    progress.done = progress.total;
    CHECK(progress_text(progress) == "reading deals.csv: 117.0 of 117.0 MB, 117.0 MB/s, 0 s left");
}

TEST_CASE("a line of progress leaves away what nobody knows") {
    CHECK(progress_text({"deals.csv", 0, 117'000'000}) == "reading deals.csv: 0.0 of 117.0 MB");
    CHECK(
        progress_text({"pipe", 2'000'000, 0, std::chrono::seconds{4}}) ==
        "reading pipe: 2.0 MB, 0.5 MB/s");
    CHECK(progress_text({"a\x1b[31m", 0, 0}).find('\x1b') == std::string::npos);
}
