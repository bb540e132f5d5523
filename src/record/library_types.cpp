// SPDX-License-Identifier: MIT
#include "record/library_types.hpp"

#include <saleskpi/record/records.hpp>

#include <array>
#include <tuple>

namespace saleskpi::inline v0_3::detail {

namespace {

template <class... Records>
auto types_of_all(std::tuple<Records...>*) {
    return std::array{&record_type<Records>()..., &record_type<StageVisit>()};
}

}  // namespace

std::span<const RecordType* const> library_types() {
    static const auto types = types_of_all(static_cast<LibraryRecords*>(nullptr));
    return types;
}

}  // namespace saleskpi::inline v0_3::detail
