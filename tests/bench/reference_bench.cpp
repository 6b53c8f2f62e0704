// SPDX-License-Identifier: GPL-3.0-or-later
// The batched reference engine against a plain batched forward and backward pass of the same TorchScript module, and
// against the loop over single examples (issue 11). Arguments: a folder with the modules of make_bench_models.py, and
// names of modules for fewer than all. One thread, so that the processor time of the process is that of the work; the
// machine may be busy. Run it with OMP_WAIT_POLICY=passive OPENBLAS_NUM_THREADS=1, as the program does.
#include "base/philox.h"
#include "bench_files.h"
#include "formats/data_file.h"
#include "reference/estimate.h"
#include "reference/examples.h"
#include "reference/kept_memory.h"

#include <fmt/format.h>

#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

namespace {

using namespace fisherlens;

double processorSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

DataFile makeData(Shape shape, std::int64_t classes)
{
    const RandomField field(1, 0);
    std::int64_t count = 1;
    for (const std::int64_t size : shape)
        count *= size;
    std::vector<float> values(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(field.uniform(1, i) * 2 - 1);
    std::vector<std::int64_t> labels(static_cast<std::size_t>(shape.front()));
    for (std::size_t i = 0; i < labels.size(); ++i)
        labels[i] = static_cast<std::int64_t>(field.bits(2, i) % static_cast<std::uint64_t>(classes));
    std::vector<std::byte> bytes(labels.size() * sizeof(std::int64_t));
    std::memcpy(bytes.data(), labels.data(), bytes.size());
    DataFile data;
    data.path = "generated";
    data.examples = shape.front();
    data.inputs.push_back(memoryTensor("inputs", shape, values));
    data.targets = *memoryTensor("targets", DType::I64, {shape.front()}, bytes);
    return data;
}

/// Takes the gradients and drops them.
class Sink final : public GradientVisitor {
public:
    void visit(std::size_t, std::span<const float>) override {}
    void visit(std::size_t, std::span<const double>) override {}
};

struct Cost {
    double wall = 1e300, processor = 1e300;
};

/// Runs of each, in turns, so that what else the machine does meets all of them.
constexpr int kRounds = 8;

void keepCheapest(Cost& best, double wall, double processor)
{
    best = {std::min(best.wall, wall), std::min(best.processor, processor)};
}

bool measure(const std::string& folder, const std::string& name, const Shape& example, std::int64_t batch,
             std::int64_t batches, std::int64_t looped)
{
    const auto model = openReferenceModel(folder + "/" + name + ".ts", {});
    if (!model) {
        fmt::print(stderr, "{}\n", describe(model.error()));
        return false;
    }
    Shape shape{batch * batches};
    shape.insert(shape.end(), example.begin(), example.end());
    const DataFile data = makeData(shape, 10);
    bool ok = true;

    Cost plain, empirical, sampled;
    const auto runPlain = [&] {
        for (std::int64_t b = 0; b < batches; ++b) {
            const auto block = readExamples(data, b * batch, batch);
            const auto pass = (*model)->forward(block->inputs, true);
            std::vector<double> direction((*pass)->values().size(), 0.1);
            Sink sink;
            ok = ok && (*pass)->backward(direction, true, sink);
        }
    };
    // estimate() times what issue 11 counts: without self-check and reading of the model.
    const auto runEngine = [&](FisherKind kind, Cost& best) {
        EstimateSettings settings{{}, {kind, 1, 0}, 0, 1, batch, true};
        const auto result = estimate(**model, data, settings, {});
        ok = ok && result && result->looped.empty();
        if (result)
            keepCheapest(best, result->seconds, result->processorSeconds);
        else
            fmt::print(stderr, "{}\n", describe(result.error()));
    };
    for (int round = 0; round < kRounds && ok; ++round) {
        const double before = processorSeconds();
        const double wall = bench::secondsOf(runPlain);
        keepCheapest(plain, wall, processorSeconds() - before);
        runEngine(FisherKind::Empirical, empirical);
        runEngine(FisherKind::Sampled, sampled);
    }
    EstimateSettings loop{{}, {}, looped, 1, 0, false};
    const auto single = estimate(**model, data, loop, {});
    ok = ok && single;
    const double loopSeconds =
        single ? single->processorSeconds / static_cast<double>(looped) * static_cast<double>(batch * batches) : 0;
    const auto each = static_cast<double>(batches);
    fmt::print("{:8} batch {:3}: plain {:7.1f} ms, Fisher and mean gradient {:7.1f} ms = {:.2f} x plain (wall {:.2f}), "
               "Fisher alone {:.2f} x (wall {:.2f}), loop {:.1f} x Fisher\n",
               name, batch, plain.processor / each * 1e3, empirical.processor / each * 1e3,
               empirical.processor / plain.processor, empirical.wall / plain.wall, sampled.processor / plain.processor,
               sampled.wall / plain.wall, loopSeconds / empirical.processor);
    return ok;
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        fmt::print(stderr, "Give the folder that make_bench_models.py has filled, and names of models for fewer than all.\n");
        return 2;
    }
    const std::vector<std::string> chosen(argv + 2, argv + argc);
    const KeptMemory kept;  // also for the plain passes
    bool ok = true;
    const auto run = [&](const std::string& name, const Shape& example, std::int64_t batch, std::int64_t batches,
                         std::int64_t looped) {
        if (chosen.empty() || std::find(chosen.begin(), chosen.end(), name) != chosen.end())
            ok = measure(argv[1], name, example, batch, batches, looped) && ok;
    };
    run("mlp", {784}, 256, 32, 64);
    run("resnet8", {3, 32, 32}, 64, 2, 32);
    run("encoder", {128, 256}, 16, 2, 16);
    return ok ? 0 : 1;
}
