<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>AgreementView</name>
    <message>
        <source>Reference (%1), %2</source>
        <translation>参照（%1）、%2</translation>
    </message>
    <message>
        <source>Rank in the reference (%1)</source>
        <translation>参照での順位（%1）</translation>
    </message>
    <message>
        <source>Recycled, %1</source>
        <translation>再利用、%1</translation>
    </message>
    <message>
        <source>Rank in the recycled estimate</source>
        <translation>再利用推定での順位</translation>
    </message>
    <message>
        <source>fitted scale %1 ×</source>
        <translation>当てはめた倍率 %1 ×</translation>
    </message>
    <message>
        <source>identity</source>
        <translation>等値線</translation>
    </message>
    <message>
        <source>Spearman ρ by tensor</source>
        <translation>テンソル別スピアマン ρ</translation>
    </message>
    <message>
        <source>attainable</source>
        <translation>到達目安</translation>
    </message>
    <message>
        <source>Where the difference comes from</source>
        <translation>差の由来</translation>
    </message>
    <message>
        <source>labels from the model</source>
        <translation>モデルのラベル</translation>
    </message>
    <message>
        <source>labels from the data</source>
        <translation>データのラベル</translation>
    </message>
    <message>
        <source>squares of batches</source>
        <translation>バッチの二乗</translation>
    </message>
    <message>
        <source>average over steps</source>
        <translation>ステップの平均</translation>
    </message>
    <message>
        <source>Spearman ρ (attainable beside it)</source>
        <translation>スピアマン ρ（右は到達目安）</translation>
    </message>
    <message>
        <source>Pearson correlation of mid-ranks. Attainable: √(2r/(1+r)) with r between two halves of the reference</source>
        <translation>平均順位のピアソン相関です。到達目安は √(2r/(1+r))、r は参照の二つの半分の間の相関です</translation>
    </message>
    <message>
        <source>Spearman ρ within tensors</source>
        <translation>テンソル内スピアマン ρ</translation>
    </message>
    <message>
        <source>Ranks inside each tensor, pooled: differences between layers do not count</source>
        <translation>各テンソル内の順位をまとめたもので、層の間の差は数えません</translation>
    </message>
    <message>
        <source>Kendall τ-b</source>
        <translation>ケンドール τ-b</translation>
    </message>
    <message>
        <source>Concordant less discordant pairs, corrected for ties</source>
        <translation>一致する組と一致しない組の差で、同順位を補正しています</translation>
    </message>
    <message>
        <source>Pearson of logarithms</source>
        <translation>対数のピアソン相関</translation>
    </message>
    <message>
        <source>Of log10, over entries positive in both</source>
        <translation>両方が正の要素について log10 で計算します</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>コサイン</translation>
    </message>
    <message>
        <source>ΣAB / √(ΣA² ΣB²)</source>
        <translation>ΣAB / √(ΣA² ΣB²)</translation>
    </message>
    <message>
        <source>Top 0.1 % overlap</source>
        <translation>上位 0.1 % の重なり</translation>
    </message>
    <message>
        <source>Top 1 % overlap</source>
        <translation>上位 1 % の重なり</translation>
    </message>
    <message>
        <source>Top 10 % overlap</source>
        <translation>上位 10 % の重なり</translation>
    </message>
    <message>
        <source>Top 50 % overlap</source>
        <translation>上位 50 % の重なり</translation>
    </message>
    <message>
        <source>|A∩B| / |A∪B| of the largest entries</source>
        <translation>最大の要素の |A∩B| / |A∪B|</translation>
    </message>
    <message>
        <source>Scale (trace ratio)</source>
        <translation>倍率（トレース比）</translation>
    </message>
    <message>
        <source>ΣA / ΣB</source>
        <translation>ΣA / ΣB</translation>
    </message>
    <message>
        <source>Regret of pruning %1 %</source>
        <translation>%1 % プルーニングの損失比</translation>
    </message>
    <message>
        <source>magnitude %1 ×</source>
        <translation>絶対値 %1 ×</translation>
    </message>
    <message>
        <source>Σ F_ref θ² over what the recycled Fisher removes ÷ over what the reference removes; 1 is best</source>
        <translation>再利用フィッシャーが除く要素の Σ F_ref θ² ÷ 参照が除く要素の同じ和。1 が最良です</translation>
    </message>
