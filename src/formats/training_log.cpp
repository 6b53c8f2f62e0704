// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/training_log.h"

#include "base/byte_source.h"
#include "formats/event_file.h"
#include "formats/training_series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <numeric>
#include <system_error>

namespace fisherlens {
namespace {

namespace fs = std::filesystem;
using detail::SeriesBuilder;

enum class Form { TrainerState, Events, Csv, Wandb, Mlflow };

struct Place {
    Form form;
    std::vector<std::string> files;  ///< or the folder of an MLflow run
};

constexpr std::string_view kWandbSummary = "wandb-summary.json";

bool isEventFile(std::string_view name)
{
    return name.find("tfevents.") != std::string_view::npos;
}

std::optional<Form> formOfFile(const std::string& name)
{
    if (name == "trainer_state.json")
        return Form::TrainerState;
    if (isEventFile(name))
        return Form::Events;
    if (name == "metrics.csv" || name == "results.csv")
        return Form::Csv;
    if (name == kWandbSummary)
        return Form::Wandb;
    return std::nullopt;
}

std::optional<Place> placeOf(const std::string& path)
{
    std::error_code error;
    if (fs::is_regular_file(path, error)) {
        const auto form = formOfFile(fs::path(path).filename().string());
        return form ? std::optional(Place{*form, {path}}) : std::nullopt;
    }
    if (!fs::is_directory(path, error))
        return std::nullopt;
    std::array<std::vector<std::string>, 4> found;
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error))
        if (const auto form = formOfFile(at->path().filename().string()))
            found[static_cast<std::size_t>(*form)].push_back(at->path().string());
    for (std::size_t i = 0; i < found.size(); ++i)
        if (!found[i].empty()) {
            std::sort(found[i].begin(), found[i].end());
            return Place{static_cast<Form>(i), found[i]};
        }
    if (const fs::path summary = fs::path(path) / "files" / kWandbSummary; fs::is_regular_file(summary, error))
        return Place{Form::Wandb, {summary.string()}};
    const fs::path metrics = fs::path(path) / "metrics";
    if (fs::is_directory(metrics, error) && fs::exists(fs::path(path) / "meta.yaml", error))
        return Place{Form::Mlflow, {metrics.string()}};
    return std::nullopt;
}

std::string lower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

/// Place of the name in a list of plain names; behind them names that contain `part`; else nullopt.
std::optional<int> rankOf(std::string_view name, std::initializer_list<std::string_view> plain, std::string_view part)
{
    const std::string text = lower(name);
    int rank = 0;
    for (const std::string_view candidate : plain) {
        if (text == candidate)
            return rank;
        ++rank;
    }
    return text.find(part) == std::string::npos ? std::nullopt : std::optional(rank);
}

template <class Rank>
std::optional<std::size_t> plainest(const std::vector<TrainingSeries>& series, Rank rank)
{
    std::optional<std::size_t> best;
    int least = 0;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (const auto value = rank(series[i].name); value && (!best || *value < least)) {
            best = i;
            least = *value;
        }
    return best;
}

Result<void> readPlace(const Place& place, SeriesBuilder& series, TrainingLog& log, const JobContext& context)
{
    for (const std::string& file : place.files) {
        switch (place.form) {
        case Form::TrainerState:
            log.format = "trainer-state";
            FL_CHECK(detail::readTrainerState(file, series, context));
            break;
        case Form::Events: {
            log.format = "tensorboard";
            FL_TRY(const auto source, ByteSource::open(file));
            FL_CHECK(detail::readEventFile(source, series, context));
            break;
        }
        case Form::Csv:
            log.format = "csv";
            FL_CHECK(detail::readCsv(file, series, log.epochs, context));
            break;
        case Form::Wandb:
            log.format = "wandb-summary";
            FL_CHECK(detail::readWandb(file, series, log.run));
            break;
        case Form::Mlflow:
            log.format = "mlflow";
            FL_CHECK(detail::readMlflow(file, series, context));
            break;
        }
    }
    return {};
}

}  // namespace

