// SPDX-License-Identifier: GPL-3.0-or-later
// Made by translations/core_sentences.py from the sources of the core; run it again when a sentence there changes.
#include "desktop/views/core_sentences/all.h"

#include "desktop/views/core_words.h"

#include <vector>

namespace fisherlens::desktop {

std::span<const char* const> coreTemplates()
{
    using namespace core_sentences;
    static const std::vector<const char*> all = [] {
        // clang-format off
        const Templates parts[] = {
            ofBase(),
            ofDesktop(),
            ofEdit(),
            ofFisher(),
            ofFormats(),
            ofFormatsContainers(),
            ofFormatsH5Child(),
            ofFormatsLayouts(),
            ofFormatsPickle(),
            ofOperations(),
            ofReference(),
            ofSystem(),
        };
        // clang-format on
        std::vector<const char*> joined;
        for (const Templates part : parts)
            joined.insert(joined.end(), part.begin(), part.end());
        return joined;
    }();
    return all;
}

}  // namespace fisherlens::desktop
