// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/checkpoint.h"

namespace fisherlens {

std::string_view mappingHowName(MappingHow how)
{
    switch (how) {
    case MappingHow::RecordedName: return "recorded-name";
    case MappingHow::ByHand: return "by-hand";
    case MappingHow::ArchitectureOrder: return "architecture-order";
    case MappingHow::OrderVerified: return "order-verified";
    case MappingHow::UniqueShape: return "unique-shape";
    }
    return "order-verified";
}

}  // namespace fisherlens
