// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

enum class Severity { Information, Warning, Error };

[[nodiscard]] std::string_view severityName(Severity severity);

/// A non-fatal observation. `id` is stable and kebab-case ("reduction-assumed"); `text` says what is, `hint` what to do.
struct Finding {
    Severity severity = Severity::Information;
    std::string id;
    Where where;
    std::string text;
    std::string hint;
};

/// Where a job puts its findings. Thread-safe; the order is that of the calls.
class Findings {
public:
    void add(Finding finding);
    [[nodiscard]] std::vector<Finding> list() const;
    [[nodiscard]] bool has(std::string_view id) const;

private:
    mutable std::mutex mutex_;
    std::vector<Finding> list_;
};

/// A request to stop that the user's thread sets and a job polls at least every 200 ms. Copies share the flag.
class CancelToken {
public:
    CancelToken() : flag_(std::make_shared<std::atomic<bool>>(false)) {}
    void request() noexcept { flag_->store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool requested() const noexcept { return flag_->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic<bool>> flag_;
};

struct ProgressReport {
    std::string_view stage;  ///< what is being done, in the infinitive: "read tensors"
    double share = 0;        ///< 0..1 of the stage
};

/// Forwards reports to a receiver at most 20 times a second (the last one of a stage always). Thread-safe.
class Progress {
public:
    using Receiver = std::function<void(const ProgressReport&)>;
    Progress() = default;
    explicit Progress(Receiver receiver) : receiver_(std::move(receiver)) {}
    void report(std::string_view stage, double share);

private:
    Receiver receiver_;
    std::mutex mutex_;
    std::chrono::steady_clock::time_point last_{};
};

/// What a running job may talk to. It never sees the window.
struct JobContext {
    CancelToken cancel;
    Progress* progress = nullptr;  ///< may be null
    Findings* findings = nullptr;  ///< may be null

    void report(std::string_view stage, double share) const
    {
        if (progress)
            progress->report(stage, share);
    }
    void find(Finding finding) const
    {
        if (findings)
            findings->add(std::move(finding));
    }
};

}  // namespace fisherlens
