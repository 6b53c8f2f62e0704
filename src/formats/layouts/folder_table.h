// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// What lies directly in a folder: names only, in the order of their bytes. Links count as what they lead to.
struct Folder {
    std::string path;
    std::vector<std::string> files;
    std::vector<std::string> folders;

    /// Errors: Missing (not there, not readable), Unsupported (more than 200,000 entries), Cancelled.
    static Result<Folder> list(const std::string& path, const JobContext& context);

    [[nodiscard]] bool hasFile(std::string_view name) const
    {
        return std::binary_search(files.begin(), files.end(), name);
    }
    [[nodiscard]] bool hasFolder(std::string_view name) const
    {
        return std::binary_search(folders.begin(), folders.end(), name);
    }
    [[nodiscard]] std::string at(std::string_view name) const { return path + "/" + std::string(name); }
};

}  // namespace fisherlens
