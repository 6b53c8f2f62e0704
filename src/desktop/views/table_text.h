// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fisherlens::desktop {

/// A tab-separated table with a header as csv, tsv, md or json (by suffix; others are tsv), with a line that says where it
/// comes from: a comment in csv and tsv, a paragraph in md, a member in json.
[[nodiscard]] QString tableText(const QString& tabSeparated, const QString& suffix, const QString& provenance);

}  // namespace fisherlens::desktop
