// SPDX-License-Identifier: MIT
// says: cannot bind non-const lvalue reference|cannot bind to a temporary
#include <saleskpi/saleskpi.hpp>

using namespace saleskpi;

void twin(const std::vector<Deal>& deals) {
#ifdef SALESKPI_MISUSE
    auto& builder = BookBuilder{usd}.add(deals);
#else
    auto builder = BookBuilder{usd}.add(deals);
#endif
    builder.add(deals);
}
