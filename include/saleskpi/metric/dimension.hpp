// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/condition.hpp>
#include <saleskpi/metric/text.hpp>
#include <saleskpi/record/described.hpp>

#include <string>
#include <string_view>
#include <tuple>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

namespace detail {

/// Whether a record has a field of the domain besides the one of that name.
template <class S>
constexpr bool has_another_field(std::string_view name, std::string_view domain) {
    bool has = false;
    if constexpr (requires { S::has_another(name, domain); })
        has = S::has_another(name, domain);
    else
        has = std::apply(
            [&](const auto&... f) { return ((f.name != name && f.domain == domain) || ...); },
            S::fields);
    if constexpr (HasBase<S>)
        has = has || has_another_field<Schema<typename S::base>>(name, domain);
    return has;
}

/// What a field cuts by: what its domain names, as an id does; of two other fields of a record that name
/// the same things, each is only itself.
template <FieldConstant F>
constexpr std::string_view dimension_of(const F& f) {
    if (f.name == f.domain || f.is_identity) return f.domain;
    if constexpr (Described<typename F::record>)
        if (has_another_field<Schema<typename F::record>>(f.name, f.domain)) return f.name;
    return f.domain;
}

}  // namespace detail

/// Something results are cut by: a name, or a text or choice field such as `deal::product`. A name
/// is a domain, that is, what fields of several tables name: "customer", "deal_kind". Each table is
/// cut by its own field of that domain. Where there is no such domain it is the name of fields.
/// It holds its name, of up to 95 bytes: Error invalid_definition for a longer one.
class Dimension {
public:
    constexpr Dimension(std::string_view name) : name_{name} {}  // NOLINT: a name is a dimension
    constexpr Dimension(const char* name) : name_{name} {}       // NOLINT
    Dimension(const std::string& name) : name_{std::string_view{name}} {}  // NOLINT
    template <FieldConstant F>
    constexpr Dimension(const F& f) : name_{detail::dimension_of(f)} {  // NOLINT
        static_assert(
            F::type == FieldType::text || F::type == FieldType::choice,
            "saleskpi: results are cut by texts and choices");
    }
    constexpr std::string_view name() const& { return name_; }
    /// Of one that is about to go, the text itself.
    constexpr ShortText name() const&& { return name_; }

private:
    ShortText name_;
};

/// What results are cut by.
namespace by {

inline constexpr Dimension company{"company"};
inline constexpr Dimension region{"region"};  ///< of the assignment in force on the record's date
inline constexpr Dimension team{"team"};
inline constexpr Dimension rep{"rep"};

}  // namespace by

}  // namespace saleskpi::inline v0_3
