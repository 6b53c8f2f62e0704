// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/safetensors_layouts.h"

#include <array>
#include <charconv>

namespace fisherlens {

TrainingRun kohyaRun(const std::map<std::string, std::string>& metadata)
{
    struct Setting {
        const char *key, *name;
    };
    // ss_total_batch_size is of all processes and accumulation steps (train_network.py).
    static constexpr std::array<Setting, 14> settings{{{"ss_total_batch_size", "global-batch"},
                                                       {"ss_batch_size_per_device", "micro-batch"},
                                                       {"ss_gradient_accumulation_steps", "accumulation"},
                                                       {"ss_steps", "optimizer-steps"},
                                                       {"ss_num_epochs", "epochs"},
                                                       {"ss_num_train_images", "data-set-size"},
                                                       {"ss_learning_rate", "learning-rate"},
                                                       {"ss_unet_lr", "learning-rate"},
                                                       {"ss_lr_warmup_steps", "warm-up-steps"},
                                                       {"ss_max_grad_norm", "clip-norm"},
                                                       {"ss_optimizer", "optimizer"},
                                                       {"ss_mixed_precision", "precision"},
                                                       {"ss_loss_type", "loss"},
                                                       {"ss_seed", "seed"}}};
    TrainingRun run;
    for (const Setting& setting : settings) {
        const auto at = metadata.find(setting.key);
        if (at == metadata.end() || at->second.empty() || at->second == "None" || at->second.size() > 200)
            continue;
        const std::string& text = at->second;
        std::string origin = "metadata of the file: " + at->first;
        if (at->first == "ss_num_train_images")
            origin += ", repeats counted";
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc() && end == text.data() + text.size())
            run.add(setting.name, number, origin);
        else
            run.add(setting.name, text, origin);
    }
    return run;
}

}  // namespace fisherlens
