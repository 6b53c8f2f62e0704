// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/containers/hdf5.h"
#include "formats/containers/zip.h"
#include "formats/layouts/layout.h"

#include <memory>
#include <string>

namespace fisherlens {

// Files that are nothing but named arrays, taken as the parameters of a model: numpy.savez(file, **arrays) and HDF5 files
// that no trainer is known to write. They hold no optimizer state; --optimizer gives one. `--key GROUP` takes the arrays
// below a group ("params/..."), without it. Findings: tensor-not-readable (texts, objects, structures).

/// True for a ZIP archive of .npy entries only.
[[nodiscard]] bool isNumpyArchive(const ZipDirectory& zip);
/// The order of the archive is that of the arguments. Errors: Unsupported (no floating array; inputs and targets, which
/// are data), those of openNpz.
Result<std::unique_ptr<ModelFile>> openNumpyModel(std::shared_ptr<const ByteSource> file, const JobContext& context);
/// HDF5 sorts its names, their order says nothing. Error Unsupported as above, and for files of this program.
Result<std::unique_ptr<ModelFile>> openHdf5Model(const std::string& path, Hdf5File file, const JobContext& context);

}  // namespace fisherlens
