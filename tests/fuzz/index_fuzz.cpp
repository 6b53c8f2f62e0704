// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON files beside the parts of a model: the index of its shards, and trainer_state.json and config.json of the
// Hugging Face Trainer. The same bytes are given to all of them.
#include "formats/checkpoint.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

/// A folder of its own, gone when the program ends.
struct Scratch {
    std::string path = std::filesystem::temp_directory_path().string() + "/fisherlens-fuzz-XXXXXX";
    Scratch()
    {
        if (!::mkdtemp(path.data()))
            std::abort();
    }
    ~Scratch() { std::filesystem::remove_all(path); }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Scratch scratch;
    for (const char* name :
         {"model.safetensors.index.json", "trainer_state.json", "config.json", "adapter_config.json"})
        std::ofstream(scratch.path + "/" + name, std::ios::binary)
            .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    fisherlens::OpenOptions options;
    options.path = scratch.path;
    const auto checkpoint = fisherlens::openCheckpoint(options, {});
    if (checkpoint || checkpoint.error().detail.empty())  // there are no shards: it cannot be opened
        std::abort();
    return 0;
}
