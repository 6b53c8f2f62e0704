// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/model.h"
#include "reference/module/rank_sums.h"

extern "C" __attribute__((visibility("default"))) const fisherlens::ReferenceModuleEntry* fisherlensReferenceEntry()
{
#ifdef FISHERLENS_GLOO
    constexpr auto connectRanks = &fisherlens::module::connectRanks;
#else
    constexpr std::nullptr_t connectRanks = nullptr;
#endif
    static const fisherlens::ReferenceModuleEntry entry{
        fisherlens::kReferenceAbi, &fisherlens::module::TorchModel::open, connectRanks};
    return &entry;
}
