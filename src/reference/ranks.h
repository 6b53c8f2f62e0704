// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

// Several processes, ranks 0 to N−1, that share the examples of one estimate.

namespace fisherlens {

/// The place of this process, as launchers tell it.
struct RankSettings {
    int rank = 0;
    int size = 1;
    std::string address;      ///< of rank 0; it listens there and nowhere else
    std::uint16_t port = 0;
    double seconds = 60;      ///< after so long a rank that does not answer is lost
};

/// From RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT; nullopt when none of them is set. Error Usage: some are missing,
/// or one has no meaning.
Result<std::optional<RankSettings>> ranksFromEnvironment();

/// What an estimate needs of the other ranks.
class Ranks {
public:
    virtual ~Ranks() = default;
    [[nodiscard]] virtual int rank() const = 0;
    [[nodiscard]] virtual int size() const = 0;
    /// Waits for all ranks and replaces the values by their sums over the ranks, the same bits everywhere. Errors:
    /// Environment (a rank is lost), the error of a rank that fails, Cancelled.
    virtual Result<void> sum(const std::vector<std::span<double>>& values) = 0;
};

/// Keys and values that all ranks see.
class RankStore {
public:
    virtual ~RankStore() = default;
    virtual Result<void> set(const std::string& key, std::span<const std::byte> value) = 0;
    virtual Result<std::optional<std::vector<std::byte>>> get(const std::string& key) = 0;
    /// The value after adding; a key that is not there counts as 0.
    virtual Result<std::int64_t> add(const std::string& key, std::int64_t value) = 0;
    virtual Result<bool> remove(const std::string& key) = 0;
    virtual Result<std::int64_t> count() = 0;
};

/// All-reduce of float64 arrays, by LibTorch's c10d over Gloo.
class RankSums {
public:
    virtual ~RankSums() = default;
    virtual Result<void> sum(std::span<double> values) = 0;
};

/// How a rank finds the others: by the store, over connections of the address `host` of this machine.
struct RankMeeting {
    RankStore* store = nullptr;  ///< outlives the sums
    std::string name;            ///< of the meeting
    int rank = 0, size = 1;
    std::string host;
    double seconds = 60;
};

/// True when the reference module was built with Gloo. Error Environment: it was not, or there is no module.
Result<void> checkRankSums();
/// Called by all ranks at the same time. Errors: Environment.
Result<std::unique_ptr<RankSums>> openRankSums(const RankMeeting& meeting);

}  // namespace fisherlens