</context>
<context>
    <name>EvaluationDialog</name>
    <message>
        <source>Evaluation data</source>
        <translation>評価データ</translation>
    </message>
    <message>
        <source>Merged and pruned models are judged by evaluating the exported module with their parameters on these examples.</source>
        <translation>マージやプルーニングをしたモデルは、そのパラメータを書き出したモジュールに入れ、これらの例で評価して判断します。</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>モデル(&amp;M)</translation>
    </message>
    <message>
        <source>TorchScript module, exported with torch.jit.script or torch.jit.trace</source>
        <translation>torch.jit.script または torch.jit.trace で書き出した TorchScript モジュール</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>参照…</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>データ(&amp;D)</translation>
    </message>
    <message>
        <source>HDF5, NPZ or safetensors with inputs and targets of this model’s task</source>
        <translation>このモデルのタスクの inputs と targets を持つ HDF5、NPZ、safetensors</translation>
    </message>
    <message>
        <source>&amp;Loss</source>
        <translation>損失(&amp;L)</translation>
    </message>
    <message>
        <source>What −log p of one example is</source>
        <translation>一つの例の −log p の定義</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export figure</source>
        <translation>図の書き出し</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>形式(&amp;F)</translation>
    </message>
    <message>
        <source>PDF and SVG keep text as text; PNG is a picture.</source>
        <translation>PDF と SVG では文字は文字のまま残ります。PNG は画像です。</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>幅(&amp;W)</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>&amp;Height</source>
        <translation>高さ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Resolution</source>
        <translation>解像度(&amp;R)</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>ファイル(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>参照(&amp;B)…</translation>
    </message>
</context>
<context>
    <name>FigureMenu</name>
    <message>
        <source>Copy as picture</source>
        <translation>画像としてコピー</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>書き出し…</translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation>データをコピー</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>median, logarithmic</source>
        <translation>中央値（対数）</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中央値</translation>
    </message>
    <message>
        <source>Overview of %1</source>
        <translation>%1 の概要</translation>
    </message>
    <message>
        <source>Fisher diagonal of %1</source>
        <translation>%1 のフィッシャー対角</translation>
    </message>
    <message>
        <source>Recycled against reference</source>
        <translation>再利用と参照</translation>
    </message>
    <message>
        <source>Rank correlation by tensor</source>
        <translation>テンソル別順位相関</translation>
    </message>
    <message>
        <source>Where the difference comes from</source>
        <translation>差の由来</translation>
    </message>
    <message>
        <source>Merge of %1 and %2</source>
        <translation>%1 と %2 のマージ</translation>
    </message>
    <message>
        <source>What A and B lose</source>
        <translation>A と B の損失</translation>
    </message>
    <message>
        <source>Distance from each parent, by tensor</source>
        <translation>テンソル別の各親からの距離</translation>
    </message>
    <message>
        <source>Pruning of %1</source>
        <translation>%1 のプルーニング</translation>
    </message>
    <message>
        <source>Pruned share by tensor</source>
        <translation>テンソル別の除去割合</translation>
    </message>
    <message>
        <source>Timeline of %1</source>
        <translation>%1 のタイムライン</translation>
    </message>
    <message>
        <source>Treemap of %1</source>
        <translation>%1 のツリーマップ</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>AMSGrad is on; the average is used, not the maximum.</source>
        <translation>AMSGrad が有効です。最大値ではなく平均を使います。</translation>
    </message>
    <message>
        <source>The batch size is unknown: ranks are right, values are not.</source>
        <translation>バッチサイズが不明です。順位は正しく、値は正しくありません。</translation>
    </message>
    <message>
        <source>Some values are outside the range of float32 after the corrections.</source>
        <translation>補正後、float32 の範囲を外れる値があります。</translation>
    </message>
    <message>
        <source>The bias was not corrected because the step or β₂ is not recorded.</source>
        <translation>ステップまたは β₂ の記録がないため、バイアスを補正していません。</translation>
    </message>
    <message>
        <source>Weight decay is coupled: the accumulator holds squares of g + wd·θ.</source>
        <translation>重み減衰が結合型です。蓄積器は g + wd·θ の二乗を保持しています。</translation>
    </message>
    <message>
        <source>Some entries are exactly zero: they never had a gradient. No evidence is not unimportance.</source>
        <translation>厳密にゼロの要素があります。勾配が一度もなかったもので、重要でない証拠にはなりません。</translation>
    </message>
    <message>
        <source>The optimizer state belongs to another model and is not used.</source>
        <translation>オプティマイザ状態は別のモデルのもので、使いません。</translation>
    </message>
    <message>
        <source>The optimizer state fits the parameters in more than one order and is not used.</source>
        <translation>オプティマイザ状態は複数の順序でパラメータに合うため、使いません。</translation>
    </message>
    <message>
        <source>The accumulator has negative entries, which squares cannot have.</source>
        <translation>蓄積器に負の要素があります。二乗の値ではありえません。</translation>
    </message>
    <message>
        <source>The file holds an object of an unknown class; nothing of it was run.</source>
        <translation>未知のクラスのオブジェクトを含みます。何も実行していません。</translation>
    </message>
    <message>
        <source>The file does not tell Adam from AdamW; with Adam, weight decay would be in the accumulator.</source>
        <translation>ファイルからは Adam と AdamW を区別できません。Adam なら重み減衰が蓄積器に含まれます。</translation>
    </message>
    <message>
        <source>Some parameters have no optimizer state.</source>
        <translation>オプティマイザ状態のないパラメータがあります。</translation>
    </message>
    <message>
        <source>Nobody said how the training loss was reduced; mean is assumed.</source>
        <translation>学習損失の集約が指定されていないため、平均と仮定しています。</translation>
    </message>
    <message>
        <source>The accumulator has seen few steps for its memory and is noisy. Trust ranks between large groups only.</source>
        <translation>蓄積器が見たステップは記憶の長さに対して少なく、雑音があります。大きなグループ間の順位だけを信頼してください。</translation>
    </message>
    <message>
        <source>Some optimizer states belong to no parameter of this file.</source>
        <translation>このファイルのどのパラメータにも属さないオプティマイザ状態があります。</translation>
    </message>
    <message>
        <source>The parameters have seen different numbers of steps.</source>
        <translation>パラメータによってステップ数が異なります。</translation>
    </message>
    <message>
        <source>Some tensors are stored in a form that is not read.</source>
        <translation>読み込めない形式のテンソルがあります。</translation>
    </message>
    <message>
        <source>There are bytes after the end of the archive; they are ignored.</source>
        <translation>アーカイブの終わりの後に余分なバイトがあります。無視します。</translation>
    </message>
    <message>
        <source>The batch size is the one that the log records.</source>
        <translation>バッチサイズはログに記録されたものです。</translation>
    </message>
    <message>
        <source>A segment of the log is missing or cannot be read; the log is shown up to there.</source>
        <translation>ログのセグメントが欠けているか読み込めません。そこまでを表示します。</translation>
    </message>
    <message>
        <source>The run went on from an earlier step; what it did again replaces what was there.</source>
        <translation>学習が以前のステップから再開されました。やり直した部分で置き換えます。</translation>
    </message>
    <message>
        <source>The mean of several snapshots is taken; they share memory, so its standard error is too small.</source>
        <translation>複数のスナップショットの平均を取ります。記憶を共有するため、標準誤差は小さすぎます。</translation>
    </message>
    <message>
        <source>A record of the training log is damaged; what follows it is left out.</source>
        <translation>学習ログの記録が壊れています。その後は除きます。</translation>
    </message>
    <message>
        <source>The file holds a whole pickled module; its parameters are read as records.</source>
        <translation>ファイルには pickle 化されたモジュール全体が入っています。パラメーターは記録として読み取ります。</translation>
    </message>
    <message>
        <source>The optimizer keeps one mean square per block: within a block all values are equal.</source>
        <translation>オプティマイザーはブロックごとに平均二乗を一つだけ保持しています。ブロック内の値はすべて等しくなります。</translation>
    </message>
    <message>
        <source>Gradients were clipped: values of different runs are not comparable, ranks suffer little.</source>
        <translation>勾配がクリッピングされています。異なる実行の値は比較できませんが、順位への影響はわずかです。</translation>
    </message>
    <message>
        <source>Nearly every step was clipped, so the scale is that of the clipping.</source>
        <translation>ほぼすべてのステップでクリッピングされたため、スケールはクリッピングによるものです。</translation>
    </message>
    <message>
        <source>The squares were block-quantised; small values are rounded or zero.</source>
        <translation>二乗値はブロック量子化されています。小さな値は丸められるか 0 になっています。</translation>
    </message>
    <message>
        <source>The accumulator is an envelope of the gradients, not an average of squares: ranks only.</source>
        <translation>アキュムレーターは勾配の包絡であり、二乗の平均ではありません。順位だけが使えます。</translation>
    </message>
    <message>
        <source>The optimizer keeps row and column averages; their product stands for the matrix.</source>
        <translation>オプティマイザーは行と列の平均を保持し、その積を行列の代わりとしています。</translation>
    </message>
    <message>
        <source>The squares are stored with 16 bits: small values are zero or have stalled.</source>
        <translation>二乗値が 16 ビットで保存されています。小さな値は 0 になるか、更新が止まっています。</translation>
    </message>
    <message>
        <source>More than half of the estimate is the square of the mean gradient, not the variance of single gradients.</source>
        <translation>推定値の半分以上が平均勾配の二乗であり、個々の勾配の分散ではありません。</translation>
    </message>
    <message>
        <source>Some equal shapes are told apart by a rule only; check the mapping.</source>
        <translation>同じ形状のパラメーターの一部は規則だけで区別されています。対応を確認してください。</translation>
    </message>
    <message>
        <source>The optimizer counts fewer steps than the run: it was restarted without its state.</source>
        <translation>オプティマイザーのステップ数が実行のステップ数より少なく、状態なしで再開されています。</translation>
    </message>
    <message>
        <source>The optimizer keeps no squares for some parameters.</source>
        <translation>オプティマイザーは一部のパラメーターの二乗値を保持していません。</translation>
    </message>
    <message>
        <source>This is a PEFT adapter: its tensors are the adapter&apos;s, not the model&apos;s.</source>
        <translation>これは PEFT アダプターです。テンソルはモデルのものではなくアダプターのものです。</translation>
    </message>
    <message>
        <source>Only ranks can be recycled from this optimizer; no batch size is applied.</source>
        <translation>このオプティマイザーからは順位だけを再利用できます。バッチサイズは適用しません。</translation>
    </message>
    <message>
        <source>The average is of gradients with labels drawn from the model, every few steps.</source>
        <translation>平均は、モデルから引いたラベルの勾配を数ステップごとに取ったものです。</translation>
    </message>
    <message>
        <source>The trainer&apos;s version may have scaled the loss wrongly; ranks are not affected.</source>
        <translation>このバージョンのトレーナーは損失のスケールを誤っている可能性があります。順位には影響しません。</translation>
    </message>
    <message>
        <source>Some settings of the training run could not be read.</source>
        <translation>学習の設定の一部を読み取れませんでした。</translation>
    </message>
    <message>
        <source>Rows were updated at their own steps, which are not recorded.</source>
        <translation>行ごとに更新されたステップが異なり、記録されていません。</translation>
    </message>
    <message>
        <source>Some parameters have several names and share one optimizer state.</source>
        <translation>一部のパラメーターには複数の名前があり、一つのオプティマイザー状態を共有しています。</translation>
    </message>
    <message>
        <source>The squares are those of a smoothed objective, not of the plain loss.</source>
        <translation>二乗値は平滑化された目的関数のものであり、元の損失のものではありません。</translation>
    </message>
    <message>
        <source>The average still remembers the warm-up of the run.</source>
        <translation>平均にはウォームアップの影響がまだ残っています。</translation>
    </message>
    <message>
        <source>The optimizer weighs later squares more: ranks only.</source>
        <translation>オプティマイザーは後のステップの二乗に大きな重みを付けます。順位だけが使えます。</translation>
    </message>
    <message>
        <source>Almost every example is fitted: gradients with the data&apos;s labels vanish.</source>
        <translation>ほぼすべての例に適合しており、データのラベルによる勾配は消えています。</translation>
    </message>
    <message>
        <source>The estimate is the mean over the whole run, not over its recent steps.</source>
        <translation>推定値は最近のステップではなく、実行全体の平均です。</translation>
    </message>
    <message>
        <source>The file holds averages of squared gradients by the names of the parameters, and nothing about the run: step, betas and batch size are unknown.</source>
        <translation>ファイルにはパラメータ名ごとの勾配の二乗の平均だけがあり、学習についての記録はありません。ステップ、β、バッチサイズは不明です。</translation>
    </message>
    <message>
        <source>%1 entries of %2 tensors leave the range of float32 when corrected, and become infinite or zero in the file.</source>
        <translation>%2 個のテンソルの %1 要素が補正後に float32 の範囲を外れ、ファイルでは無限大または 0 になります。</translation>
    </message>
    <message>
        <source>%1 of %2 tensors have no usable step or beta2 and are not bias-corrected: their values are too small by 1 − beta2^t, and not comparable with the others.</source>
        <translation>%2 個中 %1 個のテンソルはステップまたは β₂ が使えず、バイアス補正されていません。値は 1 − β₂^t 倍だけ小さく、他と比べられません。</translation>
    </message>
    <message>
        <source>%1 that are buffers, not parameters, merged by %2 as well.</source>
        <translation>パラメータではなくバッファである %1 も %2 でマージしました。</translation>
    </message>
    <message>
        <source>Buffers were merged like parameters.</source>
        <translation>バッファもパラメータと同じようにマージしました。</translation>
    </message>
    <message>
        <source>The parameters are stored in 16 bits; gradients are computed in float32.</source>
        <translation>パラメータは 16 ビットで保存されています。勾配は float32 で計算します。</translation>
    </message>
    <message>
        <source>%1 not in every input and %2 without floating values copied from the first model.</source>
        <translation>すべての入力にはない %1 と、浮動小数点でない %2 は、最初のモデルから写しました。</translation>
    </message>
    <message>
        <source>%1 without floating values copied from the first model.</source>
        <translation>浮動小数点でない %1 は、最初のモデルから写しました。</translation>
    </message>
    <message>
        <source>%1 not in every input copied from the first model.</source>
        <translation>すべての入力にはない %1 は、最初のモデルから写しました。</translation>
    </message>
    <message>
        <source>Some tensors were copied from the first model.</source>
        <translation>一部のテンソルは最初のモデルから写しました。</translation>
    </message>
    <message>
        <source>%1 entries of %2 tensors are exactly zero: these parameters had no gradient.</source>
        <translation>%2 個のテンソルの %1 要素がちょうど 0 です。これらのパラメータには勾配がありませんでした。</translation>
    </message>
    <message>
        <source>A batch has another gradient than the same examples one by one: the examples influence each other.</source>
        <translation>バッチの勾配が、同じ例を 1 つずつ計算した勾配と異なります。例どうしが影響しています。</translation>
    </message>
    <message>
        <source>This tensor does not hold floating numbers and is not part of the diagonal.</source>
        <translation>このテンソルは浮動小数点ではないため、対角には含めません。</translation>
    </message>
    <message>
        <source>The Fishers are of different kinds (recycled, empirical, sampled, exact).</source>
        <translation>フィッシャーの種類が異なります（再利用、経験、標本、厳密）。</translation>
    </message>
    <message>
        <source>%1 tensors (%2) lost all their entries.</source>
        <translation>%1 個のテンソル（%2）の要素がすべて除かれました。</translation>
    </message>
    <message>
        <source>Some tensors lost all their entries.</source>
        <translation>要素がすべて除かれたテンソルがあります。</translation>
    </message>
    <message>
        <source>The file holds several optimizer states (%1), of which %2 fit the model.</source>
        <translation>ファイルにオプティマイザの状態が複数あり（%1）、そのうち %2 個がモデルに合います。</translation>
    </message>
    <message>
        <source>%1 entries of %2 tensors are negative, which no average of squares is; they are stored as they are.</source>
        <translation>%2 個のテンソルの %1 要素が負です。二乗の平均が負になることはありません。そのまま保存します。</translation>
    </message>
    <message>
        <source>%1 without a Fisher in every model merged by the weighted mean.</source>
        <translation>フィッシャーがすべてのモデルにはない %1 は、重み付き平均でマージしました。</translation>
    </message>
    <message>
        <source>%1 tensors (%2) have no Fisher and are left untouched; the sparsity does not count them.</source>
        <translation>%1 個のテンソル（%2）にはフィッシャーがないため、そのまま残します。スパース率には数えません。</translation>
    </message>
    <message>
        <source>Some tensors have no Fisher.</source>
        <translation>フィッシャーのないテンソルがあります。</translation>
    </message>
    <message>
        <source>%1 without a reference in every model left out of the regret.</source>
        <translation>参照がすべてのモデルにはない %1 は、損失の比から除きます。</translation>
    </message>
    <message>
        <source>Tensors without a reference are left out of the regret.</source>
        <translation>参照のないテンソルは、損失の比から除きます。</translation>
    </message>
    <message>
        <source>%1 entries of %2 tensors are NaN or infinite in the accumulator and stored as they are.</source>
        <translation>%2 個のテンソルの %1 要素が、蓄積器で NaN または無限大です。そのまま保存します。</translation>
    </message>
    <message>
        <source>%1 entries are NaN or infinite in one of the files and are left out.</source>
        <translation>%1 要素がどちらかのファイルで NaN または無限大のため、除きます。</translation>
    </message>
    <message>
        <source>At %1 entries a value or a Fisher is NaN or infinite, so the weighted mean of the finite values was taken.</source>
        <translation>%1 要素で値またはフィッシャーが NaN または無限大のため、有限な値の重み付き平均を使いました。</translation>
    </message>
    <message>
        <source>%1 prunable entries with NaN or infinity in weight or Fisher are kept.</source>
        <translation>重みまたはフィッシャーが NaN または無限大の %1 要素は残します。</translation>
    </message>
    <message>
        <source>There are entries that are NaN or infinite.</source>
        <translation>NaN または無限大の要素があります。</translation>
    </message>
    <message>
        <source>The Fishers are not all means per unit of one unit, so each was divided by its mean.</source>
        <translation>フィッシャーの尺度が 1 つの単位の平均にそろっていないため、それぞれ自身の平均で割りました。</translation>
    </message>
    <message>
        <source>%1 of other models missing from the first model and so from the output.</source>
        <translation>他のモデルにある %1 は最初のモデルにないため、出力にもありません。</translation>
    </message>
    <message>
        <source>Tensors that the first model lacks are not in the output.</source>
        <translation>最初のモデルにないテンソルは出力にありません。</translation>
    </message>
    <message>
        <source>The file names %1, which this program does not know; it is kept as a record and never run.</source>
        <translation>ファイルに %1 という名前がありますが、このプログラムは知りません。記録として残し、実行しません。</translation>
    </message>
    <message>
        <source>The method %1 does not use %2.</source>
        <translation>方法 %1 は %2 を使いません。</translation>
    </message>
    <message>
        <source>%1 merged entries are too large for the element type and became infinite or NaN.</source>
        <translation>マージした %1 要素が要素の型に収まらず、無限大または NaN になりました。</translation>
    </message>
    <message>
        <source>Some merged entries are too large for the element type.</source>
        <translation>マージした要素の一部が要素の型に収まりません。</translation>
    </message>
    <message>
        <source>%1 of %2 parameters have no optimizer state (frozen, unused or never given a gradient).</source>
        <translation>%2 個中 %1 個のパラメータにはオプティマイザの状態がありません（固定、未使用、または勾配なし）。</translation>
    </message>
    <message>
        <source>The sums so far cannot be kept.</source>
        <translation>これまでの和を保存できません。</translation>
    </message>
    <message>
        <source>The sums of an ended run cannot be used: the file is damaged.</source>
        <translation>中断された実行の和は使えません: ファイルが壊れています。</translation>
    </message>
    <message>
        <source>The sums of an ended run cannot be used: the file belongs to a run with another %1.</source>
        <translation>中断された実行の和は使えません: ファイルは設定の異なる実行のものです (%1)。</translation>
    </message>
    <message>
        <source>The sums of an ended run cannot be used.</source>
        <translation>中断された実行の和は使えません。</translation>
    </message>
    <message>
        <source>The pattern %1 of %2 matches no tensor.</source>
        <translation>%2 のパターン %1 に合うテンソルがありません。</translation>
    </message>
    <message>
        <source>The pickle in this file holds more than one value; the last one counts.</source>
        <translation>このファイルの pickle には値が複数あります。最後の値を使います。</translation>
    </message>
    <message>
        <source>LibTorch uses the slow reference BLAS (up to 25 times slower).</source>
        <translation>LibTorch が遅い参照 BLAS を使っています（最大 25 倍遅くなります）。</translation>
    </message>
    <message>
        <source>%1 examples took another way through the model than the first ones and were worked on one by one.</source>
        <translation>%1 個の例はモデルの中で最初の例と異なる経路を通ったため、1 つずつ計算しました。</translation>
    </message>
    <message>
        <source>Some gradients were computed one example at a time; the result is the same.</source>
        <translation>一部の勾配は例ごとに計算しました。結果は同じです。</translation>
    </message>
    <message>
        <source>The regret is over %1 of %2 tensors: the checkpoint lacks the others.</source>
        <translation>損失の比は %2 個中 %1 個のテンソルについてのものです。残りはチェックポイントにありません。</translation>
    </message>
    <message>
        <source>The Fisher merge that the regret compares with does not exist for negative coefficients.</source>
        <translation>負の係数では、比較するフィッシャーマージが存在しません。</translation>
    </message>
    <message>
        <source>%1 of %2 examples were done by a run that was ended; this one went on from there.</source>
        <translation>%2 個の例のうち %1 個は中断された実行で計算済みで、そこから続けました。</translation>
    </message>
    <message>
        <source>The rule &apos;%1&apos; sets no tensor: its pattern matches none, or later rules match all of its tensors.</source>
        <translation>規則「%1」が決めるテンソルがありません。パターンに合うものがないか、後の規則がすべてに合います。</translation>
    </message>
    <message>
        <source>The scales differ (%1 and %2): ranks, overlap and cosine can be compared, trace ratio, fit and log-ratio cannot.</source>
        <translation>尺度が異なります（%1 と %2）。順位、重なり、コサインは比べられますが、トレース比、当てはめ、対数比は比べられません。</translation>
    </message>
    <message>
        <source>The Fishers are not all means per unit of one unit, and they were not normalised: their scales decide.</source>
        <translation>フィッシャーの尺度が 1 つの単位の平均にそろっておらず、正規化もしていません。尺度の違いが結果を決めます。</translation>
    </message>
    <message>
        <source>The accumulator has seen %1 steps; with beta2 = %2 it averages over about %3, and after fewer than %4 it is noisy.</source>
        <translation>蓄積器は %1 ステップしか見ていません。β₂ = %2 では約 %3 ステップを平均し、%4 ステップ未満では雑音が大きくなります。</translation>
    </message>
    <message>
        <source>Only %1 of the %2 entries asked for may be removed; the others are kept as asked.</source>
        <translation>求めた %2 要素のうち、除けるのは %1 要素だけです。残りは指定どおり残します。</translation>
    </message>
    <message>
        <source>%1 optimizer states name parameters that the model does not have.</source>
        <translation>%1 個のオプティマイザ状態は、モデルにないパラメータのものです。</translation>
    </message>
    <message>
        <source>The parameters have seen different numbers of steps, from %1 to %2; each is corrected with its own.</source>
        <translation>パラメータのステップ数が %1 から %2 まで異なります。それぞれのステップ数で補正します。</translation>
    </message>
    <message>
        <source>Tied parameters appear once, under their first name: %1.</source>
        <translation>共有されたパラメータは最初の名前で一度だけ現れます: %1。</translation>
    </message>
    <message>
        <source>%1 tensors (%2) are stored under several names; they count once and stay equal.</source>
        <translation>%1 個のテンソル（%2）は複数の名前で保存されています。一度だけ数え、等しいままにします。</translation>
    </message>
    <message>
        <source>The units differ (per %1 and per %2): ranks can be compared, values cannot.</source>
        <translation>単位が異なります（%1 ごとと %2 ごと）。順位は比べられますが、値は比べられません。</translation>
    </message>
    <message>
        <source>%1 tensors are in one of the files only and are left out, for example %2.</source>
        <translation>%1 個のテンソルは片方のファイルにしかないため除きます。例: %2。</translation>
    </message>
    <message>
        <source>%1 of %2 tensors of the recycled file and %3 of the empirical one are in all files; the others are left out.</source>
        <translation>すべてのファイルにあるのは、再利用ファイルの %2 個中 %1 個（経験ファイルは %3 個）のテンソルです。残りは除きます。</translation>
    </message>
    <message>
        <source>Some tensors of the weights have no place in the model.</source>
        <translation>重みの一部のテンソルは、モデルに対応するものがありません。</translation>
    </message>
    <message>
        <source>%1 prunable entries have a Fisher of exactly 0: no evidence, which is not unimportance. They are removed first.</source>
        <translation>除ける %1 要素のフィッシャーがちょうど 0 です。証拠がないことは重要でないことではありません。これらを先に除きます。</translation>
    </message>
    <message>
        <source>%1 prunable entries have a Fisher of exactly 0: no evidence, which is not unimportance. They are kept.</source>
        <translation>除ける %1 要素のフィッシャーがちょうど 0 です。証拠がないことは重要でないことではありません。これらは残します。</translation>
    </message>
    <message>
        <source>The Fisher is zero everywhere, so this model has no weight in the merge.</source>
        <translation>フィッシャーがすべて 0 のため、このモデルはマージで重みを持ちません。</translation>
    </message>
    <message>
        <source>At %1 entries all Fishers are 0, so the weighted mean was taken.</source>
        <translation>%1 要素ですべてのフィッシャーが 0 のため、重み付き平均を使いました。</translation>
    </message>
    <message>
        <source>%1 bytes follow the end of the archive; they are ignored.</source>
        <translation>アーカイブの終わりの後に %1 バイトがあります。無視します。</translation>
    </message>
    <message>
        <source>Set the batch size in Recycle: examples per optimizer step, all ranks together.</source>
        <translation>「再利用」でバッチサイズを設定します（1 ステップあたりの例の数、全ランクの合計）。</translation>
    </message>
    <message>
        <source>Check the batch size and the loss factor.</source>
        <translation>バッチサイズと損失の係数を確かめます。</translation>
    </message>
    <message>
        <source>Set the step in Recycle when it is known.</source>
        <translation>ステップ数がわかるときは「再利用」で設定します。</translation>
    </message>
    <message>
        <source>Recompute running statistics on data before the model is used.</source>
        <translation>モデルを使う前に、移動統計をデータで計算し直します。</translation>
    </message>
    <message>
        <source>Check that the models have the same architecture.</source>
        <translation>モデルの構造が同じか確かめます。</translation>
    </message>
    <message>
        <source>Prefer AdamW for runs that are to be recycled.</source>
        <translation>再利用する学習には AdamW を勧めます。</translation>
    </message>
    <message>
        <source>No evidence is not unimportance: see the choice in Prune.</source>
        <translation>証拠がないことは重要でないことではありません。「プルーニング」の選択を見てください。</translation>
    </message>
    <message>
        <source>Export the model in evaluation mode.</source>
        <translation>モデルを評価モードで書き出します。</translation>
    </message>
    <message>
        <source>Open the state that was saved with this model.</source>
        <translation>このモデルと一緒に保存された状態を開きます。</translation>
    </message>
    <message>
        <source>Use one kind for all models.</source>
        <translation>すべてのモデルで同じ種類を使います。</translation>
    </message>
    <message>
        <source>Prune per tensor, or to a lower sparsity.</source>
        <translation>テンソルごとに、またはより低いスパース率で除きます。</translation>
    </message>
    <message>
        <source>Save the state with the names of its parameters.</source>
        <translation>状態をパラメータの名前と一緒に保存します。</translation>
    </message>
    <message>
        <source>Check that the file is what its optimizer wrote.</source>
        <translation>ファイルがオプティマイザの書いたものか確かめます。</translation>
    </message>
    <message>
        <source>Check that the Fisher belongs to this model.</source>
        <translation>フィッシャーがこのモデルのものか確かめます。</translation>
    </message>
    <message>
        <source>Check the training run before deciding by these values.</source>
        <translation>これらの値で決める前に、学習を確かめます。</translation>
    </message>
    <message>
        <source>Put the model that has all tensors first.</source>
        <translation>すべてのテンソルを持つモデルを最初に置きます。</translation>
    </message>
    <message>
        <source>Use smaller coefficients.</source>
        <translation>より小さい係数を使います。</translation>
    </message>
    <message>
        <source>Compare it with the tensor names.</source>
        <translation>テンソルの名前と見比べます。</translation>
    </message>
    <message>
        <source>Save model.state_dict() instead of the model.</source>
        <translation>モデルではなく model.state_dict() を保存します。</translation>
    </message>
    <message>
        <source>Say in Recycle whether it was mean or sum.</source>
        <translation>「再利用」で平均か合計かを指定します。</translation>
    </message>
    <message>
        <source>Install libopenblas0-pthread or libopenblas0-openmp.</source>
        <translation>libopenblas0-pthread または libopenblas0-openmp を入れます。</translation>
    </message>
    <message>
        <source>Set the batch size, so that both are at one scale.</source>
        <translation>バッチサイズを設定して尺度をそろえます。</translation>
    </message>
    <message>
        <source>Trust ranks between large groups only, or train longer.</source>
        <translation>大きなグループどうしの順位だけを信じるか、もっと長く学習します。</translation>
    </message>
    <message>
        <source>Compute both for the same unit.</source>
        <translation>両方を同じ単位で計算します。</translation>
    </message>
    <message>
        <source>If the file was copied in parts, copy it again.</source>
        <translation>ファイルを分けて写した場合は、写し直します。</translation>
    </message>
    <message>
        <source>Not every part says which examples it is made of, so they are taken as disjoint.</source>
        <translation>どの例からできたかを示さない部分があるため、重なりはないものとして扱います。</translation>
    </message>
    <message>
        <source>This part has no %1, so the combined file has none.</source>
        <translation>この部分には %1 がないため、合わせたファイルにもありません。</translation>
    </message>
    <message>
        <source>A part lacks something, so the combined file has none of it.</source>
        <translation>ある部分に欠けているものがあるため、合わせたファイルにもそれがありません。</translation>
    </message>
</context>
<context>
    <name>HeatmapView</name>
    <message>
        <source>median</source>
        <translation>中央値</translation>
    </message>
    <message>
        <source>10 % to 90 %</source>
        <translation>10 % から 90 %</translation>
    </message>
    <message>
        <source>median by tensor · band 10–90 %</source>
        <translation>テンソル別の中央値 · 帯は 10–90 %</translation>
    </message>
    <message>
        <source>median by layer · band 10–90 %</source>
        <translation>層別の中央値 · 帯は 10–90 %</translation>
    </message>
    <message>
        <source>min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>max</source>
        <translation>最大</translation>
    </message>
</context>
<context>
    <name>MergeView</name>
    <message>
        <source>Fisher, recycled</source>
        <translation>フィッシャー（再利用）</translation>
    </message>
    <message>
        <source>Fisher, reference</source>
        <translation>フィッシャー（参照）</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>線形</translation>
    </message>
    <message>
        <source>λ (share of B)</source>
        <translation>λ（B の割合）</translation>
    </message>
    <message>
        <source>mean accuracy, evaluated</source>
        <translation>平均正解率（評価値）</translation>
    </message>
    <message>
        <source>mean loss (nats), evaluated</source>
        <translation>平均損失（nat、評価値）</translation>
    </message>
    <message>
        <source>predicted cost ½ΣFδ², A + B</source>
        <translation>予測コスト ½ΣFδ²、A + B</translation>
    </message>
    <message>
        <source>Pareto front, evaluated</source>
        <translation>パレート前線（評価値）</translation>
    </message>
    <message>
        <source>Pareto front, predicted</source>
        <translation>パレート前線（予測値）</translation>
    </message>
    <message>
        <source>loss on A (nats)</source>
        <translation>A の損失（nat）</translation>
    </message>
    <message>
        <source>predicted cost on A</source>
        <translation>A の予測コスト</translation>
    </message>
    <message>
        <source>loss on B (nats)</source>
        <translation>B の損失（nat）</translation>
    </message>
    <message>
        <source>predicted cost on B</source>
        <translation>B の予測コスト</translation>
    </message>
    <message>
        <source>here</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>effective share</source>
        <translation>実効割合</translation>
    </message>
    <message>
        <source>%1 % B</source>
        <translation>B %1 %</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>同一</translation>
    </message>
    <message>
        <source>λ %1 by %2</source>
        <translation>λ %1（%2 による）</translation>
    </message>
    <message>
        <source>all</source>
        <translation>すべて</translation>
    </message>
</context>
<context>
    <name>OverviewView</name>
    <message>
        <source>undefined</source>
        <translation>未定義</translation>
    </message>
    <message>
        <source>Scale (trace ratio)</source>
        <translation>倍率（トレース比）</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中央値</translation>
    </message>
    <message>
        <source>Share of zeros</source>
        <translation>0 の割合</translation>
    </message>
    <message>
        <source>Spearman ρ</source>
        <translation>スピアマン ρ</translation>
    </message>
    <message>
        <source>%1 · %2 parameters</source>
        <translation>%1 · %2 パラメータ</translation>
    </message>
</context>
<context>
    <name>PruneView</name>
    <message>
        <source>Fisher, reference</source>
        <translation>フィッシャー（参照）</translation>
    </message>
    <message>
        <source>Fisher, recycled</source>
        <translation>フィッシャー（再利用）</translation>
    </message>
    <message>
        <source>magnitude</source>
        <translation>絶対値</translation>
    </message>
    <message>
        <source>Fisher alone</source>
        <translation>フィッシャーのみ</translation>
    </message>
    <message>
        <source>random</source>
        <translation>ランダム</translation>
    </message>
    <message>
        <source>sparsity</source>
        <translation>スパース率</translation>
    </message>
    <message>
        <source>predicted cost ½ΣFθ²</source>
        <translation>予測コスト ½ΣFθ²</translation>
    </message>
    <message>
        <source>accuracy, evaluated</source>
        <translation>正解率（評価値）</translation>
    </message>
    <message>
        <source>loss (nats), evaluated</source>
        <translation>損失（nat、評価値）</translation>
    </message>
    <message>
        <source>%1 (dense %2)</source>
        <translation>%1（元 %2）</translation>
    </message>
    <message>
        <source>pruned share</source>
        <translation>除去割合</translation>
    </message>
    <message>
        <source>Fisher</source>
        <translation>フィッシャー</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>対象外</translation>
    </message>
    <message>
        <source>all pruned</source>
        <translation>すべて除去</translation>
    </message>
</context>
<context>
    <name>RecycleDialog</name>
    <message>
        <source>Recycling</source>
        <translation>再利用</translation>
    </message>
    <message>
        <source>What the checkpoint cannot say about the training run decides the scale of the recycled Fisher; ranks do not depend on it.</source>
        <translation>チェックポイントからはわからない学習条件が再利用フィッシャーの尺度を決めます。順位には影響しません。</translation>
    </message>
    <message>
        <source>&amp;Batch size</source>
        <translation>バッチサイズ(&amp;B)</translation>
    </message>
    <message>
        <source>Examples averaged in one optimizer step: micro-batch × accumulation × data-parallel ranks</source>
        <translation>一回の更新で平均する例の数: マイクロバッチ × 累積 × データ並列数</translation>
    </message>
    <message>
        <source>&amp;Reduction</source>
        <translation>集約(&amp;R)</translation>
    </message>
    <message>
        <source>Whether the training loss was the mean or the sum over the batch</source>
        <translation>学習損失がバッチの平均か和か</translation>
    </message>
    <message>
        <source>&amp;Loss factor</source>
        <translation>損失係数(&amp;L)</translation>
    </message>
    <message>
        <source>c in: training loss of one example = c·(−log p). 1 for cross-entropy, 1/L for BCE averaged over L labels</source>
        <translation>一つの例の学習損失 = c·(−log p) の c。交差エントロピーは 1、L 個のラベルで平均した BCE は 1/L</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation>ステップ(&amp;S)</translation>
    </message>
    <message>
        <source>Optimizer steps t of the bias correction 1 − β₂^t; 0 takes the recorded one</source>
        <translation>バイアス補正 1 − β₂^t のステップ t。0 なら記録された値を使います</translation>
    </message>
    <message>
        <source>Save &amp;as</source>
        <translation>保存先(&amp;A)</translation>
    </message>
    <message>
        <source>Optional: writes the recycled diagonal to a Fisher file</source>
        <translation>任意: 再利用した対角をフィッシャーファイルに書き出します</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>参照…</translation>
    </message>
</context>
<context>
    <name>ReferenceDialog</name>
    <message>
        <source>Reference Fisher</source>
        <translation>参照フィッシャー</translation>
    </message>
    <message>
        <source>Gradients of single examples: slower than recycling, and the measure of it.</source>
        <translation>例ごとの勾配から計算します。再利用より遅く、その物差しになります。</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>モデル(&amp;M)</translation>
    </message>
    <message>
        <source>TorchScript module, exported with torch.jit.script or torch.jit.trace. Its operators are checked before it runs.</source>
        <translation>torch.jit.script または torch.jit.trace で書き出した TorchScript モジュール。実行前に演算子を検査します。</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>参照…</translation>
    </message>
    <message>
        <source>&amp;Weights</source>
        <translation>重み(&amp;W)</translation>
    </message>
    <message>
        <source>Checkpoint whose parameters replace those of the module</source>
        <translation>モジュールのパラメータを置き換えるチェックポイント</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>データ(&amp;D)</translation>
    </message>
    <message>
        <source>HDF5, NPZ or safetensors with inputs and targets</source>
        <translation>inputs と targets を持つ HDF5、NPZ、safetensors</translation>
    </message>
    <message>
        <source>&amp;Loss</source>
        <translation>損失(&amp;L)</translation>
    </message>
    <message>
        <source>What −log p of one example is</source>
        <translation>一つの例の −log p の定義</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>種類(&amp;K)</translation>
    </message>
    <message>
        <source>Where the labels come from: the data, draws from the model, or the expectation over all labels</source>
        <translation>ラベルの出所: データ、モデルからの抽出、全ラベルの期待値</translation>
    </message>
    <message>
        <source>D&amp;raws</source>
        <translation>抽出数(&amp;R)</translation>
    </message>
    <message>
        <source>Labels drawn from the model for each example</source>
        <translation>例ごとにモデルから抽出するラベルの数</translation>
    </message>
    <message>
        <source>&amp;Examples</source>
        <translation>例の数(&amp;E)</translation>
    </message>
    <message>
        <source>The first so many examples of the file</source>
        <translation>ファイルの先頭から使う例の数</translation>
    </message>
    <message>
        <source>S&amp;plit</source>
        <translation>分割(&amp;P)</translation>
    </message>
    <message>
        <source>Which part of the data this is; it is recorded with the result</source>
        <translation>データのどの部分か。結果とともに記録します</translation>
    </message>
    <message>
        <source>Save &amp;as</source>
        <translation>保存先(&amp;A)</translation>
    </message>
    <message>
        <source>Fisher file that is written: HDF5, or safetensors by its ending</source>
        <translation>書き出すフィッシャーファイル: HDF5、拡張子によっては safetensors</translation>
    </message>
</context>
<context>
    <name>TensorFilter</name>
    <message>
        <source>The pattern has an error: %1.</source>
        <translation>パターンに誤りがあります: %1。</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>time, hours</source>
        <translation>時間（時）</translation>
    </message>
    <message>
        <source>time, minutes</source>
        <translation>時間（分）</translation>
    </message>
    <message>
        <source>time, seconds</source>
        <translation>時間（秒）</translation>
    </message>
    <message>
        <source>recycled, %1</source>
        <translation>再利用、%1</translation>
    </message>
    <message>
        <source>accumulator, %1</source>
        <translation>蓄積器、%1</translation>
    </message>
    <message>
        <source>5–95 %, 25–75 %, median</source>
        <translation>5–95 %、25–75 %、中央値</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中央値</translation>
    </message>
    <message>
        <source>rank correlation with the snapshot before · %1 to 1</source>
        <translation>直前のスナップショットとの順位相関 · %1 から 1</translation>
    </message>
    <message>
        <source>The average has filled %1 % of its memory.</source>
        <translation>移動平均は記憶の %1 % を満たしています。</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>エポック</translation>
    </message>
    <message>
        <source>optimizer step</source>
        <translation>オプティマイザのステップ</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>損失</translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation>勾配ノルム</translation>
    </message>
    <message>
        <source>lr</source>
        <translation>学習率</translation>
    </message>
    <message>
        <source>ranks change</source>
        <translation>順位の変化</translation>
    </message>
    <message>
        <source>Still changing at step %1.</source>
        <translation>ステップ %1 でまだ変化しています。</translation>
    </message>
    <message>
        <source>Not stationary after step %1.</source>
        <translation>ステップ %1 の後は定常ではありません。</translation>
    </message>
    <message>
        <source>Stationary since step %1.</source>
        <translation>ステップ %1 から定常です。</translation>
    </message>
    <message>
        <source>Stationarity cannot be judged.</source>
        <translation>定常かどうかは判断できません。</translation>
    </message>
    <message>
        <source>Ranks of %1 agree by %2 only between the snapshots at %3 and %4. Wait for snapshots that agree before recycling.</source>
        <translation>%1 の順位は、%3 と %4 のスナップショットの間で %2 しか一致しません。再利用する前に、一致するスナップショットを待ってください。</translation>
    </message>
    <message>
        <source>Ranks of %1 fell to %2 between the snapshots at %3 and %4; %5 % of the average&apos;s memory is still from before. Recycle from the last snapshots, or wait.</source>
        <translation>%1 の順位相関が %3 と %4 のスナップショットの間で %2 に下がりました。移動平均の記憶の %5 % はまだそれ以前のものです。最後のスナップショットから再利用するか、待ってください。</translation>
    </message>
    <message>
        <source>Ranks of %1 fell to %2 between the snapshots at %3 and %4. Recycle from the last snapshots, or wait.</source>
        <translation>%1 の順位相関が %3 と %4 のスナップショットの間で %2 に下がりました。最後のスナップショットから再利用するか、待ってください。</translation>
    </message>
    <message>
        <source>Ranks of consecutive snapshots agree by %1 or more (median over the tensors). Any snapshot since then can be recycled.</source>
        <translation>続くスナップショットの順位は %1 以上で一致しています（テンソルの中央値）。それ以降のどのスナップショットも再利用できます。</translation>
    </message>
    <message>
        <source>A training log holds no accumulator: it shows loss, gradient norm and learning rate only. The hook writes a log with snapshots.</source>
        <translation>学習ログには蓄積器がなく、損失、勾配ノルム、学習率だけを表示します。フックはスナップショットのあるログを書きます。</translation>
    </message>
    <message>
        <source>The log holds fewer than two snapshots of the accumulator, so there is nothing to compare.</source>
        <translation>ログにある蓄積器のスナップショットが二つに満たないため、比べるものがありません。</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>These choices do not go together.</source>
        <translation>この組み合わせは使えません。</translation>
    </message>
    <message>
        <source>Something is missing.</source>
        <translation>必要なものがありません。</translation>
    </message>
    <message>
        <source>The file is damaged.</source>
        <translation>ファイルが壊れています。</translation>
    </message>
    <message>
        <source>This cannot be used.</source>
        <translation>これは使えません。</translation>
    </message>
    <message>
        <source>The file asks for code to be run. Nothing of it was run.</source>
        <translation>このファイルはコードの実行を求めています。何も実行していません。</translation>
    </message>
    <message>
        <source>These files do not belong together.</source>
        <translation>これらのファイルは対応していません。</translation>
    </message>
    <message>
        <source>There are values that are not finite.</source>
        <translation>有限でない値があります。</translation>
    </message>
    <message>
        <source>The file changed while it was read.</source>
        <translation>読み込み中にファイルが変わりました。</translation>
    </message>
    <message>
        <source>The installation is incomplete.</source>
        <translation>インストールが不完全です。</translation>
    </message>
    <message>
        <source>The file was not written.</source>
        <translation>ファイルを書き出せませんでした。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>停止しました。</translation>
    </message>
    <message>
        <source>Agreement cannot be judged.</source>
        <translation>一致度は判断できません。</translation>
    </message>
    <message>
        <source>Ranks and values can be used.</source>
        <translation>順位も値も使えます。</translation>
    </message>
    <message>
        <source>Ranks can be used, values cannot.</source>
        <translation>順位は使えますが、値は使えません。</translation>
    </message>
    <message>
        <source>Ranks differ by more than noise.</source>
        <translation>順位の違いが雑音を超えています。</translation>
    </message>
    <message>
        <source>Neither ranks nor values agree.</source>
        <translation>順位も値も一致しません。</translation>
    </message>
    <message>
        <source>Agreement is known, its limit is not.</source>
        <translation>一致度はわかりますが、限界は不明です。</translation>
    </message>
    <message>
        <source>The rank correlation is undefined: one of the diagonals is constant or has fewer than three entries.</source>
        <translation>順位相関は定義されません。対角の一方が一定か、要素が三つ未満です。</translation>
    </message>
    <message>
        <source>ρ is %1; %2 is attainable with this reference.</source>
        <translation>ρ は %1 で、この参照での到達目安は %2 です。</translation>
    </message>
    <message>
        <source>ρ is %1; the reference has no halves, so the attainable value is undefined.</source>
        <translation>ρ は %1 です。参照に半分ずつの推定がないため、到達目安は定義されません。</translation>
    </message>
    <message>
        <source>Values are %1 times the reference.</source>
        <translation>値は参照の %1 倍です。</translation>
    </message>
    <message>
        <source>The largest step is %1 (%2 ×).</source>
        <translation>最も大きい要因は%1（%2 ×）です。</translation>
    </message>
    <message>
        <source>Pruning to 75 % by it costs %1 times what the reference&apos;s own choice costs.</source>
        <translation>これで 75 % プルーニングすると、参照自身の選択の %1 倍のコストになります。</translation>
    </message>
    <message>
        <source>Pruning and merging on one common scale are not affected; EWC and Laplace are.</source>
        <translation>共通の尺度でのプルーニングとマージには影響しませんが、EWC とラプラスには影響します。</translation>
    </message>
    <message>
        <source>recycled, B %1</source>
        <translation>再利用、B %1</translation>
    </message>
    <message>
        <source>recycled, B unknown</source>
        <translation>再利用、B 不明</translation>
    </message>
    <message>
        <source>empirical, %1 examples</source>
        <translation>経験、%1 例</translation>
    </message>
    <message>
        <source>sampled, %1 examples</source>
        <translation>抽出、%1 例</translation>
    </message>
    <message>
        <source>exact, %1 examples</source>
        <translation>厳密、%1 例</translation>
    </message>
    <message>
        <source>accumulator</source>
        <translation>二乗勾配蓄積器</translation>
    </message>
    <message>
        <source>mean per sequence</source>
        <translation>系列あたりの平均</translation>
    </message>
    <message>
        <source>mean per token</source>
        <translation>トークンあたりの平均</translation>
    </message>
    <message>
        <source>mean per example</source>
        <translation>例あたりの平均</translation>
    </message>
    <message>
        <source>no optimizer state</source>
        <translation>オプティマイザ状態なし</translation>
    </message>
    <message>
        <source>%1 · not usable</source>
        <translation>%1 · 使用不可</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>ステップ %1</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>ラベル</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>バッチ</translation>
    </message>
    <message>
        <source>history</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>厳密</translation>
    </message>
    <message>
        <source>Sampled</source>
        <translation>抽出</translation>
    </message>
    <message>
        <source>Empirical</source>
        <translation>経験</translation>
    </message>
    <message>
        <source>Joint</source>
        <translation>結合</translation>
    </message>
    <message>
        <source>Recycled</source>
        <translation>再利用</translation>
    </message>
    <message>
        <source>training log: %1</source>
        <translation>学習ログ: %1</translation>
    </message>
    <message>
        <source>Detail: %1</source>
        <translation>詳細: %1</translation>
    </message>
    <message>
        <source>Change one of the settings.</source>
        <translation>設定のどれかを変えます。</translation>
    </message>
    <message>
        <source>Check that the file exists and may be read, or choose another.</source>
        <translation>ファイルがあり、読めるか確かめるか、別のものを選びます。</translation>
    </message>
    <message>
        <source>Copy or save the file again, and open the new one.</source>
        <translation>ファイルを写し直すか保存し直して、新しいものを開きます。</translation>
    </message>
    <message>
        <source>Save it in a form that this program reads.</source>
        <translation>このプログラムが読める形で保存します。</translation>
    </message>
    <message>
        <source>Use a file from a source that you trust, saved as weights only.</source>
        <translation>信頼できる提供元の、重みだけを保存したファイルを使います。</translation>
    </message>
    <message>
        <source>Choose files of the same model and the same training run.</source>
        <translation>同じモデル、同じ学習のファイルを選びます。</translation>
    </message>
    <message>
        <source>Check the training run, or let such entries be replaced.</source>
        <translation>学習を確かめるか、そのような要素を置き換えます。</translation>
    </message>
    <message>
        <source>Wait until the program that writes it is done; read it again.</source>
        <translation>書き込み中のプログラムが終わるのを待ち、読み直します。</translation>
    </message>
    <message>
        <source>Install the missing package, or install the program again.</source>
        <translation>足りないパッケージを入れるか、プログラムを入れ直します。</translation>
    </message>
    <message>
        <source>Check the free space and the rights of the folder.</source>
        <translation>フォルダの空き容量と権限を確かめます。</translation>
    </message>
    <message>
        <source>Start it again when it is wanted.</source>
        <translation>必要なときに、もう一度始めます。</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::AgreementView</name>
    <message>
        <source>Choose what is compared</source>
        <translation>比較対象の選択</translation>
    </message>
    <message>
        <source>Choose reference</source>
        <translation>参照の選択</translation>
    </message>
    <message>
        <source>Show values</source>
        <translation>値の表示</translation>
    </message>
    <message>
        <source>Show ranks</source>
        <translation>順位の表示</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>with</source>
        <translation>対</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Ranks</source>
        <translation>順位</translation>
    </message>
    <message>
        <source>Both axes logarithmic; entries that are zero on either side are counted, not drawn</source>
        <translation>両軸とも対数です。どちらかがゼロの要素は数えますが、描きません</translation>
    </message>
    <message>
        <source>Relative mid-ranks on both axes; zeros are ties</source>
        <translation>両軸とも相対平均順位です。ゼロは同順位です</translation>
    </message>
    <message>
        <source>Recycled Fisher</source>
        <translation>再利用フィッシャー</translation>
    </message>
    <message>
        <source>Reference Fisher</source>
        <translation>参照フィッシャー</translation>
    </message>
    <message>
        <source>All tensors</source>
        <translation>全テンソル</translation>
    </message>
    <message>
        <source>value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>between halves</source>
        <translation>半分どうし</translation>
    </message>
    <message>
        <source>Coefficients of agreement</source>
        <translation>一致度の係数</translation>
    </message>
    <message>
        <source>The comparison failed.</source>
        <translation>比較できませんでした。</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>比較しています…</translation>
    </message>
    <message>
        <source>There is nothing to compare with yet.</source>
        <translation>比較する相手がまだありません。</translation>
    </message>
    <message>
        <source>A reference Fisher comes from per-example gradients: it needs the exported model and some of its data.</source>
        <translation>参照フィッシャーは例ごとの勾配から計算します。書き出したモデルとそのデータの一部が必要です。</translation>
    </message>
    <message>
        <source>Compute a reference…</source>
        <translation>参照を計算…</translation>
    </message>
    <message>
        <source>%1 parameters · %2 zeros in recycled · %3 in reference</source>
        <translation>パラメータ %1 · ゼロ 再利用 %2 · 参照 %3</translation>
    </message>
    <message>
        <source>Rank correlation by tensor</source>
        <translation>テンソル別順位相関</translation>
    </message>
    <message>
        <source>Where the difference comes from</source>
        <translation>差の由来</translation>
    </message>
    <message>
        <source>Where the difference comes from cannot be said: %1</source>
        <translation>差の由来は言えません: %1</translation>
    </message>
    <message>
        <source>all tensors</source>
        <translation>全テンソル</translation>
    </message>
    <message>
        <source>Recycled against reference: %1</source>
        <translation>再利用と参照: %1</translation>
    </message>
    <message>
        <source>Outliers…</source>
        <translation>外れ値…</translation>
    </message>
    <message>
        <source>The entries with the largest |log10 of recycled / reference|</source>
        <translation>|log10(再利用 / 参照)| が最も大きい要素</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::Analyses</name>
    <message>
        <source>Open %1</source>
        <translation>%1 を開く</translation>
    </message>
    <message>
        <source>There is no recycled Fisher to compare.</source>
        <translation>比較する再利用フィッシャーがありません。</translation>
    </message>
    <message>
        <source>There is no reference Fisher to compare with.</source>
        <translation>比較する参照フィッシャーがありません。</translation>
    </message>
    <message>
        <source>Compare recycled with reference</source>
        <translation>再利用と参照の比較</translation>
    </message>
    <message>
        <source>There is no comparison.</source>
        <translation>比較がありません。</translation>
    </message>
    <message>
        <source>Draw density</source>
        <translation>密度の描画</translation>
    </message>
    <message>
        <source>A merge needs two models.</source>
        <translation>マージには二つのモデルが必要です。</translation>
    </message>
    <message>
        <source>Look at all entries of both models</source>
        <translation>両モデルの全要素の走査</translation>
    </message>
    <message>
        <source>No evaluation data are set for the two models.</source>
        <translation>二つのモデルの評価データが指定されていません。</translation>
    </message>
    <message>
        <source>Evaluate merges</source>
        <translation>マージの評価</translation>
    </message>
    <message>
        <source>Pruning needs a model.</source>
        <translation>プルーニングにはモデルが必要です。</translation>
    </message>
    <message>
        <source>Score all entries</source>
        <translation>全要素の採点</translation>
    </message>
    <message>
        <source>No evaluation data are set for this model.</source>
        <translation>このモデルの評価データが指定されていません。</translation>
    </message>
    <message>
        <source>Evaluate pruned models</source>
        <translation>プルーニング後のモデルの評価</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::Commands</name>
    <message>
        <source>Open checkpoints, Fisher files or a session</source>
        <translation>チェックポイント、フィッシャーファイル、セッションを開く</translation>
    </message>
    <message>
        <source>Opened %1.</source>
        <translation>%1 を開きました。</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>セッションを保存</translation>
    </message>
    <message>
        <source>Sessions (*.session.json)</source>
        <translation>セッション (*.session.json)</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>%1 を保存</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 を保存しました。</translation>
    </message>
    <message>
        <source>Recycling needs a checkpoint with its optimizer state. Select one among the sources.</source>
        <translation>再利用にはオプティマイザ状態を含むチェックポイントが必要です。ソースから一つ選んでください。</translation>
    </message>
    <message>
        <source>Recycling settings of %1</source>
        <translation>%1 の再利用の設定</translation>
    </message>
    <message>
        <source>Write %1</source>
        <translation>%1 を書き出し</translation>
    </message>
    <message>
        <source>Wrote %1.</source>
        <translation>%1 を書き出しました。</translation>
    </message>
    <message>
        <source>%1 · reference</source>
        <translation>%1 · 参照</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>参照</translation>
    </message>
    <message>
        <source>Reference Fisher: %1</source>
        <translation>参照フィッシャー: %1</translation>
    </message>
    <message>
        <source>Choose reference</source>
        <translation>参照の選択</translation>
    </message>
    <message>
        <source>Evaluation data of %1</source>
        <translation>%1 の評価データ</translation>
    </message>
    <message>
        <source>Write merged model</source>
        <translation>マージしたモデルの書き出し</translation>
    </message>
    <message>
        <source>safetensors (*.safetensors)</source>
        <translation>safetensors (*.safetensors)</translation>
    </message>
    <message>
        <source>Write pruned model</source>
        <translation>プルーニングしたモデルの書き出し</translation>
    </message>
    <message>
        <source>Wrote %1 with its recipe beside it.</source>
        <translation>%1 とそのレシピを書き出しました。</translation>
    </message>
    <message>
        <source>Export all figures to a folder</source>
        <translation>全図をフォルダに書き出し</translation>
    </message>
    <message numerus="yes">
        <source>Wrote %n figure(s) to %1.</source>
        <translation>
            <numerusform>%n 枚の図を %1 に書き出しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>表の書き出し</translation>
    </message>
    <message>
        <source>CSV (*.csv);;TSV (*.tsv);;Markdown (*.md);;JSON (*.json)</source>
        <translation>CSV (*.csv);;TSV (*.tsv);;Markdown (*.md);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>フォルダを開く</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::Document</name>
    <message>
        <source>Open %1</source>
        <translation>%1 を開く</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 を閉じる</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::EvaluationDialog</name>
    <message>
        <source>Evaluation data of %1</source>
        <translation>%1 の評価データ</translation>
    </message>
    <message>
        <source>Exported module</source>
        <translation>書き出したモジュール</translation>
    </message>
    <message>
        <source>Data file</source>
        <translation>データファイル</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>評価</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::ExampleReferences</name>
    <message>
        <source>A · reference</source>
        <translation>A · 参照</translation>
    </message>
    <message>
        <source>B · reference</source>
        <translation>B · 参照</translation>
    </message>
    <message>
        <source>A · exact</source>
        <translation>A · 厳密</translation>
    </message>
    <message>
        <source>Reference Fisher of the example: %1</source>
        <translation>例の参照フィッシャー: %1</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>書き出し</translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation>図の書き出し</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::FindingsModel</name>
    <message>
        <source>Error</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>情報</translation>
    </message>
    <message>
        <source>Show in heatmap</source>
        <translation>ヒートマップで表示</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>重要度</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>所見</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::FindingsPanel</name>
    <message>
        <source>Findings</source>
        <translation>所見</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::HeatmapView</name>
    <message>
        <source>Choose source</source>
        <translation>ソースの選択</translation>
    </message>
    <message>
        <source>Choose colours</source>
        <translation>配色の選択</translation>
    </message>
    <message>
        <source>Depth × role</source>
        <translation>深さ × 役割</translation>
    </message>
    <message>
        <source>Layers × quantiles</source>
        <translation>層 × 分位点</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>ソース</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Whose Fisher diagonal is shown</source>
        <translation>どのソースのフィッシャー対角を表示するか</translation>
    </message>
    <message>
        <source>One row per tensor, one column per quantile of its entries</source>
        <translation>テンソルごとに一行、要素の分位点ごとに一列</translation>
    </message>
    <message>
        <source>One row per layer, one column per role in it; cells are medians</source>
        <translation>層ごとに一行、層内の役割ごとに一列。セルは中央値です</translation>
    </message>
    <message>
        <source>%1, logarithmic</source>
        <translation>%1、対数</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>開く…</translation>
    </message>
    <message>
        <source>No Fisher diagonal to show.</source>
        <translation>表示するフィッシャー対角がありません。</translation>
    </message>
    <message>
        <source>None of the opened files has a usable optimizer state or a Fisher diagonal.</source>
        <translation>開いたファイルには、使えるオプティマイザ状態もフィッシャー対角もありません。</translation>
    </message>
    <message>
        <source>Fisher diagonal of %1</source>
        <translation>%1 のフィッシャー対角</translation>
    </message>
    <message>
        <source>Profile of %1</source>
        <translation>%1 のプロファイル</translation>
    </message>
    <message>
        <source>Entries span %1 powers of ten.</source>
        <translation>値は 10 の %1 乗倍の幅にわたります。</translation>
    </message>
    <message>
        <source>%1 of %2 entries are exactly zero: they never had a gradient, which is no proof that they do not matter.</source>
        <translation>%2 要素のうち %1 要素が厳密にゼロです。勾配が一度もなかったことを示しますが、重要でない証拠にはなりません。</translation>
    </message>
    <message>
        <source>Importance cannot be judged.</source>
        <translation>重要度は判断できません。</translation>
    </message>
    <message>
        <source>There is no positive entry.</source>
        <translation>正の要素がありません。</translation>
    </message>
    <message>
        <source>Reset range</source>
        <translation>範囲を元に戻す</translation>
    </message>
    <message>
        <source>Colour range</source>
        <translation>色の範囲</translation>
    </message>
    <message>
        <source>Drag an end to spread the colours over other values; the right button resets</source>
        <translation>端をドラッグすると色の範囲が変わります。右ボタンで元に戻せます</translation>
    </message>
    <message>
        <source>range %1 – %2</source>
        <translation>範囲 %1 – %2</translation>
    </message>
    <message>
        <source>range 1 % – 99 %</source>
        <translation>範囲 1 % – 99 %</translation>
    </message>
    <message>
        <source>The colours are spread over the range chosen on the colour bar</source>
        <translation>色はカラーバーで選んだ範囲に広がっています</translation>
    </message>
    <message>
        <source>From the 1st to the 99th percentile of the positive entries, which count by F^¼: %1 to %2</source>
        <translation>正の要素（重み F^¼）の 1 から 99 パーセンタイルまで: %1 から %2</translation>
    </message>
    <message>
        <source>row mean</source>
        <translation>行の平均</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::Inspector</name>
    <message>
        <source>recorded name</source>
        <translation>記録された名前</translation>
    </message>
    <message>
        <source>order, shapes verified</source>
        <translation>順序、全形状を確認</translation>
    </message>
    <message>
        <source>unique shape</source>
        <translation>一意の形状</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>補正</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>バイアス</translation>
    </message>
    <message>
        <source>÷ (1 − β₂&lt;sup&gt;%1&lt;/sup&gt;) = ÷ %2</source>
        <translation>÷ (1 − β₂&lt;sup&gt;%1&lt;/sup&gt;) = ÷ %2</translation>
    </message>
    <message>
        <source>none: the step is unknown</source>
        <translation>なし: ステップが不明です</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>バッチ</translation>
    </message>
    <message>
        <source>÷ %1, sum reduction</source>
        <translation>÷ %1、和の損失</translation>
    </message>
    <message>
        <source>× %1, mean reduction</source>
        <translation>× %1、平均の損失</translation>
    </message>
    <message>
        <source>unknown: ranks are right, values are not</source>
        <translation>不明: 順位は正しく、値は正しくありません</translation>
    </message>
    <message>
        <source>Loss factor</source>
        <translation>損失係数</translation>
    </message>
    <message>
        <source>÷ %1²</source>
        <translation>÷ %1²</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>テンソル</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>型</translation>
    </message>
    <message>
        <source>In file</source>
        <translation>ファイル内</translation>
    </message>
    <message>
        <source>%1, offset %2</source>
        <translation>%1、オフセット %2</translation>
    </message>
    <message>
        <source>Optimizer state</source>
        <translation>オプティマイザ状態</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Accumulator</source>
        <translation>二乗勾配蓄積器</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>memory %1 % filled</source>
        <translation>記憶 %1 % 充足</translation>
    </message>
    <message>
        <source>Mapped by</source>
        <translation>対応づけ</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中央値</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>ゼロ</translation>
    </message>
    <message>
        <source>%1 (%2 %)</source>
        <translation>%1（%2 %）</translation>
    </message>
    <message>
        <source>%1 · attainable %2</source>
        <translation>%1 · 到達目安 %2</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>倍率</translation>
    </message>
    <message>
        <source>Select a tensor to see everything about it.</source>
        <translation>テンソルを選ぶと詳細を表示します。</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Distribution of %1</source>
        <translation>%1 の分布</translation>
    </message>
    <message>
        <source>assigned by hand</source>
        <translation>手動で割り当て</translation>
    </message>
    <message>
        <source>order of the architecture, shapes verified</source>
        <translation>アーキテクチャーの順序、全形状を確認</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::JobsModel</name>
    <message>
        <source>waiting</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失敗: %1</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>残り %1</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>進捗</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>残り時間</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>Escape stops the selected job</source>
        <translation>Esc で選んだジョブを止めます</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::LayersModel</name>
    <message>
        <source>%1: %2 parameters</source>
        <translation>%1: パラメータ %2</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>層</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメータ</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::LayersPanel</name>
    <message>
        <source>Layers</source>
        <translation>層</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::LegendBar</name>
    <message>
        <source>Colours from %1 to %2</source>
        <translation>配色 %1 から %2</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::MainWindow</name>
    <message>
        <source>Select source</source>
        <translation>ソースの選択</translation>
    </message>
    <message numerus="yes">
        <source>%1 parameters · %n tensor(s)</source>
        <translation>
            <numerusform>パラメータ %1 · テンソル %n</numerusform>
        </translation>
    </message>
    <message>
        <source>selected: %1</source>
        <translation>選択: %1</translation>
    </message>
    <message>
        <source>scale: %1</source>
        <translation>尺度: %1</translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation>何も開いていません。</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>残り %1</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>開く…</translation>
    </message>
    <message>
        <source>Opens checkpoints, Fisher files or a session; nothing in them is run</source>
        <translation>チェックポイント、フィッシャーファイル、セッションを開きます。中のコードは実行しません</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>最近使ったファイル</translation>
    </message>
    <message>
        <source>Open the example</source>
        <translation>例を開く</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>セッションを保存</translation>
    </message>
    <message>
        <source>Save session as…</source>
        <translation>セッションに名前を付けて保存…</translation>
    </message>
    <message>
        <source>Write merged model…</source>
        <translation>マージしたモデルを書き出す…</translation>
    </message>
    <message>
        <source>Write pruned model…</source>
        <translation>プルーニングしたモデルを書き出す…</translation>
    </message>
    <message>
        <source>Export figure…</source>
        <translation>図を書き出す…</translation>
    </message>
    <message>
        <source>Export all figures…</source>
        <translation>全図を書き出す…</translation>
    </message>
    <message>
        <source>Export table…</source>
        <translation>表を書き出す…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>表をコピー</translation>
    </message>
    <message>
        <source>Filter tensors</source>
        <translation>テンソルの絞り込み</translation>
    </message>
    <message>
        <source>Close source</source>
        <translation>ソースを閉じる</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Heatmap</source>
        <translation>ヒートマップ</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致度</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>マージ</translation>
    </message>
    <message>
        <source>Prune</source>
        <translation>プルーニング</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>テーマ</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>配置を元に戻す</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全画面</translation>
    </message>
    <message>
        <source>&amp;Compute</source>
        <translation>計算(&amp;C)</translation>
    </message>
    <message>
        <source>Recycle</source>
        <translation>再利用</translation>
    </message>
    <message>
        <source>Batch size, reduction and step of the selected checkpoint: F ≈ B·v/(1−β₂^t)/c²</source>
        <translation>選んだチェックポイントのバッチサイズ、損失の集約、ステップ: F ≈ B·v/(1−β₂^t)/c²</translation>
    </message>
    <message>
        <source>Reference…</source>
        <translation>参照…</translation>
    </message>
    <message>
        <source>Fisher diagonal from per-example gradients, to check the recycled one</source>
        <translation>再利用を確かめるための、例ごとの勾配によるフィッシャー対角</translation>
    </message>
    <message>
        <source>Evaluation data…</source>
        <translation>評価データ…</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>再読み込み</translation>
    </message>
    <message>
        <source>Stop all jobs</source>
        <translation>全ジョブを停止</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
    <message>
        <source>About FisherLens</source>
        <translation>FisherLens について</translation>
    </message>
    <message>
        <source>Substring, /pattern/, &gt;1M, &lt;10k, f16, role:norm; all words must hold</source>
        <translation>部分文字列、/パターン/、&gt;1M、&lt;10k、f16、role:norm。すべての語を満たすものを表示します</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>ソース</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>層</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>インスペクタ</translation>
    </message>
    <message>
        <source>Findings and jobs</source>
        <translation>所見とジョブ</translation>
    </message>
    <message>
        <source>Findings · %1</source>
        <translation>所見 · %1</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>書き出し</translation>
    </message>
    <message>
        <source>Filter tensors: name, /regex/, &gt;1M, f16</source>
        <translation>絞り込み: 名前、/正規表現/、&gt;1M、f16</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>ツールバー</translation>
    </message>
    <message>
        <source>Move λ or the sparsity while its curve has the focus; with Shift in tenths</source>
        <translation>曲線にフォーカスがあるとき λ やスパース率を動かします。Shift で十分の一ずつ</translation>
    </message>
    <message>
        <source>Zoom the tiles; Home shows the whole tensor</source>
        <translation>タイルの拡大と縮小。Home でテンソル全体を表示</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Give a drag back, or stop the selected job</source>
        <translation>ドラッグを取り消す、または選んだジョブを止める</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;&lt;p&gt;Reads the squared-gradient accumulator of a checkpoint as a Fisher diagonal, checks it against a reference, merges and prunes.&lt;/p&gt;&lt;p&gt;Method: Li, Dangel, Tam, Raffel, “Fishers for Free?”, ICML 2025, arXiv 2507.18807.&lt;/p&gt;&lt;p&gt;Licence: GPL-3.0-or-later. Data stay on this machine.&lt;/p&gt;</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;&lt;p&gt;チェックポイントの二乗勾配蓄積器をフィッシャー対角として読み、参照で確かめ、マージとプルーニングを行います。&lt;/p&gt;&lt;p&gt;手法: Li, Dangel, Tam, Raffel, “Fishers for Free?”, ICML 2025, arXiv 2507.18807。&lt;/p&gt;&lt;p&gt;ライセンス: GPL-3.0-or-later。データはこのコンピュータの外に出ません。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>フォルダを開く…</translation>
    </message>
    <message>
        <source>Opens an optimizer log, or another folder that is one source</source>
        <translation>オプティマイザのログ、または一つのソースであるフォルダを開きます</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>タイムライン</translation>
    </message>
    <message>
        <source>Show the other merge setting</source>
        <translation>もう一方のマージ設定を表示</translation>
    </message>
    <message>
        <source>Outliers…</source>
        <translation>外れ値…</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::MergeView</name>
    <message>
        <source>Choose model A</source>
        <translation>モデル A の選択</translation>
    </message>
    <message>
        <source>Choose model B</source>
        <translation>モデル B の選択</translation>
    </message>
    <message>
        <source>Choose merge method</source>
        <translation>マージ方法の選択</translation>
    </message>
    <message>
        <source>Fisher</source>
        <translation>フィッシャー</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>線形</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>提案</translation>
    </message>
    <message>
        <source>Takes the share with the best evaluated result; the predicted cost is never searched</source>
        <translation>評価結果が最良の割合を選びます。予測コストでは探しません</translation>
    </message>
    <message>
        <source>Evaluation data…</source>
        <translation>評価データ…</translation>
    </message>
    <message>
        <source>The exported module and examples by which each model is judged</source>
        <translation>各モデルを判断するための書き出したモジュールと例</translation>
    </message>
    <message>
        <source>Write merged model…</source>
        <translation>モデルを書き出す…</translation>
    </message>
    <message>
        <source>Model A</source>
        <translation>モデル A</translation>
    </message>
    <message>
        <source>Model B</source>
        <translation>モデル B</translation>
    </message>
    <message>
        <source>Model A: λ = 0</source>
        <translation>モデル A: λ = 0</translation>
    </message>
    <message>
        <source>Model B: λ = 1</source>
        <translation>モデル B: λ = 1</translation>
    </message>
    <message>
        <source>Merge method</source>
        <translation>マージ方法</translation>
    </message>
    <message>
        <source>Fisher: θ* = Σ λᵢFᵢθᵢ / Σ λᵢFᵢ. Linear: θ* = Σ λᵢθᵢ</source>
        <translation>フィッシャー: θ* = Σ λᵢFᵢθᵢ / Σ λᵢFᵢ。線形: θ* = Σ λᵢθᵢ</translation>
    </message>
    <message>
        <source>Share of B</source>
        <translation>B の割合</translation>
    </message>
    <message>
        <source>Share of B as a number</source>
        <translation>B の割合（数値）</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>開く…</translation>
    </message>
    <message>
        <source>These models cannot be merged.</source>
        <translation>これらのモデルはマージできません。</translation>
    </message>
    <message>
        <source>Looking at all entries of both models…</source>
        <translation>両モデルの全要素を走査しています…</translation>
    </message>
    <message>
        <source>A merge needs two models.</source>
        <translation>マージには二つのモデルが必要です。</translation>
    </message>
    <message>
        <source>Open a second checkpoint of the same architecture, or choose A and B above.</source>
        <translation>同じ構造の二つ目のチェックポイントを開くか、上で A と B を選んでください。</translation>
    </message>
    <message>
        <source>Merge of %1 and %2</source>
        <translation>%1 と %2 のマージ</translation>
    </message>
    <message>
        <source>What A and B lose</source>
        <translation>A と B の損失</translation>
    </message>
    <message>
        <source>Distance from each parent, by tensor</source>
        <translation>テンソル別の各親からの距離</translation>
    </message>
    <message>
        <source>Distances and predicted costs follow from all entries of both models</source>
        <translation>距離と予測コストは両モデルの全要素から求めています</translation>
    </message>
    <message>
        <source>predicted; evaluating…</source>
        <translation>予測値。評価中…</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>予測値</translation>
    </message>
    <message>
        <source>The merge cannot be judged yet.</source>
        <translation>マージはまだ判断できません。</translation>
    </message>
    <message>
        <source>Merged models are being evaluated.</source>
        <translation>マージしたモデルを評価しています。</translation>
    </message>
    <message>
        <source>Predicted costs cannot rank methods, and steps as long as a merge leave their range. %1</source>
        <translation>予測コストで方法の優劣は決められず、マージほど長い移動では有効範囲を外れます。%1</translation>
    </message>
    <message>
        <source>evaluated at %1 shares</source>
        <translation>評価 %1 点</translation>
    </message>
    <message>
        <source>The merge cannot be judged.</source>
        <translation>マージは判断できません。</translation>
    </message>
    <message>
        <source>This method was not evaluated.</source>
        <translation>この方法は評価していません。</translation>
    </message>
    <message>
        <source>R² of prediction against evaluation: %1 on A, %2 on B.</source>
        <translation>評価に対する予測の R²: A %1、B %2。</translation>
    </message>
    <message>
        <source>½ΣFδ² predicts %1 on A and %2 on B; evaluation finds loss rises of %3 and %4 nats.</source>
        <translation>½ΣFδ² の予測は A %1、B %2 ですが、評価では損失がそれぞれ %3 nat、%4 nat 増えます。</translation>
    </message>
    <message>
        <source>The step between A and B is too long for a quadratic; decide by the evaluated curves. %1</source>
        <translation>A と B の間は二次近似には遠すぎます。評価した曲線で判断してください。%1</translation>
    </message>
    <message>
        <source>Prediction and evaluation agree.</source>
        <translation>予測と評価は一致します。</translation>
    </message>
    <message>
        <source>Prediction is not trusted here.</source>
        <translation>ここでは予測を信頼できません。</translation>
    </message>
    <message>
        <source>λ, the share of B before the Fishers weigh; of the tensors without a rule</source>
        <translation>λ、フィッシャーの重みがかかる前の B の割合（規則のないテンソル）</translation>
    </message>
    <message>
        <source>drag the point</source>
        <translation>点をドラッグ</translation>
    </message>
    <message>
        <source>Drag the point along the curve: λ follows</source>
        <translation>点を曲線に沿ってドラッグすると、λ が変わります</translation>
    </message>
    <message>
        <source>Show the other setting</source>
        <translation>もう一方の設定を表示</translation>
    </message>
    <message>
        <source>A/B</source>
        <translation>A/B</translation>
    </message>
    <message>
        <source>A/B · B</source>
        <translation>A/B · B</translation>
    </message>
    <message>
        <source>A/B · A</source>
        <translation>A/B · A</translation>
    </message>
    <message>
        <source>Keeps two settings of the merge, A and B, and flips between them (%1)</source>
        <translation>マージの設定 A と B の 2 つを保ち、切り替えます（%1）</translation>
    </message>
    <message numerus="yes">
        <source>%1, λ %2, %n rule(s)</source>
        <translation>
            <numerusform>%1、λ %2、規則 %n 個</numerusform>
        </translation>
    </message>
    <message>
        <source>A: %1</source>
        <translation>A: %1</translation>
    </message>
    <message>
        <source>B: %1</source>
        <translation>B: %1</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::OutliersDialog</name>
    <message>
        <source>Outliers</source>
        <translation>外れ値</translation>
    </message>
    <message>
        <source>A double click shows the entry in the heatmap</source>
        <translation>ダブルクリックで要素をヒートマップに表示します</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>表をコピー</translation>
    </message>
    <message>
        <source>There is nothing to compare with yet.</source>
        <translation>比較する相手がまだありません。</translation>
    </message>
    <message>
        <source>Looking at all entries…</source>
        <translation>すべての要素を調べています…</translation>
    </message>
    <message>
        <source>Find outliers</source>
        <translation>外れ値を探す</translation>
    </message>
    <message>
        <source>The %1 entries with the largest |log10 of recycled / reference| of %2 that are positive in both. Without a ratio: %3 are zero in the reference only, %4 in the recycled only.</source>
        <translation>両方で正の %2 要素のうち、|log10(再利用 / 参照)| が最も大きい %1 要素です。比がないもの: 参照だけが 0 の %3 要素、再利用だけが 0 の %4 要素。</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::OutliersModel</name>
    <message>
        <source>Tensor</source>
        <translation>テンソル</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Recycled</source>
        <translation>再利用</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参照</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>比</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::OverviewModel</name>
    <message>
        <source>scalar</source>
        <translation>スカラー</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n tensor(s) · %2 parameters</source>
        <translation>
            <numerusform>%1 · テンソル %n · パラメータ %2</numerusform>
        </translation>
    </message>
    <message>
        <source>(top)</source>
        <translation>（最上位）</translation>
    </message>
    <message>
        <source>Spearman ρ %1, attainable %2</source>
        <translation>スピアマン ρ %1、到達目安 %2</translation>
    </message>
    <message>
        <source>Spearman ρ %1; the attainable value is undefined</source>
        <translation>スピアマン ρ %1、到達目安は定義されません</translation>
    </message>
    <message>
        <source>%1 of %2 entries are exactly zero</source>
        <translation>%2 要素のうち %1 要素が厳密にゼロ</translation>
    </message>
    <message>
        <source>Quantiles of the diagonal from its smallest to its largest entry, on the common logarithmic scale</source>
        <translation>対角の最小から最大までの分位点（共通の対数尺度）</translation>
    </message>
    <message>
        <source>Histogram of log10: recycled filled, reference as outline</source>
        <translation>log10 のヒストグラム: 再利用は塗り、参照は輪郭</translation>
    </message>
    <message>
        <source>Share of entries that are exactly zero: parameters that never had a gradient</source>
        <translation>厳密にゼロの要素の割合: 勾配が一度もなかったパラメータ</translation>
    </message>
    <message>
        <source>Rank correlation of recycled with reference; the tick is the attainable value √(2r/(1+r)) from two halves of the reference</source>
        <translation>再利用と参照の順位相関。目盛りは参照の二つの半分から求めた到達目安 √(2r/(1+r))</translation>
    </message>
    <message>
        <source>Trace ratio Σ recycled / Σ reference</source>
        <translation>トレース比 Σ 再利用 / Σ 参照</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>テンソル</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメータ</translation>
    </message>
    <message>
        <source>Recycled, min → max</source>
        <translation>再利用、最小 → 最大</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中央値</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>ゼロ</translation>
    </message>
    <message>
        <source>Spearman ρ | attainable</source>
        <translation>スピアマン ρ | 到達目安</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>倍率</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::OverviewView</name>
    <message>
        <source>Choose colours</source>
        <translation>配色の選択</translation>
    </message>
    <message>
        <source>Colours of the quantiles; the scale is logarithmic and common to all tensors</source>
        <translation>分位点の配色。尺度は対数で全テンソル共通です</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Overview of all tensors</source>
        <translation>全テンソルの概要</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>%1 cannot be opened.</source>
        <translation>%1 は開けません。</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>%1 を開いています…</translation>
    </message>
    <message>
        <source>%1 has no Fisher diagonal.</source>
        <translation>%1 にはフィッシャー対角がありません。</translation>
    </message>
    <message>
        <source>Agreement cannot be judged.</source>
        <translation>一致度は判断できません。</translation>
    </message>
    <message>
        <source>There is no reference for %1. Compute one to see whether ranks and values can be used.</source>
        <translation>%1 の参照がありません。計算すると、順位と値が使えるかどうかがわかります。</translation>
    </message>
    <message>
        <source>Show the table</source>
        <translation>表を表示</translation>
    </message>
    <message>
        <source>Show the treemap</source>
        <translation>ツリーマップを表示</translation>
    </message>
    <message>
        <source>Choose quantity</source>
        <translation>量を選ぶ</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Treemap</source>
        <translation>ツリーマップ</translation>
    </message>
    <message>
        <source>One row per tensor, grouped by layer</source>
        <translation>テンソルごとに 1 行、層ごとにまとめます</translation>
    </message>
    <message>
        <source>One area per tensor, as large as its number of parameters, grouped by layer</source>
        <translation>テンソルごとに 1 区画、広さはパラメータ数、層ごとにまとめます</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中央値</translation>
    </message>
    <message>
        <source>Share of zeros</source>
        <translation>0 の割合</translation>
    </message>
    <message>
        <source>Spearman ρ</source>
        <translation>スピアマン ρ</translation>
    </message>
    <message>
        <source>Scale (trace ratio)</source>
        <translation>倍率（トレース比）</translation>
    </message>
    <message>
        <source>What the colours of the treemap mean</source>
        <translation>ツリーマップの色が表す量</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>量</translation>
    </message>
    <message>
        <source>Treemap of %1</source>
        <translation>%1 のツリーマップ</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::PruneView</name>
    <message>
        <source>Choose model to prune</source>
        <translation>プルーニングするモデルの選択</translation>
    </message>
    <message>
        <source>Choose criterion</source>
        <translation>基準の選択</translation>
    </message>
    <message>
        <source>Choose scope</source>
        <translation>範囲の選択</translation>
    </message>
    <message>
        <source>Leave out small tensors</source>
        <translation>小さいテンソルの除外</translation>
    </message>
    <message>
        <source>Mask on %1 · %2 · empty = removed, grey = already zero</source>
        <translation>%1 のマスク · %2 · 空白 = 除去、灰色 = もともとゼロ</translation>
    </message>
    <message>
        <source>Fisher ½Fθ²</source>
        <translation>フィッシャー ½Fθ²</translation>
    </message>
    <message>
        <source>Magnitude |θ|</source>
        <translation>絶対値 |θ|</translation>
    </message>
    <message>
        <source>Fisher alone F</source>
        <translation>フィッシャーのみ F</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>ランダム</translation>
    </message>
    <message>
        <source>over all</source>
        <translation>全体で</translation>
    </message>
    <message>
        <source>per tensor</source>
        <translation>テンソルごと</translation>
    </message>
    <message>
        <source>leave out small</source>
        <translation>小さいものを除外</translation>
    </message>
    <message>
        <source>Tensors of one dimension and embeddings are not pruned</source>
        <translation>一次元のテンソルと埋め込みは除去しません</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>スパース率</translation>
    </message>
    <message>
        <source>Evaluation data…</source>
        <translation>評価データ…</translation>
    </message>
    <message>
        <source>Write pruned model…</source>
        <translation>モデルを書き出す…</translation>
    </message>
    <message>
        <source>Model to prune</source>
        <translation>プルーニングするモデル</translation>
    </message>
    <message>
        <source>Criterion</source>
        <translation>基準</translation>
    </message>
    <message>
        <source>What an entry is worth; the lowest are removed</source>
        <translation>要素の価値。低いものから除きます</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>範囲</translation>
    </message>
    <message>
        <source>The sparsity holds over all prunable entries, or in every tensor</source>
        <translation>スパース率を対象要素全体、または各テンソルに適用します</translation>
    </message>
    <message>
        <source>Sparsity as a number</source>
        <translation>スパース率（数値）</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>開く…</translation>
    </message>
    <message>
        <source>This model cannot be pruned.</source>
        <translation>このモデルはプルーニングできません。</translation>
    </message>
    <message>
        <source>Scoring all entries…</source>
        <translation>全要素を採点しています…</translation>
    </message>
    <message>
        <source>Pruning needs a model.</source>
        <translation>プルーニングにはモデルが必要です。</translation>
    </message>
    <message>
        <source>Open a checkpoint, or choose one above.</source>
        <translation>チェックポイントを開くか、上で選んでください。</translation>
    </message>
    <message>
        <source>Pruning of %1</source>
        <translation>%1 のプルーニング</translation>
    </message>
    <message>
        <source>Pruned share by tensor</source>
        <translation>テンソル別の除去割合</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>除去</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 のうち %1</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>しきい値</translation>
    </message>
    <message>
        <source>Predicted cost</source>
        <translation>予測コスト</translation>
    </message>
    <message>
        <source>relative</source>
        <translation>相対値</translation>
    </message>
    <message>
        <source>nats per unit</source>
        <translation>単位あたり nat</translation>
    </message>
    <message>
        <source>Evaluated loss</source>
        <translation>評価した損失</translation>
    </message>
    <message>
        <source>No evidence</source>
        <translation>根拠なし</translation>
    </message>
    <message>
        <source>%1 entries with F = 0</source>
        <translation>F = 0 の要素 %1</translation>
    </message>
    <message>
        <source>Pruning cannot be judged yet.</source>
        <translation>プルーニングはまだ判断できません。</translation>
    </message>
    <message>
        <source>Pruned models are being evaluated.</source>
        <translation>プルーニングしたモデルを評価しています。</translation>
    </message>
    <message>
        <source>At %1 %: %2 by this criterion, %3 by magnitude, %4 before pruning.</source>
        <translation>%1 % で、この基準は %2、絶対値は %3、プルーニング前は %4 です。</translation>
    </message>
    <message>
        <source>Magnitude is the baseline.</source>
        <translation>絶対値は比較の基準です。</translation>
    </message>
    <message>
        <source>Better than magnitude here.</source>
        <translation>ここでは絶対値より良好です。</translation>
    </message>
    <message>
        <source>Magnitude is better here.</source>
        <translation>ここでは絶対値が良好です。</translation>
    </message>
    <message>
        <source>Equal to magnitude here.</source>
        <translation>ここでは絶対値と同等です。</translation>
    </message>
    <message>
        <source>Select a tensor that is pruned to see its mask.</source>
        <translation>対象のテンソルを選ぶとマスクを表示します。</translation>
    </message>
    <message>
        <source>Share of the prunable entries that is removed</source>
        <translation>除ける要素のうち除く割合</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::RecycleDialog</name>
    <message>
        <source>Recycling of %1</source>
        <translation>%1 の再利用</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>mean, assumed</source>
        <translation>平均（仮定）</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>和</translation>
    </message>
    <message>
        <source>as recorded</source>
        <translation>記録どおり</translation>
    </message>
    <message>
        <source>Recycle</source>
        <translation>再利用</translation>
    </message>
    <message>
        <source>Save recycled Fisher</source>
        <translation>再利用フィッシャーの保存</translation>
    </message>
    <message>
        <source>ranks are right, values are not</source>
        <translation>順位は正しく、値は正しくありません</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>%1 から</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>入力値</translation>
    </message>
    <message>
        <source>nobody said; a finding says so</source>
        <translation>指定なし。所見に記します</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>指定</translation>
    </message>
    <message>
        <source>1 for cross-entropy</source>
        <translation>交差エントロピーは 1</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>記録なし</translation>
    </message>
    <message>
        <source>recorded: %1</source>
        <translation>記録: %1</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>任意</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::ReferenceDialog</name>
    <message>
        <source>the module&apos;s own</source>
        <translation>モジュール自身</translation>
    </message>
    <message>
        <source>empirical</source>
        <translation>経験</translation>
    </message>
    <message>
        <source>sampled</source>
        <translation>抽出</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>厳密</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>training</source>
        <translation>学習用</translation>
    </message>
    <message>
        <source>held out</source>
        <translation>評価用</translation>
    </message>
    <message>
        <source>all</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>計算</translation>
    </message>
    <message>
        <source>Save reference Fisher</source>
        <translation>参照フィッシャーの保存</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>labels of the data</source>
        <translation>データのラベル</translation>
    </message>
    <message>
        <source>labels drawn from the model</source>
        <translation>モデルから抽出したラベル</translation>
    </message>
    <message>
        <source>expectation over all labels</source>
        <translation>全ラベルの期待値</translation>
    </message>
    <message>
        <source>mean per sequence</source>
        <translation>系列あたりの平均</translation>
    </message>
    <message>
        <source>mean per example</source>
        <translation>例あたりの平均</translation>
    </message>
    <message>
        <source>replace the module&apos;s</source>
        <translation>モジュールの値を置き換えます</translation>
    </message>
    <message>
        <source>training data share the noise of v</source>
        <translation>学習データは v の雑音を共有します</translation>
    </message>
    <message>
        <source>safetensors</source>
        <translation>safetensors</translation>
    </message>
    <message>
        <source>HDF5</source>
        <translation>HDF5</translation>
    </message>
    <message>
        <source>Choose the exported module and some of its data.</source>
        <translation>書き出したモジュールとデータの一部を選んでください。</translation>
    </message>
    <message>
        <source>Looking at module and data…</source>
        <translation>モジュールとデータを確認しています…</translation>
    </message>
    <message>
        <source>Look at module and data</source>
        <translation>モジュールとデータの確認</translation>
    </message>
    <message>
        <source>TorchScript, %1 parameters</source>
        <translation>TorchScript、パラメータ %1</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>全 %1</translation>
    </message>
    <message>
        <source>About %1 for %2 examples</source>
        <translation>%2 例で約 %1</translation>
    </message>
    <message>
        <source>A reference needs the exported module.</source>
        <translation>参照には書き出したモジュールが必要です。</translation>
    </message>
    <message>
        <source>A reference needs a data file.</source>
        <translation>参照にはデータファイルが必要です。</translation>
    </message>
    <message>
        <source>Say where the reference is saved.</source>
        <translation>参照の保存先を指定してください。</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::RulesDialog</name>
    <message>
        <source>Coefficients as text</source>
        <translation>係数をテキストで編集</translation>
    </message>
    <message>
        <source>One rule per line: a pattern of tensor names, =, the share of B from 0 to 1. Of the rules that match a tensor the last one holds; all is for the others.</source>
        <translation>1 行に 1 つの規則: テンソル名のパターン、=、B の割合（0 から 1）。テンソルに合う規則のうち最後のものが使われます。all はそれ以外です。</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>規則</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::RulesPanel</name>
    <message>
        <source>Coefficients</source>
        <translation>係数</translation>
    </message>
    <message>
        <source>λ, the share of B, by tensor. Of the rules that match a tensor the last one holds</source>
        <translation>テンソルごとの B の割合 λ。合う規則のうち最後のものが使われます</translation>
    </message>
    <message>
        <source>add rule…</source>
        <translation>規則を追加…</translation>
    </message>
    <message>
        <source>Sets the share of the tensors whose name matches a pattern: * any letters, ? one letter</source>
        <translation>名前がパターンに合うテンソルの割合を決めます。* は任意の文字列、? は 1 文字です</translation>
    </message>
    <message>
        <source>as text…</source>
        <translation>テキストで…</translation>
    </message>
    <message>
        <source>Shows all rules as text, to copy, paste and reorder</source>
        <translation>すべての規則をテキストで表示し、コピー、貼り付け、並べ替えができます</translation>
    </message>
    <message>
        <source>all</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Share of B of %1</source>
        <translation>%1 の B の割合</translation>
    </message>
    <message>
        <source>Share of B of %1 as a number</source>
        <translation>%1 の B の割合（数値）</translation>
    </message>
    <message>
        <source>λ of the tensors that match %1</source>
        <translation>%1 に合うテンソルの λ</translation>
    </message>
    <message>
        <source>default</source>
        <translation>既定</translation>
    </message>
    <message>
        <source>set here</source>
        <translation>ここで設定</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>%1 に従う</translation>
    </message>
    <message>
        <source>%1 follows %2; moving the slider gives it a rule of its own</source>
        <translation>%1 は %2 に従います。スライダーを動かすと独自の規則になります</translation>
    </message>
    <message numerus="yes">
        <source>%1 sets %n tensor(s)</source>
        <translation>
            <numerusform>%1 が %n 個のテンソルを決めます</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 sets no tensor: its pattern matches none, or later rules match all of its tensors</source>
        <translation>%1 が決めるテンソルはありません。パターンに合うものがないか、後の規則がすべてに合います</translation>
    </message>
    <message>
        <source>Remove this rule</source>
        <translation>この規則を削除</translation>
    </message>
    <message>
        <source>Remove the rule %1</source>
        <translation>規則 %1 を削除</translation>
    </message>
    <message>
        <source>Share of B</source>
        <translation>B の割合</translation>
    </message>
    <message>
        <source>Add rule</source>
        <translation>規則を追加</translation>
    </message>
    <message>
        <source>Pattern of tensor names:</source>
        <translation>テンソル名のパターン:</translation>
    </message>
    <message>
        <source>Coefficients as text</source>
        <translation>係数をテキストで編集</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::SourcesPanel</name>
    <message>
        <source>Sources</source>
        <translation>ソース</translation>
    </message>
    <message>
        <source>Select source</source>
        <translation>ソースの選択</translation>
    </message>
    <message>
        <source>Rename source</source>
        <translation>ソースの名前の変更</translation>
    </message>
    <message>
        <source>cannot be opened</source>
        <translation>開けません</translation>
    </message>
    <message>
        <source>opening…</source>
        <translation>開いています…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>開く…</translation>
    </message>
    <message>
        <source>Recycling settings…</source>
        <translation>再利用の設定…</translation>
    </message>
    <message>
        <source>Compute a reference…</source>
        <translation>参照を計算…</translation>
    </message>
    <message>
        <source>Evaluation data…</source>
        <translation>評価データ…</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>名前の変更</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>再読み込み</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::TileView</name>
    <message>
        <source>Read %1</source>
        <translation>%1 の読み込み</translation>
    </message>
    <message>
        <source>Select a tensor to see its entries.</source>
        <translation>テンソルを選ぶと要素を表示します。</translation>
    </message>
    <message>
        <source>%1 [%2, %3]</source>
        <translation>%1 [%2, %3]</translation>
    </message>
    <message>
        <source>%1 rows %2–%3, columns %4–%5</source>
        <translation>%1 行 %2–%3、列 %4–%5</translation>
    </message>
    <message>
        <source>value %1</source>
        <translation>値 %1</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>平均 %1</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>除去</translation>
    </message>
    <message>
        <source>already zero</source>
        <translation>もともとゼロ</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>rows %1–%2, columns %3–%4</source>
        <translation>行 %1–%2、列 %3–%4</translation>
    </message>
    <message>
        <source>one cell is one entry</source>
        <translation>一セルが一要素</translation>
    </message>
    <message>
        <source>one cell is the mean of its entries</source>
        <translation>一セルは要素の平均</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::TimelineAnalysis</name>
    <message>
        <source>Read the log %1</source>
        <translation>ログ %1 の読み込み</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::TimelineView</name>
    <message>
        <source>Choose log</source>
        <translation>ログの選択</translation>
    </message>
    <message>
        <source>Show steps</source>
        <translation>ステップの表示</translation>
    </message>
    <message>
        <source>Show time</source>
        <translation>時間の表示</translation>
    </message>
    <message>
        <source>Move the cursor</source>
        <translation>カーソルの移動</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>テンソル</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Optimizer steps on the axis</source>
        <translation>軸をオプティマイザのステップにします</translation>
    </message>
    <message>
        <source>Time since the first row on the axis</source>
        <translation>軸を最初の行からの時間にします</translation>
    </message>
    <message>
        <source>The folder is watched while training runs; new segments appear by themselves</source>
        <translation>学習中はフォルダを監視し、新しいセグメントを自動で表示します</translation>
    </message>
    <message>
        <source>Snapshots differ when the median over the tensors of their rank correlation is below %1; a change counts while more than %2 % of the average&apos;s memory is from before it.</source>
        <translation>順位相関のテンソルの中央値が %1 を下回るとき、スナップショットは異なるとみなします。変化は、移動平均の記憶の %2 % より多くがそれ以前のものである間だけ数えます。</translation>
    </message>
    <message numerus="yes">
        <source>%n snapshot(s)</source>
        <translation>
            <numerusform>スナップショット %n 個</numerusform>
        </translation>
    </message>
    <message>
        <source>chain intact</source>
        <translation>連鎖は完全</translation>
    </message>
    <message>
        <source>chain broken</source>
        <translation>連鎖が切れています</translation>
    </message>
    <message>
        <source>watching, last epoch %1</source>
        <translation>監視中、最後のエポック %1</translation>
    </message>
    <message>
        <source>watching, last step %1</source>
        <translation>監視中、最後のステップ %1</translation>
    </message>
    <message>
        <source>The log cannot be read.</source>
        <translation>ログを読み込めません。</translation>
    </message>
    <message>
        <source>Reading the log…</source>
        <translation>ログを読み込んでいます…</translation>
    </message>
    <message>
        <source>There is no log among the sources.</source>
        <translation>ソースの中にログがありません。</translation>
    </message>
    <message>
        <source>The hook writes one beside a training script: fisherlens-cli hook prints it. Training logs of the usual trainers show loss and learning rate.</source>
        <translation>フックは学習スクリプトの隣でログを書きます（fisherlens-cli hook が出力します）。一般的な学習ツールのログは損失と学習率を示します。</translation>
    </message>
    <message>
        <source>Open a log folder…</source>
        <translation>ログのフォルダを開く…</translation>
    </message>
    <message>
        <source>The log has no rows yet.</source>
        <translation>ログにはまだ行がありません。</translation>
    </message>
    <message>
        <source>The first ones appear here as soon as the training run has written them.</source>
        <translation>学習が書き出すと、最初の行がここに現れます。</translation>
    </message>
    <message>
        <source>Timeline of %1</source>
        <translation>%1 のタイムライン</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::ViewFrame</name>
    <message>
        <source>parameters changed</source>
        <translation>設定変更あり</translation>
    </message>
    <message>
        <source>The picture belongs to earlier settings; the new one is being computed.</source>
        <translation>表示は以前の設定のものです。新しい結果を計算しています。</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Open a checkpoint</source>
        <translation>チェックポイントを開く</translation>
    </message>
    <message>
        <source>Drop a file or a folder here: PyTorch, safetensors, Hugging Face, Lightning, DeepSpeed, Keras, or a FisherLens log. Nothing in it is executed and nothing leaves this machine.</source>
        <translation>ファイルまたはフォルダをここにドロップします: PyTorch、safetensors、Hugging Face、Lightning、DeepSpeed、Keras、FisherLens のログ。中のコードは実行されず、データがこのコンピュータから出ることもありません。</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>開く…</translation>
    </message>
    <message>
        <source>Open the example</source>
        <translation>例を開く</translation>
    </message>
</context>
</TS>
