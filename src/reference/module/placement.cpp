// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/placement.h"

#include "reference/module/graph_check.h"
#include "reference/module/model.h"

namespace fisherlens::module {
namespace {

/// Error Environment: no CUDA in this LibTorch, or no device.
Result<void> checkCuda()
{
    constexpr const char* hint =
        "Leave out --device, or install an NVIDIA driver and build with a LibTorch that has CUDA (Debian's has not).";
    if (!at::globalContext().hasCUDART())
        return fail(ErrorCode::Environment, "This LibTorch was built without CUDA.", {}, hint);
    if (!torch::cuda::is_available())
        return fail(ErrorCode::Environment, "LibTorch finds no CUDA device, or no driver for it.", {}, hint);
    return {};
}

}  // namespace

Result<void> TorchModel::useDevice(Device device)
{
    if (device == Device::Cuda) {
        FL_CHECK(checkCuda());
        keepPrecisionOnCuda();
        placement_.device = at::Device(at::kCUDA, 0);
        // cuDNN's recurrent layers hide their products, and have no derivative in eval mode.
        for (const char* layer : {"aten::lstm", "aten::gru", "aten::rnn_tanh", "aten::rnn_relu"})
            if (usesOperator(module_, layer))
                at::globalContext().setUserEnabledCuDNN(false);
    }
    placement_.separate = device != Device::Cpu;
    return guarded(ErrorCode::Environment, "The model cannot be moved to the device:", {path_, {}, {}},
                   "Use --device cpu.", [&]() -> Result<void> {
                       const at::AutoGradMode off(false);
                       module_.to(placement_.device);  // the tensors stay the same objects
                       version_ = stateVersion();
                       return {};
                   });
}

}  // namespace fisherlens::module
