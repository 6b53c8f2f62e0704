// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes as data.pkl of a torch.save or torch.jit.save archive whose storages exist with the sizes that the pickle
// declares: walking, searching, rebuilding tensors, reading optimizer states and mapping end with a result or an error.
#include "formats/checkpoint.h"
#include "formats/pickle/machine.h"
#include "fuzz/memory_file.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace fisherlens {
namespace {

std::string little(std::uint64_t value, int bytes)
{
    std::string out;
    for (int i = 0; i < bytes; ++i)
        out.push_back(i < 8 ? static_cast<char>(value >> (8 * i) & 0xFF) : '\0');
    return out;
}

std::string archive(const std::map<std::string, std::string>& entries)
{
    std::string file, directory;
    for (const auto& [name, data] : entries) {
        directory += "PK\1\2" + little(0, 16) + little(data.size(), 4) + little(data.size(), 4) + little(name.size(), 2)
                     + little(0, 12) + little(file.size(), 4) + name;
        file += "PK\3\4" + little(0, 22) + little(name.size(), 2) + little(0, 2) + name + data;
    }
    return file + directory + "PK\5\6" + little(0, 4) + little(entries.size(), 2) + little(entries.size(), 2)
           + little(directory.size(), 4) + little(file.size(), 4) + little(0, 2);
}

std::uint64_t itemSize(std::string_view type)
{
    const bool eight = type.starts_with("Double") || type.starts_with("Long") || type.starts_with("ComplexFloat");
    const bool four = type.starts_with("Float") || type.starts_with("Int");
    const bool two = type.starts_with("Half") || type.starts_with("BFloat") || type.starts_with("Short");
    return eight ? 8 : four ? 4 : two ? 2 : type.starts_with("ComplexDouble") ? 16 : 1;
}

/// Entries for the storages that the pickle names, as far as they are small.
void addStorages(const pickle::Document& document, std::map<std::string, std::string>& entries)
{
    for (std::size_t i = 0; i < document.size() && entries.size() < 100; ++i) {
        const pickle::NodeId tuple = document.persistent(static_cast<pickle::NodeId>(i));
        const auto items = tuple == pickle::kNoNode ? std::span<const pickle::NodeId>() : document.items(tuple);
        if (items.size() < 5)
            continue;
        const auto type = document.global(items[1]);
        const auto key = document.text(items[2]);
        const auto count = document.integer(items[4]);
        if (type && key && key->size() < 100 && count && *count >= 0 && *count < 1000)
            entries.emplace("archive/data/" + std::string(*key),
                            std::string(static_cast<std::size_t>(*count) * itemSize(type->name), '\2'));
    }
}

void readSome(const Tensor& tensor)
{
    std::vector<double> values(static_cast<std::size_t>(std::min<std::int64_t>(tensor.info.count, 100)));
    if (!isComplex(tensor.info.dtype)
        && !tensor.source->read(tensor.info.count - static_cast<std::int64_t>(values.size()), std::span(values)))
        std::abort();
}

}  // namespace
}  // namespace fisherlens

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace fisherlens;
    const auto* bytes = reinterpret_cast<const std::byte*>(data);
    const auto walked = pickle::walk(std::vector<std::byte>(bytes, bytes + size), {"fuzz", 0}, {});
    if (!walked)
        return 0;
    std::map<std::string, std::string> entries{
        {"archive/data.pkl", std::string(reinterpret_cast<const char*>(data), size)}};
    addStorages(walked->document, entries);
    for (const bool script : {false, true}) {
        if (script)
            entries["archive/constants.pkl"] = "N.";
        const std::string file = archive(entries);
        const MemoryFile memory(reinterpret_cast<const unsigned char*>(file.data()), file.size());
        Findings findings;
        JobContext context;
        context.findings = &findings;
        const auto checkpoint = openCheckpoint({.path = memory.source()->path()}, context);
        if (!checkpoint)
            continue;
        for (const Tensor& tensor : checkpoint->tensors.tensors())
            readSome(tensor);
        if (!checkpoint->optimizer)
            continue;
        for (const ParameterState& state : checkpoint->optimizer->mapped) {
            const Tensor* parameter = checkpoint->tensors.find(state.parameter);
            if (!parameter || parameter->info.shape != state.accumulator.info.shape)
                std::abort();
            readSome(state.accumulator);
        }
    }
    return 0;
}
