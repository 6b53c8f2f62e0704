// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/curve_evaluator.h"

#include "reference/evaluate.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>
#include <unordered_map>

namespace fisherlens::detail {
namespace {

/// Data up to this size is kept in memory for all points.
constexpr std::uint64_t kDataInMemory = std::uint64_t{256} << 20U;

/// Bytes that programs may take without swapping, as the kernel estimates; 0 when unknown.
std::uint64_t availableMemory()
{
    std::ifstream file("/proc/meminfo");
    std::string line;
    const std::string key = "MemAvailable:";
    while (std::getline(file, line))
        if (line.starts_with(key))
            return std::strtoull(line.c_str() + key.size(), nullptr, 10) * 1024;
    return 0;
}

Result<Tensor> loaded(const Tensor& tensor, const JobContext& context)
{
    std::vector<std::byte> bytes(tensor.info.bytes());
    const std::size_t item = byteSize(tensor.info.dtype);
    FL_CHECK(forEachBlock(tensor.info.count, context.cancel, [&](std::int64_t first, std::int64_t n) {
        return tensor.source->readBytes(first, std::span(bytes).subspan(static_cast<std::size_t>(first) * item,
                                                                        static_cast<std::size_t>(n) * item));
    }));
    return memoryTensor(tensor.info.name, tensor.info.dtype, tensor.info.shape, std::move(bytes));
}

Result<DataFile> openData(const std::string& path, const JobContext& context)
{
    FL_TRY(DataFile data, openDataFile(path, context));
    std::uint64_t bytes = data.targets.info.bytes();
    for (const Tensor& input : data.inputs)
        bytes += input.info.bytes();
    if (bytes > kDataInMemory)
        return data;
    for (Tensor& input : data.inputs) {
        FL_TRY(input, loaded(input, context));
    }
    FL_TRY(data.targets, loaded(data.targets, context));
    return data;
}

/// Index of `path` among those opened, opening it when it is new.
template <class T, class Open>
Result<std::size_t> indexOf(const std::string& path, std::unordered_map<std::string, std::size_t>& known,
                            std::vector<T>& opened, Open&& open)
{
    const auto at = known.find(path);
    if (at != known.end())
        return at->second;
    FL_TRY(T value, open());
    opened.push_back(std::move(value));
    known.emplace(path, opened.size() - 1);
    return opened.size() - 1;
}

}  // namespace

Result<CurveEvaluator> CurveEvaluator::open(std::span<const CurveTask> tasks, const JobContext& context)
{
    CurveEvaluator evaluator;
    std::unordered_map<std::string, std::size_t> modules, data;
    for (const CurveTask& task : tasks) {
        Task opened;
        opened.loss = task.loss;
        FL_TRY(opened.data, indexOf(task.data, data, evaluator.data_, [&] { return openData(task.data, context); }));
        FL_TRY(opened.module, indexOf(task.module, modules, evaluator.modules_,
                                      [&] { return openReferenceModel(task.module, context); }));
        evaluator.tasks_.push_back(opened);
    }
    return evaluator;
}

Result<std::vector<EvaluatedTask>> CurveEvaluator::evaluate(const Catalogue& weights, const JobContext& context)
{
    for (const auto& module : modules_)
        FL_CHECK(module->replaceWeights(weights, context));
    std::vector<EvaluatedTask> results;
    for (const Task& task : tasks_) {
        FL_TRY(const Evaluation evaluation,
               evaluateModel(*modules_[task.module], data_[task.data], task.loss, quiet(context)));
        results.push_back({evaluation.loss, evaluation.accuracy, std::nullopt});
    }
    return results;
}

Result<void> checkMemory(const Catalogue& model, std::uint64_t limit)
{
    std::uint64_t bytes = 0;
    for (const Tensor& tensor : model.tensors())
        bytes += tensor.info.bytes();
    const std::uint64_t available = availableMemory();
    const std::uint64_t most = limit > 0 ? limit : available / 2;
    if (most == 0 || bytes <= most)
        return {};
    constexpr std::uint64_t megabyte = std::uint64_t{1} << 20U;
    return fail(ErrorCode::Unsupported,
                "Evaluated curves hold one edited model in memory: " + std::to_string(bytes / megabyte)
                    + " MiB, more than the " + std::to_string(most / megabyte) + " MiB that may be taken.",
                {model.empty() ? "" : model.tensors().front().info.file, {}, {}},
                "Write single models with merge or prune and evaluate those.");
}

Result<Catalogue> inMemory(const std::vector<OutputTensor>& outputs, const JobContext& context)
{
    Catalogue catalogue;
    for (const OutputTensor& output : outputs) {
        const std::size_t item = byteSize(output.info.dtype);
        std::vector<std::byte> bytes(output.info.bytes());
        FL_CHECK(forEachBlock(output.info.count, context.cancel, [&](std::int64_t first, std::int64_t n) {
            return output.fill(first, std::span(bytes).subspan(static_cast<std::size_t>(first) * item,
                                                               static_cast<std::size_t>(n) * item));
        }));
        FL_TRY(Tensor tensor, memoryTensor(output.info.name, output.info.dtype, output.info.shape, std::move(bytes)));
        FL_CHECK(catalogue.add(std::move(tensor)));
    }
    return catalogue;
}

}  // namespace fisherlens::detail
