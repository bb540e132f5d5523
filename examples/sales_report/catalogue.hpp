// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"

#include <string>

namespace sales_report {

/// The KPIs of the library and those of --definitions. Throws Error.
Catalogue catalogue_for(const Options& options);

/// All KPIs by family, for --list.
std::string catalogue_text(const Catalogue& catalogue);

}  // namespace sales_report
