// SPDX-License-Identifier: GPL-3.0-or-later
// Made by translations/core_sentences.py from the sources of the core; run it again when a sentence there changes.
#pragma once

#include <span>

/// The templates of the core's sentences, room by room; coreTemplates() has all of them.
namespace fisherlens::desktop::core_sentences {

using Templates = std::span<const char* const>;

Templates ofBase();
Templates ofDesktop();
Templates ofEdit();
Templates ofFisher();
Templates ofFormats();
Templates ofFormatsContainers();
Templates ofFormatsH5Child();
Templates ofFormatsLayouts();
Templates ofFormatsPickle();
Templates ofOperations();
Templates ofReference();
Templates ofSystem();

}  // namespace fisherlens::desktop::core_sentences
