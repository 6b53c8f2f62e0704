// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/byte_source.h"
#include "formats/containers/torch_archive.h"
#include "formats/layouts/torch_search.h"
#include "formats/layouts/trainers.h"
#include "formats/pickle/values.h"

namespace fisherlens {

Result<bool> readLightningMeta(const std::string& path, TrainingRun& run, const JobContext& context)
{
    JobContext silent = context;
    silent.findings = nullptr;  // objects of callbacks and loggers, which nobody asks about
    FL_TRY(const auto source, ByteSource::open(path));
    FL_TRY(const TorchArchive archive, TorchArchive::open(source, silent));
    FL_TRY(const pickle::Walk walk, archive.walk(silent));
    const pickle::Document& document = walk.document;
    if (!pickle::isMapping(document, document.root())
        || pickle::lookup(document, document.root(), "pytorch-lightning_version") == pickle::kNoNode)
        return false;
    for (RunValue& value : runOf(document, "lightning", searchContent(document).metadata).values) {
        value.origin = "meta.pt: " + value.origin;
        run.add(std::move(value));
    }
    return true;
}

}  // namespace fisherlens
