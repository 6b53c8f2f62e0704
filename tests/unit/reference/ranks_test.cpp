// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/rank_group.h"

#include <gmock/gmock.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <barrier>
#include <functional>
#include <thread>

// Groups of ranks that are threads of this process.

namespace fisherlens {
namespace {

std::uint16_t freePort()
{
    const Socket socket(::socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(socket.descriptor(), reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::getsockname(socket.descriptor(), reinterpret_cast<sockaddr*>(&address), &size), 0);
    return ntohs(address.sin_port);
}

class RankGroups : public testing::Test {
protected:
    void SetUp() override
    {
        if (!checkRankSums())
            GTEST_SKIP() << "this build has no Gloo";
    }

    RankSettings settings(int rank, int size) const { return {rank, size, "127.0.0.1", port_, seconds_}; }

    /// `work` on a thread for each rank, once all have joined: a rank that fails before ends the joining of the others.
    void run(int size, const std::function<void(RankGroup&)>& work)
    {
        std::vector<std::thread> threads;
        std::barrier joined(size);
        for (int rank = 0; rank < size; ++rank)
            threads.emplace_back([this, rank, size, &work, &joined] {
                const auto group = RankGroup::join(settings(rank, size), contexts_[static_cast<std::size_t>(rank)]);
                joined.arrive_and_wait();
                ASSERT_TRUE(group) << describe(group.error());
                work(**group);
            });
        for (std::thread& thread : threads)
            thread.join();
    }

    std::uint16_t port_ = freePort();
    double seconds_ = 20;
    JobContext contexts_[3];
};

TEST_F(RankGroups, GatherAndAddUp)
{
    run(3, [](RankGroup& group) {
        EXPECT_EQ(group.size(), 3);
        const auto texts = group.gather("from " + std::to_string(group.rank()));
        ASSERT_TRUE(texts) << describe(texts.error());
        EXPECT_THAT(*texts, testing::ElementsAre("from 0", "from 1", "from 2"));
        for (int turn = 0; turn < 2; ++turn) {
            const double mine = 1.0 / (group.rank() + 1) + turn;
            std::vector<double> one{mine}, none, many(5'000'000, mine);
            const auto added = group.sum({one, none, many});
            ASSERT_TRUE(added) << describe(added.error());
            const double expected = 1 + 0.5 + 1.0 / 3 + 3 * turn;
            EXPECT_NEAR(one[0], expected, 1e-15);
            EXPECT_NEAR(many.front(), expected, 1e-15);
            EXPECT_NEAR(many.back(), expected, 1e-15);
        }
        ASSERT_TRUE(group.gather("end"));
        group.leave();
    });
}

TEST_F(RankGroups, EndWithTheErrorOfTheFirstThatFails)
{
    run(3, [](RankGroup& group) {
        if (group.rank() == 2) {
            const Error own =
                group.conclude({ErrorCode::Damaged, "Bad data.", {"d.h5", "inputs", {}}, "Repair.", nullptr});
            EXPECT_EQ(own.detail, "Bad data.");
            return;
        }
        std::vector<double> values{1};
        const auto added = group.sum({values});
        ASSERT_FALSE(added);
        const Error error = group.conclude(added.error());
        EXPECT_EQ(error.code, ErrorCode::Damaged);
        EXPECT_EQ(error.detail, "Rank 2 ended: Bad data.");
        EXPECT_EQ(error.where.tensor, "inputs");
    });
    EXPECT_TRUE(contexts_[0].cancel.requested()) << "a rank that works is stopped";
}

TEST_F(RankGroups, NameTheOneThatIsLost)
{
    run(3, [](RankGroup& group) {
        if (group.rank() == 1)
            return;  // without leave() or conclude()
        const auto texts = group.gather("");
        ASSERT_FALSE(texts);
        const Error error = group.conclude(texts.error());
        EXPECT_EQ(error.code, ErrorCode::Environment);
        EXPECT_THAT(error.detail, testing::StartsWith("Rank 1 is lost"));
    });
}

TEST_F(RankGroups, StopOnRequest)
{
    run(2, [this](RankGroup& group) {
        if (group.rank() == 1)
            contexts_[1].cancel.request();
        const auto texts = group.gather(group.rank() == 0 ? "here" : "there");
        if (texts)  // rank 1 may have given its text before
            return group.leave();
        EXPECT_EQ(group.conclude(texts.error()).code, ErrorCode::Cancelled);
    });
}

TEST_F(RankGroups, AreNotDisturbedByStrangers)
{
    run(2, [this](RankGroup& group) {
        if (group.rank() == 1) {
            const std::vector<std::string> texts{"GET / HTTP/1.1\r\n\r\n", "J", std::string(10, '\xFF')};
            for (const std::string& text : texts) {
                const auto socket = connectTo("127.0.0.1", port_, 5);
                ASSERT_TRUE(socket);
                EXPECT_TRUE(socket->send(std::as_bytes(std::span(text))));
            }
            const auto second = RankGroup::join({1, 2, "127.0.0.1", port_, 5}, {});
            ASSERT_FALSE(second);
            EXPECT_EQ(second.error().code, ErrorCode::Usage);
            EXPECT_THAT(second.error().detail, testing::HasSubstr("rank 1 already"));
            const auto other = RankGroup::join({2, 3, "127.0.0.1", port_, 5}, {});
            ASSERT_FALSE(other);
            EXPECT_THAT(other.error().detail, testing::HasSubstr("WORLD_SIZE"));
        }
        EXPECT_TRUE(group.gather(""));
        group.leave();
    });
}

TEST(RankFrames, ComeBackAndAreCompleteOrNot)
{
    const RankFrame frame{'S', "key", {std::byte{1}, std::byte{0}, std::byte{255}}};
    const std::vector<std::byte> bytes = encode(frame);
    bool wrong = false;
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        std::vector<std::byte> some(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length));
        EXPECT_FALSE(decode(some, wrong));
        EXPECT_FALSE(wrong);
        EXPECT_EQ(some.size(), length);
    }
    std::vector<std::byte> two = bytes;
    two.insert(two.end(), bytes.begin(), bytes.end());
    for (int turn = 0; turn < 2; ++turn) {
        const auto back = decode(two, wrong);
        ASSERT_TRUE(back);
        EXPECT_EQ(back->operation, frame.operation);
        EXPECT_EQ(back->key, frame.key);
        EXPECT_EQ(back->value, frame.value);
    }
    EXPECT_TRUE(two.empty());
    std::vector<std::byte> large = encode({'S', std::string(kLongestKey + 1, 'k'), {}});
    EXPECT_FALSE(decode(large, wrong));
    EXPECT_TRUE(wrong);
}

TEST(RankFailures, ComeBackAsText)
{
    const Error error{ErrorCode::NotWritten, "Full \"disk\".", {"f", "t", {}}, "Free some.", nullptr};
    const RankFailure failure{3, false, error};
    const auto back = failureFromText(toText(failure));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->rank, 3);
    EXPECT_EQ(back->error.code, ErrorCode::NotWritten);
    EXPECT_EQ(errorFor(*back, 3).detail, "Full \"disk\".");
    EXPECT_EQ(errorFor(*back, 0).detail, "Rank 3 ended: Full \"disk\".");
    for (const char* text : {"", "{}", "[1]", "{\"rank\":0,\"lost\":false,\"code\":99}", "x"})
        EXPECT_FALSE(failureFromText(text)) << text;
}

}  // namespace
}  // namespace fisherlens
