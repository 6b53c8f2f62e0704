// SPDX-License-Identifier: GPL-3.0-or-later
// Files of names and settings: the `_METADATA` of Orbax, YAML as detectron2 and W&B write it, W&B's summary. The same
// bytes are given to all of them.
#include "formats/layouts/orbax_names.h"
#include "formats/layouts/yaml_file.h"
#include "formats/training_series.h"
#include "fuzz/memory_file.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fisherlens;
    const MemoryFile bytes(data, size);
    const std::string path = bytes.source()->path();
    const auto names = readOrbaxNames(path);
    if (!names && names.error().detail.empty())
        std::abort();
    const auto values = readYamlFile(path);
    if (values)
        for (const auto& [key, value] : *values)
            if (key.size() > 64 * 257 || value.size() > 256)
                std::abort();
    detail::SeriesBuilder series;
    TrainingRun run;
    (void)detail::readWandb(path, series, run);
    for (const TrainingSeries& one : series.take())
        if (one.step.size() != one.value.size())
            std::abort();
    return 0;
}
