// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/containers/safetensors.h"
#include "formats/layouts/layout.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace fisherlens {

/// The tensors of a safetensors file as the only state dict, sorted by their writer; what each layout adds to it.
class SafetensorsTensors : public ModelFile {
public:
    SafetensorsTensors(std::string path, SafetensorsFile file) : path_(std::move(path)), file_(std::move(file)) {}
    [[nodiscard]] std::string_view format() const override { return "safetensors"; }
    [[nodiscard]] std::vector<std::string> stateDicts() const override { return {""}; }
    [[nodiscard]] std::map<std::string, std::string> metadata() const override { return file_.metadata; }
    Result<StateDict> readStateDict(const std::string& path, const JobContext& context) override;

protected:
    std::string path_;
    SafetensorsFile file_;
};

/// What kohya's sd-scripts say of the run in the metadata of their files ("ss_learning_rate"); empty for other files.
[[nodiscard]] TrainingRun kohyaRun(const std::map<std::string, std::string>& metadata);

// Safetensors files that are more than a model (facts/formats-trainers.md 6).

/// OLMo's way of writing any dictionary: every name is the urlsafe base64 of a pickled (path, value_is_pickled).
bool isOlmo(const SafetensorsFile& file);
/// Parameters, or an optimizer's state by names. The pickles in names and values are walked, never run. Errors: Damaged,
/// Unsafe, Unsupported, Cancelled.
Result<std::unique_ptr<ModelFile>> openOlmo(const std::string& path, SafetensorsFile file, const JobContext& context);

/// Accumulators alone, named like the parameters: a file named `exp_avg_sq.safetensors` (OTA merging).
bool isAccumulatorFile(const std::string& path);
/// The tensors are also an optimizer state that names its parameters; step, betas and everything else are unknown.
Result<std::unique_ptr<ModelFile>> openAccumulatorFile(const std::string& path, SafetensorsFile file,
                                                       const JobContext& context);

}  // namespace fisherlens
