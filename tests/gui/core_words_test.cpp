// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences of the core in Japanese: every template, and errors and findings that the core really makes.
#include "desktop/views/core_words.h"
#include "desktop/views/finding_words.h"
#include "desktop/views/words.h"
#include "edit/recipe.h"
#include "operations/merge.h"
#include "operations/open.h"
#include "operations/prune.h"
#include "operations/reference.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTranslator>

#include <cstring>
#include <filesystem>
#include <map>
#include <set>

namespace fisherlens::desktop {
namespace {

class CoreWords : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(translator_.load(":/translations/fisherlens_ja.qm"));
        QCoreApplication::installTranslator(&translator_);
    }
    void TearDown() override { QCoreApplication::removeTranslator(&translator_); }

    std::string path(const char* name) const { return folder_.filePath(name).toStdString(); }
    std::string written(const char* name, const QByteArray& bytes) const
    {
        QFile file(folder_.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        return path(name);
    }

    QTemporaryDir folder_;
    QTranslator translator_;
};

const std::string kExample = FL_EXAMPLE_DIR;

/// English words one after the other, outside of quotation marks: what is left of a sentence without a translation.
QString englishIn(QString text)
{
    static const QRegularExpression quoted("\"[^\"]*\"|'[^']*'|\u300c[^\u300d]*\u300d|`[^`]*`"),
        words("[A-Za-z]{2,},? [a-z]{2,} [a-z]{2,}");
    return words.match(text.remove(quoted)).captured();
}

bool isJapanese(const QString& text)
{
    static const QRegularExpression kana("[\u3041-\u30ff]");
    return text.contains(kana) && englishIn(text).isEmpty();
}

std::string said(const std::string& english)
{
    return coreSentence(english).toStdString();
}

QString filled(const char* source)
{
    QString text = QString::fromUtf8(source);
    for (int place = 1; place < 10; ++place)
        text.replace('%' + QString::number(place), "zq" + QString::number(place));
    return text;
}

TEST_F(CoreWords, EveryTemplateFindsItself)
{
    ASSERT_GT(coreTemplates().size(), 900U);
    std::set<std::string> all;
    for (const char* source : coreTemplates()) {
        EXPECT_TRUE(all.insert(source).second) << "twice: " << source;
        const char* found = coreTemplateOf(filled(source));
        ASSERT_NE(found, nullptr) << source;
        EXPECT_STREQ(found, source);
    }
}

TEST_F(CoreWords, EveryTemplateIsJapaneseWithItsParts)
{
    for (const char* source : coreTemplates()) {
        const QString english = QString::fromUtf8(source), japanese = QCoreApplication::translate("Core", source);
        EXPECT_NE(english, japanese) << source;
        EXPECT_EQ(englishIn(japanese), "") << source;
        EXPECT_EQ(english.endsWith('.'), japanese.endsWith(QChar(0x3002))) << source;
        for (int place = 1; place < 10; ++place) {
            const QString mark = '%' + QString::number(place);
            EXPECT_EQ(english.count(mark) > 0, japanese.count(mark) > 0) << source;
        }
    }
}

TEST_F(CoreWords, KeepNamesAndNumbersInTheOrderOfTheLanguage)
{
    EXPECT_EQ(said("12187 entries of 4 tensors are exactly zero: these parameters had no gradient."),
              "4 個のテンソルの 12,187 要素がちょうど 0 です。これらのパラメータには勾配がありませんでした。");
    EXPECT_EQ(said("The storage \"1234\" is missing from the archive."), "ストレージ「1234」がアーカイブにありません。")
        << "a name is no number";
}

TEST_F(CoreWords, TranslatePartsThatAreTextsOfTheCore)
{
    EXPECT_EQ(said("Parameter \"fc.weight\": SGD keeps no squared gradients."),
              "パラメータ「fc.weight」: SGD は二乗勾配を保持しません。");
    EXPECT_EQ(said("The tensor cannot be read: it is sparse."), "テンソルを読み込めません: 疎テンソルです。");
    EXPECT_EQ(said("2 tensors (a, b) not in every input copied from the first model."),
              "すべての入力にはない 2 個のテンソル（a, b）は、最初のモデルからコピーしました。");
    EXPECT_EQ(said("The effective batch size is 64: 8 (training_args.bin: per_device_train_batch_size, split over "
                   "2 processes) \u00d7 8 (DeepSpeed's default)."),
              "実効バッチサイズは 64 です: 8 (training_args.bin: per_device_train_batch_size、2 "
              "プロセスに分割) × 8 (DeepSpeed の既定値)。");
}

TEST_F(CoreWords, TranslateSentencesOneByOne)
{
    EXPECT_EQ(said("The file is empty. Save the file again. Something else."),
              "ファイルが空です。ファイルを保存し直します。Something else.");
    EXPECT_EQ(said("Something else. The file is empty."), "Something else. ファイルが空です。");
    EXPECT_EQ(said("The settings of the training run in this file cannot be read: The file is empty. Save the "
                   "file again."),
              "このファイルにある学習の設定を読めません: ファイルが空です。ファイルを保存し直します。");
}

TEST_F(CoreWords, LeaveOtherTextsAndEnglishAlone)
{
    EXPECT_EQ(said("Something else."), "Something else.");
    EXPECT_EQ(said(""), "");
    EXPECT_EQ(said("a has no b"), "a has no b") << "a part of a sentence that fits too much";
    QCoreApplication::removeTranslator(&translator_);
    EXPECT_EQ(said("The file is empty."), "The file is empty.");
    const Error error{ErrorCode::Damaged, "The file is empty.", {"/x", "w", 12}, "Save the file again.", nullptr};
    EXPECT_EQ(errorLine(error).toStdString(), describe(error));
}

TEST_F(CoreWords, CostLessThanAMillisecond)
{
    (void)coreSentence("The file is empty.");  // cuts the templates
    QElapsedTimer timer;
    timer.start();
    for (const char* source : coreTemplates())
        (void)coreSentence(filled(source).toStdString());
    EXPECT_LT(static_cast<double>(timer.elapsed()) / static_cast<double>(coreTemplates().size()), 1.0);
}

TEST_F(CoreWords, CarryErrorsIntoJapanese)
{
    const QString text = errorText({ErrorCode::Missing, "There is no file.", {"/x", {}, {}}, "Look.", nullptr});
    EXPECT_TRUE(text.contains("There is no file.")) << "a detail without a translation stays";
    EXPECT_TRUE(text.startsWith(QString::fromUtf8("必要"))) << text.toStdString();

    std::vector<Error> errors;
    const auto add = [&](const auto& result) {
        ASSERT_FALSE(result);
        errors.push_back(result.error());
    };
    const auto opened = [](const std::string& file) {
        OpenOptions options;
        options.path = file;
        return open(options, {});
    };
    add(opened(path("missing.pt")));
    add(opened(written("empty.pt", "")));
    add(opened(written("text.pt", "This is a text and no checkpoint.")));
    QFile whole(QString::fromStdString(kExample + "/a.pt"));
    ASSERT_TRUE(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    add(opened(written("cut.pt", bytes.left(bytes.size() / 2))));
    add(opened(written("long.safetensors", QByteArray("\xff\xff\xff\xff\x00\x00\x00\x00{}", 10))));
    OpenOptions other;
    other.path = kExample + "/a.pt";
    other.key = "nothing";
    add(open(other, {}));
    MergeRequest merge;
    merge.models = {kExample + "/a.pt", kExample + "/b.pt"};
    merge.output = path("o.safetensors");
    merge.method = "mean";
    add(mergeModels(merge, {}));
    merge.method = "linear";
    merge.coefficients = {1, 2, 3};
    add(mergeModels(merge, {}));
    merge.models.pop_back();
    add(mergeModels(merge, {}));
    PruneRequest prune;
    prune.model = kExample + "/a.pt";
    prune.output = path("o.safetensors");
    prune.settings.sparsity = 2;
    add(pruneModel(prune, {}));
    add(parseRecipe("{}", "r.json"));
    add(shardFromText("3/2"));
    for (const Error& error : errors) {
        EXPECT_TRUE(isJapanese(coreSentence(error.detail))) << error.detail;
        if (!error.hint.empty()) {
            EXPECT_TRUE(isJapanese(coreSentence(error.hint))) << error.hint;
        }
        EXPECT_TRUE(isJapanese(errorText(error))) << errorText(error).toStdString();
    }
}

/// Errors and findings of every file of the test data: all are sentences that the translation knows.
TEST_F(CoreWords, KnowWhatTheTestDataMakeTheCoreSay)
{
    std::map<std::string, std::string> texts;  // text → file
    for (const auto& entry : std::filesystem::recursive_directory_iterator(FL_TEST_DATA)) {
        const std::string file = entry.path().string();
        const auto add = [&](const Error& error) {
            texts.emplace(error.detail, file);
            texts.emplace(error.hint, file);
        };
        OpenOptions options;
        options.path = file;
        const auto result = open(options, {});
        if (!result) {
            add(result.error());
            continue;
        }
        for (const Finding& finding : result->findings) {
            texts.emplace(finding.text, file);
            texts.emplace(finding.hint, file);
        }
        if (!result->checkpoint || !result->checkpoint->optimizer)
            continue;
        if (result->checkpoint->optimizer->unusable)
            add(*result->checkpoint->optimizer->unusable);
        for (const Unmapped& unmapped : result->checkpoint->optimizer->unmapped)
            texts.emplace(unmapped.reason, file);
    }
    EXPECT_GT(texts.size(), 50U);
    for (const auto& [text, file] : texts)
        if (!text.empty()) {
            EXPECT_TRUE(isJapanese(coreSentence(text))) << text << '\n'
                                                        << coreSentence(text).toStdString() << '\n'
                                                        << file;
        }
}

TEST_F(CoreWords, CarryFindingsIntoJapanese)
{
    std::vector<Finding> findings;
    MergeRequest merge;
    merge.models = {kExample + "/a.pt", kExample + "/b.pt"};
    merge.method = "linear";
    merge.output = path("merged.safetensors");
    merge.floor = 0.1;
    merge.rules = {{"nothing*", {0.5, 0.5}}};
    const auto merged = mergeModels(merge, {});
    ASSERT_TRUE(merged) << describe(merged.error());
    findings.insert(findings.end(), merged->findings.begin(), merged->findings.end());
    PruneRequest prune;
    prune.model = kExample + "/a.pt";
    prune.output = path("pruned.safetensors");
    prune.settings.sparsity = 0.99;
    prune.settings.include = {"*.weight", "nothing*"};
    const auto pruned = pruneModel(prune, {});
    ASSERT_TRUE(pruned) << describe(pruned.error());
    findings.insert(findings.end(), pruned->findings.begin(), pruned->findings.end());
    EXPECT_GE(findings.size(), 3U);
    for (const Finding& finding : findings) {
        EXPECT_TRUE(isJapanese(findingText(finding))) << finding.text << '\n' << findingText(finding).toStdString();
        EXPECT_TRUE(finding.hint.empty() || isJapanese(findingHint(finding))) << finding.hint;
    }
}

TEST_F(CoreWords, SayWhatToDoInTheWindow)
{
    const Finding finding{Severity::Information,
                          "exact-zeros",
                          {},
                          "12187 entries of 4 tensors are exactly zero: these parameters had no gradient.",
                          "No evidence is not unimportance: see prune --zero-fisher."};
    EXPECT_TRUE(isJapanese(findingText(finding)));
    EXPECT_TRUE(isJapanese(findingHint(finding)));
    EXPECT_FALSE(findingHint(finding).contains("--"));
    QCoreApplication::removeTranslator(&translator_);
    EXPECT_EQ(findingText(finding), QString::fromStdString(finding.text));
    EXPECT_FALSE(findingHint(finding).contains("--"));
}

}  // namespace
}  // namespace fisherlens::desktop
