// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/document/settings.h"

#include <QObject>
#include <QUndoStack>

#include <functional>

namespace fisherlens::desktop {

/// The state of the window: sources, choices and the undo stack. Views hold none of their own. Every change goes through
/// change() and is one undo step with a name; changes with the same merge key in a row (a slider that moves) become one.
class Document : public QObject {
    Q_OBJECT
public:
    explicit Document(QObject* parent = nullptr);

    [[nodiscard]] const Settings& settings() const { return settings_; }
    [[nodiscard]] QUndoStack& undoStack() { return undo_; }

    /// Applies `edit` as one undo step. `mergeKey` ≥ 0 joins it with the step before when that has the same key and no
    /// endGesture() came between. Does nothing when the settings stay equal.
    void change(const QString& name, const std::function<void(Settings&)>& edit, int mergeKey = -1);
    void endGesture();
    /// A gesture has begun and not ended: what takes long to compute waits for its end.
    [[nodiscard]] bool inGesture() const { return inGesture_; }

    /// Adds a source as one undo step and chooses it for the roles that are still free. Returns its id.
    SourceId addSource(SourceSettings source);
    void removeSource(SourceId id);
    /// Adds a source that the program found by itself, not the user: no undo step. Returns its id.
    SourceId addBackground(SourceSettings source);

    /// Changes the settings outside the undo stack: what follows by itself from a step that is on it.
    void adopt(const Settings& settings);

    /// Replaces everything and clears the undo stack: a session was opened.
    void reset(Settings settings);

    /// Selection and filter are shared by all views; they are not undone.
    [[nodiscard]] const QString& selectedTensor() const { return selectedTensor_; }
    void selectTensor(const QString& name);
    [[nodiscard]] const QString& filter() const { return filter_; }
    void setFilter(const QString& filter);

signals:
    void settingsChanged(const fisherlens::desktop::Settings& before);
    void gestureEnded();
    void selectionChanged();
    void filterChanged();

private:
    friend class SettingsCommand;
    void apply(const Settings& settings);
    /// A snapshot of the undo stack comes back; what the program added by itself since then stays.
    void restore(Settings snapshot);

    Settings settings_;
    QUndoStack undo_;
    QString selectedTensor_, filter_;
    SourceId nextId_ = 1;
    int gesture_ = 0;
    bool inGesture_ = false;
};

}  // namespace fisherlens::desktop
