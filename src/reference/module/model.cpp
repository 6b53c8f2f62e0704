// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/model.h"

#include "base/names.h"
#include "reference/module/archive_check.h"
#include "reference/module/batch_engine.h"
#include "reference/module/graph_check.h"
#include "reference/module/interception.h"
#include "reference/module/operators.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <set>

namespace fisherlens::module {
namespace {

constexpr const char* kDataHint = "Check that the data file belongs to this model.";

at::ScalarType scalarType(DType dtype)
{
    switch (dtype) {
    case DType::F64: return at::kDouble;
    case DType::F16: return at::kHalf;
    case DType::BF16: return at::kBFloat16;
    case DType::I64: return at::kLong;
    case DType::I32: return at::kInt;
    case DType::I16: return at::kShort;
    case DType::I8: return at::kChar;
    case DType::U8: return at::kByte;
    case DType::Bool: return at::kBool;
    default: return at::kFloat;
    }
}

std::string shapeOf(const at::Tensor& tensor)
{
    return shapeText(tensor.sizes().vec());
}

/// The logits: the output itself, the first of a tuple, or the entry `logits` of a dict.
Result<at::Tensor> logitsOf(c10::IValue value, const Where& where)
{
    if (value.isTuple() && !value.toTupleRef().elements().empty())
        value = value.toTupleRef().elements()[0];
    if (value.isGenericDict()) {
        for (const auto& entry : value.toGenericDict()) {
            if (entry.key().isString() && entry.key().toStringRef() == "logits") {
                value = entry.value();
                break;
            }
        }
    }
    if (!value.isTensor() || !value.toTensor().defined() || !value.toTensor().is_floating_point())
        return fail(
            ErrorCode::Unsupported,
            "The model returns no floating tensor, no tuple that begins with one and no dict with the key 'logits'.",
            where, "Export a module whose forward() returns the logits.");
    return value.toTensor();
}

class TorchPass final : public ForwardPass {
public:
    TorchPass(std::string path, at::Tensor output, const std::vector<at::Tensor>& parameters)
        : path_(std::move(path)), output_(std::move(output)), parameters_(parameters), shape_(output_.sizes().vec()),
          values_(valuesOf(output_)), wanted_(parameters.size())
    {
        std::iota(wanted_.begin(), wanted_.end(), std::size_t{0});
    }

    const Shape& shape() const override { return shape_; }
    const std::vector<double>& values() const override { return values_; }

    Result<void> backward(std::span<const double> direction, bool last, GradientVisitor& visitor) override
    {
        const Where where{path_, {}, {}};
        if (!output_.requires_grad())
            return fail(ErrorCode::Unsupported,
                        "The model's output does not depend on its parameters in a differentiable way.", where,
                        "Export the model without torch.no_grad() and detach().");
        return guarded(ErrorCode::Unsupported, "The model cannot be differentiated:", where,
                       "Export the model again with gradients enabled.", [&]() -> Result<void> {
                           std::vector<at::Tensor> wanted;
                           for (const std::size_t p : wanted_)
                               wanted.push_back(parameters_[p]);
                           const auto gradients = torch::autograd::grad(
                               {output_}, wanted, {directionOf(direction, output_)}, !last, false, true);
                           for (std::size_t i = 0; i < gradients.size(); ++i)
                               if (gradients[i].defined())
                                   visit(wanted_[i], gradients[i], visitor);
                           return {};
                       });
    }
    void restrictTo(std::vector<std::size_t> parameters) override { wanted_ = std::move(parameters); }

private:
    static void visit(std::size_t parameter, const at::Tensor& gradient, GradientVisitor& visitor)
    {
        const at::Tensor dense = (gradient.is_sparse() ? gradient.to_dense() : gradient).to(at::kCPU).contiguous();
        const auto n = static_cast<std::size_t>(dense.numel());
        if (dense.scalar_type() == at::kDouble)
            visitor.visit(parameter, std::span<const double>(dense.data_ptr<double>(), n));
        else
            visitor.visit(parameter, std::span<const float>(dense.data_ptr<float>(), n));
    }

