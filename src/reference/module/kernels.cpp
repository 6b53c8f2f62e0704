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

template <class T>
void moveAll(T* __restrict from, std::int64_t size, double* __restrict to)
{
    for (std::int64_t i = 0; i < size; ++i) {
        to[i] += static_cast<double>(from[i]);
        from[i] = 0;
    }
}

/// Sums that the compiler may keep in vector registers.
constexpr std::int64_t kLanes = 16;

template <class T>
void channelSum(const T* __restrict g, const T* __restrict x, std::int64_t size, T mean, T scale, T& weighted, T& plain)
{
    T sums[kLanes] = {}, products[kLanes] = {};
    std::int64_t i = 0;
    for (; i + kLanes <= size; i += kLanes) {
        for (std::int64_t lane = 0; lane < kLanes; ++lane) {
            sums[lane] += g[i + lane];
            products[lane] += g[i + lane] * (x[i + lane] - mean);
        }
    }
    for (std::int64_t lane = 0; i < size; ++i, ++lane) {
        sums[lane] += g[i];
        products[lane] += g[i] * (x[i] - mean);
    }
    double sum = 0, product = 0;
    for (std::int64_t lane = 0; lane < kLanes; ++lane) {
        sum += static_cast<double>(sums[lane]);
        product += static_cast<double>(products[lane]);
    }
    plain = static_cast<T>(sum);
    weighted = static_cast<T>(product * static_cast<double>(scale));
}

template <class T>
void allChannelSums(const T* g, const T* x, std::int64_t examples, std::int64_t channels, std::int64_t size,
                    const T* mean, const T* scale, T* weighted, T* plain)
{
    for (std::int64_t n = 0; n < examples; ++n)
        for (std::int64_t c = 0; c < channels; ++c, g += size, x += size)
            channelSum(g, x, size, mean[c], scale[c], *weighted++, *plain++);
}

}  // namespace

void channelSums(const float* g, const float* x, std::int64_t examples, std::int64_t channels, std::int64_t size,
                 const float* mean, const float* scale, float* weighted, float* plain)
{
    allChannelSums(g, x, examples, channels, size, mean, scale, weighted, plain);
}

void channelSums(const double* g, const double* x, std::int64_t examples, std::int64_t channels, std::int64_t size,
                 const double* mean, const double* scale, double* weighted, double* plain)
{
    allChannelSums(g, x, examples, channels, size, mean, scale, weighted, plain);
}

void moveSums(float* from, std::int64_t size, double* to)
{
    moveAll(from, size, to);
}

void moveSums(double* from, std::int64_t size, double* to)
{
    moveAll(from, size, to);
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
