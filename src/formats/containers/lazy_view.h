// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/tensor.h"

namespace fisherlens {

/// What PyTorch saves of x.conj() and of x.conj().imag: the elements of x, and that each stands for its conjugate, its
/// negative, or both. The result reads as PyTorch's resolve_conj() and resolve_neg() would; it has no place in the file,
/// since what lies there are other numbers. Conjugating real types changes nothing.
Tensor lazyView(Tensor stored, bool conjugated, bool negated);

}  // namespace fisherlens
