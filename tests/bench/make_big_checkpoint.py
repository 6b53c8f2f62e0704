# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes an ordinary torch.save checkpoint {'model', 'optimizer'} of about the given number of bytes, for open_bench.

usage: make_big_checkpoint.py OUT BYTES
"""
import sys

import torch


def main() -> None:
    out, size = sys.argv[1], int(sys.argv[2])
    width, layers = 1024, max(1, size // (3 * 4 * 1024 * 1024))
    model = {f"layers.{i}.weight": torch.full((width, width), 0.5) for i in range(layers)}
    state = {i: {"step": torch.tensor(100.0), "exp_avg": torch.full((width, width), 1e-4),
                 "exp_avg_sq": torch.full((width, width), 1e-8)} for i in range(layers)}
    group = {"lr": 1e-3, "betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": 0.01, "amsgrad": False, "foreach": None,
             "maximize": False, "capturable": False, "params": list(range(layers))}
    torch.save({"model": model, "optimizer": {"state": state, "param_groups": [group]}}, out)


if __name__ == "__main__":
    main()
