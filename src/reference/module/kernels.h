// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace fisherlens::module {

/// squares[i] += Σ_n g[n·size + i]² and, unless it is null, gradient[i] += Σ_n g[n·size + i], for n < count. Squares
/// are taken and added in double precision.
void addSquares(const float* g, std::int64_t count, std::int64_t size, double* squares, double* gradient);
void addSquares(const double* g, std::int64_t count, std::int64_t size, double* squares, double* gradient);

/// to[i] += from[i], from[i] = 0.
void moveSums(float* from, std::int64_t size, double* to);
void moveSums(double* from, std::int64_t size, double* to);

}  // namespace fisherlens::module
