// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/evaluate.h"

#include "operations/load_model.h"

namespace fisherlens {

Result<EvaluateResult> evaluateFiles(const EvaluateRequest& request, const JobContext& context)
{
    Findings findings;
    JobContext inner = context;
    inner.findings = &findings;
    FL_TRY(const DataFile data, openDataFile(request.data, inner));
    FL_TRY(const auto model, loadModel(request.model, request.weights, inner));
    EvaluateResult result;
    FL_TRY(result.evaluation, evaluateModel(*model, data, request.loss, inner));
    result.findings = findings.list();
    return result;
}

}  // namespace fisherlens
