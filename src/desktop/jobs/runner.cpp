// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/jobs/runner.h"

#include <QMetaObject>

#include <algorithm>
#include <exception>

namespace fisherlens::desktop {
namespace {

constexpr std::size_t kKept = 50;

}  // namespace

JobRunner::JobRunner(QObject* parent) : QObject(parent)
{
    for (Worker* worker : {&batch_, &interactive_})
        worker->thread = std::thread([this, worker] { work(*worker); });
}

JobRunner::~JobRunner()
{
    for (Worker* worker : {&batch_, &interactive_}) {
        const std::lock_guard lock(worker->mutex);
        worker->stop = true;
        worker->queue.clear();
        if (worker->running)
            worker->running->cancel.request();
        worker->wake.notify_all();
    }
    for (Worker* worker : {&batch_, &interactive_})
        worker->thread.join();
}

JobId JobRunner::enqueue(Lane lane, const QString& name, const QString& key,
                         std::function<Outcome(const JobContext&)> work)
{
    const JobId id = next_++;
    auto job = std::make_shared<Job>();
    job->id = id;
    job->key = key;
    job->work = std::move(work);
    const auto ended = [](const JobStatus& status) {
        return status.state != JobState::Queued && status.state != JobState::Running;
    };
    if (statuses_.size() >= kKept)
        if (const auto oldest = std::find_if(statuses_.begin(), statuses_.end(), ended); oldest != statuses_.end())
            statuses_.erase(oldest);
    statuses_.push_back({id, name, JobState::Queued, {}, 0, {}, {}});

    Worker& worker = lane == Lane::Batch ? batch_ : interactive_;
    std::vector<JobId> superseded;
    {
        const std::lock_guard lock(worker.mutex);
        if (!key.isEmpty()) {
            std::erase_if(worker.queue, [&](const std::shared_ptr<Job>& other) {
                if (other->key != key)
                    return false;
                superseded.push_back(other->id);
                return true;
            });
            if (worker.running && worker.running->key == key)
                worker.running->cancel.request();
        }
        worker.queue.push_back(std::move(job));
    }
    worker.wake.notify_one();
    for (const JobId old : superseded)
        setState(old, [](JobStatus& status) { status.state = JobState::Cancelled; });
    emit changed(id);
    return id;
}

void JobRunner::work(Worker& worker)
{
    for (;;) {
        std::shared_ptr<Job> job;
        {
            std::unique_lock lock(worker.mutex);
            worker.running = nullptr;
            worker.wake.wait(lock, [&] { return worker.stop || !worker.queue.empty(); });
            if (worker.stop)
                return;
            job = worker.queue.front();
            worker.queue.pop_front();
            worker.running = job;
        }
        job->started = std::chrono::steady_clock::now();
        QMetaObject::invokeMethod(
            this, [this, id = job->id] { setState(id, [](JobStatus& status) { status.state = JobState::Running; }); },
            Qt::QueuedConnection);
        Progress progress([this, job](const ProgressReport& report) {
            const double seconds =
                std::chrono::duration<double>(std::chrono::steady_clock::now() - job->started).count();
            const QString stage = QString::fromUtf8(report.stage.data(), static_cast<qsizetype>(report.stage.size()));
            QMetaObject::invokeMethod(
                this,
                [this, id = job->id, stage, share = report.share, seconds] {
                    setState(id, [&](JobStatus& status) {
                        status.stage = stage;
                        status.share = share;
                        status.secondsLeft =
                            seconds > 0.5 && share > 0.01 ? std::optional(seconds * (1 - share) / share) : std::nullopt;
                    });
                },
                Qt::QueuedConnection);
        });
        JobContext context;
        context.cancel = job->cancel;
        context.progress = &progress;
        Outcome outcome;
        try {
            outcome = job->work(context);
        } catch (const std::bad_alloc&) {
            outcome.error = Error{ErrorCode::Environment, "There is not enough memory for this.", {}, "", nullptr};
        } catch (const std::exception& error) {
            outcome.error =
                Error{ErrorCode::Environment, std::string("An unexpected error: ") + error.what(), {}, "", nullptr};
        }
        QMetaObject::invokeMethod(
            this, [this, job, outcome = std::move(outcome)]() mutable { finish(job, std::move(outcome)); },
            Qt::QueuedConnection);
    }
}

void JobRunner::finish(const std::shared_ptr<Job>& job, Outcome outcome)
{
    const bool cancelled = job->cancel.requested() || (outcome.error && outcome.error->code == ErrorCode::Cancelled);
    setState(job->id, [&](JobStatus& status) {
        status.state = cancelled ? JobState::Cancelled : outcome.error ? JobState::Failed : JobState::Done;
        status.share = 1;
        status.secondsLeft.reset();
        status.error = outcome.error;
    });
    if (!cancelled && outcome.deliver)
        outcome.deliver();
}

void JobRunner::setState(JobId id, const std::function<void(JobStatus&)>& change)
{
    const auto at =
        std::find_if(statuses_.begin(), statuses_.end(), [id](const JobStatus& status) { return status.id == id; });
    if (at == statuses_.end())
        return;
    change(*at);
    emit changed(id);
}

void JobRunner::cancel(JobId id)
{
    for (Worker* worker : {&batch_, &interactive_}) {
        bool wasQueued = false;
        {
            const std::lock_guard lock(worker->mutex);
            if (worker->running && worker->running->id == id)
                worker->running->cancel.request();
            wasQueued =
                std::erase_if(worker->queue, [id](const std::shared_ptr<Job>& job) { return job->id == id; }) > 0;
        }
        if (wasQueued)
            setState(id, [](JobStatus& status) { status.state = JobState::Cancelled; });
    }
}

void JobRunner::cancelAll()
{
    const std::vector<JobStatus> all = statuses_;
    for (const JobStatus& status : all)
        if (status.state == JobState::Queued || status.state == JobState::Running)
            cancel(status.id);
}

bool JobRunner::isIdle() const
{
    return std::none_of(statuses_.begin(), statuses_.end(), [](const JobStatus& status) {
        return status.state == JobState::Queued || status.state == JobState::Running;
    });
}

}  // namespace fisherlens::desktop
