# SPDX-License-Identifier: GPL-3.0-or-later
"""What share of the training time the hook takes at its default intervals: /usr/bin/python3 tests/bench/hook_overhead.py

Needs torch and h5py. One thread, AdamW on plain networks of three sizes; the time inside log.step() over the rest.
"""

import os
import sys
import tempfile
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "resources", "hook"))
sys.dont_write_bytecode = True
import fisherlens_hook  # noqa: E402
import torch  # noqa: E402


def measure(depth, width, batch, steps):
    torch.manual_seed(0)
    layers = [m for _ in range(depth) for m in (torch.nn.Linear(width, width), torch.nn.ReLU())]
    net = torch.nn.Sequential(*layers, torch.nn.Linear(width, 10))
    optimizer = torch.optim.AdamW(net.parameters())
    x, y = torch.randn(batch, width), torch.randint(0, 10, (batch,))
    with tempfile.TemporaryDirectory() as folder:
        log = fisherlens_hook.FisherLog(os.path.join(folder, "run.optlog"), net, optimizer, batch_size=batch)
        inside, began = 0.0, time.perf_counter()
        for _ in range(steps):
            optimizer.zero_grad()
            loss = torch.nn.functional.cross_entropy(net(x), y)
            loss.backward()
            optimizer.step()
            before = time.perf_counter()
            log.step(loss)
            inside += time.perf_counter() - before
        rest = time.perf_counter() - began - inside
        log.close()
    parameters = sum(p.numel() for p in net.parameters())
    print(f"{parameters / 1e6:6.2f} M parameters, step {1e3 * rest / steps:7.1f} ms: {100 * inside / rest:.2f} %", flush=True)


def main():
    torch.set_num_threads(1)
    measure(4, 256, 64, 3000)
    measure(6, 1024, 128, 150)
    measure(12, 1024, 64, 150)


if __name__ == "__main__":
    main()
