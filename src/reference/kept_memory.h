// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fisherlens {

/// While one lives, memory that is freed stays with the process: batches allocate the same large tensors over and over,
/// and glibc gives them back each time, so that their pages are cleared and mapped again (measured: 8 of 22 ms of one
/// convolution's gradients). The last one to go gives back what is free. Threads; nothing happens without glibc.
class KeptMemory {
public:
    KeptMemory();
    ~KeptMemory();
    KeptMemory(const KeptMemory&) = delete;
    KeptMemory& operator=(const KeptMemory&) = delete;
};

}  // namespace fisherlens
