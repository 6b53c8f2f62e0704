// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace fisherlens::desktop {

/// What a table holds as data, beside what its cells show; the same roles in all models. A column whose header has keys
/// is written from ExportValueRole alone, any other one with the words under its header and in its cells.
enum ExportRole {
    ExportValueRole = Qt::UserRole + 100,  ///< of a cell: number or text, invalid: undefined; a list for several keys
    ExportKeysRole,   ///< of a header: QStringList, names for programs, one per written column; empty: not written
    ExportNamesRole,  ///< of a header: QStringList, the same in the user's language
};

}  // namespace fisherlens::desktop
