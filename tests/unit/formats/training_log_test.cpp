// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/training_log.h"

#include "formats/event_file.h"
#include "unit/formats/scratch.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstring>

namespace fisherlens {
namespace {

const std::string kFolder = FL_TEST_DATA "/training/";
const std::string kEvents = "events.out.tfevents.1700000000.host.1.0";

const TrainingSeries* seriesNamed(const TrainingLog& log, const std::string& name)
{
    const auto at = std::find_if(log.series.begin(), log.series.end(),
                                 [&](const TrainingSeries& series) { return series.name == name; });
    return at == log.series.end() ? nullptr : &*at;
}

std::string nameOf(const TrainingLog& log, std::optional<std::size_t> index)
{
    return index ? log.series[*index].name : "";
}

std::string orEmpty(const nlohmann::json& json)
{
    return json.is_null() ? std::string() : json.get<std::string>();
}

/// Bytes of the first record of an event file: length, its checksum, data, their checksum.
std::size_t firstRecord(const std::string& file)
{
    std::uint64_t length = 0;
    std::memcpy(&length, file.data(), sizeof length);
    return static_cast<std::size_t>(length) + 16;
}

class TrainingLogs : public Scratch {
protected:
    static Result<TrainingLog> open(const std::string& path, Findings* findings = nullptr)
    {
        JobContext context;
        context.findings = findings;
        return openTrainingLog(path, context);
    }
};

TEST_F(TrainingLogs, EveryTrainerGivesTheSeriesThatItsOwnLibraryReads)
{
    const auto expected = nlohmann::json::parse(std::ifstream(kFolder + "expected.json"));
    ASSERT_EQ(expected.size(), 5U);
    for (const auto& trainer : expected) {
        SCOPED_TRACE(trainer["path"]);
        const std::string path = kFolder + trainer["path"].get<std::string>();
        ASSERT_TRUE(looksLikeTrainingLog(path));
        const auto log = open(path);
        ASSERT_TRUE(log) << describe(log.error());
        EXPECT_EQ(log->format, trainer["format"].get<std::string>());
        EXPECT_EQ(log->epochs, trainer["epochs"].get<bool>());
        EXPECT_EQ(nameOf(*log, log->loss), orEmpty(trainer["loss"]));
        EXPECT_EQ(nameOf(*log, log->learningRate), orEmpty(trainer["learning_rate"]));
        EXPECT_EQ(nameOf(*log, log->gradientNorm), orEmpty(trainer["gradient_norm"]));
        for (const auto& [name, points] : trainer["series"].items()) {
            const TrainingSeries* series = seriesNamed(*log, name);
            ASSERT_TRUE(series) << name;
            ASSERT_EQ(series->step.size(), points.size()) << name;
            ASSERT_EQ(series->value.size(), points.size()) << name;
            for (std::size_t i = 0; i < points.size(); ++i) {
                EXPECT_EQ(series->step[i], points[i][0].get<double>()) << name;
                if (points[i][1].is_null())
                    EXPECT_TRUE(std::isnan(series->value[i])) << name;
                else
                    EXPECT_EQ(series->value[i], points[i][1].get<double>()) << name;
            }
        }
    }
}

TEST_F(TrainingLogs, TimesAreSecondsSince1970)
{
    const auto events = open(kFolder + "tensorboard");
    ASSERT_TRUE(events);
    EXPECT_EQ(seriesNamed(*events, "train/loss")->time.front(), 1.7e9 + 5);
    const auto mlflow = open(kFolder + "mlflow");
    ASSERT_TRUE(mlflow);
    EXPECT_EQ(seriesNamed(*mlflow, "loss")->time.front(), 1.7e9 + 0.1);
}

TEST_F(TrainingLogs, TheChecksumIsTheOneOfRfc3720)
{
    // RFC 3720 B.4: 32 bytes of zeros have the CRC-32C 0x8A9136AA, 32 bytes of ones 0x62A8AB43.
    const auto unmasked = [](std::byte fill) {
        const std::uint32_t rotated = detail::maskedCrc32c(std::vector<std::byte>(32, fill)) - 0xA282EAD8U;
        return (rotated >> 17U) | (rotated << 15U);
    };
    EXPECT_EQ(unmasked(std::byte{0}), 0x8A9136AAU);
    EXPECT_EQ(unmasked(std::byte{0xFF}), 0x62A8AB43U);
}

TEST_F(TrainingLogs, ARecordThatIsStillBeingWrittenIsLeftOut)
{
    const std::string whole = content(kFolder + "tensorboard/" + kEvents);
    const auto all = open(kFolder + "tensorboard");
    ASSERT_TRUE(all);
    std::size_t before = 0;
    for (std::size_t size = firstRecord(whole); size <= whole.size(); size += 7) {
        Findings findings;
        const auto log = open(write(kEvents, whole.substr(0, size)), &findings);
        EXPECT_TRUE(findings.list().empty()) << size;
        std::size_t points = 0;
        if (log)
            for (const TrainingSeries& series : log->series)
                points += series.step.size();
        else
            EXPECT_EQ(log.error().code, ErrorCode::Unsupported) << size;  // no scalar yet
        EXPECT_GE(points, before);
        before = points;
    }
    EXPECT_GE(before, 30U);
}

TEST_F(TrainingLogs, ADamagedRecordEndsTheFileAndIsFound)
{
    const std::string whole = content(kFolder + "tensorboard/" + kEvents);
    for (std::size_t at = firstRecord(whole); at < whole.size(); at += 13) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
        Findings findings;
        (void)open(write(kEvents, damaged), &findings);
        EXPECT_TRUE(findings.has("training-log-damaged")) << at;
    }
    const auto none = open(write(kEvents, "no event file at all"));
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::Damaged);
}

