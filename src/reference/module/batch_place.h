// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/module/torch_compat.h"

#include <cstdint>
#include <optional>

namespace fisherlens::module {

/// Where the examples of a batch are in a tensor (facts/reference-engine.md, "Batch dimension is not always dim 0").
struct Place {
    enum class Form {
        Dimension,  ///< `dimension` counts the examples
        RowsOfOne,  ///< `dimension` is flattened, all rows of one example after one another: [N·R]
        OneOfRows,  ///< `dimension` is flattened, the first rows of all examples first: [R·N]
    };
    Form form = Form::Dimension;
    std::int64_t dimension = 0;

    friend bool operator==(const Place&, const Place&) = default;
};

/// The same operator output in three runs.
struct Probe {
    at::Tensor base;     ///< of N examples
    at::Tensor changed;  ///< of N examples of which the first one has other contents
    at::Tensor fewer;    ///< of fewer examples
    std::int64_t examples = 0, fewerExamples = 0;
};

/// The one dimension that grows with the number of examples, in the form in which nothing outside of the first example
/// differs between `base` and `changed`. None when there is not exactly one: the examples have no place there, or mix.
std::optional<Place> findPlace(const Probe& probe);

/// [.., N or N·R, ..] → [N, R, other dimensions in their order], R = 1 for Form::Dimension. May be a view. Throws when
/// the size does not fit.
at::Tensor examplesFirst(const at::Tensor& tensor, const Place& place, std::int64_t examples);

/// True when the elements are equal, NaN to NaN included.
bool sameValues(const at::Tensor& a, const at::Tensor& b);

}  // namespace fisherlens::module
