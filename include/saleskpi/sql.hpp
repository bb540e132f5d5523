// SPDX-License-Identifier: MIT
#pragma once

/// The same KPIs over a database that keeps the records: the component saleskpi::sql, without any driver.
/// Threads: each of these headers says it for what is in it.
#include <saleskpi/sql/dialect.hpp>
#include <saleskpi/sql/executor.hpp>
#include <saleskpi/sql/open.hpp>
