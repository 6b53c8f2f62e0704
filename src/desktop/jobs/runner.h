// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace fisherlens::desktop {

/// Batch jobs run one after the other, in order; interactive ones beside them, so that a picture never waits for a long
/// computation.
enum class Lane { Batch, Interactive };

using JobId = quint64;

enum class JobState { Queued, Running, Done, Failed, Cancelled };

/// What the Jobs panel shows of a job.
struct JobStatus {
    JobId id = 0;
    QString name;
    JobState state = JobState::Queued;
    QString stage;
    double share = 0;
    std::optional<double> secondsLeft;  ///< from the share done so far; unset in the first half second
    std::optional<Error> error;
};

/// Runs jobs on one worker thread per lane. A job is a function of a JobContext over immutable inputs; it never sees a
/// QObject. Its result is delivered on the thread of the runner by a queued call, where staleness is decided: a
/// superseded or cancelled job delivers nothing but its end. Destruction requests all jobs to stop and joins.
class JobRunner : public QObject {
    Q_OBJECT
public:
    explicit JobRunner(QObject* parent = nullptr);
    ~JobRunner() override;

    /// Starts `work` and calls `done` with its result on this object's thread, unless it was cancelled or superseded.
    /// A job stops and replaces the earlier one of its lane with the same key; an empty key replaces nothing.
    template <class T>
    JobId start(Lane lane, const QString& name, const QString& key, std::function<Result<T>(const JobContext&)> work,
                std::function<void(Result<T>)> done)
    {
        return enqueue(lane, name, key, [work = std::move(work), done = std::move(done)](const JobContext& context) {
            auto result = std::make_shared<Result<T>>(work(context));
            Outcome outcome;
            if (!*result)
                outcome.error = result->error();
            outcome.deliver = [result, done] { done(std::move(*result)); };
            return outcome;
        });
    }

    void cancel(JobId id);
    void cancelAll();
    /// Newest last; ended jobs are kept (at most 50).
    [[nodiscard]] const std::vector<JobStatus>& jobs() const { return statuses_; }
    [[nodiscard]] bool isIdle() const;

signals:
    void changed(quint64 id);

private:
    struct Outcome {
        std::optional<Error> error;
        std::function<void()> deliver;
    };
    struct Job {
        JobId id = 0;
        QString key;
        CancelToken cancel;
        std::function<Outcome(const JobContext&)> work;
        std::chrono::steady_clock::time_point started;
    };
    struct Worker {
        std::mutex mutex;
        std::condition_variable wake;
        std::deque<std::shared_ptr<Job>> queue;
        std::shared_ptr<Job> running;
        bool stop = false;
        std::thread thread;
    };

    JobId enqueue(Lane lane, const QString& name, const QString& key, std::function<Outcome(const JobContext&)> work);
    void work(Worker& worker);
    void finish(const std::shared_ptr<Job>& job, Outcome outcome);
    void setState(JobId id, const std::function<void(JobStatus&)>& change);

    Worker batch_, interactive_;
    std::vector<JobStatus> statuses_;
    JobId next_ = 1;
};

}  // namespace fisherlens::desktop
