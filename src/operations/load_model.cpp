// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/load_model.h"

#include "formats/checkpoint.h"

namespace fisherlens {

Result<std::unique_ptr<ReferenceModel>> loadModel(const std::string& module, const std::string& weights,
                                                  const JobContext& context)
{
    if (weights.empty())
        return openReferenceModel(module, context);
    // The weights are opened first: a mistake in them is told before the second that LibTorch takes to load. Findings
    // about their optimizer state would be noise here.
    JobContext quiet = context;
    quiet.findings = nullptr;
    OpenOptions options;
    options.path = weights;
    FL_TRY(const Checkpoint checkpoint, openCheckpoint(options, quiet));
    FL_TRY(std::unique_ptr<ReferenceModel> model, openReferenceModel(module, context));
    FL_CHECK(model->replaceWeights(checkpoint.tensors, context));
    return model;
}

}  // namespace fisherlens
