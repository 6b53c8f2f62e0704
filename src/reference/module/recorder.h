// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "reference/module/batch_place.h"
#include "reference/module/contribution.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace fisherlens::module {

/// What the proof found of one intercepted operator, in the order in which the model runs them.
struct Step {
    std::string name;               ///< of the operator
    std::vector<Operand> operands;  ///< the parameters that its rule works on
    std::optional<Place> place;     ///< of the examples in its output
    bool constant = false;          ///< the output is the same for all examples and stands for a parameter

    [[nodiscard]] bool isSame(const Step& other) const { return name == other.name && operands == other.operands; }
};

/// What a proof has found of parameters so far, for the rules that can work in two ways.
struct Manners {
    std::set<std::size_t> constant;  ///< looked up at places that do not depend on the examples
    std::set<std::size_t> expanded;  ///< expanded over the examples before anything else is done with it
};

/// A tensor that a rule needs in the backward pass. Like autograd's own, it refuses to have been changed meanwhile.
class Saved {
public:
    explicit Saved(const at::Tensor& tensor) : tensor_(tensor.detach()), version_(tensor._version()) {}
    [[nodiscard]] const at::Tensor& get() const;

private:
    at::Tensor tensor_;
    std::int64_t version_;
};

/// What a forward pass under the interception leaves for the backward pass. The rules (rules/*.cpp) are called for every
/// operator of their kind on this thread while a Recording is alive; they ask here whether an argument is a parameter,
/// compute with it detached and `tap` the result, so that the parameter gets no gradient by autograd. A parameter that
/// gets one all the same went through an operator without a rule.
class Recorder {
public:
    /// Makes the contributions to its operands from the gradient of the operator's output.
    using Gather = std::function<void(Recorder&, const at::Tensor& gradient, const Place& place)>;

    /// Makes the contributions to the parameter behind a constant from its gradients [N, shape of the constant].
    using Resolve = std::function<void(Recorder&, const at::Tensor& gradients)>;

    /// `expected` are the steps of the proof, or null while it is made: then outputs are kept. `parameters` is the number
    /// of parameters of the model.
    Recorder(const OperandTable& table, const Manners& manners, std::size_t parameters,
             const std::vector<Step>* expected, const CancelToken& cancel)
        : table_(table), manners_(manners), parameterCount_(parameters), expected_(expected), cancel_(cancel)
    {}
    [[nodiscard]] static Recorder& current();
    [[nodiscard]] static bool isCurrent();

    /// The parameter, or the constant that stands for one (numbered behind the parameters).
    [[nodiscard]] std::optional<Operand> find(const at::Tensor& tensor) const
    {
        const auto parameter = table_.find(tensor);
        return parameter ? parameter : constantTable_.find(tensor);
    }
    [[nodiscard]] std::optional<Operand> find(const c10::optional<at::Tensor>& tensor) const
    {
        return tensor ? find(*tensor) : std::nullopt;
    }

    /// Connects `output`, computed from detached parameters, with `parameters` (one or two of them, those of
    /// `operands`), whose gradients `gather` makes. The result stands for the output and shares its memory.
    at::Tensor tap(const char* name, const at::Tensor& output, const std::vector<at::Tensor>& parameters,
                   std::vector<Operand> operands, Gather gather);
    /// The parameter expanded to the shape of a result that holds the examples; element gradients arrive for each of
    /// them. observe() must follow with that result.
    at::Tensor spread(const char* name, const at::Tensor& parameter, const Operand& operand,
                      std::vector<std::int64_t> sizes);
    void observe(const at::Tensor& result);
    /// For an output that holds no examples: its uses are worked on like those of a parameter, then `resolve` makes of
    /// them what the parameter behind it gets.
    at::Tensor tapConstant(const char* name, const at::Tensor& output, const at::Tensor& parameter,
                           const Operand& operand, Resolve resolve);
    [[nodiscard]] bool isConstant(const Operand& operand) const
    {
        return manners_.constant.contains(operand.parameter);
    }
    [[nodiscard]] bool isExpanded(const Operand& operand) const
    {
        return manners_.expanded.contains(operand.parameter);
    }
    /// The parameter behind an operand.
    [[nodiscard]] std::size_t parameterOf(const Operand& operand) const
    {
        return operand.parameter < parameterCount_ ? operand.parameter
                                                   : constants_[operand.parameter - parameterCount_].parameter;
    }

    /// For Gather: examples of the batch; the contribution of one use.
    [[nodiscard]] std::int64_t examples() const { return collector_->examples(); }
    void contribute(const Operand& operand, std::unique_ptr<Contribution> contribution);

    /// True when the model ran exactly the expected steps.
    [[nodiscard]] bool isComplete() const { return !wentAstray_ && (!expected_ || steps_ == expected_->size()); }
    /// Parameters behind constants that were used by an operator without a rule.
    [[nodiscard]] const std::set<std::size_t>& leaked() const { return leaked_; }
    [[nodiscard]] const std::vector<Step>& recorded() const { return recorded_; }
    [[nodiscard]] const std::vector<at::Tensor>& outputs() const { return outputs_; }

    /// Around the backward pass.
    void beginBackward(Collector& collector, const std::vector<ReferenceParameter>& parameters, at::ScalarType type);
    void endBackward();
    /// Called by the autograd function of step `step`.
    void arrived(std::int64_t step, const at::Tensor& gradient);
    void checkCancel() const;

private:
    struct Constant {
        std::size_t parameter;
        at::Tensor output;  // kept, for it is known by its address
        Resolve resolve;
    };
    std::int64_t begin(Step step, const at::Tensor* output, Gather gather);
    void collect(std::size_t parameter);
    void collectConstant(const Constant& constant, const std::vector<Use>& uses);

    const OperandTable& table_;
    const Manners& manners_;
    std::size_t parameterCount_;
    OperandTable constantTable_;
    std::vector<Constant> constants_;
    std::set<std::size_t> leaked_;
    const std::vector<Step>* expected_;
    const CancelToken& cancel_;
    std::size_t steps_ = 0;
    bool wentAstray_ = false;
    std::vector<Step> recorded_;       // while proving
    std::vector<at::Tensor> outputs_;  // while proving
    std::vector<Gather> gathers_;
    std::vector<std::size_t> uses_;  // per parameter and constant
    Collector* collector_ = nullptr;
    const std::vector<ReferenceParameter>* parameters_ = nullptr;
    at::ScalarType type_ = at::kFloat;
    std::vector<std::vector<Use>> pending_;  // per parameter and constant
};

/// Makes a recorder current on this thread.
class RecorderScope {
public:
    explicit RecorderScope(Recorder& recorder);
    ~RecorderScope();
    RecorderScope(const RecorderScope&) = delete;
    RecorderScope& operator=(const RecorderScope&) = delete;

private:
    Recorder* previous_;
};

}  // namespace fisherlens::module
