// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "desktop/document/settings.h"

#include <map>
#include <string>
#include <string_view>

namespace fisherlens::desktop {

/// A session as it is stored: settings, what was selected, and the hash that each source's file had.
struct Session {
    Settings settings;
    QString selectedTensor, filter;
    std::map<SourceId, std::string> sha256;  ///< lower-case hex; a source without one was never hashed
};

/// JSON, version 1 (DESIGN.md 7): paths relative to `folder`, keys sorted, so that equal sessions are equal texts.
[[nodiscard]] std::string sessionText(const Session& session, const std::string& folder);

/// Parses a session; relative paths become absolute against `folder`. Errors: Damaged (not JSON, wrong types, values out
/// of range), Unsupported (another format, a newer version).
Result<Session> parseSession(std::string_view text, const std::string& folder);

/// Reads or writes a session file (atomically).
Result<Session> readSession(const std::string& path);
Result<void> writeSession(const Session& session, const std::string& path);

}  // namespace fisherlens::desktop