    std::string path_;
    at::Tensor output_;
    const std::vector<at::Tensor>& parameters_;
    Shape shape_;
    std::vector<double> values_;
    std::vector<std::size_t> wanted_;
};

/// The rules without parameters to look for.
class IdleRules {
    OperandTable table_;
    Manners manners_;
    CancelToken cancel_;
    Recorder recorder_{table_, manners_, 0, nullptr, cancel_};
    RecorderScope scope_{recorder_};
    Interception interception_;
};

bool sameView(const at::Tensor& a, const at::Tensor& b)
{
    return a.unsafeGetTensorImpl() == b.unsafeGetTensorImpl()
           || (a.numel() > 0 && a.data_ptr() == b.data_ptr() && a.sizes() == b.sizes() && a.strides() == b.strides()
               && a.scalar_type() == b.scalar_type());
}

/// Ties that the file holds as two tensors on one storage become one tensor, whose gradient is the sum over the uses.
void unifyTies(const torch::jit::Module& root)
{
    std::vector<at::Tensor> seen;
    for (const torch::jit::Module& module : root.modules()) {
        const auto object = module._ivalue();
        for (std::size_t slot = 0; slot < object->slots().size(); ++slot) {
            const c10::IValue& value = object->getSlot(slot);
            if (!value.isTensor() || !value.toTensor().defined())
                continue;
            const auto first = std::find_if(seen.begin(), seen.end(),
                                            [&](const at::Tensor& t) { return sameView(t, value.toTensor()); });
            if (first == seen.end())
                seen.push_back(value.toTensor());
            else
                object->setSlot(slot, *first);
        }
    }
}

Result<torch::jit::Module> load(const std::string& path)
{
    FL_TRY(const auto source, ByteSource::open(path));
    FL_CHECK(checkArchive(source));
    const Where where{path, {}, {}};
    torch::jit::Module module;
    try {
        module = torch::jit::load(std::make_shared<SourceAdapter>(source), at::Device(at::kCPU));
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::Environment, "There is not enough memory for this model.", where);
    } catch (const std::exception& error) {
        constexpr std::string_view unknown = "Unknown builtin op: ";
        const std::string_view text = error.what();
        if (const std::size_t at = text.find(unknown); at != std::string_view::npos) {
            const std::string_view rest = text.substr(at + unknown.size());
            const std::string name = printable(std::string(rest.substr(0, rest.find_first_of(".\n"))));
            if (rankOperator(name) == OperatorRank::Pure)
                return fail(ErrorCode::Unsupported,
                            fmt::format("The model uses {}, which LibTorch {} does not have yet.", name, TORCH_VERSION),
                            where, "Use a newer LibTorch, or export the model with PyTorch of this version.");
            return fail(ErrorCode::Unsafe,
                        fmt::format("The model uses {}, an operator that LibTorch itself does not have.", name), where,
                        "Models with operators of their own cannot be run.");
        }
        return fail(ErrorCode::Damaged, "LibTorch cannot load this module: " + sentenceOf(error), where,
                    "Export it again, with a version that this LibTorch reads.");
    }
    FL_CHECK(source->checkUnchanged());
    return module;
}

}  // namespace

std::string sentenceOf(const std::exception& error)
{
    std::string text = error.what();
    if (const auto* torchError = dynamic_cast<const c10::Error*>(&error))
        text = torchError->what_without_backtrace();
    // An interpreter error ends with the sentence, behind a trace of TorchScript lines: "RuntimeError: mat1 and ...".
    constexpr std::string_view mark = "Error: ";
    if (const std::size_t at = text.rfind(mark); at != std::string::npos)
        text.erase(0, at + mark.size());
    text.erase(std::min(text.find('\n'), text.size()));
    if (!text.empty() && text.back() != '.')
        text += '.';
    return printable(std::move(text));
}

std::string printable(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return text;
}

