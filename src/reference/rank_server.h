// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/rank_socket.h"
#include "reference/ranks.h"

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace fisherlens {

/// What the ranks ask of the server of rank 0. A connection begins with one of the first two, whose key is kRankGreeting
/// and whose value is "RANK SIZE".
enum class RankRequest : char {
    Join = 'J',    ///< membership: the connection that says whether the rank lives
    Open = 'O',    ///< a connection to the keys and values
    Pulse = 'P',   ///< on the first kind, at least every second; the reply has the number of joined ranks and the failure
    Leave = 'L',   ///< the rank goes; its connection may close
    Fail = 'F',    ///< value: a RankFailure; the reply is the first failure of the group
    Set = 'S', Get = 'G', Add = 'A', Remove = 'R', Count = 'C',
};
/// Operations of replies.
enum class RankReply : char { Done = 'd', Absent = 'a', Refused = 'r' };
inline constexpr const char* kRankGreeting = "fisherlens-ranks-1";

/// The store of the ranks and the watch over them, on a thread of rank 0. It listens on one address only.
class RankServer {
public:
    /// Errors of listenOn.
    static Result<std::unique_ptr<RankServer>> start(const RankSettings& settings);
    /// Waits until the other ranks have gone, at most `kFarewell`.
    ~RankServer();
    /// The numeric address that it listens on.
    [[nodiscard]] std::string address() const { return listener_.localAddress(); }

    static constexpr std::chrono::seconds kFarewell{5};

private:
    using Clock = std::chrono::steady_clock;
    struct Connection {
        Socket socket;
        std::vector<std::byte> input;
        int rank = -1;  ///< of the greeting
        bool member = false;
    };
    struct Member {
        bool joined = false, left = false;
        Clock::time_point pulse;
    };

    RankServer(const RankSettings& settings, Socket listener);
    void run();
    void accept();
    /// False: the connection is to be closed.
    bool read(Connection& connection);
    bool answer(Connection& connection, const RankFrame& frame);
    bool greet(Connection& connection, const RankFrame& frame);
    RankFrame stored(const RankFrame& frame);
    void lose(int rank, const std::string& why);
    void watch();
    [[nodiscard]] bool othersAreGone() const;
    [[nodiscard]] RankFrame state() const;

    RankSettings settings_;
    Socket listener_;
    std::vector<Connection> connections_;
    std::vector<Member> members_;
    std::map<std::string, std::vector<std::byte>> values_;
    std::size_t stored_ = 0;  ///< bytes of the values
    std::string failure_;     ///< the first one
    Clock::time_point start_;
    std::atomic<bool> stop_ = false;
    std::thread thread_;
};

}  // namespace fisherlens
