// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/layouts/layout.h"
#include "formats/optimizers.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// The parameters of a state dict: for each the indices of its tensors, tied names joined under the first.
using Parameters = std::vector<std::vector<std::size_t>>;

/// All floating tensors that are not known to be buffers.
[[nodiscard]] Parameters parametersOf(const StateDict& model);

/// The sets of `total` parameters that the optimizer may have had, as indices into `parameters` in their order: all of
/// them; or without those whose names buffers often have; or without an output layer that config.json calls tied.
[[nodiscard]] std::vector<std::vector<std::size_t>> parameterSets(const StateDict& model, const Parameters& parameters,
                                                                  const MappingHints& hints, std::size_t total);

/// Where the groups of an optimizer may have taken their parameters from, some of which they leave out: for each group
/// that is not empty (or for all of them together) the indices of the parameters, in order.
struct SubsetOrder {
    std::vector<std::vector<std::size_t>> parts;
    std::string rule;
    int preference = 0;  ///< as CandidateOrder::preference
};

/// A parameter as far as the usual groupings look at it.
struct OrderedParameter {
    std::string name;
    std::size_t dimensions = 0;
};

/// An order in which the optimizer may have numbered the parameters: for every place in the concatenation of the
/// groups, the index of a parameter.
struct CandidateOrder {
    std::vector<std::size_t> order;
    std::string rule;    ///< in words: "order of the state dict, groups of timm"
    int preference = 0;  ///< of several that fit, the one with the highest is right; equal ones are ambiguous
};

/// All candidates whose groups have the recorded sizes, each order once. Of a file that keeps no order (`ordered` is
/// false) the order comes from the table of architectures; without one there are none. Sources of the groupings:
/// torch.optim (one group, or consecutive ones), nanoGPT, timm, and the four rules of the Hugging Face Trainer
/// (facts/formats-pytorch.md 6).
[[nodiscard]] std::vector<CandidateOrder> candidateOrders(const std::vector<OrderedParameter>& parameters,
                                                          const std::vector<OptimizerRecord::Group>& groups,
                                                          bool ordered, const MappingHints& hints);

/// The orders and groupings of candidateOrders(), whatever the sizes of the groups.
[[nodiscard]] std::vector<SubsetOrder> subsetOrders(const std::vector<OrderedParameter>& parameters,
                                                    const std::vector<OptimizerRecord::Group>& groups, bool ordered,
                                                    const MappingHints& hints);

/// The tensor of a recorded name; Adam-mini records names in lower case. nullptr: none, or several.
[[nodiscard]] const Tensor* tensorNamed(const StateDict& model, const std::string& name);

/// The input embeddings of a language model, by name.
[[nodiscard]] bool isWordEmbedding(std::string_view name);

/// ASCII letters in lower case.
[[nodiscard]] std::string lowerCase(std::string_view text);

}  // namespace fisherlens
