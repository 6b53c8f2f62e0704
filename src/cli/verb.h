// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fisherlens::cli {

using Json = nlohmann::ordered_json;

/// What a verb answers: the object of `--json`, the same for people, and the exit status (0, or 1: a check failed).
struct Answer {
    Json json = Json::object();
    std::string text;
    int status = 0;
    bool silent = false;  ///< nothing on standard output; `text` goes to standard error
};

/// What main runs after the command line was parsed; set by the callback of the chosen verb.
using Run = std::function<Result<Answer>(const JobContext&)>;

// One file per verb: declares its options on a new subcommand and sets `run` when it is chosen.
void addInfo(CLI::App& app, Run& run);
void addRecycle(CLI::App& app, Run& run);
void addReference(CLI::App& app, Run& run);
void addCombine(CLI::App& app, Run& run);
void addCompare(CLI::App& app, Run& run);
void addLadder(CLI::App& app, Run& run);
void addEvaluate(CLI::App& app, Run& run);
void addMerge(CLI::App& app, Run& run);
void addPrune(CLI::App& app, Run& run);
void addVerify(CLI::App& app, Run& run);
void addHook(CLI::App& app, Run& run);

/// A number for JSON: null when undefined or not finite.
Json number(double value);
Json number(std::optional<double> value);

/// Text with names from files, fit for a terminal: valid UTF-8, and no control characters (each becomes U+FFFD) but
/// line feeds where `lines` allows them.
std::string printable(const std::string& text, bool lines = false);

Json toJson(const Where& where);
Json toJson(const Finding& finding);
Json toJson(const std::vector<Finding>& findings);
/// {"code", "message", "where", "hint"} of DESIGN.md 8.
Json toJson(const Error& error);

/// One line per finding for people: "warning  reduction-assumed  FILE  sentence hint".
std::string findingsText(const std::vector<Finding>& findings);

}  // namespace fisherlens::cli
