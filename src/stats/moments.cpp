// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/moments.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fisherlens {
namespace {

std::optional<double> ratio(double numerator, double denominator)
{
    const double value = numerator / denominator;
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

void widen(float& low, float& high, bool first, float otherLow, float otherHigh)
{
    low = first ? otherLow : std::min(low, otherLow);
    high = first ? otherHigh : std::max(high, otherHigh);
}

}  // namespace

void Moments::add(double value)
{
    ++n;
    const double delta = value - mean;
    mean += delta / static_cast<double>(n);
    squares += delta * (value - mean);
}

void Moments::merge(const Moments& other)
{
    if (other.n == 0)
        return;
    const auto n1 = static_cast<double>(n);
    const auto n2 = static_cast<double>(other.n);
    const double delta = other.mean - mean;
    mean += delta * (n2 / (n1 + n2));
    squares += other.squares + delta * delta * (n1 * n2 / (n1 + n2));
    n += other.n;
}

std::optional<double> Moments::variance() const
{
    return n < 2 ? std::nullopt : std::optional(squares / static_cast<double>(n - 1));
}

void PairMoments::merge(const PairMoments& other)
{
    if (other.n == 0)
        return;
    const auto n1 = static_cast<double>(n);
    const auto n2 = static_cast<double>(other.n);
    const double dx = other.meanX - meanX;
    const double dy = other.meanY - meanY;
    const double weight = n1 * n2 / (n1 + n2);
    meanX += dx * (n2 / (n1 + n2));
    meanY += dy * (n2 / (n1 + n2));
    xx += other.xx + dx * dx * weight;
    yy += other.yy + dy * dy * weight;
    xy += other.xy + dx * dy * weight;
    n += other.n;
}

PairMoments PairMoments::of(std::span<const double> x, std::span<const double> y)
{
    PairMoments result;
    result.n = static_cast<std::int64_t>(x.size());
    if (x.empty())
        return result;
    for (std::size_t i = 0; i < x.size(); ++i) {
        result.meanX += x[i];
        result.meanY += y[i];
    }
    result.meanX /= static_cast<double>(result.n);
    result.meanY /= static_cast<double>(result.n);
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double dx = x[i] - result.meanX;
        const double dy = y[i] - result.meanY;
        result.xx += dx * dx;
        result.yy += dy * dy;
        result.xy += dx * dy;
    }
    return result;
}

void PairSums::addTraces(std::span<const float> valuesA, std::span<const float> valuesB)
{
    if (valuesA.empty())
        return;
    float lowA = valuesA[0], highA = valuesA[0], lowB = valuesB[0], highB = valuesB[0];
    double sumA = 0, sumB = 0;
    for (std::size_t i = 0; i < valuesA.size(); ++i) {
        sumA += static_cast<double>(valuesA[i]);
        sumB += static_cast<double>(valuesB[i]);
        zerosA += valuesA[i] == 0;
        zerosB += valuesB[i] == 0;
        lowA = std::min(lowA, valuesA[i]);
        highA = std::max(highA, valuesA[i]);
        lowB = std::min(lowB, valuesB[i]);
        highB = std::max(highB, valuesB[i]);
    }
    a += sumA;
    b += sumB;
    widen(minA, maxA, n == 0, lowA, highA);
    widen(minB, maxB, n == 0, lowB, highB);
    n += static_cast<std::int64_t>(valuesA.size());
}

void PairSums::add(std::span<const float> valuesA, std::span<const float> valuesB)
{
    addTraces(valuesA, valuesB);
    constexpr std::size_t batch = 1024;
    std::array<double, batch> x{}, y{};
    for (std::size_t start = 0; start < valuesA.size(); start += batch) {
        std::size_t positive = 0;
        double sumAB = 0, sumAA = 0, sumBB = 0;
        for (std::size_t i = start; i < std::min(start + batch, valuesA.size()); ++i) {
            const double u = valuesA[i];
            const double w = valuesB[i];
            sumAB += u * w;
            sumAA += u * u;
            sumBB += w * w;
            if (u > 0 && w > 0) {
                const bool first = logs.n == 0 && positive == 0;
                widen(minPositiveA, maxPositiveA, first, valuesA[i], valuesA[i]);
                widen(minPositiveB, maxPositiveB, first, valuesB[i], valuesB[i]);
                x[positive] = std::log10(w);
                y[positive++] = std::log10(u);
            }
        }
        ab += sumAB;
        aa += sumAA;
        bb += sumBB;
        logs.merge(PairMoments::of(std::span(x).first(positive), std::span(y).first(positive)));
    }
}

void PairSums::merge(const PairSums& other)
{
    nonfinite += other.nonfinite;
    if (other.n == 0)
        return;
    widen(minA, maxA, n == 0, other.minA, other.maxA);
    widen(minB, maxB, n == 0, other.minB, other.maxB);
    if (other.logs.n > 0) {
        widen(minPositiveA, maxPositiveA, logs.n == 0, other.minPositiveA, other.maxPositiveA);
        widen(minPositiveB, maxPositiveB, logs.n == 0, other.minPositiveB, other.maxPositiveB);
    }
    n += other.n;
    zerosA += other.zerosA;
    zerosB += other.zerosB;
    a += other.a;
    b += other.b;
    ab += other.ab;
    aa += other.aa;
    bb += other.bb;
    logs.merge(other.logs);
}

std::optional<double> PairSums::cosine() const
{
    return n < 3 ? std::nullopt : ratio(ab, std::sqrt(aa) * std::sqrt(bb));
}

std::optional<double> PairSums::fit() const
{
    return ratio(ab, bb);
}

std::optional<double> PairSums::traceRatio() const
{
    return ratio(a, b);
}

bool PairSums::logsVary() const
{
    return logs.n >= 3 && minPositiveA != maxPositiveA && minPositiveB != maxPositiveB;
}

std::optional<double> PairSums::pearsonLog() const
{
    if (!logsVary())
        return std::nullopt;
    const auto value = ratio(logs.xy, std::sqrt(logs.xx) * std::sqrt(logs.yy));
    return value ? std::optional(std::clamp(*value, -1.0, 1.0)) : value;
}

std::optional<double> PairSums::logLogSlope() const
{
    return logsVary() ? ratio(logs.xy, logs.xx) : std::nullopt;
}

}  // namespace fisherlens
