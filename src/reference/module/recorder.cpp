// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/recorder.h"

#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <stdexcept>

namespace fisherlens::module {
namespace {

thread_local Recorder* currentRecorder = nullptr;

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// The identity. Its backward hands the gradient of an operator's output to the recorder and gives the parameters none.
struct Tap : torch::autograd::Function<Tap> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& output, const at::Tensor&,
                              const c10::optional<at::Tensor>&, std::int64_t step)
    {
        context->saved_data["step"] = step;
        context->set_materialize_grads(false);
        // Not a view for autograd, which forbids to change views of this kind in place (ReLU(inplace=True)).
        const at::AutoDispatchBelowADInplaceOrView guard;
        return at::alias(output);
    }
    static variable_list backward(AutogradContext* context, const variable_list& gradients)
    {
        if (gradients[0].defined())
            Recorder::current().arrived(context->saved_data["step"].toInt(), gradients[0]);
        return {gradients[0], at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

/// A parameter expanded over the examples.
struct Spread : torch::autograd::Function<Spread> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& parameter, std::vector<std::int64_t> sizes,
                              std::int64_t step)
    {
        context->saved_data["step"] = step;
        context->set_materialize_grads(false);
        const at::AutoDispatchBelowADInplaceOrView guard;
        return parameter.expand(sizes);
    }
    static variable_list backward(AutogradContext* context, const variable_list& gradients)
    {
        if (gradients[0].defined())
            Recorder::current().arrived(context->saved_data["step"].toInt(), gradients[0]);
        return {at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

/// Gradient of every example for an operand that was broadcast: the sum over the dimensions in which it was.
at::Tensor reduceToOperand(const at::Tensor& gradient, const Place& place, std::int64_t examples, const Shape& sizes)
{
    const auto dimensions = static_cast<std::size_t>(gradient.dim());
    Shape padded(dimensions - sizes.size(), 1);
    padded.insert(padded.end(), sizes.begin(), sizes.end());
    if (padded[static_cast<std::size_t>(place.dimension)] != 1)
        throw std::runtime_error("A parameter has a dimension along the examples.");
    padded.erase(padded.begin() + place.dimension);
    const at::Tensor ordered = examplesFirst(gradient, place, examples);
    std::vector<std::int64_t> summed{1};
    for (std::size_t d = 0; d < padded.size(); ++d)
        if (padded[d] == 1)
            summed.push_back(static_cast<std::int64_t>(d) + 2);
    Shape result{examples};
    result.insert(result.end(), sizes.begin(), sizes.end());
    return ordered.sum(summed).reshape(result);
}

}  // namespace

const at::Tensor& Saved::get() const
{
    if (tensor_._version() != version_)
        throw std::runtime_error("A tensor that the gradient needs was changed in place.");
    return tensor_;
}

Recorder& Recorder::current()
{
    if (!currentRecorder)
        throw std::runtime_error("The interception is on without a recorder.");
    return *currentRecorder;
}

bool Recorder::isCurrent()
{
    return currentRecorder != nullptr;
}

void Recorder::checkCancel() const
{
    if (cancel_.requested())
        throw std::runtime_error("Stopped on request.");
}

std::int64_t Recorder::begin(Step step, const at::Tensor* output, Gather gather)
{
    checkCancel();
    for (const Operand& operand : step.operands) {
        if (uses_.size() <= operand.parameter)
            uses_.resize(operand.parameter + 1);
        ++uses_[operand.parameter];
    }
    if (expected_) {
        if (steps_ >= expected_->size() || !(*expected_)[steps_].isSame(step)) {
            wentAstray_ = true;
            throw std::runtime_error("The model took another way than in the proof.");
        }
    } else {
        recorded_.push_back(std::move(step));
        outputs_.push_back(output ? output->detach().clone() : at::Tensor());
    }
    gathers_.push_back(std::move(gather));
    return static_cast<std::int64_t>(steps_++);
}

at::Tensor Recorder::tap(const char* name, const at::Tensor& output, const std::vector<at::Tensor>& parameters,
                         std::vector<Operand> operands, Gather gather)
{
    const std::int64_t step = begin({name, std::move(operands), {}, false}, &output, std::move(gather));
    return Tap::apply(output, parameters[0],
                      parameters.size() > 1 ? c10::optional<at::Tensor>(parameters[1]) : c10::nullopt, step);
}

at::Tensor Recorder::spread(const char* name, const at::Tensor& parameter, const Operand& operand,
                            std::vector<std::int64_t> sizes)
{
    const std::int64_t step =
        begin({name, {operand}, {}, false}, nullptr,
              [operand](Recorder& recorder, const at::Tensor& gradient, const Place& place) {
                  recorder.contribute(operand, std::make_unique<ExplicitGradient>(reduceToOperand(
                                                   gradient, place, recorder.examples(), operand.sizes)));
              });
    return Spread::apply(parameter, std::move(sizes), step);
}

at::Tensor Recorder::tapConstant(const char* name, const at::Tensor& output, const at::Tensor& parameter,
                                 const Operand& operand, Resolve resolve)
{
    const std::int64_t step = begin({name, {operand}, {}, true}, &output,
                                    [real = operand.parameter](Recorder& recorder, const at::Tensor&, const Place&) {
                                        recorder.leaked_.insert(real);
                                    });
    const at::Tensor tapped = Tap::apply(output, parameter, c10::nullopt, step);
    constantTable_.add(tapped, parameterCount_ + constants_.size());
    constants_.push_back({operand.parameter, tapped, std::move(resolve)});
    return tapped;
}

void Recorder::observe(const at::Tensor& result)
{
    if (!expected_)
        outputs_.back() = result.detach().clone();
}

void Recorder::beginBackward(Collector& collector, const std::vector<ReferenceParameter>& parameters,
                             at::ScalarType type)
{
    collector_ = &collector;
    parameters_ = &parameters;
    type_ = type;
    uses_.resize(parameterCount_ + constants_.size());
    pending_.clear();
    pending_.resize(uses_.size());
}

void Recorder::arrived(std::int64_t step, const at::Tensor& gradient)
{
    checkCancel();
    const auto index = static_cast<std::size_t>(step);
    const Step& taken = expected_ ? (*expected_)[index] : recorded_[index];
    // The proof looks only at which parameters are reached.
    if (!collector_ && !taken.constant)
        return;
    const at::AutoGradMode off(false);
    gathers_[index](*this, gradient, taken.place.value_or(Place{}));
}

void Recorder::contribute(const Operand& operand, std::unique_ptr<Contribution> contribution)
{
    auto& pending = pending_[operand.parameter];
    pending.push_back({operand, std::move(contribution)});
    // The last use squares, so that what the uses hold is freed as early as possible.
    if (pending.size() == uses_[operand.parameter])
        collect(operand.parameter);
}

void Recorder::collect(std::size_t parameter)
{
    std::vector<Use> uses = std::move(pending_[parameter]);
    pending_[parameter].clear();
    if (parameter >= parameterCount_)
        return collectConstant(constants_[parameter - parameterCount_], uses);
    collectUses(std::move(uses), (*parameters_)[parameter].shape, type_, *collector_);
}

void Recorder::collectConstant(const Constant& constant, const std::vector<Use>& uses)
{
    const Shape single = constant.output.sizes().vec();
    Shape sizes(single.size() + 1, examples());
    std::copy(single.begin(), single.end(), sizes.begin() + 1);
    at::Tensor gradients = at::zeros(sizes, constant.output.options());
    for (const Use& use : uses) {
        for (std::int64_t n = 0; n < examples(); ++n) {
            at::Tensor part = use.operand.of(gradients.select(0, n));
            use.contribution->addTo(n, part);
        }
    }
    constant.resolve(*this, gradients);
}

void Recorder::endBackward()
{
    const at::AutoGradMode off(false);
    // Constants come after the parameters they contribute to.
    for (std::size_t p = pending_.size(); p-- > 0;)
        if (!pending_[p].empty())
            collect(p);
    collector_ = nullptr;
}

RecorderScope::RecorderScope(Recorder& recorder) : previous_(currentRecorder)
{
    currentRecorder = &recorder;
}

RecorderScope::~RecorderScope()
{
    currentRecorder = previous_;
}

}  // namespace fisherlens::module
