// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "reference/kept_sums.h"
#include "reference/reference.h"

#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace fisherlens {

/// What decides the numbers of a run.
struct PartialKey {
    std::vector<std::pair<std::string, std::string>> files;  ///< "model", path; they count by their SHA-256
    std::map<std::string, std::string> settings;             ///< by name
};

/// Keeps the sums of a reference beside its output, in a safetensors file of float64 arrays with the key and a SHA-256
/// over all of it. A file that is damaged or belongs to other settings is not used (finding `partial-unusable`) and is
/// replaced; one that cannot be written is a finding `partial-not-kept`, not an error: the run goes on.
class PartialSums final : public SumsKeeper {
public:
    /// `every`: seconds between two writings; more when a writing takes longer than a twentieth of it. The files of the
    /// key are hashed when a file is written or found, and have to be the same until then.
    PartialSums(std::string path, PartialKey key, const std::vector<ReferenceParameter>& parameters, double every,
                const JobContext& context);

    std::optional<KeptSums> restore(const std::string& plan) override;
    void keep(const SumsView& sums, bool ended) override;
    /// The run is done: removes the file.
    void remove();
    /// The settings and the SHA-256 of the files, as JSON. Errors: Changed, those of reading, Cancelled.
    Result<std::string> key(const JobContext& context);
    /// True when a file lies there that this run has written or gone on from.
    [[nodiscard]] bool isKept() const { return kept_; }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    using Clock = std::chrono::steady_clock;
    Result<KeptSums> read(const JobContext& context);
    Result<void> write(const SumsView& sums, const JobContext& context);
    [[nodiscard]] bool isQuick(const SumsView& sums) const;

    std::string path_;
    PartialKey key_;
    const std::vector<ReferenceParameter>& parameters_;
    const JobContext& context_;
    std::string plan_, keyText_;
    std::vector<std::string> stamps_;  ///< of the files when the run began
    Clock::duration every_, wrote_{};
    Clock::time_point start_, last_;
    bool kept_ = false, failed_ = false, found_ = false;
};

/// What two keys differ in: "seed, data".
[[nodiscard]] std::string keyDifference(const std::string& mine, const std::string& other);

}  // namespace fisherlens