Result<std::unique_ptr<ReferenceModel>> TorchModel::open(const std::string& path, const JobContext& context)
{
    FL_TRY(torch::jit::Module module, load(path));
    return guarded(ErrorCode::Unsupported, "LibTorch cannot prepare this module:", {path, {}, {}}, "Export it again.",
                   [&]() -> Result<std::unique_ptr<ReferenceModel>> {
                       module.eval();
                       FL_CHECK(checkGraph(module, path));
                       // The profiling executor puts operators into differentiable groups of its own from the second
                       // call on, which hides them from a rule per operator.
                       torch::jit::getProfilingMode() = false;
                       at::set_num_threads(1);
                       std::unique_ptr<TorchModel> model(new TorchModel(path, std::move(module)));
                       FL_CHECK(model->collect(context));
                       // Instance norm writes its statistics back, which its rule avoids. oneDNN's LSTM (LibTorch 2)
                       // is one operator that hides the products with the parameters.
                       model->alwaysByRules_ = usesOperator(model->module_, "aten::instance_norm");
                       if (usesOperator(model->module_, "aten::lstm"))
                           at::globalContext().setUserEnabledMkldnn(false);
                       return std::unique_ptr<ReferenceModel>(std::move(model));
                   });
}

Result<void> TorchModel::collect(const JobContext& context)
{
    const Where where{path_, {}, {}};
    unifyTies(module_);
    bool narrow = false;
    for (const at::Tensor& tensor : module_.parameters(true))
        narrow = narrow || tensor.scalar_type() == at::kHalf || tensor.scalar_type() == at::kBFloat16;
    if (narrow) {
        module_.to(at::kFloat);
        context.find({Severity::Information, "computed-in-float32", where,
                      "The parameters are stored in 16 bits; gradients are computed in float32.", ""});
    }
    const auto gather = [](const auto& named, std::vector<State>& states) {
        for (const auto& entry : named) {
            const auto same = std::find_if(states.begin(), states.end(),
                                           [&](const State& s) { return sameView(s.tensor, entry.value); });
            if (same == states.end())
                states.push_back({entry.value, {entry.name}});
            else
                same->names.push_back(entry.name);
        }
    };
    gather(module_.named_parameters(true), parameterStates_);
    gather(module_.named_buffers(true), bufferStates_);
    std::string ties;
    for (State& state : parameterStates_) {
        if (!state.tensor.is_floating_point())
            continue;
        state.tensor.requires_grad_(true);
        parameters_.push_back({state.names.front(), state.tensor.sizes().vec(), state.tensor.numel()});
        tensors_.push_back(state.tensor);
        for (std::size_t i = 1; i < state.names.size(); ++i)
            ties += (ties.empty() ? "" : ", ") + state.names[i] + " = " + state.names.front();
    }
    if (parameters_.empty())
        return fail(ErrorCode::Unsupported,
                    "The module has no parameters: it was frozen, and its weights are constants of its code.", where,
                    "Export the model without torch.jit.freeze.");
    if (!ties.empty())
        context.find({Severity::Information, "tied-parameters", where,
                      "Tied parameters appear once, under their first name: " + ties + ".",
                      "The gradients of all their uses are summed before they are squared."});
    dtype_ = tensors_.front().scalar_type();
    version_ = stateVersion();
    return {};
}

std::uint64_t TorchModel::stateVersion() const
{
    std::uint64_t sum = 0;
    for (const auto* states : {&parameterStates_, &bufferStates_})
        for (const State& state : *states)
            sum += static_cast<std::uint64_t>(state.tensor._version());
    return sum;
}

Result<void> TorchModel::replace(State& state, const Catalogue& weights, bool required) const
{
    const Tensor* found = nullptr;
    for (auto name = state.names.begin(); !found && name != state.names.end(); ++name)
        found = weights.findMatching(*name);
    if (!found) {
        if (!required)
            return {};
        return fail(ErrorCode::Incompatible, "The weights do not hold this parameter of the model.",
                    {path_, state.names.front(), {}}, "Give the checkpoint of the model that was exported.");
    }
    const Where where{found->info.file, found->info.name, {}};
    if (found->info.shape != state.tensor.sizes().vec())
        return fail(ErrorCode::Incompatible,
                    fmt::format("The weights have shape {}, the model has {}.", shapeText(found->info.shape),
                                shapeOf(state.tensor)),
                    where, "Give the checkpoint of the model that was exported.");
    if (isComplex(found->info.dtype))
        return fail(ErrorCode::Unsupported, "Complex weights cannot be used.", where);
    at::Tensor values = at::empty(state.tensor.sizes(), at::kDouble);
    FL_CHECK(found->source->read(0, std::span(values.data_ptr<double>(), static_cast<std::size_t>(values.numel()))));
    state.tensor.copy_(values);
    return {};
}

