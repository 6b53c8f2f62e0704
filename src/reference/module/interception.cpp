// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/interception.h"

// Operators without a rule are not touched.
TORCH_LIBRARY_IMPL(_, TESTING_ONLY_GenericMode, library)
{
    library.fallback(torch::CppFunction::makeFallthrough());
}
