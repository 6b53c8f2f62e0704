// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "formats/fisher_file.h"
#include "formats/safetensors_writer.h"
#include "unit/edit/random_data.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace fisherlens::test {

/// Findings of a job, for tests.
struct Job {
    Findings findings;
    JobContext context;
    Job() { context.findings = &findings; }

    [[nodiscard]] std::string textOf(const std::string& id) const
    {
        for (const Finding& finding : findings.list())
            if (finding.id == id)
                return finding.text;
        return {};
    }
};

inline Catalogue catalogue(std::vector<Tensor> tensors)
{
    Catalogue result;
    for (Tensor& tensor : tensors)
        if (!result.add(std::move(tensor)))
            std::abort();
    return result;
}

inline FisherFile fisherFile(std::vector<Tensor> tensors, FisherKind kind = FisherKind::Exact,
                             FisherScale scale = FisherScale::MeanPerUnit)
{
    FisherFile file;
    file.path = "f.fisher.h5";
    file.attributes.kind = kind;
    file.attributes.scale = scale;
    file.diagonal = catalogue(std::move(tensors));
    return file;
}

/// Fills an output in blocks of `block` elements, like a writer.
inline Result<std::vector<std::byte>> bytesOf(const OutputTensor& tensor, std::int64_t block = kBlockElements)
{
    const std::size_t item = byteSize(tensor.info.dtype);
    std::vector<std::byte> bytes(static_cast<std::size_t>(tensor.info.count) * item);
    for (std::int64_t first = 0; first < tensor.info.count; first += block) {
        const auto n = static_cast<std::size_t>(std::min(block, tensor.info.count - first));
        FL_CHECK(tensor.fill(first, std::span(bytes).subspan(static_cast<std::size_t>(first) * item, n * item)));
    }
    return bytes;
}

/// All outputs as doubles, by name.
inline Result<std::map<std::string, std::vector<double>>> valuesOf(const std::vector<OutputTensor>& outputs,
                                                                   std::int64_t block = kBlockElements)
{
    std::map<std::string, std::vector<double>> values;
    for (const OutputTensor& output : outputs) {
        FL_TRY(const std::vector<std::byte> bytes, bytesOf(output, block));
        values[output.info.name].resize(static_cast<std::size_t>(output.info.count));
        toFloat64(output.info.dtype, bytes, values[output.info.name]);
    }
    return values;
}

inline Tensor typedTensor(std::string name, DType dtype, const std::vector<double>& values)
{
    std::vector<std::byte> bytes(values.size() * byteSize(dtype));
    fromFloat64(dtype, values, bytes);
    return *memoryTensor(std::move(name), dtype, {static_cast<std::int64_t>(values.size())}, std::move(bytes));
}

}  // namespace fisherlens::test
