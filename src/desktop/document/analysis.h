// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "desktop/jobs/runner.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace fisherlens::desktop {

/// A result that views draw, and how far it is. `value` stays while a newer one is computed (`stale`).
template <class T>
struct Analysis {
    enum State { Missing, Computing, Ready, Failed };
    State state = Missing;
    std::shared_ptr<const T> value;
    std::optional<Error> error;  ///< why it is missing or failed
    QString key;                 ///< what `value`, or the running job, belongs to
    bool outdated = false;       ///< the settings moved on; it is computed again when the gesture ends
    bool stopped = false;        ///< the user stopped the job for `key`; `value` is of earlier settings
    JobId job = 0;               ///< the last one started

    [[nodiscard]] bool stale() const { return (state == Computing || outdated || stopped) && value; }
    /// The job that is under way, 0: none.
    [[nodiscard]] JobId running() const { return state == Computing ? job : 0; }
    /// Takes note that the job was stopped: what there was before stays. False: it was another one.
    bool stop(JobId id)
    {
        if (id == 0 || running() != id)
            return false;
        stopped = true;
        state = value ? Ready : Failed;
        if (!value)
            error = Error{ErrorCode::Cancelled, "Stopped on request.", {}, {}, nullptr};
        return true;
    }
};

/// Starts the job for `key` unless its result is there or under way. The lane's key is the analysis itself, so a newer
/// request replaces an older one. `locate` finds the analysis again when the result arrives; nullptr where it is gone.
/// Unset: it lives as long as the runner.
template <class T>
void compute(JobRunner& runner, Analysis<T>& analysis, const QString& key, Lane lane, const QString& name,
             std::function<Result<std::shared_ptr<const T>>(const JobContext&)> work, std::function<void()> changed,
             std::function<Analysis<T>*()> locate = {})
{
    analysis.outdated = false;
    if (analysis.key == key && analysis.state != Analysis<T>::Missing)
        return;
    analysis.stopped = false;
    analysis.job = 0;
    analysis.key = key;
    analysis.state = Analysis<T>::Computing;
    analysis.error.reset();
    if (!locate)
        locate = [&analysis] { return &analysis; };
    analysis.job = runner.start<std::shared_ptr<const T>>(
        lane, name, QString::number(reinterpret_cast<quintptr>(&analysis)), std::move(work),
        [key, changed, locate](Result<std::shared_ptr<const T>> result) {
            Analysis<T>* target = locate();
            if (!target || target->key != key)
                return;  // the settings moved on while it was computed
            if (result) {
                target->value = std::move(*result);
                target->state = Analysis<T>::Ready;
            } else {
                target->error = result.error();
                target->state = Analysis<T>::Failed;
                target->value.reset();
            }
            changed();
        });
    changed();
}

/// There is nothing to compute it from, and why.
template <class T>
void drop(Analysis<T>& analysis, ErrorCode code, const QString& reason, const std::function<void()>& changed)
{
    const bool same =
        analysis.state == Analysis<T>::Missing && analysis.error && analysis.error->detail == reason.toStdString();
    if (same)
        return;
    analysis = {};
    analysis.error = Error{code, reason.toStdString(), {}, {}, nullptr};
    changed();
}

}  // namespace fisherlens::desktop
