// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"
#include "formats/pickle/tensor_record.h"

#include <string>
#include <string_view>

namespace fisherlens {

/// What torch.save wrote: a pickle, and storages that its tensors refer to. Not thread-safe while it is opened; the
/// tensors it makes are.
class TorchContainer {
public:
    virtual ~TorchContainer() = default;
    [[nodiscard]] virtual std::string_view format() const = 0;
    [[nodiscard]] virtual bool isTorchScript() const { return false; }
    [[nodiscard]] virtual const std::string& path() const = 0;
    /// The values of a readable record. A storage must have exactly the bytes it declares and be declared in one way
    /// only. Errors: Damaged, Unsupported, Cancelled.
    virtual Result<Tensor> tensor(std::string name, const pickle::TensorRecord& record, const CancelToken& cancel) = 0;
};

}  // namespace fisherlens
