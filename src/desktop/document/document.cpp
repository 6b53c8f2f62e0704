// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/document/document.h"

#include <QUndoCommand>

#include <algorithm>
#include <utility>

namespace fisherlens::desktop {

/// One step: the settings before and after it. They are a few kilobytes, so nothing smarter is needed.
class SettingsCommand final : public QUndoCommand {
public:
    SettingsCommand(Document& document, const QString& name, Settings before, Settings after, int mergeKey, int gesture)
        : QUndoCommand(name), document_(document), before_(std::move(before)), after_(std::move(after)),
          mergeKey_(mergeKey), gesture_(gesture)
    {}

    void undo() override { document_.restore(before_); }
    void redo() override { document_.restore(after_); }
    int id() const override { return mergeKey_; }
    bool mergeWith(const QUndoCommand* other) override
    {
        const auto* next = static_cast<const SettingsCommand*>(other);
        if (next->gesture_ != gesture_)
            return false;
        after_ = next->after_;
        if (after_ == before_)
            setObsolete(true);
        return true;
    }

private:
    Document& document_;
    Settings before_, after_;
    int mergeKey_, gesture_;
};

Document::Document(QObject* parent) : QObject(parent) {}

void Document::apply(const Settings& settings)
{
    const Settings before = settings_;
    settings_ = settings;
    emit settingsChanged(before);
}

void Document::restore(Settings snapshot)
{
    for (const SourceSettings& source : settings_.sources)
        if (source.background && !snapshot.source(source.id)
            && (!source.referenceOf || snapshot.source(source.referenceOf)))
            snapshot.sources.push_back(source);
    Settings now = settings_;
    const std::vector<SourceId*> target = roles(snapshot), current = roles(now);
    for (std::size_t i = 0; i < target.size(); ++i)
        if (target[i] != &snapshot.merge.base  // only the user chooses it, or none
            && !*target[i] && *current[i] && snapshot.source(*current[i]))
            *target[i] = *current[i];
    apply(snapshot);
}

void Document::change(const QString& name, const std::function<void(Settings&)>& edit, int mergeKey)
{
    Settings after = settings_;
    edit(after);
    if (after == settings_)
        return;
    inGesture_ = inGesture_ || mergeKey >= 0;
    undo_.push(new SettingsCommand(*this, name, settings_, std::move(after), mergeKey, gesture_));
}

void Document::endGesture()
{
    ++gesture_;
    if (std::exchange(inGesture_, false))
        emit gestureEnded();
}

SourceId Document::addSource(SourceSettings source)
{
    source.id = nextId_++;
    const SourceId id = source.id;
    change(tr("Open %1").arg(source.name), [&](Settings& settings) {
        settings.sources.push_back(source);
        if (!settings.current)
            settings.current = id;
    });
    return id;
}

SourceId Document::addBackground(SourceSettings source)
{
    source.id = nextId_++;
    source.background = true;
    Settings next = settings_;
    next.sources.push_back(source);
    adopt(next);
    return source.id;
}

void Document::removeSource(SourceId id)
{
    const SourceSettings* source = settings_.source(id);
    if (!source)
        return;
    change(tr("Close %1").arg(source->name), [id](Settings& settings) {
        std::erase_if(settings.sources, [id](const SourceSettings& other) { return other.id == id; });
        for (SourceId* role : roles(settings))
            if (*role == id)
                *role = 0;
        if (!settings.current && !settings.sources.empty())
            settings.current = settings.sources.front().id;
    });
}

void Document::adopt(const Settings& settings)
{
    if (!(settings == settings_))
        apply(settings);
}

void Document::reset(Settings settings)
{
    for (const SourceSettings& source : settings.sources)
        nextId_ = std::max(nextId_, source.id + 1);
    undo_.clear();
    apply(settings);
    undo_.setClean();
}

void Document::selectTensor(const QString& name)
{
    if (name == selectedTensor_)
        return;
    selectedTensor_ = name;
    emit selectionChanged();
}

void Document::setFilter(const QString& filter)
{
    if (filter == filter_)
        return;
    filter_ = filter;
    emit filterChanged();
}

}  // namespace fisherlens::desktop
