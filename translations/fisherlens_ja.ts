<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>AgreementView</name>
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
    <message>
        <source>Reference, %1</source>
        <translation>参照、%1</translation>
    </message>
    <message>
        <source>model&apos;s labels</source>
        <translation>モデルのラベル</translation>
    </message>
    <message>
        <source>data&apos;s labels</source>
        <translation>データのラベル</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>Choose another folder or free some space; nothing was changed.</source>
        <translation>別のフォルダを選ぶか、空き容量を増やします。何も変更していません。</translation>
    </message>
    <message>
        <source>Give the name of a file.</source>
        <translation>ファイルの名前を指定します。</translation>
    </message>
    <message>
        <source>The output cannot be created: %1.</source>
        <translation>出力を作成できません: %1。</translation>
    </message>
    <message>
        <source>The output cannot be put in place: %1.</source>
        <translation>出力を所定の場所に置けません: %1。</translation>
    </message>
    <message>
        <source>The output cannot be written: %1.</source>
        <translation>出力を書き込めません: %1。</translation>
    </message>
    <message>
        <source>The output is a device, pipe or socket, not a file.</source>
        <translation>出力先はデバイス、パイプ、またはソケットであり、ファイルではありません。</translation>
    </message>
    <message>
        <source>The output is a folder: %1.</source>
        <translation>出力先はフォルダです: %1。</translation>
    </message>
    <message>
        <source>Check the path and the permissions.</source>
        <translation>パスと権限を確かめます。</translation>
    </message>
    <message>
        <source>Give the path of a file.</source>
        <translation>ファイルのパスを指定します。</translation>
    </message>
    <message>
        <source>It is probably truncated: copy or save it again.</source>
        <translation>途中で切れているようです。コピーするか保存し直します。</translation>
    </message>
    <message>
        <source>The file became shorter while it was read.</source>
        <translation>読み込み中にファイルが短くなりました。</translation>
    </message>
    <message>
        <source>The file cannot be opened: %1.</source>
        <translation>ファイルを開けません: %1。</translation>
    </message>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation>ファイルを読み込めません: %1。</translation>
    </message>
    <message>
        <source>The file changed while it was read.</source>
        <translation>読み込み中にファイルが変わりました。</translation>
    </message>
    <message>
        <source>The file ends at byte %1, but %2 bytes are expected here.</source>
        <translation>ファイルは %1 バイト目で終わっていますが、ここには %2 バイトが必要です。</translation>
    </message>
    <message>
        <source>This is not a regular file.</source>
        <translation>通常のファイルではありません。</translation>
    </message>
    <message>
        <source>Wait until the program that writes it is done, then open it again.</source>
        <translation>書き込み中のプログラムが終わるのを待ち、もう一度開きます。</translation>
    </message>
    <message>
        <source>Wait until the program that writes it is done, then try again.</source>
        <translation>書き込み中のプログラムが終わるのを待ち、もう一度試します。</translation>
    </message>
    <message>
        <source>Stopped on request; nothing was written.</source>
        <translation>要求により停止しました。何も書き込んでいません。</translation>
    </message>
    <message>
        <source>The folder cannot be read: %1.</source>
        <translation>フォルダを読み込めません: %1。</translation>
    </message>
    <message>
        <source>The folder holds more than 200,000 files.</source>
        <translation>フォルダに 200,000 を超えるファイルがあります。</translation>
    </message>
    <message>
        <source>Shape and strides have different lengths.</source>
        <translation>形状とストライドの長さが異なります。</translation>
    </message>
    <message>
        <source>The file is damaged or was written wrongly.</source>
        <translation>ファイルが壊れているか、誤って書き込まれています。</translation>
    </message>
    <message>
        <source>The shape %1 does not fit its data.</source>
        <translation>形状 %1 がデータに合いません。</translation>
    </message>
    <message>
        <source>The shape %1 is impossible.</source>
        <translation>形状 %1 はありえません。</translation>
    </message>
    <message>
        <source>The strides are impossible.</source>
        <translation>ストライドがありえない値です。</translation>
    </message>
    <message>
        <source>The tensor of shape %1 reaches beyond the bytes stored for it.</source>
        <translation>形状 %1 のテンソルが、保存されたバイト列の外に及んでいます。</translation>
    </message>
    <message>
        <source>This tensor is computed and has no stored bytes.</source>
        <translation>このテンソルは計算で得られるもので、保存されたバイト列がありません。</translation>
    </message>
    <message>
        <source>Two tensors have the same name.</source>
        <translation>同じ名前のテンソルが二つあります。</translation>
    </message>
    <message>
        <source>Open a checkpoint of your own.</source>
        <translation>自分のチェックポイントを開きます。</translation>
    </message>
    <message>
        <source>The bundled example is not installed.</source>
        <translation>付属の例がインストールされていません。</translation>
    </message>
    <message>
        <source>Choose it as the data file of a reference or an evaluation.</source>
        <translation>参照または評価のデータファイルとして選びます。</translation>
    </message>
    <message>
        <source>This file holds arrays but no model and no Fisher diagonal.</source>
        <translation>このファイルには配列がありますが、モデルもフィッシャー対角もありません。</translation>
    </message>
    <message>
        <source>Open the models one by one and save the session again.</source>
        <translation>モデルを一つずつ開き、セッションを保存し直します。</translation>
    </message>
    <message>
        <source>The entry &apos;%1&apos; is not %2.</source>
        <translation>項目「%1」が %2 ではありません。</translation>
    </message>
    <message>
        <source>The entry &apos;%1&apos; is not a list of sources with different ids.</source>
        <translation>項目「%1」が、id の異なるソースのリストではありません。</translation>
    </message>
    <message>
        <source>The entry &apos;%1&apos; is not a list.</source>
        <translation>項目「%1」がリストではありません。</translation>
    </message>
    <message>
        <source>The entry &apos;%1&apos; is not a number in its range.</source>
        <translation>項目「%1」が範囲内の数ではありません。</translation>
    </message>
    <message>
        <source>The entry &apos;%1&apos; is not a positive whole number.</source>
        <translation>項目「%1」が正の整数ではありません。</translation>
    </message>
    <message>
        <source>The entry &apos;%1&apos; is not a small whole number.</source>
        <translation>項目「%1」が小さい整数ではありません。</translation>
    </message>
    <message>
        <source>The entry &apos;%1&apos; is not a text.</source>
        <translation>項目「%1」がテキストではありません。</translation>
    </message>
    <message>
        <source>The entry &apos;%1&apos; is not an object.</source>
        <translation>項目「%1」がオブジェクトではありません。</translation>
    </message>
    <message>
        <source>The entry &apos;%1&apos; is not assumed, mean or sum.</source>
        <translation>項目「%1」が assumed、mean、sum のどれでもありません。</translation>
    </message>
    <message>
        <source>The entry &apos;%1&apos; is not complete: source %2 is used but not listed.</source>
        <translation>項目「%1」が不完全です。ソース %2 が使われていますが、一覧にありません。</translation>
    </message>
    <message>
        <source>The entry &apos;%1&apos; is not the id of a listed source.</source>
        <translation>項目「%1」が、一覧にあるソースの id ではありません。</translation>
    </message>
    <message>
        <source>The entry &apos;%1&apos; is not the path of a file.</source>
        <translation>項目「%1」がファイルのパスではありません。</translation>
    </message>
    <message>
        <source>The entry &apos;%1&apos; is not true or false.</source>
        <translation>項目「%1」が true でも false でもありません。</translation>
    </message>
    <message>
        <source>This JSON file is no FisherLens session.</source>
        <translation>この JSON ファイルは FisherLens のセッションではありません。</translation>
    </message>
    <message>
        <source>This file is too large for a session.</source>
        <translation>このファイルはセッションとしては大きすぎます。</translation>
    </message>
    <message>
        <source>This is no session file: it is not a JSON object.</source>
        <translation>セッションファイルではありません。JSON オブジェクトではありません。</translation>
    </message>
    <message>
        <source>This session was written by a newer version of FisherLens.</source>
        <translation>このセッションは、より新しいバージョンの FisherLens が書いたものです。</translation>
    </message>
    <message>
        <source>Update FisherLens.</source>
        <translation>FisherLens を更新します。</translation>
    </message>
    <message>
        <source>Line %1 is no pattern with a share between 0 and 1.</source>
        <translation>%1 行目が、パターンと 0 から 1 までの割合になっていません。</translation>
    </message>
    <message>
        <source>Write for example conv* = 0.6.</source>
        <translation>たとえば conv* = 0.6 と書きます。</translation>
    </message>
    <message>
        <source>An unexpected error: %1</source>
        <translation>予期しないエラー: %1</translation>
    </message>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>この処理に必要なメモリが足りません。</translation>
    </message>
    <message>
        <source>Choose a smaller size or resolution.</source>
        <translation>より小さい大きさまたは解像度を選びます。</translation>
    </message>
    <message>
        <source>The figure cannot be drawn at this size.</source>
        <translation>この大きさでは図を描けません。</translation>
    </message>
    <message>
        <source>%1 coefficients were given for %2 models.</source>
        <translation>%2 個のモデルに対して %1 個の係数が指定されています。</translation>
    </message>
    <message>
        <source>%1 merged entries are too large for the element type and became infinite or NaN.</source>
        <translation>マージした %1 要素が要素の型に収まらず、無限大または NaN になりました。</translation>
    </message>
    <message>
        <source>A coefficient is not a finite number.</source>
        <translation>係数に有限でない数があります。</translation>
    </message>
    <message>
        <source>A floor above 0 makes this rare.</source>
        <translation>下限を 0 より大きくすると、まれになります。</translation>
    </message>
    <message>
        <source>A merge needs at least two models.</source>
        <translation>マージには少なくとも二つのモデルが必要です。</translation>
    </message>
    <message>
        <source>At %1 entries a value or a Fisher is NaN or infinite, so the weighted mean of the finite values was taken.</source>
        <translation>%1 要素で値またはフィッシャーが NaN または無限大のため、有限な値の重み付き平均を使いました。</translation>
    </message>
    <message>
        <source>At %1 entries all Fishers are 0, so the weighted mean was taken.</source>
        <translation>%1 要素ですべてのフィッシャーが 0 のため、重み付き平均を使いました。</translation>
    </message>
    <message>
        <source>Check the Fisher file.</source>
        <translation>フィッシャーファイルを確かめます。</translation>
    </message>
    <message>
        <source>Check the pattern against the tensor names.</source>
        <translation>パターンをテンソルの名前と見比べます。</translation>
    </message>
    <message>
        <source>Give coefficients with another sum.</source>
        <translation>和が 0 にならない係数を指定します。</translation>
    </message>
    <message>
        <source>Give it with --base.</source>
        <translation>--base で指定します。</translation>
    </message>
    <message>
        <source>Give one per model with --fisher.</source>
        <translation>--fisher でモデルごとに一つ指定します。</translation>
    </message>
    <message>
        <source>Give one per model, separated by commas.</source>
        <translation>コンマで区切り、モデルごとに一つ指定します。</translation>
    </message>
    <message>
        <source>Negative coefficients make poles in the method %1.</source>
        <translation>方法 %1 では、負の係数は極を生じます。</translation>
    </message>
    <message>
        <source>The Fisher is zero everywhere, so this model has no weight in the merge.</source>
        <translation>フィッシャーがすべて 0 のため、このモデルはマージで重みを持ちません。</translation>
    </message>
    <message>
        <source>The Fisher merge that the regret compares with does not exist for negative coefficients.</source>
        <translation>負の係数では、比較するフィッシャーマージが存在しません。</translation>
    </message>
    <message>
        <source>The coefficients sum to 0, and the method %1 divides by the sum.</source>
        <translation>係数の和が 0 です。方法 %1 は和で割ります。</translation>
    </message>
    <message>
        <source>The floor must be a number of at least 0.</source>
        <translation>下限は 0 以上の数でなければなりません。</translation>
    </message>
    <message>
        <source>The method %1 needs a Fisher of every model.</source>
        <translation>方法 %1 には、すべてのモデルのフィッシャーが必要です。</translation>
    </message>
    <message>
        <source>The method %1 needs the base model.</source>
        <translation>方法 %1 には、ベースモデルが必要です。</translation>
    </message>
    <message>
        <source>The rule &apos;%1&apos; sets no tensor: its pattern matches none, or later rules match all of its tensors.</source>
        <translation>規則「%1」が決めるテンソルがありません。パターンに合うものがないか、後の規則がすべてに合います。</translation>
    </message>
    <message>
        <source>Use coefficients of at least 0, or the method linear or task-arithmetic.</source>
        <translation>0 以上の係数を使うか、方法 linear または task-arithmetic を使います。</translation>
    </message>
    <message>
        <source>Use smaller coefficients.</source>
        <translation>より小さい係数を使います。</translation>
    </message>
    <message>
        <source>Merge with --nonfinite fallback to take the weighted mean of the finite values there.</source>
        <translation>--nonfinite fallback を付けてマージすると、そこでは有限な値の重み付き平均を使います。</translation>
    </message>
    <message>
        <source>The tensor has NaN or infinite entries.</source>
        <translation>テンソルに NaN または無限大の要素があります。</translation>
    </message>
    <message>
        <source>%1 not in every input copied from the first model.</source>
        <translation>すべての入力にはない %1 は、最初のモデルからコピーしました。</translation>
    </message>
    <message>
        <source>%1 of other models missing from the first model and so from the output.</source>
        <translation>他のモデルにある %1 は最初のモデルにないため、出力にもありません。</translation>
    </message>
    <message>
        <source>%1 that are buffers, not parameters, merged by %2 as well.</source>
        <translation>パラメータではなくバッファである %1 も %2 でマージしました。</translation>
    </message>
    <message>
        <source>%1 without a Fisher in every model merged by the weighted mean.</source>
        <translation>フィッシャーがすべてのモデルにはない %1 は、重み付き平均でマージしました。</translation>
    </message>
    <message>
        <source>%1 without a reference in every model left out of the regret.</source>
        <translation>参照がすべてのモデルにはない %1 は、損失の比から除きます。</translation>
    </message>
    <message>
        <source>%1 without floating values copied from the first model.</source>
        <translation>浮動小数点でない %1 は、最初のモデルからコピーしました。</translation>
    </message>
    <message>
        <source>Buffers and frozen parameters have no Fisher; for anything else check the Fisher files.</source>
        <translation>バッファと固定したパラメータにはフィッシャーがありません。それ以外の場合は、フィッシャーファイルを確かめます。</translation>
    </message>
    <message>
        <source>Check that the models have the same architecture if these should have been merged.</source>
        <translation>マージするはずのものであれば、モデルの構造が同じか確かめます。</translation>
    </message>
    <message>
        <source>Give the Fishers in the order of the models they belong to.</source>
        <translation>フィッシャーを、対応するモデルの順に指定します。</translation>
    </message>
    <message>
        <source>Merge models of one architecture.</source>
        <translation>同じ構造のモデルをマージします。</translation>
    </message>
    <message>
        <source>No tensor has a Fisher in every model.</source>
        <translation>すべてのモデルにフィッシャーのあるテンソルがありません。</translation>
    </message>
    <message>
        <source>Put the model that has all tensors first if they are wanted.</source>
        <translation>これらが必要なら、すべてのテンソルを持つモデルを最初に置きます。</translation>
    </message>
    <message>
        <source>Recompute running statistics on data before the model is used.</source>
        <translation>モデルを使う前に、移動統計をデータで計算し直します。</translation>
    </message>
    <message>
        <source>The models share no tensor that can be merged.</source>
        <translation>モデルに共通の、マージできるテンソルがありません。</translation>
    </message>
    <message>
        <source>The tensor has shape %1 here but %2 in the first model.</source>
        <translation>テンソルの形状はここでは %1 ですが、最初のモデルでは %2 です。</translation>
    </message>
    <message>
        <source>A preview has between 1 and 4,096 bins per tensor.</source>
        <translation>プレビューの階級数は、テンソルごとに 1 から 4,096 までです。</translation>
    </message>
    <message>
        <source>nats per unit, diagonal, second order</source>
        <translation>単位あたり nat、対角、二次近似</translation>
    </message>
    <message>
        <source>A rule has no pattern.</source>
        <translation>パターンのない規則があります。</translation>
    </message>
    <message>
        <source>The rule &apos;%1&apos; cannot be used: %2</source>
        <translation>規則「%1」は使えません: %2</translation>
    </message>
    <message>
        <source>Write for example &apos;conv*=0.4,0.6&apos;.</source>
        <translation>たとえば「conv*=0.4,0.6」と書きます。</translation>
    </message>
    <message>
        <source>%1 prunable entries have a Fisher of exactly 0: no evidence, which is not unimportance.</source>
        <translation>除ける %1 要素のフィッシャーがちょうど 0 です。証拠がないことは、重要でないことではありません。</translation>
    </message>
    <message>
        <source>%1 prunable entries with NaN or infinity in weight or Fisher are kept.</source>
        <translation>重みまたはフィッシャーが NaN または無限大の %1 要素は残します。</translation>
    </message>
    <message>
        <source>%1 removed entries have a Fisher of NaN or infinity and are missing from the predicted cost.</source>
        <translation>除いた %1 要素はフィッシャーが NaN または無限大で、予測コストに含まれていません。</translation>
    </message>
    <message>
        <source>%1 tensors (%2) lost all their entries.</source>
        <translation>%1 個のテンソル（%2）の要素がすべて除かれました。</translation>
    </message>
    <message>
        <source>Check what this file holds.</source>
        <translation>このファイルの中身を確かめます。</translation>
    </message>
    <message>
        <source>Give for example --sparsity 0.5.</source>
        <translation>たとえば --sparsity 0.5 と指定します。</translation>
    </message>
    <message>
        <source>Give it with --fisher.</source>
        <translation>--fisher で指定します。</translation>
    </message>
    <message>
        <source>Only %1 of the %2 entries asked for may be removed; the others are kept as asked.</source>
        <translation>求めた %2 要素のうち、除けるのは %1 要素だけです。残りは指定どおり残します。</translation>
    </message>
    <message>
        <source>Prune with --nonfinite fallback to keep them.</source>
        <translation>--nonfinite fallback を付けてプルーニングすると、これらを残します。</translation>
    </message>
    <message>
        <source>The Fisher has NaN or infinite entries.</source>
        <translation>フィッシャーに NaN または無限大の要素があります。</translation>
    </message>
    <message>
        <source>The Fisher has negative entries, which no square has.</source>
        <translation>フィッシャーに負の要素があります。二乗が負になることはありません。</translation>
    </message>
    <message>
        <source>The criterion %1 needs a Fisher.</source>
        <translation>基準 %1 にはフィッシャーが必要です。</translation>
    </message>
    <message>
        <source>The sparsity must lie between 0 and 1.</source>
        <translation>スパース率は 0 から 1 までの間でなければなりません。</translation>
    </message>
    <message>
        <source>They are kept.</source>
        <translation>これらは残します。</translation>
    </message>
    <message>
        <source>They are removed first.</source>
        <translation>これらを先に除きます。</translation>
    </message>
    <message>
        <source>Use --scope tensor, a lower sparsity, or --exclude.</source>
        <translation>--scope tensor、より低いスパース率、または --exclude を使います。</translation>
    </message>
    <message>
        <source>Use --zero-fisher keep to keep them.</source>
        <translation>残すには --zero-fisher keep を使います。</translation>
    </message>
    <message>
        <source>%1 tensors (%2) are stored under several names; they count once and stay equal.</source>
        <translation>%1 個のテンソル（%2）は複数の名前で保存されています。一度だけ数え、等しいままにします。</translation>
    </message>
    <message>
        <source>%1 tensors (%2) have no Fisher and are left untouched; the sparsity does not count them.</source>
        <translation>%1 個のテンソル（%2）にはフィッシャーがないため、そのまま残します。スパース率には数えません。</translation>
    </message>
    <message>
        <source>%1 tensors (%2) have no Fisher and are missing from the predicted cost.</source>
        <translation>%1 個のテンソル（%2）にはフィッシャーがなく、予測コストに含まれていません。</translation>
    </message>
    <message>
        <source>Check --include and --exclude.</source>
        <translation>--include と --exclude を確かめます。</translation>
    </message>
    <message>
        <source>Check that the Fisher belongs to this model.</source>
        <translation>フィッシャーがこのモデルのものか確かめます。</translation>
    </message>
    <message>
        <source>Compare it with the names that info shows.</source>
        <translation>info が表示する名前と見比べます。</translation>
    </message>
    <message>
        <source>No tensor is left to prune.</source>
        <translation>プルーニングするテンソルが残っていません。</translation>
    </message>
    <message>
        <source>None of the tensors to prune has a Fisher.</source>
        <translation>プルーニングするテンソルのどれにもフィッシャーがありません。</translation>
    </message>
    <message>
        <source>The pattern %1 of --%2 matches no tensor.</source>
        <translation>--%2 のパターン %1 に合うテンソルがありません。</translation>
    </message>
    <message>
        <source>Use the Fisher of this model.</source>
        <translation>このモデルのフィッシャーを使います。</translation>
    </message>
    <message>
        <source>%1 has a pattern that is no text</source>
        <translation>%1に、テキストでないパターンがあります</translation>
    </message>
    <message>
        <source>%1 has another format</source>
        <translation>%1の format が異なります</translation>
    </message>
    <message>
        <source>%1 has no %2</source>
        <translation>%1に %2 がありません</translation>
    </message>
    <message>
        <source>%1 has no pattern or not one coefficient per model</source>
        <translation>%1に、パターンがないか、係数がモデルごとに一つになっていません</translation>
    </message>
    <message>
        <source>%1 has no valid %2</source>
        <translation>%1に、有効な %2 がありません</translation>
    </message>
    <message>
        <source>%1 has no valid file name</source>
        <translation>%1に、有効なファイル名がありません</translation>
    </message>
    <message>
        <source>%1 has no valid role</source>
        <translation>%1に、有効な role がありません</translation>
    </message>
    <message>
        <source>%1 has no valid sha256</source>
        <translation>%1に、有効な sha256 がありません</translation>
    </message>
    <message>
        <source>%1 has the unknown member %2</source>
        <translation>%1に、未知のメンバー %2 があります</translation>
    </message>
    <message>
        <source>%1 have a coefficient that is no number</source>
        <translation>%1に、数でない係数があります</translation>
    </message>
    <message>
        <source>%1 have no valid criterion</source>
        <translation>%1に、有効な criterion がありません</translation>
    </message>
    <message>
        <source>%1 have no valid normalize</source>
        <translation>%1に、有効な normalize がありません</translation>
    </message>
    <message>
        <source>%1 is not an object</source>
        <translation>%1がオブジェクトではありません</translation>
    </message>
    <message>
        <source>The method %1 is not built into this version; these are: %2.</source>
        <translation>方法 %1 はこのバージョンに組み込まれていません。使えるのは次のものです: %2。</translation>
    </message>
    <message>
        <source>The recipe has version %1, but this program reads version 1.</source>
        <translation>レシピはバージョン %1 ですが、このプログラムが読めるのはバージョン 1 です。</translation>
    </message>
    <message>
        <source>This is not a valid recipe: %1.</source>
        <translation>有効なレシピではありません: %1。</translation>
    </message>
    <message>
        <source>This is not a valid recipe: it is larger than 16 MiB.</source>
        <translation>有効なレシピではありません。16 MiB を超えています。</translation>
    </message>
    <message>
        <source>This is not a valid recipe: it is nested too deeply.</source>
        <translation>有効なレシピではありません。入れ子が深すぎます。</translation>
    </message>
    <message>
        <source>This is not a valid recipe: it is not a JSON object.</source>
        <translation>有効なレシピではありません。JSON オブジェクトではありません。</translation>
    </message>
    <message>
        <source>This is not a valid recipe: its settings have no valid method.</source>
        <translation>有効なレシピではありません。設定に有効な method がありません。</translation>
    </message>
    <message>
        <source>Use a recipe that FisherLens wrote.</source>
        <translation>FisherLens が書いたレシピを使います。</translation>
    </message>
    <message>
        <source>Use the version of FisherLens that wrote it.</source>
        <translation>それを書いたバージョンの FisherLens を使います。</translation>
    </message>
    <message>
        <source>a rule of the recipe</source>
        <translation>レシピの規則</translation>
    </message>
    <message>
        <source>an input of the recipe</source>
        <translation>レシピの入力</translation>
    </message>
    <message>
        <source>the inputs of the recipe do not fit its settings</source>
        <translation>レシピの入力と設定が合っていません</translation>
    </message>
    <message>
        <source>the settings of the recipe</source>
        <translation>レシピの設定</translation>
    </message>
    <message>
        <source>A sparsity must lie between 0 and 1.</source>
        <translation>スパース率は 0 から 1 までの間でなければなりません。</translation>
    </message>
    <message>
        <source>Weights and Fishers have different sizes.</source>
        <translation>重みとフィッシャーの大きさが異なります。</translation>
    </message>
    <message>
        <source>An input changed while it was read.</source>
        <translation>読み込み中に入力が変わりました。</translation>
    </message>
    <message>
        <source>More entries are to be selected than there are candidates.</source>
        <translation>候補の数より多くの要素を選ぼうとしています。</translation>
    </message>
    <message>
        <source>The Fisher has shape %1 but the parameter %2.</source>
        <translation>フィッシャーの形状は %1 ですが、パラメータの形状は %2 です。</translation>
    </message>
    <message>
        <source>Merge with --nonfinite fallback to take the weighted mean there.</source>
        <translation>--nonfinite fallback を付けてマージすると、そこでは重み付き平均を使います。</translation>
    </message>
    <message>
        <source>%1 entries of %2 tensors are NaN or infinite in the accumulator and stored as they are.</source>
        <translation>%2 個のテンソルの %1 要素が、二乗勾配蓄積器で NaN または無限大です。そのまま保存します。</translation>
    </message>
    <message>
        <source>%1 entries of %2 tensors are exactly zero: these parameters had no gradient.</source>
        <translation>%2 個のテンソルの %1 要素がちょうど 0 です。これらのパラメータには勾配がありませんでした。</translation>
    </message>
    <message>
        <source>%1 entries of %2 tensors are negative, which no average of squares is; they are stored as they are.</source>
        <translation>%2 個のテンソルの %1 要素が負です。二乗の平均が負になることはありません。そのまま保存します。</translation>
    </message>
    <message>
        <source>%1 entries of %2 tensors leave the range of float32 when corrected, and become infinite or zero in the file.</source>
        <translation>%2 個のテンソルの %1 要素が補正後に float32 の範囲を外れ、ファイルでは無限大または 0 になります。</translation>
    </message>
    <message>
        <source>Check that the file is what its optimizer wrote.</source>
        <translation>ファイルがオプティマイザの書いたものか確かめます。</translation>
    </message>
    <message>
        <source>Check the batch size and the loss factor.</source>
        <translation>バッチサイズと損失の係数を確かめます。</translation>
    </message>
    <message>
        <source>Merging and pruning with this file need --nonfinite fallback.</source>
        <translation>このファイルでマージまたはプルーニングするには、--nonfinite fallback が必要です。</translation>
    </message>
    <message>
        <source>No evidence is not unimportance: see prune --zero-fisher.</source>
        <translation>証拠がないことは、重要でないことではありません。prune --zero-fisher を見てください。</translation>
    </message>
    <message>
        <source>%1 of %2 tensors of the recycled file and %3 of the empirical one are in all files; the others are left out.</source>
        <translation>すべてのファイルにあるのは、再利用ファイルの %2 個中 %1 個（経験ファイルは %3 個）のテンソルです。残りは除きます。</translation>
    </message>
    <message>
        <source>A Fisher file of kind %1 is needed here; this one is %2.</source>
        <translation>ここには種類が %1 のフィッシャーファイルが必要ですが、これは %2 です。</translation>
    </message>
    <message>
        <source>A Fisher file of kind exact or sampled is needed here; this one is %1.</source>
        <translation>ここには種類が exact または sampled のフィッシャーファイルが必要ですが、これは %1 です。</translation>
    </message>
    <message>
        <source>Compute both for the same unit.</source>
        <translation>両方を同じ単位で計算します。</translation>
    </message>
    <message>
        <source>Compute it with fisherlens-cli reference --kind empirical.</source>
        <translation>fisherlens-cli reference --kind empirical で計算します。</translation>
    </message>
    <message>
        <source>No tensor of the recycled file is in the reference.</source>
        <translation>再利用ファイルのテンソルが、参照に一つもありません。</translation>
    </message>
    <message>
        <source>Recycle the checkpoint again with --batch-size.</source>
        <translation>--batch-size を付けて、チェックポイントをもう一度再利用します。</translation>
    </message>
    <message>
        <source>Take files of the same model.</source>
        <translation>同じモデルのファイルを使います。</translation>
    </message>
    <message>
        <source>The empirical file holds no mean gradient, which the ladder needs.</source>
        <translation>経験ファイルに平均勾配がありません。差の由来を求めるには平均勾配が必要です。</translation>
    </message>
    <message>
        <source>The recycled file does not hold the batch size that its values are scaled with.</source>
        <translation>再利用ファイルに、値の尺度を決めるバッチサイズがありません。</translation>
    </message>
    <message>
        <source>The shape is %1 here and %2 in the recycled file.</source>
        <translation>形状がここでは %1、再利用ファイルでは %2 です。</translation>
    </message>
    <message>
        <source>The units differ: %1 per %2 here, %3 per %4 in the recycled file.</source>
        <translation>単位が異なります。ここでは %2 あたりの %1、再利用ファイルでは %4 あたりの %3 です。</translation>
    </message>
    <message>
        <source>Compare ranks only, or compute a reference Fisher.</source>
        <translation>順位だけを比べるか、参照フィッシャーを計算します。</translation>
    </message>
    <message>
        <source>Give --batch-size where this is wrong.</source>
        <translation>誤っている場合は --batch-size を指定します。</translation>
    </message>
    <message>
        <source>Give --batch-size: examples per optimizer step (micro-batch × accumulation × parallel ranks).</source>
        <translation>--batch-size を指定します。オプティマイザの 1 ステップあたりの例の数です（マイクロバッチ × 蓄積 × 並列ランク数）。</translation>
    </message>
    <message>
        <source>Give --reduction mean or --reduction sum.</source>
        <translation>--reduction mean または --reduction sum を指定します。</translation>
    </message>
    <message>
        <source>Give --step when the number of optimizer steps is known.</source>
        <translation>オプティマイザのステップ数がわかるときは --step を指定します。</translation>
    </message>
    <message>
        <source>It was at least %1: %2.</source>
        <translation>少なくとも %1 でした: %2。</translation>
    </message>
    <message>
        <source>The accumulator has seen %1 steps; with beta2 = %2 it averages over about %3, and after fewer than %4 it is noisy.</source>
        <translation>二乗勾配蓄積器は %1 ステップしか見ていません。beta2 = %2 では約 %3 ステップを平均し、%4 ステップ未満では雑音が大きくなります。</translation>
    </message>
    <message>
        <source>The batch size is not known, so the values are the bias-corrected accumulator: ranks are right, values are not those of a Fisher diagonal.</source>
        <translation>バッチサイズが不明なため、値はバイアス補正した二乗勾配蓄積器のままです。順位は正しく、値はフィッシャー対角の値ではありません。</translation>
    </message>
    <message>
        <source>The effective batch size is %1: %2.</source>
        <translation>実効バッチサイズは %1 です: %2。</translation>
    </message>
    <message>
        <source>The file does not say whether the training loss was averaged or summed over the batch; averaged is assumed.</source>
        <translation>学習損失をバッチで平均したか合計したかがファイルに記録されていません。平均と仮定しています。</translation>
    </message>
    <message>
        <source>The optimizer weighs its squares by a factor that it does not keep, the same for all parameters: ranks are right, values are not those of a Fisher diagonal, and no batch size is applied.</source>
        <translation>オプティマイザは、記録していない係数を二乗に掛けています。係数はすべてのパラメータで同じです。順位は正しく、値はフィッシャー対角の値ではありません。バッチサイズは適用しません。</translation>
    </message>
    <message>
        <source>The parameters have seen different numbers of steps, from %1 to %2; each is corrected with its own.</source>
        <translation>パラメータのステップ数が %1 から %2 まで異なります。それぞれのステップ数で補正します。</translation>
    </message>
    <message>
        <source>Trust ranks between large groups only, or train longer.</source>
        <translation>大きなグループどうしの順位だけを信頼するか、もっと長く学習します。</translation>
    </message>
    <message>
        <source>Give the file that holds it with --optimizer.</source>
        <translation>それを含むファイルを --optimizer で指定します。</translation>
    </message>
    <message>
        <source>No parameter has an accumulator of squared gradients.</source>
        <translation>二乗勾配蓄積器のあるパラメータがありません。</translation>
    </message>
    <message>
        <source>The batch size must be a positive number.</source>
        <translation>バッチサイズは正の数でなければなりません。</translation>
    </message>
    <message>
        <source>The decay of the optimizer&apos;s average is %1, which is not in [0, 1).</source>
        <translation>オプティマイザの平均の減衰率が %1 で、[0, 1) の範囲にありません。</translation>
    </message>
    <message>
        <source>The file holds no optimizer state, so there is nothing to recycle.</source>
        <translation>ファイルにオプティマイザ状態がないため、再利用するものがありません。</translation>
    </message>
    <message>
        <source>The loss factor must be a positive number.</source>
        <translation>損失の係数は正の数でなければなりません。</translation>
    </message>
    <message>
        <source>The number of steps must be a positive number.</source>
        <translation>ステップ数は正の数でなければなりません。</translation>
    </message>
    <message>
        <source>The unit &apos;%1&apos; is not known.</source>
        <translation>単位「%1」は知られていません。</translation>
    </message>
    <message>
        <source>Use example, sequence or token.</source>
        <translation>example、sequence、token のどれかを使います。</translation>
    </message>
    <message>
        <source>A reference Fisher uses the plain loss.</source>
        <translation>参照フィッシャーは元の損失を使います。</translation>
    </message>
    <message>
        <source>About %1 % of the estimate is the square of the mean gradient times the batch size, not the variance of single gradients.</source>
        <translation>推定値の約 %1 % は平均勾配の二乗にバッチサイズを掛けたもので、個々の勾配の分散ではありません。</translation>
    </message>
    <message>
        <source>Compare with a sampled or exact reference.</source>
        <translation>抽出または厳密な参照と比べます。</translation>
    </message>
    <message>
        <source>Gradients of the warm-up linger in the estimate.</source>
        <translation>ウォームアップの勾配が推定に残っています。</translation>
    </message>
    <message>
        <source>Gradients were clipped at norm %1 (%2): where that happened the squares are those of shortened gradients.</source>
        <translation>勾配はノルム %1 でクリッピングされています（%2）。その箇所の二乗は、短縮された勾配のものです。</translation>
    </message>
    <message>
        <source>If so, the scale is that of the clipping.</source>
        <translation>その場合、尺度はクリッピングによるものです。</translation>
    </message>
    <message>
        <source>The accumulator remembers only what came after the restart.</source>
        <translation>二乗勾配蓄積器には、再開後の分だけが残っています。</translation>
    </message>
    <message>
        <source>The average still remembers the warm-up of %1 steps: it reaches back about %2 of %3 steps.</source>
        <translation>平均には %1 ステップのウォームアップがまだ残っています。平均は %3 ステップのうち約 %2 ステップ前まで及びます。</translation>
    </message>
    <message>
        <source>The batch was large, or the run far from its end; see the ladder.</source>
        <translation>バッチが大きかったか、学習が終わりから遠い段階でした。「差の由来」を見てください。</translation>
    </message>
    <message>
        <source>The run made %1 steps (%2), but the optimizer counts %3: it was restarted without its state, or the two files are of different times.</source>
        <translation>学習は %1 ステップ行われましたが（%2）、オプティマイザのステップ数は %3 です。状態なしで再開されたか、二つのファイルの時点が異なります。</translation>
    </message>
    <message>
        <source>The run smoothed its labels by %1: the squares are those of that objective, not of −log p.</source>
        <translation>学習ではラベルを %1 だけ平滑化しています。二乗はその目的関数のもので、−log p のものではありません。</translation>
    </message>
    <message>
        <source>The squares add up to %1, and gradients were clipped at norm %2: nearly every step was clipped, so the scale is that of the clipping.</source>
        <translation>二乗の和は %1 で、勾配はノルム %2 でクリッピングされています。ほぼすべてのステップでクリッピングされたため、尺度はクリッピングによるものです。</translation>
    </message>
    <message>
        <source>The squares add up to %1, as if nearly every gradient had been clipped at norm 1.</source>
        <translation>二乗の和は %1 で、ほぼすべての勾配がノルム 1 でクリッピングされたかのような値です。</translation>
    </message>
    <message>
        <source>The training loss is %1: almost every example is fitted, and gradients with the data&apos;s labels vanish where the true Fisher does not.</source>
        <translation>学習損失は %1 です。ほぼすべての例に適合しており、真のフィッシャーが 0 でないところでも、データのラベルによる勾配は消えています。</translation>
    </message>
    <message>
        <source>Use ranks within this model only.</source>
        <translation>このモデルの中での順位だけを使います。</translation>
    </message>
    <message>
        <source>Values of different runs are then not comparable; ranks suffer little.</source>
        <translation>その場合、異なる学習の値は比べられません。順位への影響はわずかです。</translation>
    </message>
    <message>
        <source>The codes of the quantised squares do not belong to a parameter of shape %1.</source>
        <translation>量子化された二乗のコードが、形状 %1 のパラメータのものではありません。</translation>
    </message>
    <message>
        <source>The factors of the squares have shapes %1 and %2, which belong to no common parameter.</source>
        <translation>二乗の因子の形状が %1 と %2 で、共通のパラメータに対応しません。</translation>
    </message>
    <message>
        <source>The mean squares have shape %1, which does not divide a parameter of shape %2.</source>
        <translation>平均二乗の形状は %1 で、形状 %2 のパラメータを割り切りません。</translation>
    </message>
    <message>
        <source>The quantised squares have %1 codes and %2 scales, which fit no size of blocks.</source>
        <translation>量子化された二乗には %1 個のコードと %2 個の倍率があり、どのブロックの大きさにも合いません。</translation>
    </message>
    <message>
        <source>The state is damaged, or of another optimizer.</source>
        <translation>状態が壊れているか、別のオプティマイザのものです。</translation>
    </message>
    <message>
        <source>Choose one with --key.</source>
        <translation>--key で一つ選びます。</translation>
    </message>
    <message>
        <source>Give a file with optimizer.state_dict() by --optimizer.</source>
        <translation>--optimizer で、optimizer.state_dict() のファイルを指定します。</translation>
    </message>
    <message>
        <source>Give a file with the model&apos;s state_dict() by --model.</source>
        <translation>--model で、モデルの state_dict() のファイルを指定します。</translation>
    </message>
    <message>
        <source>None is used.</source>
        <translation>どれも使いません。</translation>
    </message>
    <message>
        <source>Save the one that is meant into a file of its own and give it by --optimizer.</source>
        <translation>使いたい状態を別のファイルに保存し、--optimizer で指定します。</translation>
    </message>
    <message>
        <source>The file holds no optimizer state.</source>
        <translation>ファイルにオプティマイザ状態がありません。</translation>
    </message>
    <message>
        <source>The file holds no parameters.</source>
        <translation>ファイルにパラメータがありません。</translation>
    </message>
    <message>
        <source>The file holds several optimizer states (%1), of which %2 fit the model.</source>
        <translation>ファイルにオプティマイザ状態が複数あり（%1）、そのうち %2 個がモデルに合います。</translation>
    </message>
    <message>
        <source>The file holds several optimizer states (%1), of which none fits the model.</source>
        <translation>ファイルにオプティマイザ状態が複数ありますが（%1）、モデルに合うものがありません。</translation>
    </message>
    <message>
        <source>The file holds several state dicts: %1.</source>
        <translation>ファイルに state dict が複数あります: %1。</translation>
    </message>
    <message>
        <source>A piece of the tensor does not lie inside of its shape.</source>
        <translation>テンソルの断片が、その形状の内側にありません。</translation>
    </message>
    <message>
        <source>The checkpoint is incomplete or damaged; save it again.</source>
        <translation>チェックポイントが不完全か、壊れています。保存し直します。</translation>
    </message>
    <message>
        <source>The pieces of the tensor overlap or do not cover it.</source>
        <translation>テンソルの断片が重なっているか、全体を覆っていません。</translation>
    </message>
    <message>
        <source>The tensor is cut along more than 10 dimensions.</source>
        <translation>テンソルが 10 を超える次元に沿って分割されています。</translation>
    </message>
    <message>
        <source>Store it contiguously, without compression.</source>
        <translation>圧縮せず、連続した領域に保存します。</translation>
    </message>
    <message>
        <source>The array holds fewer elements than its shape says.</source>
        <translation>配列の要素が、形状の示す数より少なくなっています。</translation>
    </message>
    <message>
        <source>The array holds more elements than its shape says.</source>
        <translation>配列の要素が、形状の示す数より多くなっています。</translation>
    </message>
    <message>
        <source>The array is compressed or chunked and takes more than 4 GiB decoded.</source>
        <translation>配列は圧縮またはチャンク分割されており、展開すると 4 GiB を超えます。</translation>
    </message>
    <message>
        <source>There is not enough memory for the decoded array.</source>
        <translation>展開した配列に必要なメモリが足りません。</translation>
    </message>
    <message>
        <source>Copy or save it again.</source>
        <translation>コピーするか保存し直します。</translation>
    </message>
    <message>
        <source>Store everything in one file without links to other files.</source>
        <translation>他のファイルへのリンクを使わず、すべてを一つのファイルに保存します。</translation>
    </message>
    <message>
        <source>The HDF5 library failed on this file: it is damaged.</source>
        <translation>HDF5 ライブラリがこのファイルで失敗しました。ファイルが壊れています。</translation>
    </message>
    <message>
        <source>The file holds an object whose name is not valid UTF-8.</source>
        <translation>ファイルに、名前が有効な UTF-8 でないオブジェクトがあります。</translation>
    </message>
    <message>
        <source>The file holds too many objects.</source>
        <translation>ファイルのオブジェクトが多すぎます。</translation>
    </message>
    <message>
        <source>Install FisherLens again.</source>
        <translation>FisherLens をインストールし直します。</translation>
    </message>
    <message>
        <source>The helper program %1 cannot be started: %2.</source>
        <translation>補助プログラム %1 を起動できません: %2。</translation>
    </message>
    <message>
        <source>The helper program fisherlens-h5 cannot be heard.</source>
        <translation>補助プログラム fisherlens-h5 の応答がありません。</translation>
    </message>
    <message>
        <source>The helper program fisherlens-h5, which reads HDF5 files, is not beside this program (%1).</source>
        <translation>HDF5 ファイルを読む補助プログラム fisherlens-h5 が、このプログラムの隣にありません（%1）。</translation>
    </message>
    <message>
        <source>There are too many open files to start the helper program fisherlens-h5.</source>
        <translation>開いているファイルが多すぎて、補助プログラム fisherlens-h5 を起動できません。</translation>
    </message>
    <message>
        <source>A storage in this file is described wrongly.</source>
        <translation>このファイルのストレージの記述に誤りがあります。</translation>
    </message>
    <message>
        <source>Load it with PyTorch and save it again with a current torch.save.</source>
        <translation>PyTorch で読み込み、現在の torch.save で保存し直します。</translation>
    </message>
    <message>
        <source>The file ends inside of the storage &quot;%1&quot;.</source>
        <translation>ファイルがストレージ「%1」の途中で終わっています。</translation>
    </message>
    <message>
        <source>The file is damaged; save it again.</source>
        <translation>ファイルが壊れています。保存し直します。</translation>
    </message>
    <message>
        <source>The file names %1, which this program does not know; it is kept as a record and never run.</source>
        <translation>ファイルに、このプログラムの知らない %1 があります。記録として残し、実行しません。</translation>
    </message>
    <message>
        <source>The file shares storages in the way of PyTorch 0.4, which is not read.</source>
        <translation>ファイルは PyTorch 0.4 の方式でストレージを共有しています。この方式は読めません。</translation>
    </message>
    <message>
        <source>The list of storages holds something that is no key.</source>
        <translation>ストレージの一覧に、キーでないものがあります。</translation>
    </message>
    <message>
        <source>The place of the tensor is impossible.</source>
        <translation>テンソルの位置がありえない値です。</translation>
    </message>
    <message>
        <source>The storage &quot;%1&quot; is declared in two ways.</source>
        <translation>ストレージ「%1」が二通りに宣言されています。</translation>
    </message>
    <message>
        <source>The storage &quot;%1&quot; is listed twice, or used by no tensor.</source>
        <translation>ストレージ「%1」が二度挙げられているか、どのテンソルにも使われていません。</translation>
    </message>
    <message>
        <source>The storage &quot;%1&quot; is missing from the file.</source>
        <translation>ストレージ「%1」がファイルにありません。</translation>
    </message>
    <message>
        <source>The storage &quot;%1&quot; should have %2 elements but has %3.</source>
        <translation>ストレージ「%1」は %2 要素のはずですが、%3 要素です。</translation>
    </message>
    <message>
        <source>The storage class %1 is not read.</source>
        <translation>ストレージのクラス %1 は読めません。</translation>
    </message>
    <message>
        <source>What belongs to it is not shown.</source>
        <translation>これに属するものは表示しません。</translation>
    </message>
    <message>
        <source>The archive holds a name that is not valid UTF-8.</source>
        <translation>アーカイブに、有効な UTF-8 でない名前があります。</translation>
    </message>
    <message>
        <source>The archive holds more than 100,000 entries.</source>
        <translation>アーカイブに 100,000 を超えるエントリがあります。</translation>
    </message>
    <message>
        <source>The header of this NumPy array is longer than the entry or than 65,536 bytes.</source>
        <translation>この NumPy 配列のヘッダーが、エントリまたは 65,536 バイトより長くなっています。</translation>
    </message>
    <message>
        <source>The header of this NumPy array is not what NumPy writes.</source>
        <translation>この NumPy 配列のヘッダーは、NumPy が書くものではありません。</translation>
    </message>
    <message>
        <source>The shape %1 does not fit the size of this entry.</source>
        <translation>形状 %1 が、このエントリの大きさに合いません。</translation>
    </message>
    <message>
        <source>The values of this array are not little-endian numbers.</source>
        <translation>この配列の値は、リトルエンディアンの数ではありません。</translation>
    </message>
    <message>
        <source>This NumPy array has an unknown version.</source>
        <translation>この NumPy 配列のバージョンは未知のものです。</translation>
    </message>
    <message>
        <source>This entry is no NumPy array.</source>
        <translation>このエントリは NumPy 配列ではありません。</translation>
    </message>
    <message>
        <source>A size in the shape is impossible.</source>
        <translation>形状にありえない大きさがあります。</translation>
    </message>
    <message>
        <source>Convert the model to float16 or float32.</source>
        <translation>モデルを float16 または float32 に変換します。</translation>
    </message>
    <message>
        <source>The entry lacks dtype, shape or data_offsets.</source>
        <translation>エントリに dtype、shape、data_offsets のどれかがありません。</translation>
    </message>
    <message>
        <source>The field %1 is there twice.</source>
        <translation>フィールド %1 が二度あります。</translation>
    </message>
    <message>
        <source>The file holds more than 1,000,000 tensors.</source>
        <translation>ファイルに 1,000,000 を超えるテンソルがあります。</translation>
    </message>
    <message>
        <source>The file is damaged or was written wrongly: copy or save it again.</source>
        <translation>ファイルが壊れているか、誤って書き込まれています。コピーするか保存し直します。</translation>
    </message>
    <message>
        <source>The file is too short for a safetensors file.</source>
        <translation>ファイルが safetensors ファイルとしては短すぎます。</translation>
    </message>
    <message>
        <source>The header claims %1 bytes, but the file ends before.</source>
        <translation>ヘッダーは %1 バイトとありますが、ファイルはその前に終わっています。</translation>
    </message>
    <message>
        <source>The header claims %1 bytes; at most 100 MB are allowed.</source>
        <translation>ヘッダーは %1 バイトとありますが、許されるのは 100 MB までです。</translation>
    </message>
    <message>
        <source>The header holds __metadata__ twice.</source>
        <translation>ヘッダーに __metadata__ が二度あります。</translation>
    </message>
    <message>
        <source>The header holds a value of the wrong type.</source>
        <translation>ヘッダーに型の誤った値があります。</translation>
    </message>
    <message>
        <source>The header is nested too deeply.</source>
        <translation>ヘッダーの入れ子が深すぎます。</translation>
    </message>
    <message>
        <source>The header is not valid JSON.</source>
        <translation>ヘッダーが有効な JSON ではありません。</translation>
    </message>
    <message>
        <source>The shape %1 needs %2 bytes, but data_offsets gives %3.</source>
        <translation>形状 %1 には %2 バイトが必要ですが、data_offsets は %3 バイトです。</translation>
    </message>
    <message>
        <source>The tensor ends before it begins.</source>
        <translation>テンソルの終わりが始まりより前にあります。</translation>
    </message>
    <message>
        <source>The tensor has an unknown dtype.</source>
        <translation>テンソルのデータ型が未知のものです。</translation>
    </message>
    <message>
        <source>The tensor has more than 64 dimensions.</source>
        <translation>テンソルの次元が 64 を超えています。</translation>
    </message>
    <message>
        <source>The tensor has the dtype %1, which is not read.</source>
        <translation>テンソルのデータ型は %1 で、読めません。</translation>
    </message>
    <message>
        <source>The tensor overlaps another one.</source>
        <translation>テンソルが別のテンソルと重なっています。</translation>
    </message>
    <message>
        <source>The tensors take %1 bytes, but the file holds %2 bytes of data.</source>
        <translation>テンソルには %1 バイト必要ですが、ファイルのデータは %2 バイトです。</translation>
    </message>
    <message>
        <source>There is a hole before the tensor.</source>
        <translation>テンソルの前に隙間があります。</translation>
    </message>
    <message>
        <source>data_offsets has more than two numbers.</source>
        <translation>data_offsets に三つ以上の数があります。</translation>
    </message>
    <message>
        <source>data_offsets must be two numbers.</source>
        <translation>data_offsets は二つの数でなければなりません。</translation>
    </message>
    <message>
        <source>Give a file written by torch.save, torch.jit.save or safetensors.</source>
        <translation>torch.save、torch.jit.save、または safetensors が書いたファイルを指定します。</translation>
    </message>
    <message>
        <source>Load it with PyTorch and save it again: torch.save does not compress.</source>
        <translation>PyTorch で読み込み、保存し直します。torch.save は圧縮しません。</translation>
    </message>
    <message>
        <source>Load it with PyTorch and save it on a common machine.</source>
        <translation>PyTorch で読み込み、一般的なマシンで保存します。</translation>
    </message>
    <message>
        <source>Save the file again.</source>
        <translation>ファイルを保存し直します。</translation>
    </message>
    <message>
        <source>Save the model&apos;s state_dict() with torch.save.</source>
        <translation>モデルの state_dict() を torch.save で保存します。</translation>
    </message>
    <message>
        <source>The archive is compressed and needs more than 1 GiB when unpacked.</source>
        <translation>アーカイブは圧縮されており、展開すると 1 GiB を超えます。</translation>
    </message>
    <message>
        <source>The file is damaged or was made to mislead.</source>
        <translation>ファイルが壊れているか、誤解させるように作られています。</translation>
    </message>
    <message>
        <source>The file is incomplete; save it again.</source>
        <translation>ファイルが不完全です。保存し直します。</translation>
    </message>
    <message>
        <source>The file was written on a big-endian machine, which is not read.</source>
        <translation>ファイルはビッグエンディアンのマシンで書かれており、読めません。</translation>
    </message>
    <message>
        <source>The pickle in this file holds more than one value; the last one counts.</source>
        <translation>このファイルの pickle には値が複数あります。最後の値を使います。</translation>
    </message>
    <message>
        <source>The storage &quot;%1&quot; is missing from the archive.</source>
        <translation>ストレージ「%1」がアーカイブにありません。</translation>
    </message>
    <message>
        <source>The storage &quot;%1&quot; should have %2 elements but has %3 bytes.</source>
        <translation>ストレージ「%1」は %2 要素のはずですが、%3 バイトです。</translation>
    </message>
    <message>
        <source>The tensor reaches beyond the bytes stored for it.</source>
        <translation>テンソルが、保存されたバイト列の外に及んでいます。</translation>
    </message>
    <message>
        <source>This ZIP archive holds no PyTorch checkpoint (there is no data.pkl in it).</source>
        <translation>この ZIP アーカイブに PyTorch のチェックポイントがありません（data.pkl がありません）。</translation>
    </message>
    <message>
        <source>This is a torch.export archive (pt2), which is not read.</source>
        <translation>これは torch.export のアーカイブ（pt2）です。この形式は読めません。</translation>
    </message>
    <message>
        <source>This is a torch.package archive, which is not read.</source>
        <translation>これは torch.package のアーカイブです。この形式は読めません。</translation>
    </message>
    <message>
        <source>%1 bytes follow the end of the archive; they are ignored.</source>
        <translation>アーカイブの終わりの後に %1 バイトがあります。無視します。</translation>
    </message>
    <message>
        <source>If the file was copied in parts, copy it again.</source>
        <translation>ファイルを分割してコピーした場合は、コピーし直します。</translation>
    </message>
    <message>
        <source>Programs disagree which one counts; save it again.</source>
        <translation>どちらを使うかはプログラムによって異なります。保存し直します。</translation>
    </message>
    <message>
        <source>The archive has two entries named &quot;%1&quot;.</source>
        <translation>アーカイブに「%1」という名前のエントリが二つあります。</translation>
    </message>
    <message>
        <source>The archive is damaged or was made to mislead; save it again.</source>
        <translation>アーカイブが壊れているか、誤解させるように作られています。保存し直します。</translation>
    </message>
    <message>
        <source>The compressed entry &quot;%1&quot; is damaged.</source>
        <translation>圧縮されたエントリ「%1」が壊れています。</translation>
    </message>
    <message>
        <source>The compressed entry &quot;%1&quot; is shorter than it declares.</source>
        <translation>圧縮されたエントリ「%1」が、宣言より短くなっています。</translation>
    </message>
    <message>
        <source>The entry &quot;%1&quot; has %2 bytes; at most %3 are read into memory.</source>
        <translation>エントリ「%1」は %2 バイトです。メモリに読み込むのは %3 バイトまでです。</translation>
    </message>
    <message>
        <source>The entry &quot;%1&quot; overlaps other parts of the archive.</source>
        <translation>エントリ「%1」がアーカイブの他の部分と重なっています。</translation>
    </message>
    <message>
        <source>zlib could not be started.</source>
        <translation>zlib を開始できません。</translation>
    </message>
    <message>
        <source>The archive has no end record.</source>
        <translation>アーカイブに終端レコードがありません。</translation>
    </message>
    <message>
        <source>The archive is split over several files.</source>
        <translation>アーカイブが複数のファイルに分割されています。</translation>
    </message>
    <message>
        <source>The directory of the archive is damaged.</source>
        <translation>アーカイブのディレクトリが壊れています。</translation>
    </message>
    <message>
        <source>The directory of the archive is larger than 256 MiB.</source>
        <translation>アーカイブのディレクトリが 256 MiB を超えています。</translation>
    </message>
    <message>
        <source>The directory of the archive is too small for its entries.</source>
        <translation>アーカイブのディレクトリが、エントリの数に対して小さすぎます。</translation>
    </message>
    <message>
        <source>The directory of the archive reaches beyond its end.</source>
        <translation>アーカイブのディレクトリが、アーカイブの終わりを越えています。</translation>
    </message>
    <message>
        <source>The entry &quot;%1&quot; declares more bytes than its compressed data can hold.</source>
        <translation>エントリ「%1」の宣言するバイト数が、圧縮データに入りうる量を超えています。</translation>
    </message>
    <message>
        <source>The entry &quot;%1&quot; is described differently in the directory and in its own header.</source>
        <translation>エントリ「%1」の記述が、ディレクトリとエントリ自身のヘッダーで異なります。</translation>
    </message>
    <message>
        <source>The entry &quot;%1&quot; is encrypted.</source>
        <translation>エントリ「%1」は暗号化されています。</translation>
    </message>
    <message>
        <source>The entry &quot;%1&quot; lies beyond the end of the file.</source>
        <translation>エントリ「%1」がファイルの終わりより後にあります。</translation>
    </message>
    <message>
        <source>The entry &quot;%1&quot; reaches beyond the end of the file.</source>
        <translation>エントリ「%1」がファイルの終わりを越えています。</translation>
    </message>
    <message>
        <source>The entry &quot;%1&quot; uses compression method %2; only stored and deflated entries are read.</source>
        <translation>エントリ「%1」の圧縮方式は %2 です。読めるのは無圧縮と deflate だけです。</translation>
    </message>
    <message>
        <source>The file is probably truncated or was changed: copy or save it again.</source>
        <translation>ファイルが途中で切れているか、変更されたようです。コピーするか保存し直します。</translation>
    </message>
    <message>
        <source>The sizes of the entry &quot;%1&quot; are incomplete.</source>
        <translation>エントリ「%1」の大きさの記録が不完全です。</translation>
    </message>
    <message>
        <source>The stored entry &quot;%1&quot; declares two different sizes.</source>
        <translation>無圧縮のエントリ「%1」に、二つの異なる大きさが宣言されています。</translation>
    </message>
    <message>
        <source>The two end records of the archive disagree.</source>
        <translation>アーカイブの二つの終端レコードが食い違っています。</translation>
    </message>
    <message>
        <source>The zip64 end record of the archive is missing.</source>
        <translation>アーカイブに zip64 の終端レコードがありません。</translation>
    </message>
    <message>
        <source>The zip64 locator of the archive points outside of it.</source>
        <translation>アーカイブの zip64 ロケータが、アーカイブの外を指しています。</translation>
    </message>
    <message>
        <source>A data file holds inputs (or inputs/0, inputs/1, ...) and targets; their first dimension counts the examples.</source>
        <translation>データファイルには inputs（または inputs/0、inputs/1、...）と targets があり、最初の次元が例の数です。</translation>
    </message>
    <message>
        <source>Complex values are not read as data.</source>
        <translation>複素数はデータとして読めません。</translation>
    </message>
    <message>
        <source>The data file holds no array %1.</source>
        <translation>データファイルに配列 %1 がありません。</translation>
    </message>
    <message>
        <source>The data file holds no array inputs/%1.</source>
        <translation>データファイルに配列 inputs/%1 がありません。</translation>
    </message>
    <message>
        <source>The data file holds no examples.</source>
        <translation>データファイルに例がありません。</translation>
    </message>
    <message>
        <source>The inputs are not numbered inputs/0, inputs/1, ... without a gap.</source>
        <translation>入力の番号が inputs/0、inputs/1、... と続いていません。</translation>
    </message>
    <message>
        <source>This array has %1 examples, but %2 has %3.</source>
        <translation>この配列には %1 個の例がありますが、%2 には %3 個あります。</translation>
    </message>
    <message>
        <source>This array is a single number and has no examples.</source>
        <translation>この配列は一つの数で、例がありません。</translation>
    </message>
    <message>
        <source>This is no data file: it is neither HDF5 nor NPZ nor safetensors.</source>
        <translation>データファイルではありません。HDF5、NPZ、safetensors のどれでもありません。</translation>
    </message>
    <message>
        <source>A record of the event file is damaged (it is cut off); what follows it is left out.</source>
        <translation>イベントファイルのレコードが壊れています（途中で切れています）。その後は除きます。</translation>
    </message>
    <message>
        <source>A record of the event file is damaged (it is larger than 256 MiB); what follows it is left out.</source>
        <translation>イベントファイルのレコードが壊れています（256 MiB を超えています）。その後は除きます。</translation>
    </message>
    <message>
        <source>A record of the event file is damaged (it is no event); what follows it is left out.</source>
        <translation>イベントファイルのレコードが壊れています（イベントではありません）。その後は除きます。</translation>
    </message>
    <message>
        <source>A record of the event file is damaged (its bytes do not match their checksum); what follows it is left out.</source>
        <translation>イベントファイルのレコードが壊れています（バイト列がチェックサムと一致しません）。その後は除きます。</translation>
    </message>
    <message>
        <source>A record of the event file is damaged (its length does not match its checksum); what follows it is left out.</source>
        <translation>イベントファイルのレコードが壊れています（長さがチェックサムと一致しません）。その後は除きます。</translation>
    </message>
    <message>
        <source>The file does not begin with a record of an event file.</source>
        <translation>ファイルがイベントファイルのレコードで始まっていません。</translation>
    </message>
    <message>
        <source>The Fisher file has version %1; this program reads version 1.</source>
        <translation>フィッシャーファイルはバージョン %1 ですが、このプログラムが読めるのはバージョン 1 です。</translation>
    </message>
    <message>
        <source>The attribute %1 of this Fisher file has a value that means nothing.</source>
        <translation>このフィッシャーファイルの属性 %1 の値に意味がありません。</translation>
    </message>
    <message>
        <source>The attribute %1.examples of this Fisher file has a value that means nothing.</source>
        <translation>このフィッシャーファイルの属性 %1.examples の値に意味がありません。</translation>
    </message>
    <message>
        <source>The version or the provenance of this Fisher file means nothing.</source>
        <translation>このフィッシャーファイルの version または provenance に意味がありません。</translation>
    </message>
    <message>
        <source>This is not a Fisher file: its format is another one.</source>
        <translation>フィッシャーファイルではありません。format が異なります。</translation>
    </message>
    <message>
        <source>Use a newer FisherLens.</source>
        <translation>より新しい FisherLens を使います。</translation>
    </message>
    <message>
        <source>Write the file again.</source>
        <translation>ファイルを書き直します。</translation>
    </message>
    <message>
        <source>A checkpoint is turned into a Fisher file by fisherlens-cli recycle.</source>
        <translation>チェックポイントは、fisherlens-cli recycle でフィッシャーファイルにします。</translation>
    </message>
    <message>
        <source>A tensor of this Fisher file does not hold floating numbers.</source>
        <translation>このフィッシャーファイルのテンソルに、浮動小数点でないものがあります。</translation>
    </message>
    <message>
        <source>Give the Fisher file or the optimizer&apos;s accumulators.</source>
        <translation>フィッシャーファイルか、オプティマイザの二乗勾配蓄積器を指定します。</translation>
    </message>
    <message>
        <source>Make one with fisherlens-cli recycle or reference.</source>
        <translation>fisherlens-cli recycle または reference で作成します。</translation>
    </message>
    <message>
        <source>The file holds no Fisher diagonal.</source>
        <translation>ファイルにフィッシャー対角がありません。</translation>
    </message>
    <message>
        <source>The part %1 holds a tensor that does not fit the diagonal.</source>
        <translation>%1 に、対角に合わないテンソルがあります。</translation>
    </message>
    <message>
        <source>This is a model that FisherLens wrote, not a Fisher file.</source>
        <translation>これは FisherLens が書いたモデルで、フィッシャーファイルではありません。</translation>
    </message>
    <message>
        <source>This is no Fisher file: it is neither HDF5 nor safetensors.</source>
        <translation>フィッシャーファイルではありません。HDF5 でも safetensors でもありません。</translation>
    </message>
    <message>
        <source>This tensor does not hold floating numbers and is not part of the diagonal.</source>
        <translation>このテンソルは浮動小数点ではないため、対角には含めません。</translation>
    </message>
    <message>
        <source>Store it without compression or with gzip.</source>
        <translation>圧縮せずに、または gzip で保存します。</translation>
    </message>
    <message>
        <source>The file holds more than 1,000,000 objects or has names of more than 65,536 bytes.</source>
        <translation>ファイルに 1,000,000 を超えるオブジェクトがあるか、名前が 65,536 バイトを超えています。</translation>
    </message>
    <message>
        <source>The groups are nested too deeply.</source>
        <translation>グループの入れ子が深すぎます。</translation>
    </message>
    <message>
        <source>The values of this dataset are not numbers of a supported type.</source>
        <translation>このデータセットの値は、対応する型の数ではありません。</translation>
    </message>
    <message>
        <source>The values of this dataset lie in another file, which is not opened.</source>
        <translation>このデータセットの値は別のファイルにあり、開きません。</translation>
    </message>
    <message>
        <source>This dataset is compressed by a plug-in, and plug-ins are not loaded.</source>
        <translation>このデータセットはプラグインで圧縮されています。プラグインは読み込みません。</translation>
    </message>
    <message>
        <source>This dataset is empty.</source>
        <translation>このデータセットは空です。</translation>
    </message>
    <message>
        <source>This group is there under another name already.</source>
        <translation>このグループは、別の名前ですでにあります。</translation>
    </message>
    <message>
        <source>This is a link to a group, which is not followed.</source>
        <translation>これはグループへのリンクで、たどりません。</translation>
    </message>
    <message>
        <source>This is neither a group nor a dataset.</source>
        <translation>これはグループでもデータセットでもありません。</translation>
    </message>
    <message>
        <source>This link leads to another file, which is not followed.</source>
        <translation>このリンクは別のファイルを指しており、たどりません。</translation>
    </message>
    <message>
        <source>This link leads to nothing.</source>
        <translation>このリンクの先には何もありません。</translation>
    </message>
    <message>
        <source>This virtual dataset is made of other files, which are not opened.</source>
        <translation>この仮想データセットは他のファイルからできており、それらは開きません。</translation>
    </message>
    <message>
        <source>HDF5 cannot hold an empty name or one with a zero byte; write .safetensors.</source>
        <translation>HDF5 には、空の名前やゼロバイトを含む名前を保存できません。.safetensors で書き出します。</translation>
    </message>
    <message>
        <source>HDF5 cannot hold more than 32 dimensions; write .safetensors.</source>
        <translation>HDF5 には、32 を超える次元を保存できません。.safetensors で書き出します。</translation>
    </message>
    <message>
        <source>The HDF5 library could not write the file; the disk may be full.</source>
        <translation>HDF5 ライブラリがファイルを書き込めませんでした。ディスクの空きがない可能性があります。</translation>
    </message>
    <message>
        <source>A safetensors file has no state dict at &quot;%1&quot;.</source>
        <translation>safetensors ファイルに、「%1」という state dict はありません。</translation>
    </message>
    <message>
        <source>It holds one set of tensors; leave out --key.</source>
        <translation>テンソルの組は一つだけです。--key を省きます。</translation>
    </message>
    <message>
        <source>Ranks are right; give --step, --batch-size and the rest where they are known.</source>
        <translation>順位は正しい値です。--step、--batch-size などは、わかるものを指定します。</translation>
    </message>
    <message>
        <source>The file holds averages of squared gradients by the names of the parameters, and nothing about the run: step, betas and batch size are unknown.</source>
        <translation>ファイルにはパラメータ名ごとの二乗勾配の平均だけがあり、学習についての記録はありません。ステップ、β、バッチサイズは不明です。</translation>
    </message>
    <message>
        <source>A piece of &quot;%1&quot; is described wrongly.</source>
        <translation>「%1」の断片の記述に誤りがあります。</translation>
    </message>
    <message>
        <source>Save it again without extensions.</source>
        <translation>拡張を使わずに保存し直します。</translation>
    </message>
    <message>
        <source>The checkpoint has more or longer names than this program reads.</source>
        <translation>チェックポイントの名前の数または長さが、このプログラムの読める範囲を超えています。</translation>
    </message>
    <message>
        <source>The checkpoint is damaged; copy or save it again.</source>
        <translation>チェックポイントが壊れています。コピーするか保存し直します。</translation>
    </message>
    <message>
        <source>The checkpoint was written through an extension (such as compression), which is not read.</source>
        <translation>チェックポイントは拡張（圧縮など）を通して書かれており、読めません。</translation>
    </message>
    <message>
        <source>The file .metadata does not describe a distributed checkpoint.</source>
        <translation>ファイル .metadata が分散チェックポイントのものではありません。</translation>
    </message>
    <message>
        <source>The file .metadata does not say how &quot;%1&quot; is stored.</source>
        <translation>ファイル .metadata に、「%1」の保存方法がありません。</translation>
    </message>
    <message>
        <source>The file .metadata does not say where a piece of &quot;%1&quot; lies.</source>
        <translation>ファイル .metadata に、「%1」の断片の位置がありません。</translation>
    </message>
    <message>
        <source>The file .metadata does not say where a value lies.</source>
        <translation>ファイル .metadata に、値の位置がありません。</translation>
    </message>
    <message>
        <source>The file .metadata has a value without a name.</source>
        <translation>ファイル .metadata に、名前のない値があります。</translation>
    </message>
    <message>
        <source>The file .metadata names &quot;%1&quot; twice.</source>
        <translation>ファイル .metadata に「%1」が二度あります。</translation>
    </message>
    <message>
        <source>The file .metadata names a file outside of its folder: &quot;%1&quot;.</source>
        <translation>ファイル .metadata が、フォルダの外のファイルを指しています:「%1」。</translation>
    </message>
    <message>
        <source>The file holds an object of class %1, which is not used.</source>
        <translation>ファイルにクラス %1 のオブジェクトがあります。これは使いません。</translation>
    </message>
    <message>
        <source>The shape of &quot;%1&quot; is impossible.</source>
        <translation>「%1」の形状がありえない値です。</translation>
    </message>
    <message>
        <source>It has one model; leave out --key.</source>
        <translation>モデルは一つだけです。--key を省きます。</translation>
    </message>
    <message>
        <source>The save has no tensors at &quot;%1&quot;.</source>
        <translation>この保存データの「%1」にテンソルがありません。</translation>
    </message>
    <message>
        <source>Copy the whole folder.</source>
        <translation>フォルダ全体をコピーします。</translation>
    </message>
    <message>
        <source>Give the folder of one save itself.</source>
        <translation>一回の保存のフォルダそのものを指定します。</translation>
    </message>
    <message>
        <source>Tensor- or expert-parallel DeepSpeed state; convert with ds_to_universal.py and open the universal folder.</source>
        <translation>テンソル並列またはエキスパート並列の DeepSpeed の状態です。ds_to_universal.py で変換し、universal フォルダを開きます。</translation>
    </message>
    <message>
        <source>The DeepSpeed save has no mp_rank_00_model_states.pt.</source>
        <translation>DeepSpeed の保存データに mp_rank_00_model_states.pt がありません。</translation>
    </message>
    <message>
        <source>The file names the folder &quot;%1&quot;, which is not beside it.</source>
        <translation>ファイルが指すフォルダ「%1」が隣にありません。</translation>
    </message>
    <message>
        <source>The folder holds no DeepSpeed save: *_model_states.pt is missing.</source>
        <translation>フォルダに DeepSpeed の保存データがありません。*_model_states.pt がありません。</translation>
    </message>
    <message>
        <source>The program lies in deepspeed/checkpoint.</source>
        <translation>変換プログラムは deepspeed/checkpoint にあります。</translation>
    </message>
    <message>
        <source>Copy or save the checkpoint again.</source>
        <translation>チェックポイントをコピーするか保存し直します。</translation>
    </message>
    <message>
        <source>DeepSpeed before 0.6, ZeRO stage 1 with several communication intervals: not supported yet.</source>
        <translation>通信区間が複数ある、0.6 より前の DeepSpeed の ZeRO ステージ 1 です。まだ対応していません。</translation>
    </message>
    <message>
        <source>Load it with DeepSpeed and save it with a current version.</source>
        <translation>DeepSpeed で読み込み、現在のバージョンで保存します。</translation>
    </message>
    <message>
        <source>The file holds no optimizer state of DeepSpeed.</source>
        <translation>ファイルに DeepSpeed のオプティマイザ状態がありません。</translation>
    </message>
    <message>
        <source>The file holds no partition of an optimizer state.</source>
        <translation>ファイルにオプティマイザ状態の分割がありません。</translation>
    </message>
    <message>
        <source>The optimizer state of DeepSpeed has a group without a number.</source>
        <translation>DeepSpeed のオプティマイザ状態に、番号のないグループがあります。</translation>
    </message>
    <message>
        <source>DeepSpeed&apos;s default</source>
        <translation>DeepSpeed の既定値</translation>
    </message>
    <message>
        <source>DeepSpeed&apos;s model states: %1</source>
        <translation>DeepSpeed のモデル状態: %1</translation>
    </message>
    <message>
        <source>DeepSpeed&apos;s model states: global_samples ÷ global_steps</source>
        <translation>DeepSpeed のモデル状態: global_samples ÷ global_steps</translation>
    </message>
    <message>
        <source>A partition of group %1 has %2 elements, but its parameters take %3.</source>
        <translation>グループ %1 の分割は %2 要素ですが、パラメータには %3 要素必要です。</translation>
    </message>
    <message>
        <source>Copy the *_optim_states.pt files of all ranks.</source>
        <translation>全ランクの *_optim_states.pt ファイルをコピーします。</translation>
    </message>
    <message>
        <source>The DeepSpeed save has %1 groups of parameters, but its partitions have %2.</source>
        <translation>DeepSpeed の保存データのパラメータグループは %1 個ですが、分割には %2 個あります。</translation>
    </message>
    <message>
        <source>The file does not list the shapes of its parameters.</source>
        <translation>ファイルにパラメータの形状の一覧がありません。</translation>
    </message>
    <message>
        <source>The parameter &quot;%1&quot; is listed twice.</source>
        <translation>パラメータ「%1」が二度挙げられています。</translation>
    </message>
    <message>
        <source>The partitions of group %1 are too short for its parameters.</source>
        <translation>グループ %1 の分割が、パラメータに対して短すぎます。</translation>
    </message>
    <message>
        <source>The partitions of group %1 have %2 elements, but its parameters only %3.</source>
        <translation>グループ %1 の分割は %2 要素ですが、パラメータは %3 要素だけです。</translation>
    </message>
    <message>
        <source>The partitions of the DeepSpeed save do not belong together.</source>
        <translation>DeepSpeed の保存データの分割どうしが対応していません。</translation>
    </message>
    <message>
        <source>The save has more than 1,000,000 parameters.</source>
        <translation>保存データに 1,000,000 を超えるパラメータがあります。</translation>
    </message>
    <message>
        <source>The shapes of the parameters are described wrongly.</source>
        <translation>パラメータの形状の記述に誤りがあります。</translation>
    </message>
    <message>
        <source>This DeepSpeed save is incomplete: %1 of %2 partitions found.</source>
        <translation>この DeepSpeed の保存データは不完全です。%2 個の分割のうち %1 個しかありません。</translation>
    </message>
    <message>
        <source>This save of DeepSpeed before 0.5 does not say which parameters are in which group.</source>
        <translation>0.5 より前の DeepSpeed の保存データで、どのパラメータがどのグループにあるかの記録がありません。</translation>
    </message>
    <message>
        <source>Convert the checkpoint again.</source>
        <translation>チェックポイントを変換し直します。</translation>
    </message>
    <message>
        <source>The file holds a tensor of shape %1, but the parameter has shape %2.</source>
        <translation>ファイルのテンソルの形状は %1 ですが、パラメータの形状は %2 です。</translation>
    </message>
    <message>
        <source>The file holds no tensor.</source>
        <translation>ファイルにテンソルがありません。</translation>
    </message>
    <message>
        <source>The universal checkpoint has no folder zero.</source>
        <translation>universal チェックポイントに zero フォルダがありません。</translation>
    </message>
    <message>
        <source>The universal checkpoint holds no parameters.</source>
        <translation>universal チェックポイントにパラメータがありません。</translation>
    </message>
    <message>
        <source>Copy .metadata too, or use an earlier checkpoint: .metadata is written last.</source>
        <translation>.metadata もコピーするか、前のチェックポイントを使います。.metadata は最後に書かれます。</translation>
    </message>
    <message>
        <source>Copy the whole folder, with the files of all ranks.</source>
        <translation>全ランクのファイルを含め、フォルダ全体をコピーします。</translation>
    </message>
    <message>
        <source>It is left out.</source>
        <translation>これは除きます。</translation>
    </message>
    <message>
        <source>It is truncated: copy or save it again.</source>
        <translation>途中で切れています。コピーするか保存し直します。</translation>
    </message>
    <message>
        <source>Leave out --key to see which models it has.</source>
        <translation>--key を省くと、どのモデルがあるかわかります。</translation>
    </message>
    <message>
        <source>The checkpoint has no tensors at &quot;%1&quot;.</source>
        <translation>チェックポイントの「%1」にテンソルがありません。</translation>
    </message>
    <message>
        <source>The distributed checkpoint holds no model and no optimizer state.</source>
        <translation>分散チェックポイントにモデルもオプティマイザ状態もありません。</translation>
    </message>
    <message>
        <source>The distributed checkpoint is incomplete: its file &quot;%1&quot; is not there.</source>
        <translation>分散チェックポイントが不完全です。ファイル「%1」がありません。</translation>
    </message>
    <message>
        <source>The file .metadata is larger than 1 GiB.</source>
        <translation>ファイル .metadata が 1 GiB を超えています。</translation>
    </message>
    <message>
        <source>The file ends at byte %1, but the checkpoint has %2 bytes here.</source>
        <translation>ファイルは %1 バイト目で終わっていますが、チェックポイントではここに %2 バイトあります。</translation>
    </message>
    <message>
        <source>The tensor cannot be read: its type %1 is not read.</source>
        <translation>テンソルを読み込めません。型 %1 は読めません。</translation>
    </message>
    <message>
        <source>The value &quot;%1&quot; is not stored as expected.</source>
        <translation>値「%1」の保存方法が予期したものと異なります。</translation>
    </message>
    <message>
        <source>Unfinished distributed checkpoint: .metadata is missing, so tensor positions are unknown.</source>
        <translation>分散チェックポイントが未完成です。.metadata がないため、テンソルの位置がわかりません。</translation>
    </message>
    <message>
        <source>Save the checkpoint again: PyTorch does not compress.</source>
        <translation>チェックポイントを保存し直します。PyTorch は圧縮しません。</translation>
    </message>
    <message>
        <source>The checkpoint is damaged; save it again.</source>
        <translation>チェックポイントが壊れています。保存し直します。</translation>
    </message>
    <message>
        <source>The checkpoint is incomplete; copy or save it again.</source>
        <translation>チェックポイントが不完全です。コピーするか保存し直します。</translation>
    </message>
    <message>
        <source>The tensor in the file is %1 %2, but the checkpoint says %3 %4.</source>
        <translation>ファイルのテンソルは %1 %2 ですが、チェックポイントの記録では %3 %4 です。</translation>
    </message>
    <message>
        <source>The tensor is stored compressed.</source>
        <translation>テンソルが圧縮されて保存されています。</translation>
    </message>
    <message>
        <source>There is no tensor in its place in the file.</source>
        <translation>ファイルの所定の位置にテンソルがありません。</translation>
    </message>
    <message>
        <source>A file that the index names is not here: %1.</source>
        <translation>インデックスの挙げるファイルがここにありません: %1。</translation>
    </message>
    <message>
        <source>Copy it beside the index.</source>
        <translation>インデックスの隣にコピーします。</translation>
    </message>
    <message>
        <source>Copy the missing files beside the others.</source>
        <translation>足りないファイルを、他のファイルの隣にコピーします。</translation>
    </message>
    <message>
        <source>Give a folder with model.safetensors or a file of torch.save in it.</source>
        <translation>model.safetensors または torch.save のファイルがあるフォルダを指定します。</translation>
    </message>
    <message>
        <source>Give one of these files.</source>
        <translation>これらのファイルの一つを指定します。</translation>
    </message>
    <message>
        <source>Give one of these folders.</source>
        <translation>これらのフォルダの一つを指定します。</translation>
    </message>
    <message>
        <source>Put all files of the model into one folder.</source>
        <translation>モデルのすべてのファイルを一つのフォルダに置きます。</translation>
    </message>
    <message>
        <source>Save the model again.</source>
        <translation>モデルを保存し直します。</translation>
    </message>
    <message>
        <source>The folder holds checkpoints: %1.</source>
        <translation>フォルダにチェックポイントがあります: %1。</translation>
    </message>
    <message>
        <source>The folder holds no model and no optimizer state that this program reads.</source>
        <translation>フォルダに、このプログラムが読めるモデルもオプティマイザ状態もありません。</translation>
    </message>
    <message>
        <source>The folder holds several models: %1.</source>
        <translation>フォルダにモデルが複数あります: %1。</translation>
    </message>
    <message>
        <source>The index does not name the file of every tensor.</source>
        <translation>インデックスに、ファイル名のないテンソルがあります。</translation>
    </message>
    <message>
        <source>The index has no weight_map.</source>
        <translation>インデックスに weight_map がありません。</translation>
    </message>
    <message>
        <source>The index names a file outside of its folder.</source>
        <translation>インデックスが、フォルダの外のファイルを指しています。</translation>
    </message>
    <message>
        <source>The model &quot;%1&quot; has %2 files, of which %3 are here.</source>
        <translation>モデル「%1」は %2 個のファイルからなりますが、ここには %3 個しかありません。</translation>
    </message>
    <message>
        <source>Give the folder of one checkpoint.</source>
        <translation>一つのチェックポイントのフォルダを指定します。</translation>
    </message>
    <message>
        <source>%1 files of random states, one per process</source>
        <translation>プロセスごとに一つの乱数状態のファイル %1 個</translation>
    </message>
    <message>
        <source>Estimates and merges concern the adapter&apos;s parameters.</source>
        <translation>推定とマージはアダプターのパラメータについてのものです。</translation>
    </message>
    <message>
        <source>Ranks are not affected; check the scale with a reference Fisher.</source>
        <translation>順位には影響しません。尺度は参照フィッシャーで確かめます。</translation>
    </message>
    <message>
        <source>The batch size and other settings that it holds are unknown.</source>
        <translation>そこに記録されたバッチサイズなどの設定は不明です。</translation>
    </message>
    <message>
        <source>The file holds no JSON object.</source>
        <translation>ファイルに JSON オブジェクトがありません。</translation>
    </message>
    <message>
        <source>The settings of the training run in this file cannot be read: %1</source>
        <translation>このファイルにある学習の設定を読めません: %1</translation>
    </message>
    <message>
        <source>This is a PEFT adapter (%1 for %2): its tensors are the adapter&apos;s, not the model&apos;s.</source>
        <translation>これは PEFT アダプター（%1、%2 用）です。テンソルはモデルのものではなく、アダプターのものです。</translation>
    </message>
    <message>
        <source>This is a PEFT adapter (%1): its tensors are the adapter&apos;s, not the model&apos;s.</source>
        <translation>これは PEFT アダプター（%1）です。テンソルはモデルのものではなく、アダプターのものです。</translation>
    </message>
    <message>
        <source>This is a PEFT adapter (unknown type for %1): its tensors are the adapter&apos;s, not the model&apos;s.</source>
        <translation>これは PEFT アダプター（種類不明、%1 用）です。テンソルはモデルのものではなく、アダプターのものです。</translation>
    </message>
    <message>
        <source>This is a PEFT adapter (unknown type): its tensors are the adapter&apos;s, not the model&apos;s.</source>
        <translation>これは PEFT アダプター（種類不明）です。テンソルはモデルのものではなく、アダプターのものです。</translation>
    </message>
    <message>
        <source>estimate from trainer_state.json: global_step ÷ epoch × batch, up to one batch more or less</source>
        <translation>trainer_state.json からの推定: global_step ÷ epoch × バッチ、誤差は 1 バッチまで</translation>
    </message>
    <message>
        <source>estimate from trainer_state.json: train_samples_per_second × train_runtime ÷ num_train_epochs</source>
        <translation>trainer_state.json からの推定: train_samples_per_second × train_runtime ÷ num_train_epochs</translation>
    </message>
    <message>
        <source>one file of random states, thus one process</source>
        <translation>乱数状態のファイルが一つなので、プロセスは一つ</translation>
    </message>
    <message>
        <source>scaler.pt is there, which only fp16 needs</source>
        <translation>fp16 だけが使う scaler.pt がある</translation>
    </message>
    <message>
        <source>trainer_state.json: last loss of log_history</source>
        <translation>trainer_state.json: log_history の最後の損失</translation>
    </message>
    <message>
        <source>transformers %1 scaled the loss wrongly with gradient accumulation for some models: the values may be off by the square of the accumulation steps.</source>
        <translation>transformers %1 は、勾配を蓄積するとき、一部のモデルで損失の倍率を誤ります。値は蓄積ステップ数の二乗倍だけずれている可能性があります。</translation>
    </message>
    <message>
        <source>A part of the model holds %1 state dicts, not one.</source>
        <translation>モデルの一部に state dict が一つではなく %1 個あります。</translation>
    </message>
    <message>
        <source>Its files hold one set of tensors; leave out --key.</source>
        <translation>ファイルにあるテンソルの組は一つだけです。--key を省きます。</translation>
    </message>
    <message>
        <source>The checkpoint has no state dict at &quot;%1&quot;.</source>
        <translation>チェックポイントに、「%1」という state dict はありません。</translation>
    </message>
    <message>
        <source>There is no model and no optimizer state here.</source>
        <translation>ここにはモデルもオプティマイザ状態もありません。</translation>
    </message>
    <message>
        <source>Save the checkpoint again.</source>
        <translation>チェックポイントを保存し直します。</translation>
    </message>
    <message>
        <source>The JSON file has too many values, or is nested too deeply.</source>
        <translation>JSON ファイルの値が多すぎるか、入れ子が深すぎます。</translation>
    </message>
    <message>
        <source>The JSON file is larger than this program reads.</source>
        <translation>JSON ファイルが、このプログラムの読める大きさを超えています。</translation>
    </message>
    <message>
        <source>The file is not valid JSON.</source>
        <translation>ファイルが有効な JSON ではありません。</translation>
    </message>
    <message>
        <source>The Keras model has too many layers.</source>
        <translation>Keras モデルの層が多すぎます。</translation>
    </message>
    <message>
        <source>The configuration of the Keras model is nested too deeply.</source>
        <translation>Keras モデルの構成の入れ子が深すぎます。</translation>
    </message>
    <message>
        <source>The configuration of the Keras model is not JSON.</source>
        <translation>Keras モデルの構成が JSON ではありません。</translation>
    </message>
    <message>
        <source>A Keras file has no model at &quot;%1&quot;.</source>
        <translation>Keras ファイルの「%1」にモデルがありません。</translation>
    </message>
    <message>
        <source>It holds one model; leave out --key.</source>
        <translation>モデルは一つだけです。--key を省きます。</translation>
    </message>
    <message>
        <source>Load it with Keras and save it again as .keras or .h5.</source>
        <translation>Keras で読み込み、.keras または .h5 で保存し直します。</translation>
    </message>
    <message>
        <source>The weights in this .keras file are compressed, which Keras does not do.</source>
        <translation>この .keras ファイルの重みは圧縮されています。Keras は圧縮しません。</translation>
    </message>
    <message>
        <source>The weights in this .keras file are not stored as HDF5.</source>
        <translation>この .keras ファイルの重みは HDF5 で保存されていません。</translation>
    </message>
    <message>
        <source>configuration of the Keras model: loss</source>
        <translation>Keras モデルの構成: loss</translation>
    </message>
    <message>
        <source>configuration of the Keras optimizer: %1</source>
        <translation>Keras のオプティマイザの構成: %1</translation>
    </message>
    <message>
        <source>Save the model with its training configuration.</source>
        <translation>モデルを学習の構成と一緒に保存します。</translation>
    </message>
    <message>
        <source>The Keras model in this file has no weights.</source>
        <translation>このファイルの Keras モデルに重みがありません。</translation>
    </message>
    <message>
        <source>The file does not say which optimizer its variables are of.</source>
        <translation>変数がどのオプティマイザのものか、ファイルに記録されていません。</translation>
    </message>
    <message>
        <source>The file is incomplete; save the model again.</source>
        <translation>ファイルが不完全です。モデルを保存し直します。</translation>
    </message>
    <message>
        <source>The optimizer&apos;s variable &quot;%1&quot; is not in the file.</source>
        <translation>オプティマイザの変数「%1」がファイルにありません。</translation>
    </message>
    <message>
        <source>The weight &quot;%1&quot; is not in the file.</source>
        <translation>重み「%1」がファイルにありません。</translation>
    </message>
    <message>
        <source>Give the .keras file, whose configuration says it.</source>
        <translation>構成が記録された .keras ファイルを指定します。</translation>
    </message>
    <message>
        <source>Layers that were frozen or exchanged after compiling do this; save as .h5, which keeps names.</source>
        <translation>コンパイル後に層を固定または交換すると、こうなります。名前を残す .h5 で保存します。</translation>
    </message>
    <message>
        <source>Save the model as .h5, which keeps the names.</source>
        <translation>名前を残す .h5 でモデルを保存します。</translation>
    </message>
    <message>
        <source>The optimizer has %1 variables after its step, which do not fit the %2 trainable variables of the model in the order of Keras.</source>
        <translation>オプティマイザにはステップの後に %1 個の変数がありますが、Keras の順に並べたモデルの %2 個の学習可能な変数と合いません。</translation>
    </message>
    <message>
        <source>the file is compressed, so that the order of its layers is lost</source>
        <translation>ファイルが圧縮されており、層の順序が失われています</translation>
    </message>
    <message>
        <source>the layer &quot;%1&quot; has several parts, and the file does not say in which order</source>
        <translation>層「%1」が複数の部分からなり、その順序がファイルに記録されていません</translation>
    </message>
    <message>
        <source>the variable &quot;%1&quot; belongs to no layer of the configuration</source>
        <translation>変数「%1」が構成のどの層にも属していません</translation>
    </message>
    <message>
        <source>A value that should be pickled is a tensor of numbers.</source>
        <translation>pickle 化されているはずの値が、数のテンソルです。</translation>
    </message>
    <message>
        <source>Leave out --key.</source>
        <translation>--key を省きます。</translation>
    </message>
    <message>
        <source>The file has no state dict at &quot;%1&quot;.</source>
        <translation>ファイルに、「%1」という state dict はありません。</translation>
    </message>
    <message>
        <source>The file is damaged; copy or save it again.</source>
        <translation>ファイルが壊れています。コピーするか保存し直します。</translation>
    </message>
    <message>
        <source>The name &quot;%1&quot; is not one that OLMo writes.</source>
        <translation>「%1」は OLMo の書く名前ではありません。</translation>
    </message>
    <message>
        <source>Load the model with Keras, then model.save(&quot;model.keras&quot;).</source>
        <translation>Keras でモデルを読み込み、model.save(&quot;model.keras&quot;) を実行します。</translation>
    </message>
    <message>
        <source>Megatron&apos;s distributed optimizer keeps one flat buffer without parameter names; re-save as torch_dist with --dist-ckpt-optim-fully-reshardable.</source>
        <translation>Megatron の分散オプティマイザは、パラメータ名のない一つの平坦なバッファを保持します。--dist-ckpt-optim-fully-reshardable を付けて torch_dist で保存し直します。</translation>
    </message>
    <message>
        <source>Orbax/TensorStore checkpoint; export nu as safetensors (a short Python script can be offered).</source>
        <translation>Orbax/TensorStore のチェックポイントです。nu を safetensors に書き出します（短い Python スクリプトでできます）。</translation>
    </message>
    <message>
        <source>Restore it with Orbax and write the tree nu of the optimizer state with safetensors.numpy.save_file, named like the parameters, as exp_avg_sq.safetensors.</source>
        <translation>Orbax で復元し、オプティマイザ状態の木 nu を、パラメータと同じ名前で、safetensors.numpy.save_file により exp_avg_sq.safetensors に書き出します。</translation>
    </message>
    <message>
        <source>Save with FULL_STATE_DICT, or with torch.distributed.checkpoint.</source>
        <translation>FULL_STATE_DICT または torch.distributed.checkpoint で保存します。</translation>
    </message>
    <message>
        <source>TensorFlow checkpoint; re-save as .keras or .h5.</source>
        <translation>TensorFlow のチェックポイントです。.keras または .h5 で保存し直します。</translation>
    </message>
    <message>
        <source>The log holds no parameters; give the checkpoint of the run.</source>
        <translation>ログにパラメータはありません。その学習のチェックポイントを指定します。</translation>
    </message>
    <message>
        <source>The shards of single ranks do not say which parameters they hold.</source>
        <translation>単独のランクのシャードには、どのパラメータを含むかの記録がありません。</translation>
    </message>
    <message>
        <source>The weights in model_optim_rng.pt can be opened as a file.</source>
        <translation>model_optim_rng.pt の重みは、ファイルとして開けます。</translation>
    </message>
    <message>
        <source>This file holds one rank&apos;s shard of an FSDP run.</source>
        <translation>このファイルは、FSDP で学習した一つのランクのシャードです。</translation>
    </message>
    <message>
        <source>W&amp;B&apos;s offline log is not readable here; use files/config.yaml and wandb-summary.json or export CSV.</source>
        <translation>W&amp;B のオフラインログは読めません。files/config.yaml と wandb-summary.json を使うか、CSV に書き出します。</translation>
    </message>
    <message>
        <source>A safetensors file holds no optimizer state.</source>
        <translation>safetensors ファイルにオプティマイザ状態はありません。</translation>
    </message>
    <message>
        <source>Consolidate the shards with torch.distributed.checkpoint&apos;s HuggingFace storage writer, and open the result.</source>
        <translation>torch.distributed.checkpoint の HuggingFace 用ストレージライターでシャードを統合し、その結果を開きます。</translation>
    </message>
    <message>
        <source>The file holds no tensors.</source>
        <translation>ファイルにテンソルがありません。</translation>
    </message>
    <message>
        <source>The file holds one rank&apos;s pieces of a model that torch.distributed.checkpoint cut into safetensors.</source>
        <translation>ファイルは、torch.distributed.checkpoint が safetensors に分割したモデルのうち、一つのランクの断片です。</translation>
    </message>
    <message>
        <source>It was probably not written to the end; save it again.</source>
        <translation>最後まで書き込まれていないようです。保存し直します。</translation>
    </message>
    <message>
        <source>Load it with PyTorch and save it again with a current torch.save, or as safetensors.</source>
        <translation>PyTorch で読み込み、現在の torch.save または safetensors で保存し直します。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>ファイルが空です。</translation>
    </message>
    <message>
        <source>This file is compressed with Zstandard.</source>
        <translation>このファイルは Zstandard で圧縮されています。</translation>
    </message>
    <message>
        <source>This file is compressed with gzip.</source>
        <translation>このファイルは gzip で圧縮されています。</translation>
    </message>
    <message>
        <source>This is a GGUF file, which is not read.</source>
        <translation>これは GGUF ファイルです。この形式は読めません。</translation>
    </message>
    <message>
        <source>This is a bare Python pickle without tensor storages, which is not read.</source>
        <translation>これはテンソルのストレージを含まない Python の pickle です。この形式は読めません。</translation>
    </message>
    <message>
        <source>This is a container of the PyTorch 1.0 preview, which is not read.</source>
        <translation>これは PyTorch 1.0 プレビュー版のコンテナです。この形式は読めません。</translation>
    </message>
    <message>
        <source>This is a single NumPy array, which is not read as a checkpoint.</source>
        <translation>これは単独の NumPy 配列です。チェックポイントとしては読めません。</translation>
    </message>
    <message>
        <source>This is a tar archive (PyTorch before 0.1.10 wrote such), which is not read.</source>
        <translation>これは tar アーカイブです（0.1.10 より前の PyTorch の形式）。この形式は読めません。</translation>
    </message>
    <message>
        <source>This is neither a PyTorch checkpoint nor a safetensors file.</source>
        <translation>PyTorch のチェックポイントでも safetensors ファイルでもありません。</translation>
    </message>
    <message>
        <source>A tensor name in this file is too long.</source>
        <translation>このファイルに、長すぎるテンソル名があります。</translation>
    </message>
    <message>
        <source>It has state dicts at: %1.</source>
        <translation>次の場所に state dict があります: %1。</translation>
    </message>
    <message>
        <source>Prefer to save model.state_dict(): what the class does to its parameters is not known here.</source>
        <translation>model.state_dict() での保存を勧めます。クラスがパラメータに何をするかは、ここではわかりません。</translation>
    </message>
    <message>
        <source>Save model.state_dict() and optimizer.state_dict() with torch.save.</source>
        <translation>model.state_dict() と optimizer.state_dict() を torch.save で保存します。</translation>
    </message>
    <message>
        <source>The file has more than 300,000 tensors.</source>
        <translation>ファイルに 300,000 を超えるテンソルがあります。</translation>
    </message>
    <message>
        <source>The file has no tensors at &quot;%1&quot;.</source>
        <translation>ファイルの「%1」にテンソルがありません。</translation>
    </message>
    <message>
        <source>The file has too many values to search for models in it.</source>
        <translation>ファイルの値が多すぎて、モデルを探せません。</translation>
    </message>
    <message>
        <source>The file holds no named tensors: no state dict and no optimizer state was found.</source>
        <translation>ファイルに名前の付いたテンソルがありません。state dict もオプティマイザ状態も見つかりません。</translation>
    </message>
    <message>
        <source>The model in this file is nested too deeply.</source>
        <translation>このファイルのモデルの入れ子が深すぎます。</translation>
    </message>
    <message>
        <source>The names of the tensors in this file are too long.</source>
        <translation>このファイルのテンソル名が長すぎます。</translation>
    </message>
    <message>
        <source>The optimizer state in this file has more than 4 million values.</source>
        <translation>このファイルのオプティマイザ状態に、400 万を超える値があります。</translation>
    </message>
    <message>
        <source>The optimizer state lists a parameter that is neither a number nor a name.</source>
        <translation>オプティマイザ状態に、番号でも名前でもないパラメータが挙げられています。</translation>
    </message>
    <message>
        <source>The tensor cannot be read: %1.</source>
        <translation>テンソルを読み込めません: %1。</translation>
    </message>
    <message>
        <source>The value &quot;%1&quot; is a whole pickled model of class %2; its parameters are read as records, none of its code runs.</source>
        <translation>値「%1」は、クラス %2 の pickle 化されたモデル全体です。パラメータは記録として読み取り、コードは実行しません。</translation>
    </message>
    <message>
        <source>The value &quot;%1&quot; is a whole pickled model of class an unknown class; its parameters are read as records, none of its code runs.</source>
        <translation>値「%1」は、未知のクラスの pickle 化されたモデル全体です。パラメータは記録として読み取り、コードは実行しません。</translation>
    </message>
    <message>
        <source>args.distributed is false</source>
        <translation>args.distributed が false</translation>
    </message>
    <message>
        <source>config.batch_size × config.gradient_accumulation_steps, which in nanoGPT counts all processes</source>
        <translation>config.batch_size × config.gradient_accumulation_steps（nanoGPT では全プロセスの合計）</translation>
    </message>
    <message>
        <source>fairseq divides the summed loss by its sample size</source>
        <translation>fairseq は損失の和をサンプルサイズで割ります</translation>
    </message>
    <message>
        <source>loops.fit_loop: as many optimizer steps as batches</source>
        <translation>loops.fit_loop: オプティマイザのステップ数がバッチ数と同じ</translation>
    </message>
    <message>
        <source>loops.fit_loop: batches ÷ optimizer steps</source>
        <translation>loops.fit_loop: バッチ数 ÷ オプティマイザのステップ数</translation>
    </message>
    <message>
        <source>sum ÷ sample size</source>
        <translation>和 ÷ サンプルサイズ</translation>
    </message>
    <message>
        <source>torchvision&apos;s reference scripts do not accumulate</source>
        <translation>torchvision の参照スクリプトは勾配を蓄積しません</translation>
    </message>
    <message>
        <source>ultralytics multiplies the mean loss by the batch size</source>
        <translation>ultralytics は平均損失にバッチサイズを掛けます</translation>
    </message>
    <message>
        <source>it holds no settings of a training run.</source>
        <translation>学習の設定がありません。</translation>
    </message>
    <message>
        <source>training_args.bin: neither fp16 nor bf16</source>
        <translation>training_args.bin: fp16 でも bf16 でもない</translation>
    </message>
    <message>
        <source>training_args.bin: per_device_train_batch_size, split over %1 processes</source>
        <translation>training_args.bin: per_device_train_batch_size、%1 プロセスに分割</translation>
    </message>
    <message>
        <source>training_args.bin: per_gpu_train_batch_size, split over %1 processes</source>
        <translation>training_args.bin: per_gpu_train_batch_size、%1 プロセスに分割</translation>
    </message>
    <message>
        <source>Correct the mapping file.</source>
        <translation>対応付けファイルを直します。</translation>
    </message>
    <message>
        <source>Fill in &quot;parameters&quot;.</source>
        <translation>&quot;parameters&quot; を記入します。</translation>
    </message>
    <message>
        <source>Give the file with the parameters by --model.</source>
        <translation>--model でパラメータのファイルを指定します。</translation>
    </message>
    <message>
        <source>Give the model that the optimizer trained.</source>
        <translation>このオプティマイザで学習したモデルを指定します。</translation>
    </message>
    <message>
        <source>No order is guessed; the state is not used.</source>
        <translation>順序は推測しません。この状態は使いません。</translation>
    </message>
    <message>
        <source>None of the %1 parameters that the optimizer names is in the model.</source>
        <translation>オプティマイザが挙げる %1 個のパラメータが、どれもモデルにありません。</translation>
    </message>
    <message>
        <source>Record names with optimizer = AdamW(model.named_parameters()), or assign the states by hand (info --write-mapping, then --mapping).</source>
        <translation>optimizer = AdamW(model.named_parameters()) として名前を記録するか、状態を手で割り当てます（info --write-mapping の後に --mapping）。</translation>
    </message>
    <message>
        <source>Save the model with torch.save, or put its config.json beside it.</source>
        <translation>モデルを torch.save で保存するか、config.json をその隣に置きます。</translation>
    </message>
    <message>
        <source>The file holds only the state of an optimizer and no parameters.</source>
        <translation>ファイルにはオプティマイザ状態だけがあり、パラメータがありません。</translation>
    </message>
    <message>
        <source>The mapping file assigns no state to any parameter.</source>
        <translation>対応付けファイルが、どのパラメータにも状態を割り当てていません。</translation>
    </message>
    <message>
        <source>The mapping file gives &quot;%1&quot; of shape %2 the state &quot;%3&quot; of shape %4.</source>
        <translation>対応付けファイルは、形状 %2 の「%1」に、形状 %4 の状態「%3」を割り当てています。</translation>
    </message>
    <message>
        <source>The mapping file gives &quot;%1&quot; the state &quot;%2&quot;, which the optimizer lacks.</source>
        <translation>対応付けファイルは「%1」に状態「%2」を割り当てていますが、オプティマイザにその状態がありません。</translation>
    </message>
    <message>
        <source>The mapping file names &quot;%1&quot;, which is no parameter of the model.</source>
        <translation>対応付けファイルの「%1」は、モデルのパラメータではありません。</translation>
    </message>
    <message>
        <source>The mapping file uses the state &quot;%1&quot; twice, or gives &quot;%2&quot; two.</source>
        <translation>対応付けファイルが、状態「%1」を二度使っているか、「%2」に状態を二つ割り当てています。</translation>
    </message>
    <message>
        <source>The model has no parameter of shape %1 for the optimizer state %2.</source>
        <translation>オプティマイザ状態 %2 に対応する、形状 %1 のパラメータがモデルにありません。</translation>
    </message>
    <message>
        <source>The model has no parameter of this name.</source>
        <translation>この名前のパラメータがモデルにありません。</translation>
    </message>
    <message>
        <source>The optimizer has %1 parameters and no names for them, but the model has %2 that can be read; they cannot be brought together.</source>
        <translation>オプティマイザには %1 個のパラメータがあり、その名前がありませんが、モデルの読み込めるパラメータは %2 個です。対応付けできません。</translation>
    </message>
    <message>
        <source>The optimizer has %1 parameters and no names for them, but the model has %2; they cannot be brought together.</source>
        <translation>オプティマイザには %1 個のパラメータがあり、その名前がありませんが、モデルのパラメータは %2 個です。対応付けできません。</translation>
    </message>
    <message>
        <source>The optimizer has no names for its parameters, and its states fit the model&apos;s parameters in more than one order.</source>
        <translation>オプティマイザにパラメータの名前がなく、状態がモデルのパラメータに複数の順序で合います。</translation>
    </message>
    <message>
        <source>The optimizer has no state for this parameter.</source>
        <translation>このパラメータのオプティマイザ状態がありません。</translation>
    </message>
    <message>
        <source>The optimizer names no parameters, the model&apos;s file keeps no order and is of no architecture that this program knows, and several parameters have the same shape; states and parameters cannot be brought together.</source>
        <translation>オプティマイザにパラメータの名前がなく、モデルのファイルは順序を残さず、このプログラムの知る構造でもありません。形状の等しいパラメータが複数あるため、状態とパラメータを対応付けできません。</translation>
    </message>
    <message>
        <source>The optimizer state %1 has shape %2, but the parameter &quot;%3&quot; in its place has shape %4.</source>
        <translation>オプティマイザ状態 %1 の形状は %2 ですが、その位置のパラメータ「%3」の形状は %4 です。</translation>
    </message>
    <message>
        <source>The optimizer state and its parameter groups contradict each other.</source>
        <translation>オプティマイザ状態とそのパラメータグループが矛盾しています。</translation>
    </message>
    <message>
        <source>The optimizer state belongs to another model, or to a part of this one; it is not used.</source>
        <translation>オプティマイザ状態は、別のモデルまたはこのモデルの一部のもので、使いません。</translation>
    </message>
    <message>
        <source>The optimizer state cannot be used.</source>
        <translation>オプティマイザ状態は使えません。</translation>
    </message>
    <message>
        <source>The optimizer state names the parameter &quot;%1&quot; twice.</source>
        <translation>オプティマイザ状態にパラメータ「%1」が二度あります。</translation>
    </message>
    <message>
        <source>The optimizer state of &quot;%1&quot; has shape %2, but the parameter has shape %3.</source>
        <translation>「%1」のオプティマイザ状態の形状は %2 ですが、パラメータの形状は %3 です。</translation>
    </message>
    <message>
        <source>assigned by hand</source>
        <translation>手動で割り当て</translation>
    </message>
    <message>
        <source>no two parameters have the same shape</source>
        <translation>形状の等しいパラメータがない</translation>
    </message>
    <message>
        <source>%1, groups one after the other</source>
        <translation>%1、グループを順に並べる</translation>
    </message>
    <message>
        <source>biases first</source>
        <translation>バイアスが先</translation>
    </message>
    <message>
        <source>groups of the Hugging Face Trainer 4.4 to 4.49</source>
        <translation>Hugging Face Trainer 4.4 から 4.49 までのグループ</translation>
    </message>
    <message>
        <source>groups of the Hugging Face Trainer 4.4 to 4.49, norms that it does not know</source>
        <translation>Hugging Face Trainer 4.4 から 4.49 までのグループ（未知の正規化層あり）</translation>
    </message>
    <message>
        <source>groups of the Hugging Face Trainer 4.50 to 4.52</source>
        <translation>Hugging Face Trainer 4.50 から 4.52 までのグループ</translation>
    </message>
    <message>
        <source>groups of the Hugging Face Trainer before 4.4</source>
        <translation>Hugging Face Trainer 4.4 より前のグループ</translation>
    </message>
    <message>
        <source>groups of the Hugging Face Trainer from 4.53 on</source>
        <translation>Hugging Face Trainer 4.53 以降のグループ</translation>
    </message>
    <message>
        <source>matrices first, then vectors (nanoGPT)</source>
        <translation>行列が先、ベクトルが後（nanoGPT）</translation>
    </message>
    <message>
        <source>matrices first, then vectors and biases</source>
        <translation>行列が先、ベクトルとバイアスが後</translation>
    </message>
    <message>
        <source>order of the modules of %1</source>
        <translation>%1 のモジュールの順</translation>
    </message>
    <message>
        <source>order of the state dict</source>
        <translation>state dict の順</translation>
    </message>
    <message>
        <source>vectors and biases first, then matrices (timm)</source>
        <translation>ベクトルとバイアスが先、行列が後（timm）</translation>
    </message>
    <message>
        <source>vectors first, then matrices (timm)</source>
        <translation>ベクトルが先、行列が後（timm）</translation>
    </message>
    <message>
        <source>The checkpoint has no optimizer state to be assigned.</source>
        <translation>チェックポイントに、割り当てるオプティマイザ状態がありません。</translation>
    </message>
    <message>
        <source>The mapping file has another version than 1.</source>
        <translation>対応付けファイルのバージョンが 1 ではありません。</translation>
    </message>
    <message>
        <source>The mapping file has no object &quot;parameters&quot;.</source>
        <translation>対応付けファイルにオブジェクト &quot;parameters&quot; がありません。</translation>
    </message>
    <message>
        <source>The state of a parameter is neither a text, nor a number, nor null.</source>
        <translation>パラメータの状態が、テキストでも数でも null でもありません。</translation>
    </message>
    <message>
        <source>This is not a mapping file: &quot;format&quot; is not &quot;fisherlens.mapping&quot;.</source>
        <translation>対応付けファイルではありません。&quot;format&quot; が &quot;fisherlens.mapping&quot; ではありません。</translation>
    </message>
    <message>
        <source>Write one with info --write-mapping and fill it in.</source>
        <translation>info --write-mapping で作成し、記入します。</translation>
    </message>
    <message>
        <source>%1 of %2 parameters have no optimizer state (frozen, unused or never given a gradient).</source>
        <translation>%2 個中 %1 個のパラメータにはオプティマイザ状態がありません（固定、未使用、または勾配なし）。</translation>
    </message>
    <message>
        <source>%1 optimizer states name parameters that the model does not have.</source>
        <translation>%1 個のオプティマイザ状態は、モデルにないパラメータのものです。</translation>
    </message>
    <message>
        <source>%1 parameters have several names; these share one state, the average of squares of the sum of their gradients.</source>
        <translation>%1 個のパラメータに複数の名前があります。これらは一つの状態を共有し、状態は勾配の和の二乗の平均です。</translation>
    </message>
    <message>
        <source>By rule (%1) the shapes agree for %2 of %3; %4 of them share their shape with another, which only the rule tells apart.</source>
        <translation>規則（%1）により、%3 個中 %2 個の形状が一致します。そのうち %4 個は他と同じ形状で、規則だけで区別されます。</translation>
    </message>
    <message>
        <source>Check the mapping where the training script built its parameter groups in another way.</source>
        <translation>学習スクリプトがパラメータグループを別の方法で作っている場合は、対応付けを確かめます。</translation>
    </message>
    <message>
        <source>Nothing can be recycled for them.</source>
        <translation>これらについては何も再利用できません。</translation>
    </message>
    <message>
        <source>The file names no parameters.</source>
        <translation>ファイルにパラメータの名前がありません。</translation>
    </message>
    <message>
        <source>They are left out.</source>
        <translation>これらは除きます。</translation>
    </message>
    <message>
        <source>%1 was run with weight decay: the accumulated squares are those of gradient plus decay times parameter.</source>
        <translation>%1 は重み減衰を付けて実行されています。蓄積された二乗は、勾配に減衰率 × パラメータを加えたものの二乗です。</translation>
    </message>
    <message>
        <source>Estimates of small gradients are too large; prefer AdamW for runs that are to be recycled.</source>
        <translation>小さな勾配の推定値が大きすぎます。再利用する学習には AdamW を勧めます。</translation>
    </message>
    <message>
        <source>Exact zeros say nothing here; save the optimizer state as float32.</source>
        <translation>ちょうど 0 の値からは何もわかりません。オプティマイザ状態を float32 で保存します。</translation>
    </message>
    <message>
        <source>If it was Adam, the accumulated squares contain the weight decay.</source>
        <translation>Adam の場合は、蓄積された二乗に重み減衰が含まれます。</translation>
    </message>
    <message>
        <source>Keep the optimizer state as float32 in runs that are to be recycled.</source>
        <translation>再利用する学習では、オプティマイザ状態を float32 で保持します。</translation>
    </message>
    <message>
        <source>Ranks of small values are coarse.</source>
        <translation>小さな値の順位は粗くなります。</translation>
    </message>
    <message>
        <source>The file does not tell Adam from AdamW.</source>
        <translation>ファイルからは Adam と AdamW を区別できません。</translation>
    </message>
    <message>
        <source>The optimizer is AMSGrad: the average exp_avg_sq is used, its maximum max_exp_avg_sq is not.</source>
        <translation>オプティマイザは AMSGrad です。平均 exp_avg_sq を使い、最大値 max_exp_avg_sq は使いません。</translation>
    </message>
    <message>
        <source>The optimizer keeps row and column averages of the squares; their product, of rank one, stands for the matrix.</source>
        <translation>オプティマイザは二乗の行平均と列平均を保持しています。その階数 1 の積を行列の代わりとします。</translation>
    </message>
    <message>
        <source>The squares are block-quantised to 8 or 4 bits and shown after dequantisation: small values are rounded, and those far below the largest of their block are zero.</source>
        <translation>二乗は 8 または 4 ビットにブロック量子化されており、逆量子化して表示します。小さな値は丸められ、ブロックの最大値よりはるかに小さい値は 0 になっています。</translation>
    </message>
    <message>
        <source>The squares of %1 parameters are stored as bfloat16: changes below 0.4 % are rounded away, so the average may have stalled.</source>
        <translation>%1 個のパラメータの二乗が bfloat16 で保存されています。0.4 % 未満の変化は丸められて消えるため、平均の更新が止まっている可能性があります。</translation>
    </message>
    <message>
        <source>The squares of %1 parameters are stored as float16: everything below 6e-8 is exactly zero.</source>
        <translation>%1 個のパラメータの二乗が float16 で保存されています。6e-8 未満の値はちょうど 0 になっています。</translation>
    </message>
    <message>
        <source>Trust sums over rows and columns, not single entries.</source>
        <translation>個々の要素ではなく、行と列の和を信頼します。</translation>
    </message>
    <message>
        <source>Log fewer rows: a larger `every` of the hook.</source>
        <translation>記録する行を減らします。フックの `every` を大きくします。</translation>
    </message>
    <message>
        <source>Run fisherlens-cli verify on the log.</source>
        <translation>ログに対して fisherlens-cli verify を実行します。</translation>
    </message>
    <message>
        <source>Segment %1 of %2 is missing or cannot be read; the log is shown up to there.</source>
        <translation>%2 個中 %1 番目のセグメントが欠けているか読み込めません。ログはそこまでを表示します。</translation>
    </message>
    <message>
        <source>The log has more rows than fit 1 GiB of memory.</source>
        <translation>ログの行数が 1 GiB のメモリに収まりません。</translation>
    </message>
    <message>
        <source>The run was continued from step %1 after it had reached step %2; what it did again replaces what was there.</source>
        <translation>学習はステップ %2 に達した後、ステップ %1 から再開されました。やり直した部分で置き換えます。</translation>
    </message>
    <message>
        <source>Restore meta.json; the segments carry its hash.</source>
        <translation>meta.json を元に戻します。セグメントにそのハッシュがあります。</translation>
    </message>
    <message>
        <source>The description of the log is no JSON object.</source>
        <translation>ログの説明が JSON オブジェクトではありません。</translation>
    </message>
    <message>
        <source>The file is larger than 64 MiB, which no log needs.</source>
        <translation>ファイルが 64 MiB を超えています。ログには不要な大きさです。</translation>
    </message>
    <message>
        <source>The log is of a newer version; this program reads version 1.</source>
        <translation>ログのバージョンが新しすぎます。このプログラムが読めるのはバージョン 1 です。</translation>
    </message>
    <message>
        <source>This is not an optimizer log: its format is another one.</source>
        <translation>オプティマイザログではありません。format が異なります。</translation>
    </message>
    <message>
        <source>Copy the log again from where it is whole.</source>
        <translation>完全なログのある場所から、もう一度コピーします。</translation>
    </message>
    <message>
        <source>The segment has %1 steps, but this column has the shape %2.</source>
        <translation>セグメントは %1 ステップですが、この列の形状は %2 です。</translation>
    </message>
    <message>
        <source>The segment is no HDF5 file: it is damaged or cut off.</source>
        <translation>セグメントが HDF5 ファイルではありません。壊れているか、途中で切れています。</translation>
    </message>
    <message>
        <source>The steps of the segment are no list of numbers.</source>
        <translation>セグメントのステップが数の並びではありません。</translation>
    </message>
    <message>
        <source>The steps of the segment do not increase.</source>
        <translation>セグメントのステップが増加していません。</translation>
    </message>
    <message>
        <source>The summary has the shape %1 instead of %2.</source>
        <translation>要約の形状が %2 ではなく %1 です。</translation>
    </message>
    <message>
        <source>Choose one of these with --snapshot.</source>
        <translation>--snapshot でこれらの一つを選びます。</translation>
    </message>
    <message>
        <source>Set snapshot_every of the hook.</source>
        <translation>フックの snapshot_every を設定します。</translation>
    </message>
    <message>
        <source>The log holds no snapshot at step %1; it has %2.</source>
        <translation>ログにステップ %1 のスナップショットがありません。あるのは %2 です。</translation>
    </message>
    <message>
        <source>The log holds no snapshot of the accumulator, so there is nothing to recycle.</source>
        <translation>ログに二乗勾配蓄積器のスナップショットがないため、再利用するものがありません。</translation>
    </message>
    <message>
        <source>The snapshot does not hold floating numbers.</source>
        <translation>スナップショットが浮動小数点ではありません。</translation>
    </message>
    <message>
        <source>unknown optimizer</source>
        <translation>未知のオプティマイザ</translation>
    </message>
    <message>
        <source>Muon keeps no squared gradients for this parameter.</source>
        <translation>Muon はこのパラメータの二乗勾配を保持しません。</translation>
    </message>
    <message>
        <source>The first moment, which has the parameter&apos;s size, is missing beside the mean square.</source>
        <translation>パラメータと同じ大きさの一次モーメントが、平均二乗と一緒に保存されていません。</translation>
    </message>
    <message>
        <source>The optimizer keeps no squared gradients for this parameter.</source>
        <translation>オプティマイザはこのパラメータの二乗勾配を保持していません。</translation>
    </message>
    <message>
        <source>The optimizer keeps one squared norm for this parameter, not one square per entry.</source>
        <translation>オプティマイザはこのパラメータについて、要素ごとの二乗ではなく、ノルムの二乗を一つだけ保持しています。</translation>
    </message>
    <message>
        <source>The squares are a tensor of the class %1, which is not read.</source>
        <translation>二乗はクラス %1 のテンソルで、読めません。</translation>
    </message>
    <message>
        <source>The squares are quantised, and their map or their scales are missing.</source>
        <translation>二乗は量子化されており、その対応表または倍率がありません。</translation>
    </message>
    <message>
        <source>The squares of this parameter are not stored as a plain floating-point tensor.</source>
        <translation>このパラメータの二乗が、通常の浮動小数点テンソルとして保存されていません。</translation>
    </message>
    <message>
        <source>ASGD keeps no squared gradients.</source>
        <translation>ASGD は二乗勾配を保持しません。</translation>
    </message>
    <message>
        <source>AdaBelief keeps the variance of the gradients, not their squares.</source>
        <translation>AdaBelief は勾配の二乗ではなく、分散を保持します。</translation>
    </message>
    <message>
        <source>AdaHessian keeps squares of a Hessian estimate, not of gradients.</source>
        <translation>AdaHessian は勾配ではなく、ヘッセ行列の推定値の二乗を保持します。</translation>
    </message>
    <message>
        <source>Adagrad sums over the whole run: the estimate is the mean over all steps, also over the first ones, when the parameters were others.</source>
        <translation>Adagrad は学習全体の和を取ります。推定値は、パラメータが異なっていた最初のステップも含む、全ステップの平均です。</translation>
    </message>
    <message>
        <source>Adam-mini keeps one mean square per block (a head, a row or a whole tensor): within a block all values are equal.</source>
        <translation>Adam-mini はブロック（ヘッド、行、またはテンソル全体）ごとに平均二乗を一つだけ保持します。ブロックの中では、すべての値が等しくなります。</translation>
    </message>
    <message>
        <source>Adamax keeps a decaying maximum of the gradients: its square is an envelope, not an average of squares.</source>
        <translation>Adamax は勾配の減衰する最大値を保持します。その二乗は包絡であり、二乗の平均ではありません。</translation>
    </message>
    <message>
        <source>Adan accumulates squares of gradients corrected by their differences, not of gradients.</source>
        <translation>Adan は勾配ではなく、差分で補正した勾配の二乗を蓄積します。</translation>
    </message>
    <message>
        <source>Compute a reference Fisher instead.</source>
        <translation>代わりに参照フィッシャーを計算します。</translation>
    </message>
    <message>
        <source>GaLore keeps squares of projected gradients, which are not those of the parameters.</source>
        <translation>GaLore は射影した勾配の二乗を保持します。これはパラメータの勾配の二乗ではありません。</translation>
    </message>
    <message>
        <source>LAMB clips the gradient by its global norm before it is squared: the scale is that of clipped gradients.</source>
        <translation>LAMB は二乗する前に、勾配を全体のノルムでクリッピングします。尺度はクリッピングされた勾配のものです。</translation>
    </message>
    <message>
        <source>LBFGS keeps differences of gradients, not their squares.</source>
        <translation>LBFGS は勾配の二乗ではなく、差分を保持します。</translation>
    </message>
    <message>
        <source>Lion keeps no squared gradients.</source>
        <translation>Lion は二乗勾配を保持しません。</translation>
    </message>
    <message>
        <source>MADGRAD weighs each square by learning rate and step: later gradients count more.</source>
        <translation>MADGRAD は学習率とステップで各二乗に重みを付けます。後の勾配ほど大きく数えられます。</translation>
    </message>
    <message>
        <source>MARS accumulates squares of corrected gradients, not of gradients.</source>
        <translation>MARS は勾配ではなく、補正した勾配の二乗を蓄積します。</translation>
    </message>
    <message>
        <source>Muon keeps no squared gradients for its matrices; only the parameters that Adam updates are recycled.</source>
        <translation>Muon は行列の二乗勾配を保持しません。Adam が更新するパラメータだけを再利用します。</translation>
    </message>
    <message>
        <source>Muon keeps no squared gradients.</source>
        <translation>Muon は二乗勾配を保持しません。</translation>
    </message>
    <message>
        <source>Muon with Adam</source>
        <translation>Muon と Adam</translation>
    </message>
    <message>
        <source>Prodigy multiplies each square by its growing step estimate: later gradients count more.</source>
        <translation>Prodigy は増加するステップの推定値を各二乗に掛けます。後の勾配ほど大きく数えられます。</translation>
    </message>
    <message>
        <source>Rprop keeps no squared gradients.</source>
        <translation>Rprop は二乗勾配を保持しません。</translation>
    </message>
    <message>
        <source>SGD keeps no squared gradients.</source>
        <translation>SGD は二乗勾配を保持しません。</translation>
    </message>
    <message>
        <source>SOAP keeps squared gradients in a rotated basis, which are not those of the parameters.</source>
        <translation>SOAP は回転した基底での二乗勾配を保持します。これはパラメータの勾配の二乗ではありません。</translation>
    </message>
    <message>
        <source>Schedule-Free SGD keeps no squared gradients.</source>
        <translation>Schedule-Free SGD は二乗勾配を保持しません。</translation>
    </message>
    <message>
        <source>Shampoo keeps Kronecker factors, not squared gradients per parameter.</source>
        <translation>Shampoo はパラメータごとの二乗勾配ではなく、クロネッカー因子を保持します。</translation>
    </message>
    <message>
        <source>Sophia&apos;s average is of gradients with labels drawn from the model, every few steps; how many is not recorded.</source>
        <translation>Sophia の平均は、モデルから引いたラベルの勾配を数ステップごとに取ったものです。間隔の記録はありません。</translation>
    </message>
    <message>
        <source>SparseAdam updates each row at its own steps, which are not recorded: rare rows look smaller than they are.</source>
        <translation>SparseAdam は行ごとに異なるステップで更新し、そのステップを記録しません。まれな行は実際より小さく見えます。</translation>
    </message>
    <message>
        <source>The optimizer is not one of those that this program knows.</source>
        <translation>オプティマイザは、このプログラムの知るものではありません。</translation>
    </message>
    <message>
        <source>The optimizer looks like one that is known but keeps more than that does, so its squares may mean something else.</source>
        <translation>オプティマイザは既知のものに似ていますが、それより多くの値を保持しています。二乗の意味が異なる可能性があります。</translation>
    </message>
    <message>
        <source>This optimizer keeps Kronecker factors or rotations, not squared gradients per parameter.</source>
        <translation>このオプティマイザは、パラメータごとの二乗勾配ではなく、クロネッカー因子または回転を保持します。</translation>
    </message>
    <message>
        <source>This optimizer keeps momentum and no squared gradients.</source>
        <translation>このオプティマイザはモーメンタムだけを保持し、二乗勾配を保持しません。</translation>
    </message>
    <message>
        <source>This optimizer of bitsandbytes has one state, and the file does not tell squares (RMSprop, Adagrad) from momentum (SGD, Lion).</source>
        <translation>この bitsandbytes のオプティマイザの状態は一つで、二乗（RMSprop、Adagrad）かモーメンタム（SGD、Lion）かをファイルから区別できません。</translation>
    </message>
    <message>
        <source>Train with Adam or AdamW to recycle, or compute a reference Fisher.</source>
        <translation>再利用するには Adam または AdamW で学習するか、参照フィッシャーを計算します。</translation>
    </message>
    <message>
        <source>bitsandbytes with one state</source>
        <translation>状態が一つの bitsandbytes</translation>
    </message>
    <message>
        <source>Adam or AdamW</source>
        <translation>Adam または AdamW</translation>
    </message>
    <message>
        <source>Parameter &quot;%1&quot;: %2</source>
        <translation>パラメータ「%1」: %2</translation>
    </message>
    <message>
        <source>Save the checkpoint after some training steps.</source>
        <translation>数ステップ学習した後に、チェックポイントを保存します。</translation>
    </message>
    <message>
        <source>The optimizer has not made a step yet: its state is empty.</source>
        <translation>オプティマイザはまだ 1 ステップも実行しておらず、状態が空です。</translation>
    </message>
    <message>
        <source>the default of %1</source>
        <translation>%1 の既定値</translation>
    </message>
    <message>
        <source>what %1 starts with</source>
        <translation>%1 の開始値</translation>
    </message>
    <message>
        <source>The pickle in this file has a number that is none.</source>
        <translation>このファイルの pickle に、数として読めない数があります。</translation>
    </message>
    <message>
        <source>The pickle in this file has a text that is not well-formed.</source>
        <translation>このファイルの pickle に、正しい形式でないテキストがあります。</translation>
    </message>
    <message>
        <source>The pickle in this file appends to something that is not a list.</source>
        <translation>このファイルの pickle は、リストでないものに追加しています。</translation>
    </message>
    <message>
        <source>The pickle in this file calls something without a list of arguments.</source>
        <translation>このファイルの pickle に、引数の一覧のない呼び出しがあります。</translation>
    </message>
    <message>
        <source>The pickle in this file gives a state to something that is not an object.</source>
        <translation>このファイルの pickle は、オブジェクトでないものに状態を与えています。</translation>
    </message>
    <message>
        <source>The pickle in this file has a key without a value.</source>
        <translation>このファイルの pickle に、値のないキーがあります。</translation>
    </message>
    <message>
        <source>The pickle in this file has a memo number that is none.</source>
        <translation>このファイルの pickle に、数でないメモ番号があります。</translation>
    </message>
    <message>
        <source>The pickle in this file has an unknown instruction.</source>
        <translation>このファイルの pickle に、未知の命令があります。</translation>
    </message>
    <message>
        <source>The pickle in this file has protocol %1; protocols up to 5 are read.</source>
        <translation>このファイルの pickle のプロトコルは %1 です。読めるのはプロトコル 5 までです。</translation>
    </message>
    <message>
        <source>The pickle in this file names a class by something that is not text.</source>
        <translation>このファイルの pickle は、テキストでないものでクラスを指定しています。</translation>
    </message>
    <message>
        <source>The pickle in this file refers to a value that it never stored.</source>
        <translation>このファイルの pickle は、保存していない値を参照しています。</translation>
    </message>
    <message>
        <source>The pickle in this file refers to stored data in an unknown way.</source>
        <translation>このファイルの pickle は、未知の方法で保存データを参照しています。</translation>
    </message>
    <message>
        <source>The pickle in this file sets items of something that is not a dictionary.</source>
        <translation>このファイルの pickle は、辞書でないものに項目を設定しています。</translation>
    </message>
    <message>
        <source>Do not load this file with PyTorch, and ask its author for a safetensors file.</source>
        <translation>このファイルを PyTorch で読み込まず、作成者に safetensors ファイルを求めます。</translation>
    </message>
    <message>
        <source>The file asks for %1, which runs code or reaches the system when it is loaded; nothing was run.</source>
        <translation>ファイルは %1 を求めています。これは読み込み時にコードを実行するか、システムに触れるものです。何も実行していません。</translation>
    </message>
    <message>
        <source>The file is damaged or not a PyTorch file; save it again.</source>
        <translation>ファイルが壊れているか、PyTorch のファイルではありません。保存し直します。</translation>
    </message>
    <message>
        <source>The pickle in this file ends too early.</source>
        <translation>このファイルの pickle が途中で終わっています。</translation>
    </message>
    <message>
        <source>The pickle in this file has more or deeper values than this program reads.</source>
        <translation>このファイルの pickle の値の数または深さが、このプログラムの読める範囲を超えています。</translation>
    </message>
    <message>
        <source>The pickle in this file takes a value that is not there.</source>
        <translation>このファイルの pickle は、存在しない値を取り出しています。</translation>
    </message>
    <message>
        <source>The pickle in this file uses %1, which PyTorch does not write.</source>
        <translation>このファイルの pickle は、PyTorch が書かない %1 を使っています。</translation>
    </message>
    <message>
        <source>The pickle in this file uses buffers outside of the file, which PyTorch does not write.</source>
        <translation>このファイルの pickle は、PyTorch が書かない、ファイル外のバッファを使っています。</translation>
    </message>
    <message>
        <source>The pickle in this file uses extension codes, which PyTorch does not write.</source>
        <translation>このファイルの pickle は、PyTorch が書かない拡張コードを使っています。</translation>
    </message>
    <message>
        <source>The pickle in this file uses text references to other objects, which PyTorch does not write.</source>
        <translation>このファイルの pickle は、PyTorch が書かない、他のオブジェクトへのテキスト参照を使っています。</translation>
    </message>
    <message>
        <source>A tensor in this file is described wrongly.</source>
        <translation>このファイルのテンソルの記述に誤りがあります。</translation>
    </message>
    <message>
        <source>it is a meta tensor without values</source>
        <translation>値のないメタテンソルです</translation>
    </message>
    <message>
        <source>it is a nested tensor</source>
        <translation>入れ子テンソルです</translation>
    </message>
    <message>
        <source>it is made by the unknown function %1</source>
        <translation>未知の関数 %1 で作られています</translation>
    </message>
    <message>
        <source>it is of a tensor class of another library</source>
        <translation>別のライブラリのテンソルクラスです</translation>
    </message>
    <message>
        <source>it is of a tensor class of another library (a DTensor, a quantized tensor)</source>
        <translation>別のライブラリのテンソルクラスです（DTensor、量子化テンソル）</translation>
    </message>
    <message>
        <source>it is quantized</source>
        <translation>量子化されています</translation>
    </message>
    <message>
        <source>it is sparse</source>
        <translation>疎テンソルです</translation>
    </message>
    <message>
        <source>its storage class %1 is not read</source>
        <translation>ストレージのクラス %1 は読めません</translation>
    </message>
    <message>
        <source>its type %1 is not read</source>
        <translation>型 %1 は読めません</translation>
    </message>
    <message>
        <source>its values are stored as a NumPy array</source>
        <translation>値が NumPy 配列として保存されています</translation>
    </message>
    <message>
        <source>A safetensors file cannot hold complex128.</source>
        <translation>safetensors ファイルには complex128 を保存できません。</translation>
    </message>
    <message>
        <source>A safetensors file cannot hold this name, or holds it twice.</source>
        <translation>safetensors ファイルにこの名前を保存できないか、名前が重複しています。</translation>
    </message>
    <message>
        <source>A tensor name or a metadata text is not valid UTF-8.</source>
        <translation>テンソル名またはメタデータのテキストが、有効な UTF-8 ではありません。</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>何も書き込んでいません。</translation>
    </message>
    <message>
        <source>The names of the tensors and the metadata exceed 100 MB.</source>
        <translation>テンソル名とメタデータが 100 MB を超えています。</translation>
    </message>
    <message>
        <source>The shape %1 does not fit the number of elements.</source>
        <translation>形状 %1 が要素の数に合いません。</translation>
    </message>
    <message>
        <source>The log is larger than 1 GiB.</source>
        <translation>ログが 1 GiB を超えています。</translation>
    </message>
    <message>
        <source>The training log does not exist.</source>
        <translation>学習ログがありません。</translation>
    </message>
    <message>
        <source>The training log holds no series of numbers.</source>
        <translation>学習ログに数の系列がありません。</translation>
    </message>
    <message>
        <source>There is no training log here that this program reads.</source>
        <translation>ここには、このプログラムが読める学習ログがありません。</translation>
    </message>
    <message>
        <source>It was probably not written to the end.</source>
        <translation>最後まで書き込まれていないようです。</translation>
    </message>
    <message>
        <source>The file holds no log_history, which the Trainer writes.</source>
        <translation>ファイルに、Trainer の書く log_history がありません。</translation>
    </message>
    <message>
        <source>The file is no JSON object.</source>
        <translation>ファイルが JSON オブジェクトではありません。</translation>
    </message>
    <message>
        <source>The table has neither a column &quot;step&quot; nor &quot;epoch&quot;.</source>
        <translation>表に列 &quot;step&quot; も &quot;epoch&quot; もありません。</translation>
    </message>
    <message>
        <source>A part has another set of tensors here.</source>
        <translation>ある部分のテンソルの組が、ここでは異なります。</translation>
    </message>
    <message>
        <source>Combine the shards of one model.</source>
        <translation>同じモデルのシャードを合わせます。</translation>
    </message>
    <message>
        <source>Combine the shards of one run: the same model, data, loss, kind and seed.</source>
        <translation>一つの計算のシャードを合わせます。モデル、データ、損失、種類、シードが同じものです。</translation>
    </message>
    <message>
        <source>Example %1 is in %2 as well.</source>
        <translation>例 %1 は %2 にもあります。</translation>
    </message>
    <message>
        <source>Examples in two parts would count twice.</source>
        <translation>二つの部分に含まれる例は、二重に数えられます。</translation>
    </message>
    <message>
        <source>Give files written by fisherlens-cli reference --shard.</source>
        <translation>fisherlens-cli reference --shard が書いたファイルを指定します。</translation>
    </message>
    <message>
        <source>Give the Fisher files of the shards.</source>
        <translation>シャードのフィッシャーファイルを指定します。</translation>
    </message>
    <message>
        <source>Not every part says which examples it is made of, so they are taken as disjoint.</source>
        <translation>どの例からできたかの記録がない部分があるため、重なりはないものとして扱います。</translation>
    </message>
    <message>
        <source>Only reference Fishers can be added; this file is a recycled one.</source>
        <translation>合わせられるのは参照フィッシャーだけです。このファイルは再利用フィッシャーです。</translation>
    </message>
    <message>
        <source>The %1 is another than that of %2.</source>
        <translation>%1 が %2 のものと異なります。</translation>
    </message>
    <message>
        <source>The file does not say how many examples it is the mean of.</source>
        <translation>何個の例の平均か、ファイルに記録されていません。</translation>
    </message>
    <message>
        <source>The file is given twice.</source>
        <translation>同じファイルが二度指定されています。</translation>
    </message>
    <message>
        <source>The loss factor is another than that of %1.</source>
        <translation>損失の係数が %1 のものと異なります。</translation>
    </message>
    <message>
        <source>The number of samples per example is another than that of %1.</source>
        <translation>例ごとの抽出数が %1 のものと異なります。</translation>
    </message>
    <message>
        <source>The number of tensors is another than that of %1.</source>
        <translation>テンソルの数が %1 と異なります。</translation>
    </message>
    <message>
        <source>The shape is another than in %1.</source>
        <translation>形状が %1 のものと異なります。</translation>
    </message>
    <message>
        <source>The tensor of %1 is missing here.</source>
        <translation>%1 のテンソルがここにありません。</translation>
    </message>
    <message>
        <source>There is nothing to combine.</source>
        <translation>合わせるものがありません。</translation>
    </message>
    <message>
        <source>This part has no %1, so the combined file has none.</source>
        <translation>この部分には %1 がないため、合わせたファイルにもありません。</translation>
    </message>
    <message>
        <source>This part has no first half, so the combined file has none.</source>
        <translation>この部分には前半の推定がないため、合わせたファイルにもありません。</translation>
    </message>
    <message>
        <source>This part has no mean gradient, so the combined file has none.</source>
        <translation>この部分には平均勾配がないため、合わせたファイルにもありません。</translation>
    </message>
    <message>
        <source>This part has no second half, so the combined file has none.</source>
        <translation>この部分には後半の推定がないため、合わせたファイルにもありません。</translation>
    </message>
    <message>
        <source>This part has no standard error, so the combined file has none.</source>
        <translation>この部分には標準誤差がないため、合わせたファイルにもありません。</translation>
    </message>
    <message>
        <source>Without that number its weight is unknown.</source>
        <translation>この数がないと、重みがわかりません。</translation>
    </message>
    <message>
        <source>Write all parts with the same options.</source>
        <translation>すべての部分を同じオプションで書き出します。</translation>
    </message>
    <message>
        <source>%1 entries are NaN or infinite in one of the files and are left out.</source>
        <translation>%1 要素がどちらかのファイルで NaN または無限大のため、除きます。</translation>
    </message>
    <message>
        <source>%1 tensors are in one of the files only and are left out, for example %2.</source>
        <translation>%1 個のテンソルは片方のファイルにしかないため除きます。例: %2。</translation>
    </message>
    <message>
        <source>Compare files of the same model.</source>
        <translation>同じモデルのファイルを比べます。</translation>
    </message>
    <message>
        <source>Give the checkpoint that the Fisher files belong to.</source>
        <translation>フィッシャーファイルに対応するチェックポイントを指定します。</translation>
    </message>
    <message>
        <source>Recycle with --batch-size for values at the scale of a Fisher diagonal.</source>
        <translation>フィッシャー対角の尺度の値を得るには、--batch-size を付けて再利用します。</translation>
    </message>
    <message>
        <source>The checkpoint has no tensor in common with the Fisher files.</source>
        <translation>チェックポイントとフィッシャーファイルに共通のテンソルがありません。</translation>
    </message>
    <message>
        <source>The regret is over %1 of %2 tensors: the checkpoint lacks the others.</source>
        <translation>損失の比は %2 個中 %1 個のテンソルについてのものです。残りはチェックポイントにありません。</translation>
    </message>
    <message>
        <source>The scales differ (%1 and %2): ranks, overlap and cosine can be compared, trace ratio, fit and log-ratio cannot.</source>
        <translation>尺度が異なります（%1 と %2）。順位、重なり、コサインは比べられますが、トレース比、当てはめ、対数比は比べられません。</translation>
    </message>
    <message>
        <source>The shape is %1 here and %2 in the Fisher files.</source>
        <translation>形状がここでは %1、フィッシャーファイルでは %2 です。</translation>
    </message>
    <message>
        <source>The shape is %1 in %2 and %3 in %4.</source>
        <translation>形状が %2 では %1、%4 では %3 です。</translation>
    </message>
    <message>
        <source>The two files have no tensor in common.</source>
        <translation>二つのファイルに共通のテンソルがありません。</translation>
    </message>
    <message>
        <source>The units differ (per %1 and per %2): ranks can be compared, values cannot.</source>
        <translation>単位が異なります（%1 ごとと %2 ごと）。順位は比べられますが、値は比べられません。</translation>
    </message>
    <message>
        <source>Evaluated curves hold one edited model in memory: %1 MiB, more than the %2 MiB that may be taken.</source>
        <translation>評価曲線では、編集したモデルを一つメモリに保持します。必要なのは %1 MiB で、使える %2 MiB を超えています。</translation>
    </message>
    <message>
        <source>Write single models with merge or prune and evaluate those.</source>
        <translation>merge または prune でモデルを一つずつ書き出し、それらを評価します。</translation>
    </message>
    <message>
        <source>A merge is evaluated on a task of each of its two models.</source>
        <translation>マージは、二つのモデルそれぞれのタスクで評価します。</translation>
    </message>
    <message>
        <source>Every %1 of a curve lies between 0 and 1.</source>
        <translation>曲線の %1 はどれも 0 から 1 までの間です。</translation>
    </message>
    <message>
        <source>No criterion was chosen for the curves.</source>
        <translation>曲線の基準が選ばれていません。</translation>
    </message>
    <message>
        <source>No method was chosen for the curves.</source>
        <translation>曲線の方法が選ばれていません。</translation>
    </message>
    <message>
        <source>Say which module and which data belong to each.</source>
        <translation>それぞれに対応するモジュールとデータを指定します。</translation>
    </message>
    <message>
        <source>The curve %1 needs a Fisher of both models.</source>
        <translation>曲線 %1 には、両方のモデルのフィッシャーが必要です。</translation>
    </message>
    <message>
        <source>The curve of criterion %1 needs a recycled Fisher.</source>
        <translation>基準 %1 の曲線には、再利用フィッシャーが必要です。</translation>
    </message>
    <message>
        <source>The curve of criterion %1 needs a reference Fisher.</source>
        <translation>基準 %1 の曲線には、参照フィッシャーが必要です。</translation>
    </message>
    <message>
        <source>A density needs between 1 and 16,777,216 cells.</source>
        <translation>密度図のセルは 1 から 16,777,216 個までです。</translation>
    </message>
    <message>
        <source>Compare diagonals of one model.</source>
        <translation>同じモデルの対角を比べます。</translation>
    </message>
    <message>
        <source>The sample must have between 1 and 268,435,456 entries.</source>
        <translation>標本の要素は 1 から 268,435,456 個まででなければなりません。</translation>
    </message>
    <message>
        <source>The shapes %1 and %2 differ.</source>
        <translation>形状 %1 と %2 が異なります。</translation>
    </message>
    <message>
        <source>The tensor is not in both diagonals.</source>
        <translation>テンソルが両方の対角にはありません。</translation>
    </message>
    <message>
        <source>The two diagonals have no tensor in common.</source>
        <translation>二つの対角に共通のテンソルがありません。</translation>
    </message>
    <message>
        <source>The file changed while it was used.</source>
        <translation>使用中にファイルが変わりました。</translation>
    </message>
    <message>
        <source>This is no checkpoint, so there is no optimizer state to be assigned.</source>
        <translation>チェックポイントではないため、割り当てるオプティマイザ状態がありません。</translation>
    </message>
    <message>
        <source>The mask has shape %1, the tensor %2.</source>
        <translation>マスクの形状は %1、テンソルの形状は %2 です。</translation>
    </message>
    <message>
        <source>%1 files were given with --%2 for %3 models.</source>
        <translation>%3 個のモデルに対して、--%2 で %1 個のファイルが指定されています。</translation>
    </message>
    <message>
        <source>Choose one of them with --method.</source>
        <translation>--method でこれらの一つを選びます。</translation>
    </message>
    <message>
        <source>Choose with --normalize none, mean or l2.</source>
        <translation>--normalize none、mean、l2 のどれかを選びます。</translation>
    </message>
    <message>
        <source>Give one Fisher file per model with --fisher.</source>
        <translation>--fisher で、モデルごとにフィッシャーファイルを一つ指定します。</translation>
    </message>
    <message>
        <source>Give one per model, in the same order.</source>
        <translation>同じ順に、モデルごとに一つ指定します。</translation>
    </message>
    <message>
        <source>Leave out --normalize none unless the scales are known to agree.</source>
        <translation>尺度がそろっているとわかっている場合を除き、--normalize none を省きます。</translation>
    </message>
    <message>
        <source>The Fishers are not all means per unit of one unit, and they were not normalised: their scales decide.</source>
        <translation>フィッシャーの尺度が一つの単位の平均にそろっておらず、正規化もしていません。尺度の違いが結果を決めます。</translation>
    </message>
    <message>
        <source>The Fishers are not all means per unit of one unit, so each was divided by its mean.</source>
        <translation>フィッシャーの尺度が一つの単位の平均にそろっていないため、それぞれ自身の平均で割りました。</translation>
    </message>
    <message>
        <source>The Fishers are of different kinds (recycled, empirical, sampled, exact).</source>
        <translation>フィッシャーの種類が異なります（再利用、経験、抽出、厳密）。</translation>
    </message>
    <message>
        <source>The method %1 does not use %2.</source>
        <translation>方法 %1 は %2 を使いません。</translation>
    </message>
    <message>
        <source>The method %1 is not built yet; these are built: %2.</source>
        <translation>方法 %1 はまだ組み込まれていません。使えるのは次のものです: %2。</translation>
    </message>
    <message>
        <source>The model has no optimizer state that a Fisher could be recycled from: %1</source>
        <translation>モデルに、フィッシャーを再利用できるオプティマイザ状態がありません: %1</translation>
    </message>
    <message>
        <source>There is no method named &apos;%1&apos;; these are built: %2.</source>
        <translation>「%1」という方法はありません。使えるのは次のものです: %2。</translation>
    </message>
    <message>
        <source>This recipe is that of a pruned model.</source>
        <translation>このレシピは、プルーニングしたモデルのものです。</translation>
    </message>
    <message>
        <source>Use one kind for all models.</source>
        <translation>すべてのモデルで同じ種類を使います。</translation>
    </message>
    <message>
        <source>Use prune --recipe.</source>
        <translation>prune --recipe を使います。</translation>
    </message>
    <message>
        <source>Ask for fewer.</source>
        <translation>数を減らします。</translation>
    </message>
    <message>
        <source>At most 1,000,000 outliers can be listed.</source>
        <translation>一覧にできる外れ値は 1,000,000 個までです。</translation>
    </message>
    <message>
        <source>Give another name with -o.</source>
        <translation>-o で別の名前を指定します。</translation>
    </message>
    <message>
        <source>The output is one of the inputs, which would be lost.</source>
        <translation>出力が入力の一つと同じで、その入力が失われます。</translation>
    </message>
    <message>
        <source>Give a Fisher file with --fisher, or use the criterion magnitude.</source>
        <translation>--fisher でフィッシャーファイルを指定するか、基準 magnitude を使います。</translation>
    </message>
    <message>
        <source>Give another name with --mask.</source>
        <translation>--mask で別の名前を指定します。</translation>
    </message>
    <message>
        <source>The mask and the model would be written to the same file.</source>
        <translation>マスクとモデルの書き出し先が同じファイルです。</translation>
    </message>
    <message>
        <source>This recipe is that of a merged model.</source>
        <translation>このレシピは、マージしたモデルのものです。</translation>
    </message>
    <message>
        <source>Use merge --recipe.</source>
        <translation>merge --recipe を使います。</translation>
    </message>
    <message>
        <source>Give a model that merge or prune wrote, or its .recipe.json.</source>
        <translation>merge または prune が書いたモデルか、その .recipe.json を指定します。</translation>
    </message>
    <message>
        <source>Put the original file beside the recipe or into the current folder.</source>
        <translation>元のファイルを、レシピの隣または現在のフォルダに置きます。</translation>
    </message>
    <message>
        <source>The input %1 of the recipe is there, but with other content (its SHA-256 is not the recorded one).</source>
        <translation>レシピの入力 %1 はありますが、内容が異なります（SHA-256 が記録と一致しません）。</translation>
    </message>
    <message>
        <source>The input %1 of the recipe was not found.</source>
        <translation>レシピの入力 %1 が見つかりません。</translation>
    </message>
    <message>
        <source>The model was written, but not its recipe: %1</source>
        <translation>モデルは書き出しましたが、レシピを書き出せませんでした: %1</translation>
    </message>
    <message>
        <source>This file holds no recipe.</source>
        <translation>このファイルにレシピはありません。</translation>
    </message>
    <message>
        <source>--snapshot chooses a step of an optimizer log, and this is none.</source>
        <translation>--snapshot はオプティマイザログのステップを選ぶものですが、これはオプティマイザログではありません。</translation>
    </message>
    <message>
        <source>Give the folder NAME.optlog that the hook wrote.</source>
        <translation>フックが書いた NAME.optlog フォルダを指定します。</translation>
    </message>
    <message>
        <source>--optimizer, --model and --key have no meaning for an optimizer log.</source>
        <translation>オプティマイザログでは --optimizer、--model、--key に意味がありません。</translation>
    </message>
    <message>
        <source>Choose a step of the log with --snapshot.</source>
        <translation>--snapshot でログのステップを選びます。</translation>
    </message>
    <message>
        <source>Recycle them one by one.</source>
        <translation>一つずつ再利用します。</translation>
    </message>
    <message>
        <source>The batch size %1 is the one that the log records.</source>
        <translation>バッチサイズ %1 は、ログに記録されたものです。</translation>
    </message>
    <message>
        <source>The mean of %1 snapshots is taken.</source>
        <translation>%1 個のスナップショットの平均を取ります。</translation>
    </message>
    <message>
        <source>The snapshots do not hold the same tensors.</source>
        <translation>スナップショットによってテンソルが異なります。</translation>
    </message>
    <message>
        <source>They share the memory of one moving average, so the standard error that is computed as if they were independent is too small.</source>
        <translation>これらは一つの移動平均の記憶を共有するため、独立とみなして計算した標準誤差は小さすぎます。</translation>
    </message>
    <message>
        <source>batch_size of meta.json</source>
        <translation>meta.json の batch_size</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no shard.</source>
        <translation>「%1」はシャードではありません。</translation>
    </message>
    <message>
        <source>A shard cannot stop by the regret: the other shards do not know of it.</source>
        <translation>シャードは損失の比では停止できません。他のシャードにはそれがわかりません。</translation>
    </message>
    <message>
        <source>Leave out --shard or --until-regret.</source>
        <translation>--shard または --until-regret を省きます。</translation>
    </message>
    <message>
        <source>Part %1 of %2 of %3 examples is empty.</source>
        <translation>%3 個の例を %2 個に分けた %1 番目の部分が空です。</translation>
    </message>
    <message>
        <source>Use at most as many shards as there are examples.</source>
        <translation>シャードの数を、例の数以下にします。</translation>
    </message>
    <message>
        <source>Write I/N with I from 1 to N, for example --shard 2/4 for the second of four.</source>
        <translation>I を 1 から N までとして I/N と書きます。たとえば四つのうちの二番目は --shard 2/4 です。</translation>
    </message>
    <message>
        <source>The second half has no such tensor.</source>
        <translation>後半の推定にこのテンソルがありません。</translation>
    </message>
    <message>
        <source>A standard error needs all examples; a budget stops before that.</source>
        <translation>標準誤差にはすべての例が必要ですが、予算はその前に停止させます。</translation>
    </message>
    <message>
        <source>Give the files of the same model.</source>
        <translation>同じモデルのファイルを指定します。</translation>
    </message>
    <message>
        <source>Leave out --standard-error or --until-regret.</source>
        <translation>--standard-error または --until-regret を省きます。</translation>
    </message>
    <message>
        <source>The recycled Fisher and the weights have no tensor of the model.</source>
        <translation>再利用フィッシャーと重みに、モデルのテンソルがありません。</translation>
    </message>
    <message>
        <source>The regret to decide about must be positive and finite.</source>
        <translation>判断の基準とする損失の比は、正の有限な値でなければなりません。</translation>
    </message>
    <message>
        <source>The shape is %1 here and %2 in the model.</source>
        <translation>形状がここでは %1、モデルでは %2 です。</translation>
    </message>
    <message>
        <source>A picture has between 1 and 65,536 cells in each direction.</source>
        <translation>図のセルは、各方向に 1 から 65,536 個までです。</translation>
    </message>
    <message>
        <source>Open the folder NAME.optlog that the hook wrote.</source>
        <translation>フックが書いた NAME.optlog フォルダを開きます。</translation>
    </message>
    <message>
        <source>This is neither an optimizer log nor a training log.</source>
        <translation>オプティマイザログでも学習ログでもありません。</translation>
    </message>
    <message>
        <source>The description of the log is missing or cannot be read.</source>
        <translation>ログの説明がないか、読み込めません。</translation>
    </message>
    <message>
        <source>The description of the log is not the one that its segments record.</source>
        <translation>ログの説明が、セグメントに記録されたものと異なります。</translation>
    </message>
    <message>
        <source>The first segment does not begin a chain: its record of a predecessor is not zero.</source>
        <translation>最初のセグメントが連鎖の始まりになっていません。前のセグメントの記録が 0 ではありません。</translation>
    </message>
    <message>
        <source>The log does not exist.</source>
        <translation>ログがありません。</translation>
    </message>
    <message>
        <source>The segment cannot be read: %1</source>
        <translation>セグメントを読み込めません: %1</translation>
    </message>
    <message>
        <source>The segment is missing; later ones are there.</source>
        <translation>セグメントが欠けています。後のセグメントはあります。</translation>
    </message>
    <message>
        <source>The segment records another meta.json than its neighbours.</source>
        <translation>セグメントに記録された meta.json が、前後のセグメントのものと異なります。</translation>
    </message>
    <message>
        <source>The segment&apos;s bytes are not those whose hash the next segment records.</source>
        <translation>セグメントのバイト列が、次のセグメントに記録されたハッシュと一致しません。</translation>
    </message>
    <message>
        <source>The segment&apos;s record of its predecessor was changed.</source>
        <translation>前のセグメントについての記録が変更されています。</translation>
    </message>
    <message>
        <source>This is not an optimizer log: it is no folder with segments.</source>
        <translation>オプティマイザログではありません。セグメントのあるフォルダではありません。</translation>
    </message>
    <message>
        <source>Note the last hash elsewhere and compare it to see that, too.</source>
        <translation>それも確かめるには、最後のハッシュを別の場所に控えて比べます。</translation>
    </message>
    <message>
        <source>The chain cannot show that segments were removed from its end, that the values of the last segment were changed, or that the whole log was written anew.</source>
        <translation>連鎖からは、末尾のセグメントの削除、最後のセグメントの値の変更、ログ全体の書き直しはわかりません。</translation>
    </message>
    <message>
        <source>%1 of %2 parameter tensors are worked on example by example: %3.</source>
        <translation>%2 個中 %1 個のパラメータテンソルは例ごとに計算します: %3。</translation>
    </message>
    <message>
        <source>%1 of %2 parameter tensors are worked on example by example: %3; and others.</source>
        <translation>%2 個中 %1 個のパラメータテンソルは例ごとに計算します: %3、ほか。</translation>
    </message>
    <message>
        <source>A batch of examples has other gradients than the same examples one by one (relative difference %1).</source>
        <translation>例のバッチの勾配が、同じ例を一つずつ計算した勾配と異なります（相対差 %1）。</translation>
    </message>
    <message>
        <source>The model is worked on example by example: %1.</source>
        <translation>モデルは例ごとに計算します。理由: %1。</translation>
    </message>
    <message>
        <source>The reference is that of single examples; a model that depends on its batch trains on something else.</source>
        <translation>参照は一つずつの例のものです。バッチに依存するモデルの学習は、それと異なります。</translation>
    </message>
    <message>
        <source>The result is the same, it takes longer.</source>
        <translation>結果は同じですが、時間が長くかかります。</translation>
    </message>
    <message>
        <source>a batch of %1 examples takes another way through it</source>
        <translation>%1 個の例のバッチはモデルの中で別の経路を通ります</translation>
    </message>
    <message>
        <source>batches are switched off</source>
        <translation>バッチは無効になっています</translation>
    </message>
    <message>
        <source>single examples have other gradients than in a batch of %1 (relative difference %2)</source>
        <translation>単独の例の勾配が、%1 個のバッチの中での勾配と異なります（相対差 %2）</translation>
    </message>
    <message>
        <source>the examples are all alike, so it cannot be shown that it keeps them apart</source>
        <translation>例がすべて同じで、例どうしを分けて扱うことを示せません</translation>
    </message>
    <message>
        <source>there are too few examples to show that it keeps them apart</source>
        <translation>例が少なすぎて、例どうしを分けて扱うことを示せません</translation>
    </message>
    <message>
        <source>examples %1 and following</source>
        <translation>例 %1 以降</translation>
    </message>
    <message>
        <source>%1 examples are asked for, but the data file has %2.</source>
        <translation>%1 個の例が求められていますが、データファイルには %2 個しかありません。</translation>
    </message>
    <message>
        <source>%1 examples took another way through the model than the first ones and were worked on one by one.</source>
        <translation>%1 個の例はモデルの中で最初の例と異なる経路を通ったため、一つずつ計算しました。</translation>
    </message>
    <message>
        <source>A gradient of this parameter is not finite.</source>
        <translation>このパラメータの勾配に有限でないものがあります。</translation>
    </message>
    <message>
        <source>A standard error needs at least %1 examples; there are %2.</source>
        <translation>標準誤差には少なくとも %1 個の例が必要ですが、%2 個しかありません。</translation>
    </message>
    <message>
        <source>Check the weights and the inputs for extreme values.</source>
        <translation>重みと入力に極端な値がないか確かめます。</translation>
    </message>
    <message>
        <source>Export it again after model.eval(), without random layers.</source>
        <translation>model.eval() の後に、ランダムな層なしで書き出し直します。</translation>
    </message>
    <message>
        <source>Sigma must be positive and finite.</source>
        <translation>sigma は正の有限な値でなければなりません。</translation>
    </message>
    <message>
        <source>Targets of -100 are not predicted, nor is the first token of a sequence by causal-lm.</source>
        <translation>値が -100 の目標と、causal-lm での系列の最初のトークンは予測しません。</translation>
    </message>
    <message>
        <source>The batch size must be at least 1.</source>
        <translation>バッチサイズは 1 以上でなければなりません。</translation>
    </message>
    <message>
        <source>The data hold no token to predict.</source>
        <translation>データに、予測するトークンがありません。</translation>
    </message>
    <message>
        <source>The model gives different outputs for the same example in eval mode.</source>
        <translation>モデルが評価モードで、同じ例に異なる出力を返します。</translation>
    </message>
    <message>
        <source>The number of label draws must be at least 1.</source>
        <translation>ラベルの抽出数は 1 以上でなければなりません。</translation>
    </message>
    <message>
        <source>Check that --loss is right and that the model keeps the examples in the first dimension.</source>
        <translation>--loss が正しいか、モデルの出力の最初の次元が例になっているか確かめます。</translation>
    </message>
    <message>
        <source>Inputs of type %1 cannot be given to a model.</source>
        <translation>型が %1 の入力はモデルに渡せません。</translation>
    </message>
    <message>
        <source>Store one row of tokens for each example, -100 where nothing is predicted.</source>
        <translation>例ごとに一行のトークンを保存し、予測しない箇所は -100 とします。</translation>
    </message>
    <message>
        <source>Store targets of shape [N], or use --loss causal-lm or masked-lm for tokens.</source>
        <translation>形状 [N] の目標を保存するか、トークンには --loss causal-lm または masked-lm を使います。</translation>
    </message>
    <message>
        <source>Store them as float32, an integer up to int64, or bool.</source>
        <translation>float32、int64 までの整数、または bool で保存します。</translation>
    </message>
    <message>
        <source>The loss %1 needs integer classes, but the targets are %2.</source>
        <translation>損失 %1 には整数のクラスが必要ですが、目標は %2 です。</translation>
    </message>
    <message>
        <source>The model returns shape %1 for %2 example, where %3 is expected.</source>
        <translation>%2 個の例に対するモデルの出力の形状は %1 ですが、%3 が必要です。</translation>
    </message>
    <message>
        <source>The model returns shape %1 for %2 examples, where %3 is expected.</source>
        <translation>%2 個の例に対するモデルの出力の形状は %1 ですが、%3 が必要です。</translation>
    </message>
    <message>
        <source>The targets have shape %1; one class per example is expected.</source>
        <translation>目標の形状は %1 ですが、例ごとに一つのクラスが必要です。</translation>
    </message>
    <message>
        <source>The targets have shape %1; the loss %2 expects the tokens of every example, [N, T].</source>
        <translation>目標の形状は %1 ですが、損失 %2 には例ごとのトークン [N, T] が必要です。</translation>
    </message>
    <message>
        <source>Use --loss mse or bce, or store the classes as int64.</source>
        <translation>--loss mse または bce を使うか、クラスを int64 で保存します。</translation>
    </message>
    <message>
        <source>[%1, tokens, vocabulary]</source>
        <translation>[%1, トークン, 語彙]</translation>
    </message>
    <message>
        <source>[%1], a loss for each example,</source>
        <translation>例ごとの損失 [%1]</translation>
    </message>
    <message>
        <source>first dimension %1</source>
        <translation>最初の次元 %1</translation>
    </message>
    <message>
        <source>Install libopenblas0-pthread or libopenblas0-openmp.</source>
        <translation>libopenblas0-pthread または libopenblas0-openmp をインストールします。</translation>
    </message>
    <message>
        <source>LibTorch uses the slow reference BLAS (up to 25 times slower).</source>
        <translation>LibTorch が遅い参照 BLAS を使っています（最大 25 倍遅くなります）。</translation>
    </message>
    <message>
        <source>References and evaluations need LibTorch and the file libfisherlens-reference.so beside the program or in its lib/fisherlens folder: install libtorch, or set FISHERLENS_REFERENCE_MODULE to the file.</source>
        <translation>参照と評価には LibTorch と、このプログラムの隣または lib/fisherlens フォルダの libfisherlens-reference.so が必要です。libtorch をインストールするか、FISHERLENS_REFERENCE_MODULE にこのファイルを設定します。</translation>
    </message>
    <message>
        <source>The reference module %1 belongs to another version of this program.</source>
        <translation>参照モジュール %1 は、このプログラムの別のバージョンのものです。</translation>
    </message>
    <message>
        <source>The reference module cannot be loaded: %1.</source>
        <translation>参照モジュールを読み込めません: %1。</translation>
    </message>
    <message>
        <source>The reference module libfisherlens-reference.so is not installed.</source>
        <translation>参照モジュール libfisherlens-reference.so がインストールされていません。</translation>
    </message>
    <message>
        <source>A module that returns its own loss has no distribution to take other labels from.</source>
        <translation>損失そのものを返すモジュールには、他のラベルを引くための分布がありません。</translation>
    </message>
    <message>
        <source>An exact reference over %1 classes needs as many backward passes for every example; the limit is %2.</source>
        <translation>%1 クラスの厳密な参照には、例ごとに同じ回数の逆伝播が必要です。上限は %2 です。</translation>
    </message>
    <message>
        <source>An exact reference over %1 outputs needs as many backward passes for every example; the limit is %2.</source>
        <translation>%1 個の出力の厳密な参照には、例ごとに同じ回数の逆伝播が必要です。上限は %2 です。</translation>
    </message>
    <message>
        <source>Check that this data file belongs to this model and that --loss is right.</source>
        <translation>このデータファイルがこのモデルのものか、--loss が正しいか確かめます。</translation>
    </message>
    <message>
        <source>Check the weights and the inputs for NaN, infinity or a missing normalisation.</source>
        <translation>重みと入力に NaN や無限大がないか、正規化が抜けていないか確かめます。</translation>
    </message>
    <message>
        <source>The model&apos;s output for example %1 is not finite.</source>
        <translation>例 %1 に対するモデルの出力が有限ではありません。</translation>
    </message>
    <message>
        <source>The outputs for example %1 are no log-probabilities: their exponentials sum to %2.</source>
        <translation>例 %1 の出力が対数確率ではありません。指数の和が %2 です。</translation>
    </message>
    <message>
        <source>The target of example %1 has %2 values where one class is expected.</source>
        <translation>例 %1 の目標は %2 個の値ですが、一つのクラスが必要です。</translation>
    </message>
    <message>
        <source>The target of example %1 has %2 values where the model gives %3.</source>
        <translation>例 %1 の目標は %2 個の値ですが、モデルの出力は %3 個です。</translation>
    </message>
    <message>
        <source>The target of example %1 holds %2, but labels of bce lie between 0 and 1.</source>
        <translation>例 %1 の目標に %2 がありますが、bce のラベルは 0 から 1 までの間です。</translation>
    </message>
    <message>
        <source>The target of example %1 is %2, which is no class.</source>
        <translation>例 %1 の目標は %2 で、クラスではありません。</translation>
    </message>
    <message>
        <source>The target of example %1 is class %2, but the model has the classes 0 to %3.</source>
        <translation>例 %1 の目標はクラス %2 ですが、モデルのクラスは 0 から %3 までです。</translation>
    </message>
    <message>
        <source>The target of example %1 is not finite.</source>
        <translation>例 %1 の目標が有限ではありません。</translation>
    </message>
    <message>
        <source>The unit of the loss %1 cannot be &apos;%2&apos;.</source>
        <translation>損失 %1 の単位は「%2」にできません。</translation>
    </message>
    <message>
        <source>There is no loss &apos;%1&apos;.</source>
        <translation>「%1」という損失はありません。</translation>
    </message>
    <message>
        <source>There is no unit &apos;%1&apos;.</source>
        <translation>「%1」という単位はありません。</translation>
    </message>
    <message>
        <source>Use --kind empirical, or export the module with its logits as output.</source>
        <translation>--kind empirical を使うか、ロジットを出力するモジュールを書き出します。</translation>
    </message>
    <message>
        <source>Use --kind sampled.</source>
        <translation>--kind sampled を使います。</translation>
    </message>
    <message>
        <source>Use --loss cross-entropy for a model that returns logits.</source>
        <translation>ロジットを返すモデルには --loss cross-entropy を使います。</translation>
    </message>
    <message>
        <source>Use --unit example.</source>
        <translation>--unit example を使います。</translation>
    </message>
    <message>
        <source>Use --unit sequence or --unit token.</source>
        <translation>--unit sequence または --unit token を使います。</translation>
    </message>
    <message>
        <source>Use cross-entropy, nll, mse, bce, per-example, causal-lm or masked-lm.</source>
        <translation>cross-entropy、nll、mse、bce、per-example、causal-lm、masked-lm のどれかを使います。</translation>
    </message>
    <message>
        <source>Export the model with torch.jit.script or torch.jit.trace and save().</source>
        <translation>モデルを torch.jit.script または torch.jit.trace で変換し、save() で書き出します。</translation>
    </message>
    <message>
        <source>FisherLens runs models only, no other code; export the model again without it.</source>
        <translation>FisherLens はモデルだけを実行し、他のコードは実行しません。そのコードなしでモデルを書き出し直します。</translation>
    </message>
    <message>
        <source>The class %1 in the file is not what LibTorch writes.</source>
        <translation>ファイルのクラス %1 は、LibTorch が書くものではありません。</translation>
    </message>
    <message>
        <source>The code in the file is nested too deeply.</source>
        <translation>ファイルのコードの入れ子が深すぎます。</translation>
    </message>
    <message>
        <source>The file asks for code to be run while it is opened: a class defines __setstate__.</source>
        <translation>ファイルは、開くときにコードの実行を求めています。クラスが __setstate__ を定義しています。</translation>
    </message>
    <message>
        <source>The file asks for code to be run while it is opened: a field of class %1 is the value of a call.</source>
        <translation>ファイルは、開くときにコードの実行を求めています。クラス %1 のフィールドが、呼び出しの値です。</translation>
    </message>
    <message>
        <source>The file asks for code to be run while it is opened: it holds objects of custom C++ classes.</source>
        <translation>ファイルは、開くときにコードの実行を求めています。独自の C++ クラスのオブジェクトがあります。</translation>
    </message>
    <message>
        <source>The file asks for code to be run while it is opened: the default value of &apos;%1&apos; in %2 is a call.</source>
        <translation>ファイルは、開くときにコードの実行を求めています。%2 の「%1」の既定値が、呼び出しです。</translation>
    </message>
    <message>
        <source>The file is not a TorchScript module.</source>
        <translation>ファイルは TorchScript モジュールではありません。</translation>
    </message>
    <message>
        <source>The model uses %1 in %2, which reads or writes files, so it is not run.</source>
        <translation>モデルは %2 で %1 を使っています。これはファイルを読み書きするため、実行しません。</translation>
    </message>
    <message>
        <source>Export the model again with gradients enabled.</source>
        <translation>勾配を有効にして、モデルを書き出し直します。</translation>
    </message>
    <message>
        <source>A tensor has another number of examples than expected.</source>
        <translation>テンソルの例の数が、予期した数と異なります。</translation>
    </message>
    <message>
        <source>A tensor has another number of rows than expected.</source>
        <translation>テンソルの行数が、予期した数と異なります。</translation>
    </message>
    <message>
        <source>A Fisher diagonal is a mean over independent examples.</source>
        <translation>フィッシャー対角は、独立な例についての平均です。</translation>
    </message>
    <message>
        <source>Export a model that treats each on its own (batch norm in eval mode, no statistics over the first dimension).</source>
        <translation>例を一つずつ独立に扱うモデルを書き出します（バッチ正規化は評価モード、最初の次元の統計なし）。</translation>
    </message>
    <message>
        <source>The model mixes examples: changing one example changes the output for another by %1.</source>
        <translation>モデルが例を混ぜています。一つの例を変えると、別の例の出力が %1 だけ変わります。</translation>
    </message>
    <message>
        <source>it does not take several examples at once</source>
        <translation>複数の例を一度に受け取れません</translation>
    </message>
    <message>
        <source>its operators change from run to run</source>
        <translation>演算子が実行のたびに変わります</translation>
    </message>
    <message>
        <source>its output does not depend on its parameters in a differentiable way</source>
        <translation>出力がパラメータに微分可能な形で依存していません</translation>
    </message>
    <message>
        <source>its output does not have one row per example</source>
        <translation>出力が例ごとに一行になっていません</translation>
    </message>
    <message>
        <source>none of its parameters is used by an operator with a rule: %1: %2</source>
        <translation>規則のある演算子が、どのパラメータも使っていません: %1: %2</translation>
    </message>
    <message>
        <source>the examples have no place of their own in %1</source>
        <translation>%1 に、例どうしを分ける場所がありません</translation>
    </message>
    <message>
        <source>the operators it runs depend on the data</source>
        <translation>実行する演算子がデータに依存します</translation>
    </message>
    <message>
        <source>there is no rule for %1, which uses it</source>
        <translation>これを使う %1 の規則がありません</translation>
    </message>
    <message>
        <source>there is no rule for an operator, which uses it</source>
        <translation>これを使う演算子の規則がありません</translation>
    </message>
    <message>
        <source>what is looked up in it is used by an operator without a rule</source>
        <translation>ここから引いた値を、規則のない演算子が使っています</translation>
    </message>
    <message>
        <source>Call model.eval() before torch.jit.trace.</source>
        <translation>torch.jit.trace の前に model.eval() を呼びます。</translation>
    </message>
    <message>
        <source>Export a model whose forward() only computes.</source>
        <translation>forward() が計算だけをするモデルを書き出します。</translation>
    </message>
    <message>
        <source>Export a model without random operators outside of training.</source>
        <translation>学習時以外にランダムな演算子を使わないモデルを書き出します。</translation>
    </message>
    <message>
        <source>Export the model itself.</source>
        <translation>モデルそのものを書き出します。</translation>
    </message>
    <message>
        <source>If the operator only computes, ask for it to be added to the list.</source>
        <translation>計算だけをする演算子であれば、一覧への追加を依頼します。</translation>
    </message>
    <message>
        <source>Remove the hooks before the export.</source>
        <translation>書き出す前にフックを外します。</translation>
    </message>
    <message>
        <source>The model changes its own state while it runs (%1).</source>
        <translation>モデルが実行中に自身の状態を変えます（%1）。</translation>
    </message>
    <message>
        <source>The model uses %1, so its outputs are random and cannot be reproduced.</source>
        <translation>モデルが %1 を使うため、出力がランダムで再現できません。</translation>
    </message>
    <message>
        <source>The model uses %1, which is not on the list of pure operators, so it is not run.</source>
        <translation>モデルは %1 を使っています。純粋な演算子の一覧にないため、実行しません。</translation>
    </message>
    <message>
        <source>The model was exported in training mode: its %1 is always on.</source>
        <translation>モデルは学習モードで書き出されており、%1 が常に有効です。</translation>
    </message>
    <message>
        <source>The model was traced without gradients: its %1 is fused and has no derivative.</source>
        <translation>モデルは勾配なしでトレースされており、%1 が融合されて微分できません。</translation>
    </message>
    <message>
        <source>The module has forward hooks, which are not run.</source>
        <translation>モジュールに forward フックがあります。フックは実行されません。</translation>
    </message>
    <message>
        <source>The module has no method forward().</source>
        <translation>モジュールにメソッド forward() がありません。</translation>
    </message>
    <message>
        <source>Trace the model with gradients enabled (not under torch.no_grad()).</source>
        <translation>勾配を有効にしてモデルをトレースします（torch.no_grad() の外で）。</translation>
    </message>
    <message>
        <source>%1 tensor of the weights has no place in the model: %2, ....</source>
        <translation>重みの %1 個のテンソルは、モデルに対応するものがありません: %2、...。</translation>
    </message>
    <message>
        <source>%1 tensor of the weights has no place in the model: %2.</source>
        <translation>重みの %1 個のテンソルは、モデルに対応するものがありません: %2。</translation>
    </message>
    <message>
        <source>%1 tensors of the weights have no place in the model: %2, ....</source>
        <translation>重みの %1 個のテンソルは、モデルに対応するものがありません: %2、...。</translation>
    </message>
    <message>
        <source>%1 tensors of the weights have no place in the model: %2.</source>
        <translation>重みの %1 個のテンソルは、モデルに対応するものがありません: %2。</translation>
    </message>
    <message>
        <source>Check that the data file belongs to this model.</source>
        <translation>データファイルがこのモデルのものか確かめます。</translation>
    </message>
    <message>
        <source>Complex weights cannot be used.</source>
        <translation>複素数の重みは使えません。</translation>
    </message>
    <message>
        <source>Export a model whose forward() only computes, after model.eval().</source>
        <translation>model.eval() の後に、forward() が計算だけをするモデルを書き出します。</translation>
    </message>
    <message>
        <source>Export a module whose forward() returns the logits.</source>
        <translation>forward() がロジットを返すモジュールを書き出します。</translation>
    </message>
    <message>
        <source>Export it again, with a version that this LibTorch reads.</source>
        <translation>この LibTorch が読めるバージョンで書き出し直します。</translation>
    </message>
    <message>
        <source>Export it again.</source>
        <translation>書き出し直します。</translation>
    </message>
    <message>
        <source>Export the model without torch.jit.freeze.</source>
        <translation>torch.jit.freeze を使わずにモデルを書き出します。</translation>
    </message>
    <message>
        <source>Export the model without torch.no_grad() and detach().</source>
        <translation>torch.no_grad() と detach() を使わずにモデルを書き出します。</translation>
    </message>
    <message>
        <source>Give the checkpoint of the model that was exported.</source>
        <translation>書き出したモデルのチェックポイントを指定します。</translation>
    </message>
    <message>
        <source>LibTorch cannot load this module: %1</source>
        <translation>LibTorch がこのモジュールを読み込めません: %1</translation>
    </message>
    <message>
        <source>Models with operators of their own cannot be run.</source>
        <translation>独自の演算子を使うモデルは実行できません。</translation>
    </message>
    <message>
        <source>The gradients of all their uses are summed before they are squared.</source>
        <translation>すべての使用箇所の勾配を足してから二乗します。</translation>
    </message>
    <message>
        <source>The model changes its own parameters or buffers while it runs.</source>
        <translation>モデルが実行中に自身のパラメータまたはバッファを変えます。</translation>
    </message>
    <message>
        <source>The model returns no floating tensor, no tuple that begins with one and no dict with the key &apos;logits&apos;.</source>
        <translation>モデルの出力が、浮動小数点テンソル、それで始まるタプル、キー &apos;logits&apos; のある辞書のどれでもありません。</translation>
    </message>
    <message>
        <source>The model uses %1, an operator that LibTorch itself does not have.</source>
        <translation>モデルは %1 を使っています。LibTorch 自身にない演算子です。</translation>
    </message>
    <message>
        <source>The model&apos;s output does not depend on its parameters in a differentiable way.</source>
        <translation>モデルの出力が、パラメータに微分可能な形で依存していません。</translation>
    </message>
    <message>
        <source>The module has no parameters: it was frozen, and its weights are constants of its code.</source>
        <translation>モジュールにパラメータがありません。凍結されており、重みがコードの定数になっています。</translation>
    </message>
    <message>
        <source>The parameters are stored in 16 bits; gradients are computed in float32.</source>
        <translation>パラメータは 16 ビットで保存されています。勾配は float32 で計算します。</translation>
    </message>
    <message>
        <source>The weights do not hold this parameter of the model.</source>
        <translation>重みに、モデルのこのパラメータがありません。</translation>
    </message>
    <message>
        <source>The weights have shape %1, the model has %2.</source>
        <translation>重みの形状は %1、モデルの形状は %2 です。</translation>
    </message>
    <message>
        <source>There is not enough memory for this model.</source>
        <translation>このモデルに必要なメモリが足りません。</translation>
    </message>
    <message>
        <source>They are not used.</source>
        <translation>これらは使いません。</translation>
    </message>
    <message>
        <source>Tied parameters appear once, under their first name: %1.</source>
        <translation>共有されたパラメータは最初の名前で一度だけ現れます: %1。</translation>
    </message>
    <message>
        <source>A parameter has a dimension along the examples.</source>
        <translation>例の方向に次元を持つパラメータがあります。</translation>
    </message>
    <message>
        <source>A tensor that the gradient needs was changed in place.</source>
        <translation>勾配に必要なテンソルが、その場で書き換えられています。</translation>
    </message>
    <message>
        <source>Stopped on request.</source>
        <translation>要求により停止しました。</translation>
    </message>
    <message>
        <source>The interception is on without a recorder.</source>
        <translation>記録の準備なしに、演算子の記録が有効になっています。</translation>
    </message>
    <message>
        <source>The model took another way than in the proof.</source>
        <translation>モデルが、検証のときと別の経路を通りました。</translation>
    </message>
    <message>
        <source>The examples are where the channels should be.</source>
        <translation>例の次元がチャネルの位置にあります。</translation>
    </message>
    <message>
        <source>A convolution has the examples in another dimension than the first.</source>
        <translation>畳み込みで、例が最初の次元にありません。</translation>
    </message>
    <message>
        <source>%1 there is not enough memory.</source>
        <translation>%1 メモリが足りません。</translation>
    </message>
    <message>
        <source>Use a smaller model or close other programs.</source>
        <translation>より小さいモデルを使うか、他のプログラムを閉じます。</translation>
    </message>
    <message>
        <source>An exact reference over %1 tokens needs as many backward passes for every position; the limit is %2.</source>
        <translation>%1 トークンの厳密な参照には、位置ごとに同じ回数の逆伝播が必要です。上限は %2 です。</translation>
    </message>
    <message>
        <source>The targets of example %1 are %2 tokens, but the model gives %3 numbers, which is no row of logits for each of them.</source>
        <translation>例 %1 の目標は %2 トークンですが、モデルの出力は %3 個の数で、トークンごとに一行のロジットになりません。</translation>
    </message>
    <message>
        <source>The targets of example %1 hold %2 at position %3, but the tokens are 0 to %4 and %5 where nothing is predicted.</source>
        <translation>例 %1 の目標の位置 %3 に %2 がありますが、トークンは 0 から %4 まで、予測しない箇所は %5 です。</translation>
    </message>
    <message>
        <source>%1 not in every input and %2 without floating values copied from the first model.</source>
        <translation>すべての入力にはない %1 と、浮動小数点でない %2 は、最初のモデルからコピーしました。</translation>
    </message>
    <message>
        <source>%1 tensor (%2)</source>
        <translation>%1 個のテンソル（%2）</translation>
    </message>
    <message>
        <source>%1 tensors (%2)</source>
        <translation>%1 個のテンソル（%2）</translation>
    </message>
    <message>
        <source>the recipe</source>
        <translation>レシピ</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1、ほか %2 個</translation>
    </message>
    <message>
        <source>%1 unknown</source>
        <translation>%1 は不明</translation>
    </message>
    <message>
        <source>example %1</source>
        <translation>例 %1</translation>
    </message>
    <message>
        <source>LibTorch cannot prepare this module: %1</source>
        <translation>LibTorch がこのモジュールを準備できません: %1</translation>
    </message>
    <message>
        <source>LibTorch cannot prepare this module: there is not enough memory.</source>
        <translation>LibTorch がこのモジュールを準備できません。メモリが足りません。</translation>
    </message>
    <message>
        <source>The file cannot be read as a TorchScript archive: %1</source>
        <translation>ファイルを TorchScript のアーカイブとして読めません: %1</translation>
    </message>
    <message>
        <source>The file cannot be read as a TorchScript archive: there is not enough memory.</source>
        <translation>ファイルを TorchScript のアーカイブとして読めません。メモリが足りません。</translation>
    </message>
    <message>
        <source>The model cannot be differentiated: %1</source>
        <translation>モデルを微分できません: %1</translation>
    </message>
    <message>
        <source>The model cannot be differentiated: there is not enough memory.</source>
        <translation>モデルを微分できません。メモリが足りません。</translation>
    </message>
    <message>
        <source>The model cannot be evaluated: %1</source>
        <translation>モデルを評価できません: %1</translation>
    </message>
    <message>
        <source>The model cannot be evaluated: there is not enough memory.</source>
        <translation>モデルを評価できません。メモリが足りません。</translation>
    </message>
    <message>
        <source>The model does not accept the data: %1</source>
        <translation>モデルがデータを受け付けません: %1</translation>
    </message>
    <message>
        <source>The model does not accept the data: there is not enough memory.</source>
        <translation>モデルがデータを受け付けません。メモリが足りません。</translation>
    </message>
    <message>
        <source>The weights cannot be put into the model: %1</source>
        <translation>重みをモデルに入れられません: %1</translation>
    </message>
    <message>
        <source>The weights cannot be put into the model: there is not enough memory.</source>
        <translation>重みをモデルに入れられません。メモリが足りません。</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>デバイスまたはリソースが使用中です</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>ファイルがすでにあります</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>ファイル名が長すぎます</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>ファイルが大きすぎます</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>入出力エラーです</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>ディレクトリです</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>デバイスに空き容量がありません</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>そのようなファイルまたはディレクトリはありません</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>ディレクトリではありません</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>操作が許可されていません</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>権限がありません</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>読み取り専用のファイルシステムです</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>開いているファイルが多すぎます</translation>
    </message>
    <message>
        <source>The optimizer&apos;s variables cannot be told apart: %1.</source>
        <translation>オプティマイザの変数を区別できません: %1。</translation>
    </message>
    <message>
        <source>A key of a map is neither a short text nor a number.</source>
        <translation>マップのキーが、短い文字列でも数でもありません。</translation>
    </message>
    <message>
        <source>An array in chunks is not described as Flax does.</source>
        <translation>分割された配列の記述が、Flax の形式ではありません。</translation>
    </message>
    <message>
        <source>An array in this file is not described as Flax does.</source>
        <translation>このファイルの配列の記述が、Flax の形式ではありません。</translation>
    </message>
    <message>
        <source>An array of the shape %1 has %2 bytes.</source>
        <translation>形状 %1 の配列が %2 バイトです。</translation>
    </message>
    <message>
        <source>The chunks of an array do not fit its shape %1.</source>
        <translation>配列の分割が、その形状 %1 に合いません。</translation>
    </message>
    <message>
        <source>The file ends within a value.</source>
        <translation>ファイルが値の途中で終わっています。</translation>
    </message>
    <message>
        <source>The file has more than 1,000,000 values.</source>
        <translation>ファイルに 1,000,000 個を超える値があります。</translation>
    </message>
    <message>
        <source>The file holds a name that is not valid UTF-8.</source>
        <translation>ファイルに、正しい UTF-8 でない名前があります。</translation>
    </message>
    <message>
        <source>The file is nested too deeply.</source>
        <translation>ファイルの入れ子が深すぎます。</translation>
    </message>
    <message>
        <source>The names in this file are too long.</source>
        <translation>このファイルの名前が長すぎます。</translation>
    </message>
    <message>
        <source>The shape of an array in chunks is no list of sizes.</source>
        <translation>分割された配列の形状が、大きさの並びではありません。</translation>
    </message>
    <message>
        <source>The shape of an array is no list of sizes.</source>
        <translation>配列の形状が、大きさの並びではありません。</translation>
    </message>
    <message>
        <source>There are bytes after the end of the MessagePack data.</source>
        <translation>MessagePack のデータの後に余分なバイトがあります。</translation>
    </message>
    <message>
        <source>The file was probably not written to its end; copy or save it again.</source>
        <translation>ファイルは最後まで書かれなかったようです。コピーまたは保存をやり直してください。</translation>
    </message>
    <message>
        <source>This is not MessagePack: a byte that begins no value.</source>
        <translation>MessagePack ではありません。値の始まりでないバイトがあります。</translation>
    </message>
    <message>
        <source>Compare the diagonal with a reference before decisions rest on it.</source>
        <translation>判断に使う前に、対角を参照と比べてください。</translation>
    </message>
    <message>
        <source>Only the sum of the sizes could be verified.</source>
        <translation>確かめられたのは大きさの合計だけです。</translation>
    </message>
    <message>
        <source>Save again with --memory-efficient-fp16, which keeps the state of each parameter, or without --fp16.</source>
        <translation>パラメータごとの状態を保つ --memory-efficient-fp16 を付けるか、--fp16 なしで保存し直してください。</translation>
    </message>
    <message>
        <source>The optimizer&apos;s state is one flat vector of %1 elements, and no likely set of the model&apos;s parameters has as many.</source>
        <translation>オプティマイザの状態は要素 %1 個の一つの平坦なベクトルですが、それと同じ要素数になるモデルのパラメータの組が見つかりません。</translation>
    </message>
    <message>
        <source>The optimizer&apos;s state is one flat vector of %1 elements; it was cut in the order of the model&apos;s state dict.</source>
        <translation>オプティマイザの状態は要素 %1 個の一つの平坦なベクトルで、モデルの state dict の順に切り分けました。</translation>
    </message>
    <message>
        <source>Not every rank has the frozen parameter &quot;%1&quot;.</source>
        <translation>凍結パラメータ「%1」のないランクがあります。</translation>
    </message>
    <message>
        <source>The file does not list the shapes of its frozen parameters.</source>
        <translation>ファイルに、凍結パラメータの形状の一覧がありません。</translation>
    </message>
    <message>
        <source>The frozen parameter &quot;%1&quot; is no tensor that can be read.</source>
        <translation>凍結パラメータ「%1」は、読めるテンソルではありません。</translation>
    </message>
    <message>
        <source>The frozen parameters are described wrongly.</source>
        <translation>凍結パラメータの記述に誤りがあります。</translation>
    </message>
    <message>
        <source>The shapes of the frozen parameters are described wrongly.</source>
        <translation>凍結パラメータの形状の記述に誤りがあります。</translation>
    </message>
    <message>
        <source>The slices of the frozen parameter &quot;%1&quot; do not fit its shape %2.</source>
        <translation>凍結パラメータ「%1」の断片が、その形状 %2 に合いません。</translation>
    </message>
    <message>
        <source>An array cannot be read: %1.</source>
        <translation>読めない配列があります: %1。</translation>
    </message>
    <message>
        <source>Give a file of flax.serialization.to_bytes or flax.training.checkpoints.</source>
        <translation>flax.serialization.to_bytes か flax.training.checkpoints のファイルを指定してください。</translation>
    </message>
    <message>
        <source>Names of nested maps are joined by &quot;/&quot;: params, ema/params.</source>
        <translation>入れ子のマップの名前は「/」でつなぎます: params、ema/params。</translation>
    </message>
    <message>
        <source>The MessagePack file holds no arrays of Flax.</source>
        <translation>MessagePack ファイルに、Flax の配列がありません。</translation>
    </message>
    <message>
        <source>The file has no arrays at &quot;%1&quot;.</source>
        <translation>ファイルの「%1」に配列がありません。</translation>
    </message>
    <message>
        <source>The folder holds several checkpoints of Flax: %1.</source>
        <translation>フォルダに Flax のチェックポイントが複数あります: %1。</translation>
    </message>
    <message>
        <source>A part of the weights is no HDF5 file.</source>
        <translation>重みの一部が HDF5 ファイルではありません。</translation>
    </message>
    <message>
        <source>Put all files of the weights into one folder.</source>
        <translation>重みのファイルをすべて一つのフォルダに置いてください。</translation>
    </message>
    <message>
        <source>Save the weights again.</source>
        <translation>重みを保存し直してください。</translation>
    </message>
    <message>
        <source>The configuration is larger than this program reads.</source>
        <translation>設定が、このプログラムで読める大きさを超えています。</translation>
    </message>
    <message>
        <source>The index names a file outside of its folder, or none.</source>
        <translation>索引が、フォルダの外のファイルを指しているか、ファイルを指していません。</translation>
    </message>
    <message>
        <source>The index names more than 100,000 files.</source>
        <translation>索引に 100,000 を超えるファイルがあります。</translation>
    </message>
    <message>
        <source>metadata of the file: %1</source>
        <translation>ファイルのメタデータ: %1</translation>
    </message>
    <message>
        <source>metadata of the file: %1, repeats counted</source>
        <translation>ファイルのメタデータ: %1（繰り返しを含む）</translation>
    </message>
    <message>
        <source>Recycle it only if the run used one of the former.</source>
        <translation>前の三つのどれかで学習した場合にだけ再利用してください。</translation>
    </message>
    <message>
        <source>The state has the fields count, mu and nu of optax.adam, adamw and lamb; those of optax.adabelief, adamax and yogi have the same names and other meanings.</source>
        <translation>状態には optax.adam、adamw、lamb のフィールド count、mu、nu があります。optax.adabelief、adamax、yogi のフィールドは同じ名前ですが、意味が違います。</translation>
    </message>
    <message>
        <source>It names %1 values, and none of them are squares of gradients (nu).</source>
        <translation>%1 個の値の名前がありますが、勾配の二乗（nu）はありません。</translation>
    </message>
    <message>
        <source>It names %1 values, of which %2 are squares of gradients: %3.</source>
        <translation>%1 個の値の名前があり、そのうち %2 個が勾配の二乗です: %3。</translation>
    </message>
    <message>
        <source>The file names no values of an Orbax checkpoint.</source>
        <translation>ファイルに、Orbax のチェックポイントの値の名前がありません。</translation>
    </message>
    <message>
        <source>A piece of this tensor does not fit the others.</source>
        <translation>このテンソルの断片が、ほかの断片と合いません。</translation>
    </message>
    <message>
        <source>Check the shapes if files may be missing.</source>
        <translation>ファイルが足りないおそれがあれば、形状を確かめてください。</translation>
    </message>
    <message>
        <source>Copy the files of all ranks into one folder.</source>
        <translation>すべてのランクのファイルを一つのフォルダにコピーしてください。</translation>
    </message>
    <message>
        <source>The file does not say where the pieces of tensors in it belong.</source>
        <translation>ファイルに、テンソルの断片の位置が書かれていません。</translation>
    </message>
    <message>
        <source>The model was divided into %1 files, of which %2 are here.</source>
        <translation>モデルは %1 個のファイルに分けられましたが、ここにあるのは %2 個です。</translation>
    </message>
    <message>
        <source>The pieces of rank %1 are not here.</source>
        <translation>ランク %1 の断片がここにありません。</translation>
    </message>
    <message>
        <source>The tensors were put together from the pieces of %1 ranks; the files do not say how many there were.</source>
        <translation>テンソルは %1 個のランクの断片から組み立てました。ランクの総数はファイルに記録されていません。</translation>
    </message>
    <message>
        <source>config.yaml: %1, of all processes</source>
        <translation>config.yaml: %1（全プロセスの合計）</translation>
    </message>
    <message>
        <source>The settings file is larger than this program reads.</source>
        <translation>設定ファイルが、このプログラムで読める大きさを超えています。</translation>
    </message>
    <message>
        <source>Give trainer_state.json, TensorBoard event files, metrics.csv, results.csv, wandb-summary.json or an MLflow run.</source>
        <translation>trainer_state.json、TensorBoard のイベントファイル、metrics.csv、results.csv、wandb-summary.json、MLflow の実行のどれかを指定してください。</translation>
    </message>
    <message>
        <source>%1 Restore it with Orbax and write the tree nu of the optimizer state with safetensors.numpy.save_file, named like the parameters, as exp_avg_sq.safetensors.</source>
        <translation>%1Orbax で復元し、オプティマイザの状態の木 nu を、パラメータと同じ名前で、safetensors.numpy.save_file を使って exp_avg_sq.safetensors に書き出してください。</translation>
    </message>
    <message>
        <source>It names %1 values, of which %2 are squares of gradients: %3 and %4 more.</source>
        <translation>%1 個の値の名前があり、そのうち %2 個が勾配の二乗です: %3、ほか %4 個。</translation>
    </message>
    <message>
        <source>The segment is no HDF5 file.</source>
        <translation>セグメントが HDF5 ファイルではありません。</translation>
    </message>
    <message>
        <source>order of the trainable variables</source>
        <translation>学習対象の変数の順</translation>
    </message>
    <message>
        <source>The estimate begins with the first example; the file is replaced.</source>
        <translation>推定は最初の例から始まり、ファイルは置き換えられます。</translation>
    </message>
    <message>
        <source>The file was changed meanwhile.</source>
        <translation>ファイルがその間に変更されました。</translation>
    </message>
    <message>
        <source>The sums of an ended run cannot be used: %1.</source>
        <translation>中断した実行の和は使えません：%1。</translation>
    </message>
    <message>
        <source>The sums so far cannot be kept: %1</source>
        <translation>これまでの和を保存できません：%1</translation>
    </message>
    <message>
        <source>When this run is ended, the next one has to begin with the first example.</source>
        <translation>この実行が中断されると、次の実行は最初の例から始める必要があります。</translation>
    </message>
    <message>
        <source>the file belongs to a run with another %1</source>
        <translation>ファイルは%1の異なる実行のものです</translation>
    </message>
    <message>
        <source>the file belongs to a run with another plan</source>
        <translation>ファイルは計画の異なる実行のものです</translation>
    </message>
    <message>
        <source>the file is damaged</source>
        <translation>ファイルが壊れています</translation>
    </message>
    <message>
        <source>%1 of %2 examples were done by a run that was ended; this one went on from there.</source>
        <translation>%2 例のうち %1 例は中断した実行で済んでおり、そこから続けました。</translation>
    </message>
    <message>
        <source>Give the same command and the same files to all ranks.</source>
        <translation>すべてのランクに同じコマンドと同じファイルを与えてください。</translation>
    </message>
    <message>
        <source>Leave out --until-regret, or unset RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT.</source>
        <translation>--until-regret を外すか、RANK、WORLD_SIZE、MASTER_ADDR、MASTER_PORT の設定を消してください。</translation>
    </message>
    <message>
        <source>Rank %1 has another %2 than rank 0.</source>
        <translation>ランク %1 の %2 がランク 0 と異なります。</translation>
    </message>
    <message>
        <source>Several ranks cannot stop by the regret.</source>
        <translation>複数のランクでは損失比による停止はできません。</translation>
    </message>
    <message>
        <source>Stopped on request; the sums so far are kept.</source>
        <translation>要求により停止しました。これまでの和は保存されています。</translation>
    </message>
    <message>
        <source>The result is the same as without an interruption.</source>
        <translation>結果は中断しなかった場合と同じです。</translation>
    </message>
    <message>
        <source>The same command goes on from them.</source>
        <translation>同じコマンドでそこから続けられます。</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>バッチサイズ</translation>
    </message>
    <message>
        <source>first example</source>
        <translation>最初の例</translation>
    </message>
    <message>
        <source>standard error</source>
        <translation>標準誤差</translation>
    </message>
    <message>
        <source>Build it with libgloo-dev installed, or use --shard and combine, which need nothing.</source>
        <translation>libgloo-dev を入れてビルドするか、何も必要としない --shard と combine を使ってください。</translation>
    </message>
    <message>
        <source>This build has no Gloo, so several ranks cannot add their sums.</source>
        <translation>このビルドには Gloo がないため、複数のランクの和を足せません。</translation>
    </message>
    <message>
        <source>Leave out --device, or install an NVIDIA driver and build with a LibTorch that has CUDA (Debian&apos;s has not).</source>
        <translation>--device を外すか、NVIDIA のドライバを入れ、CUDA のある LibTorch でビルドしてください（Debian のものにはありません）。</translation>
    </message>
    <message>
        <source>LibTorch finds no CUDA device, or no driver for it.</source>
        <translation>LibTorch は CUDA デバイスまたはそのドライバを見つけられません。</translation>
    </message>
    <message>
        <source>This LibTorch was built without CUDA.</source>
        <translation>この LibTorch は CUDA なしでビルドされています。</translation>
    </message>
    <message>
        <source>Use --device cpu.</source>
        <translation>--device cpu を使ってください。</translation>
    </message>
    <message>
        <source>A rank does not answer.</source>
        <translation>ランクが応答しません。</translation>
    </message>
    <message>
        <source>Check the network between the machines, and what the other ranks say.</source>
        <translation>マシン間のネットワークと、ほかのランクの出力を確認してください。</translation>
    </message>
    <message>
        <source>The model cannot be moved to the device: %1</source>
        <translation>モデルをデバイスへ移せません：%1</translation>
    </message>
    <message>
        <source>The model cannot be moved to the device: there is not enough memory.</source>
        <translation>モデルをデバイスへ移せません：メモリが足りません。</translation>
    </message>
    <message>
        <source>The ranks cannot be connected: %1</source>
        <translation>ランクを接続できません：%1</translation>
    </message>
    <message>
        <source>The ranks cannot be connected: there is not enough memory.</source>
        <translation>ランクを接続できません：メモリが足りません。</translation>
    </message>
    <message>
        <source>The sums of the ranks cannot be added: %1</source>
        <translation>ランクの和を足せません：%1</translation>
    </message>
    <message>
        <source>The sums of the ranks cannot be added: there is not enough memory.</source>
        <translation>ランクの和を足せません：メモリが足りません。</translation>
    </message>
    <message>
        <source>All ranks end, and no file is written.</source>
        <translation>すべてのランクが終了し、ファイルは書かれません。</translation>
    </message>
    <message>
        <source>Rank %1 ended: %2</source>
        <translation>ランク %1 が終了しました：%2</translation>
    </message>
    <message>
        <source>Rank %1 is lost: %2.</source>
        <translation>ランク %1 が失われました：%2。</translation>
    </message>
    <message>
        <source>Rank %1 is lost: it does not answer.</source>
        <translation>ランク %1 が失われました：応答がありません。</translation>
    </message>
    <message>
        <source>Rank %1 is lost: it has not answered for %2 seconds.</source>
        <translation>ランク %1 が失われました：%2 秒間応答がありません。</translation>
    </message>
    <message>
        <source>Rank %1 is lost: its connection was closed.</source>
        <translation>ランク %1 が失われました：接続が閉じられました。</translation>
    </message>
    <message>
        <source>See what it said last.</source>
        <translation>最後の出力を確認してください。</translation>
    </message>
    <message>
        <source>The same command, given to all ranks again, goes on from the sums that they kept.</source>
        <translation>すべてのランクに同じコマンドをもう一度与えると、保存した和から続けます。</translation>
    </message>
    <message>
        <source>Give every rank the same command, WORLD_SIZE, MASTER_ADDR and MASTER_PORT, and its own RANK.</source>
        <translation>各ランクに同じコマンド、WORLD_SIZE、MASTER_ADDR、MASTER_PORT と、それぞれの RANK を与えてください。</translation>
    </message>
    <message>
        <source>Rank 0 does not answer.</source>
        <translation>ランク 0 が応答しません。</translation>
    </message>
    <message>
        <source>Rank 0 keeps no more values.</source>
        <translation>ランク 0 はこれ以上の値を保持しません。</translation>
    </message>
    <message>
        <source>RANK %1 is none of %2 ranks.</source>
        <translation>RANK %1 は %2 個のランクのどれでもありません。</translation>
    </message>
    <message>
        <source>Rank %1 of %2 did not come within %3 seconds.</source>
        <translation>%2 個のうちランク %1 が %3 秒以内に来ませんでした。</translation>
    </message>
    <message>
        <source>Rank 0 is another version of the program.</source>
        <translation>ランク 0 のプログラムの版が異なります。</translation>
    </message>
    <message>
        <source>Ranks %1 of %2 did not come within %3 seconds.</source>
        <translation>%2 個のうちランク %1 が %3 秒以内に来ませんでした。</translation>
    </message>
    <message>
        <source>Start the same command for every rank, with the same MASTER_ADDR and MASTER_PORT.</source>
        <translation>同じ MASTER_ADDR と MASTER_PORT で、各ランクに同じコマンドを起動してください。</translation>
    </message>
    <message>
        <source>There is a rank %1 already.</source>
        <translation>ランク %1 はすでにあります。</translation>
    </message>
    <message>
        <source>WORLD_SIZE is %1 here and %2 at rank 0.</source>
        <translation>WORLD_SIZE はここでは %1、ランク 0 では %2 です。</translation>
    </message>
    <message>
        <source>Check MASTER_ADDR and MASTER_PORT, and that rank 0 runs.</source>
        <translation>MASTER_ADDR と MASTER_PORT、そしてランク 0 の実行を確認してください。</translation>
    </message>
    <message>
        <source>Give another MASTER_PORT, or end what uses this one.</source>
        <translation>別の MASTER_PORT を与えるか、これを使っているものを終了してください。</translation>
    </message>
    <message>
        <source>Give the one address that the other ranks reach: rank 0 listens there only.</source>
        <translation>ほかのランクから届く一つのアドレスを与えてください。ランク 0 はそこでだけ待ち受けます。</translation>
    </message>
    <message>
        <source>MASTER_ADDR %1 is no address of this machine.</source>
        <translation>MASTER_ADDR %1 はこのマシンのアドレスではありません。</translation>
    </message>
    <message>
        <source>MASTER_ADDR %1 is no address: %2.</source>
        <translation>MASTER_ADDR %1 はアドレスではありません：%2。</translation>
    </message>
    <message>
        <source>MASTER_ADDR %1 stands for every address of the machine.</source>
        <translation>MASTER_ADDR %1 はマシンのすべてのアドレスを表します。</translation>
    </message>
    <message>
        <source>Nobody answers at %1 port %2: %3.</source>
        <translation>%1 のポート %2 で応答がありません：%3。</translation>
    </message>
    <message>
        <source>Rank 0 cannot listen on %1 port %2: %3.</source>
        <translation>ランク 0 は %1 のポート %2 で待ち受けられません：%3。</translation>
    </message>
    <message>
        <source>Rank 0 has to run on the machine of MASTER_ADDR.</source>
        <translation>ランク 0 は MASTER_ADDR のマシンで実行する必要があります。</translation>
    </message>
    <message>
        <source>Set it to the address or host name of the machine of rank 0.</source>
        <translation>ランク 0 のマシンのアドレスかホスト名を設定してください。</translation>
    </message>
    <message>
        <source>Set RANK (0 to WORLD_SIZE-1), WORLD_SIZE, MASTER_ADDR (the address of rank 0) and MASTER_PORT for every rank, or none of them.</source>
        <translation>各ランクに RANK（0 から WORLD_SIZE-1）、WORLD_SIZE、MASTER_ADDR（ランク 0 のアドレス）、MASTER_PORT をすべて設定するか、どれも設定しないでください。</translation>
    </message>
    <message>
        <source>The environment sets %1, but not %2.</source>
        <translation>環境変数 %1 は設定されていますが、%2 がありません。</translation>
    </message>
    <message>
        <source>The environment variable %1 is &apos;%2&apos;; it has to be a number from %3 to %4.</source>
        <translation>環境変数 %1 は「%2」ですが、%3 から %4 の数である必要があります。</translation>
    </message>
    <message>
        <source>Give the folder of one iteration itself.</source>
        <translation>1 回分の反復（iter_…）のフォルダーを指定してください。</translation>
    </message>
    <message>
        <source>Megatron cut the model into %1 parts (tensor or pipeline parallel), one for every folder mp_rank_…; re-save as torch_dist.</source>
        <translation>Megatron がモデルを %1 個に分割しています（テンソル並列またはパイプライン並列。mp_rank_… のフォルダーごとに 1 つ）。torch_dist 形式で保存し直してください。</translation>
    </message>
    <message>
        <source>Megatron writes it with --ckpt-format torch_dist.</source>
        <translation>Megatron では --ckpt-format torch_dist で書き出せます。</translation>
    </message>
    <message>
        <source>The file names the iteration &quot;%1&quot;, whose folder is not beside it.</source>
        <translation>ファイルは反復「%1」を指していますが、そのフォルダーが隣にありません。</translation>
    </message>
    <message>
        <source>Save the model before it is frozen.</source>
        <translation>凍結（freeze）する前のモデルを保存してください。</translation>
    </message>
    <message>
        <source>The TorchScript model has no parameters; torch.jit.freeze makes them constants of its code.</source>
        <translation>TorchScript モデルにパラメーターがありません。torch.jit.freeze を使うと、パラメーターはコード内の定数になります。</translation>
    </message>
    <message>
        <source>%1 entries of %2 tensors are exactly zero: their squares were too small for the type in which they are stored, or there was no gradient.</source>
        <translation>%2 個のテンソルの %1 要素がちょうど 0 です。保存している型には二乗が小さすぎたか、勾配がありませんでした。</translation>
    </message>
    <message>
        <source>%1 of %2 tensors are sums over a number of steps that is not known: their values are too large by that number, and not comparable with the others.</source>
        <translation>%2 個中 %1 個のテンソルは、数の分からないステップにわたる和です。値はその数だけ大きすぎ、他とは比べられません。</translation>
    </message>
    <message>
        <source>%1 of %2 tensors have no usable step and are not bias-corrected: their values are too small by 1 − beta2^t, and not comparable with the others.</source>
        <translation>%2 個中 %1 個のテンソルに使えるステップ数がなく、バイアス補正していません。値は 1 − beta2^t だけ小さすぎ、他とは比べられません。</translation>
    </message>
    <message>
        <source>Give --reduction where this is wrong.</source>
        <translation>誤っている場合は --reduction を指定します。</translation>
    </message>
    <message>
        <source>Ranks among tensors of the same steps are right.</source>
        <translation>ステップ数の同じテンソルの間では順位は正しいです。</translation>
    </message>
    <message>
        <source>The batch size is not known, so the values are the accumulator: ranks are right, values are not those of a Fisher diagonal.</source>
        <translation>バッチサイズが不明なため、値は二乗勾配蓄積器のままです。順位は正しく、値はフィッシャー対角の値ではありません。</translation>
    </message>
    <message>
        <source>The file does not record the decay (beta2) of %1 of %2 tensors, so they are not bias-corrected, whatever the step: their values are too small by 1 − beta2^t.</source>
        <translation>%2 個中 %1 個のテンソルの減衰率（beta2）がファイルに記録されていないため、ステップ数にかかわらずバイアス補正していません。値は 1 − beta2^t だけ小さすぎます。</translation>
    </message>
    <message>
        <source>The training loss was averaged over the batch (%1).</source>
        <translation>学習損失はバッチで平均されています（%1）。</translation>
    </message>
    <message>
        <source>The training loss was summed over the batch, not averaged (%1).</source>
        <translation>学習損失はバッチで平均ではなく合計されています（%1）。</translation>
    </message>
    <message>
        <source>A reference Fisher uses the examples as they are.</source>
        <translation>参照フィッシャーは元のままの例を使います。</translation>
    </message>
    <message>
        <source>The accumulator may remember gradients of the earlier run.</source>
        <translation>二乗勾配蓄積器に、前の学習の勾配が残っている可能性があります。</translation>
    </message>
    <message>
        <source>The estimate is of where the parameters were, more than of where they ended.</source>
        <translation>推定値は、パラメータの最後の位置よりも、それまでの位置のものです。</translation>
    </message>
    <message>
        <source>The learning rate did not decay (%1): the parameters still moved at full speed over the last %2 steps, which the average remembers.</source>
        <translation>学習率は減衰していません（%1）。平均に残っている最後の %2 ステップの間も、パラメータは同じ速さで動いていました。</translation>
    </message>
    <message>
        <source>The optimizer counts %1 steps, but the run made %2 (%3): it went on from the state of an earlier run, or the two files are of different times.</source>
        <translation>オプティマイザのステップ数は %1 ですが、学習は %2 ステップです（%3）。前の学習の状態から続けられたか、二つのファイルの時点が異なります。</translation>
    </message>
    <message>
        <source>The run mixed pairs of examples and of their labels (%1 %2, %3): the squares are those of mixed examples.</source>
        <translation>学習では例とラベルを二つずつ混ぜています（%1 %2、%3）。二乗は混ぜた例のものです。</translation>
    </message>
    <message>
        <source>Leave one of the two.</source>
        <translation>どちらか一つを残します。</translation>
    </message>
    <message>
        <source>The mapping file names &quot;%1&quot; twice.</source>
        <translation>対応付けファイルに「%1」が二度あります。</translation>
    </message>
    <message>
        <source>Check the mapping; an optimizer of another model could fit by chance.</source>
        <translation>対応付けを確かめます。別のモデルのオプティマイザが偶然合うこともあります。</translation>
    </message>
    <message>
        <source>The optimizer has %1 parameters and no names for them, the model has %2: in one order (%3) the shapes fit in exactly one way, and the other %4 are taken as frozen.</source>
        <translation>オプティマイザには %1 個のパラメータがあり、その名前がありません。モデルのパラメータは %2 個です。順序（%3）に沿って形状が合う方法は一つだけで、残りの %4 個は固定されていたとみなします。</translation>
    </message>
    <message>
        <source>config.json ties the output layer to the embeddings: the squares of this parameter are those of the sum of both gradients.</source>
        <translation>config.json によると、出力層は埋め込みと重みを共有しています。このパラメータの二乗は、両方の勾配の和の二乗です。</translation>
    </message>
    <message>
        <source>Check that it averages the squares of plain gradients, as Adam does.</source>
        <translation>Adam のように、元の勾配の二乗を平均しているかを確かめます。</translation>
    </message>
    <message>
        <source>The optimizer&apos;s class &quot;%1&quot; is none that this program knows; its squares are taken as an average of squared gradients.</source>
        <translation>オプティマイザのクラス「%1」は、このプログラムの知らないものです。その二乗を、勾配の二乗の平均とみなします。</translation>
    </message>
    <message>
        <source>The optimizer&apos;s class &quot;%1&quot; is none that this program knows; its squares are taken as those of %2.</source>
        <translation>オプティマイザのクラス「%1」は、このプログラムの知らないものです。その二乗を、%2 のものとみなします。</translation>
    </message>
    <message>
        <source>Copy the file itself into the folder.</source>
        <translation>ファイルそのものをフォルダにコピーします。</translation>
    </message>
    <message>
        <source>This is a link to a file that is not there, so the file is not read.</source>
        <translation>存在しないファイルへのリンクのため、ファイルを読みません。</translation>
    </message>
    <message>
        <source>configuration of the Keras model: loss.reduction</source>
        <translation>Keras モデルの構成: loss.reduction</translation>
    </message>
    <message>
        <source>reduction of meta.json</source>
        <translation>meta.json の reduction</translation>
    </message>
    <message>
        <source>The entry &apos;%1&apos; is not a list of texts.</source>
        <translation>項目 &apos;%1&apos; は文字列のリストではありません。</translation>
    </message>
    <message>
        <source>The model uses %1, which LibTorch %2 does not have yet.</source>
        <translation>モデルは %1 を使っていますが、LibTorch %2 にはまだありません。</translation>
    </message>
    <message>
        <source>Use a newer LibTorch, or export the model with PyTorch of this version.</source>
        <translation>新しい LibTorch を使うか、同じ版の PyTorch でモデルを書き出し直してください。</translation>
    </message>
    <message>
        <source>The entry &apos;%1&apos; is not a list of steps.</source>
        <translation>項目 &apos;%1&apos; はステップの並びではありません。</translation>
    </message>
    <message>
        <source>Compare with a reference before deciding by large entries.</source>
        <translation>大きい要素で判断する前に、参照と比較します。</translation>
    </message>
    <message>
        <source>Every entry of the gradient was clipped at %1 (%2): no square is larger than that allows, and ranks among the largest say nothing.</source>
        <translation>勾配の要素ごとに %1 でクリッピングされています（%2）。二乗はその上限を超えないため、大きい要素どうしの順位には意味がありません。</translation>
    </message>
    <message>
        <source>Gradients were clipped in proportion to their parameters, at %1 of their norm (%2): ranks of small parameters are too low where that happened.</source>
        <translation>勾配はパラメータに比例して、そのノルムの %1 倍でクリッピングされています（%2）。その箇所では、小さいパラメータの順位が低すぎます。</translation>
    </message>
    <message>
        <source>If so, give the scale as --loss-factor; it may have changed during the run.</source>
        <translation>その場合は、スケールを --loss-factor に指定します。実行中に変わった可能性があります。</translation>
    </message>
    <message>
        <source>The gradient of each parameter was clipped at norm %1 of its own (%2): where that happened, squares of different tensors are not comparable.</source>
        <translation>パラメータごとの勾配が、それぞれノルム %1 でクリッピングされています（%2）。その箇所では、異なるテンソルの二乗を比較できません。</translation>
    </message>
    <message>
        <source>The squares add up to %1, and the loss was scaled by %2 (%3): as if gradients had been squared with the scale still in them.</source>
        <translation>二乗の合計は %1 で、損失は %2 倍されていました（%3）。スケールが残ったままの勾配が二乗されたかのようです。</translation>
    </message>
    <message>
        <source>Use ranks within tensors only.</source>
        <translation>テンソル内の順位だけを使います。</translation>
    </message>
    <message>
        <source>The router hardly chose them, and their average decayed: their values are not comparable.</source>
        <translation>ルーターがほとんど選ばず、平均が減衰したため、値を比較できません。</translation>
    </message>
    <message>
        <source>The squares of %1 of %2 experts are over a thousand times smaller than those of the others in their layer: %3.</source>
        <translation>%2 個のエキスパートのうち %1 個の二乗が、同じ層のほかのものより千分の一未満です: %3。</translation>
    </message>
    <message>
        <source>They have no evidence: a merge takes the plain mean there, pruning removes them first.</source>
        <translation>根拠がないため、そこではマージは単純平均になり、枝刈りでは最初に除去されます。</translation>
    </message>
    <message>
        <source>A file of plain arrays holds no optimizer state.</source>
        <translation>配列だけのファイルにオプティマイザ状態はありません。</translation>
    </message>
    <message>
        <source>Give a group of the file by --key, or leave it out.</source>
        <translation>--key でファイル内のグループを指定するか、--key を省きます。</translation>
    </message>
    <message>
        <source>Give it as the data of reference or evaluate (--data).</source>
        <translation>reference または evaluate のデータ（--data）として指定します。</translation>
    </message>
    <message>
        <source>Give the checkpoint itself.</source>
        <translation>チェックポイントそのものを指定します。</translation>
    </message>
    <message>
        <source>The file has no group &quot;%1&quot; with arrays.</source>
        <translation>ファイルに、配列を含むグループ「%1」はありません。</translation>
    </message>
    <message>
        <source>The file holds no floating-point arrays, so no parameters.</source>
        <translation>ファイルに浮動小数点の配列がないため、パラメータがありません。</translation>
    </message>
    <message>
        <source>This is a data file (inputs and targets), not a model.</source>
        <translation>これはデータファイル（inputs と targets）で、モデルではありません。</translation>
    </message>
    <message>
        <source>This is a file of FisherLens, but not a model.</source>
        <translation>これは FisherLens のファイルですが、モデルではありません。</translation>
    </message>
    <message>
        <source>the framework&apos;s default: Keras, for a loss that is given by name</source>
        <translation>フレームワークの既定値: 名前で指定された損失に対する Keras</translation>
    </message>
    <message>
        <source>As many entries of this embedding are exactly zero as %1 of its %2 rows hold: tokens that did not occur leave such rows.</source>
        <translation>この埋め込みでは、全 %2 行のうち %1 行分に当たる数の要素がちょうど 0 です。出現しなかったトークンはそのような行を残します。</translation>
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
    <message>
        <source>Chooses the file in a dialog</source>
        <translation>ダイアログでファイルを選びます</translation>
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
    <message>
        <source>Width of the figure on paper</source>
        <translation>紙面での図の幅です</translation>
    </message>
    <message>
        <source>Height of the figure on paper</source>
        <translation>紙面での図の高さです</translation>
    </message>
    <message>
        <source>Points per inch of a PNG: pixels = mm / 25.4 × dpi</source>
        <translation>PNG の 1 インチあたりの点数です: 画素数 = mm / 25.4 × dpi</translation>
    </message>
    <message>
        <source>Where it is written; an existing file is replaced</source>
        <translation>書き出し先です。既存のファイルは置き換えられます</translation>
    </message>
    <message>
        <source>Chooses the file in a dialog</source>
        <translation>ダイアログでファイルを選びます</translation>
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
    <message>
        <source>Export all figures</source>
        <translation>全図の書き出し</translation>
    </message>
    <message>
        <source>Profile of %1</source>
        <translation>%1 のプロファイル</translation>
    </message>
    <message>
        <source>Fisher diagonal: %1 ÷ %2</source>
        <translation>フィッシャー対角：%1 ÷ %2</translation>
    </message>
    <message>
        <source>Profile: %1 ÷ %2</source>
        <translation>プロファイル：%1 ÷ %2</translation>
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
        <source>row mean</source>
        <translation>行の平均</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Set the batch size in Recycle: examples per optimizer step, all ranks together.</source>
        <translation>「再利用」でバッチサイズを設定します（1 ステップあたりの例の数、全ランクの合計）。</translation>
    </message>
    <message>
        <source>Set the step in Recycle when it is known.</source>
        <translation>ステップ数がわかるときは「再利用」で設定します。</translation>
    </message>
    <message>
        <source>No evidence is not unimportance: see the choice in Prune.</source>
        <translation>証拠がないことは重要でないことではありません。「プルーニング」の選択を見てください。</translation>
    </message>
    <message>
        <source>Open the state that was saved with this model.</source>
        <translation>このモデルと一緒に保存された状態を開きます。</translation>
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
        <source>Check the training run before deciding by these values.</source>
        <translation>これらの値で決める前に、学習を確かめます。</translation>
    </message>
    <message>
        <source>Compare it with the tensor names.</source>
        <translation>テンソルの名前と見比べます。</translation>
    </message>
    <message>
        <source>Say in Recycle whether it was mean or sum.</source>
        <translation>「再利用」で平均か合計かを指定します。</translation>
    </message>
    <message>
        <source>Set the batch size, so that both are at one scale.</source>
        <translation>バッチサイズを設定して尺度をそろえます。</translation>
    </message>
    <message>
        <source>Say in Recycle where this is wrong.</source>
        <translation>誤っている場合は「再利用」で指定します。</translation>
    </message>
    <message>
        <source>If so, set the scale as loss factor in Recycle; it may have changed during the run.</source>
        <translation>その場合は、「再利用」でスケールを損失係数に設定します。実行中に変わった可能性があります。</translation>
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
        <source>min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>median · band 10–90 %</source>
        <translation>中央値・帯は 10–90 %</translation>
    </message>
    <message>
        <source>median by layer · 10–90 %</source>
        <translation>層ごとの中央値・10–90 %</translation>
    </message>
    <message>
        <source>A ÷ B</source>
        <translation>A ÷ B</translation>
    </message>
    <message>
        <source>median of A ÷ median of B</source>
        <translation>A の中央値 ÷ B の中央値</translation>
    </message>
    <message>
        <source>This is no proof that they do not matter.</source>
        <translation>これは重要でないことの証拠にはなりません。</translation>
    </message>
    <message>
        <source>%1 of %2 entries are exactly zero, which is no proof that they do not matter.</source>
        <translation>%2 要素のうち %1 要素がちょうど 0 ですが、重要でないことの証拠にはなりません。</translation>
    </message>
    <message>
        <source>No entry is exactly zero.</source>
        <translation>ちょうど 0 の要素はありません。</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Move λ or the sparsity while its curve has the focus; with Shift in tenths</source>
        <translation>曲線にフォーカスがあるとき λ やスパース率を動かします。Shift で十分の一ずつ</translation>
    </message>
    <message>
        <source>Move through the cells of a heatmap</source>
        <translation>ヒートマップのセルを移動します</translation>
    </message>
    <message>
        <source>Zoom the tiles; Home shows the whole tensor</source>
        <translation>タイルの拡大と縮小。Home でテンソル全体を表示</translation>
    </message>
    <message>
        <source>Shift+F10</source>
        <translation>Shift+F10</translation>
    </message>
    <message>
        <source>Menu of the picture or table that has the focus: copy, export, sort, columns</source>
        <translation>フォーカスのある図や表のメニュー: コピー、書き出し、並べ替え、列</translation>
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
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
    <message>
        <source>About FisherLens</source>
        <translation>FisherLens について</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;&lt;p&gt;Reads the squared-gradient accumulator of a checkpoint as a Fisher diagonal, checks it against a reference, merges and prunes.&lt;/p&gt;&lt;p&gt;Method: Li, Dangel, Tam, Raffel, “Fishers for Free?”, ICML 2025, arXiv 2507.18807.&lt;/p&gt;&lt;p&gt;Licence: GPL-3.0-or-later. Data stay on this machine.&lt;/p&gt;</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;&lt;p&gt;チェックポイントの二乗勾配蓄積器をフィッシャー対角として読み、参照で確かめ、マージとプルーニングを行います。&lt;/p&gt;&lt;p&gt;手法: Li, Dangel, Tam, Raffel, “Fishers for Free?”, ICML 2025, arXiv 2507.18807。&lt;/p&gt;&lt;p&gt;ライセンス: GPL-3.0-or-later。データはこのコンピュータの外に出ません。&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>MergeOptionsDialog</name>
    <message>
        <source>Merge options</source>
        <translation>マージのオプション</translation>
    </message>
    <message>
        <source>Preview, evaluated curves and the written model follow these.</source>
        <translation>プレビュー、評価した曲線、書き出すモデルのすべてがこれに従います。</translation>
    </message>
    <message>
        <source>&amp;Base model</source>
        <translation>ベースモデル(&amp;B)</translation>
    </message>
    <message>
        <source>θ₀, the model that A and B were fine-tuned from. Task arithmetic: θ* = θ₀ + Σ λᵢ(θᵢ − θ₀)</source>
        <translation>θ₀、A と B の微調整の元になったモデル。タスク演算: θ* = θ₀ + Σ λᵢ(θᵢ − θ₀)</translation>
    </message>
    <message>
        <source>&amp;Scale</source>
        <translation>倍率(&amp;S)</translation>
    </message>
    <message>
        <source>Task arithmetic: A has the coefficient s·(1 − λ), B has s·λ; with s = 2 both are 1 at λ = 0.5</source>
        <translation>タスク演算: A の係数は s·(1 − λ)、B の係数は s·λ。s = 2 なら λ = 0.5 でどちらも 1</translation>
    </message>
    <message>
        <source>&amp;Normalization</source>
        <translation>正規化(&amp;N)</translation>
    </message>
    <message>
        <source>Before they weigh against each other: none F, mean F/mean(F), L2 F/‖F‖₂</source>
        <translation>重みとして比べる前の処理: なし F、平均 F/mean(F)、L2 F/‖F‖₂</translation>
    </message>
    <message>
        <source>&amp;Floor ε</source>
        <translation>下限 ε(&amp;F)</translation>
    </message>
    <message>
        <source>F ← max(F, ε·mean F) after the normalization; 0/0 becomes the weighted mean</source>
        <translation>正規化の後に F ← max(F, ε·mean F)。0/0 は重み付き平均になる</translation>
    </message>
    <message>
        <source>&amp;Not finite</source>
        <translation>有限でない要素(&amp;I)</translation>
    </message>
    <message>
        <source>Entries where a value or a Fisher is NaN or infinite</source>
        <translation>値またはフィッシャーが NaN または無限大の要素</translation>
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
    <message>
        <source>task arithmetic</source>
        <translation>タスク演算</translation>
    </message>
    <message>
        <source>task arithmetic has no prediction; evaluation data draw its curve</source>
        <translation>タスク演算には予測がなく、評価データがあれば曲線を描く</translation>
    </message>
    <message>
        <source>Task arithmetic</source>
        <translation>タスク演算</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>線形</translation>
    </message>
    <message>
        <source>Fisher</source>
        <translation>フィッシャー</translation>
    </message>
    <message>
        <source>distances are not predicted for task arithmetic</source>
        <translation>タスク演算では距離を予測しない</translation>
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
    <message>
        <source>A: %1</source>
        <translation>A: %1</translation>
    </message>
    <message>
        <source>B: %1</source>
        <translation>B: %1</translation>
    </message>
    <message>
        <source>evaluated at %1 shares</source>
        <translation>評価 %1 点</translation>
    </message>
    <message>
        <source>evaluating…</source>
        <translation>評価中…</translation>
    </message>
    <message>
        <source>not predicted</source>
        <translation>予測なし</translation>
    </message>
    <message>
        <source>predicted from all entries; evaluating…</source>
        <translation>全要素から予測、評価中…</translation>
    </message>
    <message>
        <source>predicted from all entries</source>
        <translation>全要素から予測</translation>
    </message>
    <message>
        <source>Average them</source>
        <translation>平均する</translation>
    </message>
    <message>
        <source>Entries that are not finite become the weighted mean of the finite values, in preview and written model alike</source>
        <translation>有限でない要素は、プレビューでも書き出すモデルでも、有限な値の重み付き平均になる</translation>
    </message>
    <message>
        <source>This merge would be refused.</source>
        <translation>このままではマージできません。</translation>
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
        <source>Under the references it costs %1 × what their own Fisher merge costs (linear: %2 ×).</source>
        <translation>参照フィッシャーで測ると、参照自身によるフィッシャーマージの %1 倍のコストです（線形: %2 倍）。</translation>
    </message>
    <message>
        <source>Prediction and evaluation agree.</source>
        <translation>予測と評価は一致します。</translation>
    </message>
    <message>
        <source>Prediction is not trusted here.</source>
        <translation>ここでは予測を信頼できません。</translation>
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
    <name>Plan</name>
    <message>
        <source>%1 has no Fisher: nothing in it can be recycled.</source>
        <translation>%1 にはフィッシャーがありません。再利用できるものを含んでいません。</translation>
    </message>
    <message>
        <source>The Fishers belong to none of the tensors that are merged.</source>
        <translation>フィッシャーは、マージするテンソルのどれにも対応しません。</translation>
    </message>
    <message>
        <source>This method is not built yet.</source>
        <translation>この方法はまだ実装されていません。</translation>
    </message>
    <message>
        <source>Task arithmetic needs the base model. Choose it in Options….</source>
        <translation>タスク演算にはベースモデルが必要です。「オプション…」で選びます。</translation>
    </message>
    <message>
        <source>%1 cannot be the base model: it is no checkpoint that could be opened.</source>
        <translation>%1 はベースモデルにできません。開けたチェックポイントではありません。</translation>
    </message>
    <message>
        <source>The base model is being opened.</source>
        <translation>ベースモデルを開いています。</translation>
    </message>
    <message>
        <source>The Fisher belongs to none of the tensors that are pruned.</source>
        <translation>フィッシャーは、プルーニングするテンソルのどれにも対応しません。</translation>
    </message>
    <message>
        <source>A merge needs two models. Choose A and B in the view Merge.</source>
        <translation>マージには二つのモデルが必要です。「マージ」で A と B を選びます。</translation>
    </message>
    <message>
        <source>The entries of both models are being looked at.</source>
        <translation>両方のモデルの要素を調べています。</translation>
    </message>
    <message>
        <source>These models cannot be merged. The view Merge says why.</source>
        <translation>これらのモデルはマージできません。理由は「マージ」に示されます。</translation>
    </message>
    <message>
        <source>Entries that are not finite: %1. Let them be averaged: Options… in the view Merge.</source>
        <translation>有限でない要素: %1 個。「マージ」の「オプション…」で平均するようにします。</translation>
    </message>
    <message>
        <source>Pruning needs a model. Choose one in the view Prune.</source>
        <translation>プルーニングにはモデルが必要です。「プルーニング」で選びます。</translation>
    </message>
    <message>
        <source>The entries of the model are being scored.</source>
        <translation>モデルの要素のスコアを計算しています。</translation>
    </message>
    <message>
        <source>This model cannot be pruned. The view Prune says why.</source>
        <translation>このモデルはプルーニングできません。理由は「プルーニング」に示されます。</translation>
    </message>
    <message>
        <source>Entries that are not finite: %1. Let them be kept: Options… in the view Prune.</source>
        <translation>有限でない要素: %1 個。「プルーニング」の「オプション…」で残すようにします。</translation>
    </message>
