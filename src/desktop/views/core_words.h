// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>
#include <string>

namespace fisherlens::desktop {

/// An English text of the core (detail or hint of an error, text or hint of a finding, the reason in one of them) in the
/// language of the window. The template with the most literal text that fits is translated (context "Core" of the
/// translations) and gets the text's own run-time parts, which are translated as well where they are texts of the core.
/// Sentences that stand one after the other are translated one by one. What fits no template stays as it is.
[[nodiscard]] QString coreSentence(const std::string& english);

/// Two texts, one after the other; Japanese sentences follow each other without a space.
[[nodiscard]] QString joinedSentences(const QString& first, const QString& second);

/// The templates, with %1, %2, ... for what is known at run time only. Made by translations/core_sentences.py.
[[nodiscard]] std::span<const char* const> coreTemplates();

/// The template that a text is an instance of, nullptr when there is none.
[[nodiscard]] const char* coreTemplateOf(const QString& text);

}  // namespace fisherlens::desktop
