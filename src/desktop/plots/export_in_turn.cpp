// SPDX-License-Identifier: GPL-3.0-or-later
// Exporting from a worker thread.
#include "desktop/plots/export.h"

#include <QCoreApplication>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace fisherlens::desktop {
namespace {

/// What a turn of the event loop hands to the worker that waits for it.
struct Turn {
    std::mutex mutex;
    std::condition_variable done;
    std::optional<PaintedFigure> painted;
};

/// Closing joins the worker on the thread that would paint: so the worker never waits longer than for a cancel.
Result<PaintedFigure> paintInTurn(const NamedFigure& figure, const ExportOptions& options, const JobContext& context)
{
    if (!isPlot(figure.spec))
        return paintFigure(figure, options);
    const auto turn = std::make_shared<Turn>();
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [turn, figure, options, cancel = context.cancel] {
            if (cancel.requested())
                return;
            PaintedFigure painted = paintFigure(figure, options);
            const std::lock_guard lock(turn->mutex);
            turn->painted = std::move(painted);
            turn->done.notify_all();
        },
        Qt::QueuedConnection);
    std::unique_lock lock(turn->mutex);
    while (!turn->painted) {
        turn->done.wait_for(lock, std::chrono::milliseconds(20));
        if (context.cancel.requested())
            return cancelled();
    }
    return std::move(*turn->painted);
}

}  // namespace

Result<void> exportInTurn(const NamedFigure& figure, const QString& path, const ExportOptions& options,
                          const JobContext& context)
{
    FL_TRY(const PaintedFigure painted, paintInTurn(figure, options, context));
    return writeFigure(painted, path, options);
}

}  // namespace fisherlens::desktop
