// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QString>

#include <vector>

namespace fisherlens::desktop {

/// One line of the Sources panel.
struct SourceRow {
    int id = 0;
    QString name;
    QString subtitle;  ///< "AdamW · step 400 · B 32"
    QString toolTip;
    int colour = 0;       ///< index into Theme::sources, −1 neutral
    bool mapped = false;  ///< its optimizer state is mapped, or it is a Fisher file: a check mark
    bool failed = false;
    bool operator==(const SourceRow&) const = default;
};

/// The Sources list. Names are editable; renamed() asks the owner to do it.
class SourcesModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, SubtitleRole, ColourRole, MappedRole, FailedRole };
    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<SourceRow> rows);
    [[nodiscard]] const std::vector<SourceRow>& rows() const { return rows_; }
    [[nodiscard]] int rowOf(int id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    void renamed(int id, const QString& name);

private:
    std::vector<SourceRow> rows_;
};

}  // namespace fisherlens::desktop
