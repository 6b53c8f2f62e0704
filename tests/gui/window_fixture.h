// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The window with the bundled example and a reference of A, once per test suite.

#include "desktop/app/main_window.h"
#include "desktop/app/preferences.h"
#include "desktop/views/plot_view.h"
#include "operations/reference.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QPushButton>
#include <QTest>
#include <QTimer>

#include <functional>

namespace fisherlens::desktop {

inline constexpr int kPatience = 120'000;  // a slow machine, not a measure

inline QString cli()
{
    return QCoreApplication::applicationDirPath() + "/fisherlens-cli";
}

inline QJsonObject runCli(const QStringList& arguments)
{
    QProcess process;
    process.start(cli(), arguments + QStringList("--json"));
    process.waitForFinished(kPatience);
    EXPECT_EQ(process.exitCode(), 0) << process.readAllStandardError().toStdString();
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

inline QByteArray content(const QString& path)
{
    QFile file(path);
    file.open(QIODevice::ReadOnly);
    return file.readAll();
}

class WindowFixture : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        preferences_ = new Preferences(*qApp);
        preferences_->setLanguage("en");
        folder_ = new QTemporaryDir;
        window_ = new MainWindow(*preferences_);
        window_->resize(1600, 960);
        window_->show();
        window_->commands().openSession(FL_EXAMPLE_DIR "/example.session.json");
        settle();
        makeReference();
    }
    static void TearDownTestSuite()
    {
        delete window_;
        delete folder_;
        delete preferences_;
    }
    static void settle()
    {
        ASSERT_TRUE(QTest::qWaitFor([] { return window_->runner().isIdle(); }, kPatience));
    }

    /// Answers the modal dialog that `open` shows.
    static void answering(const std::function<void()>& open, const std::function<void(QDialog&)>& answer)
    {
        bool seen = false;
        QTimer::singleShot(100, window_, [&] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            ASSERT_NE(dialog, nullptr);
            seen = true;
            answer(*dialog);
            if (dialog->isVisible())
                dialog->reject();  // a test that fails must not wait for ever
        });
        open();
        EXPECT_TRUE(seen);
    }
    /// Fills it in and presses its OK button.
    static void accepting(const std::function<void()>& open, const std::function<void(QDialog&)>& fill)
    {
        answering(open, [&](QDialog& dialog) {
            fill(dialog);
            QTest::mouseClick(dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
        });
    }
    static void trigger(const QString& text)
    {
        for (QAction* action : window_->findChildren<QAction*>())
            if (action->text() == text)
                return action->trigger();
        FAIL() << "no action " << text.toStdString();
    }

    /// An empirical reference of a model of the example on a part of its data, opened as a source of that model.
    static void makeReference(const QString& model = "a", const QString& data = "upright", SourceId of = 1)
    {
        const std::string example = FL_EXAMPLE_DIR "/";
        ReferenceRequest request;
        request.model = example + "model.ts";
        request.data = example + data.toStdString() + "-train.h5";
        request.weights = example + model.toStdString() + ".pt";
        request.output = folder_->filePath(model + ".fisher.h5").toStdString();
        request.split = "train";
        request.settings.examples = 200;
        const auto made = estimateReference(request, {});
        ASSERT_TRUE(made) << describe(made.error());
        SourceSettings source;
        source.path = QString::fromStdString(request.output);
        source.name = model.toUpper() + " reference";
        source.colour = 2;
        source.referenceOf = of;
        window_->document().addBackground(source);
        settle();
    }

    static inline Preferences* preferences_ = nullptr;
    static inline MainWindow* window_ = nullptr;
    static inline QTemporaryDir* folder_ = nullptr;
};

}  // namespace fisherlens::desktop
