// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/sql/executor.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <string>

/// Threads: as sql/executor.hpp says.
namespace saleskpi::inline v0_3::sql {

struct ClickHouseOptions {
    std::string database = "default";
    std::string user{};  ///< empty for the server's own, "default"
    std::string password{};
    Access access = Access::read_only;
    std::chrono::seconds time_out{600};  ///< without a word from the server
    /// More settings of each query, such as max_memory_usage.
    std::map<std::string, std::string> settings{};
};

/// A server of ClickHouse, 18.16 or later, alone or before a cluster, by its HTTP interface:
/// "http://localhost:8123". The server keeps an answer until it is whole, on its disk if it is long, so that
/// one that breaks off is an error. Throws Error database_failed where the server cannot be asked; no text of
/// an error has the password.
std::shared_ptr<Executor> open_clickhouse(
    const std::string& url, const ClickHouseOptions& options = {});

}  // namespace saleskpi::inline v0_3::sql
