// SPDX-License-Identifier: GPL-3.0-or-later
// Made by translations/core_sentences.py from the sources of the core; run it again when a sentence there changes.
#include "desktop/views/core_sentences/all.h"

#include <QtGlobal>

namespace fisherlens::desktop::core_sentences {
namespace {

// clang-format off
constexpr const char* kTemplates[] = {
    // src/reference/batch_plan.cpp
    QT_TRANSLATE_NOOP("Core", "%1 of %2 parameter tensors are worked on example by example: %3."),
    QT_TRANSLATE_NOOP("Core", "%1 of %2 parameter tensors are worked on example by example: %3; and others."),
    QT_TRANSLATE_NOOP("Core", "A batch of examples has other gradients than the same examples one by one "
        "(relative difference %1)."),
    QT_TRANSLATE_NOOP("Core", "The model is worked on example by example: %1."),
    QT_TRANSLATE_NOOP("Core", "The reference is that of single examples; a model that depends on its batch trains "
        "on something else."),
    QT_TRANSLATE_NOOP("Core", "The result is the same, it takes longer."),
    QT_TRANSLATE_NOOP("Core", "a batch of %1 examples takes another way through it"),
    QT_TRANSLATE_NOOP("Core", "batches are switched off"),
    QT_TRANSLATE_NOOP("Core", "single examples have other gradients than in a batch of %1 (relative difference %2)"),
    QT_TRANSLATE_NOOP("Core", "the examples are all alike, so it cannot be shown that it keeps them apart"),
    QT_TRANSLATE_NOOP("Core", "there are too few examples to show that it keeps them apart"),
    // src/reference/batch_sums.cpp
    QT_TRANSLATE_NOOP("Core", "examples %1 and following"),
    // src/reference/estimate.cpp
    QT_TRANSLATE_NOOP("Core", "%1 examples took another way through the model than the first ones and were worked "
        "on one by one."),
    QT_TRANSLATE_NOOP("Core", "A gradient of this parameter is not finite."),
    QT_TRANSLATE_NOOP("Core", "A standard error needs at least %1 examples; there are %2."),
    QT_TRANSLATE_NOOP("Core", "Check the weights and the inputs for extreme values."),
    QT_TRANSLATE_NOOP("Core", "Export it again after model.eval(), without random layers."),
    QT_TRANSLATE_NOOP("Core", "Sigma must be positive and finite."),
    QT_TRANSLATE_NOOP("Core", "Targets of -100 are not predicted, nor is the first token of a sequence by "
        "causal-lm."),
    QT_TRANSLATE_NOOP("Core", "The batch size must be at least 1."),
    QT_TRANSLATE_NOOP("Core", "The data hold no token to predict."),
    QT_TRANSLATE_NOOP("Core", "The model gives different outputs for the same example in eval mode."),
    QT_TRANSLATE_NOOP("Core", "The number of label draws must be at least 1."),
    // src/reference/example_sums.cpp
    QT_TRANSLATE_NOOP("Core", "example %1"),
    // src/reference/examples.cpp
    QT_TRANSLATE_NOOP("Core", "Check that --loss is right and that the model keeps the examples in the first "
        "dimension."),
    QT_TRANSLATE_NOOP("Core", "Inputs of type %1 cannot be given to a model."),
    QT_TRANSLATE_NOOP("Core", "Store one row of tokens for each example, -100 where nothing is predicted."),
    QT_TRANSLATE_NOOP("Core", "Store targets of shape [N], or use --loss causal-lm or masked-lm for tokens."),
    QT_TRANSLATE_NOOP("Core", "Store them as float32, an integer up to int64, or bool."),
    QT_TRANSLATE_NOOP("Core", "The loss %1 needs integer classes, but the targets are %2."),
    QT_TRANSLATE_NOOP("Core", "The model returns shape %1 for %2 example, where %3 is expected."),
    QT_TRANSLATE_NOOP("Core", "The model returns shape %1 for %2 examples, where %3 is expected."),
    QT_TRANSLATE_NOOP("Core", "The targets have shape %1; one class per example is expected."),
    QT_TRANSLATE_NOOP("Core", "The targets have shape %1; the loss %2 expects the tokens of every example, [N, T]."),
    QT_TRANSLATE_NOOP("Core", "Use --loss mse or bce, or store the classes as int64."),
    QT_TRANSLATE_NOOP("Core", "[%1, tokens, vocabulary]"),
    QT_TRANSLATE_NOOP("Core", "[%1], a loss for each example,"),
    QT_TRANSLATE_NOOP("Core", "first dimension %1"),
    // src/reference/loader.cpp
    QT_TRANSLATE_NOOP("Core", "Build it with libgloo-dev installed, or use --shard and combine, which need "
        "nothing."),
    QT_TRANSLATE_NOOP("Core", "Install libopenblas0-pthread or libopenblas0-openmp."),
    QT_TRANSLATE_NOOP("Core", "LibTorch uses the slow reference BLAS (up to 25 times slower)."),
    QT_TRANSLATE_NOOP("Core", "References and evaluations need LibTorch and the file libfisherlens-reference.so "
        "beside the program or in its lib/fisherlens folder: install libtorch, or set FISHERLENS_REFERENCE_MODULE to "
        "the file."),
    QT_TRANSLATE_NOOP("Core", "The reference module %1 belongs to another version of this program."),
    QT_TRANSLATE_NOOP("Core", "The reference module cannot be loaded: %1."),
    QT_TRANSLATE_NOOP("Core", "The reference module libfisherlens-reference.so is not installed."),
    QT_TRANSLATE_NOOP("Core", "This build has no Gloo, so several ranks cannot add their sums."),
    // src/reference/losses.cpp
    QT_TRANSLATE_NOOP("Core", "A module that returns its own loss has no distribution to take other labels from."),
    QT_TRANSLATE_NOOP("Core", "An exact reference over %1 classes needs as many backward passes for every "
        "example; the limit is %2."),
    QT_TRANSLATE_NOOP("Core", "An exact reference over %1 outputs needs as many backward passes for every "
        "example; the limit is %2."),
    QT_TRANSLATE_NOOP("Core", "Check that this data file belongs to this model and that --loss is right."),
    QT_TRANSLATE_NOOP("Core", "Check the weights and the inputs for NaN, infinity or a missing normalisation."),
    QT_TRANSLATE_NOOP("Core", "The model's output for example %1 is not finite."),
    QT_TRANSLATE_NOOP("Core", "The outputs for example %1 are no log-probabilities: their exponentials sum to %2."),
    QT_TRANSLATE_NOOP("Core", "The target of example %1 has %2 values where one class is expected."),
    QT_TRANSLATE_NOOP("Core", "The target of example %1 has %2 values where the model gives %3."),
    QT_TRANSLATE_NOOP("Core", "The target of example %1 holds %2, but labels of bce lie between 0 and 1."),
    QT_TRANSLATE_NOOP("Core", "The target of example %1 is %2, which is no class."),
    QT_TRANSLATE_NOOP("Core", "The target of example %1 is class %2, but the model has the classes 0 to %3."),
    QT_TRANSLATE_NOOP("Core", "The target of example %1 is not finite."),
    QT_TRANSLATE_NOOP("Core", "The unit of the loss %1 cannot be '%2'."),
    QT_TRANSLATE_NOOP("Core", "There is no loss '%1'."),
    QT_TRANSLATE_NOOP("Core", "There is no unit '%1'."),
    QT_TRANSLATE_NOOP("Core", "Use --kind empirical, or export the module with its logits as output."),
    QT_TRANSLATE_NOOP("Core", "Use --kind sampled."),
    QT_TRANSLATE_NOOP("Core", "Use --loss cross-entropy for a model that returns logits."),
    QT_TRANSLATE_NOOP("Core", "Use --unit example."),
    QT_TRANSLATE_NOOP("Core", "Use --unit sequence or --unit token."),
    QT_TRANSLATE_NOOP("Core", "Use cross-entropy, nll, mse, bce, per-example, causal-lm or masked-lm."),
    // src/reference/module/archive_check.cpp
    QT_TRANSLATE_NOOP("Core", "Export the model with torch.jit.script or torch.jit.trace and save()."),
    QT_TRANSLATE_NOOP("Core", "FisherLens runs models only, no other code; export the model again without it."),
    QT_TRANSLATE_NOOP("Core", "The class %1 in the file is not what LibTorch writes."),
    QT_TRANSLATE_NOOP("Core", "The code in the file is nested too deeply."),
    QT_TRANSLATE_NOOP("Core", "The file asks for code to be run while it is opened: a class defines __setstate__."),
    QT_TRANSLATE_NOOP("Core", "The file asks for code to be run while it is opened: a field of class %1 is the "
        "value of a call."),
    QT_TRANSLATE_NOOP("Core", "The file asks for code to be run while it is opened: it holds objects of custom "
        "C++ classes."),
    QT_TRANSLATE_NOOP("Core", "The file asks for code to be run while it is opened: the default value of '%1' in "
        "%2 is a call."),
    QT_TRANSLATE_NOOP("Core", "The file is not a TorchScript module."),
    QT_TRANSLATE_NOOP("Core", "The model uses %1 in %2, which reads or writes files, so it is not run."),
    // src/reference/module/batch_engine.cpp
    QT_TRANSLATE_NOOP("Core", "Export the model again with gradients enabled."),
    // src/reference/module/batch_place.cpp
    QT_TRANSLATE_NOOP("Core", "A tensor has another number of examples than expected."),
    QT_TRANSLATE_NOOP("Core", "A tensor has another number of rows than expected."),
    // src/reference/module/batch_proof.cpp
    QT_TRANSLATE_NOOP("Core", "A Fisher diagonal is a mean over independent examples."),
    QT_TRANSLATE_NOOP("Core", "Export a model that treats each on its own (batch norm in eval mode, no statistics "
        "over the first dimension)."),
    QT_TRANSLATE_NOOP("Core", "The model mixes examples: changing one example changes the output for another by "
        "%1."),
    QT_TRANSLATE_NOOP("Core", "it does not take several examples at once"),
    QT_TRANSLATE_NOOP("Core", "its operators change from run to run"),
    QT_TRANSLATE_NOOP("Core", "its output does not depend on its parameters in a differentiable way"),
    QT_TRANSLATE_NOOP("Core", "its output does not have one row per example"),
    QT_TRANSLATE_NOOP("Core", "none of its parameters is used by an operator with a rule: %1: %2"),
    QT_TRANSLATE_NOOP("Core", "the examples have no place of their own in %1"),
    QT_TRANSLATE_NOOP("Core", "the operators it runs depend on the data"),
    QT_TRANSLATE_NOOP("Core", "there is no rule for %1, which uses it"),
    QT_TRANSLATE_NOOP("Core", "there is no rule for an operator, which uses it"),
    QT_TRANSLATE_NOOP("Core", "what is looked up in it is used by an operator without a rule"),
    // src/reference/module/graph_check.cpp
    QT_TRANSLATE_NOOP("Core", "Call model.eval() before torch.jit.trace."),
    QT_TRANSLATE_NOOP("Core", "Export a model whose forward() only computes."),
    QT_TRANSLATE_NOOP("Core", "Export a model without random operators outside of training."),
    QT_TRANSLATE_NOOP("Core", "Export the model itself."),
    QT_TRANSLATE_NOOP("Core", "If the operator only computes, ask for it to be added to the list."),
    QT_TRANSLATE_NOOP("Core", "Remove the hooks before the export."),
    QT_TRANSLATE_NOOP("Core", "The model changes its own state while it runs (%1)."),
    QT_TRANSLATE_NOOP("Core", "The model uses %1, so its outputs are random and cannot be reproduced."),
    QT_TRANSLATE_NOOP("Core", "The model uses %1, which is not on the list of pure operators, so it is not run."),
    QT_TRANSLATE_NOOP("Core", "The model was exported in training mode: its %1 is always on."),
    QT_TRANSLATE_NOOP("Core", "The model was traced without gradients: its %1 is fused and has no derivative."),
    QT_TRANSLATE_NOOP("Core", "The module has forward hooks, which are not run."),
    QT_TRANSLATE_NOOP("Core", "The module has no method forward()."),
    QT_TRANSLATE_NOOP("Core", "Trace the model with gradients enabled (not under torch.no_grad())."),
    // src/reference/module/model.cpp
    QT_TRANSLATE_NOOP("Core", "%1 tensor of the weights has no place in the model: %2, ...."),
    QT_TRANSLATE_NOOP("Core", "%1 tensor of the weights has no place in the model: %2."),
    QT_TRANSLATE_NOOP("Core", "%1 tensors of the weights have no place in the model: %2, ...."),
    QT_TRANSLATE_NOOP("Core", "%1 tensors of the weights have no place in the model: %2."),
    QT_TRANSLATE_NOOP("Core", "Check that the data file belongs to this model."),
    QT_TRANSLATE_NOOP("Core", "Complex weights cannot be used."),
    QT_TRANSLATE_NOOP("Core", "Export a model whose forward() only computes, after model.eval()."),
    QT_TRANSLATE_NOOP("Core", "Export a module whose forward() returns the logits."),
    QT_TRANSLATE_NOOP("Core", "Export it again, with a version that this LibTorch reads."),
    QT_TRANSLATE_NOOP("Core", "Export it again."),
    QT_TRANSLATE_NOOP("Core", "Export the model without torch.jit.freeze."),
    QT_TRANSLATE_NOOP("Core", "Export the model without torch.no_grad() and detach()."),
    QT_TRANSLATE_NOOP("Core", "Give the checkpoint of the model that was exported."),
    QT_TRANSLATE_NOOP("Core", "LibTorch cannot load this module: %1"),
    QT_TRANSLATE_NOOP("Core", "Models with operators of their own cannot be run."),
    QT_TRANSLATE_NOOP("Core", "The gradients of all their uses are summed before they are squared."),
    QT_TRANSLATE_NOOP("Core", "The model changes its own parameters or buffers while it runs."),
    QT_TRANSLATE_NOOP("Core", "The model returns no floating tensor, no tuple that begins with one and no dict "
        "with the key 'logits'."),
    QT_TRANSLATE_NOOP("Core", "The model uses %1, an operator that LibTorch itself does not have."),
    QT_TRANSLATE_NOOP("Core", "The model uses %1, which LibTorch %2 does not have yet."),
    QT_TRANSLATE_NOOP("Core", "The model's output does not depend on its parameters in a differentiable way."),
    QT_TRANSLATE_NOOP("Core", "The module has no parameters: it was frozen, and its weights are constants of its "
        "code."),
    QT_TRANSLATE_NOOP("Core", "The parameters are stored in 16 bits; gradients are computed in float32."),
    QT_TRANSLATE_NOOP("Core", "The weights do not hold this parameter of the model."),
    QT_TRANSLATE_NOOP("Core", "The weights have shape %1, the model has %2."),
    QT_TRANSLATE_NOOP("Core", "There is not enough memory for this model."),
    QT_TRANSLATE_NOOP("Core", "They are not used."),
    QT_TRANSLATE_NOOP("Core", "Tied parameters appear once, under their first name: %1."),
    QT_TRANSLATE_NOOP("Core", "Use a newer LibTorch, or export the model with PyTorch of this version."),
    // src/reference/module/placement.cpp
    QT_TRANSLATE_NOOP("Core", "Leave out --device, or install an NVIDIA driver and build with a LibTorch that has "
        "CUDA (Debian's has not)."),
    QT_TRANSLATE_NOOP("Core", "LibTorch finds no CUDA device, or no driver for it."),
    QT_TRANSLATE_NOOP("Core", "This LibTorch was built without CUDA."),
    QT_TRANSLATE_NOOP("Core", "Use --device cpu."),
    // src/reference/module/rank_sums.cpp
    QT_TRANSLATE_NOOP("Core", "A rank does not answer."),
    QT_TRANSLATE_NOOP("Core", "Check the network between the machines, and what the other ranks say."),
    // src/reference/module/recorder.cpp
    QT_TRANSLATE_NOOP("Core", "A parameter has a dimension along the examples."),
    QT_TRANSLATE_NOOP("Core", "A tensor that the gradient needs was changed in place."),
    QT_TRANSLATE_NOOP("Core", "Stopped on request."),
    QT_TRANSLATE_NOOP("Core", "The interception is on without a recorder."),
    QT_TRANSLATE_NOOP("Core", "The model took another way than in the proof."),
    // src/reference/module/rules/affine_norm.cpp
    QT_TRANSLATE_NOOP("Core", "The examples are where the channels should be."),
    // src/reference/module/rules/convolution.cpp
    QT_TRANSLATE_NOOP("Core", "A convolution has the examples in another dimension than the first."),
    // src/reference/module/torch_compat.h
    QT_TRANSLATE_NOOP("Core", "%1 there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "LibTorch cannot prepare this module: %1"),
    QT_TRANSLATE_NOOP("Core", "LibTorch cannot prepare this module: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "The file cannot be read as a TorchScript archive: %1"),
    QT_TRANSLATE_NOOP("Core", "The file cannot be read as a TorchScript archive: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "The model cannot be differentiated: %1"),
    QT_TRANSLATE_NOOP("Core", "The model cannot be differentiated: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "The model cannot be evaluated: %1"),
    QT_TRANSLATE_NOOP("Core", "The model cannot be evaluated: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "The model cannot be moved to the device: %1"),
    QT_TRANSLATE_NOOP("Core", "The model cannot be moved to the device: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "The model does not accept the data: %1"),
    QT_TRANSLATE_NOOP("Core", "The model does not accept the data: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "The ranks cannot be connected: %1"),
    QT_TRANSLATE_NOOP("Core", "The ranks cannot be connected: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "The sums of the ranks cannot be added: %1"),
    QT_TRANSLATE_NOOP("Core", "The sums of the ranks cannot be added: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "The weights cannot be put into the model: %1"),
    QT_TRANSLATE_NOOP("Core", "The weights cannot be put into the model: there is not enough memory."),
    QT_TRANSLATE_NOOP("Core", "Use a smaller model or close other programs."),
    // src/reference/rank_failure.cpp
    QT_TRANSLATE_NOOP("Core", "All ranks end, and no file is written."),
    QT_TRANSLATE_NOOP("Core", "Rank %1 ended: %2"),
    QT_TRANSLATE_NOOP("Core", "Rank %1 is lost: %2."),
    QT_TRANSLATE_NOOP("Core", "Rank %1 is lost: it does not answer."),
    QT_TRANSLATE_NOOP("Core", "Rank %1 is lost: it has not answered for %2 seconds."),
    QT_TRANSLATE_NOOP("Core", "Rank %1 is lost: its connection was closed."),
    QT_TRANSLATE_NOOP("Core", "See what it said last."),
    QT_TRANSLATE_NOOP("Core", "The same command, given to all ranks again, goes on from the sums that they kept."),
    // src/reference/rank_group.cpp
    QT_TRANSLATE_NOOP("Core", "Give every rank the same command, WORLD_SIZE, MASTER_ADDR and MASTER_PORT, and its "
        "own RANK."),
    QT_TRANSLATE_NOOP("Core", "Rank 0 does not answer."),
    QT_TRANSLATE_NOOP("Core", "Rank 0 keeps no more values."),
    // src/reference/rank_server.cpp
    QT_TRANSLATE_NOOP("Core", "RANK %1 is none of %2 ranks."),
    QT_TRANSLATE_NOOP("Core", "Rank %1 of %2 did not come within %3 seconds."),
    QT_TRANSLATE_NOOP("Core", "Rank 0 is another version of the program."),
    QT_TRANSLATE_NOOP("Core", "Ranks %1 of %2 did not come within %3 seconds."),
    QT_TRANSLATE_NOOP("Core", "Start the same command for every rank, with the same MASTER_ADDR and MASTER_PORT."),
    QT_TRANSLATE_NOOP("Core", "There is a rank %1 already."),
    QT_TRANSLATE_NOOP("Core", "WORLD_SIZE is %1 here and %2 at rank 0."),
    // src/reference/rank_socket.cpp
    QT_TRANSLATE_NOOP("Core", "Check MASTER_ADDR and MASTER_PORT, and that rank 0 runs."),
    QT_TRANSLATE_NOOP("Core", "Give another MASTER_PORT, or end what uses this one."),
    QT_TRANSLATE_NOOP("Core", "Give the one address that the other ranks reach: rank 0 listens there only."),
    QT_TRANSLATE_NOOP("Core", "MASTER_ADDR %1 is no address of this machine."),
    QT_TRANSLATE_NOOP("Core", "MASTER_ADDR %1 is no address: %2."),
    QT_TRANSLATE_NOOP("Core", "MASTER_ADDR %1 stands for every address of the machine."),
    QT_TRANSLATE_NOOP("Core", "Nobody answers at %1 port %2: %3."),
    QT_TRANSLATE_NOOP("Core", "Rank 0 cannot listen on %1 port %2: %3."),
    QT_TRANSLATE_NOOP("Core", "Rank 0 has to run on the machine of MASTER_ADDR."),
    QT_TRANSLATE_NOOP("Core", "Set it to the address or host name of the machine of rank 0."),
    // src/reference/ranks.cpp
    QT_TRANSLATE_NOOP("Core", "Set RANK (0 to WORLD_SIZE-1), WORLD_SIZE, MASTER_ADDR (the address of rank 0) and "
        "MASTER_PORT for every rank, or none of them."),
    QT_TRANSLATE_NOOP("Core", "The environment sets %1, but not %2."),
    QT_TRANSLATE_NOOP("Core", "The environment variable %1 is '%2'; it has to be a number from %3 to %4."),
    // src/reference/token_losses.cpp
    QT_TRANSLATE_NOOP("Core", "An exact reference over %1 tokens needs as many backward passes for every "
        "position; the limit is %2."),
    QT_TRANSLATE_NOOP("Core", "The targets of example %1 are %2 tokens, but the model gives %3 numbers, which is "
        "no row of logits for each of them."),
    QT_TRANSLATE_NOOP("Core", "The targets of example %1 hold %2 at position %3, but the tokens are 0 to %4 and "
        "%5 where nothing is predicted."),
};
// clang-format on

}  // namespace

Templates ofReference()
{
    return kTemplates;
}

}  // namespace fisherlens::desktop::core_sentences
