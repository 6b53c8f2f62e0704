// SPDX-License-Identifier: GPL-3.0-or-later
// Made by tests/data/make_architecture_orders.py from transformers 5.24.0; do not edit.
#include "formats/architecture_order.h"

namespace fisherlens::detail {

// clang-format off
const std::vector<ArchitectureRow>& architectureTable()
{
    static const std::vector<ArchitectureRow> rows{
        {"llama",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate_proj up_proj down_proj) input_"
         "layernorm post_attention_layernorm)) norm transformer(embed_tokens layers(*(self_attn(q_proj k_proj "
         "v_proj o_proj) mlp(gate_proj up_proj down_proj) input_layernorm post_attention_layernorm)) norm) qa_"
         "outputs model(embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate_proj up_proj dow"
         "n_proj) input_layernorm post_attention_layernorm)) norm) score lm_head"},
        {"mistral",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate_proj up_proj down_proj) input_"
         "layernorm post_attention_layernorm)) norm model(embed_tokens layers(*(self_attn(q_proj k_proj v_proj"
         " o_proj) mlp(gate_proj up_proj down_proj) input_layernorm post_attention_layernorm)) norm) score qa_"
         "outputs lm_head"},
        {"mixtral",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate experts(gate_up_proj down_proj"
         ")) input_layernorm post_attention_layernorm)) norm model(embed_tokens layers(*(self_attn(q_proj k_pr"
         "oj v_proj o_proj) mlp(gate experts(gate_up_proj down_proj)) input_layernorm post_attention_layernorm"
         ")) norm) score qa_outputs lm_head"},
        {"qwen2",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate_proj up_proj down_proj) input_"
         "layernorm post_attention_layernorm)) norm transformer(embed_tokens layers(*(self_attn(q_proj k_proj "
         "v_proj o_proj) mlp(gate_proj up_proj down_proj) input_layernorm post_attention_layernorm)) norm) qa_"
         "outputs model(embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate_proj up_proj dow"
         "n_proj) input_layernorm post_attention_layernorm)) norm) score lm_head"},
        {"qwen2_moe",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate experts(gate_up_proj down_proj"
         ") shared_expert(gate_proj up_proj down_proj) shared_expert_gate) input_layernorm post_attention_laye"
         "rnorm)) norm model(embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate experts(gat"
         "e_up_proj down_proj) shared_expert(gate_proj up_proj down_proj) shared_expert_gate) input_layernorm "
         "post_attention_layernorm)) norm) score qa_outputs lm_head"},
        {"qwen3",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj q_norm k_norm) mlp(gate_proj up_proj dow"
         "n_proj) input_layernorm post_attention_layernorm)) norm transformer(embed_tokens layers(*(self_attn("
         "q_proj k_proj v_proj o_proj q_norm k_norm) mlp(gate_proj up_proj down_proj) input_layernorm post_att"
         "ention_layernorm)) norm) qa_outputs model(embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_pro"
         "j q_norm k_norm) mlp(gate_proj up_proj down_proj) input_layernorm post_attention_layernorm)) norm) s"
         "core lm_head"},
        {"qwen3_moe",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj q_norm k_norm) mlp(experts(gate_up_proj "
         "down_proj) gate) input_layernorm post_attention_layernorm)) norm transformer(embed_tokens layers(*(s"
         "elf_attn(q_proj k_proj v_proj o_proj q_norm k_norm) mlp(experts(gate_up_proj down_proj) gate) input_"
         "layernorm post_attention_layernorm)) norm) qa_outputs model(embed_tokens layers(*(self_attn(q_proj k"
         "_proj v_proj o_proj q_norm k_norm) mlp(experts(gate_up_proj down_proj) gate) input_layernorm post_at"
         "tention_layernorm)) norm) score lm_head"},
        {"gemma",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate_proj up_proj down_proj) input_"
         "layernorm post_attention_layernorm)) norm model(embed_tokens layers(*(self_attn(q_proj k_proj v_proj"
         " o_proj) mlp(gate_proj up_proj down_proj) input_layernorm post_attention_layernorm)) norm) score"},
        {"gemma2",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate_proj up_proj down_proj) input_"
         "layernorm post_attention_layernorm pre_feedforward_layernorm post_feedforward_layernorm)) norm model"
         "(embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate_proj up_proj down_proj) input"
         "_layernorm post_attention_layernorm pre_feedforward_layernorm post_feedforward_layernorm)) norm) sco"
         "re"},
        {"gemma3_text",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj q_norm k_norm) mlp(gate_proj up_proj dow"
         "n_proj) input_layernorm post_attention_layernorm pre_feedforward_layernorm post_feedforward_layernor"
         "m)) norm model(embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj q_norm k_norm) mlp(gate_p"
         "roj up_proj down_proj) input_layernorm post_attention_layernorm pre_feedforward_layernorm post_feedf"
         "orward_layernorm)) norm) score"},
        {"phi",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj dense) mlp(fc1 fc2) input_layernorm)) final_lay"
         "ernorm model(embed_tokens layers(*(self_attn(q_proj k_proj v_proj dense) mlp(fc1 fc2) input_layernor"
         "m)) final_layernorm) score lm_head"},
        {"phi3",
         "embed_tokens layers(*(self_attn(o_proj qkv_proj) mlp(gate_up_proj down_proj) input_layernorm post_at"
         "tention_layernorm)) norm model(embed_tokens layers(*(self_attn(o_proj qkv_proj) mlp(gate_up_proj dow"
         "n_proj) input_layernorm post_attention_layernorm)) norm) score lm_head"},
        {"gpt2",
         "wte wpe h(*(ln_1 attn(c_attn c_proj) ln_2 mlp(c_fc c_proj))) ln_f transformer(wte wpe h(*(ln_1 attn("
         "c_attn c_proj) ln_2 mlp(c_fc c_proj))) ln_f) classifier score qa_outputs"},
        {"gpt_neo",
         "wte wpe h(*(ln_1 attn(attention(k_proj v_proj q_proj out_proj)) ln_2 mlp(c_fc c_proj))) ln_f transfo"
         "rmer(wte wpe h(*(ln_1 attn(attention(k_proj v_proj q_proj out_proj)) ln_2 mlp(c_fc c_proj))) ln_f) c"
         "lassifier score qa_outputs"},
        {"gpt_neox",
         "embed_in layers(*(input_layernorm post_attention_layernorm attention(query_key_value dense) mlp(dens"
         "e_h_to_4h dense_4h_to_h))) final_layer_norm gpt_neox(embed_in layers(*(input_layernorm post_attentio"
         "n_layernorm attention(query_key_value dense) mlp(dense_h_to_4h dense_4h_to_h))) final_layer_norm) cl"
         "assifier score qa_outputs lm_head"},
        {"gptj",
         "wte h(*(ln_1 attn(k_proj v_proj q_proj out_proj) mlp(fc_in fc_out))) ln_f transformer(wte h(*(ln_1 a"
         "ttn(k_proj v_proj q_proj out_proj) mlp(fc_in fc_out))) ln_f) score qa_outputs lm_head"},
        {"opt",
         "decoder(embed_tokens embed_positions final_layer_norm layers(*(self_attn(k_proj v_proj q_proj out_pr"
         "oj) self_attn_layer_norm fc1 fc2 final_layer_norm))) model(decoder(embed_tokens embed_positions fina"
         "l_layer_norm layers(*(self_attn(k_proj v_proj q_proj out_proj) self_attn_layer_norm fc1 fc2 final_la"
         "yer_norm)))) score qa_outputs"},
        {"bloom",
         "word_embeddings word_embeddings_layernorm h(*(input_layernorm self_attention(query_key_value dense) "
         "post_attention_layernorm mlp(dense_h_to_4h dense_4h_to_h))) ln_f transformer(word_embeddings word_em"
         "beddings_layernorm h(*(input_layernorm self_attention(query_key_value dense) post_attention_layernor"
         "m mlp(dense_h_to_4h dense_4h_to_h))) ln_f) classifier score qa_outputs"},
        {"falcon",
         "word_embeddings h(*(self_attention(query_key_value dense) mlp(dense_h_to_4h dense_4h_to_h) input_lay"
         "ernorm)) ln_f transformer(word_embeddings h(*(self_attention(query_key_value dense) mlp(dense_h_to_4"
         "h dense_4h_to_h) input_layernorm)) ln_f) classifier score qa_outputs"},
        {"stablelm",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate_proj up_proj down_proj) input_"
         "layernorm post_attention_layernorm)) norm model(embed_tokens layers(*(self_attn(q_proj k_proj v_proj"
         " o_proj) mlp(gate_proj up_proj down_proj) input_layernorm post_attention_layernorm)) norm) score lm_"
         "head"},
        {"olmo",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate_proj up_proj down_proj))) mode"
         "l(embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate_proj up_proj down_proj)))) s"
         "core lm_head"},
        {"olmo2",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj q_norm k_norm) mlp(gate_proj up_proj dow"
         "n_proj) post_attention_layernorm post_feedforward_layernorm)) norm model(embed_tokens layers(*(self_"
         "attn(q_proj k_proj v_proj o_proj q_norm k_norm) mlp(gate_proj up_proj down_proj) post_attention_laye"
         "rnorm post_feedforward_layernorm)) norm) score lm_head"},
        {"starcoder2",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(c_fc c_proj) input_layernorm post_a"
         "ttention_layernorm)) norm model(embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(c_f"
         "c c_proj) input_layernorm post_attention_layernorm)) norm) score"},
        {"cohere",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate_proj up_proj down_proj) input_"
         "layernorm)) norm model(embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate_proj up"
         "_proj down_proj) input_layernorm)) norm)"},
        {"smollm3",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate_proj up_proj down_proj) input_"
         "layernorm post_attention_layernorm)) norm transformer(embed_tokens layers(*(self_attn(q_proj k_proj "
         "v_proj o_proj) mlp(gate_proj up_proj down_proj) input_layernorm post_attention_layernorm)) norm) qa_"
         "outputs model(embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate_proj up_proj dow"
         "n_proj) input_layernorm post_attention_layernorm)) norm) score"},
        {"granite",
         "embed_tokens layers(*(self_attn(q_proj k_proj v_proj o_proj) mlp(gate_proj up_proj down_proj) input_"
         "layernorm post_attention_layernorm)) norm model(embed_tokens layers(*(self_attn(q_proj k_proj v_proj"
         " o_proj) mlp(gate_proj up_proj down_proj) input_layernorm post_attention_layernorm)) norm) lm_head"},
        {"mamba",
         "embeddings layers(*(norm mixer(A_log D conv1d in_proj x_proj dt_proj out_proj))) norm_f backbone(emb"
         "eddings layers(*(norm mixer(A_log D conv1d in_proj x_proj dt_proj out_proj))) norm_f)"},
        {"bert",
         "embeddings(word_embeddings position_embeddings token_type_embeddings LayerNorm) encoder(layer(*(atte"
         "ntion(self(query key value) output(dense LayerNorm)) intermediate(dense) output(dense LayerNorm)))) "
         "pooler(dense) bert(embeddings(word_embeddings position_embeddings token_type_embeddings LayerNorm) e"
         "ncoder(layer(*(attention(self(query key value) output(dense LayerNorm)) intermediate(dense) output(d"
         "ense LayerNorm)))) pooler(dense)) qa_outputs classifier cls(seq_relationship predictions(bias transf"
         "orm(dense LayerNorm)))"},
        {"bert",
         "bert(embeddings(word_embeddings position_embeddings token_type_embeddings LayerNorm) encoder(layer(*"
         "(attention(self(query key value) output(dense LayerNorm)) intermediate(dense) output(dense LayerNorm"
         ")))) pooler(dense)) cls(predictions(bias transform(dense LayerNorm)) seq_relationship)"},
        {"roberta",
         "embeddings(word_embeddings token_type_embeddings LayerNorm position_embeddings) encoder(layer(*(atte"
         "ntion(self(query key value) output(dense LayerNorm)) intermediate(dense) output(dense LayerNorm)))) "
         "pooler(dense) roberta(embeddings(word_embeddings token_type_embeddings LayerNorm position_embeddings"
         ") encoder(layer(*(attention(self(query key value) output(dense LayerNorm)) intermediate(dense) outpu"
         "t(dense LayerNorm)))) pooler(dense)) qa_outputs classifier(dense out_proj weight bias) lm_head(bias "
         "dense layer_norm)"},
        {"xlm-roberta",
         "embeddings(word_embeddings token_type_embeddings LayerNorm position_embeddings) encoder(layer(*(atte"
         "ntion(self(query key value) output(dense LayerNorm)) intermediate(dense) output(dense LayerNorm)))) "
         "pooler(dense) qa_outputs classifier(dense out_proj weight bias) lm_head(bias dense layer_norm decode"
         "r) roberta(embeddings(word_embeddings token_type_embeddings LayerNorm position_embeddings) encoder(l"
         "ayer(*(attention(self(query key value) output(dense LayerNorm)) intermediate(dense) output(dense Lay"
         "erNorm)))) pooler(dense))"},
        {"camembert",
         "embeddings(word_embeddings token_type_embeddings LayerNorm position_embeddings) encoder(layer(*(atte"
         "ntion(self(query key value) output(dense LayerNorm)) intermediate(dense) output(dense LayerNorm)))) "
         "pooler(dense) qa_outputs classifier(dense out_proj weight bias) lm_head(bias dense layer_norm decode"
         "r) roberta(embeddings(word_embeddings token_type_embeddings LayerNorm position_embeddings) encoder(l"
         "ayer(*(attention(self(query key value) output(dense LayerNorm)) intermediate(dense) output(dense Lay"
         "erNorm)))) pooler(dense))"},
        {"distilbert",
         "embeddings(word_embeddings position_embeddings LayerNorm) transformer(layer(*(attention(q_lin k_lin "
         "v_lin out_lin) sa_layer_norm ffn(lin1 lin2) output_layer_norm))) distilbert(embeddings(word_embeddin"
         "gs position_embeddings LayerNorm) transformer(layer(*(attention(q_lin k_lin v_lin out_lin) sa_layer_"
         "norm ffn(lin1 lin2) output_layer_norm)))) qa_outputs pre_classifier classifier vocab_transform vocab"
         "_layer_norm vocab_projector"},
        {"albert",
         "embeddings(word_embeddings position_embeddings token_type_embeddings LayerNorm) encoder(embedding_hi"
         "dden_mapping_in albert_layer_groups(*(albert_layers(*(full_layer_layer_norm attention(query key valu"
         "e dense LayerNorm) ffn ffn_output))))) pooler albert(embeddings(word_embeddings position_embeddings "
         "token_type_embeddings LayerNorm) encoder(embedding_hidden_mapping_in albert_layer_groups(*(albert_la"
         "yers(*(full_layer_layer_norm attention(query key value dense LayerNorm) ffn ffn_output))))) pooler) "
         "qa_outputs classifier predictions(bias LayerNorm dense) sop_classifier(classifier)"},
        {"electra",
         "embeddings(word_embeddings position_embeddings token_type_embeddings LayerNorm) encoder(layer(*(atte"
         "ntion(self(query key value) output(dense LayerNorm)) intermediate(dense) output(dense LayerNorm)))) "
         "electra(embeddings(word_embeddings position_embeddings token_type_embeddings LayerNorm) encoder(laye"
         "r(*(attention(self(query key value) output(dense LayerNorm)) intermediate(dense) output(dense LayerN"
         "orm))))) qa_outputs discriminator_predictions(dense dense_prediction) sequence_summary(summary) clas"
         "sifier(dense out_proj weight bias) generator_predictions(LayerNorm dense) generator_lm_head"},
        {"deberta-v2",
         "embeddings(word_embeddings position_embeddings token_type_embeddings LayerNorm) encoder(layer(*(atte"
         "ntion(self(query_proj key_proj value_proj) output(dense LayerNorm)) intermediate(dense) output(dense"
         " LayerNorm)))) deberta(embeddings(word_embeddings position_embeddings token_type_embeddings LayerNor"
         "m) encoder(layer(*(attention(self(query_proj key_proj value_proj) output(dense LayerNorm)) intermedi"
         "ate(dense) output(dense LayerNorm))))) qa_outputs pooler(dense) classifier cls(predictions(bias tran"
         "sform(dense LayerNorm)))"},
        {"mpnet",
         "embeddings(word_embeddings position_embeddings LayerNorm) encoder(layer(*(attention(attn(q k v o) La"
         "yerNorm) intermediate(dense) output(dense LayerNorm))) relative_attention_bias) pooler(dense) mpnet("
         "embeddings(word_embeddings position_embeddings LayerNorm) encoder(layer(*(attention(attn(q k v o) La"
         "yerNorm) intermediate(dense) output(dense LayerNorm))) relative_attention_bias) pooler(dense)) qa_ou"
         "tputs classifier(dense out_proj weight bias) lm_head(bias dense layer_norm)"},
        {"modernbert",
         "embeddings(tok_embeddings norm) layers(*(attn_norm attn(Wqkv Wo) mlp_norm mlp(Wi Wo))) final_norm mo"
         "del(embeddings(tok_embeddings norm) layers(*(attn_norm attn(Wqkv Wo) mlp_norm mlp(Wi Wo))) final_nor"
         "m) head(dense norm) classifier decoder"},
        {"t5",
         "transformer(shared encoder(block(*(layer(*(DenseReluDense(wi wo) SelfAttention(q k v o relative_atte"
         "ntion_bias) layer_norm)))) final_layer_norm) decoder(block(*(layer(*(DenseReluDense(wi wo) EncDecAtt"
         "ention(q k v o) SelfAttention(q k v o relative_attention_bias) layer_norm)))) final_layer_norm)) cla"
         "ssifier classification_head(dense out_proj) shared encoder(block(*(layer(*(DenseReluDense(wi wo) Sel"
         "fAttention(q k v o relative_attention_bias) layer_norm)))) final_layer_norm) decoder(block(*(layer(*"
         "(DenseReluDense(wi wo) EncDecAttention(q k v o) SelfAttention(q k v o relative_attention_bias) layer"
         "_norm)))) final_layer_norm) qa_outputs"},
        {"mt5",
         "transformer(shared encoder(block(*(layer(*(DenseReluDense(wi_0 wi_1 wo) SelfAttention(q k v o relati"
         "ve_attention_bias) layer_norm)))) final_layer_norm) decoder(block(*(layer(*(DenseReluDense(wi_0 wi_1"
         " wo) EncDecAttention(q k v o) SelfAttention(q k v o relative_attention_bias) layer_norm)))) final_la"
         "yer_norm)) classifier classification_head(dense out_proj) shared encoder(block(*(layer(*(DenseReluDe"
         "nse(wi_0 wi_1 wo) SelfAttention(q k v o relative_attention_bias) layer_norm)))) final_layer_norm) de"
         "coder(block(*(layer(*(DenseReluDense(wi_0 wi_1 wo) EncDecAttention(q k v o) SelfAttention(q k v o re"
         "lative_attention_bias) layer_norm)))) final_layer_norm) qa_outputs"},
        {"umt5",
         "transformer(shared encoder(block(*(layer(*(DenseReluDense(wi_0 wi_1 wo) SelfAttention(q k v o relati"
         "ve_attention_bias) layer_norm)))) final_layer_norm) decoder(block(*(layer(*(DenseReluDense(wi_0 wi_1"
         " wo) EncDecAttention(q k v o) SelfAttention(q k v o relative_attention_bias) layer_norm)))) final_la"
         "yer_norm)) classifier classification_head(dense out_proj) shared encoder(block(*(layer(*(DenseReluDe"
         "nse(wi_0 wi_1 wo) SelfAttention(q k v o relative_attention_bias) layer_norm)))) final_layer_norm) de"
         "coder(block(*(layer(*(DenseReluDense(wi_0 wi_1 wo) EncDecAttention(q k v o) SelfAttention(q k v o re"
         "lative_attention_bias) layer_norm)))) final_layer_norm) qa_outputs"},
        {"bart",
         "shared encoder(embed_positions layers(*(self_attn(k_proj v_proj q_proj out_proj) self_attn_layer_nor"
         "m fc1 fc2 final_layer_norm)) layernorm_embedding) decoder(embed_positions layers(*(self_attn(k_proj "
         "v_proj q_proj out_proj) self_attn_layer_norm encoder_attn(k_proj v_proj q_proj out_proj) encoder_att"
         "n_layer_norm fc1 fc2 final_layer_norm)) layernorm_embedding) model(shared encoder(embed_positions la"
         "yers(*(self_attn(k_proj v_proj q_proj out_proj) self_attn_layer_norm fc1 fc2 final_layer_norm)) laye"
         "rnorm_embedding) decoder(embed_tokens embed_positions layers(*(self_attn(k_proj v_proj q_proj out_pr"
         "oj) self_attn_layer_norm encoder_attn(k_proj v_proj q_proj out_proj) encoder_attn_layer_norm fc1 fc2"
         " final_layer_norm)) layernorm_embedding)) classification_head(dense out_proj) qa_outputs"},
        {"mbart",
         "shared encoder(embed_positions layers(*(self_attn(k_proj v_proj q_proj out_proj) self_attn_layer_nor"
         "m fc1 fc2 final_layer_norm)) layernorm_embedding layer_norm) decoder(embed_positions layers(*(self_a"
         "ttn(k_proj v_proj q_proj out_proj) self_attn_layer_norm encoder_attn(k_proj v_proj q_proj out_proj) "
         "encoder_attn_layer_norm fc1 fc2 final_layer_norm)) layernorm_embedding layer_norm) model(shared enco"
         "der(embed_positions layers(*(self_attn(k_proj v_proj q_proj out_proj) self_attn_layer_norm fc1 fc2 f"
         "inal_layer_norm)) layernorm_embedding layer_norm) decoder(embed_tokens embed_positions layers(*(self"
         "_attn(k_proj v_proj q_proj out_proj) self_attn_layer_norm encoder_attn(k_proj v_proj q_proj out_proj"
         ") encoder_attn_layer_norm fc1 fc2 final_layer_norm)) layernorm_embedding layer_norm)) classification"
         "_head(dense out_proj) qa_outputs"},
        {"pegasus",
         "shared encoder(embed_positions layers(*(self_attn(k_proj v_proj q_proj out_proj) self_attn_layer_nor"
         "m fc1 fc2 final_layer_norm)) layer_norm) decoder(embed_positions layers(*(self_attn(k_proj v_proj q_"
         "proj out_proj) self_attn_layer_norm encoder_attn(k_proj v_proj q_proj out_proj) encoder_attn_layer_n"
         "orm fc1 fc2 final_layer_norm)) layer_norm) model(shared encoder(embed_positions layers(*(self_attn(k"
         "_proj v_proj q_proj out_proj) self_attn_layer_norm fc1 fc2 final_layer_norm)) layer_norm) decoder(em"
         "bed_tokens embed_positions layers(*(self_attn(k_proj v_proj q_proj out_proj) self_attn_layer_norm en"
         "coder_attn(k_proj v_proj q_proj out_proj) encoder_attn_layer_norm fc1 fc2 final_layer_norm)) layer_n"
         "orm))"},
        {"marian",
         "shared encoder(embed_positions layers(*(self_attn(k_proj v_proj q_proj out_proj) self_attn_layer_nor"
         "m fc1 fc2 final_layer_norm))) decoder(embed_positions layers(*(self_attn(k_proj v_proj q_proj out_pr"
         "oj) self_attn_layer_norm encoder_attn(k_proj v_proj q_proj out_proj) encoder_attn_layer_norm fc1 fc2"
         " final_layer_norm))) model(shared encoder(embed_positions layers(*(self_attn(k_proj v_proj q_proj ou"
         "t_proj) self_attn_layer_norm fc1 fc2 final_layer_norm))) decoder(embed_tokens embed_positions layers"
         "(*(self_attn(k_proj v_proj q_proj out_proj) self_attn_layer_norm encoder_attn(k_proj v_proj q_proj o"
         "ut_proj) encoder_attn_layer_norm fc1 fc2 final_layer_norm))))"},
        {"vit",
         "embeddings(cls_token position_embeddings patch_embeddings(projection)) layers(*(attention(q_proj k_p"
         "roj v_proj o_proj) layernorm_before layernorm_after mlp(fc1 fc2))) layernorm pooler(dense) vit(embed"
         "dings(cls_token mask_token position_embeddings patch_embeddings(projection)) layers(*(attention(q_pr"
         "oj k_proj v_proj o_proj) layernorm_before layernorm_after mlp(fc1 fc2))) layernorm) decoder(*) class"
         "ifier"},
        {"deit",
         "embeddings(cls_token position_embeddings distillation_token patch_embeddings(projection)) layers(*(a"
         "ttention(q_proj k_proj v_proj o_proj) layernorm_before layernorm_after mlp(fc1 fc2))) layernorm pool"
         "er(dense) deit(embeddings(cls_token mask_token position_embeddings distillation_token patch_embeddin"
         "gs(projection)) layers(*(attention(q_proj k_proj v_proj o_proj) layernorm_before layernorm_after mlp"
         "(fc1 fc2))) layernorm) decoder(*) cls_classifier distillation_classifier classifier"},
        {"dinov2",
         "dinov2(embeddings(cls_token mask_token position_embeddings patch_embeddings(projection)) encoder(lay"
         "er(*(norm1 attention(q_proj k_proj v_proj o_proj) layer_scale1(lambda1) norm2 mlp(fc1 fc2) layer_sca"
         "le2(lambda1)))) layernorm) classifier embeddings(cls_token mask_token position_embeddings patch_embe"
         "ddings(projection)) encoder(layer(*(norm1 attention(q_proj k_proj v_proj o_proj) layer_scale1(lambda"
         "1) norm2 mlp(fc1 fc2) layer_scale2(lambda1)))) layernorm"},
        {"beit",
         "embeddings(cls_token patch_embeddings(projection)) layers(*(lambda_1 lambda_2 attention(q_proj k_pro"
         "j v_proj o_proj) layernorm_before layernorm_after mlp(fc1 fc2))) pooler(layernorm) beit(embeddings(c"
         "ls_token patch_embeddings(projection)) layers(*(lambda_1 lambda_2 attention(q_proj k_proj v_proj o_p"
         "roj) layernorm_before layernorm_after mlp(fc1 fc2))) pooler(layernorm)) classifier"},
        {"swin",
         "embeddings(patch_embeddings(projection) norm) encoder(layers(*(blocks(*(attention(q_proj k_proj v_pr"
         "oj o_proj relative_position_bias(relative_position_bias_table)) layernorm_before layernorm_after mlp"
         "(fc1 fc2))) downsample(reduction norm)))) layernorm swin(embeddings(mask_token patch_embeddings(proj"
         "ection) norm) encoder(layers(*(blocks(*(attention(q_proj k_proj v_proj o_proj relative_position_bias"
         "(relative_position_bias_table)) layernorm_before layernorm_after mlp(fc1 fc2))) downsample(reduction"
         " norm)))) layernorm) decoder(*) classifier hidden_states_norms(stage2)"},
        {"convnext",
         "convnext(embeddings(patch_embeddings layernorm) encoder(stages(*(downsampling_layer(*) layers(*(laye"
         "r_scale_parameter dwconv layernorm pwconv1 pwconv2))))) layernorm) classifier embeddings(patch_embed"
         "dings layernorm) encoder(stages(*(downsampling_layer(*) layers(*(layer_scale_parameter dwconv layern"
         "orm pwconv1 pwconv2))))) layernorm hidden_states_norms(stage2)"},
        {"segformer",
         "stages(*(patch_embeddings(proj layer_norm) blocks(*(layernorm_before attention(q_proj k_proj v_proj "
         "o_proj sequence_reduction(sequence_reduction layer_norm)) layernorm_after mlp(fc1 dwconv(dwconv) fc2"
         "))) layer_norm)) segformer(stages(*(patch_embeddings(proj layer_norm) blocks(*(layernorm_before atte"
         "ntion(q_proj k_proj v_proj o_proj sequence_reduction(sequence_reduction layer_norm)) layernorm_after"
         " mlp(fc1 dwconv(dwconv) fc2))) layer_norm))) decode_head(linear_projections(*(proj)) linear_fuse bat"
         "ch_norm classifier) classifier"},
        {"clip",
         "logit_scale text_model(embeddings(token_embedding position_embedding) encoder(layers(*(self_attn(k_p"
         "roj v_proj q_proj out_proj) layer_norm1 mlp(fc1 fc2) layer_norm2))) final_layer_norm) vision_model(e"
         "mbeddings(class_embedding patch_embedding position_embedding) pre_layrnorm encoder(layers(*(self_att"
         "n(k_proj v_proj q_proj out_proj) layer_norm1 mlp(fc1 fc2) layer_norm2))) post_layernorm) visual_proj"
         "ection text_projection classifier"},
        {"siglip",
         "logit_scale logit_bias text_model(embeddings(token_embedding position_embedding) encoder(layers(*(la"
         "yer_norm1 self_attn(k_proj v_proj q_proj out_proj) layer_norm2 mlp(fc1 fc2)))) final_layer_norm head"
         ") vision_model(embeddings(patch_embedding position_embedding) encoder(layers(*(layer_norm1 self_attn"
         "(k_proj v_proj q_proj out_proj) layer_norm2 mlp(fc1 fc2)))) post_layernorm head(probe attention(in_p"
         "roj_weight in_proj_bias out_proj) layernorm mlp(fc1 fc2))) classifier"},
        {"whisper",
         "model(encoder(conv1 conv2 embed_positions layers(*(self_attn(k_proj v_proj q_proj out_proj) self_att"
         "n_layer_norm fc1 fc2 final_layer_norm)) layer_norm) decoder(embed_tokens embed_positions layers(*(se"
         "lf_attn(k_proj v_proj q_proj out_proj) self_attn_layer_norm encoder_attn(k_proj v_proj q_proj out_pr"
         "oj) encoder_attn_layer_norm fc1 fc2 final_layer_norm)) layer_norm)) encoder(conv1 conv2 embed_positi"
         "ons layers(*(self_attn(k_proj v_proj q_proj out_proj) self_attn_layer_norm fc1 fc2 final_layer_norm)"
         ") layer_norm) decoder(embed_tokens embed_positions layers(*(self_attn(k_proj v_proj q_proj out_proj)"
         " self_attn_layer_norm encoder_attn(k_proj v_proj q_proj out_proj) encoder_attn_layer_norm fc1 fc2 fi"
         "nal_layer_norm)) layer_norm) projector classifier"},
        {"wav2vec2",
         "masked_spec_embed wav2vec2(masked_spec_embed feature_extractor(conv_layers(*(conv layer_norm))) feat"
         "ure_projection(layer_norm projection) encoder(pos_conv_embed(conv(bias parametrizations(weight(origi"
         "nal0 original1)))) layer_norm layers(*(attention(k_proj v_proj q_proj out_proj) layer_norm feed_forw"
         "ard(intermediate_dense output_dense) final_layer_norm)))) quantizer(codevectors weight_proj) project"
         "_hid project_q lm_head projector tdnn(*(kernel)) feature_extractor(conv_layers(*(conv layer_norm)) w"
         "eight bias) feature_projection(layer_norm projection) encoder(pos_conv_embed(conv(bias parametrizati"
         "ons(weight(original0 original1)))) layer_norm layers(*(attention(k_proj v_proj q_proj out_proj) laye"
         "r_norm feed_forward(intermediate_dense output_dense) final_layer_norm))) classifier objective"},
        {"hubert",
         "masked_spec_embed feature_extractor(conv_layers(*(conv layer_norm))) feature_projection(layer_norm p"
         "rojection) encoder(pos_conv_embed(conv(bias parametrizations(weight(original0 original1)))) layer_no"
         "rm layers(*(attention(k_proj v_proj q_proj out_proj) layer_norm feed_forward(intermediate_dense outp"
         "ut_dense) final_layer_norm))) hubert(masked_spec_embed feature_extractor(conv_layers(*(conv layer_no"
         "rm))) feature_projection(layer_norm projection) encoder(pos_conv_embed(conv(bias parametrizations(we"
         "ight(original0 original1)))) layer_norm layers(*(attention(k_proj v_proj q_proj out_proj) layer_norm"
         " feed_forward(intermediate_dense output_dense) final_layer_norm)))) lm_head projector classifier"},
    };
    return rows;
}
// clang-format on

}  // namespace fisherlens::detail
