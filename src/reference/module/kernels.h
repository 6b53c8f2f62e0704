// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace fisherlens::module {

/// squares[i] += Σ_n g[n·size + i]² and, unless it is null, gradient[i] += Σ_n g[n·size + i], for n < count. Squares
/// are taken and added in double precision.
void addSquares(const float* g, std::int64_t count, std::int64_t size, double* squares, double* gradient);
void addSquares(const double* g, std::int64_t count, std::int64_t size, double* squares, double* gradient);

/// For rows n·channels + c of `inner` elements, n < examples: sums[row] = Σ g, dots[row] = Σ g·(x − centre[c]), both
/// added in double precision.
void centredSums(const float* g, const float* x, const float* centre, std::int64_t examples, std::int64_t channels,
                 std::int64_t inner, float* sums, float* dots);
void centredSums(const double* g, const double* x, const double* centre, std::int64_t examples, std::int64_t channels,
                 std::int64_t inner, double* sums, double* dots);

/// to[i] += from[i], from[i] = 0.
void moveSums(float* from, std::int64_t size, double* to);
void moveSums(double* from, std::int64_t size, double* to);

}  // namespace fisherlens::module
