// SPDX-License-Identifier: MIT
#include "html/escape.hpp"
#include "html/page_parts.hpp"

namespace saleskpi::inline v0_3::detail {

void write_mail(const PageModel& model, TextBuffer& out) { write_notes(model, out); }

}  // namespace saleskpi::inline v0_3::detail
