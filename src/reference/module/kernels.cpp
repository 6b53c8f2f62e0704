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

}  // namespace

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
