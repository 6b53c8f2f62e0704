// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of curves: modules and data that are opened once and evaluated many times.

#include "base/job.h"
#include "base/result.h"
#include "formats/data_file.h"
#include "formats/safetensors_writer.h"
#include "operations/curves.h"
#include "reference/reference.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace fisherlens::detail {

class CurveEvaluator {
public:
    /// Opens every module and every data file once; data of moderate size is read into memory.
    static Result<CurveEvaluator> open(std::span<const CurveTask> tasks, const JobContext& context);

    /// Puts the weights into every module and evaluates every task, in the order of open(). `predicted` stays unset.
    Result<std::vector<EvaluatedTask>> evaluate(const Catalogue& weights, const JobContext& context);

private:
    struct Task {
        std::size_t module = 0, data = 0;
        LossSettings loss;
    };
    std::vector<std::unique_ptr<ReferenceModel>> modules_;
    std::vector<DataFile> data_;
    std::vector<Task> tasks_;
};

/// Error Unsupported when the tensors take more than `limit` bytes (0: half of the free memory).
Result<void> checkMemory(const Catalogue& model, std::uint64_t limit);

/// The outputs of an edit as tensors in memory; each block is filled once, in order.
Result<Catalogue> inMemory(const std::vector<OutputTensor>& outputs, const JobContext& context);

/// Reports points of a curve that are done.
class PointCounter {
public:
    PointCounter(const JobContext& context, std::string_view stage, std::size_t points)
        : context_(context), stage_(stage), points_(points)
    {}
    void next() { context_.report(stage_, static_cast<double>(++done_) / static_cast<double>(points_)); }

private:
    const JobContext& context_;
    std::string_view stage_;
    std::size_t points_, done_ = 0;
};

/// Cancel is polled, progress and findings are not shown.
[[nodiscard]] inline JobContext quiet(const JobContext& context)
{
    return {context.cancel, nullptr, nullptr};
}

}  // namespace fisherlens::detail
