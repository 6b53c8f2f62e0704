// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verb.h"

#include "report/provenance.h"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <string_view>
#include <thread>

namespace {

using namespace fisherlens;

/// Waits for SIGINT and SIGTERM on a thread of its own, so that the request to stop is set in ordinary code. A second
/// signal ends the program at once.
void cancelOnSignals(CancelToken token)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([token, signals]() mutable {
        int signal = 0;
        sigwait(&signals, &signal);
        token.request();
        sigwait(&signals, &signal);
        _exit(5);
    }).detach();
}

/// A progress line on standard error, only where someone can watch it.
void showProgress(const ProgressReport& report)
{
    std::fprintf(stderr, "\r\033[K%.*s: %3.0f %%", static_cast<int>(report.stage.size()), report.stage.data(),
                 100 * report.share);
    if (report.share >= 1)
        std::fputs("\r\033[K", stderr);
    std::fflush(stderr);
}

bool print(const std::string& text)
{
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
}

std::string jsonText(const cli::Json& json)
{
    return json.dump(2, ' ', false, cli::Json::error_handler_t::replace) + "\n";
}

int fail(Error error, bool json)
{
    for (std::string* text : {&error.detail, &error.hint, &error.where.file, &error.where.tensor})
        *text = cli::printable(*text);
    if (json)
        print(jsonText({{"error", cli::toJson(error)}}));
    std::fprintf(stderr, "fisherlens-cli: %s\n", describe(error).c_str());
    return exitStatus(error.code);
}

/// What the command-line library says, as a sentence.
Error usageError(std::string text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ' || text.back() == '.'))
        text.pop_back();
    return {ErrorCode::Usage, text + ".", {}, "See fisherlens-cli --help.", nullptr};
}

int answer(const Result<cli::Answer>& result, bool json)
{
    if (!result)
        return fail(result.error(), json);
    if (result->silent) {
        std::fputs(cli::printable(result->text, true).c_str(), stderr);
        return result->status;
    }
    if (!print(json ? jsonText(result->json) : cli::printable(result->text, true)))
        return fail({ErrorCode::NotWritten, "The answer cannot be written to standard output.", {}, "", nullptr},
                    false);
    return result->status;
}

}  // namespace

int main(int argc, char** argv)
{
    CLI::App app(
        "Reads the squared-gradient accumulator of a checkpoint as a Fisher diagonal, checks it, merges and prunes.",
        "fisherlens-cli");
    app.set_version_flag("--version", programVersion());
    app.require_subcommand(1);
    cli::Run run;
    for (const auto add : {cli::addInfo, cli::addRecycle, cli::addReference, cli::addCombine, cli::addCompare,
                           cli::addLadder, cli::addEvaluate, cli::addMerge, cli::addPrune, cli::addVerify,
                           cli::addHook})
        add(app, run);
    bool json =
        std::any_of(argv + 1, argv + argc, [](const char* argument) { return std::string_view(argument) == "--json"; });
    for (CLI::App* verb : app.get_subcommands([](CLI::App*) { return true; }))
        verb->add_flag("--json", json, "One JSON object on standard output");
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) {
        return app.exit(success);
    } catch (const CLI::ParseError& error) {
        return fail(usageError(error.what()), json);
    }

    JobContext context;
    cancelOnSignals(context.cancel);
    Progress progress(showProgress);
    if (isatty(STDERR_FILENO))
        context.progress = &progress;
    try {
        return answer(run(context), json);
    } catch (const std::bad_alloc&) {
        return fail({ErrorCode::Environment,
                     "There is not enough memory for this.",
                     {},
                     "Close other programs, or use a smaller input.",
                     nullptr},
                    json);
    } catch (const std::exception& error) {
        return fail({ErrorCode::Environment,
                     std::string("An unexpected error: ") + error.what(),
                     {},
                     "This is a defect: report it.",
                     nullptr},
                    json);
    }
}
