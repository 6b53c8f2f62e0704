// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/jackknife.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace fisherlens {
namespace {

/// P(|T| ≤ x)
double studentWithin(std::size_t degrees, double x)
{
    const double angle = std::atan(x / std::sqrt(static_cast<double>(degrees)));
    const double sine = std::sin(angle), cosine = std::cos(angle);
    const bool odd = degrees % 2 == 1;
    double term = odd ? cosine : 1, sum = degrees > 1 ? term : 0;
    for (std::size_t k = odd ? 3 : 2; k < degrees; k += 2) {
        term *= cosine * cosine * static_cast<double>(k - 1) / static_cast<double>(k);
        sum += term;
    }
    return odd ? 2 / std::numbers::pi * (angle + sine * sum) : sine * sum;
}

}  // namespace

Jackknife jackknife(double whole, std::span<const double> without)
{
    const auto n = static_cast<double>(without.size());
    double mean = 0, squares = 0;
    for (const double value : without)
        mean += value / n;
    for (const double value : without)
        squares += (value - mean) * (value - mean);
    return {n * whole - (n - 1) * mean, std::sqrt((n - 1) / n * squares)};
}

Interval jackknifeInterval(double whole, std::span<const double> without, double error)
{
    const Jackknife known = jackknife(whole, without);
    const double reach = studentQuantile(without.size() - 1, error) * known.standardError;
    return {std::min(known.estimate, whole) - reach, std::max(known.estimate, whole) + reach};
}

double studentQuantile(std::size_t degrees, double error)
{
    double low = 0, high = 1;
    while (studentWithin(degrees, high) < 1 - error)
        high *= 2;
    while (high - low > 1e-12 * high) {
        const double middle = (low + high) / 2;
        (studentWithin(degrees, middle) < 1 - error ? low : high) = middle;
    }
    return high;
}

}  // namespace fisherlens
