#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/megatron: a run of Megatron-LM as its layout is documented (facts/formats-trainers.md 2b; Megatron
itself needs a GPU). Legacy format without the distributed optimizer: two groups of parameters, with and without weight
decay, and their master copies. expected.json holds what the optimizer reports, by the name in the saved model.

    /usr/bin/python3 make_megatron.py     (Debian's python3-torch)
"""
import argparse
import json
import pathlib
import shutil

import torch
from torch import nn

OUT = pathlib.Path(__file__).resolve().parent / "megatron"


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    rank = OUT / "run" / "iter_0000003" / "mp_rank_00"
    rank.mkdir(parents=True)
    torch.manual_seed(5)
    model = nn.ModuleDict({"embedding": nn.Embedding(7, 4), "layers": nn.ModuleList(
        [nn.ModuleDict({"linear_qkv": nn.Linear(4, 12), "linear_proj": nn.Linear(4, 4, bias=False)})]),
        "final_layernorm": nn.LayerNorm(4)})
    named = dict(model.named_parameters())
    decay = [n for n, p in named.items() if p.dim() > 1]
    others = [n for n in named if n not in decay]
    optimizer = torch.optim.AdamW([{"params": [named[n] for n in decay], "weight_decay": 0.1},
                                   {"params": [named[n] for n in others], "weight_decay": 0.0}], lr=1e-3,
                                  betas=(0.9, 0.95))
    for _ in range(3):
        for parameter in named.values():
            parameter.grad = torch.randn_like(parameter)
        optimizer.step()
    args = argparse.Namespace(micro_batch_size=2, global_batch_size=24, world_size=4, clip_grad=1.0, lr=1e-3, bf16=True,
                              fp16=False, seed=1234, adam_beta1=0.9, adam_beta2=0.95, tensor_model_parallel_size=1)
    torch.save({"args": args, "checkpoint_version": 3.0, "iteration": 3, "model": model.state_dict(),
                "optimizer": {"optimizer": optimizer.state_dict(),
                              "fp32_from_fp16_params": [[named[n].detach().clone() for n in group]
                                                        for group in (decay, others)]},
                "opt_param_scheduler": {"max_lr": 1e-3, "num_steps": 3}, "rng_state": []}, rank / "model_optim_rng.pt")
    (OUT / "run" / "latest_checkpointed_iteration.txt").write_text("3")
    expected = {"versions": {"torch": torch.__version__}, "tensors": {}, "states": {}}
    for name, parameter in named.items():
        state = optimizer.state[parameter]
        expected["tensors"][name] = {"shape": list(parameter.shape), "values": parameter.flatten().tolist()}
        expected["states"][name] = {"v": state["exp_avg_sq"].flatten().tolist(), "step": 3}
    (OUT / "expected.json").write_text(json.dumps(expected) + "\n")


if __name__ == "__main__":
    main()
