// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/deepspeed_state.h"

#include <charconv>
#include <cmath>
#include <optional>

namespace fisherlens {

TrainingRun deepSpeedRun(const std::map<std::string, std::string>& metadata)
{
    const auto number = [&metadata](const char* key) -> std::optional<double> {
        const auto at = metadata.find(key);
        double value = 0;
        if (at == metadata.end())
            return std::nullopt;
        const char* end = at->second.data() + at->second.size();
        const auto [stop, error] = std::from_chars(at->second.data(), end, value);
        return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
    };
    TrainingRun run;
    const auto copy = [&](const char* key, const char* name) {
        const auto value = number(key);
        if (value)
            run.add(name, *value, std::string("DeepSpeed's model states: ") + key);
        return value.has_value();
    };
    if (!copy("ds_config.train_batch_size", "global-batch")) {
        const bool micro = copy("ds_config.train_micro_batch_size_per_gpu", "micro-batch");
        if (micro && !copy("ds_config.gradient_accumulation_steps", "accumulation"))
            run.add("accumulation", 1, "DeepSpeed's default");
        copy("dp_world_size", "world-size");
        const auto samples = number("global_samples"), steps = number("global_steps");
        if (!micro && samples && steps && *steps > 0 && std::fmod(*samples, *steps) == 0)
            run.add("global-batch", *samples / *steps, "DeepSpeed's model states: global_samples ÷ global_steps");
    }
    copy("global_steps", "optimizer-steps");
    copy("ds_config.gradient_clipping", "clip-norm");
    for (const char* precision : {"bf16", "fp16"})
        if (const auto at = metadata.find(std::string("ds_config.") + precision + ".enabled");
            at != metadata.end() && at->second == "true")
            run.add("precision", std::string(precision), "DeepSpeed's model states: " + at->first);
    return run;
}

}  // namespace fisherlens
