// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace fisherlens {

/// An estimate without its bias of first order in 1/n, and its standard error.
struct Jackknife {
    double estimate = 0;
    double standardError = 0;
};

/// Delete-one-group jackknife (Efron and Tibshirani 1993, sections 10.5 and 11.5): `whole` from all n groups, `without`[g]
/// from all but group g; estimate n·whole − (n−1)·mean(without). At least two groups.
[[nodiscard]] Jackknife jackknife(double whole, std::span<const double> without);

struct Interval {
    double low = 0, high = 0;
};

/// From `whole` to the estimate above, whichever is lower, each end wider by t·error (Student's distribution, one degree of
/// freedom less than groups). Where the bias is not of first order in 1/n the correction goes too far, and the truth lies
/// between the two: an interval around the estimate alone would miss it nearly always (simulated in jackknife_test.cpp).
[[nodiscard]] Interval jackknifeInterval(double whole, std::span<const double> without, double error);

/// The x with P(|T| ≤ x) = 1 − `error` for Student's T with at least one degree of freedom; 0 < error < 1 (Abramowitz and
/// Stegun 1964, 26.7.3 and 26.7.4; found by bisection to 1e-12).
[[nodiscard]] double studentQuantile(std::size_t degrees, double error);

}  // namespace fisherlens
