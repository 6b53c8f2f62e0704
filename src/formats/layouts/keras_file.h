// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/containers/hdf5.h"
#include "formats/containers/zip.h"
#include "formats/layouts/keras_config.h"
#include "formats/layouts/layout.h"

#include <memory>
#include <string>

namespace fisherlens {

// Models of Keras (facts/formats-trainers.md 7).

/// .keras: a ZIP archive with config.json and model.weights.h5.
[[nodiscard]] bool isKerasArchive(const ZipDirectory& zip);
/// Errors: Damaged, Unsupported (compressed, weights as .npz), those of openHdf5.
Result<std::unique_ptr<ModelFile>> openKerasArchive(std::shared_ptr<const ByteSource> file, const JobContext& context);

/// .h5 (a whole model), .weights.h5, or weights without an optimizer. Other HDF5 files are opened as plain arrays
/// (layouts/array_model.h).
Result<std::unique_ptr<ModelFile>> openKerasHdf5(std::shared_ptr<const ByteSource> file, const JobContext& context);

/// `NAME.weights.json`, the index of weights in shards.
[[nodiscard]] bool isKerasIndex(const std::string& path);
/// The index beside a shard `NAME_00000.weights.h5`, "" when there is none.
[[nodiscard]] std::string kerasIndexOf(const std::string& shard);
/// Errors: Missing and Damaged (a shard is not there), those of openHdf5.
Result<std::unique_ptr<ModelFile>> openKerasIndex(const std::string& path, const JobContext& context);

/// One per kind of file; internal to keras*.cpp. `config` may be null.
Result<std::unique_ptr<ModelFile>> openKerasWeights(const std::string& path, const Hdf5File& file,
                                                    const KerasConfig* config,
                                                    std::map<std::string, std::string> metadata);
Result<std::unique_ptr<ModelFile>> openKerasModel(const std::string& path, const Hdf5File& file);

/// A Keras model once it is sorted out.
std::unique_ptr<ModelFile> kerasModelFile(std::string path, std::string format, std::vector<Tensor> tensors,
                                          std::optional<OptimizerRecord> optimizer,
                                          std::map<std::string, std::string> metadata);

/// What the configuration says of the run, as it is shown: "loss", "clipnorm", ...
[[nodiscard]] std::map<std::string, std::string> kerasMetadata(const KerasConfig& config);

}  // namespace fisherlens
