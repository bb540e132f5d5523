// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/quantity.hpp>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// What a rate of growth in each period comes to over several: 10 % a month are 213.84 % a year.
/// Exact. A loss is a growth below zero: of 5 % a month, -45.96 % a year.
/// Throws Error invalid_argument for a negative number of periods, overflow beyond 128 bits.
Ratio compounded(const Ratio& growth, int periods);

/// The rate of growth in each period that comes to this over several: 20 % a year are 1.5309 % a
/// month. A root is no fraction: rounded to nine places. Throws Error invalid_argument for a loss of
/// more than everything, or less than one period.
Ratio growth_per_period(const Ratio& growth, int periods);

}  // namespace saleskpi::inline v0_3
