// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"

#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>

namespace fisherlens {

/// As many as this process may use at once.
[[nodiscard]] inline unsigned defaultThreads()
{
    return static_cast<unsigned>(std::max(1, tbb::info::default_concurrency()));
}

/// Runs work(block) for block = 0 .. blocks−1 on at most `threads` threads, and commit(block, value) with the results
/// one at a time in the order of the blocks: what commit builds does not depend on the number of threads. `work`
/// returns Result<T>, commit void. The first error in that order ends it; cancel is polled before each block.
template <class T, class Work, class Commit>
Result<void> inOrder(std::int64_t blocks, unsigned threads, const CancelToken& cancel, Work&& work, Commit&& commit)
{
    struct Item {
        std::int64_t block;
        std::optional<Result<T>> value;
    };
    using Token = std::shared_ptr<Item>;
    std::int64_t next = 0;
    std::optional<Error> failure;
    bool stopped = false;
    // All three are written by serial filters only; the first filter may see the failure late, which costs only time.
    std::atomic<bool> end = false;

    const auto take = [&](tbb::flow_control& control) -> Token {
        stopped = cancel.requested() && next < blocks;
        if (stopped || end || next >= blocks) {
            control.stop();
            return nullptr;
        }
        return std::make_shared<Item>(Item{next++, std::nullopt});
    };
    const auto run = [&](Token item) {
        if (!end)
            item->value.emplace(work(item->block));
        return item;
    };
    const auto finish = [&](const Token& item) {
        if (failure || !item->value)
            return;
        if (*item->value) {
            commit(item->block, std::move(**item->value));
        } else {
            failure = std::move(*item->value).error();
            end = true;
        }
    };
    tbb::task_arena arena(static_cast<int>(threads));
    arena.execute([&] {
        tbb::parallel_pipeline(threads, tbb::make_filter<void, Token>(tbb::filter_mode::serial_in_order, take)
                                            & tbb::make_filter<Token, Token>(tbb::filter_mode::parallel, run)
                                            & tbb::make_filter<Token, void>(tbb::filter_mode::serial_in_order, finish));
    });
    if (failure)
        return fail(std::move(*failure));
    if (stopped)
        return cancelled();
    return {};
}

}  // namespace fisherlens
