// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/open.h"

#include "formats/containers/hdf5.h"
#include "formats/containers/npz.h"
#include "formats/containers/zip.h"
#include "formats/layouts/array_model.h"
#include "formats/layouts/layout.h"

#include <filesystem>
#include <system_error>

namespace fisherlens {
namespace {

/// HDF5 files are Fisher files, models of Keras, or arrays that are only listed (data files).
Result<void> openHdf5Into(Opened& opened, const OpenOptions& options, std::shared_ptr<const ByteSource> source,
                          const JobContext& context)
{
    auto fisher = openFisherFile(opened.path, context);
    if (fisher) {
        opened.format = "fisherlens.fisher";
        opened.fisher = std::move(*fisher);
        return {};
    }
    if (fisher.error().code != ErrorCode::Unsupported)
        return fail(fisher.error());
    auto checkpoint = openCheckpoint(options, context);
    if (checkpoint) {
        opened.format = checkpoint->format;
        opened.checkpoint = std::move(*checkpoint);
        return {};
    }
    if (checkpoint.error().code != ErrorCode::Unsupported)
        return fail(checkpoint.error());
    FL_TRY(Hdf5File file, openHdf5(std::move(source), context));
    opened.format = "hdf5";
    opened.arrays = std::move(file.tensors);
    return {};
}

/// Of arrays only.
bool holdsArrays(const std::string& path)
{
    const auto source = ByteSource::open(path);
    if (!source)
        return false;
    const auto zip = ZipDirectory::open(*source, {});
    return zip && isNumpyArchive(*zip);
}

/// Arrays that are no model, as those of HDF5.
Result<void> listNumpyInto(Opened& opened, const JobContext& context)
{
    FL_TRY(auto source, ByteSource::open(opened.path));
    FL_TRY(NpzFile file, openNpz(std::move(source), context));
    opened.format = "npz";
    opened.arrays = std::move(file.tensors);
    return {};
}

Result<void> openLogInto(Opened& opened, const JobContext& context)
{
    opened.format = "fisherlens.optlog";
    FL_TRY(opened.log, openOptimizerLog(opened.path, context));
    if (opened.log->snapshots.empty())
        return {};
    FL_TRY(opened.snapshot, checkpointOfSnapshot(*opened.log, std::nullopt, context));
    for (const ParameterState& state : opened.snapshot->optimizer->mapped)
        FL_CHECK(opened.arrays.add(state.accumulator));
    return {};
}

Result<void> openInto(Opened& opened, const OpenOptions& options, const JobContext& context)
{
    if (looksLikeOptimizerLog(options.path))
        return openLogInto(opened, context);
    std::error_code ignored;
    const bool folder = std::filesystem::is_directory(options.path, ignored);
    // Trainers put their logs beside their checkpoints: a folder with both is the checkpoint.
    const bool model = folder && isModelFolder(options.path, context);
    if (!model && looksLikeTrainingLog(options.path)) {
        FL_TRY(opened.training, openTrainingLog(options.path, context));
        opened.format = opened.training->format;
        return {};
    }
    if (!folder) {
        FL_TRY(const auto source, ByteSource::open(options.path));
        if (looksLikeHdf5(*source))
            return openHdf5Into(opened, options, source, context);
    }
    auto read = openCheckpoint(options, context);
    if (!read && read.error().code == ErrorCode::Unsupported && !folder && holdsArrays(options.path))
        return listNumpyInto(opened, context);
    FL_TRY(Checkpoint checkpoint, std::move(read));
    if (checkpoint.metadata.contains("fisherlens.format")) {
        FL_TRY(opened.fisher, openFisherFile(options.path, context));
        opened.format = "fisherlens.fisher";
        return {};
    }
    opened.format = checkpoint.format;
    opened.checkpoint = std::move(checkpoint);
    return {};
}

}  // namespace

Result<Opened> open(const OpenOptions& options, const JobContext& context)
{
    Findings findings;
    JobContext inner = context;
    inner.findings = &findings;
    Opened opened;
    opened.path = options.path;
    FL_CHECK(openInto(opened, options, inner));
    opened.findings = findings.list();
    return opened;
}

}  // namespace fisherlens
