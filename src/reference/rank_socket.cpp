// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/rank_socket.h"

#include <fmt/format.h>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstring>
#include <memory>
#include <system_error>

namespace fisherlens {
namespace {

using Addresses = std::unique_ptr<addrinfo, void (*)(addrinfo*)>;

constexpr std::size_t kHeader = 9;  // operation, length of the key, length of the value

std::string why(int error)
{
    return std::generic_category().message(error);
}

Result<Addresses> resolve(const std::string& address, std::uint16_t port)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV;
    addrinfo* found = nullptr;
    const int error = ::getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &found);
    if (error != 0)
        return fail(ErrorCode::Usage, fmt::format("MASTER_ADDR {} is no address: {}.", address, ::gai_strerror(error)),
                    {}, "Set it to the address or host name of the machine of rank 0.");
    return Addresses(found, &::freeaddrinfo);
}

bool standsForAll(const addrinfo& entry)
{
    if (entry.ai_family == AF_INET)
        return reinterpret_cast<const sockaddr_in*>(entry.ai_addr)->sin_addr.s_addr == htonl(INADDR_ANY);
    return entry.ai_family == AF_INET6
           && IN6_IS_ADDR_UNSPECIFIED(&reinterpret_cast<const sockaddr_in6*>(entry.ai_addr)->sin6_addr);
}

void sendAtOnce(const Socket& socket)
{
    const int on = 1;
    ::setsockopt(socket.descriptor(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

std::uint32_t lengthAt(const std::byte* bytes)
{
    std::uint32_t length = 0;
    std::memcpy(&length, bytes, sizeof length);
    return ntohl(length);
}

bool isPlausible(const std::byte* header)
{
    return lengthAt(header + 1) <= kLongestKey && lengthAt(header + 5) <= kLongestValue;
}

RankFrame frameOf(const std::byte* header, const std::byte* body)
{
    const std::size_t key = lengthAt(header + 1), value = lengthAt(header + 5);
    return {static_cast<char>(header[0]), std::string(reinterpret_cast<const char*>(body), key),
            std::vector<std::byte>(body + key, body + key + value)};
}

}  // namespace

Socket::~Socket()
{
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

std::string Socket::localAddress() const
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    char text[NI_MAXHOST] = "";
    auto* const address = reinterpret_cast<sockaddr*>(&storage);
    if (::getsockname(descriptor_, address, &size) != 0
        || ::getnameinfo(address, size, text, sizeof text, nullptr, 0, NI_NUMERICHOST) != 0)
        return "";
    return text;
}

void Socket::setPatience(double seconds) const
{
    timeval time{};
    time.tv_sec = static_cast<time_t>(seconds);
    time.tv_usec = static_cast<suseconds_t>((seconds - std::floor(seconds)) * 1e6);
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
    ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
}

bool Socket::send(std::span<const std::byte> bytes) const
{
    while (!bytes.empty()) {
        const ssize_t done = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(done));
    }
    return true;
}

bool Socket::receive(std::span<std::byte> bytes) const
{
    while (!bytes.empty()) {
        const ssize_t done = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(done));
    }
    return true;
}

Result<Socket> listenOn(const std::string& address, std::uint16_t port)
{
    FL_TRY(const Addresses found, resolve(address, port));
    int error = 0;
    for (const addrinfo* entry = found.get(); entry; entry = entry->ai_next) {
        if (standsForAll(*entry))
            return fail(ErrorCode::Usage,
                        fmt::format("MASTER_ADDR {} stands for every address of the machine.", address), {},
                        "Give the one address that the other ranks reach: rank 0 listens there only.");
        Socket socket(::socket(entry->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        const int on = 1;
        ::setsockopt(socket.descriptor(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        if (socket.isOpen() && ::bind(socket.descriptor(), entry->ai_addr, entry->ai_addrlen) == 0
            && ::listen(socket.descriptor(), SOMAXCONN) == 0)
            return socket;
        error = errno;
    }
    if (error == EADDRNOTAVAIL)
        return fail(ErrorCode::Usage, fmt::format("MASTER_ADDR {} is no address of this machine.", address), {},
                    "Rank 0 has to run on the machine of MASTER_ADDR.");
    return fail(ErrorCode::Environment,
                fmt::format("Rank 0 cannot listen on {} port {}: {}.", address, port, why(error)), {},
                "Give another MASTER_PORT, or end what uses this one.");
}

Result<Socket> connectTo(const std::string& address, std::uint16_t port, double seconds)
{
    FL_TRY(const Addresses found, resolve(address, port));
    int error = 0;
    for (const addrinfo* entry = found.get(); entry; entry = entry->ai_next) {
        Socket socket(::socket(entry->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
        if (!socket.isOpen()) {
            error = errno;
            continue;
        }
        socket.setPatience(seconds);  // connect() waits as long as send()
        if (::connect(socket.descriptor(), entry->ai_addr, entry->ai_addrlen) == 0) {
            sendAtOnce(socket);
            return socket;
        }
        error = errno;
    }
    return fail(ErrorCode::Environment, fmt::format("Nobody answers at {} port {}: {}.", address, port, why(error)), {},
                "Check MASTER_ADDR and MASTER_PORT, and that rank 0 runs.");
}

std::vector<std::byte> encode(const RankFrame& frame)
{
    std::vector<std::byte> bytes(kHeader + frame.key.size() + frame.value.size());
    bytes[0] = static_cast<std::byte>(frame.operation);
    const std::uint32_t lengths[] = {htonl(static_cast<std::uint32_t>(frame.key.size())),
                                     htonl(static_cast<std::uint32_t>(frame.value.size()))};
    std::memcpy(bytes.data() + 1, lengths, sizeof lengths);
    if (!frame.key.empty())
        std::memcpy(bytes.data() + kHeader, frame.key.data(), frame.key.size());
    if (!frame.value.empty())
        std::memcpy(bytes.data() + kHeader + frame.key.size(), frame.value.data(), frame.value.size());
    return bytes;
}

std::optional<RankFrame> decode(std::vector<std::byte>& bytes, bool& wrong)
{
    if (bytes.size() < kHeader)
        return std::nullopt;
    if (!isPlausible(bytes.data())) {
        wrong = true;
        return std::nullopt;
    }
    const std::size_t size = kHeader + lengthAt(bytes.data() + 1) + lengthAt(bytes.data() + 5);
    if (bytes.size() < size)
        return std::nullopt;
    RankFrame frame = frameOf(bytes.data(), bytes.data() + kHeader);
    bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    return frame;
}

std::optional<RankFrame> receiveFrame(const Socket& socket)
{
    std::byte header[kHeader];
    if (!socket.receive(header) || !isPlausible(header))
        return std::nullopt;
    std::vector<std::byte> body(lengthAt(header + 1) + lengthAt(header + 5));
    if (!socket.receive(body))
        return std::nullopt;
    return frameOf(header, body.data());
}

}  // namespace fisherlens
