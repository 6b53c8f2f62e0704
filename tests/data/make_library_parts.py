#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/libraries/parts: checkpoints that are read in part or refused by what they hold
(facts/formats-trainers.md 10). The hyper-parameters in omegaconf.ckpt are OmegaConf's own, the values in
sharded_tensor.pt and dtensor.pt those of PyTorch; detectron2's, mmengine's and fairseq's files follow their layouts as
documented. expected.json holds the squares that the optimizer itself reports, and the versions.

Run in a virtual environment outside of this tree:
  VENV/bin/pip install torch omegaconf numpy
  VENV/bin/python tests/data/make_library_parts.py
"""
import importlib.metadata as metadata
import json
import os
import shutil

import torch
from omegaconf import OmegaConf
from torch import nn

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "libraries", "parts")

CONFIG = """MODEL:
  DEVICE: cuda
  WEIGHTS: ''
SOLVER:
  AMP:
    ENABLED: true
  BASE_LR: 0.02
  CLIP_GRADIENTS:
    CLIP_TYPE: full_model
    CLIP_VALUE: 0.5
    ENABLED: true
    NORM_TYPE: 2.0
  IMS_PER_BATCH: 16
  STEPS:
  - 30
  - 60
  WEIGHT_DECAY: 0.0001
VERSION: 2
"""

MMENGINE = """default_scope = 'mmdet'
train_pipeline = [dict(type='Resize', batch_size=99)]
train_dataloader = dict(
    num_workers=2,
    sampler=dict(type='DefaultSampler', shuffle=True),
    batch_size=2,
    dataset=dict(type='CocoDataset'))
optim_wrapper = dict(
    type='OptimWrapper',
    optimizer=dict(type='AdamW', lr=0.0001),
    accumulative_counts=4,
    clip_grad=dict(max_norm=35, norm_type=2))
val_dataloader = dict(batch_size=1)
"""


def flat(tensor):
    return [float(v) for v in tensor.detach().double().flatten().tolist()]


def net():
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(3, 4), nn.Linear(4, 2))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    for _ in range(3):
        optimizer.zero_grad()
        model(torch.randn(5, 3)).square().mean().backward()
        optimizer.step()
    return model, optimizer


def path(name):
    return os.path.join(HERE, name)


def fairseq(expected):
    """--fp16: one flat vector is trained; the model's file has a buffer, and copies of tied weights."""
    torch.manual_seed(1)
    model = {"encoder.version": torch.tensor([3.0]), "encoder.embed_tokens.weight": torch.randn(6, 4),
             "encoder.layer_norm.weight": torch.ones(4), "encoder.layer_norm.bias": torch.zeros(4),
             "decoder.fc.weight": torch.randn(3, 10), "decoder.fc.bias": torch.zeros(3)}
    names = [n for n in model if n != "encoder.version"]
    vector = nn.Parameter(torch.cat([model[n].flatten() for n in names]))
    optimizer = torch.optim.Adam([vector], lr=1e-3)
    for _ in range(3):
        optimizer.zero_grad()
        (vector * torch.randn(vector.numel())).sum().backward()
        optimizer.step()
    squares, first, answer = optimizer.state[vector]["exp_avg_sq"], 0, {}
    for name in names:
        answer[name] = flat(squares[first:first + model[name].numel()])
        first += model[name].numel()
    expected["fairseq_flat.pt"] = answer
    content = {"args": None, "cfg": {"common": {"fp16": True}, "dataset": {"batch_size": 4}}, "model": model,
               "optimizer_history": [{"num_updates": 3, "optimizer_name": "FP16Optimizer"}],
               "extra_state": {"epoch": 1}, "last_optimizer_state": dict(optimizer.state_dict(), loss_scale=128.0)}
    torch.save(content, path("fairseq_flat.pt"))
    tied = dict(model)
    tied["decoder.embed_tokens.weight"] = model["encoder.embed_tokens.weight"].clone()
    tied["decoder.output_projection.weight"] = model["encoder.embed_tokens.weight"].clone()
    torch.save(dict(content, model=tied), path("fairseq_tied.pt"))


def ranks():
    """What one rank of a sharded run saves with torch.save."""
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT="29571", RANK="0", WORLD_SIZE="1")
    torch.distributed.init_process_group("gloo")
    from torch.distributed._shard import sharded_tensor
    from torch.distributed._shard.sharding_spec import ChunkShardingSpec
    from torch.distributed.tensor import Shard, distribute_tensor, init_device_mesh
    spec = ChunkShardingSpec(dim=0, placements=["rank:0/cpu"])
    weight = sharded_tensor.rand(spec, 4, 2)
    torch.save({"model": {"weight": weight, "bias": torch.zeros(2)}}, path("sharded_tensor.pt"))
    mesh = init_device_mesh("cpu", (1,))
    torch.save({"model": {"weight": distribute_tensor(torch.ones(4, 2), mesh, [Shard(0)])}}, path("dtensor.pt"))
    torch.distributed.destroy_process_group()
    torch.save({"_flat_param": torch.ones(10), "layer._fsdp_wrapped_module.flat_param": torch.ones(6)},
               path("flat_param.pt"))


def main():
    shutil.rmtree(HERE, ignore_errors=True)
    os.makedirs(path("detectron2"))
    expected = {"versions": {name: metadata.version(name) for name in ("torch", "omegaconf")}}
    model, optimizer = net()
    torch.save({"model": model.state_dict(), "iteration": 3, "optimizer": optimizer.state_dict(),
                "scheduler": {"last_epoch": 3}}, path("detectron2/model_0000003.pth"))
    for name, text in (("config.yaml", CONFIG), ("last_checkpoint", "model_0000003.pth")):
        with open(path("detectron2/" + name), "w", encoding="utf-8") as file:
            file.write(text)
    torch.save({"meta": {"epoch": 1, "iter": 3, "cfg": MMENGINE}, "state_dict": model.state_dict(),
                "message_hub": {"log_scalars": {}}, "optimizer": optimizer.state_dict()}, path("mmengine.pth"))
    settings = OmegaConf.create({"batch_size": 8, "accumulate_grad_batches": 4, "ref": "${batch_size}", "none": None,
                                 "optim": {"lr": 1e-3, "betas": [0.9, 0.99]}})
    torch.save({"pytorch-lightning_version": "2.6.2", "state_dict": model.state_dict(), "global_step": 3, "epoch": 1,
                "optimizer_states": [optimizer.state_dict()], "hyper_parameters": settings}, path("omegaconf.ckpt"))
    fairseq(expected)
    ranks()
    with open(path("expected.json"), "w", encoding="utf-8") as file:
        json.dump(expected, file)
        file.write("\n")


main()
