// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"

#include <string>

namespace sales_report {

/// The KPIs of the library and those of --definitions. Throws Error.
Catalogue catalogue_for(const Options& options);

/// All KPIs by family, for --list: as text, or as JSON.
std::string catalogue_text(const Catalogue& catalogue, Format format);

}  // namespace sales_report
