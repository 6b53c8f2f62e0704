// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QVariant>

#include <vector>

namespace fisherlens::desktop {

/// A table as data. Cells are numbers or texts; invalid: undefined.
struct TableData {
    QStringList names;  ///< of the columns, in the user's language
    QStringList keys;   ///< the same for programs
    std::vector<QVariantList> rows;
    QString provenance;  ///< one line: program, files, kinds and scales
};

/// The table as csv, tsv, md or json (by suffix; others are tsv). Numbers are written in the C locale with all their
/// digits, undefined ones as null in json and as an empty cell elsewhere. The provenance is a comment in csv and tsv, a
/// paragraph in md, a member in json.
[[nodiscard]] QString tableText(const TableData& table, const QString& suffix);

}  // namespace fisherlens::desktop
