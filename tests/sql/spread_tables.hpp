// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/sql/executor.hpp>

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace saleskpi_test {

/// A cluster "two" of two servers of ClickHouse: each table that is made has its rows on both, at random.
class SpreadTables final : public saleskpi::sql::Executor {
public:
    using Executor = saleskpi::sql::Executor;

    SpreadTables(std::shared_ptr<Executor> first, std::shared_ptr<Executor> second)
        : first_{std::move(first)}, second_{std::move(second)} {}

    const saleskpi::sql::Dialect& dialect() const override { return first_->dialect(); }

    std::vector<std::string> run(
        const saleskpi::sql::Statement& statement,
        const std::function<void(saleskpi::sql::Row)>& row) override {
        const std::string& text = statement.text;
        const bool drops = text.starts_with("DROP TABLE IF EXISTS");
        if (!drops && !text.starts_with("CREATE TABLE")) return first_->run(statement, row);
        const std::size_t mark = text.find('"');
        const std::size_t after = text.find('"', mark + 1) + 1;
        const std::string name = text.substr(mark + 1, after - mark - 2);
        for (Executor* server : {first_.get(), second_.get()})
            server->run(
                {fmt::format(
                    "{}\"{}_here\"{}{}", text.substr(0, mark), name, text.substr(after),
                    drops ? "" : " ENGINE = Memory")},
                row);
        return first_->run(
            {drops ? text
                   : fmt::format(
                         "{} ENGINE = Distributed(two, default, '{}_here', rand())", text, name)},
            row);
    }

private:
    std::shared_ptr<Executor> first_;
    std::shared_ptr<Executor> second_;
};

}  // namespace saleskpi_test
