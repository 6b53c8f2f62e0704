// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/examples.h"

#include <fmt/format.h>

#include <algorithm>

namespace fisherlens {
namespace {

bool torchHas(DType dtype)
{
    switch (dtype) {
    case DType::F64:
    case DType::F32:
    case DType::F16:
    case DType::BF16:
    case DType::I64:
    case DType::I32:
    case DType::I16:
    case DType::I8:
    case DType::U8:
    case DType::Bool: return true;
    default: return false;
    }
}

std::int64_t perExample(const TensorInfo& info)
{
    return info.count / std::max<std::int64_t>(info.shape.front(), 1);
}

}  // namespace

Result<ExampleBlock> readExamples(const DataFile& data, std::int64_t first, std::int64_t count)
{
    ExampleBlock block;
    block.first = static_cast<std::uint64_t>(first);
    block.count = count;
    for (const Tensor& input : data.inputs) {
        if (!torchHas(input.info.dtype))
            return fail(ErrorCode::Unsupported,
                        fmt::format("Inputs of type {} cannot be given to a model.", dtypeName(input.info.dtype)),
                        {data.path, input.info.name, {}}, "Store them as float32, an integer up to int64, or bool.");
        const std::int64_t each = perExample(input.info);
        Batch batch{input.info.dtype, input.info.shape, {}};
        batch.shape.front() = count;
        batch.bytes.resize(static_cast<std::size_t>(count * each) * byteSize(batch.dtype));
        FL_CHECK(input.source->readBytes(first * each, batch.bytes));
        block.inputs.push_back(std::move(batch));
    }
    block.perExample = perExample(data.targets.info);
    block.targets.resize(static_cast<std::size_t>(count * block.perExample));
    FL_CHECK(data.targets.source->read(first * block.perExample, std::span(block.targets)));
    return block;
}

std::vector<Batch> singleExample(const ExampleBlock& block, std::int64_t i)
{
    std::vector<Batch> inputs;
    for (const Batch& all : block.inputs) {
        const std::size_t each = all.bytes.size() / static_cast<std::size_t>(block.count);
        Batch one{all.dtype, all.shape, {}};
        one.shape.front() = 1;
        const auto begin = all.bytes.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(i) * each);
        one.bytes.assign(begin, begin + static_cast<std::ptrdiff_t>(each));
        inputs.push_back(std::move(one));
    }
    return inputs;
}

std::int64_t targetsPerExample(const DataFile& data)
{
    return perExample(data.targets.info);
}

Result<void> checkTargets(const DataFile& data, Loss loss)
{
    if (!isClassLoss(loss) && !isTokenLoss(loss))
        return {};
    const Where where{data.path, data.targets.info.name, {}};
    const DType dtype = data.targets.info.dtype;
    if (isFloating(dtype) || isComplex(dtype))
        return fail(
            ErrorCode::Incompatible,
            fmt::format("The loss {} needs integer classes, but the targets are {}.", name(loss), dtypeName(dtype)),
            where, "Use --loss mse or bce, or store the classes as int64.");
    if (isTokenLoss(loss)) {
        if (data.targets.info.shape.size() != 2)
            return fail(
                ErrorCode::Incompatible,
                fmt::format("The targets have shape {}; the loss {} expects the tokens of every example, [N, T].",
                            shapeText(data.targets.info.shape), name(loss)),
                where, "Store one row of tokens for each example, -100 where nothing is predicted.");
        return {};
    }
    if (data.examples > 0 && perExample(data.targets.info) != 1)
        return fail(ErrorCode::Incompatible,
                    fmt::format("The targets have shape {}; one class per example is expected.",
                                shapeText(data.targets.info.shape)),
                    where, "Store targets of shape [N], or use --loss causal-lm or masked-lm for tokens.");
    return {};
}

namespace {

Result<std::vector<std::span<const double>>> rowsOf(const Shape& shape, const std::vector<double>& values,
                                                    std::int64_t examples, Loss loss)
{
    const auto wrong = [&](std::string_view expected) {
        return fail(ErrorCode::Incompatible,
                    fmt::format("The model returns shape {} for {} example{}, where {} is expected.", shapeText(shape),
                                examples, examples == 1 ? "" : "s", expected),
                    {}, "Check that --loss is right and that the model keeps the examples in the first dimension.");
    };
    if (isClassLoss(loss) && shape.size() != 2)
        return wrong(fmt::format("[{}, classes]", examples));
    if (isTokenLoss(loss) && shape.size() != 3)
        return wrong(fmt::format("[{}, tokens, vocabulary]", examples));
    if (loss == Loss::PerExample && shape.size() != 1)
        return wrong(fmt::format("[{}], a loss for each example,", examples));
    if (shape.empty() || shape.front() != examples || values.empty())
        return wrong(fmt::format("first dimension {}", examples));
    std::vector<std::span<const double>> outputs;
    const std::size_t each = values.size() / static_cast<std::size_t>(examples);
    for (std::int64_t i = 0; i < examples; ++i)
        outputs.push_back(std::span(values).subspan(static_cast<std::size_t>(i) * each, each));
    return outputs;
}

}  // namespace

Result<std::vector<std::span<const double>>> outputsOf(const ForwardPass& pass, std::int64_t examples, Loss loss)
{
    return rowsOf(pass.shape(), pass.values(), examples, loss);
}

Result<std::vector<std::span<const double>>> outputsOf(const BatchPass& pass, std::int64_t examples, Loss loss)
{
    return rowsOf(pass.shape(), pass.values(), examples, loss);
}

}  // namespace fisherlens
