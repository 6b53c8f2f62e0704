// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/kernels.h"

#include <algorithm>

namespace fisherlens::module {
namespace {

/// Elements whose sums stay in the first-level cache while the examples pass by.
constexpr std::int64_t kTile = 1024;

template <class T>
void addTile(const T* g, std::int64_t count, std::int64_t stride, std::int64_t n, double* __restrict squares,
             double* __restrict gradient)
{
    for (std::int64_t example = 0; example < count; ++example, g += stride) {
        for (std::int64_t i = 0; i < n; ++i)
            squares[i] += static_cast<double>(g[i]) * static_cast<double>(g[i]);
        if (gradient)
            for (std::int64_t i = 0; i < n; ++i)
                gradient[i] += static_cast<double>(g[i]);
    }
}

template <class T>
void addAll(const T* g, std::int64_t count, std::int64_t size, double* squares, double* gradient)
{
    for (std::int64_t i = 0; i < size; i += kTile)
        addTile(g + i, count, size, std::min(kTile, size - i), squares + i, gradient ? gradient + i : nullptr);
}

/// Partial sums side by side, so that the compiler can use vectors, and so few terms in each that float is enough.
constexpr std::int64_t kLanes = 8;
constexpr std::int64_t kLaneTerms = 32;

template <class T>
void addCentred(const T* __restrict g, const T* __restrict x, T centre, std::int64_t n, double& sum, double& dot)
{
    T sums[kLanes] = {}, dots[kLanes] = {};
    std::int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes) {
        for (std::int64_t lane = 0; lane < kLanes; ++lane) {
            sums[lane] += g[i + lane];
            dots[lane] += g[i + lane] * (x[i + lane] - centre);
        }
    }
    for (; i < n; ++i) {
        sums[0] += g[i];
        dots[0] += g[i] * (x[i] - centre);
    }
    for (std::int64_t lane = 0; lane < kLanes; ++lane) {
        sum += static_cast<double>(sums[lane]);
        dot += static_cast<double>(dots[lane]);
    }
}

template <class T>
void centredAll(const T* g, const T* x, const T* centre, std::int64_t examples, std::int64_t channels,
                std::int64_t inner, T* sums, T* dots)
{
    constexpr std::int64_t block = kLanes * kLaneTerms;
    for (std::int64_t row = 0; row < examples * channels; ++row, g += inner, x += inner) {
        double sum = 0, dot = 0;
        for (std::int64_t i = 0; i < inner; i += block)
            addCentred(g + i, x + i, centre[row % channels], std::min(block, inner - i), sum, dot);
        sums[row] = static_cast<T>(sum);
        dots[row] = static_cast<T>(dot);
    }
}

template <class T>
void moveAll(T* __restrict from, std::int64_t size, double* __restrict to)
{
    for (std::int64_t i = 0; i < size; ++i) {
        to[i] += static_cast<double>(from[i]);
        from[i] = 0;
    }
}

}  // namespace

void moveSums(float* from, std::int64_t size, double* to)
{
    moveAll(from, size, to);
}

void moveSums(double* from, std::int64_t size, double* to)
{
    moveAll(from, size, to);
}

void centredSums(const float* g, const float* x, const float* centre, std::int64_t examples, std::int64_t channels,
                 std::int64_t inner, float* sums, float* dots)
{
    centredAll(g, x, centre, examples, channels, inner, sums, dots);
}

void centredSums(const double* g, const double* x, const double* centre, std::int64_t examples, std::int64_t channels,
                 std::int64_t inner, double* sums, double* dots)
{
    centredAll(g, x, centre, examples, channels, inner, sums, dots);
}

void addSquares(const float* g, std::int64_t count, std::int64_t size, double* squares, double* gradient)
{
    addAll(g, count, size, squares, gradient);
}

void addSquares(const double* g, std::int64_t count, std::int64_t size, double* squares, double* gradient)
{
    addAll(g, count, size, squares, gradient);
}

}  // namespace fisherlens::module
