// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/dtype.h"
#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"
#include "reference/ranks.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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

/// Where a module is evaluated. CpuAsDevice is the processor with all the copies that a device needs: for tests.
enum class Device { Cpu, Cuda, CpuAsDevice };

[[nodiscard]] std::string_view name(Device device);
/// "cpu" or "cuda".
[[nodiscard]] std::optional<Device> deviceFromName(std::string_view name);

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
    /// From now on backward() visits these parameters only.
    virtual void restrictTo(std::vector<std::size_t> parameters) = 0;
};

/// What the examples of one half or the other add up to, one flat array in C order per parameter.
struct GradientSums {
    std::vector<std::vector<double>> squares[2];  ///< Σ_n g_n² over the examples of a half
    std::vector<std::vector<double>> gradient;    ///< Σ_n g_n over all examples; empty when it is not wanted
};

/// One evaluation of several examples at once, from which the gradient of each example is squared on its own.
class BatchPass {
public:
    virtual ~BatchPass() = default;
    /// The model output, first dimension = examples in the order given.
    [[nodiscard]] virtual const Shape& shape() const = 0;
    [[nodiscard]] virtual const std::vector<double>& values() const = 0;
    /// For every example n and every fast parameter: g_n = J_nᵀ·(row n of direction), J_n = ∂output_n/∂parameters; g_n²
    /// is added to the squares of the example's half and, with `gradient`, g_n to the gradient. `last` frees the graph.
    /// False: the model took another way than in the proof, nothing that was added since BatchWorker::forward() may be
    /// used. Errors: as ForwardPass::backward, Cancelled.
    virtual Result<bool> backward(std::span<const double> direction, bool gradient, bool last) = 0;
};

/// Adds to one GradientSums. Used by one thread at a time; what it adds does not depend on the thread.
class BatchWorker {
public:
    virtual ~BatchWorker() = default;
    /// The first `firstHalf` examples belong to half 0, the others to half 1. Null: the model took another way than in
    /// the proof. Errors: those of ReferenceModel::forward, Cancelled.
    virtual Result<std::unique_ptr<BatchPass>> forward(const std::vector<Batch>& inputs, std::int64_t firstHalf) = 0;
    /// Completes the sums: matrix products of several batches are first added up in the module's precision.
    virtual void finish() = 0;
    /// Adds all that the worker has added to its sums to others and leaves its own empty. The same as finish() and
    /// adding, with less to read and write. For parameters that others add to as well it is theirs to move it.
    virtual void moveTo(GradientSums& total) = 0;
    /// Forgets what finish() would add.
    virtual void discard() = 0;
};

/// A model whose operators were shown to keep examples apart, and how its parameters are worked on.
class BatchEngine {
public:
    virtual ~BatchEngine() = default;
    struct Fallback {
        std::size_t parameter;
        std::string reason;  ///< a clause: "it is used by Einsum, for which there is no rule"
    };
    /// Parameters that a loop over single examples has to do, in their order.
    [[nodiscard]] virtual const std::vector<Fallback>& fallbacks() const = 0;
    /// Number of elements of the output for one example.
    [[nodiscard]] virtual std::int64_t outputsPerExample() const = 0;
    /// Estimate of the memory that one more example in a batch takes.
    [[nodiscard]] virtual std::int64_t bytesPerExample() const = 0;
    /// Estimate of the memory that a worker takes beside its sums.
    [[nodiscard]] virtual std::int64_t bytesPerWorker() const = 0;
    /// `sums` have the sizes of the parameters and outlive the worker. The engine outlives it too.
    [[nodiscard]] virtual std::unique_ptr<BatchWorker> worker(GradientSums& sums, const CancelToken& cancel) const = 0;
};

/// An engine, or why there is none.
struct BatchOffer {
    std::unique_ptr<BatchEngine> engine;
    std::string reason;  ///< a clause without an end: "the model does not take several examples at once"
};

/// A TorchScript module in eval mode, on the CPU until useDevice(), whose operators were checked before anything of it ran.
class ReferenceModel {
public:
    virtual ~ReferenceModel() = default;
    /// In the order of named_parameters().
    [[nodiscard]] virtual const std::vector<ReferenceParameter>& parameters() const = 0;
    /// Replaces the parameters, and the buffers of the same names, by tensors of a checkpoint (names matched by
    /// matchKey). Errors: Incompatible (a parameter is missing or has another shape) and those of reading; tensors that
    /// the module does not have become the finding `weights-unused`. Not to be called during forward().
    virtual Result<void> replaceWeights(const Catalogue& weights, const JobContext& context) = 0;
    /// Moves the module; from now on inputs are copied there, and outputs and gradients back. Before anything is
    /// evaluated. Errors: Environment (this LibTorch has no CUDA, or there is no such device).
    virtual Result<void> useDevice(Device device) = 0;
    /// Evaluates the module on some examples. Thread-safe. float64 inputs become the module's floating type, others
    /// keep theirs. Errors: Incompatible (the module rejects the data: its own first sentence), Unsupported (an output
    /// that is no floating tensor; a module that changes its own state).
    virtual Result<std::unique_ptr<ForwardPass>> forward(const std::vector<Batch>& inputs, bool gradients) const = 0;
    /// Looks for the place of the examples at every operator with parameters by running a few of them together:
    /// `inputs` as they are, with the first example replaced by `other` (one example with other contents), and without
    /// the last one. At least three examples are needed. The engine refers to the model. Errors: Unsupported (an
    /// example changes the output of another: the model mixes them), Cancelled. A model that cannot be worked on in
    /// batches for another reason gets no engine.
    virtual Result<BatchOffer> batchEngine(const std::vector<Batch>& inputs, const std::vector<Batch>& other,
                                           const CancelToken& cancel) const = 0;
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
    Result<std::unique_ptr<RankSums>> (*connectRanks)(const RankMeeting& meeting);  ///< null: built without Gloo
};
inline constexpr std::uint32_t kReferenceAbi = 4;
inline constexpr const char* kReferenceEntrySymbol = "fisherlensReferenceEntry";

}  // namespace fisherlens
