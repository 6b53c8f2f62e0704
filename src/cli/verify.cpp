// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/verify.h"

#include "cli/verb.h"

#include <fmt/format.h>

#include <memory>

namespace fisherlens::cli {
namespace {

Json toJson(const VerifyResult& result)
{
    Json json;
    json["intact"] = !result.problem;
    json["segments"] = result.segments;
    json["first_problem"] = result.problem ? Json{{"segment", result.problem->segment},
                                                  {"file", result.problem->file},
                                                  {"problem", result.problem->missing ? "missing" : "changed"},
                                                  {"text", result.problem->text}}
                                           : Json(nullptr);
    json["last_sha256"] = result.lastSha256.empty() ? Json(nullptr) : Json(result.lastSha256);
    json["cannot_see"] = kVerifyLimits;
    json["findings"] = Json::array();
    return json;
}

std::string toText(const VerifyResult& result)
{
    std::string text = result.problem
                           ? fmt::format("{}: {} is {}. {}\n", result.path, result.problem->file,
                                         result.problem->missing ? "missing" : "changed", result.problem->text)
                           : fmt::format("{}: the chain of {} segments is intact.\n", result.path, result.segments);
    if (!result.lastSha256.empty())
        text += fmt::format("Last hash: {}\n", result.lastSha256);
    return text + std::string(kVerifyLimits) + "\n";
}

}  // namespace

void addVerify(CLI::App& app, Run& run)
{
    CLI::App* verb = app.add_subcommand("verify", "Check the hash chain of an optimizer log");
    auto path = std::make_shared<std::string>();
    verb->add_option("log", *path, "Folder NAME.optlog")->required();
    verb->callback([path, &run] {
        run = [path](const JobContext& context) -> Result<Answer> {
            FL_TRY(const VerifyResult result, verifyLog(*path, context));
            return Answer{toJson(result), toText(result), result.problem ? 1 : 0};
        };
    });
}

}  // namespace fisherlens::cli
