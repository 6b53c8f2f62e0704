// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the set of screenshots: every view and state, light and dark, English and Japanese, in two sizes, and the
// dialogs. screenshots.sh runs it under Xvfb, also at 200 %.
// usage: fisherlens-screenshots FOLDER [SUBSTRING]     (QT_QPA_PLATFORM=offscreen or an X server such as Xvfb)
#include "desktop/app/main_window.h"
#include "desktop/app/preferences.h"
#include "desktop/app/writing.h"
#include "desktop/views/dialogs.h"
#include "desktop/views/export_dialog.h"
#include "desktop/views/mapping_dialog.h"
#include "desktop/views/options_dialogs.h"
#include "desktop/views/outliers_dialog.h"
#include "desktop/views/rules_dialog.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>
#include <QTimer>

using namespace fisherlens::desktop;

namespace {

constexpr const char* kViews[] = {"overview", "heatmap", "agreement", "timeline", "merge", "prune"};
const QStringList kThemes{"light", "dark"}, kLanguages{"en", "ja"};

void settle(MainWindow& window)
{
    // The references of the example start one after the other, so idle has to last.
    QElapsedTimer quiet;
    quiet.start();
    while (quiet.elapsed() < 400) {
        QTest::qWait(20);
        if (!window.runner().isIdle())
            quiet.restart();
    }
}

/// The folder of the set, and which names are asked for.
class Shots {
public:
    Shots(Preferences& preferences, QString folder, QString wanted)
        : preferences_(preferences), folder_(std::move(folder)), wanted_(std::move(wanted))
    {
        QDir().mkpath(folder_);
    }

    void save(QWidget& widget, const QString& name) const
    {
        if (!name.contains(wanted_))
            return;
        QTest::qWait(120);
        widget.grab().save(QDir(folder_).filePath(name + ".png"));
        QTextStream(stdout) << name << '\n';
    }
    void use(const QString& language, const QString& theme) const
    {
        preferences_.setLanguage(language);
        preferences_.setTheme(theme);
        QTest::qWait(50);  // a dialog that is open while the language changes gets the buttons' usual words
    }
    /// Every view, in both themes and languages.
    void views(MainWindow& window, const QString& before, const QString& after = {}) const
    {
        for (const QString& language : kLanguages)
            for (const QString& theme : kThemes) {
                use(language, theme);
                for (int view = 0; view < 6; ++view) {
                    window.tabs()->setCurrentIndex(view);
                    settle(window);
                    save(window, before + kViews[view] + '-' + language + '-' + theme + after);
                }
            }
        use("en", "light");
    }
    /// A dialog in both languages, and once dark.
    template <class Make>
    void dialog(MainWindow& window, const QString& name, Make make) const
    {
        for (const auto& [language, theme] :
             {std::pair("en", "light"), std::pair("ja", "light"), std::pair("en", "dark")}) {
            use(language, theme);
            const auto shown = make();
            shown->show();
            settle(window);
            save(*shown, name + '-' + language + '-' + theme);
            shown->close();
        }
        use("en", "light");
    }
    /// A dialog that `open` waits for, such as the one for a file.
    template <class Open>
    void waiting(const QString& name, Open open) const
    {
        QTimer::singleShot(300, qApp, [this, name] {
            if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
                save(*dialog, name);
                dialog->reject();
            }
        });
        open();
    }

private:
    Preferences& preferences_;
    QString folder_, wanted_;
};

void nothingOpen(const Shots& shots, Preferences& preferences)
{
    MainWindow window(preferences);
    window.resize(1600, 960);
    window.show();
    shots.views(window, "empty-");
}

void everyView(const Shots& shots, MainWindow& window)
{
    const std::pair<const char*, QSize> sizes[] = {{"", {1600, 960}}, {"-1280", {1280, 800}}};
    for (const auto& [name, size] : sizes) {
        window.resize(size);
        window.resetLayout();  // as a window that starts with this size
        shots.views(window, {}, name);
    }
    window.resize(1600, 960);
    window.resetLayout();
}

/// The treemap, rules and two settings, a chosen colour range, A ÷ B.
void choices(const Shots& shots, MainWindow& window)
{
    window.document().change("", [](Settings& settings) {
        settings.overview.treemap = true;
        settings.heatmap.low = 1e-4;
        settings.heatmap.high = 1e-2;
        settings.heatmap.byRole = true;
        settings.merge.share = 0.62;
        setRule(settings.merge, "conv2.weight", 0.55);
        setRule(settings.merge, "fc1.*", 0.7);
        flipSetting(settings.merge);
        settings.merge.share = 0.4;
    });
    shots.views(window, "states-");
    window.document().change("", [](Settings& settings) { settings.heatmap.ratio = true; });
    window.tabs()->setCurrentIndex(1);
    for (const QString& theme : kThemes) {
        shots.use("en", theme);
        settle(window);
        shots.save(window, "states-ratio-" + theme);
    }
    shots.use("en", "light");
    window.document().undoStack().undo();
    window.document().undoStack().undo();
    settle(window);
}

