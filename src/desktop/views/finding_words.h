// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"

#include <QString>

#include <string_view>

namespace fisherlens::desktop {

/// A finding in the user's language: the core's sentence with its numbers where its form is known, else what its id says
/// in general. In English the core's own sentence.
[[nodiscard]] QString findingText(const Finding& finding);

/// What to do about it, in the user's language; "" where nothing need be done.
[[nodiscard]] QString findingHint(const Finding& finding);

/// Whether an id has words of its own; a test asks it for every id of the core.
[[nodiscard]] bool hasFindingWords(std::string_view id);

}  // namespace fisherlens::desktop
