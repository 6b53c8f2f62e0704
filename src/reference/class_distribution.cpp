// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/class_distribution.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fisherlens {

std::vector<double> softmax(std::span<const double> logits)
{
    const double top = *std::max_element(logits.begin(), logits.end());
    std::vector<double> p(logits.size());
    std::transform(logits.begin(), logits.end(), p.begin(), [top](double f) { return std::exp(f - top); });
    const double sum = std::accumulate(p.begin(), p.end(), 0.0);
    for (double& value : p)
        value /= sum;
    return p;
}

double logSumExp(std::span<const double> logits)
{
    const double top = *std::max_element(logits.begin(), logits.end());
    double sum = 0;
    for (const double f : logits)
        sum += std::exp(f - top);
    return std::log(sum) + top;
}

std::size_t drawClass(const std::vector<double>& p, double u)
{
    const double total = std::accumulate(p.begin(), p.end(), 0.0);
    double cumulative = 0;
    std::size_t last = 0;
    for (std::size_t c = 0; c < p.size(); ++c) {
        if (p[c] > 0)
            last = c;
        cumulative += p[c];
        if (u * total < cumulative)
            return c;
    }
    return last;
}

}  // namespace fisherlens
