// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/optimizer_table.h"

#include <algorithm>

namespace fisherlens {
namespace {

constexpr std::string_view kUseAdam = "Train with Adam or AdamW to recycle, or compute a reference Fisher.";
constexpr std::string_view kComputeReference = "Compute a reference Fisher instead.";

/// Rows are tried in order: those with a key that only they have come first, Adam's (which many imitate) last.
const std::vector<OptimizerClass>& table()
{
    // clang-format off
    static const std::vector<OptimizerClass> rows{
        {"LBFGS", {"old_dirs", "func_evals", "prev_flat_grad"}, {}, {}, false,
         "LBFGS keeps differences of gradients, not their squares.", kUseAdam},
        {"SOAP", {"GG", "QQ"}, {}, {}, false,
         "SOAP keeps squared gradients in a rotated basis, which are not those of the parameters.", kUseAdam},
        {"Kron", {"Q"}, {}, {}, false,
         "This optimizer keeps Kronecker factors or rotations, not squared gradients per parameter.",
         kUseAdam},
        {"Shampoo", {"factor_matrices", "preconditioners", "shampoo", "filtered_grad"}, {}, {}, false,
         "Shampoo keeps Kronecker factors, not squared gradients per parameter.", kUseAdam},
        {"GaLore", {"projector"}, {}, {}, false,
         "GaLore keeps squares of projected gradients, which are not those of the parameters.", kUseAdam},
        {"GaLore", {}, {"rank", "update_proj_gap"}, {}, false,
         "GaLore keeps squares of projected gradients, which are not those of the parameters.", kUseAdam},
        {"bitsandbytes", {"state1", "__bnb_optimizer_quant_state__"}, {}, {}, false,
         "The state is in the 8-bit form of bitsandbytes, which this version does not read yet.", kComputeReference},
        {"CAME", {"exp_avg_res_row"}, {}, {}, false,
         "The factored squares of CAME are not read yet by this version.", kComputeReference},
        {"Adafactor", {"row_var", "exp_avg_sq_row", "exp_avg_sq_r", "variance"}, {}, {}, false,
         "The factored squares of Adafactor are not read yet by this version.", kComputeReference},
        {"Adam-mini", {"vmean", "v_mean"}, {}, {}, false,
         "Adam-mini keeps one mean square per block, not one per parameter.", kUseAdam},
        {"Adan", {"neg_pre_grad", "exp_avg_diff"}, {}, {}, false,
         "Adan accumulates squares of gradients corrected by their differences, not of gradients.", kUseAdam},
        {"MARS", {"last_grad"}, {}, {}, false,
         "MARS accumulates squares of corrected gradients, not of gradients.", kUseAdam},
        {"AdaHessian", {"exp_hessian_diag_sq"}, {}, {}, false,
         "AdaHessian keeps squares of a Hessian estimate, not of gradients.", kUseAdam},
        {"Sophia", {"hessian"}, {}, {}, false,
         "The Hessian estimate of Sophia is not read by this version.", kComputeReference},
        {"AdaBelief", {"exp_avg_var"}, {}, {}, false,
         "AdaBelief keeps the variance of the gradients, not their squares.", kUseAdam},
        {"MADGRAD", {"grad_sum_sq"}, {}, {}, false,
         "MADGRAD weighs the squares by learning rate; they are not read.", kUseAdam},
        {"Prodigy", {"p0"}, {}, {}, false,
         "The squares of Prodigy carry a changing factor and are not read yet by this version.", kComputeReference},
        {"Schedule-Free", {"z"}, {}, {}, false,
         "Schedule-Free optimizers are not read yet by this version.", kComputeReference},
        {"AdEMAMix", {"exp_avg_slow"}, {}, {}, false, "AdEMAMix is not read yet by this version.", kComputeReference},
        {"Muon", {"use_muon"}, {}, {}, false, "Muon keeps no squared gradients for its matrices.", kUseAdam},
        {"Muon", {}, {"use_muon"}, {}, false, "Muon keeps no squared gradients for its matrices.", kUseAdam},
        {"Muon", {}, {"ns_coefficients"}, {}, false, "Muon keeps no squared gradients.", kUseAdam},
        {"Muon", {}, {"ns_steps"}, {}, false, "Muon keeps no squared gradients.", kUseAdam},
        {"Adamax", {"exp_inf"}, {}, {}, false,
         "Adamax keeps a running maximum of the gradients, not an average of their squares.", kUseAdam},
        {"NAdam", {"mu_product"}, {}, {}, false, "NAdam is not read yet by this version.", kComputeReference},
        {"NAdam", {}, {"momentum_decay"}, {}, false, "NAdam is not read yet by this version.", kComputeReference},
        {"Adadelta", {"acc_delta"}, {}, {}, false, "Adadelta is not read yet by this version.", kComputeReference},
        {"Adadelta", {}, {"rho"}, {}, false, "Adadelta is not read yet by this version.", kComputeReference},
        {"RMSprop", {"square_avg"}, {}, {}, false, "RMSprop is not read yet by this version.", kComputeReference},
        {"RMSprop", {}, {"alpha", "centered"}, {}, false,
         "RMSprop is not read yet by this version.", kComputeReference},
        {"Adagrad", {"sum"}, {}, {}, false, "Adagrad is not read yet by this version.", kComputeReference},
        {"Adagrad", {}, {"initial_accumulator_value"}, {}, false,
         "Adagrad is not read yet by this version.", kComputeReference},
        {"Rprop", {"prev"}, {}, {}, false, "Rprop keeps no squared gradients.", kUseAdam},
        {"ASGD", {"ax"}, {}, {}, false, "ASGD keeps no squared gradients.", kUseAdam},
        {"SGD", {}, {"momentum", "dampening"}, {}, false, "SGD keeps no squared gradients.", kUseAdam},
        {"NovoGrad", {}, {"grad_averaging"}, {}, false,
         "This optimizer normalises gradients by layer (LAMB, NovoGrad); it is not read yet by this version.",
         kComputeReference},
        {"RAdam", {}, {"betas", "foreach"}, {"amsgrad"}, false,
         "RAdam is not read yet by this version.", kComputeReference},
        {"Adam", {"exp_avg_sq"}, {"betas", "eps_root"}, {}, true, "", ""},  // optax and bergson: no weight_decay
        {"SparseAdam", {}, {"betas", "eps"}, {"weight_decay", "amsgrad"}, false,
         "SparseAdam updates each row at its own steps, which are not recorded.", kUseAdam},
        {"Adam", {"exp_avg_sq"}, {"betas"}, {}, true, "", ""},
        {"Adam", {}, {"betas", "amsgrad"}, {}, true, "", ""},
        {"Lion", {"exp_avg"}, {"betas"}, {"eps"}, false, "Lion keeps no squared gradients.", kUseAdam},
        {"momentum", {"momentum_buffer"}, {}, {}, false,
         "This optimizer keeps momentum and no squared gradients.", kUseAdam},
    };
    // clang-format on
    return rows;
}

const OptimizerClass kUnknown{
    "unknown optimizer", {}, {}, {}, false, "The optimizer is not one of those that this program knows.", kUseAdam};
const OptimizerClass kForeignKeys{
    "unknown optimizer",
    {},
    {},
    {},
    false,
    "The optimizer looks like Adam but keeps more than Adam does, so its squares may mean something else.",
    kComputeReference};

bool fits(const OptimizerClass& row, const KeySet& state, const KeySet& group)
{
    const auto in = [](const KeySet& set) { return [&set](std::string_view key) { return set.contains(key); }; };
    return (row.stateHas.empty() || std::any_of(row.stateHas.begin(), row.stateHas.end(), in(state)))
           && std::all_of(row.groupHas.begin(), row.groupHas.end(), in(group))
           && std::none_of(row.groupHasNot.begin(), row.groupHasNot.end(), in(group));
}

}  // namespace

const OptimizerClass& recogniseOptimizer(const KeySet& stateKeys, const KeySet& groupKeys)
{
    for (const OptimizerClass& row : table()) {
        if (!fits(row, stateKeys, groupKeys))
            continue;
        const bool adamState = std::all_of(stateKeys.begin(), stateKeys.end(), [](std::string_view key) {
            return key == "step" || key == "exp_avg" || key == "exp_avg_sq" || key == "max_exp_avg_sq";
        });
        return row.usable && !adamState ? kForeignKeys : row;
    }
    return kUnknown;
}

}  // namespace fisherlens
