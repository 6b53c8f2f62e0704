// SPDX-License-Identifier: GPL-3.0-or-later
// Merging two models of 1 GB against `cp` of the same files, all in the page cache: a merge reads two files, hashes them,
// computes, hashes and writes one; `cp` of one file is what writing alone costs. Peak memory of the
// program shows that tensors stream.
#include "bench_files.h"

#include "base/philox.h"
#include "formats/fisher_file.h"
#include "formats/safetensors_writer.h"
#include "operations/merge.h"

#include <benchmark/benchmark.h>

#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

using namespace fisherlens;

constexpr std::int64_t kTensor = std::int64_t{1} << 23;  // 32 MB of float32

/// float32 tensors of together `bytes`; the values repeat after 4 MB, which no step of a merge can profit from.
bool makeModel(const std::string& path, std::uint64_t bytes, std::uint64_t seed, bool squares)
{
    std::vector<float> pattern(std::size_t{1} << 20U);
    const RandomField field(seed, 0);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const auto value = static_cast<float>(field.uniform(0, i) - 0.5);
        pattern[i] = squares ? value * value * 1e-6F : value;
    }
    std::vector<OutputTensor> tensors;
    for (std::uint64_t t = 0; t * kTensor * 4 < bytes; ++t) {
        TensorInfo info{"layers." + std::to_string(t) + ".weight", DType::F32, {kTensor / 1024, 1024}, kTensor, {}, {}};
        tensors.push_back({info, [&pattern](std::int64_t first, std::span<std::byte> out) -> Result<void> {
                               const auto offset = static_cast<std::size_t>(first) % pattern.size();
                               std::memcpy(out.data(), pattern.data() + offset,
                                           out.size());  // blocks divide the pattern
                               return {};
                           }});
    }
    return writeSafetensors(path, std::move(tensors), {{"format", "pt"}}, {}).has_value();
}

struct Files {
    bench::TemporaryFile a, b, fa, fb, out;
    static bench::TemporaryFile model(const char* name, std::uint64_t seed, bool squares)
    {
        return {name, std::uint64_t{1} << 30U,
                [=](const std::string& path, std::uint64_t bytes) { return makeModel(path, bytes, seed, squares); }};
    }
};

const Files& files()
{
    static const Files all{Files::model("merge-a.safetensors", 1, false),
                           Files::model("merge-b.safetensors", 2, false),
                           Files::model("merge-fa.safetensors", 3, true),
                           Files::model("merge-fb.safetensors", 4, true),
                           {"merge-out.safetensors", std::uint64_t{1} << 30U,
                            [](const std::string& path, std::uint64_t) { return makeModel(path, 4, 5, false); }}};
    return all;
}

bool merge(const std::string& method)
{
    const Files& all = files();
    MergeRequest request;
    request.models = {all.a.path(), all.b.path()};
    request.method = method;
    request.output = all.out.path();
    if (method == "fisher")
        request.fishers = {all.fa.path(), all.fb.path()};
    const auto result = mergeModels(request, {});
    std::remove((all.out.path() + ".recipe.json").c_str());
    if (!result)
        std::fprintf(stderr, "%s\n", describe(result.error()).c_str());
    return result.has_value();
}

/// Copies and syncs, as the merge does.
double copy(const std::string& from)
{
    const std::string target = files().out.path();
    const std::string command = "cp '" + from + "' '" + target + "' && sync '" + target + "'";
    return bench::secondsOf([&] {
        if (std::system(command.c_str()) != 0)
            std::fputs("cp failed\n", stderr);
    });
}

/// Peak resident set of this program so far, in MB; it does nothing else of size.
double peak()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

void mergeTwoGigabytes(benchmark::State& state, const std::string& method)
{
    const Files& all = files();
    for (const auto* file : {&all.a, &all.b, &all.fa, &all.fb, &all.out})
        if (file->path().empty()) {
            state.SkipWithError("not enough free disk");
            return;
        }
    const double one = copy(all.a.path());
    const double both = one + copy(all.b.path());
    double merged = 0;
    for (auto _ : state) {
        const double seconds = bench::secondsOf([&] {
            if (!merge(method))
                state.SkipWithError("the merge failed");
        });
        state.SetIterationTime(seconds);
        merged += seconds;
    }
    merged /= static_cast<double>(state.iterations());
    state.counters["peak_rss_MB"] = peak();
    state.counters["cp_one_s"] = one;
    state.counters["ratio_to_cp_one"] = merged / one;
    state.counters["ratio_to_cp_both"] = merged / both;
}
BENCHMARK_CAPTURE(mergeTwoGigabytes, linear, "linear")->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(2);
BENCHMARK_CAPTURE(mergeTwoGigabytes, fisher, "fisher")->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(2);

}  // namespace
