// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/jobs/runner.h"

#include <gtest/gtest.h>

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

namespace fisherlens::desktop {
namespace {

/// Work that goes on until it is cancelled.
Result<int> untilCancelled(const JobContext& context, std::atomic<bool>& started)
{
    started = true;
    while (!context.cancel.requested())
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return cancelled();
}

TEST(JobRunners, DeliverOnTheThreadThatOwnsThem)
{
    JobRunner runner;
    std::thread::id worker, receiver;
    runner.start<int>(
        Lane::Batch, "job", {},
        [&](const JobContext&) -> Result<int> {
            worker = std::this_thread::get_id();
            return 1;
        },
        [&](Result<int>) { receiver = std::this_thread::get_id(); });
    EXPECT_TRUE(QTest::qWaitFor([&] { return receiver != std::thread::id(); }, 5000));
    EXPECT_EQ(receiver, std::this_thread::get_id());
    EXPECT_NE(worker, receiver);
}

TEST(JobRunners, ANewerJobWithTheSameKeyReplacesAnOlderOne)
{
    JobRunner runner;
    std::atomic<bool> started = false;
    int delivered = 0;
    runner.start<int>(
        Lane::Interactive, "old", "key", [&](const JobContext& context) { return untilCancelled(context, started); },
        [&](Result<int>) { delivered = 1; });
    EXPECT_TRUE(QTest::qWaitFor([&] { return started.load(); }, 5000));
    runner.start<int>(
        Lane::Interactive, "new", "key", [](const JobContext&) -> Result<int> { return 2; },
        [&](Result<int> result) { delivered = *result; });
    EXPECT_TRUE(QTest::qWaitFor([&] { return runner.isIdle(); }, 5000));
    EXPECT_EQ(delivered, 2);
    EXPECT_EQ(runner.jobs()[0].state, JobState::Cancelled);
}

TEST(JobRunners, BatchJobsRunInOrder)
{
    JobRunner runner;
    std::vector<int> order;
    for (int i = 0; i < 20; ++i)
        runner.start<int>(
            Lane::Batch, "job", {}, [i](const JobContext&) -> Result<int> { return i; },
            [&](Result<int> result) { order.push_back(*result); });
    EXPECT_TRUE(QTest::qWaitFor([&] { return order.size() == 20; }, 5000));
    EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST(JobRunners, FailuresKeepTheirSentenceAndExceptionsEndAtTheRunner)
{
    JobRunner runner;
    std::optional<ErrorCode> code;
    runner.start<int>(
        Lane::Batch, "job", {}, [](const JobContext&) -> Result<int> { return fail(ErrorCode::Damaged, "Broken."); },
        [&](Result<int> result) { code = result.error().code; });
    runner.start<int>(
        Lane::Batch, "thrower", {}, [](const JobContext&) -> Result<int> { throw std::bad_alloc(); },
        [](Result<int>) {});
    EXPECT_TRUE(QTest::qWaitFor([&] { return runner.isIdle(); }, 5000));
    EXPECT_EQ(code, ErrorCode::Damaged);
    ASSERT_TRUE(runner.jobs()[0].error);
    EXPECT_EQ(runner.jobs()[0].error->detail, "Broken.");
    EXPECT_EQ(runner.jobs()[1].state, JobState::Failed);
}

TEST(JobRunners, EndWhileJobsRunAndQueue)
{
    const int rounds = qEnvironmentVariableIntValue("FISHERLENS_CLOSE_ROUNDS")
                           ? qEnvironmentVariableIntValue("FISHERLENS_CLOSE_ROUNDS")
                           : 50;
    for (int round = 0; round < rounds; ++round) {
        std::atomic<bool> started = false;
        const auto start = std::chrono::steady_clock::now();
        {
            JobRunner runner;
            for (int i = 0; i < 3; ++i)
                for (const Lane lane : {Lane::Batch, Lane::Interactive})
                    runner.start<int>(
                        lane, "job", {}, [&](const JobContext& context) { return untilCancelled(context, started); },
                        [](Result<int>) { FAIL(); });
            while (!started)
                std::this_thread::yield();
        }
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
    }
    QCoreApplication::processEvents();
}

}  // namespace
}  // namespace fisherlens::desktop
