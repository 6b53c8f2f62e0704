// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/keras_file.h"

#include "formats/layouts/array_model.h"
#include "formats/layouts/keras_weights.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace fisherlens {
namespace {

constexpr std::string_view kConfig = "config.json", kWeights = "model.weights.h5";
constexpr const char* kDefaultReduction = "loss.reduction (default)";
constexpr std::uint64_t kMaxConfig = std::uint64_t{256} << 20U;

class KerasFile final : public ModelFile {
public:
    KerasFile(std::string path, std::string format, std::vector<Tensor> tensors,
              std::optional<OptimizerRecord> optimizer, std::map<std::string, std::string> metadata)
        : path_(std::move(path)), format_(std::move(format)), tensors_(std::move(tensors)),
          optimizer_(std::move(optimizer)), metadata_(std::move(metadata))
    {}
    [[nodiscard]] std::string_view format() const override { return format_; }
    [[nodiscard]] std::vector<std::string> stateDicts() const override { return {""}; }
    [[nodiscard]] std::vector<std::string> optimizers() const override
    {
        return optimizer_ ? std::vector{optimizer_->path} : std::vector<std::string>();
    }
    [[nodiscard]] std::map<std::string, std::string> metadata() const override { return metadata_; }
    [[nodiscard]] std::string layout() const override { return "keras"; }
    /// Batch and data are stored nowhere; the optimizer's configuration knows the rest.
    [[nodiscard]] TrainingRun run() const override
    {
        TrainingRun run;
        const auto copy = [&](const char* key, const char* name) {
            const auto at = metadata_.find(key);
            double value = 0;
            if (at != metadata_.end()
                && std::from_chars(at->second.data(), at->second.data() + at->second.size(), value).ec == std::errc())
                run.add(name, value, std::string("configuration of the Keras optimizer: ") + key);
        };
        copy("gradient_accumulation_steps", "accumulation");
        copy("global_clipnorm", "clip-norm");
        copy("clipnorm", "clip-norm-of-each");
        copy("clipvalue", "clip-value");
        if (const auto loss = metadata_.find("loss"); loss != metadata_.end())
            run.add("loss", loss->second, "configuration of the Keras model: loss");
        if (const auto reduction = metadata_.find("loss.reduction"); reduction != metadata_.end())
            run.add("reduction", reduction->second, "configuration of the Keras model: loss.reduction");
        if (const auto reduction = metadata_.find(kDefaultReduction); reduction != metadata_.end())
            run.add("reduction", reduction->second, "the framework's default: Keras, for a loss that is given by name");
        return run;
    }

    Result<StateDict> readStateDict(const std::string& path, const JobContext&) override
    {
        if (!path.empty())
            return fail(ErrorCode::Incompatible, "A Keras file has no model at \"" + path + "\".", {path_, {}, {}},
                        "It holds one model; leave out --key.");
        StateDict dict;
        for (const Tensor& tensor : tensors_) {
            FL_CHECK(dict.tensors.add(tensor));
            // A layer that is used twice is stored twice, and its copies are one variable only for Keras.
            dict.identity.emplace_back();
        }
        return dict;
    }
    Result<OptimizerRecord> readOptimizer(std::size_t, const JobContext&) override { return *optimizer_; }

private:
    std::string path_, format_;
    std::vector<Tensor> tensors_;
    std::optional<OptimizerRecord> optimizer_;
    std::map<std::string, std::string> metadata_;
};

}  // namespace

std::unique_ptr<ModelFile> kerasModelFile(std::string path, std::string format, std::vector<Tensor> tensors,
                                          std::optional<OptimizerRecord> optimizer,
                                          std::map<std::string, std::string> metadata)
{
    return std::make_unique<KerasFile>(std::move(path), std::move(format), std::move(tensors), std::move(optimizer),
                                       std::move(metadata));
}

std::map<std::string, std::string> kerasMetadata(const KerasConfig& config)
{
    std::map<std::string, std::string> shown;
    if (!config.model.name.empty())
        shown.emplace("model", config.model.name);
    if (!config.loss.empty())
        shown.emplace("loss", config.loss);
    if (!config.reduction.empty())
        shown.emplace("loss.reduction", config.reduction);
    else if (config.lossByName)  // keras/src/trainers/compile_utils.py; tf.keras: losses_utils.ReductionV2.AUTO
        shown.emplace(kDefaultReduction, "sum_over_batch_size");
    for (const char* key : {"clipnorm", "global_clipnorm", "clipvalue", "gradient_accumulation_steps"}) {
        if (const auto value = config.optimizer.number(key)) {
            std::array<char, 32> buffer{};
            const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), *value).ptr;
            shown.emplace(key, std::string(buffer.data(), end));
        }
    }
    return shown;
}

Result<std::unique_ptr<ModelFile>> openKerasWeights(const std::string& path, const Hdf5File& file,
                                                    const KerasConfig* config,
                                                    std::map<std::string, std::string> metadata)
{
    FL_TRY(KerasWeights weights, readKerasWeights(file, config, path));
    std::optional<OptimizerRecord> record;
    const bool compiled = config && !config->optimizer.className.empty();
    if (!weights.optimizer.empty() || compiled) {
        FL_TRY(record, kerasOptimizerRecord(weights, config ? config->optimizer : KerasOptimizer(), path));
    }
    return kerasModelFile(path, config ? "keras" : "keras-weights", std::move(weights.tensors), std::move(record),
                          std::move(metadata));
}

bool isKerasArchive(const ZipDirectory& zip)
{
    return zip.find(kConfig) && std::any_of(zip.entries().begin(), zip.entries().end(), [](const ZipEntry& entry) {
               return entry.name.starts_with("model.weights.");
           });
}

Result<std::unique_ptr<ModelFile>> openKerasArchive(std::shared_ptr<const ByteSource> file, const JobContext& context)
{
    const std::string path = file->path();
    const Where where{path, {}, {}};
    FL_TRY(const ZipDirectory zip, ZipDirectory::open(file, context));
    FL_TRY(const std::vector<std::byte> json, zip.read(*zip.find(kConfig), kMaxConfig, context.cancel));
    FL_TRY(const KerasConfig config, readKerasConfig({reinterpret_cast<const char*>(json.data()), json.size()}, path));
    const ZipEntry* entry = zip.find(kWeights);
    if (!entry || entry->deflated)
        return fail(ErrorCode::Unsupported,
                    entry ? "The weights in this .keras file are compressed, which Keras does not do."
                          : "The weights in this .keras file are not stored as HDF5.",
                    where, "Load it with Keras and save it again as .keras or .h5.");
    FL_TRY(std::shared_ptr<const ByteSource> inside, ByteSource::window(file, entry->dataOffset, entry->size));
    FL_TRY(const Hdf5File weights, openHdf5(std::move(inside), context));
    return openKerasWeights(path, weights, &config, kerasMetadata(config));
}

Result<std::unique_ptr<ModelFile>> openKerasHdf5(std::shared_ptr<const ByteSource> file, const JobContext& context)
{
    const std::string path = file->path();
    FL_TRY(Hdf5File opened, openHdf5(std::move(file), context));
    if (opened.attribute("model_weights", "layer_names") || opened.attribute("model_weights", "layer_names0")
        || opened.attribute("", "layer_names") || opened.attribute("", "layer_names0"))
        return openKerasModel(path, opened);
    if (isKerasWeights(opened))
        return openKerasWeights(path, opened, nullptr, {});
    return openHdf5Model(path, std::move(opened), context);
}

}  // namespace fisherlens
