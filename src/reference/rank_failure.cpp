// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/rank_failure.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace fisherlens {

std::string toText(const RankFailure& failure)
{
    const Error& error = failure.error;
    const nlohmann::json json{{"rank", failure.rank},          {"lost", failure.lost},
                              {"code", static_cast<int>(error.code)}, {"detail", error.detail},
                              {"file", error.where.file},      {"tensor", error.where.tensor},
                              {"hint", error.hint}};
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<RankFailure> failureFromText(const std::string& text)
{
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    try {
        RankFailure failure;
        failure.rank = json.at("rank").get<int>();
        failure.lost = json.at("lost").get<bool>();
        const int code = json.at("code").get<int>();
        if (code < 0 || code > static_cast<int>(ErrorCode::Cancelled))
            return std::nullopt;
        failure.error.code = static_cast<ErrorCode>(code);
        failure.error.detail = json.at("detail").get<std::string>();
        failure.error.where.file = json.at("file").get<std::string>();
        failure.error.where.tensor = json.at("tensor").get<std::string>();
        failure.error.hint = json.at("hint").get<std::string>();
        return failure;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

Error errorFor(const RankFailure& failure, int rank)
{
    if (failure.lost || failure.rank == rank)
        return failure.error;
    Error error = failure.error;
    error.detail = fmt::format("Rank {} ended: {}", failure.rank, error.detail);
    return error;
}

RankFailure lostRank(int rank, const std::string& why)
{
    return {rank, true,
            {ErrorCode::Environment,
             fmt::format("Rank {} is lost: {}. All ranks end, and no file is written.", rank, why),
             {},
             "See what it said last. The same command, given to all ranks again, goes on from the sums that they kept.",
             nullptr}};
}

}  // namespace fisherlens
