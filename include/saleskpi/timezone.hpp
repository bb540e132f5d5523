// SPDX-License-Identifier: MIT
#pragma once

/// The civil date of an instant, in a time zone: the component saleskpi::timezone.
/// Threads: each of these headers says it for what is in it.
#include <saleskpi/timezone/civil_date.hpp>
#include <saleskpi/timezone/date_of_instant.hpp>
