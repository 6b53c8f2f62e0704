// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/module/torch_compat.h"

namespace fisherlens::module {

/// Where a module computes.
struct Placement {
    at::Device device = at::kCPU;
    /// Sums are made there and copied to the host; else they are made in the host's memory itself.
    bool separate = false;

    [[nodiscard]] at::TensorOptions options(at::ScalarType type) const
    {
        return at::TensorOptions(type).device(device);
    }
};

}  // namespace fisherlens::module
