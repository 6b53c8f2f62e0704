// SPDX-License-Identifier: GPL-3.0-or-later
// The optimizers of the README's table that no library here could save: states with the keys that
// facts/formats-pytorch.md 5 lists for them.
#include "formats/optimizer_table.h"
#include "formats/optimizers.h"

#include <gtest/gtest.h>

#include <set>

namespace fisherlens {
namespace {

Tensor filled(Shape shape, float value)
{
    const std::int64_t count = elementCount(shape).value_or(0);
    return memoryTensor("", std::move(shape), std::vector<float>(static_cast<std::size_t>(count), value));
}

const Tensor kWhole = filled({2, 3}, 4.0F);

struct Row {
    std::string kind;
    StateValues state, options;
    bool usable;
    std::string finding = {};
    Averaging::Kind averaging = Averaging::Kind::Moving;
    double value = 4;  ///< of every entry of the squares
};

StateValues squares(std::string key)
{
    return {{"step", 3.0}, {"exp_avg", kWhole}, {std::move(key), kWhole}};
}

const StateValue kBetas = std::vector<double>{0.9, 0.99};
const StateValues kAdam{{"lr", 0.1}, {"betas", kBetas}, {"eps", 1e-8}, {"weight_decay", 0.0}, {"amsgrad", false}};

std::vector<Row> rows()
{
    const Tensor row = filled({2}, 4), column = filled({3}, 4);
    return {
        {"CAME",
         {{"step", 3.0},
          {"exp_avg", kWhole},
          {"exp_avg_sq_row", row},
          {"exp_avg_sq_col", column},
          {"exp_avg_res_row", row},
          {"exp_avg_res_col", column},
          {"RMS", 1.0}},
         {{"lr", 0.1}, {"betas", std::vector<double>{0.9, 0.99, 0.9999}}},
         true,
         "factored-accumulator"},
        {"Adafactor",  // fairseq
         {{"step", 3.0}, {"exp_avg_sq_row", row}, {"exp_avg_sq_col", column}, {"RMS", 1.0}},
         {{"lr", 0.1}, {"decay_rate", -0.8}},
         true,
         "factored-accumulator",
         Averaging::Kind::Complete},
        {"Adam or AdamW",  // Apex and DeepSpeed: the step is in the group
         {{"exp_avg", kWhole}, {"exp_avg_sq", kWhole}},
         {{"lr", 0.1},
          {"bias_correction", true},
          {"betas", kBetas},
          {"eps", 1e-8},
          {"weight_decay", 0.0},
          {"step", 3.0}},
         true},
        {"AdamW",
         squares("exp_avg_sq"),
         {{"lr", 0.1}, {"betas", kBetas}, {"eps", 1e-8}, {"weight_decay", 0.0}, {"correct_bias", true}},
         true},
        {"AdEMAMix",
         {{"step", 3.0}, {"exp_avg_fast", kWhole}, {"exp_avg_slow", kWhole}, {"exp_avg_sq", kWhole}},
         {{"lr", 0.1}, {"betas", std::vector<double>{0.9, 0.99, 0.9999}}},
         true},
        {"Sophia",
         {{"step", 3.0}, {"exp_avg", kWhole}, {"hessian", kWhole}},
         {{"betas", kBetas}, {"rho", 0.04}},
         true,
         "sampled-labels",
         Averaging::Kind::Relative},
        {"SparseAdam",
         squares("exp_avg_sq"),
         {{"betas", kBetas}, {"eps", 1e-8}},
         true,
         "sparse-rows",
         Averaging::Kind::Relative},
        {"Muon with Adam",
         squares("exp_avg_sq"),
         {{"lr", 0.1}, {"betas", kBetas}, {"use_muon", false}},
         true,
         "partly-without-squares"},
        {"Adagrad (optax)",
         {{"step", 3.0}, {"sum_of_squares", kWhole}},
         {},
         true,
         "whole-run-average",
         Averaging::Kind::Sum},
        {"LBFGS", {{"func_evals", 2.0}, {"old_dirs", StateValue()}, {"prev_flat_grad", kWhole}}, {{"lr", 1.0}}, false},
        {"SOAP",
         {{"step", 3.0}, {"exp_avg", kWhole}, {"exp_avg_sq", kWhole}, {"GG", StateValue()}, {"Q", StateValue()}},
         {{"betas", kBetas}},
         false},
        {"Shampoo", {{"step", 3.0}, {"preconditioners", StateValue()}}, {{"lr", 0.1}}, false},
        {"GaLore",
         {{"step", 3.0}, {"exp_avg", kWhole}, {"exp_avg_sq", kWhole}, {"projector", StateValue()}},
         {{"betas", kBetas}},
         false},
        {"GaLore", squares("exp_avg_sq"), {{"betas", kBetas}, {"rank", 8.0}, {"update_proj_gap", 200.0}}, false},
        {"AdaHessian",
         {{"step", 3.0}, {"exp_avg", kWhole}, {"exp_hessian_diag_sq", kWhole}},
         {{"betas", kBetas}},
         false},
        {"Lion", {{"exp_avg", kWhole}}, {{"lr", 0.1}, {"betas", kBetas}, {"weight_decay", 0.0}}, false},
        {"Muon", {{"momentum_buffer", kWhole}}, {{"lr", 0.1}, {"momentum", 0.9}, {"ns_steps", 5.0}}, false},
        {"momentum", {{"momentum_buffer", kWhole}}, {{"lr", 0.1}}, false},
        {"Schedule-Free SGD", {{"z", kWhole}}, {{"lr", 0.1}, {"momentum", 0.9}}, false},
        {"bitsandbytes with one state", {{"step", 3.0}, {"state1", kWhole}}, {{"lr", 0.1}}, false},
        {"unknown optimizer", squares("v"), {{"lr", 0.1}}, false},
        {"unknown optimizer", {{"step", 3.0}, {"exp_avg_sq", kWhole}, {"something", kWhole}}, kAdam, false},
    };
}

TEST(OptimizerRows, AreRecognisedByTheirKeys)
{
    for (const Row& row : rows()) {
        SCOPED_TRACE(row.kind);
        const OptimizerRecord record{"optimizer", {{row.options, {"0"}, {}}}, {{"0", false, row.state}}};
        Findings findings;
        JobContext context;
        context.findings = &findings;
        const auto reading = readOptimizerState(record, "file", context);
        ASSERT_TRUE(reading) << describe(reading.error());
        EXPECT_EQ(reading->kind, row.kind);
        EXPECT_EQ(!reading->unusable, row.usable);
        if (!row.finding.empty()) {
            EXPECT_TRUE(findings.has(row.finding)) << row.finding;
        }
        if (reading->unusable) {
            EXPECT_FALSE(reading->unusable->detail.empty());
            continue;
        }
        ASSERT_EQ(reading->states.size(), 1U);
        EXPECT_EQ(reading->states[0].step, 3);
        EXPECT_EQ(reading->states[0].averaging.kind, row.averaging);
        ASSERT_TRUE(reading->states[0].accumulator);
        const auto values = readAll(*reading->states[0].accumulator);
        ASSERT_TRUE(values) << describe(values.error());
        EXPECT_EQ(*values, std::vector<double>(6, row.value));
    }
}

}  // namespace
}  // namespace fisherlens
