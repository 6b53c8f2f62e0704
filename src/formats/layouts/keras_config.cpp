// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/keras_config.h"

#include <nlohmann/json.hpp>

#include <cctype>
#include <utility>

namespace fisherlens {
namespace {

using nlohmann::json;

constexpr int kMaxDepth = 256, kMaxModelDepth = 64;
constexpr std::size_t kMaxLayers = 1'000'000, kMaxText = 4096;

Result<json> parse(std::string_view text, const std::string& file)
{
    bool tooDeep = false;
    // Values nested deeper than any configuration are dropped while they are read.
    const auto limit = [&tooDeep](int depth, json::parse_event_t, json&) {
        tooDeep = tooDeep || depth > kMaxDepth;
        return depth <= kMaxDepth;
    };
    json value = json::parse(text, limit, false);
    if (tooDeep)
        return fail(ErrorCode::Unsupported, "The configuration of the Keras model is nested too deeply.",
                    {file, {}, {}});
    if (value.is_discarded() || !value.is_object())
        return fail(ErrorCode::Damaged, "The configuration of the Keras model is not JSON.", {file, {}, {}},
                    "Save the model again.");
    return value;
}

std::string textOf(const json& object, const char* key)
{
    const auto at = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && at != object.end() && at->is_string() ? at->get<std::string>().substr(0, kMaxText)
                                                                       : std::string();
}

const json* objectOf(const json& object, const char* key)
{
    if (!object.is_object())
        return nullptr;
    const auto at = object.find(key);
    return at != object.end() && at->is_object() ? &*at : nullptr;
}

/// Iterative would not be shorter: the depth is bounded by kMaxModelDepth.
Result<KerasLayer> readLayer(const json& value, int depth, std::size_t& count, const std::string& file)
{
    if (depth > kMaxModelDepth || ++count > kMaxLayers)
        return fail(ErrorCode::Unsupported, "The Keras model has too many layers.", {file, {}, {}});
    KerasLayer layer;
    layer.className = textOf(value, "class_name");
    const json* config = objectOf(value, "config");
    if (!config)
        return layer;
    layer.name = textOf(*config, "name");
    if (const auto trainable = config->find("trainable"); trainable != config->end() && trainable->is_boolean())
        layer.trainable = trainable->get<bool>();
    if (const auto layers = config->find("layers"); layers != config->end() && layers->is_array()) {
        for (const json& inner : *layers) {
            FL_TRY(KerasLayer read, readLayer(inner, depth + 1, count, file));
            layer.layers.push_back(std::move(read));
        }
    }
    return layer;
}

KerasOptimizer readOptimizer(const json& value)
{
    KerasOptimizer optimizer;
    const json* node = &value;
    std::string name = textOf(*node, "class_name");
    const json* config = objectOf(*node, "config");
    if (name.ends_with("LossScaleOptimizer") && config) {
        optimizer.lossScale = true;
        if (const json* inner = objectOf(*config, "inner_optimizer")) {
            name = textOf(*inner, "class_name");
            config = objectOf(*inner, "config");
        }
    }
    if (const std::size_t at = name.rfind('>'); at != std::string::npos)  // "Custom>Adam"
        name = name.substr(at + 1);
    optimizer.className = name;
    if (!config)
        return optimizer;
    for (const auto& [key, entry] : config->items()) {
        if (key.size() > 256)
            continue;
        if (entry.is_number())
            optimizer.numbers.emplace(key, entry.get<double>());
        else if (entry.is_boolean())
            optimizer.numbers.emplace(key, entry.get<bool>() ? 1 : 0);
    }
    return optimizer;
}

void readTraining(const json& training, const char* optimizer, KerasConfig& config)
{
    if (const json* value = objectOf(training, optimizer))
        config.optimizer = readOptimizer(*value);
    config.loss = textOf(training, "loss");
    config.lossByName = !config.loss.empty();
    if (const json* loss = objectOf(training, "loss")) {
        config.loss = textOf(*loss, "class_name");
        if (std::string name = textOf(*loss, "config"); config.loss == "function" && !name.empty()) {
            config.loss = std::move(name);
            config.lossByName = true;
        }
        if (const json* settings = objectOf(*loss, "config"))
            config.reduction = textOf(*settings, "reduction");
    }
}

}  // namespace

Result<KerasConfig> readKerasConfig(std::string_view text, const std::string& file)
{
    FL_TRY(const json value, parse(text, file));
    KerasConfig config;
    std::size_t count = 0;
    FL_TRY(config.model, readLayer(value, 0, count, file));
    if (const json* training = objectOf(value, "compile_config"))
        readTraining(*training, "optimizer", config);
    return config;
}

Result<KerasConfig> readKerasConfig(std::string_view model, std::string_view training, const std::string& file)
{
    FL_TRY(const json value, parse(model, file));
    KerasConfig config;
    std::size_t count = 0;
    FL_TRY(config.model, readLayer(value, 0, count, file));
    if (!training.empty()) {
        FL_TRY(const json compiled, parse(training, file));
        readTraining(compiled, "optimizer_config", config);
    }
    return config;
}

std::string kerasSnakeCase(std::string_view className)
{
    std::string letters;
    for (const char c : className)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_')
            letters += c;
    // re.sub("(.)([A-Z][a-z]+)", r"\1_\2"), then re.sub("([a-z])([A-Z])", r"\1_\2"): keras/src/utils/naming.py.
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    std::string parted;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const bool word = i > 0 && upper(letters[i]) && i + 1 < letters.size() && lower(letters[i + 1]);
        const bool hump = i > 0 && upper(letters[i]) && lower(letters[i - 1]);
        if (word || hump)
            parted += '_';
        parted += static_cast<char>(std::tolower(static_cast<unsigned char>(letters[i])));
    }
    return parted;
}

}  // namespace fisherlens
