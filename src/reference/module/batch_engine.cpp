// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/batch_engine.h"

#include "reference/module/interception.h"

#include <cstring>

namespace fisherlens::module {
namespace {

class Engine final : public BatchEngine {
public:
    Engine(BatchSource source, Proof proof) : source_(std::move(source)), proof_(std::move(proof))
    {
        for (std::size_t p = 0; p < source_.tensors->size(); ++p)
            if (proof_.isFast(p))
                fast_.push_back((*source_.tensors)[p]);
    }

    const std::vector<Fallback>& fallbacks() const override { return proof_.fallbacks; }
    std::int64_t outputsPerExample() const override { return proof_.outputsPerExample; }
    std::int64_t bytesPerExample() const override { return proof_.bytesPerExample; }
    std::int64_t bytesPerWorker() const override
    {
        std::int64_t bytes = 0, largest = 0;
        for (std::size_t p = 0; p < source_.parameters->size(); ++p) {
            const std::int64_t size = (*source_.parameters)[p].count * static_cast<std::int64_t>(sizeof(float));
            bytes += proof_.isFast(p) ? 3 * size : 0;
            largest = std::max(largest, size);
        }
        return bytes + std::min<std::int64_t>(4 * largest, largest + (std::int64_t{64} << 20U));
    }
    std::unique_ptr<BatchWorker> worker(GradientSums& sums, const CancelToken& cancel) const override;

    const BatchSource& source() const { return source_; }
    const Proof& proof() const { return proof_; }
    const std::vector<at::Tensor>& fast() const { return fast_; }

private:
    BatchSource source_;
    Proof proof_;
    std::vector<at::Tensor> fast_;
};

class Pass final : public BatchPass {
public:
    Pass(const Engine& engine, std::unique_ptr<Recorder> recorder, at::Tensor output, Collector& collector,
         const CancelToken& cancel)
        : engine_(engine), recorder_(std::move(recorder)), output_(std::move(output)), collector_(collector),
          cancel_(cancel), shape_(output_.sizes().vec()), values_(valuesOf(output_))
    {}

    const Shape& shape() const override { return shape_; }
    const std::vector<double>& values() const override { return values_; }

    Result<bool> backward(std::span<const double> direction, bool gradient, bool last) override
    {
        if (!output_.requires_grad())
            return false;
        bool uncovered = false;
        const auto done =
            guarded(ErrorCode::Unsupported, "The model cannot be differentiated:", {engine_.source().path, {}, {}},
                    "Export the model again with gradients enabled.", [&]() -> Result<void> {
                        collector_.setGradientWanted(gradient);
                        const RecorderScope scope(*recorder_);
                        recorder_->beginBackward(collector_, *engine_.source().parameters, engine_.source().type);
                        const auto gradients = torch::autograd::grad(
                            {output_}, engine_.fast(), {directionOf(direction, output_)}, !last, false, true);
                        recorder_->endBackward();
                        uncovered = !recorder_->leaked().empty();
                        for (const at::Tensor& found : gradients)
                            uncovered = uncovered || found.defined();
                        return {};
                    });
        if (cancel_.requested())
            return cancelled();
        FL_CHECK(done);
        return !uncovered;
    }

private:
    const Engine& engine_;
    std::unique_ptr<Recorder> recorder_;
    at::Tensor output_;
    Collector& collector_;
    const CancelToken& cancel_;
    Shape shape_;
    std::vector<double> values_;
};

class Worker final : public BatchWorker {
public:
    Worker(const Engine& engine, GradientSums& sums, const CancelToken& cancel)
        : engine_(engine), cancel_(cancel), collector_(*engine.source().parameters, engine.source().type, engine.source().placement, sums)
    {}

    Result<std::unique_ptr<BatchPass>> forward(const std::vector<Batch>& inputs, std::int64_t firstHalf) override
    {
        collector_.setBatch(inputs.front().shape.front(), firstHalf);
        auto recorder =
            std::make_unique<Recorder>(engine_.proof().table, engine_.proof().manners,
                                       engine_.source().parameters->size(), &engine_.proof().steps, cancel_);
        Result<at::Tensor> output = [&] {
            const RecorderScope scope(*recorder);
            const Interception interception;
            return engine_.source().forward(inputs);
        }();
        if (cancel_.requested())
            return cancelled();
        if (!recorder->isComplete())
            return std::unique_ptr<BatchPass>();
        FL_TRY(at::Tensor logits, std::move(output));
        return std::unique_ptr<BatchPass>(
            std::make_unique<Pass>(engine_, std::move(recorder), std::move(logits), collector_, cancel_));
    }

    void finish() override { collector_.finish(); }
    void moveTo(GradientSums& total) override
    {
        // Not always a thread that has run the model.
        thread_local const bool single = (at::set_num_threads(1), true);
        static_cast<void>(single);
        collector_.moveTo(total);
    }
    void discard() override { collector_.discard(); }

private:
    const Engine& engine_;
    const CancelToken cancel_;
    Collector collector_;
};

std::unique_ptr<BatchWorker> Engine::worker(GradientSums& sums, const CancelToken& cancel) const
{
    return std::make_unique<Worker>(*this, sums, cancel);
}

}  // namespace

Result<BatchOffer> offerBatches(const BatchSource& source, const std::vector<Batch>& inputs,
                                const std::vector<Batch>& other, const CancelToken& cancel)
{
    BatchOffer offer;
    Result<Proof> proof = prove(source, inputs, other, cancel);
    if (cancel.requested())
        return cancelled();
    FL_CHECK(proof);
    if (!proof->reason.empty()) {
        offer.reason = proof->reason;
        return offer;
    }
    offer.engine = std::make_unique<Engine>(source, std::move(*proof));
    return offer;
}

at::Tensor directionOf(std::span<const double> values, const at::Tensor& output)
{
    at::Tensor direction = at::empty(output.sizes(), at::kDouble);
    std::memcpy(direction.data_ptr<double>(), values.data(), values.size_bytes());
    return direction.to(output.device(), output.scalar_type());
}

std::vector<double> valuesOf(const at::Tensor& output)
{
    const at::Tensor plain = output.detach().to(at::kCPU, at::kDouble).contiguous();
    return {plain.data_ptr<double>(), plain.data_ptr<double>() + plain.numel()};
}

}  // namespace fisherlens::module