TEST_F(TrainingLogs, HugeLengthsAreNotBelieved)
{
    std::string record(12, '\0');
    const std::uint64_t length = ~std::uint64_t{0} - 8;
    std::memcpy(record.data(), &length, 8);
    const std::uint32_t crc = detail::maskedCrc32c(std::as_bytes(std::span(record).first(8)));
    std::memcpy(record.data() + 8, &crc, 4);
    const auto log = open(write(kEvents, record + "abc"));
    ASSERT_FALSE(log);
    EXPECT_EQ(log.error().code, ErrorCode::Damaged);
}

TEST_F(TrainingLogs, OddTextsAreASentence)
{
    for (const std::string_view text :
         {"", "[]", "{", "{\"log_history\": 3}", "{\"log_history\": [1, {\"step\": \"x\"}]}"}) {
        const auto log = open(write("trainer_state.json", text));
        ASSERT_FALSE(log) << text;
        EXPECT_FALSE(log.error().detail.empty());
    }
    std::string deep = "{\"log_history\": ";
    deep += std::string(100'000, '[') + std::string(100'000, ']') + "}";
    EXPECT_FALSE(open(write("trainer_state.json", deep)));
    for (const std::string_view text : {"", "a,b\n1,2\n", "step,loss\n", "step,loss\nx,1\n,2\n"})
        EXPECT_FALSE(open(write("metrics.csv", text))) << text;
    const auto quoted = open(write("metrics.csv", "\xEF\xBB\xBF\"step\",\"a \"\"loss\"\", raw\"\r\n3,nan\r\n1,0.5"));
    ASSERT_TRUE(quoted);
    const TrainingSeries* series = seriesNamed(*quoted, "a \"loss\", raw");
    ASSERT_TRUE(series);
    EXPECT_THAT(series->step, testing::ElementsAre(1, 3));
    EXPECT_EQ(series->value[0], 0.5);
    EXPECT_TRUE(std::isnan(series->value[1]));
    EXPECT_FALSE(looksLikeTrainingLog(path("nothing")));
    EXPECT_EQ(open(path("nothing")).error().code, ErrorCode::Missing);
}

TEST_F(TrainingLogs, PlainNamesComeFirstAndEvaluationIsNoTrainingLoss)
{
    EXPECT_LT(*lossRank("loss"), *lossRank("train_loss"));
    EXPECT_LT(*lossRank("train/loss"), *lossRank("train/box_loss"));
    EXPECT_FALSE(lossRank("eval_loss"));
    EXPECT_FALSE(lossRank("val/box_loss"));
    EXPECT_FALSE(lossRank("accuracy"));
    EXPECT_TRUE(learningRateRank("lr-AdamW"));
    EXPECT_FALSE(learningRateRank("lrelu"));
    EXPECT_TRUE(gradientNormRank("gnorm"));
    EXPECT_FALSE(gradientNormRank("norm"));
}

}  // namespace
}  // namespace fisherlens
