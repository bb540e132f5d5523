// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/book.hpp>
#include <saleskpi/calendar/window.hpp>

namespace fuzz {

/// A few records of every kind, made once.
const saleskpi::Book& small_book();
/// The days of its report.
saleskpi::Window small_window();

}  // namespace fuzz
