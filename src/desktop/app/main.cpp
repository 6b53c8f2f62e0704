// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/app/example.h"
#include "desktop/app/headless.h"
#include "desktop/app/main_window.h"
#include "desktop/app/preferences.h"
#include "report/provenance.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QFileInfo>
#include <QTextStream>

#include <cstring>
#include <string_view>

namespace {

using namespace fisherlens;
using namespace fisherlens::desktop;

int refuse(const Error& error)
{
    QTextStream(stderr) << "fisherlens: " << QString::fromStdString(describe(error)) << '\n';
    return exitStatus(error.code);
}

/// The files of the command line as a session: one of --session, or the files one after the other.
Result<Settings> settingsFor(const QString& session, const QStringList& files)
{
    if (!session.isEmpty()) {
        FL_TRY(Session read, readSession(session.toStdString()));
        return read.settings;
    }
    Settings settings;
    for (const QString& file : files) {
        SourceSettings source;
        source.id = static_cast<SourceId>(settings.sources.size()) + 1;
        source.path = QFileInfo(file).absoluteFilePath();
        source.name = QFileInfo(file).completeBaseName();
        source.colour = source.id - 1;
        settings.sources.push_back(source);
    }
    if (!settings.sources.empty())
        settings.current = 1;
    return settings;
}

bool wantsNoDisplay(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i)
        if (std::strncmp(argv[i], "--export-figures", 16) == 0)
            return true;
    return false;
}

/// Takes --session FILE out of the arguments: Qt would take it for the session of X11 and swallow it.
QString takeSession(int& argc, char** argv)
{
    constexpr std::string_view name = "--session";
    QString found;
    int kept = 1;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == name && i + 1 < argc)
            found = QFile::decodeName(argv[++i]);
        else if (argument.starts_with(name) && argument.substr(name.size()).starts_with('='))
            found = QFile::decodeName(argv[i] + name.size() + 1);
        else
            argv[kept++] = argv[i];
    }
    argc = kept;
    argv[argc] = nullptr;
    return found;
}

}  // namespace

int main(int argc, char** argv)
{
    QString sessionPath = takeSession(argc, argv);
    if (wantsNoDisplay(argc, argv))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setOrganizationName("FisherLens");
    QApplication::setApplicationName("FisherLens");
    QApplication::setApplicationVersion(QString::fromStdString(programVersion()).section(' ', -1));

    QCommandLineParser parser;
    parser.setApplicationDescription("Recycled Fisher diagonals: see, check, merge, prune.");
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument("files", "Checkpoints, Fisher files or a session.", "[FILES…]");
    const QCommandLineOption session("session", "Open a session.", "FILE");
    const QCommandLineOption figures("export-figures", "Write every figure to a folder, without a display.", "DIR");
    const QCommandLineOption format("format", "pdf, svg or png (default pdf).", "FORMAT", "pdf");
    parser.addOptions({session, figures, format});
    if (!parser.parse(QApplication::arguments()))
        return refuse(
            {ErrorCode::Usage, parser.errorText().toStdString() + ".", {}, "See fisherlens --help.", nullptr});
    if (parser.isSet("help"))
        parser.showHelp(0);
    if (parser.isSet("version"))
        parser.showVersion();
    QStringList files = parser.positionalArguments();
    if (sessionPath.isEmpty() && files.size() == 1 && files.first().endsWith(".session.json"))
        sessionPath = files.takeFirst();

    if (parser.isSet(figures)) {
        ExportOptions options;
        const auto chosen = exportFormatFromName(parser.value(format));
        if (!chosen)
            return refuse({ErrorCode::Usage,
                           "There is no figure format " + parser.value(format).toStdString() + ".",
                           {},
                           "Use pdf, svg or png.",
                           nullptr});
        if (sessionPath.isEmpty() && files.isEmpty())
            return refuse({ErrorCode::Usage,
                           "Nothing was given to draw.",
                           {},
                           "Name checkpoints, Fisher files or a session.",
                           nullptr});
        options.format = *chosen;
        const auto settings = settingsFor(sessionPath, files);
        return settings ? exportFiguresHeadless(*settings, parser.value(figures), options) : refuse(settings.error());
    }

    Preferences preferences(application);
    MainWindow window(preferences);
    if (!sessionPath.isEmpty())
        window.commands().openSession(QFileInfo(sessionPath).absoluteFilePath());
    else if (!files.isEmpty())
        window.commands().open(files);
    else
        window.afterFirstPaint([&window] { window.commands().openExample(); });
    window.show();
    return QApplication::exec();
}
