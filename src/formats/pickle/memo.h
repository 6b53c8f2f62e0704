// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/pickle/document.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace fisherlens::pickle {

/// The memo of a walk. Picklers number it 0, 1, 2, ...: a vector; what is out of sequence (a hostile file may say
/// 0x7fffffff) goes to a map with a cap, so that no index makes it allocate.
class Memo {
public:
    Memo(std::uint64_t maxDense, std::uint64_t maxSparse) : maxDense_(maxDense), maxSparse_(maxSparse) {}

    /// Number of entries, the index of MEMOIZE.
    [[nodiscard]] std::uint64_t count() const { return dense_.size() + sparse_.size(); }

    [[nodiscard]] std::optional<NodeId> get(std::uint64_t index) const
    {
        if (index < dense_.size())
            return dense_[index];
        const auto at = sparse_.find(index);
        return at == sparse_.end() ? std::nullopt : std::optional(at->second);
    }

    /// False when the memo is full.
    bool put(std::uint64_t index, NodeId id)
    {
        if (index < dense_.size()) {
            dense_[index] = id;
            return true;
        }
        if (index == dense_.size() && sparse_.empty()) {
            if (dense_.size() >= maxDense_)
                return false;
            dense_.push_back(id);
            return true;
        }
        if (sparse_.size() >= maxSparse_ && !sparse_.contains(index))
            return false;
        sparse_[index] = id;
        return true;
    }

private:
    std::uint64_t maxDense_, maxSparse_;
    std::vector<NodeId> dense_;
    std::unordered_map<std::uint64_t, NodeId> sparse_;
};

}  // namespace fisherlens::pickle
