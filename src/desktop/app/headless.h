// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/settings.h"
#include "desktop/plots/export.h"

#include <QString>
#include <QStringList>

namespace fisherlens::desktop {

/// `--export-figures DIR`: opens the files (a session, or checkpoints and Fisher files), waits for the analyses and writes
/// every figure; prints the paths. Returns the exit status of DESIGN.md 8.
int exportFiguresHeadless(const Settings& settings, const QString& folder, const ExportOptions& options);

}  // namespace fisherlens::desktop
