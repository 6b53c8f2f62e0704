// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/core_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <vector>

namespace fisherlens::desktop {
namespace {

/// A template cut at its places: the literal text before, between and after them.
struct Form {
    const char* source;
    QStringList literals;
    qsizetype length = 0;  ///< of all literal text

    /// A part of a sentence whose places reach both ends fits too much to be tried on whole texts.
    [[nodiscard]] bool isOpen() const { return literals.front().isEmpty() && !literals.back().endsWith('.'); }
};

struct Match {
    const Form* form;
    QStringList parts;
};

const std::vector<Form>& forms()
{
    static const std::vector<Form> all = [] {
        static const QRegularExpression place("%\\d");
        std::vector<Form> cut;
        for (const char* source : coreTemplates()) {
            Form form{source, QString::fromUtf8(source).split(place)};
            for (const QString& literal : form.literals)
                form.length += literal.size();
            cut.push_back(std::move(form));
        }
        std::stable_sort(cut.begin(), cut.end(), [](const Form& a, const Form& b) { return a.length > b.length; });
        return cut;
    }();
    return all;
}

/// Where sentences of a text end: the positions behind ". " before a capital, a quotation mark or a number.
std::vector<qsizetype> boundaries(const QString& text)
{
    std::vector<qsizetype> found;
    for (qsizetype at = text.indexOf(". "); at >= 0; at = text.indexOf(". ", at + 1))
        if (at + 2 < text.size() && !text[at + 2].isLower())
            found.push_back(at + 2);
    return found;
}

std::optional<QString> translated(const QString& text, bool isPart);

/// A part stands inside of one sentence, unless it consists of texts of the core.
bool isPlausible(const QString& part)
{
    return boundaries(part).empty() || translated(part, true);
}

/// The parts of a text from `at` on, each as short as possible; empty only in quotation marks.
bool collect(const Form& form, const QString& text, qsizetype index, qsizetype at, QStringList& parts)
{
    const QString& literal = form.literals[index];
    const bool isLast = index + 1 == form.literals.size();
    const qsizetype first = at + (form.literals[index - 1].endsWith('"') ? 0 : 1);
    const auto accept = [&](qsizetype end) {
        const QString part = text.mid(at, end - at);
        if (!isPlausible(part))
            return false;
        parts << part;
        if (isLast || collect(form, text, index + 1, end + literal.size(), parts))
            return true;
        parts.removeLast();
        return false;
    };
    if (isLast)
        return text.size() - literal.size() >= first && text.endsWith(literal) && accept(text.size() - literal.size());
    for (qsizetype end = text.indexOf(literal, first); end >= 0; end = text.indexOf(literal, end + 1))
        if (accept(end))
            return true;
    return false;
}

std::optional<Match> matchOf(const QString& text, bool isPart)
{
    for (const Form& form : forms()) {
        if (form.length > text.size() || (!isPart && form.isOpen()) || !text.startsWith(form.literals.front())
            || !text.endsWith(form.literals.back()))
            continue;
        Match match{&form, {}};
        if (form.literals.size() == 1 ? form.length == text.size()
                                      : collect(form, text, 1, form.literals.front().size(), match.parts))
            return match;
    }
    return std::nullopt;
}

/// Two texts of the core with a comma between them.
std::optional<QString> pair(const QString& text)
{
    for (qsizetype at = text.indexOf(", "); at >= 0; at = text.indexOf(", ", at + 1))
        if (const auto first = translated(text.left(at), true))
            if (const auto second = translated(text.mid(at + 2), true))
                return *first + QChar(0x3001) + *second;
    return std::nullopt;
}

/// Texts of the core and others in a list: "8 (train_args.bin: …) × 4 (…); … unknown".
std::optional<QString> list(const QString& text)
{
    static const QRegularExpression separator(" \u00d7 |; | \\(|\\)");
    QString result;
    bool isKnown = false;
    const auto add = [&](const QString& piece) {
        const auto known = translated(piece, true);
        isKnown = isKnown || known;
        result += known.value_or(piece);
    };
    qsizetype from = 0;
    for (auto hits = separator.globalMatch(text); hits.hasNext();) {
        const auto hit = hits.next();
        add(text.mid(from, hit.capturedStart() - from));
        result += hit.captured();
        from = hit.capturedEnd();
    }
    if (from == 0)
        return std::nullopt;
    add(text.mid(from));
    return isKnown ? std::optional(result) : std::nullopt;
}

/// What stands in the place of a part behind this literal: a whole number in the user's notation, unless it is quoted or
/// part of a name; a text of the core in the user's language.
QString shownPart(const QString& part, const QString& before)
{
    bool isNumber = false;
    const qlonglong number = part.toLongLong(&isNumber);
    if (isNumber)
        return before.isEmpty() || before.endsWith(' ') || before.endsWith('(') ? QLocale().toString(number) : part;
    if (const auto two = pair(part))
        return *two;
    if (const auto one = translated(part, true))
        return *one;
    return list(part).value_or(part);
}

/// A Japanese character. Between two of them is no space; beside a name or a number there is.
bool isWide(const QString& text, qsizetype at)
{
    return at >= 0 && at < text.size() && text[at].unicode() >= 0x3000;
}

QString filled(const Match& match)
{
    const QString form = QCoreApplication::translate("Core", match.form->source);
    QString text;
    for (qsizetype i = 0; i < form.size(); ++i) {
        const qsizetype place = form[i] == '%' && i + 1 < form.size() ? form[i + 1].digitValue() : -1;
        if (place < 1 || place > match.parts.size()) {
            text += form[i];
            continue;
        }
        const QString part = shownPart(match.parts[place - 1], match.form->literals[place - 1]);
        if (text.endsWith(' ') && isWide(text, text.size() - 2) && isWide(part, 0))
            text.chop(1);
        text += part;
        i += form.mid(i + 2, 1) == " " && isWide(part, part.size() - 1) && isWide(form, i + 3) ? 2 : 1;
    }
    return text;
}

/// nullopt where nothing of it is a text of the core.
std::optional<QString> translated(const QString& text, bool isPart)
{
    if (text.size() < 4)
        return std::nullopt;
    if (const auto match = matchOf(text, isPart))
        return filled(*match);
    const auto ends = boundaries(text);
    for (auto end = ends.rbegin(); end != ends.rend(); ++end)
        if (const auto match = matchOf(text.left(*end - 1), isPart)) {
            const QString rest = text.mid(*end);
            return joinedSentences(filled(*match), translated(rest, isPart).value_or(rest));
        }
    if (ends.empty())
        return std::nullopt;
    const auto rest = translated(text.mid(ends.front()), isPart);
    return rest ? std::optional(joinedSentences(text.left(ends.front() - 1), *rest)) : std::nullopt;
}

}  // namespace

QString joinedSentences(const QString& first, const QString& second)
{
    const bool isApart = !first.isEmpty() && !second.isEmpty() && !first.endsWith(QChar(0x3002));
    return isApart ? first + ' ' + second : first + second;
}

const char* coreTemplateOf(const QString& text)
{
    const auto match = matchOf(text, true);
    return match ? match->form->source : nullptr;
}

QString coreSentence(const std::string& english)
{
    const QString text = QString::fromStdString(english);
    const char* probe = coreTemplates().front();
    if (QCoreApplication::translate("Core", probe) == QString::fromUtf8(probe))
        return text;
    if (const auto known = translated(text, false))
        return *known;
    return list(text).value_or(text);
}

}  // namespace fisherlens::desktop
