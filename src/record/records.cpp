// SPDX-License-Identifier: MIT
#include <saleskpi/record/records.hpp>

// The descriptions of the library's records are compiled here, once for all users.
namespace saleskpi::inline v0_3 {

template <>
const RecordType& record_type<Activity>() {
    return detail::describe<Activity>();
}
template <>
const RecordType& record_type<Assignment>() {
    return detail::describe<Assignment>();
}
template <>
const RecordType& record_type<Customer>() {
    return detail::describe<Customer>();
}
template <>
const RecordType& record_type<Deal>() {
    return detail::describe<Deal>();
}
template <>
const RecordType& record_type<ExchangeRate>() {
    return detail::describe<ExchangeRate>();
}
template <>
const RecordType& record_type<Lead>() {
    return detail::describe<Lead>();
}
template <>
const RecordType& record_type<Membership>() {
    return detail::describe<Membership>();
}
template <>
const RecordType& record_type<Quote>() {
    return detail::describe<Quote>();
}
template <>
const RecordType& record_type<Reference>() {
    return detail::describe<Reference>();
}
template <>
const RecordType& record_type<Spend>() {
    return detail::describe<Spend>();
}
template <>
const RecordType& record_type<StageChange>() {
    return detail::describe<StageChange>();
}
template <>
const RecordType& record_type<StageVisit>() {
    return detail::describe<StageVisit>();
}
template <>
const RecordType& record_type<Subscription>() {
    return detail::describe<Subscription>();
}
template <>
const RecordType& record_type<Survey>() {
    return detail::describe<Survey>();
}
template <>
const RecordType& record_type<Target>() {
    return detail::describe<Target>();
}
template <>
const RecordType& record_type<Ticket>() {
    return detail::describe<Ticket>();
}
template <>
const RecordType& record_type<Touch>() {
    return detail::describe<Touch>();
}
template <>
const RecordType& record_type<UsageEvent>() {
    return detail::describe<UsageEvent>();
}

}  // namespace saleskpi::inline v0_3
