// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/output_path.h"

#include <filesystem>
#include <system_error>

namespace fisherlens {

Result<void> checkOutputPath(const std::string& output, std::span<const std::string> inputs)
{
    for (const std::string& input : inputs) {
        std::error_code ignored;
        if (!input.empty() && (input == output || std::filesystem::equivalent(input, output, ignored)))
            return fail(ErrorCode::Usage, "The output is one of the inputs, which would be lost.", {output, {}, {}},
                        "Give another name with -o.");
    }
    return {};
}

}  // namespace fisherlens
