// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/rank_group.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>

namespace fisherlens {
namespace {

using namespace std::chrono_literals;

constexpr auto kPulse = 200ms, kLook = 20ms, kRetry = 100ms;
/// How long the reason of a connection that broke may take to come.
constexpr auto kReason = 3s;

std::string textOf(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::vector<std::byte> bytesOf(const std::string& text)
{
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

Failure silent()
{
    return fail(ErrorCode::Environment, "Rank 0 does not answer.", {}, "See what it said last.");
}

/// The server's keys and values. Thread-safe.
class Store final : public RankStore {
public:
    explicit Store(Socket socket) : socket_(std::move(socket)) {}

    Result<RankFrame> ask(RankRequest request, const std::string& key, std::span<const std::byte> value)
    {
        const std::lock_guard lock(mutex_);
        const RankFrame frame{static_cast<char>(request), key, {value.begin(), value.end()}};
        if (!socket_.send(encode(frame)))
            return silent();
        std::optional<RankFrame> reply = receiveFrame(socket_);
        if (!reply)
            return silent();
        if (reply->operation == static_cast<char>(RankReply::Refused))
            return fail(ErrorCode::Environment, "Rank 0 keeps no more values.");
        return std::move(*reply);
    }

    Result<void> set(const std::string& key, std::span<const std::byte> value) override
    {
        FL_CHECK(ask(RankRequest::Set, key, value));
        return {};
    }
    Result<std::optional<std::vector<std::byte>>> get(const std::string& key) override
    {
        FL_TRY(RankFrame reply, ask(RankRequest::Get, key, {}));
        if (reply.operation == static_cast<char>(RankReply::Absent))
            return std::optional<std::vector<std::byte>>{};
        return std::optional(std::move(reply.value));
    }
    Result<std::int64_t> add(const std::string& key, std::int64_t value) override
    {
        FL_TRY(const RankFrame reply, ask(RankRequest::Add, key, std::as_bytes(std::span(&value, 1))));
        return numberOf(reply);
    }
    Result<bool> remove(const std::string& key) override
    {
        FL_TRY(const RankFrame reply, ask(RankRequest::Remove, key, {}));
        return reply.operation == static_cast<char>(RankReply::Done);
    }
    Result<std::int64_t> count() override
    {
        FL_TRY(const RankFrame reply, ask(RankRequest::Count, {}, {}));
        return numberOf(reply);
    }

private:
    static std::int64_t numberOf(const RankFrame& reply)
    {
        std::int64_t number = 0;
        std::memcpy(&number, reply.value.data(), std::min(reply.value.size(), sizeof number));
        return number;
    }

    Socket socket_;
    std::mutex mutex_;
};

}  // namespace

RankGroup::RankGroup(const RankSettings& settings, const JobContext& context) : settings_(settings), context_(context)
{}

Result<std::unique_ptr<RankGroup>> RankGroup::join(const RankSettings& settings, const JobContext& context)
{
    FL_CHECK(checkRankSums());
    std::unique_ptr<RankGroup> group(new RankGroup(settings, context));
    if (settings.rank == 0) {
        FL_TRY(group->server_, RankServer::start(settings));
    }
    FL_CHECK(group->connect());
    const auto complete = group->waitUntil([raw = group.get()]() -> Result<bool> {
        const std::lock_guard lock(raw->mutex_);
        return raw->joined_ == raw->size();
    });
    if (!complete)
        return fail(group->conclude(complete.error()));
    return group;
}

Result<Socket> RankGroup::greet(RankRequest request, double seconds) const
{
    FL_TRY(Socket socket, connectTo(settings_.address, settings_.port, seconds));
    const RankFrame greeting{static_cast<char>(request), kRankGreeting,
                             bytesOf(fmt::format("{} {}", settings_.rank, settings_.size))};
    if (!socket.send(encode(greeting)))
        return silent();
    const std::optional<RankFrame> reply = receiveFrame(socket);
    if (!reply)
        return silent();
    if (reply->operation == static_cast<char>(RankReply::Refused))
        return fail(ErrorCode::Usage, textOf(reply->value), {},
                    "Give every rank the same command, WORLD_SIZE, MASTER_ADDR and MASTER_PORT, and its own RANK.");
    return socket;
}

Result<void> RankGroup::connect()
{
    const auto start = std::chrono::steady_clock::now();
    while (true) {
        auto member = greet(RankRequest::Join, settings_.seconds);
        if (member) {
            member_ = std::move(*member);
            break;
        }
        if (member.error().code == ErrorCode::Usage)
            return fail(member.error());
        if (context_.cancel.requested())
            return cancelled();
        if (std::chrono::steady_clock::now() - start > std::chrono::duration<double>(settings_.seconds))
            return fail(member.error());
        std::this_thread::sleep_for(kRetry);  // rank 0 may start later
    }
    host_ = server_ ? server_->address() : member_.localAddress();
    watcher_ = std::thread([this] { watch(); });
    FL_TRY(Socket socket, greet(RankRequest::Open, settings_.seconds));
    auto store = std::make_unique<Store>(std::move(socket));
    tell_ = [raw = store.get()](const std::string& text) -> std::optional<std::string> {
        const auto reply = raw->ask(RankRequest::Fail, {}, bytesOf(text));
        return reply ? std::optional(textOf(reply->value)) : std::nullopt;
    };
    store_ = std::move(store);
    return {};
}

void RankGroup::watch()
{
    const auto pulse = encode({static_cast<char>(RankRequest::Pulse), {}, {}});
    std::unique_lock lock(mutex_);
    while (!leave_) {
        lock.unlock();
        const std::optional<RankFrame> state = member_.send(pulse) ? receiveFrame(member_) : std::nullopt;
        std::optional<RankFailure> found;
        if (!state)
            found = lostRank(0, "it does not answer");
        else if (!state->value.empty())
            found = failureFromText(textOf(state->value));
        if (found)
            setFailure(*found);
        lock.lock();
        if (found)
            break;
        joined_ = std::atoi(state->key.c_str());
        leaving_.wait_for(lock, kPulse, [this] { return leave_; });
    }
    lock.unlock();
    if (farewell_ && member_.send(encode({static_cast<char>(RankRequest::Leave), {}, {}})))
        static_cast<void>(receiveFrame(member_));
}

RankGroup::~RankGroup()
{
    {
        const std::lock_guard lock(mutex_);
        leave_ = true;
    }
    leaving_.notify_all();
    if (watcher_.joinable())
        watcher_.join();
}

void RankGroup::setFailure(RankFailure failure)
{
    {
        const std::lock_guard lock(mutex_);
        if (!failure_)
            failure_ = std::move(failure);
    }
    context_.cancel.request();
}

std::optional<RankFailure> RankGroup::failure() const
{
    const std::lock_guard lock(mutex_);
    return failure_;
}

Result<void> RankGroup::waitUntil(const std::function<Result<bool>()>& done) const
{
    while (true) {
        if (const auto found = failure())
            return fail(errorFor(*found, rank()));
        if (context_.cancel.requested())
            return cancelled();
        FL_TRY(const bool reached, done());
        if (reached)
            return {};
        std::this_thread::sleep_for(kLook);
    }
}

Result<std::vector<std::string>> RankGroup::gather(const std::string& text)
{
    const std::string meeting = fmt::format("meeting-{}/", ++meetings_);
    FL_CHECK(store_->set(meeting + std::to_string(rank()), std::as_bytes(std::span(text))));
    std::vector<std::string> texts;
    for (int other = 0; other < size(); ++other) {
        FL_CHECK(waitUntil([&]() -> Result<bool> {
            FL_TRY(const auto value, store_->get(meeting + std::to_string(other)));
            if (value)
                texts.push_back(textOf(*value));
            return value.has_value();
        }));
    }
    return texts;
}

Result<void> RankGroup::sum(const std::vector<std::span<double>>& values)
{
    // The others may need much longer; only when all are here a time makes sense.
    FL_CHECK(gather(""));
    const auto add = [&]() -> Result<void> {
        if (!sums_) {
            FL_TRY(sums_, openRankSums({store_.get(), "sums", rank(), size(), host_, settings_.seconds}));
        }
        for (const std::span<double> some : values)
            FL_CHECK(sums_->sum(some));
        return {};
    };
    Result<void> added = add();
    if (added)
        return {};
    // Most likely because a rank is gone; which one, the server says.
    const auto start = std::chrono::steady_clock::now();
    while (!failure() && std::chrono::steady_clock::now() - start < kReason)
        std::this_thread::sleep_for(kLook);
    if (const auto found = failure())
        return fail(errorFor(*found, rank()));
    return added;
}

Error RankGroup::conclude(const Error& own)
{
    farewell_ = true;
    if (const auto found = failure())
        return errorFor(*found, rank());
    const RankFailure mine{rank(), false, own};
    if (!tell_)
        return own;
    if (const auto answer = tell_(toText(mine)))
        if (const auto first = failureFromText(*answer))
            return errorFor(*first, rank());
    // Rank 0 is gone, which the watching thread may have to find out yet.
    const auto start = std::chrono::steady_clock::now();
    while (!failure() && std::chrono::steady_clock::now() - start < kReason)
        std::this_thread::sleep_for(kLook);
    const auto found = failure();
    return found ? errorFor(*found, rank()) : own;
}

}  // namespace fisherlens
