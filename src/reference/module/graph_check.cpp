// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/graph_check.h"

#include "reference/module/operators.h"

#include <fmt/format.h>

#include <string_view>

namespace fisherlens::module {
namespace {

using torch::jit::Block;
using torch::jit::Node;
using torch::jit::Value;

/// True for a value that is the attribute `training` of a module, which eval() has set to false.
bool isTrainingFlag(const Value* value)
{
    const Node* node = value->node();
    return node->kind() == c10::prim::GetAttr && node->s(c10::attr::name) == "training";
}

/// True when the argument `name` of the operator is the constant true.
bool isAlways(const Node* node, std::string_view name)
{
    const auto* schema = node->maybeSchema();
    if (!schema)
        return false;
    for (std::size_t i = 0; i < schema->arguments().size() && i < node->inputs().size(); ++i) {
        const Node* input = node->input(i)->node();
        if (schema->arguments()[i].name() == name && input->kind() == c10::prim::Constant
            && input->hasAttribute(c10::attr::value) && input->kindOf(c10::attr::value) == torch::jit::AttributeKind::i)
            return input->i(c10::attr::value) != 0;
    }
    return false;
}

/// Encoder and attention layers as one operator that autograd cannot differentiate.
bool isFused(std::string_view name)
{
    return name == "aten::_transformer_encoder_layer_fwd" || name == "aten::_native_multi_head_attention";
}

class GraphCheck {
public:
    explicit GraphCheck(const std::string& file) : where_{file, {}, {}} {}

    /// Under what condition nodes run, as far as it is known.
    struct Condition {
        bool onlyInTraining = false;
        bool branch = false;  ///< inside of a branch
    };

    Result<void> check(const Block* block, Condition condition) const
    {
        for (const Node* node : block->nodes()) {
            FL_CHECK(check(node, condition));
            for (std::size_t i = 0; i < node->blocks().size(); ++i) {
                const bool branch = node->kind() == c10::prim::If;
                const bool dead = branch && i == 0 && isTrainingFlag(node->input());
                FL_CHECK(check(node->blocks()[i], {condition.onlyInTraining || dead, condition.branch || branch}));
            }
        }
        return {};
    }

private:
    Result<void> check(const Node* node, Condition condition) const
    {
        const bool onlyInTraining = condition.onlyInTraining;
        const std::string name = node->kind().toQualString();
        switch (rankOperator(name)) {
        case OperatorRank::Pure: break;
        case OperatorRank::Random:
            if (onlyInTraining)
                break;
            return fail(ErrorCode::Unsupported,
                        fmt::format("The model uses {}, so its outputs are random and cannot be reproduced.", name),
                        where_, "Export a model without random operators outside of training.");
        case OperatorRank::Stateful:
            if (onlyInTraining)
                break;
            return fail(ErrorCode::Unsupported,
                        fmt::format("The model changes its own state while it runs ({}).", name), where_,
                        "Export a model whose forward() only computes.");
        case OperatorRank::Unknown:
            return fail(
                ErrorCode::Unsafe,
                fmt::format("The model uses {}, which is not on the list of pure operators, so it is not run.", name),
                where_, "If the operator only computes, ask for it to be added to the list.");
        }
        // Scripts of attention and encoder layers hold the fused operators in branches for inference without gradients.
        if (!condition.branch && isFused(name))
            return fail(
                ErrorCode::Unsupported,
                fmt::format("The model was traced without gradients: its {} is fused and has no derivative.", name),
                where_, "Trace the model with gradients enabled (not under torch.no_grad()).");
        // Scripts of attention have a dropout in the branch for probabilities above 0; whether it runs shows when the
        // model is run twice.
        if (condition.branch && name == "aten::dropout")
            return {};
        if (!onlyInTraining && (isAlways(node, "training") || isAlways(node, "train")))
            return fail(ErrorCode::Unsupported,
                        fmt::format("The model was exported in training mode: its {} is always on.", name), where_,
                        "Call model.eval() before torch.jit.trace.");
        return {};
    }

    Where where_;
};

bool contains(const Block* block, std::string_view name)
{
    for (const Node* node : block->nodes()) {
        if (node->kind().toQualString() == name)
            return true;
        for (const Block* inner : node->blocks())
            if (contains(inner, name))
                return true;
    }
    return false;
}

}  // namespace

bool usesOperator(const torch::jit::Module& module, std::string_view name)
{
    const auto graph = module.get_method("forward").graph()->copy();
    torch::jit::Inline(*graph);
    return contains(graph->block(), name);
}

Result<void> checkGraph(const torch::jit::Module& module, const std::string& file)
{
    const Where where{file, {}, {}};
    const auto forward = module.find_method("forward");
    if (!forward)
        return fail(ErrorCode::Unsupported, "The module has no method forward().", where, "Export the model itself.");
    if (!module.type()->getForwardHooks().empty() || !module.type()->getForwardPreHooks().empty())
        return fail(ErrorCode::Unsupported, "The module has forward hooks, which are not run.", where,
                    "Remove the hooks before the export.");
    const auto graph = forward->graph()->copy();
    torch::jit::Inline(*graph);
    return GraphCheck(file).check(graph->block(), {});
}

}  // namespace fisherlens::module
