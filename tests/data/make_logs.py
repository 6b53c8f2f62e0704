# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/logs: a log that the hook wrote beside a PyTorch training loop, and what PyTorch had then.

Run with Debian 12's Python (python3-torch 1.13, python3-h5py, python3-scipy):  /usr/bin/python3 tests/data/make_logs.py
"""

import json
import os
import shutil
import sys

import numpy as np
import torch
from scipy.stats import spearmanr

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "resources", "hook"))
sys.dont_write_bytecode = True
import fisherlens_hook  # noqa: E402


def main():
    torch.manual_seed(0)
    torch.set_num_threads(1)
    folder = os.path.join(HERE, "logs", "adamw.optlog")
    shutil.rmtree(folder, ignore_errors=True)
    net = torch.nn.Sequential(torch.nn.Linear(6, 8), torch.nn.Tanh(), torch.nn.Linear(8, 3))
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-2, betas=(0.9, 0.99))
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 0.1, 1.0, 20)
    teacher = torch.randn(6, 3)
    rows, snapshots, losses = [], {}, []
    with fisherlens_hook.FisherLog(folder, net, optimizer, batch_size=16, reduction="mean", every=5, snapshot_every=20,
                                   budget=None) as log:
        for step in range(1, 81):
            if step == 41:
                teacher = torch.randn(6, 3)  # the data change
            x = torch.randn(16, 6)
            loss = torch.nn.functional.cross_entropy(net(x), (x @ teacher).argmax(1))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
            if step % 5 == 0:
                # B v / (1 - beta2^t) at the nine shares, by NumPy
                quantiles = {n: (16 / (1 - 0.99**step) * np.quantile(optimizer.state[p]["exp_avg_sq"].double().numpy(),
                                                                     fisherlens_hook.QUANTILES)).tolist()
                             for n, p in net.named_parameters()}
                rows.append({"step": step, "loss": sum(losses) / len(losses), "lr": optimizer.param_groups[0]["lr"],
                             "quantiles": quantiles})
                losses = []
            log.step(loss)
            schedule.step()
            if step % 20 == 0:
                snapshots[step] = {n: optimizer.state[p]["exp_avg_sq"].reshape(-1).tolist()
                                   for n, p in net.named_parameters()}
    steps = sorted(snapshots)
    spearman = {n: [spearmanr(snapshots[a][n], snapshots[b][n])[0] for a, b in zip(steps, steps[1:])]
                for n in snapshots[steps[0]]}
    with open(os.path.join(HERE, "logs", "adamw.json"), "w", encoding="utf-8") as file:
        json.dump({"torch": torch.__version__, "rows": rows, "snapshots": snapshots, "spearman": spearman}, file)
        file.write("\n")


if __name__ == "__main__":
    main()
