// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/job.h"

#include <algorithm>

namespace fisherlens {

std::string_view severityName(Severity severity)
{
    switch (severity) {
    case Severity::Information: return "information";
    case Severity::Warning: return "warning";
    case Severity::Error: return "error";
    }
    return "error";
}

void Findings::add(Finding finding)
{
    const std::lock_guard lock(mutex_);
    list_.push_back(std::move(finding));
}

std::vector<Finding> Findings::list() const
{
    const std::lock_guard lock(mutex_);
    return list_;
}

bool Findings::has(std::string_view id) const
{
    const std::lock_guard lock(mutex_);
    return std::any_of(list_.begin(), list_.end(), [id](const Finding& finding) { return finding.id == id; });
}

void Progress::report(std::string_view stage, double share)
{
    if (!receiver_)
        return;
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (share < 1 && now - last_ < std::chrono::milliseconds(50))
        return;
    last_ = now;
    receiver_({stage, std::clamp(share, 0.0, 1.0)});
}

}  // namespace fisherlens
