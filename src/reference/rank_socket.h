// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fisherlens {

/// An open socket.
class Socket {
public:
    Socket() = default;
    explicit Socket(int descriptor) : descriptor_(descriptor) {}
    Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    Socket& operator=(Socket&& other) noexcept
    {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~Socket();

    [[nodiscard]] int descriptor() const { return descriptor_; }
    [[nodiscard]] bool isOpen() const { return descriptor_ >= 0; }
    /// The numeric address of this side, "" when it is unknown.
    [[nodiscard]] std::string localAddress() const;
    /// How long send() and receive() wait at most.
    void setPatience(double seconds) const;
    [[nodiscard]] bool send(std::span<const std::byte> bytes) const;
    [[nodiscard]] bool receive(std::span<std::byte> bytes) const;

private:
    int descriptor_ = -1;
};

/// A socket that listens on this address only. Errors: Usage (the address is none of this machine, or stands for all of
/// them), Environment (the port is taken).
Result<Socket> listenOn(const std::string& address, std::uint16_t port);

/// One attempt. Errors: Usage (no such address), Environment (nobody listens).
Result<Socket> connectTo(const std::string& address, std::uint16_t port, double seconds);

/// What the ranks say to each other: an operation, a key and a value. A reply is a frame too.
struct RankFrame {
    char operation = 0;
    std::string key;
    std::vector<std::byte> value;
};
inline constexpr std::size_t kLongestKey = 1024, kLongestValue = std::size_t{1} << 20;

[[nodiscard]] std::vector<std::byte> encode(const RankFrame& frame);
/// The first frame of the bytes, which is removed from them; nullopt while it is incomplete. `wrong` becomes true when
/// it is none.
std::optional<RankFrame> decode(std::vector<std::byte>& bytes, bool& wrong);
/// Waits for a frame.
std::optional<RankFrame> receiveFrame(const Socket& socket);

}  // namespace fisherlens
