#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/libraries/layouts: what trainers leave behind, a few kB each, and expected.json with the
accumulators that the optimizer itself reports, by the name of the parameter in the saved model.

Folders of the Hugging Face Trainer, of Accelerate and of PEFT, and Lightning's and timm's files are written by these
libraries. nanoGPT, torchvision's and fairseq's files, Composer's, torchtune's, ultralytics' and mmengine's follow
their layouts as documented (facts/formats-trainers.md): plain torch.save of a dictionary with their keys.

Run in a virtual environment outside of this tree; versions are recorded in expected.json:
  VENV/bin/pip install torch transformers accelerate lightning timm peft bitsandbytes
  VENV/bin/python tests/data/make_library_layouts.py
"""
import argparse
import importlib.metadata as metadata
import json
import os
import shutil
import sys
import tempfile
import warnings

warnings.filterwarnings("ignore")
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
import torch  # noqa: E402
import transformers  # noqa: E402
from torch import nn  # noqa: E402

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "libraries", "layouts")
CASES = {}
SMALL = dict(vocab_size=6, hidden_size=4, intermediate_size=6, num_hidden_layers=2, num_attention_heads=2)


def flat(tensor):
    return [float(f"{v:.9g}") for v in tensor.detach().contiguous().double().flatten().tolist()]


def mapped(names, optimizer, squares=None, rename=lambda name: name):
    """Parameter name -> squares and step, by identity of the parameter."""
    out = {}
    for name, parameter in names:
        state = optimizer.state.get(parameter)
        if state:
            value = squares(state, parameter) if squares else state["exp_avg_sq"]
            out[rename(name)] = {"step": float(state["step"]), "values": flat(value)}
    return out


def text_data(count=24):
    generator = torch.Generator().manual_seed(1)
    return [{"input_ids": torch.randint(0, 6, (4,), generator=generator),
             "labels": torch.randint(0, 6, (4,), generator=generator)} for _ in range(count)]


def class_data():
    generator = torch.Generator().manual_seed(1)
    return [{"input_ids": torch.randint(0, 6, (4,), generator=generator), "labels": torch.tensor(i % 3)}
            for i in range(24)]


def trainer(name, model, data, keep=None, squares=None, **options):
    """A checkpoint folder of the Trainer after 4 steps of 2 examples accumulated 3 times."""
    folder = tempfile.mkdtemp()
    arguments = transformers.TrainingArguments(
        output_dir=folder, per_device_train_batch_size=2, gradient_accumulation_steps=3, max_steps=4, save_steps=4,
        report_to=[], use_cpu=True, logging_steps=1, disable_tqdm=True, learning_rate=1e-3, **options)
    run = transformers.Trainer(model=model, args=arguments, train_dataset=data)
    run.train()
    target = os.path.join(HERE, name)
    shutil.copytree(os.path.join(folder, "checkpoint-4"), target)
    for file in ("rng_state.pth", "generation_config.json", "README.md"):
        if os.path.exists(os.path.join(target, file)) and file not in (keep or []):
            os.remove(os.path.join(target, file))
    inner = run.optimizer.optimizer if hasattr(run.optimizer, "optimizer") else run.optimizer
    strip = (lambda n: n.replace(".default", "")) if "lora" in name else (lambda n: n)
    CASES[name] = {"layout": "huggingface-trainer", "mapped": mapped(model.named_parameters(), inner, squares, strip),
                   "run": {"batch_size": 6.0, "micro-batch": 2.0, "accumulation": 3.0, "world-size": 1.0,
                           "clip-norm": 1.0, "optimizer-steps": 4.0, "learning-rate": 1e-3}}
    shutil.rmtree(folder)
    return run


def huggingface():
    t = transformers
    llama = dict(SMALL, num_key_value_heads=2, max_position_embeddings=8)
    torch.manual_seed(0)
    trainer("hf-llama", t.LlamaForCausalLM(t.LlamaConfig(**llama)), text_data(), weight_decay=0.1)
    trainer("hf-gpt2", t.GPT2LMHeadModel(t.GPT2Config(vocab_size=6, n_embd=4, n_layer=2, n_head=2, n_positions=8)),
            text_data(), weight_decay=0.1, label_smoothing_factor=0.1)
    trainer("hf-bert", t.BertForSequenceClassification(t.BertConfig(**SMALL, max_position_embeddings=8, num_labels=3,
                                                                    type_vocab_size=2)), class_data())
    trainer("hf-adafactor", t.LlamaForCausalLM(t.LlamaConfig(**dict(llama, num_hidden_layers=1))), text_data(),
            optim="adafactor", squares=adafactor)
    # The sharded forms of the same folder: save_pretrained splits, and pickles of state dicts as older versions wrote.
    torch.manual_seed(0)
    model = t.LlamaForCausalLM(t.LlamaConfig(**llama))
    source = os.path.join(HERE, "hf-llama")
    state = t.AutoModelForCausalLM.from_pretrained(source)
    sharded = os.path.join(HERE, "hf-sharded")
    state.save_pretrained(sharded, max_shard_size="1KB")
    for file in ("optimizer.pt", "training_args.bin", "trainer_state.json"):
        shutil.copy(os.path.join(source, file), sharded)
    os.remove(os.path.join(sharded, "generation_config.json"))
    CASES["hf-sharded"] = CASES["hf-llama"]
    pickled = os.path.join(HERE, "hf-pickled")
    os.makedirs(pickled)
    tensors = state.state_dict()
    assert list(tensors) == list(model.state_dict())
    names, weight_map = list(tensors), {}
    for i, part in enumerate((names[:9], names[9:])):
        file = f"pytorch_model-{i + 1:05d}-of-00002.bin"
        torch.save({n: tensors[n].clone() for n in part}, os.path.join(pickled, file))
        weight_map.update({n: file for n in part})
    with open(os.path.join(pickled, "pytorch_model.bin.index.json"), "w", encoding="utf-8") as out:
        json.dump({"metadata": {"total_size": 0}, "weight_map": weight_map}, out, indent=2, sort_keys=True)
    for file in ("optimizer.pt", "trainer_state.json"):
        shutil.copy(os.path.join(source, file), pickled)
    old_arguments(os.path.join(pickled, "training_args.bin"))
    CASES["hf-pickled"] = dict(CASES["hf-llama"], run=dict(CASES["hf-llama"]["run"], batch_size=6.0 * 4,
                                                           **{"world-size": 4.0, "clip-norm": 0.5}))


class ByName:
    """Pickled as getattr(class, "NAME"), which Python 3.11.0 to 3.11.3 did with enum members."""

    def __init__(self, member):
        self.member = member

    def __reduce__(self):
        return getattr, (type(self.member), self.member.name)


def old_arguments(path):
    from accelerate.state import PartialState
    arguments = transformers.TrainingArguments(output_dir="x", per_device_train_batch_size=2, use_cpu=True,
                                               gradient_accumulation_steps=3, report_to=[], learning_rate=1e-3,
                                               max_grad_norm=0.5)
    state = arguments.__dict__["distributed_state"] = PartialState.__new__(PartialState)
    values = dict(vars(arguments))
    values["optim"], values["lr_scheduler_type"] = ByName(arguments.optim), ByName(arguments.lr_scheduler_type)
    record = transformers.TrainingArguments.__new__(transformers.TrainingArguments)
    object.__setattr__(record, "__dict__", values)
    shared = dict(state.__dict__)
    state.__dict__["num_processes"] = 4
    torch.save(record, path)
    state.__dict__.clear()
    state.__dict__.update(shared)


def adafactor(state, parameter):
    if "exp_avg_sq" in state:
        return state["exp_avg_sq"]
    row, col = state["exp_avg_sq_row"].double(), state["exp_avg_sq_col"].double()
    return row[..., :, None] * col[..., None, :] / row.mean(-1)[..., None, None]


def peft():
    from peft import LoraConfig, get_peft_model
    t = transformers
    torch.manual_seed(0)
    base = t.LlamaForCausalLM(t.LlamaConfig(**SMALL, num_key_value_heads=2, max_position_embeddings=8))
    model = get_peft_model(base, LoraConfig(r=2, target_modules=["q_proj", "v_proj", "k_proj"], lora_dropout=0.0,
                                            task_type="CAUSAL_LM"))
    trainer("hf-lora", model, text_data())


def accelerate_folder():
    from accelerate import Accelerator
    accelerator = Accelerator(cpu=True)
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    model, optimizer = accelerator.prepare(model, optimizer)
    for _ in range(3):
        optimizer.zero_grad()
        accelerator.backward(model(torch.randn(5, 3)).square().mean())
        optimizer.step()
    target = os.path.join(HERE, "accelerate")
    accelerator.save_state(target)
    CASES["accelerate"] = {"layout": "accelerate", "mapped": mapped(model.named_parameters(), optimizer.optimizer),
                           "run": {"world-size": 1.0}}


def lightning_file():
    import lightning

    class Module(lightning.LightningModule):
        def __init__(self, batch_size=5, lr=1e-3):
            super().__init__()
            self.save_hyperparameters()
            self.net = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 2))

        def training_step(self, batch, index):
            return self.net(batch[0]).square().mean()

        def configure_optimizers(self):
            return torch.optim.Adam(self.parameters(), lr=self.hparams.lr)

    torch.manual_seed(0)
    module = Module()
    data = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.randn(20, 3)), batch_size=5)
    with tempfile.TemporaryDirectory() as folder:
        run = lightning.Trainer(max_epochs=1, logger=False, enable_checkpointing=False, accelerator="cpu",
                                default_root_dir=folder, enable_progress_bar=False, enable_model_summary=False)
        run.fit(module, data)
        run.save_checkpoint(os.path.join(HERE, "lightning.ckpt"))
    CASES["lightning.ckpt"] = {"layout": "lightning", "mapped": mapped(module.named_parameters(), run.optimizers[0]),
                               "run": {"micro-batch": 5.0, "accumulation": 1.0, "optimizer-steps": 4.0,
                                       "batch_at_least": 5.0}}


def timm_file():
    import timm.optim
    from timm.utils import CheckpointSaver
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(3, 4), nn.LayerNorm(4), nn.Linear(4, 2))
    arguments = argparse.Namespace(model="mlp", opt="adamw", lr=1e-3, batch_size=8, grad_accum_steps=2, world_size=4,
                                   clip_grad=1.0, clip_mode="norm", amp=False, weight_decay=0.05)
    optimizer = timm.optim.create_optimizer_v2(model, opt="adamw", lr=1e-3, weight_decay=0.05)
    train(model, optimizer)
    with tempfile.TemporaryDirectory() as folder:
        saver = CheckpointSaver(model, optimizer, args=arguments, checkpoint_dir=folder, recovery_dir=folder)
        saver.save_checkpoint(0, 0.5)
        shutil.copy(os.path.join(folder, "last.pth.tar"), os.path.join(HERE, "timm.pth.tar"))
    CASES["timm.pth.tar"] = {"layout": "timm", "mapped": mapped(model.named_parameters(), optimizer),
                             "run": {"batch_size": 64.0, "micro-batch": 8.0, "accumulation": 2.0, "world-size": 4.0,
                                     "clip-norm": 1.0}}


def train(model, optimizer, steps=3, shape=(5, 3)):
    generator = torch.Generator().manual_seed(2)
    for _ in range(steps):
        optimizer.zero_grad()
        model(torch.randn(shape, generator=generator)).square().mean().backward()
        optimizer.step()


def documented():
    """Dictionaries with the keys that the trainers are documented to write."""
    def net():
        torch.manual_seed(0)
        return nn.Sequential(nn.Linear(3, 4), nn.LayerNorm(4), nn.Linear(4, 2))

    def add(file, layout, content, model, optimizer, run, **more):
        torch.save(content, os.path.join(HERE, file))
        CASES[file] = {"layout": layout, "mapped": mapped(model.named_parameters(), optimizer), "run": run, **more}

    class NanoAttention(nn.Module):
        def __init__(self):
            super().__init__()
            self.c_attn = nn.Linear(3, 3)
            self.register_buffer("bias", torch.tril(torch.ones(4, 4)).view(1, 1, 4, 4))
            self.c_proj = nn.Linear(3, 3)

        def forward(self, x):
            return self.c_proj(self.c_attn(x))

    torch.manual_seed(0)
    model = nn.ModuleDict({"attn": NanoAttention(), "ln": nn.LayerNorm(3)})
    model.forward = lambda x: model["ln"](model["attn"](x))
    named = list(model.named_parameters())
    optimizer = torch.optim.AdamW([{"params": [p for _, p in named if p.dim() >= 2], "weight_decay": 0.1},
                                   {"params": [p for _, p in named if p.dim() < 2], "weight_decay": 0.0}], lr=1e-3)
    generator = torch.Generator().manual_seed(2)
    for _ in range(3):
        optimizer.zero_grad()
        (model.forward(torch.randn((5, 3), generator=generator)) - 1).square().sum().backward()
        optimizer.step()
    add("nanogpt.pt", "nanogpt",
        {"model": {"_orig_mod." + k: v for k, v in model.state_dict().items()}, "optimizer": optimizer.state_dict(),
         "model_args": {"n_layer": 1}, "iter_num": 3, "best_val_loss": torch.tensor(1.0),
         "config": {"batch_size": 12, "gradient_accumulation_steps": 40, "grad_clip": 1.0, "learning_rate": 6e-4,
                    "dtype": "bfloat16"}},
        model, optimizer, {"batch_size": 480.0, "clip-norm": 1.0}, prefix="_orig_mod.")

    model = net()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    train(model, optimizer)
    add("torchvision.pth", "torchvision",
        {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "lr_scheduler": {"last_epoch": 1}, "epoch": 1,
         "args": argparse.Namespace(batch_size=32, world_size=8, lr=0.1, opt="adam", clip_grad_norm=None, amp=False)},
        model, optimizer, {"batch_size": 256.0, "micro-batch": 32.0, "world-size": 8.0})

    model = net()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    train(model, optimizer)
    names = [n for n, _ in model.named_parameters()]
    state = optimizer.state_dict()
    by_name = {"state": {names[k]: v for k, v in state["state"].items()},
               "param_groups": [dict(g, params=[names[k] for k in g["params"]]) for g in state["param_groups"]]}
    add("composer.pt", "composer",
        {"state": {"model": model.state_dict(), "optimizers": {"DecoupledAdamW": by_name},
                   "timestamp": {"Timestamp": {"epoch": 1, "batch": 3, "sample": 96, "token": 0}}},
         "rng": [{"torch": torch.zeros(8, dtype=torch.uint8)}]},
        model, optimizer, {"batch_size": 32.0, "optimizer-steps": 3.0})

    model = net()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    train(model, optimizer)
    add("fairseq.pt", "fairseq",
        {"args": None, "model": model.state_dict(), "last_optimizer_state": optimizer.state_dict(),
         "optimizer_history": [{"num_updates": 3}], "extra_state": {"epoch": 1},
         "cfg": {"dataset": {"batch_size": 4, "max_tokens": None}, "optimization": {"update_freq": [2], "clip_norm": 0.1},
                 "distributed_training": {"distributed_world_size": 3}}},
        model, optimizer, {"batch_size": 24.0, "micro-batch": 4.0, "accumulation": 2.0, "world-size": 3.0,
                           "clip-norm": 0.1})

    model = net()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    train(model, optimizer)
    add("mmengine.pth", "mmengine",
        {"meta": {"epoch": 1, "iter": 3, "cfg": "train_dataloader = dict(batch_size=2)"}, "state_dict": model.state_dict(),
         "message_hub": {"log_scalars": {}}, "optimizer": optimizer.state_dict(), "param_schedulers": []},
        model, optimizer, {})

    model = net()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    train(model, optimizer)
    folder = os.path.join(HERE, "torchtune")
    os.makedirs(folder)
    torch.save(model.state_dict(), os.path.join(folder, "model-00001-of-00001.pt"))
    torch.save({"optimizer": optimizer.state_dict(), "seed": 1, "epochs_run": 1, "total_epochs": 2,
                "max_steps_per_epoch": None}, os.path.join(folder, "recipe_state.pt"))
    CASES["torchtune"] = {"layout": "torchtune", "mapped": mapped(model.named_parameters(), optimizer),
                          "run": {"seed": 1.0}}

    model = net()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    train(model, optimizer)
    half = optimizer.state_dict()
    for entry in half["state"].values():
        entry["exp_avg"], entry["exp_avg_sq"] = entry["exp_avg"].half(), entry["exp_avg_sq"].half()
    torch.save({"epoch": 1, "ema": model, "updates": 3, "optimizer": half, "version": "8.2.0",
                "train_args": {"batch": 16, "nbs": 64, "lr0": 0.01, "momentum": 0.9}},
               os.path.join(HERE, "ultralytics.pt"))
    CASES["ultralytics.pt"] = {"layout": "ultralytics", "run": {"batch_size": 64.0},
                               "mapped": mapped(model.named_parameters(), optimizer,
                                                lambda state, p: state["exp_avg_sq"].half())}

    model = net()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    train(model, optimizer)
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict()}, os.path.join(HERE, "legacy.pt"),
               _use_new_zipfile_serialization=False)
    CASES["legacy.pt"] = {"layout": "", "mapped": mapped(model.named_parameters(), optimizer), "run": {}}

    model = net()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    train(model, optimizer)
    folder = os.path.join(HERE, "folder")
    os.makedirs(folder)
    torch.save(model.state_dict(), os.path.join(folder, "weights.pth"))
    torch.save(optimizer.state_dict(), os.path.join(folder, "optimizer.pt"))
    CASES["folder"] = {"layout": "", "mapped": mapped(model.named_parameters(), optimizer), "run": {}}


def main():
    shutil.rmtree(HERE, ignore_errors=True)
    os.makedirs(HERE)
    huggingface()
    peft()
    accelerate_folder()
    lightning_file()
    timm_file()
    documented()
    packages = ("torch", "transformers", "accelerate", "lightning", "timm", "peft")
    with open(os.path.join(HERE, "expected.json"), "w", encoding="utf-8") as out:
        json.dump({"versions": {name: metadata.version(name) for name in packages},
                   "python": sys.version.split()[0], "cases": CASES}, out)
        out.write("\n")


main()
