// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/tensor.h"

#include <QRegularExpression>
#include <QString>

#include <optional>

namespace fisherlens::desktop {

/// What role a tensor plays, from its name and rank: "weight", "bias", "norm", "embedding", "other".
[[nodiscard]] QString roleOf(const QString& name, const Shape& shape);

/// The filter of the toolbar: words separated by spaces, all of which must hold. A word is a substring (case does not
/// count), /regular expression/, a size >1M, <10k or =64, a dtype f16, bf16, f32, f64, or role:norm.
class TensorFilter {
public:
    TensorFilter() = default;
    explicit TensorFilter(const QString& text);

    [[nodiscard]] bool matches(const QString& name, const Shape& shape, std::int64_t count, DType dtype) const;
    [[nodiscard]] bool isEmpty() const { return words_.empty(); }
    /// A sentence when a word cannot be understood (a regular expression with an error), else "".
    [[nodiscard]] const QString& problem() const { return problem_; }

private:
    struct Word {
        enum Kind { Substring, Pattern, Larger, Smaller, Equal, Type, Role } kind = Substring;
        QString text;
        QRegularExpression pattern;
        double size = 0;
    };
    std::vector<Word> words_;
    QString problem_;
};

}  // namespace fisherlens::desktop
