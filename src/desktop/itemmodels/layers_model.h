// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/itemmodels/tree_node.h"

#include <QAbstractItemModel>
#include <QString>

#include <cstdint>
#include <span>

namespace fisherlens::desktop {

struct LayerEntry {
    QString name;
    std::int64_t count = 0;
};

/// The tree of layers, built from dotted names; the second column is the number of parameters below.
class LayersModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role { NameRole = Qt::UserRole };  ///< full tensor name, "" for inner nodes
    using QAbstractItemModel::QAbstractItemModel;

    void setTensors(std::span<const LayerEntry> tensors);
    [[nodiscard]] QModelIndex indexOf(const QString& tensor) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Layer {
        QString label, tensor;
        std::int64_t count = 0;
    };
    using Node = TreeNode<Layer>;
    [[nodiscard]] const Node* node(const QModelIndex& index) const;

    Node root_;
};

/// 5526346 → "5.5 M", 384 → "384".
[[nodiscard]] QString shortCount(std::int64_t count);

}  // namespace fisherlens::desktop
