// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"
#include "formats/checkpoint.h"
#include "formats/layouts/folder_table.h"
#include "formats/optimizers.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fisherlens {

/// Named tensors of a model as a file keeps them.
struct StateDict {
    std::string path;  ///< inside the file: "model", "" for the root
    Catalogue tensors;
    std::vector<std::string> identity;  ///< per tensor: equal texts are one and the same values (tied); "" never is
    std::vector<Unmapped> unreadable;   ///< tensors that are there but whose values are not read
    bool ordered = true;                ///< false: the file sorts the names, their order says nothing
};

/// What the files beside the tensors say about the order in which an optimizer numbered the parameters.
struct MappingHints {
    std::string modelType;            ///< "llama": `model_type` of config.json
    std::string transformersVersion;  ///< "4.51.0": chooses among the groupings of the Hugging Face Trainer
    bool huggingfaceTrainer = false;  ///< only that trainer's groupings are possible
    bool tiedEmbeddings = false;      ///< config.json says that the output layer is the embedding
};

/// A file or folder with models and optimizer states, whatever wrote it. Tensors are built on demand.
class ModelFile {
public:
    virtual ~ModelFile() = default;
    [[nodiscard]] virtual std::string_view format() const = 0;
    /// Paths of the state dicts and of the optimizer states in the file.
    [[nodiscard]] virtual std::vector<std::string> stateDicts() const = 0;
    [[nodiscard]] virtual std::vector<std::string> optimizers() const = 0;
    /// A state dict by its path; other paths to named tensors work too. Error Incompatible: nothing there.
    virtual Result<StateDict> readStateDict(const std::string& path, const JobContext& context) = 0;
    /// The state with this index of optimizers().
    virtual Result<OptimizerRecord> readOptimizer(std::size_t index, const JobContext& context) = 0;
    [[nodiscard]] virtual std::map<std::string, std::string> metadata() const = 0;
    /// Checkpoint::layout and Checkpoint::run (without deriveBatch).
    [[nodiscard]] virtual std::string layout() const { return {}; }
    [[nodiscard]] virtual TrainingRun run() const { return {}; }
    [[nodiscard]] virtual MappingHints hints() const { return {}; }
};

/// Opens a file by its content or a folder by what lies in it. Errors: Missing, Damaged, Unsafe, Unsupported (the
/// sentence names the format).
Result<std::unique_ptr<ModelFile>> openModelFile(const std::string& path, const JobContext& context);

/// A kind of folder: how it is recognised (by names alone) and opened.
struct FolderLayout {
    bool (*probe)(const Folder& folder);
    Result<std::unique_ptr<ModelFile>> (*open)(const Folder& folder, const JobContext& context);
};

/// True for a folder that one of the layouts recognises by its names.
[[nodiscard]] bool isModelFolder(const std::string& path, const JobContext& context);

/// Opens with the first layout that recognises the folder (table in folder_table.cpp).
Result<std::unique_ptr<ModelFile>> openModelFolder(const Folder& folder, const JobContext& context);

// One per layout; each in its own file.
Result<std::unique_ptr<ModelFile>> openTorchFile(std::shared_ptr<const ByteSource> file, const JobContext& context);
Result<std::unique_ptr<ModelFile>> openLegacyTorchFile(std::shared_ptr<const ByteSource> file,
                                                       const JobContext& context);
Result<std::unique_ptr<ModelFile>> openSafetensorsModel(std::shared_ptr<const ByteSource> file,
                                                        const JobContext& context);

}  // namespace fisherlens
