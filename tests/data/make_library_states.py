#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/libraries/states: FSDP's full states by two processes, and kohya's, a few kB each, and expected.json
with the accumulators that the optimizer itself reports.

hf-fsdp and accelerate-fsdp2 are written by PyTorch's FSDP on the processor (gloo, two processes) through Accelerate's
save_fsdp_model (not for hf-fsdp) and save_fsdp_optimizer, which the Hugging Face Trainer calls; trainer_state.json, and the files of random
states, are as the trainer names them. kohya-000001-state is written by Accelerate's save_state with what sd-scripts'
train_network.py (48d368fa) does around it: only the LoRA is saved, and train_state.json beside it; kohya.safetensors is its
output file with the metadata that the script writes.

Run in a virtual environment outside of this tree; versions are recorded in expected.json:
  VENV/bin/pip install torch accelerate safetensors numpy
  VENV/bin/python tests/data/make_library_states.py
"""
import importlib.metadata as metadata
import json
import os
import shutil
import sys
import tempfile
import types

import torch
import torch.distributed as dist
from safetensors.torch import save_file
from torch import nn

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "libraries", "states")
CASES = {}


def flat(tensor):
    return [float(f"{v:.9g}") for v in tensor.detach().contiguous().double().flatten().tolist()]


def network():
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 4), nn.LayerNorm(4), nn.ReLU(), nn.Linear(4, 2))


def groups(model):
    """Those of the Hugging Face Trainer: neither biases nor layer norms (here "1") decay."""
    plain = {n: n.endswith("bias") or n.split(".")[-2] == "1" for n, _ in model.named_parameters()}
    decay = [p for n, p in model.named_parameters() if not plain[n]]
    rest = [p for n, p in model.named_parameters() if plain[n]]
    return [{"params": decay, "weight_decay": 0.01}, {"params": rest, "weight_decay": 0.0}]


def train(model, optimizer, rank=0):
    generator = torch.Generator().manual_seed(1 + rank)
    for _ in range(3):
        optimizer.zero_grad()
        model(torch.randn(5, 3, generator=generator)).square().mean().backward()
        optimizer.step()


def sharded(rank, init, folder):
    """FSDP with full state dicts, versions 1 and 2; rank 0 writes."""
    from accelerate.state import PartialState
    from accelerate.utils import FullyShardedDataParallelPlugin
    from accelerate.utils.fsdp_utils import save_fsdp_model, save_fsdp_optimizer
    from torch.distributed.fsdp import FullyShardedDataParallel, fully_shard

    os.environ.update(RANK=str(rank), WORLD_SIZE="2", LOCAL_RANK=str(rank), MASTER_ADDR="127.0.0.1", MASTER_PORT="0")
    dist.init_process_group("gloo", init_method=init, rank=rank, world_size=2)
    PartialState(cpu=True)
    accelerator = types.SimpleNamespace(process_index=rank, num_processes=2, is_main_process=rank == 0,
                                        wait_for_everyone=dist.barrier)
    cases = {}
    for name, version in (("hf-fsdp", 1), ("accelerate-fsdp2", 2)):
        plugin = FullyShardedDataParallelPlugin(fsdp_version=version, state_dict_type="FULL_STATE_DICT")
        plugin.set_state_dict_type()
        target = os.path.join(folder, name)
        if version == 1:
            model = FullyShardedDataParallel(network(), use_orig_params=True, device_id=torch.device("cpu"))
        else:
            model = network()
            for layer in (model[0], model[3]):
                fully_shard(layer)
            fully_shard(model)
        optimizer = torch.optim.AdamW(groups(model), lr=1e-2)
        train(model, optimizer, rank)
        if version == 1:  # its state_dict() reads freed memory on the processor (PyTorch 2.13)
            os.makedirs(target, exist_ok=True)
            with FullyShardedDataParallel.summon_full_params(model):
                whole = {n: p.detach().clone() for n, p in model.module.named_parameters()}
            if rank == 0:
                torch.save(whole, os.path.join(target, "pytorch_model_fsdp.bin"))
        else:
            save_fsdp_model(plugin, accelerator, model, target)
        save_fsdp_optimizer(plugin, accelerator, optimizer, model, target)
        dist.barrier()
        # What the optimizer reports, whole: of version 2 the DTensors, of version 1 the pieces of both ranks.
        squares = {}
        for parameter_name, parameter in model.named_parameters():
            own = optimizer.state.get(parameter, {}).get("exp_avg_sq")
            if hasattr(own, "full_tensor"):
                pieces = [own.full_tensor()]
            else:
                pieces = [None, None]
                dist.all_gather_object(pieces, torch.zeros(0) if own is None else own)
            squares[parameter_name.replace("_fsdp_wrapped_module.", "")] = flat(torch.cat([p.flatten() for p in pieces]))
        names = ("rng_state_{}.pth" if version == 1 else "random_states_{}.pkl").format(rank)
        torch.save({"step": 0, "cpu": torch.zeros(4, dtype=torch.uint8)}, os.path.join(target, names))
        cases[name] = {"layout": "huggingface-trainer" if version == 1 else "accelerate", "run": {"world-size": 2.0},
                       "mapped": {n: {"step": 3.0, "values": v} for n, v in squares.items()}}
        if rank == 0 and version == 1:
            save_file(torch.load(os.path.join(target, "pytorch_model_fsdp.bin")),
                      os.path.join(target, "model.safetensors"), {"format": "pt"})
            with open(os.path.join(target, "trainer_state.json"), "w", encoding="utf-8") as out:
                json.dump({"global_step": 3, "epoch": 1.0, "max_steps": 3, "log_history": []}, out)
            cases[name]["run"]["optimizer-steps"] = 3.0
    if rank == 0:
        with open(os.path.join(folder, "cases.json"), "w", encoding="utf-8") as out:
            json.dump(cases, out)
    dist.barrier()
    dist.destroy_process_group()


class LoraModule(nn.Module):
    """sd-scripts' networks/lora.py: two linear layers and the buffer alpha."""

    def __init__(self, inputs, outputs, rank):
        super().__init__()
        self.lora_down = nn.Linear(inputs, rank, bias=False)
        self.lora_up = nn.Linear(rank, outputs, bias=False)
        self.register_buffer("alpha", torch.tensor(1.0))

    def forward(self, x):
        return self.lora_up(self.lora_down(x)) * (self.alpha / self.lora_down.out_features)


