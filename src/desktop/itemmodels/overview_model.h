// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/tensor.h"
#include "desktop/document/tensor_filter.h"
#include "desktop/itemmodels/tree_node.h"

#include <QAbstractItemModel>
#include <QSortFilterProxyModel>

#include <optional>
#include <vector>

namespace fisherlens::desktop {

/// What the Overview shows of one tensor. Histograms hold counts in equal bins of log10 over one range for all rows.
struct OverviewRow {
    QString name;
    Shape shape;
    std::int64_t count = 0;
    DType dtype = DType::F32;
    std::vector<double> quantiles;  ///< at equal shares from 0 to 1
    std::vector<double> histogram, referenceHistogram;
    std::optional<double> median;
    std::int64_t zeros = 0, nonfinite = 0;
    std::optional<double> spearman, attainable, traceRatio;
};

/// The part of a name that groups tensors into a layer: up to the first number ("blocks.1"), else all but the last part.
[[nodiscard]] QString layerOf(const QString& tensor);

/// "768 × 192", "scalar".
[[nodiscard]] QString shapeLabel(const Shape& shape);
/// A positive number with two digits and a power: "6.3e−6"; in the locale's decimal point.
[[nodiscard]] QString shortNumber(std::optional<double> value, int digits = 2);
/// Fixed decimals with a real minus; "–" when undefined.
[[nodiscard]] QString fixedNumber(std::optional<double> value, int decimals);

/// The Overview table: layers, and tensors below them.
class OverviewModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column {
        Tensor,
        ShapeColumn,
        Parameters,
        Quantiles,
        Distribution,
        Median,
        Zeros,
        Spearman,
        Scale,
        ColumnCount
    };
    enum Role { SortRole = Qt::UserRole, NameRole };
    using QAbstractItemModel::QAbstractItemModel;

    /// `range`: log10 of the ends of the common colour scale.
    void setRows(std::vector<OverviewRow> rows, std::pair<double, double> range);
    /// The tensor of an index of this model, nullptr for a layer.
    [[nodiscard]] const OverviewRow* row(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(const QString& tensor) const;
    [[nodiscard]] const std::vector<OverviewRow>& rows() const { return rows_; }
    [[nodiscard]] std::pair<double, double> range() const { return range_; }

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Entry {
        QString layer;
        int row = -1;  ///< into rows_, −1 for a layer
        std::int64_t count = 0;
        int tensors = 0;
    };
    using Node = TreeNode<Entry>;
    [[nodiscard]] const Node* node(const QModelIndex& index) const;
    [[nodiscard]] QVariant text(const OverviewRow& row, const Entry& entry, int column) const;
    [[nodiscard]] static QVariant sortKey(const OverviewRow& row, int column);
    [[nodiscard]] static QVariant exported(const OverviewRow& row, int column);
    [[nodiscard]] QStringList exportKeys(int column) const;
    [[nodiscard]] QStringList exportNames(int column) const;

    std::vector<OverviewRow> rows_;
    Node root_;
    std::pair<double, double> range_{0, 0};
};

/// Sorts inside the layers and hides tensors that the filter leaves out, and layers without any.
class OverviewProxy : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit OverviewProxy(QObject* parent = nullptr);
    void setTensorFilter(const TensorFilter& filter);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    TensorFilter filter_;
};

}  // namespace fisherlens::desktop
