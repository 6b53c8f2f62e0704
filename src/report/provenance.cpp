// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/provenance.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

namespace fisherlens {

std::string programVersion()
{
    return "FisherLens " FL_VERSION;
}

std::string timestamp()
{
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

}  // namespace fisherlens
