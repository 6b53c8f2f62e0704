// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/tensor.h"

#include <optional>
#include <string>

namespace fisherlens {

// Squares that an optimizer does not keep as a plain array, as tensors that are computed while they are read. Headers
// only: factors, maps and scales are read with the first values and kept. Values are those of float64 arithmetic.

/// Adafactor's V = R·C ÷ mean(R): `row` is the average over one axis, `col` over another. With `keepsAxes` both have the
/// parameter's rank and a 1 at their axis (PyTorch, timm's adafactorbv); else they lack it, row the last and col the
/// last but one (Hugging Face, fairseq). The mean is taken over the axis that `col` averages. Shazeer and Stern,
/// arXiv:1804.04235. Error Incompatible: the shapes are no such factors.
Result<Tensor> factoredTensor(const Tensor& row, const Tensor& col, bool keepsAxes);

/// One mean for each of equally long contiguous runs of a parameter of this shape (Adam-mini: heads, rows, or all of
/// it). Error Incompatible: the runs do not come out even.
Result<Tensor> blockMeansTensor(const Tensor& means, const Shape& shape);

/// value[i] = map[code[i]] · scale[i ÷ block], i in C order (bitsandbytes, torchao). `bits` is 8, or 4: two codes in a
/// byte, the higher half first. Without a map the codes are numbers themselves (float8). `shape` is the parameter's.
struct QuantisedParts {
    Tensor codes;
    std::optional<Tensor> map;
    Tensor scale;
    Shape shape;
    int bits = 8;
};
/// The block is not stored: it is codes ÷ scales, or the one of 256 and 2048 that gives the number of scales (the last
/// block may be short). Error Incompatible: neither fits.
Result<Tensor> quantisedTensor(QuantisedParts parts);

/// v · s with a tensor of one element (fairseq's float16 state).
Tensor scaledByTensor(const Tensor& values, const Tensor& scale);

/// v² (Adamax keeps the root).
Tensor squaredTensor(const Tensor& values);

}  // namespace fisherlens
