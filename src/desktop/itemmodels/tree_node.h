// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

namespace fisherlens::desktop {

/// A node of a tree model: payload, children, parent and its own row. Owned by the parent.
template <class Payload>
struct TreeNode {
    Payload payload;
    TreeNode* parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<TreeNode>> children;

    TreeNode* add(Payload value)
    {
        auto node = std::make_unique<TreeNode>();
        node->payload = std::move(value);
        node->parent = this;
        node->row = static_cast<int>(children.size());
        children.push_back(std::move(node));
        return children.back().get();
    }
};

}  // namespace fisherlens::desktop
