// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/layouts/layout.h"

namespace fisherlens {

/// Parameters of one file and optimizer states of another as one. Format and metadata are those of the first, completed
/// by the second.
std::unique_ptr<ModelFile> joinFiles(std::unique_ptr<ModelFile> model, std::unique_ptr<ModelFile> optimizer);

}  // namespace fisherlens
