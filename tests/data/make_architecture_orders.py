#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes src/formats/architecture_table.cpp and tests/data/architectures.json from the transformers library itself.

safetensors sorts the names of tensors, so the order in which an optimizer numbered the parameters has to come from the
architecture. For each architecture, tiny models of all its classes are built; the order of named_parameters() is
written as a tree of module names, layers as "*". The script checks that sorting by the tree gives back the order of
every class. architectures.json holds one such order per architecture, for the tests.

Run in a virtual environment outside of this tree, with torch and transformers 5.24.0:
  VENV/bin/python tests/data/make_architecture_orders.py
"""
import copy
import json
import os
import sys
import warnings

warnings.filterwarnings("ignore")
os.environ["HF_HUB_OFFLINE"] = "1"
import torch  # noqa: E402
import transformers  # noqa: E402
from transformers import AutoConfig  # noqa: E402
from transformers.models.auto import modeling_auto  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(HERE, "..", "..", "src", "formats", "architecture_table.cpp")

TYPES = """llama mistral mixtral qwen2 qwen2_moe qwen3 qwen3_moe gemma gemma2 gemma3_text phi phi3 gpt2 gpt_neo gpt_neox
gptj opt bloom falcon stablelm olmo olmo2 starcoder2 cohere smollm3 granite mamba bert roberta xlm-roberta camembert
distilbert albert electra deberta-v2 mpnet modernbert t5 mt5 umt5 bart mbart pegasus marian vit deit dinov2 beit swin
convnext segformer clip siglip whisper wav2vec2 hubert""".split()

SMALL = dict(vocab_size=12, hidden_size=8, intermediate_size=12, num_hidden_layers=2, num_attention_heads=2,
             num_key_value_heads=1, head_dim=4, max_position_embeddings=16, n_layer=2, n_head=2, n_embd=8,
             n_positions=16, n_inner=12, num_layers=2, num_heads=2, d_model=8, d_kv=4, d_ff=12, dim=8, hidden_dim=12,
             n_layers=2, n_heads=2, encoder_layers=2, decoder_layers=2, encoder_attention_heads=2,
             decoder_attention_heads=2, encoder_ffn_dim=12, decoder_ffn_dim=12, ffn_dim=12, word_embed_proj_dim=8,
             embedding_size=8, image_size=8, patch_size=4, num_labels=3, moe_intermediate_size=4, num_experts=2,
             num_local_experts=2, shared_expert_intermediate_size=4, rotary_dim=2, pad_token_id=0, bos_token_id=1,
             eos_token_id=2, decoder_start_token_id=0, num_mel_bins=4, max_source_positions=8, max_target_positions=8,
             state_size=4, time_step_rank=2, conv_dim=[8, 8], conv_stride=[2, 2], conv_kernel=[2, 2],
             num_feat_extract_layers=2, num_conv_pos_embeddings=2, num_conv_pos_embedding_groups=2,
             num_codevectors_per_group=4, codevector_dim=8, proj_codevector_dim=8, classifier_proj_size=4,
             window_size=2, type_vocab_size=2, attention_types=[[["global", "local"], 1]], rotary_pct=0.25,
             position_buckets=4, projection_dim=4, attention_dropout=0.0)


def tiny(config_class):
    import inspect
    names = set(inspect.signature(config_class.__init__).parameters) | set(
        getattr(config_class, "__annotations__", {})) | set(getattr(config_class, "attribute_map", {}))
    default = config_class()
    names |= set(vars(default))
    options = {k: v for k, v in SMALL.items() if k in names}
    kind = config_class.model_type
    if kind in ("swin", "convnext", "segformer"):
        options = dict(image_size=16, patch_size=2, num_labels=3, window_size=2)
        if kind == "swin":
            options |= dict(embed_dim=8, depths=[2, 2], num_heads=[2, 2])
        if kind == "convnext":
            options |= dict(hidden_sizes=[4, 8], depths=[2, 2], num_stages=2)
        if kind == "segformer":
            options |= dict(num_encoder_blocks=2, depths=[2, 2], hidden_sizes=[4, 8], num_attention_heads=[1, 2],
                            sr_ratios=[2, 1], patch_sizes=[3, 3], strides=[2, 2], mlp_ratios=[2, 2],
                            decoder_hidden_size=8)
    if kind in ("clip", "siglip"):
        side = dict(hidden_size=8, intermediate_size=12, num_hidden_layers=2, num_attention_heads=2)
        options = dict(text_config=dict(side, vocab_size=12, max_position_embeddings=16, projection_dim=4,
                                        pad_token_id=0, bos_token_id=1, eos_token_id=2),
                       vision_config=dict(side, image_size=8, patch_size=4, projection_dim=4))
        if kind == "clip":
            options["projection_dim"] = 4
    if kind == "qwen2_moe" or kind == "qwen3_moe":
        options["num_experts_per_tok"] = 1
    if kind == "mamba":
        options["conv_kernel"] = 4
    if kind == "gpt_neo":
        options.pop("num_hidden_layers", None)
    return config_class(**options)


def classes_of(kind):
    """Every model class of the library for this architecture, as its automatic classes know them."""
    found = []
    for name in dir(modeling_auto):
        mapping = getattr(modeling_auto, name)
        if name.startswith("MODEL_") and name.endswith("_MAPPING_NAMES") and hasattr(mapping, "get"):
            entry = mapping.get(kind)
            for one in ([entry] if isinstance(entry, str) else entry or []):
                if one not in found:
                    found.append(one)
    return found


class Tree(dict):
    """Children in order; a parameter or a module of weight and bias only has none."""


def insert(tree, names):
    """Adds names in their order; a child that is new comes behind its predecessor in this order."""
    previous = None
    groups = {}
    for name in names:
        head, _, rest = name.partition(".")
        groups.setdefault(head, []).append(rest)
    for head, rests in groups.items():
        head = "*" if head.isdigit() else head
        if head not in tree:
            items = list(tree.items())
            at = 0 if previous is None else [k for k, _ in items].index(previous) + 1
            items.insert(at, (head, Tree()))
            tree.clear()
            tree.update(items)
        insert(tree[head], [r for r in rests if r])
        previous = head


def key(tree, name):
    ranks = []
    for part in name.split("."):
        child = "*" if part.isdigit() else part
        children = list(tree)
        if child not in children:
            raise KeyError(name)
        ranks.append((children.index(child), int(part) if part.isdigit() else 0))
        tree = tree[child]
    return ranks


def text(tree):
    words = []
    for name, child in tree.items():
        inner = text(child)
        words.append(name if inner in ("", "weight", "bias", "weight bias") else f"{name}({inner})")
    return " ".join(words)


def main():
    rows, orders, versions = [], {}, {"torch": torch.__version__, "transformers": transformers.__version__}
    for kind in TYPES:
        trees, longest = [], []  # a class whose order contradicts the others' gets a tree of its own
        for name in classes_of(kind):
            cls = getattr(transformers, name, None)
            if cls is None or not isinstance(cls, type):
                continue
            try:
                model = cls(tiny(AutoConfig.for_model(kind).__class__))
            except Exception as error:  # a class that needs another library or a further option
                print("left out:", kind, name, str(error)[:90].replace("\n", " "), file=sys.stderr)
                continue
            names = [n for n, _ in model.named_parameters()]
            for i, (tree, seen) in enumerate(trees):
                grown = copy.deepcopy(tree)
                insert(grown, names)
                if all(sorted(s, key=lambda n: key(grown, n)) == s for s in seen + [names]):
                    trees[i] = (grown, seen + [names])
                    break
            else:
                tree = Tree()
                insert(tree, names)
                assert sorted(names, key=lambda n: key(tree, n)) == names, name
                trees.append((tree, [names]))
            if len(names) > len(longest) or "CausalLM" in name or "ConditionalGeneration" in name:
                longest = names
        print(kind, sum(len(seen) for _, seen in trees), "classes in", len(trees), "trees", file=sys.stderr)
        if not trees:
            continue
        rows += [(kind, text(tree)) for tree, _ in trees]
        orders[kind] = longest
    with open(SOURCE, "w", encoding="utf-8") as out:
        out.write("// SPDX-License-Identifier: GPL-3.0-or-later\n"
                  f"// Made by tests/data/make_architecture_orders.py from transformers {versions['transformers']}; "
                  "do not edit.\n"
                  '#include "formats/architecture_order.h"\n\n'
                  "namespace fisherlens::detail {\n\n"
                  "// clang-format off\n"
                  "const std::vector<ArchitectureRow>& architectureTable()\n{\n"
                  "    static const std::vector<ArchitectureRow> rows{\n")
        for kind, line in rows:
            pieces, at = [], 0
            while at < len(line):
                pieces.append(line[at:at + 100])
                at += 100
            out.write(f'        {{"{kind}",\n' + "\n".join(f'         "{p}"' for p in pieces) + "},\n")
        out.write("    };\n    return rows;\n}\n// clang-format on\n\n}  // namespace fisherlens::detail\n")
    with open(os.path.join(HERE, "architectures.json"), "w", encoding="utf-8") as out:
        json.dump({"versions": versions, "orders": orders}, out, indent=0)
        out.write("\n")


main()
