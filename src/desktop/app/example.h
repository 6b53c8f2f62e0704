// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/analyses.h"
#include "desktop/document/session.h"

#include <QObject>

namespace fisherlens::desktop {

/// Folder of the bundled example: beside the installed program, else in the source tree; "" when it is not there.
[[nodiscard]] QString exampleFolder();

/// The session that opens the bundled example, with those of its references that are already computed.
Result<Session> exampleSession();

/// Computes the references that belong to the example (empirical of A and B, exact of A) into the cache folder, in the
/// background, and adds each as a source when it is there. Owned by its parent; ends with it.
class ExampleReferences : public QObject {
    Q_OBJECT
public:
    ExampleReferences(Analyses& analyses, QObject* parent);
    void start();

private:
    void next();

    struct Wanted {
        QString name, weights, data, file;
        SourceId model = 0;
        FisherKind kind = FisherKind::Empirical;
    };
    Analyses& analyses_;
    std::vector<Wanted> wanted_;
};

}  // namespace fisherlens::desktop
