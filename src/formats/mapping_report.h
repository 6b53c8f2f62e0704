// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "formats/checkpoint.h"

#include <cstddef>
#include <map>
#include <string>

namespace fisherlens {

/// What a mapping came to.
struct MappingSummary {
    MappingHow how;
    std::string rule;
    std::map<Shape, std::size_t> shapes;  ///< of the mapped parameters, with their numbers
    std::size_t parameters = 0;           ///< of the model
    std::size_t withoutState = 0, tied = 0;
    std::size_t statesLeft = 0;  ///< that name no parameter of the model
    std::string tiedByConfig;    ///< the embedding that config.json calls the output layer too, stored once; "" none
};

/// Findings: mapping-by-rule, tied-parameters, parameter-without-state, state-without-parameter.
void reportMapping(const MappingSummary& summary, const std::string& file, const JobContext& context);

/// Finding mapping-subset: which of the model's parameters the optimizer had is known by their shapes only.
void reportSubset(std::size_t states, std::size_t parameters, const std::string& rule, const std::string& file,
                  const JobContext& context);

}  // namespace fisherlens
