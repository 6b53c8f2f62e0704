// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the set of screenshots: every view and several states, light and dark, English and Japanese, in three sizes.
// usage: fisherlens-screenshots FOLDER [SUBSTRING]     (QT_QPA_PLATFORM=offscreen or an X server such as Xvfb)
#include "desktop/app/main_window.h"
#include "desktop/app/preferences.h"
#include "desktop/views/dialogs.h"
#include "desktop/views/mapping_dialog.h"
#include "desktop/views/options_dialogs.h"
#include "desktop/views/outliers_dialog.h"
#include "desktop/views/rules_dialog.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>

using namespace fisherlens::desktop;

namespace {

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

void save(QWidget& widget, const QString& folder, const QString& name, const QString& wanted)
{
    if (!name.contains(wanted))
        return;
    QTest::qWait(120);
    widget.grab().save(QDir(folder).filePath(name + ".png"));
    QTextStream(stdout) << name << '\n';
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
    const QString folder = argv[1], wanted = argc > 2 ? argv[2] : "";
    QDir().mkpath(folder);
    Preferences preferences(application);
    preferences.setLanguage("en");
    {
        MainWindow empty(preferences);
        empty.resize(1600, 960);
        empty.show();
        save(empty, folder, "empty", wanted);
    }
    MainWindow window(preferences);
    window.show();
    window.commands().openExample();
    settle(window);
    const std::pair<const char*, QSize> sizes[] = {{"", {1600, 960}}, {"-1280", {1280, 800}}};
    const char* views[] = {"overview", "heatmap", "agreement", "timeline", "merge", "prune"};
    for (const auto& [sizeName, size] : sizes) {
        window.resize(size);
        window.resetLayout();  // as a window that starts with this size
        for (const QString& language : {QStringLiteral("en"), QStringLiteral("ja")}) {
            preferences.setLanguage(language);
            for (const QString& theme : {QStringLiteral("light"), QStringLiteral("dark")}) {
                preferences.setTheme(theme);
                for (int view = 0; view < 6; ++view) {
                    window.tabs()->setCurrentIndex(view);
                    settle(window);
                    save(window, folder, QString(views[view]) + "-" + language + "-" + theme + sizeName, wanted);
                }
            }
        }
    }
    preferences.setLanguage("en");
    preferences.setTheme("light");
    window.resize(1600, 960);
    // States that the set above does not reach: the treemap, rules and two settings, a chosen colour range, outliers.
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
    for (const QString& theme : {QStringLiteral("light"), QStringLiteral("dark")}) {
        preferences.setTheme(theme);
        for (int view = 0; view < 6; ++view) {
            window.tabs()->setCurrentIndex(view);
            settle(window);
            save(window, folder, QString("states-") + views[view] + "-" + theme, wanted);
        }
    }
    window.document().change("", [](Settings& settings) { settings.heatmap.ratio = true; });
    window.tabs()->setCurrentIndex(1);
    for (const QString& theme : {QStringLiteral("light"), QStringLiteral("dark")}) {
        preferences.setTheme(theme);
        settle(window);
        save(window, folder, "states-ratio-" + theme, wanted);
    }
    preferences.setTheme("light");
    OutliersDialog outliers(window.analyses(), &window);
    outliers.show();
    settle(window);
    save(outliers, folder, "outliers-dialog", wanted);
    outliers.close();
    RulesDialog rules(window.document().settings().merge, &window);
    rules.show();
    save(rules, folder, "rules-dialog", wanted);
    rules.close();
    ReferenceDialog reference(window.analyses(), 1, &window);
    reference.show();
    settle(window);
    save(reference, folder, "reference-dialog", wanted);
    reference.close();
    ReferenceDialog check(window.analyses(), 1, &window);
    check.askForBudget(window.analyses().source(1).value->fisher, 0.75);
    check.show();
    settle(window);
    save(check, folder, "check-dialog", wanted);
    check.close();
    for (const QString& language : {QStringLiteral("en"), QStringLiteral("ja")}) {
        preferences.setLanguage(language);
        QTest::qWait(50);  // a dialog that is open while the language changes gets the buttons' usual words
        RecycleDialog recycle(window.analyses(), 1, &window);
        recycle.show();
        save(recycle, folder, "recycle-dialog-" + language, wanted);
        recycle.close();
        MappingDialog mapping(window.analyses(), 1, &window);
        mapping.show();
        save(mapping, folder, "mapping-dialog-" + language, wanted);
        mapping.close();
        MergeOptionsDialog mergeOptions(window.analyses(), &window);
        mergeOptions.show();
        save(mergeOptions, folder, "merge-options-" + language, wanted);
        mergeOptions.close();
        PruneOptionsDialog pruneOptions(window.analyses(), &window);
        pruneOptions.show();
        save(pruneOptions, folder, "prune-options-" + language, wanted);
        pruneOptions.close();
        EvaluationDialog evaluation(*window.document().settings().source(1), &window);
        evaluation.show();
        save(evaluation, folder, "evaluation-dialog-" + language, wanted);
        evaluation.close();
    }
    return 0;
}
