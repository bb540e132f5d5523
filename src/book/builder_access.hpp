// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"

#include <saleskpi/book/builder.hpp>

namespace saleskpi::inline v0_3::detail {

/// What a builder was told besides records.
struct BuilderAccess {
    static const BookData& data(const BookBuilder& builder);
};

}  // namespace saleskpi::inline v0_3::detail
