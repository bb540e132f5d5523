// SPDX-License-Identifier: MIT
#pragma once

/// Databases of ClickHouse: the component saleskpi::clickhouse.
/// Threads: as sql/executor.hpp says.
#include <saleskpi/clickhouse/executor.hpp>
