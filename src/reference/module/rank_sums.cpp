// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/rank_sums.h"

#include "reference/module/torch_compat.h"

#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/Store.hpp>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <stdexcept>
#include <thread>

namespace fisherlens::module {
namespace {

/// Elements of one all-reduce: 32 MiB, which a slow network moves within the patience.
constexpr std::size_t kTogether = std::size_t{4} << 20U;

/// What the errors of the store become for LibTorch.
template <class T>
T valueOf(Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().detail);
    return std::move(*result);
}

/// RankStore as c10d wants it. Functions without `override` exist in some versions of LibTorch only.
class StoreAdapter final : public c10d::Store {
public:
    StoreAdapter(RankStore& store, std::string prefix, std::chrono::milliseconds patience)
        : c10d::Store(patience), store_(store), prefix_(std::move(prefix))
    {}

    void set(const std::string& key, const std::vector<std::uint8_t>& value) override
    {
        if (const auto done = store_.set(prefix_ + key, std::as_bytes(std::span(value))); !done)
            throw std::runtime_error(done.error().detail);
    }
    std::vector<std::uint8_t> get(const std::string& key) override
    {
        wait({key});
        const std::vector<std::byte> bytes = valueOf(store_.get(prefix_ + key)).value_or(std::vector<std::byte>());
        std::vector<std::uint8_t> value(bytes.size());
        if (!bytes.empty())
            std::memcpy(value.data(), bytes.data(), bytes.size());
        return value;
    }
    std::int64_t add(const std::string& key, std::int64_t value) override
    {
        return valueOf(store_.add(prefix_ + key, value));
    }
    bool deleteKey(const std::string& key) override { return valueOf(store_.remove(prefix_ + key)); }
    bool check(const std::vector<std::string>& keys) override
    {
        return std::all_of(keys.begin(), keys.end(),
                           [this](const std::string& key) { return valueOf(store_.get(prefix_ + key)).has_value(); });
    }
    std::int64_t getNumKeys() override { return valueOf(store_.count()); }
    void wait(const std::vector<std::string>& keys) override { wait(keys, timeout_); }
    void wait(const std::vector<std::string>& keys, const std::chrono::milliseconds& patience) override
    {
        const auto start = std::chrono::steady_clock::now();
        while (!check(keys)) {
            if (std::chrono::steady_clock::now() - start > std::min(patience, timeout_))
                throw std::runtime_error("A rank does not answer.");
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
    c10::intrusive_ptr<c10d::Store> clone() { return c10::make_intrusive<StoreAdapter>(store_, prefix_, timeout_); }

private:
    RankStore& store_;
    std::string prefix_;
};

class GlooSums final : public RankSums {
public:
    explicit GlooSums(const RankMeeting& meeting)
    {
        const std::chrono::milliseconds patience(static_cast<std::int64_t>(meeting.seconds * 1000));
        const auto options = c10d::ProcessGroupGloo::Options::create(patience);
        options->devices.push_back(c10d::ProcessGroupGloo::createDeviceForHostname(meeting.host));
        options->threads = 1;
        group_ = c10::make_intrusive<c10d::ProcessGroupGloo>(
            c10::make_intrusive<StoreAdapter>(*meeting.store, meeting.name + "/", patience), meeting.rank, meeting.size,
            options);
    }

    Result<void> sum(std::span<double> values) override
    {
        return guarded(ErrorCode::Environment, "The sums of the ranks cannot be added:", {}, kHint,
                       [&]() -> Result<void> {
                           for (std::size_t first = 0; first < values.size(); first += kTogether) {
                               const auto some = values.subspan(first, std::min(kTogether, values.size() - first));
                               std::vector<at::Tensor> tensors{at::from_blob(
                                   some.data(), {static_cast<std::int64_t>(some.size())}, at::kDouble)};
                               group_->allreduce(tensors)->wait();
                           }
                           return {};
                       });
    }

    static constexpr const char* kHint = "Check the network between the machines, and what the other ranks say.";

private:
    c10::intrusive_ptr<c10d::ProcessGroupGloo> group_;
};

}  // namespace

Result<std::unique_ptr<RankSums>> connectRanks(const RankMeeting& meeting)
{
    return guarded(ErrorCode::Environment, "The ranks cannot be connected:", {}, GlooSums::kHint,
                   [&]() -> Result<std::unique_ptr<RankSums>> {
                       return std::unique_ptr<RankSums>(std::make_unique<GlooSums>(meeting));
                   });
}

}  // namespace fisherlens::module