def kohya():
    from accelerate import Accelerator

    accelerator = Accelerator(cpu=True, gradient_accumulation_steps=2)
    torch.manual_seed(0)
    network = nn.Module()
    sizes = {"lora_te_text_model_encoder_layers_0_mlp_fc1": (3, 5), "lora_unet_down_blocks_0_attentions_0_proj_in": (7, 6)}
    for name, (inputs, outputs) in sizes.items():
        network.add_module(name, LoraModule(inputs, outputs, 2))
    te, unet = network.children()
    optimizer = torch.optim.AdamW([{"params": te.parameters(), "lr": 5e-5}, {"params": unet.parameters(), "lr": 1e-4}])
    network, optimizer = accelerator.prepare(network, optimizer)
    for _ in range(3):
        optimizer.zero_grad()
        loss = te(torch.randn(4, 3)).square().mean() + unet(torch.randn(4, 7)).square().mean()
        accelerator.backward(loss)
        optimizer.optimizer.step()
    target = os.path.join(HERE, "kohya-000001-state")
    accelerator.save_state(target)
    with open(os.path.join(target, "train_state.json"), "w", encoding="utf-8") as out:
        json.dump({"current_epoch": 1, "current_step": 3}, out)
    settings = {"ss_learning_rate": "0.0001", "ss_text_encoder_lr": "5e-05", "ss_unet_lr": "0.0001", "ss_steps": "3",
                "ss_num_train_images": "24", "ss_num_epochs": "1", "ss_gradient_accumulation_steps": "2",
                "ss_max_grad_norm": "1.0", "ss_mixed_precision": "bf16", "ss_optimizer": "torch.optim.adamw.AdamW",
                "ss_batch_size_per_device": "4", "ss_total_batch_size": "8", "ss_seed": "7", "ss_loss_type": "l2"}
    save_file(accelerator.unwrap_model(network).state_dict(), os.path.join(HERE, "kohya.safetensors"), settings)
    squares = {n: {"step": 3.0, "values": flat(optimizer.state[p]["exp_avg_sq"])} for n, p in network.named_parameters()}
    CASES["kohya-000001-state"] = {"layout": "kohya", "mapped": squares,
                                   "run": {"world-size": 1.0, "optimizer-steps": 3.0, "epochs": 1.0}}
    CASES["kohya.safetensors"] = {"layout": "kohya", "run": {"batch_size": 8.0, "global-batch": 8.0, "clip-norm": 1.0}}


def main():
    shutil.rmtree(HERE, ignore_errors=True)
    os.makedirs(HERE)
    with tempfile.TemporaryDirectory() as scratch:
        torch.multiprocessing.spawn(sharded, ("file://" + os.path.join(scratch, "init"), HERE), nprocs=2)
    with open(os.path.join(HERE, "cases.json"), encoding="utf-8") as file:
        CASES.update(json.load(file))
    os.remove(os.path.join(HERE, "cases.json"))
    kohya()
    with open(os.path.join(HERE, "expected.json"), "w", encoding="utf-8") as out:
        json.dump({"versions": {name: metadata.version(name) for name in ("torch", "accelerate", "safetensors")},
                   "python": sys.version.split()[0], "cases": CASES}, out)
        out.write("\n")


if __name__ == "__main__":
    main()
