// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/mapping_file.h"

#include "base/atomic_file.h"
#include "base/byte_source.h"
#include "formats/layouts/json_file.h"

#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fisherlens {
namespace {

constexpr std::string_view kFormat = "fisherlens.mapping";

/// Of a name that stands twice JSON keeps one, and which one was meant nobody knows. The file has been read before.
Result<void> checkNames(const std::string& path)
{
    FL_TRY(const auto file, ByteSource::open(path));
    std::string text(static_cast<std::size_t>(file->size()), '\0');
    FL_CHECK(file->read(0, std::as_writable_bytes(std::span(text))));
    std::vector<std::set<std::string>> names;  // of the objects that are open
    std::string twice;
    const auto watch = [&](int, nlohmann::json::parse_event_t event, const nlohmann::json& value) {
        if (event == nlohmann::json::parse_event_t::object_start)
            names.emplace_back();
        else if (event == nlohmann::json::parse_event_t::object_end && !names.empty())
            names.pop_back();
        else if (event == nlohmann::json::parse_event_t::key && !names.empty()
                 && !names.back().insert(value.get<std::string>()).second && twice.empty())
            twice = value.get<std::string>();
        return true;
    };
    [[maybe_unused]] const nlohmann::json discarded = nlohmann::json::parse(text, watch, false);
    if (!twice.empty())
        return fail(ErrorCode::Damaged, "The mapping file names \"" + twice + "\" twice.", {path, {}, {}},
                    "Leave one of the two.");
    return {};
}

}  // namespace

Result<HandMapping> readMappingFile(const std::string& path)
{
    const Where where{path, {}, {}};
    FL_TRY(const nlohmann::json json, readJsonFile(path));
    if (!json.is_object() || !json.contains("format") || json["format"] != kFormat)
        return fail(ErrorCode::Damaged, "This is not a mapping file: \"format\" is not \"fisherlens.mapping\".", where,
                    "Write one with info --write-mapping and fill it in.");
    if (!json.contains("version") || json["version"] != 1)
        return fail(ErrorCode::Unsupported, "The mapping file has another version than 1.", where);
    const auto parameters = json.find("parameters");
    if (parameters == json.end() || !parameters->is_object())
        return fail(ErrorCode::Damaged, "The mapping file has no object \"parameters\".", where);
    FL_CHECK(checkNames(path));
    HandMapping mapping;
    for (const auto& [name, key] : parameters->items()) {
        if (key.is_null())
            continue;
        if (!key.is_string() && !key.is_number_unsigned())
            return fail(ErrorCode::Damaged, "The state of a parameter is neither a text, nor a number, nor null.",
                        {path, name, {}});
        mapping.parameters.emplace_back(name, key.is_string() ? key.get<std::string>()
                                                              : std::to_string(key.get<std::uint64_t>()));
    }
    return mapping;
}

HandMapping mappingOf(const Optimizer& optimizer)
{
    HandMapping mapping;
    for (const ParameterState& state : optimizer.mapped)
        mapping.parameters.emplace_back(state.parameter, state.state);
    return mapping;
}

Result<void> writeMappingFile(const Checkpoint& checkpoint, const std::string& path)
{
    return writeMappingFile(checkpoint, checkpoint.optimizer ? mappingOf(*checkpoint.optimizer) : HandMapping{}, path);
}

Result<void> writeMappingFile(const Checkpoint& checkpoint, const HandMapping& mapping, const std::string& path)
{
    if (!checkpoint.optimizer)
        return fail(ErrorCode::Unsupported, "The checkpoint has no optimizer state to be assigned.",
                    {checkpoint.path, {}, {}});
    const Optimizer& optimizer = *checkpoint.optimizer;
    nlohmann::ordered_json parameters = nlohmann::ordered_json::object(), states = nlohmann::ordered_json::object();
    for (const Tensor& tensor : checkpoint.tensors.tensors())
        parameters[tensor.info.name] = nullptr;
    for (const auto& [parameter, state] : mapping.parameters)
        parameters[parameter] = state;
    for (const ParameterState& state : optimizer.mapped)
        states[state.state] = state.accumulator.info.shape;
    for (const UnassignedState& state : optimizer.unassigned)
        states[state.key] = state.shape;
    const nlohmann::ordered_json json{
        {"format", kFormat}, {"version", 1}, {"parameters", parameters}, {"states", states}};
    return writeFile(path, json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

}  // namespace fisherlens