/// A rule is being dragged: the evaluated curves are those of before. Then it is let go, and they are computed.
void staleAndComputing(const Shots& shots, MainWindow& window)
{
    window.tabs()->setCurrentIndex(4);
    for (const QString& theme : kThemes) {
        shots.use("en", theme);
        window.document().change(
            "", [](Settings& settings) { setRule(settings.merge, "conv*", 0.8); }, 99);
        QTest::qWait(50);
        shots.save(window, "stale-merge-en-" + theme);
        window.document().endGesture();
        QTest::qWait(260);
        shots.save(window, "computing-merge-en-" + theme);
        settle(window);
        window.document().undoStack().undo();
        settle(window);
    }
    shots.use("en", "light");
}

/// One checkpoint: no reference, no second model, no log, no data to evaluate with.
void inputMissing(const Shots& shots, Preferences& preferences)
{
    MainWindow window(preferences);
    window.resize(1600, 960);
    window.show();
    window.commands().open({FL_EXAMPLE_DIR "/a.pt"});
    settle(window);
    shots.views(window, "missing-");
}

/// A model without optimizer state: what needs a Fisher does not apply to it.
void notApplicable(const Shots& shots, Preferences& preferences, MainWindow& example, const QString& folder)
{
    const QString merged = QDir(folder).filePath("merged.safetensors");
    example.commands().writing().mergeTo(merged);
    settle(example);
    MainWindow window(preferences);
    window.resize(1600, 960);
    window.show();
    window.commands().open({merged});
    settle(window);
    shots.views(window, "not-applicable-");
}

/// A damaged file, and models that do not fit each other.
void failed(const Shots& shots, Preferences& preferences, const QString& folder)
{
    const QString path = QDir(folder).filePath("broken.pt");
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write("PK\x03\x04 not a zip");
    file.close();
    MainWindow window(preferences);
    window.resize(1600, 960);
    window.show();
    window.commands().open({path});
    settle(window);
    shots.views(window, "failed-");
}

void dialogs(const Shots& shots, MainWindow& window)
{
    Analyses& analyses = window.analyses();
    shots.dialog(window, "outliers-dialog", [&] { return std::make_unique<OutliersDialog>(analyses, &window); });
    shots.dialog(window, "rules-dialog",
                 [&] { return std::make_unique<RulesDialog>(window.document().settings().merge, &window); });
    shots.dialog(window, "reference-dialog", [&] { return std::make_unique<ReferenceDialog>(analyses, 1, &window); });
    shots.dialog(window, "check-dialog", [&] {
        auto check = std::make_unique<ReferenceDialog>(analyses, 1, &window);
        check->askForBudget(analyses.source(1).value->fisher, 0.75);
        return check;
    });
    shots.dialog(window, "recycle-dialog", [&] { return std::make_unique<RecycleDialog>(analyses, 1, &window); });
    shots.dialog(window, "recycle-log-dialog", [&] { return std::make_unique<RecycleDialog>(analyses, 4, &window); });
    shots.dialog(window, "mapping-dialog", [&] { return std::make_unique<MappingDialog>(analyses, 1, &window); });
    shots.dialog(window, "merge-options", [&] { return std::make_unique<MergeOptionsDialog>(analyses, &window); });
    shots.dialog(window, "prune-options", [&] { return std::make_unique<PruneOptionsDialog>(analyses, &window); });
    shots.dialog(window, "evaluation-dialog",
                 [&] { return std::make_unique<EvaluationDialog>(*window.document().settings().source(1), &window); });
    window.tabs()->setCurrentIndex(1);
    settle(window);
    shots.dialog(window, "export-dialog",
                 [&] { return std::make_unique<ExportDialog>(*window.pages().figure(), window.runner(), &window); });
    shots.dialog(window, "export-all-dialog", [&] { return std::make_unique<ExportDialog>(&window); });
    shots.waiting("write-merge-en", [&] { window.commands().writing().merge(); });
    shots.waiting("write-prune-en", [&] { window.commands().writing().prune(); });
    shots.use("ja", "light");
    shots.waiting("write-merge-ja", [&] { window.commands().writing().merge(); });
    shots.use("en", "light");
}

}  // namespace

int main(int argc, char** argv)
{
    const QTemporaryDir settings;
    qputenv("XDG_CONFIG_HOME", settings.path().toUtf8());
    QApplication application(argc, argv);
    QApplication::setOrganizationName("FisherLensScreens");
    QApplication::setApplicationName("FisherLensScreens");
    if (argc < 2) {
        QTextStream(stderr) << "usage: fisherlens-screenshots FOLDER [SUBSTRING]\n";
        return 2;
    }
    Preferences preferences(application);
    preferences.setLanguage("en");
    preferences.setTheme("light");
    const Shots shots(preferences, argv[1], argc > 2 ? argv[2] : "");
    nothingOpen(shots, preferences);
    inputMissing(shots, preferences);
    failed(shots, preferences, settings.path());
    MainWindow window(preferences);
    window.resize(1600, 960);
    window.show();
    window.commands().openExample();
    settle(window);
    everyView(shots, window);
    choices(shots, window);
    staleAndComputing(shots, window);
    notApplicable(shots, preferences, window, settings.path());
    dialogs(shots, window);
    return 0;
}
