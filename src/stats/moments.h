// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace fisherlens {

/// Count, mean and sum of squares about the mean. Parts are joined by the pairwise update of Chan, Golub and LeVeque
/// (1983), so nothing is lost where the mean is large against the spread.
struct Moments {
    std::int64_t n = 0;
    double mean = 0;
    double squares = 0;  ///< Σ (x − mean)²

    void add(double value);
    void merge(const Moments& other);
    /// Σ(x − mean)²/(n − 1); nullopt for n < 2.
    [[nodiscard]] std::optional<double> variance() const;
};

/// The same for pairs, with the products.
struct PairMoments {
    std::int64_t n = 0;
    double meanX = 0, meanY = 0;
    double xx = 0, yy = 0, xy = 0;  ///< sums about the means

    void merge(const PairMoments& other);
    /// Moments of x[i], y[i]; two passes over the spans (of equal length).
    static PairMoments of(std::span<const double> x, std::span<const double> y);
};

/// Sums over the finite pairs of two diagonals A and B, and over the logarithms of those positive in both. Order of
/// merging matters only in the last bits; callers merge in file order.
struct PairSums {
    std::int64_t n = 0;          ///< pairs with both finite
    std::int64_t nonfinite = 0;  ///< pairs left out
    std::int64_t zerosA = 0, zerosB = 0;
    double a = 0, b = 0, ab = 0, aa = 0, bb = 0;
    float minA = 0, maxA = 0, minB = 0, maxB = 0;                                  ///< valid for n > 0
    PairMoments logs;                                                              ///< x = log10 B, y = log10 A
    float minPositiveA = 0, maxPositiveA = 0, minPositiveB = 0, maxPositiveB = 0;  ///< valid for logs.n > 0

    /// Adds finite pairs.
    void add(std::span<const float> valuesA, std::span<const float> valuesB);
    /// Adds only n, a, b, the zeros and the extremes: what a rank correlation and a trace ratio need.
    void addTraces(std::span<const float> valuesA, std::span<const float> valuesB);
    void merge(const PairSums& other);

    [[nodiscard]] bool logsVary() const;  ///< at least three positive pairs, neither side constant among them
    [[nodiscard]] bool constant() const { return minA == maxA || minB == maxB; }
    /// ΣAB/√(ΣA²ΣB²); nullopt for n < 3 or a diagonal of zeros.
    [[nodiscard]] std::optional<double> cosine() const;
    /// ΣAB/ΣB²: the c that minimises Σ(A − c·B)².
    [[nodiscard]] std::optional<double> fit() const;
    /// ΣA/ΣB.
    [[nodiscard]] std::optional<double> traceRatio() const;
    /// Pearson correlation of log10 A and log10 B over the entries positive in both.
    [[nodiscard]] std::optional<double> pearsonLog() const;
    /// Slope of the least-squares line of log10 A on log10 B over the same entries.
    [[nodiscard]] std::optional<double> logLogSlope() const;
};

}  // namespace fisherlens
