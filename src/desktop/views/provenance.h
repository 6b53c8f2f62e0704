// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"

#include <QString>

namespace fisherlens::desktop {

/// Where numbers come from: file, kind and scale, ended by program and version. Lines under tables.
/// "a.pt · recycled, B 32 · mean per example · FisherLens 0.1.0".
[[nodiscard]] QString sourceProvenance(const Analyses& analyses, SourceId source);
/// "a.pt · …, compared with a.fisher.h5 · … · FisherLens 0.1.0", of the present comparison.
[[nodiscard]] QString comparisonProvenance(const Analyses& analyses);
/// The files of all sources.
[[nodiscard]] QString filesProvenance(const Analyses& analyses);

}  // namespace fisherlens::desktop
