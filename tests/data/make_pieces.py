#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/pieces: safetensors that torch.distributed.checkpoint's HuggingFaceStorageWriter leaves where two
ranks save their parts of a model. expected.json holds the whole tensors, and the versions.

Run in a virtual environment outside of this tree:
  VENV/bin/pip install torch numpy safetensors huggingface_hub
  VENV/bin/python tests/data/make_pieces.py
"""
import importlib.metadata as metadata
import json
import os
import pathlib
import shutil

import torch
import torch.distributed.checkpoint as dcp
import torch.multiprocessing
from torch.distributed.tensor import Replicate, Shard, distribute_tensor, init_device_mesh

OUT = pathlib.Path(__file__).resolve().parent / "pieces"


def tensors():
    torch.manual_seed(3)
    return {"embed.weight": torch.randn(5, 3), "layer.weight": torch.randn(4, 6), "layer.bias": torch.randn(4),
            "norm.weight": torch.randn(3).bfloat16(), "scale": torch.tensor(2.5)}


def worker(rank):
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT="29581", RANK=str(rank), WORLD_SIZE="2")
    torch.distributed.init_process_group("gloo")
    mesh = init_device_mesh("cpu", (2,))
    cuts = {"embed.weight": Shard(0), "layer.weight": Shard(1), "layer.bias": Shard(0)}
    state = {name: distribute_tensor(value, mesh, [cuts.get(name, Replicate())]) if value.dim() else value
             for name, value in tensors().items()}
    writer = dcp.HuggingFaceStorageWriter(path=str(OUT), save_distributed=True,
                                          fqn_to_index_mapping={n: 1 if n < "m" else 2 for n in state})
    dcp.save(state, storage_writer=writer)
    torch.distributed.destroy_process_group()


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    torch.multiprocessing.spawn(worker, (), nprocs=2)
    expected = {name: {"shape": list(value.shape), "values": value.double().flatten().tolist()}
                for name, value in tensors().items()}
    versions = {name: metadata.version(name) for name in ("torch", "safetensors", "huggingface_hub")}
    (OUT / "expected.json").write_text(json.dumps({"versions": versions, "tensors": expected}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
