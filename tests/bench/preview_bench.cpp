// SPDX-License-Identifier: GPL-3.0-or-later
// Dragging λ over a pair of models of 1 G parameters (400 tensors, generated as they are read): how long one answer for
// every tensor takes after the one pass. Counters: the slowest 5 % of 1,000 answers, and the pass itself against reading
// the same four arrays once. FISHERLENS_BENCH_MILLIONS gives another size, in millions of parameters.
#include "bench_files.h"

#include "edit/merge_preview.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <bit>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace fisherlens;

constexpr std::int64_t kTensors = 400;

std::int64_t entriesOfTensor()
{
    const char* chosen = std::getenv("FISHERLENS_BENCH_MILLIONS");
    const std::int64_t millions = chosen ? std::atoll(chosen) : 1000;
    return std::max<std::int64_t>(1, millions * 1'000'000 / kTensors);
}

/// A value in [0, 1) that is cheap to make: splitmix64 of the index (Steele, Lea and Flood, 2014).
double uniform(std::uint64_t index)
{
    std::uint64_t x = index * 0x9E37'79B9'7F4A'7C15;
    x = (x ^ (x >> 30U)) * 0xBF58'476D'1CE4'E5B9;
    x = (x ^ (x >> 27U)) * 0x94D0'49BB'1331'11EB;
    return static_cast<double>((x ^ (x >> 31U)) >> 11U) * 0x1p-53;
}

/// Weights near zero, or Fishers over about nine decades (a uniform exponent of two, without calls of the library).
Catalogue generated(std::uint64_t model, bool fisher)
{
    Catalogue catalogue;
    for (std::int64_t t = 0; t < kTensors; ++t) {
        TensorInfo info{
            "layers." + std::to_string(t) + ".weight", DType::F32, {entriesOfTensor()}, entriesOfTensor(), {}, {}};
        const std::uint64_t stream = (model * 2 + (fisher ? 1 : 0)) << 56U | static_cast<std::uint64_t>(t) << 40U;
        (void)catalogue.add(computedTensor(
            std::move(info), [stream, fisher](std::int64_t first, std::span<double> out) -> Result<void> {
                for (std::size_t i = 0; i < out.size(); ++i) {
                    const double u = uniform(stream + static_cast<std::uint64_t>(first) + i);
                    const auto exponent = static_cast<std::uint64_t>(993 + 30 * u);
                    out[i] = fisher ? std::bit_cast<double>(exponent << 52U) * (1 + u) : u - 0.5;
                }
                return {};
            }));
    }
    return catalogue;
}

FisherFile generatedFisher(std::uint64_t model)
{
    FisherFile file;
    file.path = "model " + std::to_string(model);
    file.attributes.kind = FisherKind::Empirical;
    file.attributes.examples = 1;
    file.diagonal = generated(model, true);
    return file;
}

double secondsToRead(const std::vector<const Catalogue*>& catalogues)
{
    std::vector<double> block(static_cast<std::size_t>(kBlockElements));
    return bench::secondsOf([&] {
        for (const Catalogue* catalogue : catalogues)
            for (const Tensor& tensor : catalogue->tensors())
                (void)forEachBlock(tensor.info.count, {}, [&](std::int64_t first, std::int64_t n) {
                    return tensor.source->read(first, std::span(block).first(static_cast<std::size_t>(n)));
                });
        benchmark::DoNotOptimize(block.data());
    });
}

void dragLambdaOnOneGigaparameters(benchmark::State& state)
{
    const Catalogue a = generated(0, false), b = generated(1, false);
    const FisherFile fisherA = generatedFisher(0), fisherB = generatedFisher(1);
    std::shared_ptr<const MergePreview> preview;
    const double pass = bench::secondsOf([&] {
        auto made = MergePreview::measure({"A", &a, &fisherA, nullptr}, {"B", &b, &fisherB, nullptr}, {}, {});
        if (made)
            preview = *made;
    });
    if (!preview) {
        state.SkipWithError("the preview could not be made");
        return;
    }
    std::vector<double> answers;
    std::uint64_t step = 0;
    for (auto _ : state) {
        const std::vector<double> shares(static_cast<std::size_t>(kTensors), uniform(++step));
        const double seconds = bench::secondsOf(
            [&] { benchmark::DoNotOptimize(preview->evaluate(shares, PreviewRule::Fisher, Normalization::None)); });
        state.SetIterationTime(seconds);
        answers.push_back(seconds);
    }
    std::sort(answers.begin(), answers.end());
    state.counters["p95_ms"] = 1000 * answers[answers.size() * 95 / 100];
    state.counters["pass_s"] = pass;
    state.counters["pass_ratio_to_read"] = pass / secondsToRead({&a, &b, &fisherA.diagonal, &fisherB.diagonal});
}
BENCHMARK(dragLambdaOnOneGigaparameters)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(1000);

}  // namespace