Result<void> TorchModel::replaceWeights(const Catalogue& weights, const JobContext& context)
{
    return guarded(
        ErrorCode::Incompatible, "The weights cannot be put into the model:", {path_, {}, {}}, "",
        [&]() -> Result<void> {
            const at::AutoGradMode off(false);
            std::set<std::string> known;
            for (auto* states : {&parameterStates_, &bufferStates_}) {
                for (State& state : *states) {
                    if (context.cancel.requested())
                        return cancelled();
                    FL_CHECK(replace(state, weights, states == &parameterStates_));
                    for (const std::string& name : state.names)
                        known.insert(matchKey(name));
                }
            }
            version_ = stateVersion();
            std::vector<std::string> unused;
            for (const Tensor& tensor : weights.tensors())
                if (!known.contains(matchKey(tensor.info.name)))
                    unused.push_back(tensor.info.name);
            if (!unused.empty())
                context.find(
                    {Severity::Warning,
                     "weights-unused",
                     {weights.tensors().front().info.file, unused.front(), {}},
                     fmt::format("{} tensor{} of the weights {} no place in the model: {}{}.", unused.size(),
                                 unused.size() == 1 ? "" : "s", unused.size() == 1 ? "has" : "have",
                                 fmt::join(unused.begin(),
                                           unused.begin() + std::min<std::ptrdiff_t>(std::ssize(unused), 3), ", "),
                                 unused.size() > 3 ? ", ..." : ""),
                     "They are not used."});
            return {};
        });
}

at::Tensor TorchModel::toTensor(const Batch& batch) const
{
    at::Tensor tensor = at::empty(batch.shape, scalarType(batch.dtype));
    if (!batch.bytes.empty())
        std::memcpy(tensor.data_ptr(), batch.bytes.data(), batch.bytes.size());
    return tensor.to(placement_.device, batch.dtype == DType::F64 ? dtype_ : tensor.scalar_type());
}

Result<at::Tensor> TorchModel::logits(const std::vector<Batch>& inputs, bool gradients) const
{
    // Examples run side by side on threads of the caller; threads inside one operator would only compete with them.
    thread_local const bool single = (at::set_num_threads(1), true);
    static_cast<void>(single);
    return guarded(
        ErrorCode::Incompatible, "The model does not accept the data:", {}, kDataHint, [&]() -> Result<at::Tensor> {
            const at::AutoGradMode mode(gradients);
            std::optional<IdleRules> rules;
            if (alwaysByRules_ && !Recorder::isCurrent())
                rules.emplace();
            std::vector<c10::IValue> arguments;
            for (const Batch& input : inputs)
                arguments.emplace_back(toTensor(input));
            const c10::IValue output = module_.forward(std::move(arguments));
            if (stateVersion() != version_)
                return fail(ErrorCode::Unsupported, "The model changes its own parameters or buffers while it runs.",
                            {path_, {}, {}}, "Export a model whose forward() only computes, after model.eval().");
            return logitsOf(output, {path_, {}, {}});
        });
}

Result<std::unique_ptr<ForwardPass>> TorchModel::forward(const std::vector<Batch>& inputs, bool gradients) const
{
    FL_TRY(at::Tensor output, logits(inputs, gradients));
    return guarded(ErrorCode::Environment, "The model cannot be evaluated:", {path_, {}, {}}, "",
                   [&]() -> Result<std::unique_ptr<ForwardPass>> {
                       return std::unique_ptr<ForwardPass>(
                           std::make_unique<TorchPass>(path_, std::move(output), tensors_));
                   });
}

Result<BatchOffer> TorchModel::batchEngine(const std::vector<Batch>& inputs, const std::vector<Batch>& other,
                                           const CancelToken& cancel) const
{
    const BatchSource source{path_, &parameters_, &tensors_, dtype_, placement_,
                             [this](const std::vector<Batch>& examples) { return logits(examples, true); }};
    return offerBatches(source, inputs, other, cancel);
}

}  // namespace fisherlens::module
