// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/condition.hpp>

#include <string>
#include <string_view>

namespace saleskpi::inline v0_3 {

/// Something results are cut by: a name, or a text or choice field such as `deal::product`.
class Dimension {
public:
    constexpr Dimension(std::string_view name) : name_{name} {}  // NOLINT: a name is a dimension
    constexpr Dimension(const char* name) : name_{name} {}       // NOLINT
    Dimension(const std::string& name) : name_{name} {}          // NOLINT
    template <FieldConstant F>
    constexpr Dimension(const F& f) : name_{f.name} {  // NOLINT
        static_assert(
            F::type == FieldType::text || F::type == FieldType::choice,
            "saleskpi: results are cut by texts and choices");
    }
    constexpr std::string_view name() const { return name_; }

private:
    std::string_view name_;
};

/// What results are cut by.
namespace by {

inline constexpr Dimension company{"company"};
inline constexpr Dimension region{"region"};  ///< of the assignment in force on the record's date
inline constexpr Dimension team{"team"};
inline constexpr Dimension rep{"rep"};

/// The member under which stands what has no rep, no team, no product ...
inline constexpr std::string_view unassigned = "(unassigned)";

}  // namespace by

}  // namespace saleskpi::inline v0_3
