// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"

#include <saleskpi/sql.hpp>

#include <memory>
#include <string>
#include <vector>

namespace sales_report {

/// The database of --source. Throws UsageError for one of a kind that there is not.
std::shared_ptr<sql::Executor> open_source(const Options& options);

/// Which tables were read, and which stay in the database, for people.
std::string tables_text(const std::vector<sql::OpenedTable>& tables);

}  // namespace sales_report
