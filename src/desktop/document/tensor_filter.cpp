// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/document/tensor_filter.h"

#include <QCoreApplication>

#include <algorithm>

namespace fisherlens::desktop {
namespace {

/// "1M" → 1e6; nullopt when it is no size.
std::optional<double> sizeFrom(QString text)
{
    double factor = 1;
    if (text.endsWith('k', Qt::CaseInsensitive))
        factor = 1e3;
    else if (text.endsWith('M', Qt::CaseInsensitive))
        factor = 1e6;
    else if (text.endsWith('G', Qt::CaseInsensitive))
        factor = 1e9;
    if (factor > 1)
        text.chop(1);
    bool ok = false;
    const double value = text.toDouble(&ok);
    return ok && value >= 0 ? std::optional(value * factor) : std::nullopt;
}

/// Words at spaces, except inside /.../.
QStringList split(const QString& text)
{
    QStringList words;
    QString word;
    bool pattern = false;
    for (const QChar c : text) {
        if (c.isSpace() && !pattern) {
            if (!word.isEmpty())
                words << std::exchange(word, QString());
            continue;
        }
        if (c == '/' && (word.isEmpty() || pattern))
            pattern = !pattern;
        word += c;
    }
    if (!word.isEmpty())
        words << word;
    return words;
}

}  // namespace

QString roleOf(const QString& name, const Shape& shape)
{
    const QString lower = name.toLower();
    const QString last = lower.section('.', -1);
    if (lower.contains("norm") || lower.contains(".ln") || lower.startsWith("ln") || lower.contains(".bn")
        || lower.startsWith("bn"))
        return "norm";
    if (lower.contains("embed") || last == "wte.weight" || lower.contains("wte.") || lower.contains("wpe."))
        return "embedding";
    if (last.endsWith("bias"))
        return "bias";
    return shape.size() >= 2 ? "weight" : "other";
}

TensorFilter::TensorFilter(const QString& text)
{
    for (const QString& part : split(text)) {
        Word word;
        const QString rest = part.mid(1);
        if (part.size() > 2 && part.startsWith('/') && part.endsWith('/')) {
            word.kind = Word::Pattern;
            word.pattern = QRegularExpression(part.mid(1, part.size() - 2));
            if (!word.pattern.isValid()) {
                problem_ = QCoreApplication::translate("TensorFilter", "The pattern has an error: %1.")
                               .arg(word.pattern.errorString());
                continue;
            }
        } else if (const auto size = sizeFrom(rest); size && (part[0] == '>' || part[0] == '<' || part[0] == '=')) {
            word.kind = part[0] == '>' ? Word::Larger : part[0] == '<' ? Word::Smaller : Word::Equal;
            word.size = *size;
        } else if (dtypeFromName(part.toUpper().toStdString())) {
            word.kind = Word::Type;
            word.text = part.toUpper();
        } else if (part.startsWith("role:")) {
            word.kind = Word::Role;
            word.text = part.mid(5).toLower();
        } else {
            word.text = part;
        }
        words_.push_back(word);
    }
}

bool TensorFilter::matches(const QString& name, const Shape& shape, std::int64_t count, DType dtype) const
{
    return std::all_of(words_.begin(), words_.end(), [&](const Word& word) {
        switch (word.kind) {
        case Word::Substring: return name.contains(word.text, Qt::CaseInsensitive);
        case Word::Pattern: return word.pattern.match(name).hasMatch();
        case Word::Larger: return static_cast<double>(count) > word.size;
        case Word::Smaller: return static_cast<double>(count) < word.size;
        case Word::Equal: return static_cast<double>(count) == word.size;
        case Word::Type:
            return word.text
                   == QString::fromLatin1(dtypeName(dtype).data(), static_cast<qsizetype>(dtypeName(dtype).size()));
        case Word::Role: return roleOf(name, shape) == word.text;
        }
        return true;
    });
}

}  // namespace fisherlens::desktop
