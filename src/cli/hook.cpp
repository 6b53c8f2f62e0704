// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"
#include "cli/hook_source.h"
#include "cli/verb.h"

#include <fmt/format.h>

#include <memory>

namespace fisherlens::cli {

void addHook(CLI::App& app, Run& run)
{
    CLI::App* verb = app.add_subcommand(
        "hook", "Print fisherlens_hook.py, which logs the optimizer of a training script (torch and h5py)");
    auto output = std::make_shared<std::string>();
    verb->add_option("-o,--output", *output,
                     "File to write, for example fisherlens_hook.py beside the training script");
    verb->callback([output, &run] {
        run = [output](const JobContext&) -> Result<Answer> {
            if (output->empty())
                return Answer{{{"source", kHookSource}, {"findings", Json::array()}}, std::string(kHookSource), 0};
            FL_CHECK(writeFile(*output, kHookSource));
            return Answer{{{"output", *output}, {"findings", Json::array()}},
                          fmt::format("{}: three lines in the training loop, see its first comment.\n", *output),
                          0};
        };
    });
}

}  // namespace fisherlens::cli
