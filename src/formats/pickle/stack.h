// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/pickle/document.h"

#include <cstddef>
#include <span>
#include <vector>

namespace fisherlens::pickle {

/// The machine's stack. Values above the last MARK belong to it: what is below cannot be taken before the mark is.
class Stack {
public:
    [[nodiscard]] std::size_t size() const { return values_.size(); }
    [[nodiscard]] std::size_t marks() const { return marks_.size(); }
    [[nodiscard]] bool has(std::size_t n) const { return values_.size() - (marks_.empty() ? 0 : marks_.back()) >= n; }
    [[nodiscard]] NodeId top() const { return values_.back(); }
    [[nodiscard]] std::span<const NodeId> last(std::size_t n) const { return std::span(values_).last(n); }

    void push(NodeId id) { values_.push_back(id); }
    NodeId pop()
    {
        const NodeId id = values_.back();
        values_.pop_back();
        return id;
    }
    void drop(std::size_t n) { values_.resize(values_.size() - n); }
    void mark() { marks_.push_back(values_.size()); }
    bool dropMark()
    {
        if (marks_.empty())
            return false;
        marks_.pop_back();
        return true;
    }
    /// The values above the last mark, taken off together with it; false without a mark.
    bool takeMarked(std::vector<NodeId>& out)
    {
        if (marks_.empty())
            return false;
        out.assign(values_.begin() + static_cast<std::ptrdiff_t>(marks_.back()), values_.end());
        values_.resize(marks_.back());
        marks_.pop_back();
        return true;
    }

private:
    std::vector<NodeId> values_;
    std::vector<std::size_t> marks_;
};

}  // namespace fisherlens::pickle
