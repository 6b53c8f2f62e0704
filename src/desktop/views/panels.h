// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/itemmodels/findings_model.h"
#include "desktop/itemmodels/jobs_model.h"
#include "desktop/itemmodels/layers_model.h"
#include "desktop/itemmodels/sources_model.h"

#include <QStyledItemDelegate>
#include <QWidget>

class QAction;
class QListView;
class QSortFilterProxyModel;
class QTableView;
class QTreeView;

namespace fisherlens::desktop {

class TableActions;

/// The list of sources: swatch, name, second line, check mark. Names are edited in place.
class SourcesPanel : public QWidget {
    Q_OBJECT
public:
    explicit SourcesPanel(Analyses& analyses, QWidget* parent = nullptr);
    [[nodiscard]] QListView* list() const { return list_; }

signals:
    void addRequested();
    void recycleRequested(int id);
    void referenceRequested(int id);
    void evaluationRequested(int id);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void retranslate();
    void showMenu(const QPoint& position);

    Analyses& analyses_;
    SourcesModel model_;
    QListView* list_;
};

class SourceDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;
};

/// The tree of layers of the current source.
class LayersPanel : public QWidget {
    Q_OBJECT
public:
    explicit LayersPanel(Analyses& analyses, QWidget* parent = nullptr);
    [[nodiscard]] QTreeView* tree() const { return tree_; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void retranslate();
    void showSelection();

    Analyses& analyses_;
    LayersModel model_;
    QTreeView* tree_;
    QStringList shown_;
    bool selecting_ = false;
};

/// Findings of all sources, worst first.
class FindingsPanel : public QWidget {
    Q_OBJECT
public:
    explicit FindingsPanel(Analyses& analyses, QWidget* parent = nullptr);
    [[nodiscard]] const FindingsModel& model() const { return model_; }
    [[nodiscard]] QTableView* table() const { return table_; }

signals:
    void countChanged(int count);
    void tensorRequested(int source, const QString& tensor);
    void mappingRequested(int source);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void retranslate();

    Analyses& analyses_;
    FindingsModel model_;
    QTableView* table_;
    TableActions* copy_;
};

/// Running and ended jobs; a running one can be stopped.
class JobsPanel : public QWidget {
    Q_OBJECT
public:
    explicit JobsPanel(JobRunner& runner, QWidget* parent = nullptr);
    [[nodiscard]] QTableView* table() const { return table_; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    JobRunner& runner_;
    JobsModel model_;
    QTableView* table_;
    QAction* stop_;
    TableActions* copy_;
};

}  // namespace fisherlens::desktop
