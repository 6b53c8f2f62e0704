// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/rank_server.h"

#include "reference/rank_failure.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace fisherlens {
namespace {

constexpr int kTick = 100;  // milliseconds
constexpr std::size_t kMostConnections = 4096, kMostStored = std::size_t{64} << 20U;

std::vector<std::byte> bytesOf(const std::string& text)
{
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

std::string textOf(const std::vector<std::byte>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

RankFrame reply(RankReply operation, std::vector<std::byte> value = {})
{
    return {static_cast<char>(operation), {}, std::move(value)};
}

std::vector<std::byte> bytesOf(std::int64_t number)
{
    std::vector<std::byte> bytes(sizeof number);
    std::memcpy(bytes.data(), &number, sizeof number);
    return bytes;
}

std::int64_t numberOf(const std::vector<std::byte>& bytes)
{
    std::int64_t number = 0;
    std::memcpy(&number, bytes.data(), std::min(bytes.size(), sizeof number));
    return number;
}

}  // namespace

Result<std::unique_ptr<RankServer>> RankServer::start(const RankSettings& settings)
{
    FL_TRY(Socket listener, listenOn(settings.address, settings.port));
    std::unique_ptr<RankServer> server(new RankServer(settings, std::move(listener)));
    server->thread_ = std::thread([raw = server.get()] { raw->run(); });
    return server;
}

RankServer::RankServer(const RankSettings& settings, Socket listener)
    : settings_(settings), listener_(std::move(listener)), members_(static_cast<std::size_t>(settings.size)),
      start_(Clock::now())
{}

RankServer::~RankServer()
{
    stop_ = true;
    thread_.join();
}

void RankServer::run()
{
    std::optional<Clock::time_point> farewell;
    while (true) {
        std::vector<pollfd> waiting{{listener_.descriptor(), POLLIN, 0}};
        for (const Connection& connection : connections_)
            waiting.push_back({connection.socket.descriptor(), POLLIN, 0});
        ::poll(waiting.data(), waiting.size(), kTick);
        for (std::size_t i = connections_.size(); i-- > 0;)
            if (waiting[i + 1].revents != 0 && !read(connections_[i]))
                connections_.erase(connections_.begin() + static_cast<std::ptrdiff_t>(i));
        if (waiting[0].revents != 0)
            accept();
        watch();
        if (!stop_)
            continue;
        if (!farewell)
            farewell = Clock::now() + kFarewell;
        if (othersAreGone() || Clock::now() >= *farewell)
            return;
    }
}

void RankServer::accept()
{
    Socket socket(::accept4(listener_.descriptor(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!socket.isOpen() || connections_.size() >= kMostConnections)
        return;
    socket.setPatience(1);  // nobody may hold up the others
    Connection connection;
    connection.socket = std::move(socket);
    connections_.push_back(std::move(connection));
}

bool RankServer::read(Connection& connection)
{
    std::array<std::byte, 65536> buffer;
    const ssize_t count = ::recv(connection.socket.descriptor(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return true;
    bool open = count > 0;
    if (open) {
        connection.input.insert(connection.input.end(), buffer.begin(), buffer.begin() + count);
        bool wrong = false;
        while (const auto frame = decode(connection.input, wrong)) {
            if (!answer(connection, *frame)) {
                open = false;
                break;
            }
        }
        // Strangers may not fill the memory.
        open = open && !wrong && (connection.rank >= 0 || connection.input.size() <= kLongestKey);
    }
    if (!open && connection.member)
        lose(connection.rank, "its connection was closed");
    return open;
}

bool RankServer::greet(Connection& connection, const RankFrame& frame)
{
    int rank = -1, size = 0;
    const bool known =
        frame.key == kRankGreeting && std::sscanf(textOf(frame.value).c_str(), "%d %d", &rank, &size) == 2;
    const auto refuse = [&](const std::string& why) {
        static_cast<void>(connection.socket.send(encode(reply(RankReply::Refused, bytesOf(why)))));
        return false;
    };
    if (!known)
        return refuse("Rank 0 is another version of the program.");
    if (size != settings_.size)
        return refuse(fmt::format("WORLD_SIZE is {} here and {} at rank 0.", size, settings_.size));
    if (rank < 0 || rank >= size)
        return refuse(fmt::format("RANK {} is none of {} ranks.", rank, size));
    Member& member = members_[static_cast<std::size_t>(rank)];
    if (frame.operation == static_cast<char>(RankRequest::Join)) {
        if (member.joined)
            return refuse(fmt::format("There is a rank {} already.", rank));
        member.joined = connection.member = true;
        member.pulse = Clock::now();
    } else if (frame.operation != static_cast<char>(RankRequest::Open)) {
        return false;
    }
    connection.rank = rank;
    return connection.socket.send(encode(reply(RankReply::Done)));
}

bool RankServer::answer(Connection& connection, const RankFrame& frame)
{
    if (connection.rank < 0)
        return greet(connection, frame);
    Member& member = members_[static_cast<std::size_t>(connection.rank)];
    switch (static_cast<RankRequest>(frame.operation)) {
    case RankRequest::Pulse: member.pulse = Clock::now(); return connection.socket.send(encode(state()));
    case RankRequest::Leave:
        member.left = true;
        return connection.socket.send(encode(reply(RankReply::Done)));
    case RankRequest::Fail:
        if (failure_.empty() && failureFromText(textOf(frame.value)))
            failure_ = textOf(frame.value);
        return connection.socket.send(encode(reply(RankReply::Done, bytesOf(failure_))));
    default: return connection.socket.send(encode(stored(frame)));
    }
}

RankFrame RankServer::stored(const RankFrame& frame)
{
    const auto found = values_.find(frame.key);
    const auto put = [&](std::vector<std::byte> value) {
        std::vector<std::byte>& place = values_[frame.key];
        if (stored_ - place.size() + value.size() > kMostStored)
            return false;
        stored_ += value.size() - place.size();
        place = std::move(value);
        return true;
    };
    switch (static_cast<RankRequest>(frame.operation)) {
    case RankRequest::Set: return reply(put(frame.value) ? RankReply::Done : RankReply::Refused);
    case RankRequest::Get:
        return found == values_.end() ? reply(RankReply::Absent) : reply(RankReply::Done, found->second);
    case RankRequest::Add: {
        const std::int64_t sum = numberOf(frame.value) + (found == values_.end() ? 0 : numberOf(found->second));
        return put(bytesOf(sum)) ? reply(RankReply::Done, bytesOf(sum)) : reply(RankReply::Refused);
    }
    case RankRequest::Remove:
        if (found == values_.end())
            return reply(RankReply::Absent);
        stored_ -= found->second.size();
        values_.erase(found);
        return reply(RankReply::Done);
    case RankRequest::Count: return reply(RankReply::Done, bytesOf(std::ssize(values_)));
    default: return reply(RankReply::Refused);
    }
}

RankFrame RankServer::state() const
{
    const auto joined = std::count_if(members_.begin(), members_.end(), [](const Member& m) { return m.joined; });
    return {static_cast<char>(RankReply::Done), std::to_string(joined), bytesOf(failure_)};
}

void RankServer::lose(int rank, const std::string& why)
{
    Member& member = members_[static_cast<std::size_t>(rank)];
    if (member.left)
        return;
    member.left = true;
    if (failure_.empty())
        failure_ = toText(lostRank(rank, why));
}

void RankServer::watch()
{
    const auto patience = std::chrono::duration<double>(settings_.seconds);
    const auto now = Clock::now();
    std::vector<int> late;
    for (int rank = 0; rank < settings_.size; ++rank) {
        const Member& member = members_[static_cast<std::size_t>(rank)];
        if (!member.joined)
            late.push_back(rank);
        else if (!member.left && now - member.pulse > patience)
            lose(rank, fmt::format("it has not answered for {} seconds", settings_.seconds));
    }
    if (!late.empty() && now - start_ > patience && failure_.empty()) {
        RankFailure failure = lostRank(late.front(), "");
        failure.error.detail =
            fmt::format("Rank{} {} of {} did not come within {} seconds.", late.size() > 1 ? "s" : "",
                        fmt::join(late, ", "), settings_.size, settings_.seconds);
        failure.error.hint = "Start the same command for every rank, with the same MASTER_ADDR and MASTER_PORT.";
        failure_ = toText(failure);
    }
}

bool RankServer::othersAreGone() const
{
    return std::none_of(members_.begin(), members_.end(), [](const Member& m) { return m.joined && !m.left; });
}

}  // namespace fisherlens
