// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"

#include <QString>

namespace fisherlens::desktop {

/// A finding in the user's language.
[[nodiscard]] QString findingText(const Finding& finding);

/// What to do about it, in the user's language; "" where nothing need be done.
[[nodiscard]] QString findingHint(const Finding& finding);

}  // namespace fisherlens::desktop
