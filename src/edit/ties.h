// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/tensor.h"

#include <cstddef>
#include <string>
#include <vector>

namespace fisherlens {

/// Names of one file that share their stored elements (tied weights): same file, offset, element type and shape. An edit
/// must treat them alike, or a model that ties them on loading would take whichever comes last.
class TiedNames {
public:
    explicit TiedNames(const Catalogue& tensors);
    /// Index (in the catalogue) of the first tensor that shares storage with tensor `index`; itself when alone.
    [[nodiscard]] std::size_t first(std::size_t index) const { return first_[index]; }
    /// All tensors sharing storage with `index`, itself included, ascending.
    [[nodiscard]] std::vector<std::size_t> group(std::size_t index) const;

private:
    std::vector<std::size_t> first_;
};

/// The Fisher of tensor `index` of a model: by its name or by one that it is tied to, ignoring distribution prefixes.
/// nullptr when there is none. Error Incompatible when its shape differs.
Result<const Tensor*> findFisher(const Catalogue& fisher, const Catalogue& model, const TiedNames& ties, std::size_t index,
                                 const std::string& fisherPath);

/// "a, b, c and 9 more": names for a finding.
[[nodiscard]] std::string nameList(const std::vector<std::string>& names);

}  // namespace fisherlens