</context>
<context>
    <name>PruneOptionsDialog</name>
    <message>
        <source>Prune options</source>
        <translation>プルーニングのオプション</translation>
    </message>
    <message>
        <source>Preview, mask, evaluated curves and the written model follow these.</source>
        <translation>プレビュー、マスク、評価した曲線、書き出すモデルのすべてがこれに従います。</translation>
    </message>
    <message>
        <source>&amp;Include</source>
        <translation>対象(&amp;I)</translation>
    </message>
    <message>
        <source>Only tensors whose name matches one of these patterns are pruned; empty means all. Patterns are separated by spaces: * any run, ? one character</source>
        <translation>名前がいずれかのパターンに合うテンソルだけをプルーニングする。空ならすべて。パターンは空白で区切る: * は任意の文字列、? は一文字</translation>
    </message>
    <message>
        <source>&amp;Exclude</source>
        <translation>除外(&amp;E)</translation>
    </message>
    <message>
        <source>Tensors whose name matches one of these patterns are left out. Patterns are separated by spaces: * any run, ? one character</source>
        <translation>名前がいずれかのパターンに合うテンソルを除外する。パターンは空白で区切る: * は任意の文字列、? は一文字</translation>
    </message>
    <message>
        <source>&amp;F = 0</source>
        <translation>&amp;F = 0</translation>
    </message>
    <message>
        <source>Entries that never had a gradient: the score ½Fθ² is 0, so they are removed first, or they are kept, for no evidence is not unimportance</source>
        <translation>勾配が一度もなかった要素。スコア ½Fθ² が 0 なので最初に除くか、証拠がないことは重要でないことではないので残す</translation>
    </message>
    <message>
        <source>&amp;Not finite</source>
        <translation>有限でない要素(&amp;I)</translation>
    </message>
    <message>
        <source>Entries whose value or Fisher is NaN or infinite</source>
        <translation>値またはフィッシャーが NaN または無限大の要素</translation>
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
    <message>
        <source>Mask of %1 at %2 % sparsity</source>
        <translation>%1 のマスク、スパース率 %2 %</translation>
    </message>
    <message>
        <source>evaluated at %1 sparsities</source>
        <translation>%1 個のスパース率で評価</translation>
    </message>
    <message>
        <source>predicted from all entries; evaluating…</source>
        <translation>全要素から予測、評価中…</translation>
    </message>
    <message>
        <source>predicted from all entries</source>
        <translation>全要素から予測</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>Entries that are not finite are never removed, in preview and written model alike</source>
        <translation>有限でない要素は、プレビューでも書き出すモデルでも除かない</translation>
    </message>
    <message>
        <source>Pruning would be refused.</source>
        <translation>このままではプルーニングできません。</translation>
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
    <message>
        <source>S&amp;napshots</source>
        <translation>スナップショット(&amp;N)</translation>
    </message>
    <message>
        <source>Steps of the log whose accumulators are recycled; of several the mean, with the standard error of the spread between them</source>
        <translation>二乗勾配蓄積器を再利用するログのステップです。複数のときは平均と、ばらつきによる標準誤差です</translation>
    </message>
    <message>
        <source>Chooses the file in a dialog</source>
        <translation>ダイアログでファイルを選びます</translation>
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
    <message>
        <source>Sparsit&amp;y</source>
        <translation>スパース率(&amp;Y)</translation>
    </message>
    <message>
        <source>Share of the entries that is pruned</source>
        <translation>プルーニングする要素の割合</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>share that is pruned</source>
        <translation>プルーニングする割合</translation>
    </message>
    <message>
        <source>&amp;Regret</source>
        <translation>損失比(&amp;R)</translation>
    </message>
    <message>
        <source>The check ends when the 95 % interval of the regret lies wholly below or above this value</source>
        <translation>損失比の 95 % 区間がこの値より完全に下または上になると確認を終えます</translation>
    </message>
    <message>
        <source>1 is the reference’s own choice</source>
        <translation>1 は参照自身の選択です</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>時間(&amp;T)</translation>
    </message>
    <message>
        <source>The check ends after so long at the latest</source>
        <translation>遅くともこの時間で確認を終えます</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Chooses the file in a dialog</source>
        <translation>ダイアログでファイルを選びます</translation>
    </message>
