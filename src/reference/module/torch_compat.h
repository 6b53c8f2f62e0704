// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The LibTorch headers of the module, and the only place that may depend on their version (1.13 of Debian 12, 2.6 of
// Debian 13, newer ones by CMAKE_PREFIX_PATH).
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <caffe2/serialize/inline_container.h>
#include <caffe2/serialize/read_adapter_interface.h>
#include <torch/cuda.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/frontend/parser.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/csrc/jit/passes/inliner.h>
#include <torch/csrc/jit/runtime/graph_executor.h>
#include <torch/csrc/jit/serialization/import.h>
#include <torch/version.h>

#include "base/result.h"

#include <exception>
#include <string>

namespace fisherlens::module {

/// The sentence of a LibTorch exception: the last "...Error: text" line of an interpreter trace, else the first line.
[[nodiscard]] std::string sentenceOf(const std::exception& error);

/// Text from a file or library for a message: what is not printable ASCII becomes '?'.
[[nodiscard]] std::string printable(std::string text);

/// float32 stays float32: by default cuDNN rounds to 10 bits.
inline void keepPrecisionOnCuda()
{
    at::globalContext().setAllowTF32CuDNN(false);
    at::globalContext().setAllowTF32CuBLAS(false);
}

/// Calls `body`, which returns a Result; an exception becomes an error of `code` whose detail is `what` + its sentence.
template <class Body>
auto guarded(ErrorCode code, const std::string& what, const Where& where, const std::string& hint, Body&& body)
    -> decltype(body())
{
    try {
        return body();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::Environment, what + " there is not enough memory.", where,
                    "Use a smaller model or close other programs.");
    } catch (const std::exception& error) {
        return fail(code, what + " " + sentenceOf(error), where, hint);
    }
}

}  // namespace fisherlens::module
