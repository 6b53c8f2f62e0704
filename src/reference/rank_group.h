// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "reference/rank_failure.h"
#include "reference/rank_server.h"
#include "reference/ranks.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace fisherlens {

/// This process among its ranks. A thread asks the server several times a second whether all others live; when one is
/// lost or fails, `context.cancel` is requested and every call gives the reason.
class RankGroup final : public Ranks {
public:
    /// Waits until all ranks are there. Errors: Usage (an address that is wrong, other numbers than rank 0 has),
    /// Environment (rank 0 or another rank does not come, no Gloo), Cancelled.
    static Result<std::unique_ptr<RankGroup>> join(const RankSettings& settings, const JobContext& context);
    /// Rank 0 waits for the others to go. A rank that goes before leave() or conclude() is lost to the others.
    ~RankGroup() override;
    /// This rank is done.
    void leave() { farewell_ = true; }

    [[nodiscard]] int rank() const override { return settings_.rank; }
    [[nodiscard]] int size() const override { return settings_.size; }
    Result<void> sum(const std::vector<std::span<double>>& values) override;
    /// Waits for all ranks; what they gave, by rank. All ranks make the same calls in the same order.
    Result<std::vector<std::string>> gather(const std::string& text);
    /// This rank ends with an error: tells the others. Returns the error that all end with, the first one.
    Error conclude(const Error& own);

private:
    RankGroup(const RankSettings& settings, const JobContext& context);
    Result<void> connect();
    Result<Socket> greet(RankRequest request, double seconds) const;
    void watch();
    void setFailure(RankFailure failure);
    [[nodiscard]] std::optional<RankFailure> failure() const;
    /// Waits until `done` gives true. Errors: the failure of the group, Cancelled.
    Result<void> waitUntil(const std::function<Result<bool>()>& done) const;

    RankSettings settings_;
    JobContext context_;
    std::unique_ptr<RankServer> server_;  ///< rank 0
    Socket member_;                       ///< for the watching thread
    std::unique_ptr<RankStore> store_;
    std::unique_ptr<RankSums> sums_;      ///< from the first sum() on
    std::function<std::optional<std::string>(const std::string&)> tell_;  ///< RankRequest::Fail
    std::string host_;                                                    ///< of this machine, towards rank 0
    int meetings_ = 0;  ///< calls of gather()
    mutable std::mutex mutex_;
    std::condition_variable leaving_;
    bool leave_ = false;
    std::atomic<bool> farewell_ = false;
    int joined_ = 0;
    std::optional<RankFailure> failure_;
    std::thread watcher_;
};

}  // namespace fisherlens
