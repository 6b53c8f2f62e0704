// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/table_text.h"

#include <QObject>

#include <functional>

class QAbstractItemView;
class QAction;
class QMenu;
class QWidget;

namespace fisherlens::desktop {

/// Copying and exporting the rows of an item view, the same for every table of the window: Ctrl+C copies the selected
/// rows tab-separated, the right button copies, exports, sorts and chooses columns. Rows are written as filtered and sorted, of a tree the
/// leaves; columns that are shown, in their order.
class TableActions : public QObject {
    Q_OBJECT
public:
    /// `fileName`: suggested for exports, without suffix. With fewer than `least` selected rows Ctrl+C copies the whole
    /// table: 2 where one row is always selected.
    TableActions(QAbstractItemView& view, const QString& fileName, std::function<QString()> provenance, int least = 1);
    /// Those of a view; nullptr for other widgets.
    [[nodiscard]] static TableActions* of(const QWidget* view);

    [[nodiscard]] TableData whole() const;
    /// What Ctrl+C copies.
    [[nodiscard]] TableData chosen() const;
    void copyWhole() const;
    /// Asks for a file and writes the whole table. A failure is said in a message box.
    void exportWhole() const;
    /// Lets columns be shown and hidden, but for the first; the right button on the header offers it too.
    void offerColumns();
    /// What Ctrl+C does, for tool tips.
    [[nodiscard]] QString hint() const;

signals:
    void columnsChanged();

private:
    void showMenu(const QPoint& position);
    void addSorting(QMenu& menu);
    void addColumns(QMenu& menu);
    [[nodiscard]] TableData table(bool selectedOnly) const;

    QAbstractItemView& view_;
    QString fileName_;
    std::function<QString()> provenance_;
    int least_;
    bool columns_ = false;
    QAction *copy_, *export_;
};

}  // namespace fisherlens::desktop