namespace detail {

bool SeriesBuilder::add(const std::string& name, double step, double value, double time)
{
    if (points_ == kMaxPoints || !std::isfinite(step))
        return false;
    auto at = byName_.find(name);
    if (at == byName_.end()) {
        if (series_.size() == kMaxNames)
            return false;
        at = byName_.emplace(name, series_.size()).first;
        series_.push_back({name, {}, {}, {}});
    }
    TrainingSeries& series = series_[at->second];
    series.step.push_back(step);
    series.value.push_back(std::isfinite(value) ? value : std::numeric_limits<double>::quiet_NaN());
    series.time.push_back(time);
    ++points_;
    return true;
}

std::vector<TrainingSeries> SeriesBuilder::take()
{
    for (TrainingSeries& series : series_) {
        if (std::is_sorted(series.step.begin(), series.step.end()))
            continue;
        std::vector<std::size_t> order(series.step.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return series.step[a] < series.step[b]; });
        TrainingSeries sorted{series.name, {}, {}, {}};
        for (const std::size_t i : order) {
            sorted.step.push_back(series.step[i]);
            sorted.value.push_back(series.value[i]);
            sorted.time.push_back(series.time[i]);
        }
        series = std::move(sorted);
    }
    byName_.clear();
    points_ = 0;
    return std::move(series_);
}

Result<std::string> readText(const std::string& path)
{
    FL_TRY(const auto file, ByteSource::open(path));
    if (file->size() > std::uint64_t{1} << 30U)
        return fail(ErrorCode::Unsupported, "The log is larger than 1 GiB.", {path, {}, {}});
    std::string text(static_cast<std::size_t>(file->size()), '\0');
    FL_CHECK(file->read(0, std::as_writable_bytes(std::span(text))));
    return text;
}

}  // namespace detail

std::optional<int> lossRank(std::string_view name)
{
    const std::string text = lower(name);
    for (const std::string_view other : {"eval", "val_", "val/", "valid", "test", "dev_"})
        if (text.find(other) != std::string::npos)
            return std::nullopt;
    return rankOf(name,
                  {"loss", "train/loss", "train_loss", "train_loss_step", "loss_step", "train/loss_step",
                   "train_loss_epoch", "loss_epoch", "epoch_loss", "batch_loss"},
                  "loss");
}

std::optional<int> learningRateRank(std::string_view name)
{
    const std::string text = lower(name);
    if (const auto rank =
            rankOf(text, {"learning_rate", "train/learning_rate", "lr", "train/lr", "lr/pg0"}, "learning_rate"))
        return rank;
    if (text.starts_with("lr-") || text.starts_with("lr/") || text.starts_with("lr_") || text.ends_with("/lr")
        || text.ends_with("_lr"))
        return 10;
    return std::nullopt;
}

std::optional<int> gradientNormRank(std::string_view name)
{
    const std::string text = lower(name);
    if (const auto rank = rankOf(text, {"grad_norm", "train/grad_norm"}, "grad_norm"))
        return rank;
    return rankOf(text, {"gradient_norm", "gnorm", "train/gnorm"}, "gradient_norm");
}

bool looksLikeTrainingLog(const std::string& path)
{
    return placeOf(path).has_value();
}

Result<TrainingLog> openTrainingLog(const std::string& path, const JobContext& context)
{
    std::error_code error;
    if (!fs::exists(path, error))
        return fail(ErrorCode::Missing, "The training log does not exist.", {path, {}, {}});
    const auto place = placeOf(path);
    if (!place)
        return fail(
            ErrorCode::Unsupported, "There is no training log here that this program reads.", {path, {}, {}},
            "Give trainer_state.json, TensorBoard event files, metrics.csv, results.csv, wandb-summary.json or an "
            "MLflow run.");
    TrainingLog log;
    log.path = path;
    SeriesBuilder series;
    FL_CHECK(readPlace(*place, series, log, context));
    log.series = series.take();
    if (log.series.empty())
        return fail(ErrorCode::Unsupported, "The training log holds no series of numbers.", {path, {}, {}});
    log.loss = plainest(log.series, lossRank);
    log.learningRate = plainest(log.series, learningRateRank);
    log.gradientNorm = plainest(log.series, gradientNormRank);
    return log;
}

}  // namespace fisherlens
