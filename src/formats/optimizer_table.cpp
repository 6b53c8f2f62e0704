// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/optimizer_table.h"

#include <algorithm>
#include <cctype>

namespace fisherlens {
namespace {

using Kind = Averaging::Kind;
using Keys = OptimizerClass::Keys;

constexpr std::string_view kUseAdam = "Train with Adam or AdamW to recycle, or compute a reference Fisher.";
constexpr std::string_view kComputeReference = "Compute a reference Fisher instead.";

OptimizerClass refused(std::string_view kind, Keys state, Keys group, Keys groupHasNot, std::string_view reason)
{
    OptimizerClass row;
    row.kind = kind;
    row.stateHas = std::move(state);
    row.groupHas = std::move(group);
    row.groupHasNot = std::move(groupHasNot);
    row.reason = reason;
    row.hint = kUseAdam;
    return row;
}

/// Rows that are recognised by a key that only they have.
void addDistinctive(std::vector<OptimizerClass>& rows)
{
    rows.push_back(refused("LBFGS", {"old_dirs", "func_evals", "prev_flat_grad"}, {}, {},
                           "LBFGS keeps differences of gradients, not their squares."));
    rows.push_back(refused("SOAP", {"GG", "QQ"}, {}, {},
                           "SOAP keeps squared gradients in a rotated basis, which are not those of the parameters."));
    rows.push_back(
        refused("Kron", {"Q"}, {}, {},
                "This optimizer keeps Kronecker factors or rotations, not squared gradients per parameter."));
    rows.push_back(refused("Shampoo", {"factor_matrices", "preconditioners", "shampoo", "filtered_grad"}, {}, {},
                           "Shampoo keeps Kronecker factors, not squared gradients per parameter."));
    for (const bool inState : {true, false})
        rows.push_back(refused("GaLore", inState ? Keys{"projector"} : Keys{},
                               inState ? Keys{} : Keys{"rank", "update_proj_gap"}, {},
                               "GaLore keeps squares of projected gradients, which are not those of the parameters."));
    rows.push_back(refused("Adan", {"neg_pre_grad", "exp_avg_diff"}, {}, {},
                           "Adan accumulates squares of gradients corrected by their differences, not of gradients."));
    rows.push_back(
        refused("MARS", {"last_grad"}, {}, {}, "MARS accumulates squares of corrected gradients, not of gradients."));
    rows.push_back(refused("AdaHessian", {"exp_hessian_diag_sq"}, {}, {},
                           "AdaHessian keeps squares of a Hessian estimate, not of gradients."));
    rows.push_back(refused("AdaBelief", {"exp_avg_var"}, {}, {},
                           "AdaBelief keeps the variance of the gradients, not their squares."));
    rows.push_back({.kind = "Adamax",
                    .stateHas = {"exp_inf"},
                    .form = SquaresForm::Root,
                    .accumulator = "exp_inf",
                    .averaging = Kind::Relative,
                    .couples = true,
                    .finding = "envelope",
                    .reason = "Adamax keeps a decaying maximum of the gradients: its square is an envelope, not an "
                              "average of squares."});
    rows.push_back({.kind = "CAME",
                    .stateHas = {"exp_avg_res_row"},
                    .form = SquaresForm::Factored,
                    .accumulator = "exp_avg_sq",
                    .beside = {"exp_avg_sq_row", "exp_avg_sq_col", "exp_avg_res_row", "exp_avg_res_col", "RMS"}});
    rows.push_back({.kind = "Adafactor",
                    .stateHas = {"row_var", "variance"},
                    .form = SquaresForm::Factored,
                    .accumulator = "variance",
                    .beside = {"row_var", "col_var"},
                    .averaging = Kind::Complete});
    for (const bool inState : {true, false})
        rows.push_back(
            {.kind = "Adafactor",
             .stateHas = inState ? Keys{"exp_avg_sq_row", "exp_avg_sq_r", "RMS"} : Keys{},
             .groupHas = inState ? Keys{} : Keys{"decay_rate", "beta2_cap"},
             .form = SquaresForm::Factored,
             .accumulator = "exp_avg_sq",
             .beside = {"exp_avg_sq_row", "exp_avg_sq_col", "exp_avg_sq_r", "exp_avg_sq_c", "RMS", "update_rms"},
             .averaging = Kind::Complete});
    rows.push_back({.kind = "Adam-mini",
                    .stateHas = {"vmean", "v_mean"},
                    .form = SquaresForm::BlockMeans,
                    .accumulator = "v",
                    .beside = {"m", "vmean", "v_mean", "head_per_gpu", "neuron_per_gpu", "block_numel", "reduced"},
                    .finding = "block-means",
                    .reason = "Adam-mini keeps one mean square per block (a head, a row or a whole tensor): within a "
                              "block all values are equal."});
}

/// bitsandbytes and what wraps or extends Adam.
void addAdamLike(std::vector<OptimizerClass>& rows)
{
    rows.push_back({.kind = "Adam (bitsandbytes)",
                    .stateHas = {"state2"},
                    .form = SquaresForm::Quantised,
                    .accumulator = "state2",
                    .beside = {"state1", "qmap1", "qmap2", "absmax1", "absmax2", "max1", "max2", "new_max1", "new_max2",
                               "unorm_vec", "gnorm_vec"}});
    rows.push_back(refused("bitsandbytes with one state", {"state1"}, {}, {},
                           "This optimizer of bitsandbytes has one state, and the file does not tell squares (RMSprop, "
                           "Adagrad) from momentum (SGD, Lion)."));
    rows.push_back({.kind = "Sophia",
                    .stateHas = {"hessian"},
                    .form = SquaresForm::Plain,
                    .accumulator = "hessian",
                    .averaging = Kind::Relative,
                    .finding = "sampled-labels",
                    .reason = "Sophia's average is of gradients with labels drawn from the model, every few steps; how "
                              "many is not recorded."});
    rows.push_back({.kind = "MADGRAD",
                    .stateHas = {"grad_sum_sq"},
                    .form = SquaresForm::Plain,
                    .accumulator = "grad_sum_sq",
                    .beside = {"s", "x0"},
                    .averaging = Kind::Relative,
                    .couples = true,
                    .finding = "weighted-squares",
                    .reason = "MADGRAD weighs each square by learning rate and step: later gradients count more."});
    rows.push_back(
        {.kind = "Prodigy",
         .stateHas = {"p0"},
         .form = SquaresForm::Plain,
         .accumulator = "exp_avg_sq",
         .beside = {"p0", "s"},
         .averaging = Kind::Relative,
         .finding = "weighted-squares",
         .reason = "Prodigy multiplies each square by its growing step estimate: later gradients count more."});
    rows.push_back({.kind = "Schedule-Free",
                    .stateHas = {"z"},
                    .groupHas = {"betas"},
                    .form = SquaresForm::Plain,
                    .accumulator = "exp_avg_sq",
                    .beside = {"z"}});
    rows.push_back(refused("Schedule-Free SGD", {"z"}, {}, {}, "Schedule-Free SGD keeps no squared gradients."));
    rows.push_back({.kind = "AdEMAMix",
                    .stateHas = {"exp_avg_slow"},
                    .form = SquaresForm::Plain,
                    .accumulator = "exp_avg_sq",
                    .beside = {"exp_avg_slow", "exp_avg_fast"}});
    for (const bool inState : {true, false})
        rows.push_back({.kind = "Muon with Adam",
                        .stateHas = inState ? Keys{"use_muon"} : Keys{},
                        .groupHas = inState ? Keys{} : Keys{"use_muon"},
                        .form = SquaresForm::Plain,
                        .accumulator = "exp_avg_sq",
                        .beside = {"use_muon", "momentum_buffer"},
                        .momentumHasNone = true,
                        .finding = "partly-without-squares",
                        .reason = "Muon keeps no squared gradients for its matrices; only the parameters that Adam "
                                  "updates are recycled."});
    for (const std::string_view key : {"ns_coefficients", "ns_steps"})
        rows.push_back(refused("Muon", {}, {key}, {}, "Muon keeps no squared gradients."));
    for (const bool inState : {true, false})
        rows.push_back({.kind = "NAdam",
                        .stateHas = inState ? Keys{"mu_product"} : Keys{},
                        .groupHas = inState ? Keys{} : Keys{"momentum_decay"},
                        .form = SquaresForm::Plain,
                        .accumulator = "exp_avg_sq",
                        .beside = {"mu_product"},
                        .couples = true});
    rows.push_back({.kind = "ADOPT",
                    .groupHas = {"clip_exp"},
                    .form = SquaresForm::Plain,
                    .accumulator = "exp_avg_sq",
                    .averaging = Kind::Complete,
                    .couples = true});
    rows.push_back({.kind = "LaProp",
                    .stateHas = {"exp_avg_lr_2"},
                    .form = SquaresForm::Plain,
                    .accumulator = "exp_avg_sq",
                    .beside = {"exp_avg_lr_1", "exp_avg_lr_2"}});
    rows.push_back({.kind = "LAMB",
                    .groupHas = {"grad_averaging"},
                    .form = SquaresForm::Plain,
                    .accumulator = "exp_avg_sq",
                    .finding = "clipped-gradients",
                    .reason = "LAMB clips the gradient by its global norm before it is squared: the scale is that of "
                              "clipped gradients."});
    rows.push_back({.kind = "NAdamW",
                    .groupHas = {"betas", "corrected_weight_decay", "clipping_threshold"},
                    .form = SquaresForm::Plain,
                    .accumulator = "exp_avg_sq"});
    rows.push_back(
        {.kind = "AdamP", .groupHas = {"betas", "wd_ratio"}, .form = SquaresForm::Plain, .accumulator = "exp_avg_sq"});
    rows.push_back({.kind = "RAdam",
                    .groupHas = {"betas", "foreach"},
                    .groupHasNot = {"amsgrad", "caution"},
                    .form = SquaresForm::Plain,
                    .accumulator = "exp_avg_sq",
                    .couples = true});
    rows.push_back({.kind = "Adam",  // optax and bergson, without weight_decay
                    .stateHas = {"exp_avg_sq"},
                    .groupHas = {"betas", "eps_root"},
                    .form = SquaresForm::Plain,
                    .accumulator = "exp_avg_sq",
                    .beside = {"max_exp_avg_sq"}});
    rows.push_back({.kind = "Adagrad (optax)",
                    .stateHas = {"sum_of_squares"},
                    .form = SquaresForm::Plain,
                    .accumulator = "sum_of_squares",
                    .averaging = Kind::Sum,
                    .start = "0.1",
                    .finding = "whole-run-average",
                    .reason = "Adagrad sums over the whole run: the estimate is the mean over all steps, also over "
                              "the first ones, when the parameters were others."});
    rows.push_back({.kind = "SparseAdam",
                    .groupHas = {"betas", "eps"},
                    .groupHasNot = {"weight_decay", "amsgrad"},
                    .form = SquaresForm::Plain,
                    .accumulator = "exp_avg_sq",
                    .averaging = Kind::Relative,
                    .finding = "sparse-rows",
                    .reason = "SparseAdam updates each row at its own steps, which are not recorded: rare rows look "
                              "smaller than they are."});
}

/// The other optimizers of torch.optim, and Adam itself, which many imitate, at the end.
void addUsual(std::vector<OptimizerClass>& rows)
{
    rows.push_back({.kind = "Adadelta",
                    .stateHas = {"acc_delta"},
                    .form = SquaresForm::Plain,
                    .accumulator = "square_avg",
                    .beside = {"acc_delta"},
                    .decay = "rho",
                    .couples = true});
    rows.push_back({.kind = "RMSpropTF",
                    .groupHas = {"alpha", "lr_in_momentum"},
                    .form = SquaresForm::Plain,
                    .accumulator = "square_avg",
                    .beside = {"momentum_buffer", "grad_avg"},
                    .decay = "alpha",
                    .start = "1",
                    .couples = true});
    for (const bool inState : {true, false})
        rows.push_back({.kind = "RMSprop",
                        .stateHas = inState ? Keys{"square_avg"} : Keys{},
                        .groupHas = inState ? Keys{} : Keys{"alpha", "centered"},
                        .form = SquaresForm::Plain,
                        .accumulator = "square_avg",
                        .beside = {"momentum_buffer", "grad_avg"},
                        .decay = "alpha",
                        .couples = true});
    for (const bool inState : {true, false})
        rows.push_back({.kind = "Adagrad",
                        .stateHas = inState ? Keys{"sum"} : Keys{},
                        .groupHas = inState ? Keys{} : Keys{"initial_accumulator_value"},
                        .form = SquaresForm::Plain,
                        .accumulator = "sum",
                        .averaging = Kind::Sum,
                        .start = "initial_accumulator_value",
                        .couples = true,
                        .finding = "whole-run-average",
                        .reason = "Adagrad sums over the whole run: the estimate is the mean over all steps, also over "
                                  "the first ones, when the parameters were others."});
    rows.push_back(refused("Rprop", {"prev"}, {}, {}, "Rprop keeps no squared gradients."));
    rows.push_back(refused("ASGD", {"ax"}, {}, {}, "ASGD keeps no squared gradients."));
    rows.push_back(refused("SGD", {}, {"momentum", "dampening"}, {}, "SGD keeps no squared gradients."));
    for (const bool inState : {true, false})
        rows.push_back({.kind = "Adam",
                        .stateHas = inState ? Keys{"exp_avg_sq"} : Keys{},
                        .groupHas = inState ? Keys{"betas"} : Keys{"betas", "amsgrad"},
                        .form = SquaresForm::Plain,
                        .accumulator = "exp_avg_sq",
                        .beside = {"max_exp_avg_sq", "exp_avg_sq_scale", "exp_avg_scale"},
                        .couples = true});
    rows.push_back(refused("Lion", {"exp_avg"}, {"betas"}, {"eps"}, "Lion keeps no squared gradients."));
    rows.push_back(
        refused("momentum", {"momentum_buffer"}, {}, {}, "This optimizer keeps momentum and no squared gradients."));
}

const OptimizerClass kUnknown =
    refused("unknown optimizer", {}, {}, {}, "The optimizer is not one of those that this program knows.");
const OptimizerClass kForeignKeys = [] {
    OptimizerClass row = kUnknown;
    row.reason = "The optimizer looks like one that is known but keeps more than that does, so its squares may mean "
                 "something else.";
    row.hint = kComputeReference;
    return row;
}();

bool fits(const OptimizerClass& row, const KeySet& state, const KeySet& group)
{
    const auto in = [](const KeySet& set) { return [&set](std::string_view key) { return set.contains(key); }; };
    return (row.stateHas.empty() || std::any_of(row.stateHas.begin(), row.stateHas.end(), in(state)))
           && std::all_of(row.groupHas.begin(), row.groupHas.end(), in(group))
           && std::none_of(row.groupHasNot.begin(), row.groupHasNot.end(), in(group));
}

/// Nothing in the state but what this optimizer keeps.
bool onlyItsOwn(const OptimizerClass& row, const KeySet& state)
{
    return std::all_of(state.begin(), state.end(), [&row](std::string_view key) {
        return key == "step" || key == "exp_avg" || key == row.accumulator
               || std::find(row.stateHas.begin(), row.stateHas.end(), key) != row.stateHas.end()
               || std::find(row.beside.begin(), row.beside.end(), key) != row.beside.end();
    });
}

/// Lower-case letters and digits: "adammini" of "Adam_mini" and of "Adam-mini".
std::string plainName(std::string_view name)
{
    std::string plain;
    for (const char c : name)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return plain;
}

/// Classes that are not called as their row is; without the prefixes and suffixes of other ways to compute the same.
constexpr std::pair<std::string_view, std::string_view> kClassNames[] = {
    {"adamw", "Adam"},
    {"psgdkron", "Kron"},
    {"distributedshampoo", "Shampoo"},
    {"galoreadamw", "GaLore"},
    {"galoreadafactor", "GaLore"},
    {"sophiag", "Sophia"},
    {"sophiah", "Sophia"},
    {"madgradw", "MADGRAD"},
    {"adamwschedulefree", "Schedule-Free"},
    {"radamschedulefree", "Schedule-Free"},
    {"sgdschedulefree", "Schedule-Free SGD"},
    {"muon", "Muon with Adam"},
    {"muonwithauxadam", "Muon with Adam"},
    {"singledevicemuonwithauxadam", "Muon with Adam"},
    {"sgdw", "SGD"},
    {"sgdp", "SGD"},
    {"adafactorbigvision", "Adafactor"},
};

}  // namespace

const OptimizerClass* optimizerOfClass(std::string_view className, std::string_view accumulator)
{
    std::string name = plainName(className);
    for (const std::string_view prefix : {"deepspeed", "paged", "fused", "cpu"})
        if (name.starts_with(prefix))
            name.erase(0, prefix.size());
    for (const std::string_view suffix : {"legacy", "32bit", "8bit", "4bit", "fp8"})
        if (name.ends_with(suffix))
            name.erase(name.size() - suffix.size());
    const auto* const other = std::find_if(std::begin(kClassNames), std::end(kClassNames),
                                           [&](const auto& row) { return row.first == name; });
    if (other != std::end(kClassNames))
        name = plainName(other->second);
    for (const OptimizerClass& row : optimizerTable())
        if (!name.empty() && plainName(row.kind) == name && (!row.usable() || row.accumulator == accumulator))
            return &row;
    return nullptr;
}

bool isUnknownOptimizer(const OptimizerClass& row)
{
    return &row == &kUnknown;
}

const std::vector<OptimizerClass>& optimizerTable()
{
    static const std::vector<OptimizerClass> rows = [] {
        std::vector<OptimizerClass> all;
        addDistinctive(all);
        addAdamLike(all);
        addUsual(all);
        return all;
    }();
    return rows;
}

const OptimizerClass& recogniseOptimizer(const KeySet& stateKeys, const KeySet& groupKeys)
{
    for (const OptimizerClass& row : optimizerTable())
        if (fits(row, stateKeys, groupKeys))
            return row.usable() && !onlyItsOwn(row, stateKeys) ? kForeignKeys : row;
    return kUnknown;
}

}  // namespace fisherlens