</context>
<context>
    <name>RunTable</name>
    <message>
        <source>Micro-batch</source>
        <translation>マイクロバッチ</translation>
    </message>
    <message>
        <source>Accumulation steps</source>
        <translation>勾配累積ステップ数</translation>
    </message>
    <message>
        <source>Data-parallel ranks</source>
        <translation>データ並列数</translation>
    </message>
    <message>
        <source>Global batch</source>
        <translation>全体のバッチ</translation>
    </message>
    <message>
        <source>Clipping at norm</source>
        <translation>クリッピングのノルム</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Training examples</source>
        <translation>学習例の数</translation>
    </message>
    <message>
        <source>Optimizer steps</source>
        <translation>オプティマイザのステップ数</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>エポック数</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学習率</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>重み減衰</translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation>ウォームアップのステップ数</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>ラベル平滑化</translation>
    </message>
    <message>
        <source>Reduction</source>
        <translation>集約</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>損失</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>Version of the trainer</source>
        <translation>トレーナーの版</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>オプティマイザ</translation>
    </message>
    <message>
        <source>Clipping of every entry</source>
        <translation>要素ごとのクリッピング</translation>
    </message>
    <message>
        <source>Adaptive clipping</source>
        <translation>適応的クリッピング</translation>
    </message>
    <message>
        <source>Clipping of each parameter at norm</source>
        <translation>パラメータごとのクリッピングのノルム</translation>
    </message>
    <message>
        <source>Loss scale</source>
        <translation>損失のスケール</translation>
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
    <message>
        <source>recycled</source>
        <translation>再利用</translation>
    </message>
    <message>
        <source>accumulator</source>
        <translation>二乗勾配蓄積器</translation>
    </message>
    <message>
        <source>%1 · 5–95 %, 25–75 %, median</source>
        <translation>%1・5–95 %、25–75 %、中央値</translation>
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
    <message>
        <source>tensor %1</source>
        <translation>テンソル %1</translation>
    </message>
    <message>
        <source>byte %1</source>
        <translation>%1 バイト目</translation>
    </message>
    <message>
        <source>The regret of pruning %1 cannot be said from %2 examples: what the reference itself would remove costs nothing, or the examples are too few.</source>
        <translation>%1 のプルーニングの損失比は %2 例からは求められません。参照自身が除くもののコストがゼロであるか、例が少なすぎます。</translation>
    </message>
    <message>
        <source>Pruning %1 with the recycled Fisher costs %3 to %4 times what the reference&apos;s own choice costs (95 % interval; %2 when the noise of the %5 examples is left in).</source>
        <translation>再利用フィッシャーで %1 をプルーニングすると、参照自身の選択の %3 から %4 倍のコストになります（95 % 区間。%5 例のノイズを含めた値は %2）。</translation>
    </message>
    <message>
        <source>That is below %1: the recycled Fisher can be used for this decision.</source>
        <translation>これは %1 を下回ります。この判断には再利用フィッシャーを使えます。</translation>
    </message>
    <message>
        <source>That is above %1: decide with the reference instead.</source>
        <translation>これは %1 を上回ります。参照フィッシャーで判断してください。</translation>
    </message>
    <message>
        <source>The time was spent before the interval left %1: give it more time.</source>
        <translation>区間が %1 から離れる前に時間を使い切りました。時間を増やしてください。</translation>
    </message>
    <message>
        <source>All examples are used and the interval still holds %1: these data cannot tell.</source>
        <translation>すべての例を使っても区間が %1 を含みます。このデータでは判断できません。</translation>
    </message>
    <message>
        <source>%1, compared with %2</source>
        <translation>%1、比較相手 %2</translation>
    </message>
    <message>
        <source>Let such entries be averaged or kept: Options… in the view Merge or Prune.</source>
        <translation>そのような要素を平均するか残すかは、「マージ」または「プルーニング」の「オプション…」で選びます。</translation>
    </message>
    <message>
        <source>Open the checkpoint that has it.</source>
        <translation>それを含むチェックポイントを開いてください。</translation>
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
    <message>
        <source>Check the decision…</source>
        <translation>判断を確認…</translation>
    </message>
    <message>
        <source>Adds examples to a reference until the regret of pruning is known well enough, or the time is spent: Σ F_ref θ² of what the recycled Fisher removes ÷ of what the reference removes</source>
        <translation>プルーニングの損失比が十分に分かるか時間を使い切るまで、参照に例を加えます：再利用フィッシャーが除く要素の Σ F_ref θ² ÷ 参照が除く要素の Σ F_ref θ²</translation>
    </message>
    <message>
        <source>zeros: %1 recycled · %2 reference</source>
        <translation>ゼロ：再利用 %1・参照 %2</translation>
    </message>
    <message>
        <source>Exact zeros among the %1 entries that both have: parameters without a gradient</source>
        <translation>両方にある %1 要素のうち厳密にゼロの要素：勾配のないパラメータ</translation>
    </message>
    <message>
        <source>There is no recycled Fisher to compare.</source>
        <translation>比較する再利用フィッシャーがありません。</translation>
    </message>
    <message>
        <source>It comes from a checkpoint with its optimizer state, from an optimizer log, or from a Fisher file.</source>
        <translation>オプティマイザ状態を含むチェックポイント、オプティマイザのログ、またはフィッシャーファイルから得られます。</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>開く…</translation>
    </message>
    <message>
        <source>attainable</source>
        <translation>到達目安</translation>
    </message>
    <message>
        <source>magnitude</source>
        <translation>絶対値</translation>
    </message>
    <message>
        <source>The estimate that is judged: B·v/(1−β₂^t)/c² of an accumulator</source>
        <translation>評価する推定値です: 二乗勾配蓄積器の B·v/(1−β₂^t)/c²</translation>
    </message>
    <message>
        <source>What it is judged by: means of squared per-example gradients, (1/N)Σ g²</source>
        <translation>評価の基準です: サンプルごとの勾配の二乗の平均 (1/N)Σ g²</translation>
    </message>
    <message>
        <source>How many entries lie where; the dashed line is A = fit·B with fit = ΣAB/ΣB²</source>
        <translation>要素の分布です。破線は A = fit·B、fit = ΣAB/ΣB² です</translation>
    </message>
    <message>
        <source>exact → empirical (labels) → joint = F_emp + (B−1)μ² (batch) → recycled (history); every arrow has its ratio of traces and its Spearman ρ</source>
        <translation>厳密 → 経験（ラベル）→ 結合 = F_emp + (B−1)μ²（バッチ）→ 再利用（履歴）。矢印ごとにトレース比とスピアマン ρ を示します</translation>
    </message>
    <message>
        <source>A recycled, B reference, over all entries that both have</source>
        <translation>A は再利用、B は参照です。両方にある全要素で測ります</translation>
    </message>
    <message>
        <source>Between the recycled Fisher and the reference</source>
        <translation>再利用フィッシャーと参照フィッシャーの間の値です</translation>
    </message>
    <message>
        <source>The same between two halves of the reference: what its own noise allows</source>
        <translation>参照の二つの半分の間で測った同じ値です。参照自身のノイズが許す範囲を示します</translation>
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
    <message numerus="yes">
        <source>Wrote %n figure(s) to %1.</source>
        <translation>
            <numerusform>%n 枚の図を %1 に書き出しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>フォルダを開く</translation>
    </message>
    <message>
        <source>The table of optimizer states needs a checkpoint. Select one among the sources.</source>
        <translation>オプティマイザ状態の表にはチェックポイントが必要です。ソースから選んでください。</translation>
    </message>
    <message>
        <source>The check needs a recycled Fisher. Open a checkpoint with its optimizer state.</source>
        <translation>確認には再利用フィッシャーが必要です。オプティマイザ状態のあるチェックポイントを開いてください。</translation>
    </message>
    <message>
        <source>Recycling needs a checkpoint with its optimizer state, or an optimizer log. Select one among the sources.</source>
        <translation>再利用にはオプティマイザー状態を持つチェックポイントか、オプティマイザーログが要ります。ソースから選んでください。</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::DockTitle</name>
    <message>
        <source>Close %1</source>
        <translation>%1 を閉じる</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::Docks</name>
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
        <source>Opens a checkpoint or a Fisher file as a source</source>
        <translation>チェックポイントかフィッシャーファイルをソースとして開きます</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 を閉じる</translation>
    </message>
    <message>
        <source>Findings · %1</source>
        <translation>所見 · %1</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>ジョブ</translation>
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
    <name>fisherlens::desktop::EditAnalyses</name>
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
    <message>
        <source>Export all figures</source>
        <translation>全図の書き出し</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>フォルダ(&amp;O)</translation>
    </message>
    <message>
        <source>Export all figures to a folder</source>
        <translation>全図をフォルダに書き出し</translation>
    </message>
    <message>
        <source>Where all figures are written; existing files are replaced</source>
        <translation>すべての図の書き出し先です。既存のファイルは置き換えられます</translation>
    </message>
    <message>
        <source>Chooses the folder in a dialog</source>
        <translation>ダイアログでフォルダーを選びます</translation>
    </message>
    <message>
        <source>Of every figure; rows become smaller where they do not fit</source>
        <translation>すべての図に適用します。入りきらない行は縮小されます</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 を書き出す</translation>
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
    <message>
        <source>Show table</source>
        <translation>表を表示</translation>
    </message>
    <message>
        <source>Return shows the place of a finding, or the table it is about</source>
        <translation>Return で所見の場所か、関係する表を表示します</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::HeatmapRange</name>
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
        <source>White is one: A and B are equal. Blue: A is smaller; orange: A is larger.</source>
        <translation>白は 1 で、A と B が等しいことを示します。青は A が小さく、橙は A が大きいことを示します。</translation>
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
        <source>No tensor to compare.</source>
        <translation>比較できるテンソルがありません。</translation>
    </message>
    <message>
        <source>A and B have no tensor of the same name and shape, or the filter hides all of them.</source>
        <translation>A と B に名前と形状の同じテンソルがないか、絞り込みですべて隠れています。</translation>
    </message>
    <message>
        <source>A ÷ B</source>
        <translation>A ÷ B</translation>
    </message>
    <message>
        <source>Fisher diagonal: %1 ÷ %2</source>
        <translation>フィッシャー対角：%1 ÷ %2</translation>
    </message>
    <message>
        <source>Profile: %1 ÷ %2</source>
        <translation>プロファイル：%1 ÷ %2</translation>
    </message>
    <message>
        <source>The ratio cannot be judged.</source>
        <translation>比は判断できません。</translation>
    </message>
    <message>
        <source>No tensor has a positive median in both.</source>
        <translation>両方で中央値が正のテンソルがありません。</translation>
    </message>
    <message>
        <source>A ÷ B of the medians lies between %1 (%2) and %3 (%4).</source>
        <translation>中央値の A ÷ B は %1（%2）から %3（%4）の間です。</translation>
    </message>
    <message>
        <source>Their scales differ, so only the pattern can be read, not the size.</source>
        <translation>尺度が異なるため、読めるのは模様だけで、大きさは読めません。</translation>
    </message>
    <message>
        <source>A is larger in %1 of %2 tensors.</source>
        <translation>%2 テンソル中 %1 で A が大きい値です。</translation>
    </message>
    <message>
        <source>The diagonal of A, as chosen in the Merge view</source>
        <translation>マージ表示で選んだ A の対角</translation>
    </message>
    <message>
        <source>The diagonal of B, as chosen in the Merge view</source>
        <translation>マージ表示で選んだ B の対角</translation>
    </message>
    <message>
        <source>Each quantile of A divided by the same quantile of B; below, A ÷ B entry by entry</source>
        <translation>A の各分位点を B の同じ分位点で割った値。下は要素ごとの A ÷ B</translation>
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
        <source>Colours of the entries; the scale is log10 F, and zero and NaN have colours of their own</source>
        <translation>要素の色です。尺度は log10 F で、ゼロと NaN には専用の色があります</translation>
    </message>
    <message>
        <source>Median of every row and the band from the 10th to the 90th percentile</source>
        <translation>各行の中央値と、10 から 90 パーセンタイルの帯です</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::Inspector</name>
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
        <source>Counts over log10 of the entries: recycled filled, reference as outline</source>
        <translation>要素の log10 の度数です: 塗りは再利用、輪郭は参照です</translation>
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
    <message>
        <source>Layers and tensors of the selected source; what is selected here is selected in all views</source>
        <translation>選択中のソースの層とテンソルです。ここでの選択はすべてのビューで共有されます</translation>
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
</context>
<context>
    <name>fisherlens::desktop::MappingDialog</name>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Optimizer states of %1</source>
        <translation>%1 のオプティマイザ状態</translation>
    </message>
    <message>
        <source>Parameters and their optimizer states</source>
        <translation>パラメータとそのオプティマイザ状態</translation>
    </message>
    <message>
        <source>Assign the rest in order</source>
        <translation>残りを順に割り当て</translation>
    </message>
    <message>
        <source>Every parameter without a state gets the next free state of its shape</source>
        <translation>状態のない各パラメータに、同じ形状の次の空き状態を割り当てます</translation>
    </message>
    <message>
        <source>Decide automatically</source>
        <translation>自動で決める</translation>
    </message>
    <message>
        <source>Leaves the mapping file out and opens the checkpoint again</source>
        <translation>対応ファイルを使わずにチェックポイントを開き直します</translation>
    </message>
    <message>
        <source>Save and use…</source>
        <translation>保存して使う…</translation>
    </message>
    <message>
        <source>Writes a small file that says which state belongs to which parameter; --mapping reads it too</source>
        <translation>どの状態がどのパラメータのものかを示す小さなファイルを書き出します。--mapping でも読めます</translation>
    </message>
    <message>
        <source>The file holds no optimizer state.</source>
        <translation>このファイルにはオプティマイザ状態がありません。</translation>
    </message>
    <message>
        <source>%1 of %2 parameters have a state; %3 states belong to no parameter.</source>
        <translation>%2 パラメータ中 %1 に状態があり、%3 個の状態はどのパラメータのものでもありません。</translation>
    </message>
    <message>
        <source>Edited by hand, not saved yet.</source>
        <translation>手で変更され、まだ保存されていません。</translation>
    </message>
    <message>
        <source>The mapping comes from %1.</source>
        <translation>対応は %1 によります。</translation>
    </message>
    <message>
        <source>Save mapping</source>
        <translation>対応を保存</translation>
    </message>
    <message>
        <source>Mappings (*.json)</source>
        <translation>対応ファイル (*.json)</translation>
    </message>
    <message>
        <source>Assign optimizer states</source>
        <translation>オプティマイザ状態の割り当て</translation>
    </message>
    <message>
        <source>Decide the mapping automatically</source>
        <translation>対応を自動で決定</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::MappingModel</name>
    <message>
        <source>recorded name</source>
        <translation>記録された名前</translation>
    </message>
    <message>
        <source>assigned by hand</source>
        <translation>手で割り当て</translation>
    </message>
    <message>
        <source>order of the architecture, shapes verified</source>
        <translation>アーキテクチャの順、形状を検証</translation>
    </message>
    <message>
        <source>order, shapes verified</source>
        <translation>順序、形状を検証</translation>
    </message>
    <message>
        <source>unique shape</source>
        <translation>唯一の形状</translation>
    </message>
    <message>
        <source>A double click chooses among the states of this shape</source>
        <translation>ダブルクリックで同じ形状の状態から選びます</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>パラメータ</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>How it was decided</source>
        <translation>決め方</translation>
    </message>
    <message>
        <source>Name inside the state dict</source>
        <translation>state dict 内の名前です</translation>
    </message>
    <message>
        <source>Length of every dimension</source>
        <translation>各次元の長さです</translation>
    </message>
    <message>
        <source>Its entry in the optimizer state</source>
        <translation>オプティマイザー状態の中の項目です</translation>
    </message>
    <message>
        <source>By which rule or by whom the two were matched</source>
        <translation>どの規則で、または誰が対応付けたかです</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::Menus</name>
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
        <source>Open folder…</source>
        <translation>フォルダを開く…</translation>
    </message>
    <message>
        <source>Opens an optimizer log, or another folder that is one source</source>
        <translation>オプティマイザのログ、または一つのソースであるフォルダを開きます</translation>
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
        <source>The table that has the focus, else that of the Overview: all rows as filtered and sorted</source>
        <translation>フォーカスのある表、なければ概要の表：絞り込みと並べ替えのとおりの全行</translation>
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
        <source>Show the other merge setting</source>
        <translation>もう一方のマージ設定を表示</translation>
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
        <source>Timeline</source>
        <translation>タイムライン</translation>
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
        <source>Optimizer states…</source>
        <translation>オプティマイザ状態…</translation>
    </message>
    <message>
        <source>Which state belongs to which parameter, how that was decided, and assigning it by hand</source>
        <translation>どの状態がどのパラメータのものか、どう決めたか、そして手での割り当て</translation>
    </message>
    <message>
        <source>Check the decision…</source>
        <translation>判断を確認…</translation>
    </message>
    <message>
        <source>Evaluation data…</source>
        <translation>評価データ…</translation>
    </message>
    <message>
        <source>Outliers…</source>
        <translation>外れ値…</translation>
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
        <source>Undo %1</source>
        <translation>「%1」を元に戻す</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Redo %1</source>
        <translation>「%1」をやり直す</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Writes the merge that is previewed, with its recipe beside it</source>
        <translation>プレビューしているマージをレシピとともに書き出す</translation>
    </message>
    <message>
        <source>Writes the pruned model that is previewed, with its recipe</source>
        <translation>プレビューしているプルーニング済みモデルをレシピとともに書き出す</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::MergeOptionsDialog</name>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>L2 norm</source>
        <translation>L2 ノルム</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>適用</translation>
    </message>
    <message>
        <source>as the scales ask</source>
        <translation>尺度に応じて</translation>
    </message>
    <message>
        <source>refuse to merge</source>
        <translation>マージしない</translation>
    </message>
    <message>
        <source>average</source>
        <translation>平均する</translation>
    </message>
    <message>
        <source>for task arithmetic</source>
        <translation>タスク演算用</translation>
    </message>
    <message>
        <source>for task arithmetic; 2 by default</source>
        <translation>タスク演算用。既定値は 2</translation>
    </message>
    <message>
        <source>these Fishers: %1</source>
        <translation>このフィッシャーでは: %1</translation>
    </message>
    <message>
        <source>for Fisher merges</source>
        <translation>フィッシャーマージ用</translation>
    </message>
    <message>
        <source>for Fisher merges; 1e−6 by default</source>
        <translation>フィッシャーマージ用。既定値は 1e−6</translation>
    </message>
    <message>
        <source>A number between 0 and 1.</source>
        <translation>0 から 1 までの数です。</translation>
    </message>
    <message>
        <source>here: %1</source>
        <translation>ここでは: %1</translation>
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
        <translation>書き出す…</translation>
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
        <source>Average entries that are not finite</source>
        <translation>有限でない要素を平均する</translation>
    </message>
    <message>
        <source>Options…</source>
        <translation>オプション…</translation>
    </message>
    <message>
        <source>Base model, normalization, floor, entries that are not finite</source>
        <translation>ベースモデル、正規化、下限、有限でない要素</translation>
    </message>
    <message>
        <source>Fisher: θ* = Σ λᵢFᵢθᵢ / Σ λᵢFᵢ. Linear: θ* = Σ λᵢθᵢ. Task arithmetic: θ* = θ₀ + Σ λᵢ(θᵢ − θ₀)</source>
        <translation>フィッシャー: θ* = Σ λᵢFᵢθᵢ / Σ λᵢFᵢ。線形: θ* = Σ λᵢθᵢ。タスク演算: θ* = θ₀ + Σ λᵢ(θᵢ − θ₀)</translation>
    </message>
    <message>
        <source>Merge options</source>
        <translation>マージのオプション</translation>
    </message>
    <message>
        <source>Writes the merge that is previewed, with its recipe beside it</source>
        <translation>プレビューしているマージをレシピとともに書き出す</translation>
    </message>
    <message>
        <source>Write…</source>
        <translation>書き出す…</translation>
    </message>
    <message>
        <source>Drag or ← → moves λ; a double click types it</source>
        <translation>ドラッグか ← → で λ を動かし、ダブルクリックで入力します</translation>
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
    <message>
        <source>Export table…</source>
        <translation>表を書き出す…</translation>
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
    <message>
        <source>Tensor that holds the entry</source>
        <translation>要素を含むテンソルです</translation>
    </message>
    <message>
        <source>Place of the entry in every dimension</source>
        <translation>各次元での要素の位置です</translation>
    </message>
    <message>
        <source>Its value in the recycled diagonal</source>
        <translation>再利用した対角の値です</translation>
    </message>
    <message>
        <source>Its value in the reference</source>
        <translation>参照の値です</translation>
    </message>
    <message>
        <source>Recycled / reference; the farther log10 of it from 0, the further up</source>
        <translation>再利用 / 参照です。log10 が 0 から遠いほど上に並びます</translation>
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
    <message>
        <source>Zeros (entries)</source>
        <translation>ゼロ（要素数）</translation>
    </message>
    <message>
        <source>Spearman ρ</source>
        <translation>スピアマン ρ</translation>
    </message>
    <message>
        <source>Attainable</source>
        <translation>到達目安</translation>
    </message>
    <message>
        <source>Scale (trace ratio)</source>
        <translation>倍率（トレース比）</translation>
    </message>
    <message>
        <source>Name inside the state dict, below its layer</source>
        <translation>state dict 内の名前です（層より下の部分）</translation>
    </message>
    <message>
        <source>Length of every dimension</source>
        <translation>各次元の長さです</translation>
    </message>
    <message>
        <source>Number of entries: the product of the shape</source>
        <translation>要素の数です: 形状の積</translation>
    </message>
    <message>
        <source>Median of the diagonal; zeros count</source>
        <translation>対角の中央値です。ゼロも数えます</translation>
    </message>
    <message>
        <source>Share of entries that are exactly zero: no gradient, or squares too small for the type in which the optimizer keeps them</source>
        <translation>ちょうど 0 の要素の割合: 勾配がないか、オプティマイザが保持する型には二乗が小さすぎます</translation>
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
    <name>fisherlens::desktop::Pages</name>
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
        <source>Timeline</source>
        <translation>タイムライン</translation>
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
        <source>Select source</source>
        <translation>ソースの選択</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::PlotView</name>
    <message>
        <source>undefined</source>
        <translation>未定義</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::PruneOptionsDialog</name>
    <message>
        <source>all tensors</source>
        <translation>すべてのテンソル</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>prune</source>
        <translation>除く</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>refuse to prune</source>
        <translation>プルーニングしない</translation>
    </message>
    <message>
        <source>No tensor matches %1.</source>
        <translation>%1 に合うテンソルはありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s)</source>
        <translation>
            <numerusform>%n 個のテンソル</numerusform>
        </translation>
    </message>
    <message>
        <source>here: %1</source>
        <translation>ここでは: %1</translation>
    </message>
    <message>
        <source>beside the small ones</source>
        <translation>小さいテンソルに加えて</translation>
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
        <translation>書き出す…</translation>
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
        <source>Select a tensor that is pruned to see its mask.</source>
        <translation>対象のテンソルを選ぶとマスクを表示します。</translation>
    </message>
    <message>
        <source>Share of the prunable entries that is removed</source>
        <translation>除ける要素のうち除く割合</translation>
    </message>
    <message>
        <source>Counts, shares and predicted costs follow from all entries of the model</source>
        <translation>個数、割合、予測コストはモデルの全要素から求める</translation>
    </message>
    <message>
        <source>Keep entries that are not finite</source>
        <translation>有限でない要素を残す</translation>
    </message>
    <message>
        <source>Options…</source>
        <translation>オプション…</translation>
    </message>
    <message>
        <source>Patterns of tensors, entries without evidence, entries that are not finite</source>
        <translation>テンソルのパターン、証拠のない要素、有限でない要素</translation>
    </message>
    <message>
        <source>Writes the pruned model that is previewed, with its recipe</source>
        <translation>プレビューしているプルーニング済みモデルをレシピとともに書き出す</translation>
    </message>
    <message>
        <source>Not finite</source>
        <translation>有限でない</translation>
    </message>
    <message>
        <source>%1, kept</source>
        <translation>%1、残す</translation>
    </message>
    <message>
        <source>Prune options</source>
        <translation>プルーニングのオプション</translation>
    </message>
    <message>
        <source>No mask: pruning would be refused.</source>
        <translation>マスクはありません。このままではプルーニングできません。</translation>
    </message>
    <message>
        <source>Which checkpoint is pruned</source>
        <translation>プルーニングするチェックポイントです</translation>
    </message>
    <message>
        <source>The exported module and examples by which the model is judged</source>
        <translation>モデルの評価に使う書き出し済みモジュールと例です</translation>
    </message>
    <message>
        <source>Drag or ← → moves the sparsity; a double click types it</source>
        <translation>ドラッグか ← → でスパース率を動かし、ダブルクリックで入力します</translation>
    </message>
    <message>
        <source>What an entry is worth: ½Fθ², |θ|, F or a random number; the lowest are removed</source>
        <translation>要素の重要さです: ½Fθ²、|θ|、F、または乱数。小さいものから除きます</translation>
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
    <message>
        <source>at least %1; ranks are right, values are not</source>
        <translation>%1 以上。順位は正しく、値は正しくありません</translation>
    </message>
    <message>
        <source>sum, recorded</source>
        <translation>合計（記録）</translation>
    </message>
    <message>
        <source>mean, recorded</source>
        <translation>平均（記録）</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>ステップ %1</translation>
    </message>
    <message>
        <source>the last one</source>
        <translation>最後のもの</translation>
    </message>
    <message>
        <source>one snapshot</source>
        <translation>スナップショット 1 件</translation>
    </message>
    <message numerus="yes">
        <source>mean of %n snapshot(s); they share memory, so the standard error is too small</source>
        <translation>
            <numerusform>スナップショット %n 件の平均。移動平均の記憶を共有するため、標準誤差は小さすぎます</numerusform>
        </translation>
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
    <message>
        <source>Check the decision</source>
        <translation>判断の確認</translation>
    </message>
    <message>
        <source>Examples are added until the regret of pruning with the recycled Fisher lies clearly below or above a bound, or the time is spent.</source>
        <translation>再利用フィッシャーでプルーニングしたときの損失比が境界の下か上にはっきり収まるか、時間を使い切るまで、例を加えます。</translation>
    </message>
    <message>
        <source>%1, replaces the file</source>
        <translation>%1（既存のファイルを置き換え）</translation>
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
    <message>
        <source>One rule a line, PATTERN = SHARE; of those that match a tensor the last one holds</source>
        <translation>1 行に 1 規則、パターン = 割合です。テンソルに合うもののうち最後のものが有効です</translation>
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
    <name>fisherlens::desktop::RunTable</name>
    <message>
        <source>Training run</source>
        <translation>学習の実行</translation>
    </message>
    <message>
        <source>A double click types another value; an empty one takes it away</source>
        <translation>ダブルクリックで別の値を入力します。空にすると取り除きます</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Where it was read</source>
        <translation>読み取った場所</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>記録なし</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>What the scale of the recycled Fisher or a finding depends on</source>
        <translation>再利用フィッシャーの尺度や所見を決める項目です</translation>
    </message>
    <message>
        <source>As the files say it, or typed</source>
        <translation>ファイルの記録か、入力した値です</translation>
    </message>
    <message>
        <source>File and entry that say it</source>
        <translation>記録のあるファイルと項目です</translation>
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
    <message>
        <source>What is open; F2 renames, Delete closes, the right button has more</source>
        <translation>開いているものです。F2 で名前を変え、Delete で閉じ、右ボタンでほかの操作を選べます</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::StatusLine</name>
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
</context>
<context>
    <name>fisherlens::desktop::TableActions</name>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Export table…</source>
        <translation>表を書き出す…</translation>
    </message>
    <message>
        <source>Ctrl+C copies the selected rows; with one or none, the whole table as filtered and sorted</source>
        <translation>Ctrl+C は選択した行をコピーします。1 行以下のときは、絞り込みと並べ替えのとおりの表全体をコピーします</translation>
    </message>
    <message>
        <source>Ctrl+C copies the selected rows; with none, the whole table</source>
        <translation>Ctrl+C は選択した行をコピーします。選択がないときは表全体をコピーします</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>表の書き出し</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>並べ替え</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>ファイルの順</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::TensorPane</name>
    <message>
        <source>Fisher diagonal of %1</source>
        <translation>%1 のフィッシャー対角</translation>
    </message>
    <message>
        <source>row mean</source>
        <translation>行の平均</translation>
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
    <message>
        <source>A ÷ B %1 · A %2 · B %3</source>
        <translation>A ÷ B %1・A %2・B %3</translation>
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
    <message>
        <source>Which optimizer log or training log is drawn</source>
        <translation>描くオプティマイザーログか学習ログです</translation>
    </message>
    <message>
        <source>Whose accumulator is drawn: its median, and bands from the 25th to the 75th and the 5th to the 95th percentile</source>
        <translation>二乗勾配蓄積器を描くテンソルです: 中央値と、25〜75・5〜95 パーセンタイルの帯</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::ToolBar</name>
    <message>
        <source>Substring, /pattern/, &gt;1M, &lt;10k, f16, role:norm; all words must hold</source>
        <translation>部分文字列、/パターン/、&gt;1M、&lt;10k、f16、role:norm。すべての語を満たすものを表示します</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>ツールバー</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>書き出し</translation>
    </message>
    <message>
        <source>Exports the figure or table in view, or all figures</source>
        <translation>表示中の図か表、またはすべての図を書き出します</translation>
    </message>
    <message>
        <source>Filter tensors: name, /regex/, &gt;1M, f16</source>
        <translation>絞り込み: 名前、/正規表現/、&gt;1M、f16</translation>
    </message>
    <message>
        <source>Filter tensors</source>
        <translation>テンソルの絞り込み</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::ViewFrame</name>
    <message>
        <source>parameters changed</source>
        <translation>設定変更あり</translation>
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
    <message>
        <source>The picture belongs to earlier settings.</source>
        <translation>この図は以前の設定のものです。</translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::Writing</name>
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
        <source>Write %1</source>
        <translation>%1 を書き出し</translation>
    </message>
    <message>
        <source>Wrote %1 with its recipe beside it.</source>
        <translation>%1 とそのレシピを書き出しました。</translation>
    </message>
</context>
</TS>
