// SPDX-License-Identifier: GPL-3.0-or-later
// How the window feels, in numbers: the time from the start of the process to the first paint against a program that
// shows an empty Qt window (each a fresh process, in turns), and the longest time without a turn of the event loop while
// a checkpoint of 1 GB is opened, recycled and compared with a reference.
#include "bench_files.h"

#include "desktop/app/main_window.h"
#include "desktop/app/preferences.h"
#include "formats/fisher_file.h"
#include "operations/recycle.h"

#include <benchmark/benchmark.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTabWidget>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace {

using namespace fisherlens;
using namespace fisherlens::desktop;

/// Ends the program when the window has been painted, and says so.
class FirstPaint : public QObject {
public:
    explicit FirstPaint(QWidget& window) { window.installEventFilter(this); }

protected:
    bool eventFilter(QObject* object, QEvent* event) override
    {
        const bool handled = QObject::eventFilter(object, event);
        if (event->type() == QEvent::Paint) {
            object->removeEventFilter(this);
            QTimer::singleShot(0, [] {
                QFile maps("/proc/self/maps");
                const bool torch = maps.open(QIODevice::ReadOnly) && maps.readAll().contains("libtorch");
                std::puts(torch ? "painted torch" : "painted");
                std::fflush(stdout);
                std::_Exit(0);
            });
        }
        return handled;
    }
};

int paintEmptyWindow(QApplication& application)
{
    QMainWindow window;
    window.resize(1600, 960);
    FirstPaint first(window);
    window.show();
    return application.exec();
}

int paintOurWindow(QApplication& application)
{
    Preferences preferences(application);
    MainWindow window(preferences);
    FirstPaint first(window);
    window.afterFirstPaint([&window] { window.commands().openExample(); });
    window.show();
    return application.exec();
}

/// Seconds from the start of the process to its first paint; negative when it said something else than `painted`.
double secondsToFirstPaint(const QString& which)
{
    QProcess process;
    double seconds = -1;
    const double waited = bench::secondsOf([&] {
        process.start(QCoreApplication::applicationFilePath(), {which});
        process.waitForReadyRead(60'000);
    });
    if (process.readAllStandardOutput().trimmed() == "painted")
        seconds = waited;
    process.waitForFinished();
    return seconds;
}

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

void firstPaint(benchmark::State& state)
{
    std::vector<double> empty, ours;
    (void)secondsToFirstPaint("--paint-empty");  // warms the page cache
    (void)secondsToFirstPaint("--paint-ours");
    for (auto _ : state) {
        empty.push_back(secondsToFirstPaint("--paint-empty"));
        ours.push_back(secondsToFirstPaint("--paint-ours"));
        state.SetIterationTime(ours.back());
        if (empty.back() < 0 || ours.back() < 0) {
            state.SkipWithError("a window was not painted, or LibTorch was loaded for it");
            return;
        }
    }
    state.counters["ratio_to_empty_window"] = median(ours) / median(empty);
    state.counters["empty_ms"] = 1000 * median(empty);
}
BENCHMARK(firstPaint)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(11);

/// The longest time between two turns of the event loop, from a timer that is always due.
class LoopGap {
public:
    LoopGap()
    {
        clock_.start();
        QObject::connect(&timer_, &QTimer::timeout, [this] { take(); });
        timer_.start(0);
    }
    [[nodiscard]] double milliseconds() const { return longest_; }

private:
    void take()
    {
        longest_ = std::max(longest_, static_cast<double>(clock_.nsecsElapsed()) / 1e6);
        clock_.restart();
    }
    QTimer timer_;
    QElapsedTimer clock_;
    double longest_ = 0;
};

bool waitUntilIdle(MainWindow& window)
{
    return QTest::qWaitFor([&] { return window.runner().isIdle(); }, 600'000);
}

/// The recycled diagonal of the checkpoint under the name of a reference, so that there is something to compare with.
bool writeReference(const std::string& checkpoint, const std::string& output)
{
    RecycleRequest request;
    request.open.path = checkpoint;
    request.output = output;
    if (!recycleCheckpoint(request, {}))
        return false;
    auto file = openFisherFile(output, {});
    if (!file)
        return false;
    file->attributes.kind = FisherKind::Empirical;
    file->attributes.scale = FisherScale::MeanPerUnit;
    file->attributes.examples = 1;
    return static_cast<bool>(writeFisherFile(*file, output + ".reference.fisher.h5", {}));
}

void eventLoopGap(benchmark::State& state)
{
    const bench::TemporaryFile checkpoint(
        "window.pt", std::uint64_t{1} << 30U, [](const std::string& path, std::uint64_t bytes) {
            const std::string command = "/usr/bin/python3 " FL_SOURCE_DIR "/tests/bench/make_big_checkpoint.py '" + path
                                        + "' " + std::to_string(bytes);
            return std::system(command.c_str()) == 0;
        });
    const bench::TemporaryFile recycled(
        "window.fisher.h5", std::uint64_t{350} << 20U, [&](const std::string& path, std::uint64_t) {
            return !checkpoint.path().empty() && writeReference(checkpoint.path(), path);
        });
    if (recycled.path().empty()) {
        state.SkipWithError("not enough free disk, or no python3-torch");
        return;
    }
    const QString reference = QString::fromStdString(recycled.path()) + ".reference.fisher.h5";
    double longest = 0;
    for (auto _ : state) {
        Preferences preferences(*qApp);
        MainWindow window(preferences);
        window.resize(1600, 960);
        window.show();
        (void)QTest::qWaitForWindowExposed(&window);
        QTest::qWait(3000);  // the views behind the first tab are made
        LoopGap gap;
        const double seconds = bench::secondsOf([&] {
            window.commands().open({QString::fromStdString(checkpoint.path())});
            bool done = waitUntilIdle(window);
            window.commands().open({reference});
            done = done && waitUntilIdle(window);
            for (int tab = 0; tab < window.tabs()->count() && done; ++tab) {
                window.tabs()->setCurrentIndex(tab);
                done = waitUntilIdle(window);
            }
            if (!done)
                state.SkipWithError("the jobs did not end");
        });
        state.SetIterationTime(seconds);
        longest = std::max(longest, gap.milliseconds());
        if (window.analyses().agreement().state != Analysis<AgreementData>::Ready)
            state.SkipWithError("the comparison was not made");
    }
    QFile::remove(reference);
    state.counters["longest_gap_ms"] = longest;
}
BENCHMARK(eventLoopGap)->UseManualTime()->Unit(benchmark::kSecond)->Iterations(1);

}  // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const std::string mode = argc > 1 ? argv[1] : "";
    QApplication application(argc, argv);
    QApplication::setOrganizationName("FisherLens");
    QApplication::setApplicationName("FisherLens-bench");
    if (mode == "--paint-empty")
        return paintEmptyWindow(application);
    if (mode == "--paint-ours")
        return paintOurWindow(application);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
