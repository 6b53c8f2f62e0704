// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/model.h"

extern "C" __attribute__((visibility("default"))) const fisherlens::ReferenceModuleEntry* fisherlensReferenceEntry()
{
    static const fisherlens::ReferenceModuleEntry entry{fisherlens::kReferenceAbi,
                                                        &fisherlens::module::TorchModel::open};
    return &entry;
}
