// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <saleskpi/calendar/grain.hpp>
#include <saleskpi/metric/condition.hpp>

namespace saleskpi {

/// Something results are cut by: a name, or a text or choice field such as `deal::product`.
class Dimension {
public:
    constexpr Dimension(std::string_view name) : name_{name} {}  // NOLINT: a name is a dimension
    constexpr Dimension(const char* name) : name_{name} {}       // NOLINT
    Dimension(const std::string& name) : name_{name} {}          // NOLINT
    template <FieldConstant F>
    constexpr Dimension(const F& f) : name_{f.name} {  // NOLINT
        static_assert(F::type == FieldType::text || F::type == FieldType::choice,
                      "saleskpi: results are cut by texts and choices");
    }
    constexpr std::string_view name() const { return name_; }

private:
    std::string_view name_;
};

inline constexpr Dimension company{"company"};
inline constexpr Dimension region{"region"};  ///< of the assignment in force on the record's date
inline constexpr Dimension team{"team"};
inline constexpr Dimension rep{"rep"};

/// The member under which stands what has no rep, no team, no product ...
inline constexpr std::string_view unassigned = "(unassigned)";

/// Grains for every(): `rollup(book).every(quarter)`.
inline constexpr Grain day = Grain::day;
inline constexpr Grain week = Grain::week;
inline constexpr Grain month = Grain::month;
inline constexpr Grain quarter = Grain::quarter;
inline constexpr Grain half = Grain::half;
inline constexpr Grain year = Grain::year;
inline constexpr Grain fiscal_quarter = Grain::fiscal_quarter;
inline constexpr Grain fiscal_year = Grain::fiscal_year;
inline constexpr Grain whole_window = Grain::window;

}  // namespace saleskpi
