// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "desktop/plots/figure.h"

#include <QByteArray>
#include <QFont>
#include <QImage>
#include <QString>

namespace fisherlens::desktop {

enum class ExportFormat { Pdf, Svg, Png };

[[nodiscard]] std::optional<ExportFormat> exportFormatFromName(const QString& name);

struct ExportOptions {
    ExportFormat format = ExportFormat::Pdf;
    double widthMm = 160, heightMm = 100;
    int dpi = 300;           ///< of PNG
    bool ownHeight = false;  ///< bars and the ladder take the height that their rows need, instead of heightMm
    QFont font;              ///< family; its size is 8 pt on paper
};

/// A figure as it was painted: the bytes of a file, or the picture of which a PNG is made.
struct PaintedFigure {
    QByteArray bytes;
    QImage image;
    QString title, provenance;
};
/// Painting may be done on any thread where QPainter draws alone; QCustomPlot is a widget and needs that of the window.
[[nodiscard]] bool isPlot(const FigureSpec& spec);
[[nodiscard]] PaintedFigure paintFigure(const NamedFigure& figure, const ExportOptions& options);
/// Compresses and writes, atomically, on any thread. Error NotWritten.
Result<void> writeFigure(const PaintedFigure& painted, const QString& path, const ExportOptions& options);

/// As part of a job on a worker thread: what QCustomPlot paints is painted in a turn of the event loop, the rest here.
/// Errors Cancelled, NotWritten.
Result<void> exportInTurn(const NamedFigure& figure, const QString& path, const ExportOptions& options,
                          const JobContext& context);

/// Writes one figure with the paper theme, atomically. Title above and provenance below the picture; in PDF and SVG text
/// stays text. Error NotWritten.
Result<void> exportFigure(const NamedFigure& figure, const QString& path, const ExportOptions& options);

/// The figure as a picture, for the clipboard: `theme`, `size` in logical pixels, `scale` device pixels per pixel.
[[nodiscard]] QImage figureImage(const NamedFigure& figure, const Theme& theme, const QSize& size, double scale,
                                 const QFont& font);

}  // namespace fisherlens::desktop
