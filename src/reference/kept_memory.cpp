// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/kept_memory.h"

#include <atomic>
#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace fisherlens {
namespace {

std::atomic<int> alive = 0;

#ifdef __GLIBC__
/// Larger pieces are mapped each time: what a tensor of a batch may have.
constexpr int kMappedBytes = 256 << 20;
/// Versions of glibc with a limit take this one, which is also where its own adaptation ends.
constexpr int kMappedBytesAtMost = 32 << 20;
constexpr int kKeptBytes = 1 << 30;
#endif

}  // namespace

KeptMemory::KeptMemory()
{
    if (alive++ > 0)
        return;
#ifdef __GLIBC__
    if (mallopt(M_MMAP_THRESHOLD, kMappedBytes) == 0)
        mallopt(M_MMAP_THRESHOLD, kMappedBytesAtMost);
    mallopt(M_TRIM_THRESHOLD, kKeptBytes);
#endif
}

KeptMemory::~KeptMemory()
{
    if (--alive > 0)
        return;
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, kMappedBytesAtMost);
    mallopt(M_TRIM_THRESHOLD, 2 * kMappedBytesAtMost);
    malloc_trim(0);
#endif
}

}  // namespace fisherlens
