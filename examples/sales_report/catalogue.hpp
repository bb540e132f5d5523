// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"

#include <saleskpi/load/mapping.hpp>

#include <string>

namespace sales_report {

/// The KPIs of the library and those of --definitions, which may name fields that a mapping adds. Throws Error.
Catalogue catalogue_for(const Options& options, const Mapping& mapping);

/// All KPIs by family, for --list: as text, or as JSON.
std::string catalogue_text(const Catalogue& catalogue, Format format);

}  // namespace sales_report
