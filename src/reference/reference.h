// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/dtype.h"
#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

// The boundary to LibTorch. Everything here is implemented by the module libfisherlens-reference.so, which is loaded on
// first use and never unloaded; no type of Torch and no exception crosses it.

namespace fisherlens {

/// Examples [first dimension] of one input, as little-endian elements in C order.
struct Batch {
    DType dtype = DType::F32;
    Shape shape;
    std::vector<std::byte> bytes;
};

/// A floating parameter of a module. Tied parameters appear once, under their first name.
struct ReferenceParameter {
    std::string name;
    Shape shape;
    std::int64_t count = 0;
};

/// Receives the gradient of one parameter, flat in C order, in the precision of the module.
class GradientVisitor {
public:
    virtual ~GradientVisitor() = default;
    virtual void visit(std::size_t parameter, std::span<const float> gradient) = 0;
    virtual void visit(std::size_t parameter, std::span<const double> gradient) = 0;
};

/// One evaluation of a module and, if asked for, its graph. Used by one thread at a time.
class ForwardPass {
public:
    virtual ~ForwardPass() = default;
    /// The model output (logits tensor, first of a tuple, or key `logits`), first dimension = examples.
    [[nodiscard]] virtual const Shape& shape() const = 0;
    [[nodiscard]] virtual const std::vector<double>& values() const = 0;
    /// Jᵀ·direction for every parameter, J = ∂output/∂parameters; direction.size() == values().size(). Parameters that
    /// the output does not depend on are not visited. `last` frees the graph. Errors: Unsupported (no derivative),
    /// Environment.
    virtual Result<void> backward(std::span<const double> direction, bool last, GradientVisitor& visitor) = 0;
};

/// A TorchScript module in eval mode on the CPU, whose operators were checked before anything of it ran.
class ReferenceModel {
public:
    virtual ~ReferenceModel() = default;
    /// In the order of named_parameters().
    [[nodiscard]] virtual const std::vector<ReferenceParameter>& parameters() const = 0;
    /// Replaces the parameters, and the buffers of the same names, by tensors of a checkpoint (names matched by
    /// matchKey). Errors: Incompatible (a parameter is missing or has another shape) and those of reading; tensors that
    /// the module does not have become the finding `weights-unused`. Not to be called during forward().
    virtual Result<void> replaceWeights(const Catalogue& weights, const JobContext& context) = 0;
    /// Evaluates the module on some examples. Thread-safe. float64 inputs become the module's floating type, others
    /// keep theirs. Errors: Incompatible (the module rejects the data: its own first sentence), Unsupported (an output
    /// that is no floating tensor; a module that changes its own state).
    virtual Result<std::unique_ptr<ForwardPass>> forward(const std::vector<Batch>& inputs, bool gradients) const = 0;
};

/// Loads a TorchScript file; nothing in it runs before it was checked (module/archive_check.h, module/graph_check.h).
/// Errors: Missing, Damaged, Unsupported (no TorchScript, no parameters, random or stateful operators), Unsafe (an
/// operator outside the allow-list, or code that would run while the file is opened), Environment (LibTorch is not
/// installed). Findings: `reference-blas`, `tied-parameters`, `computed-in-float32`.
Result<std::unique_ptr<ReferenceModel>> openReferenceModel(const std::string& path, const JobContext& context);

/// What the module exports; `abi` is compared before anything else is touched.
struct ReferenceModuleEntry {
    std::uint32_t abi;
    Result<std::unique_ptr<ReferenceModel>> (*open)(const std::string& path, const JobContext& context);
};
inline constexpr std::uint32_t kReferenceAbi = 1;
inline constexpr const char* kReferenceEntrySymbol = "fisherlensReferenceEntry";

}  // namespace fisherlens
