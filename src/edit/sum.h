// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

namespace fisherlens {

/// A sum in float64 whose error does not grow with the number of terms (Neumaier's variant of Kahan's summation).
class CompensatedSum {
public:
    void add(double value)
    {
        const double sum = sum_ + value;
        correction_ += std::fabs(sum_) >= std::fabs(value) ? (sum_ - sum) + value : (value - sum) + sum_;
        sum_ = sum;
    }
    /// Without the correction where the sum itself is not finite.
    [[nodiscard]] double value() const { return std::isfinite(sum_) ? sum_ + correction_ : sum_; }

private:
    double sum_ = 0;
    double correction_ = 0;
};

}  // namespace fisherlens
