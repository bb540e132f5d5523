// SPDX-License-Identifier: MIT
// says: use of deleted function|selected deleted operator
#include <saleskpi/saleskpi.hpp>

using namespace saleskpi;

#ifdef SALESKPI_MISUSE
Outcome<AnyQuantity> twin(const RowView& row) { return row[0]; }
#else
Outcome<AnyQuantity> twin(const RowView& row) { return row.values()[0].outcome; }
#endif
