// SPDX-License-Identifier: GPL-3.0-or-later
// Keras: the configuration (JSON, up to the first zero byte) and the paths of the datasets (one a line, the last digit
// of a line is its number of rows), brought together.
#include "formats/layouts/keras_config.h"
#include "formats/layouts/keras_file.h"
#include "formats/layouts/keras_weights.h"

#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fisherlens;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = std::min(input.find('\0'), input.size());
    const auto config = readKerasConfig(input.substr(0, end), "fuzz");
    std::string_view lines = input.substr(std::min(end + 1, input.size()));
    Hdf5File file;
    std::vector<std::string> names;
    for (int n = 0; !lines.empty() && n < 1000; ++n) {
        const std::size_t stop = std::min(lines.find('\n'), lines.size());
        const std::string line(lines.substr(0, stop));
        lines.remove_prefix(std::min(stop + 1, lines.size()));
        const std::int64_t rows = line.empty() ? 1 : static_cast<unsigned char>(line.back()) % 4;
        Tensor tensor = memoryTensor(line, {rows}, std::vector<float>(static_cast<std::size_t>(rows), 1.0F));
        tensor.info.offset = static_cast<std::uint64_t>(n) * 64;
        (void)file.tensors.add(std::move(tensor));
        names.push_back(line);
    }
    file.attributes["model_weights"]["layer_names"] = names;
    file.attributes["optimizer_weights"]["weight_names"] = names;
    for (const std::string& name : names)
        file.attributes["model_weights/" + name]["weight_names"] = names;
    for (const KerasConfig* given : {config ? &*config : nullptr, static_cast<const KerasConfig*>(nullptr)}) {
        const auto weights = readKerasWeights(file, given, "fuzz");
        if (weights)
            (void)kerasOptimizerRecord(*weights, given ? given->optimizer : KerasOptimizer(), "fuzz");
    }
    (void)openKerasModel("fuzz", file);
    return 0;
}
