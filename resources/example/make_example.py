# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the bundled example: three small networks, their training data, and what PyTorch itself finds about them.

The experiment: scikit-learn's digits (8x8 images of handwritten digits), a small convolutional network with 38,282
parameters. `base` is trained for 300 steps on upright digits; A continues for 400 steps on upright digits, B for 400
steps on digits rotated by 90 degrees, each with a fresh AdamW (learning rate 1e-3, batches of 32). 1,200 images are
for training, 597 are held out.

Run with Debian 12's Python (python3-torch 1.13, python3-sklearn, python3-h5py):

    /usr/bin/python3 resources/example/make_example.py            # files, then expectations (about half a minute)
    /usr/bin/python3 resources/example/make_example.py --check    # expectations only, from the files that are there
    /usr/bin/python3 resources/example/make_example.py --log      # run.optlog only

Writes base.pt a.pt b.pt model.ts run.optlog and the four data files beside itself, and tests/data/example_expectations.json with
numbers found by PyTorch, NumPy and SciPy alone. Everything is seeded and single-threaded: a second run on the same
versions gives the same files (model.ts but for the line numbers of this script that it records, run.optlog but for the
times of creation that HDF5 keeps of groups).
"""

import json
import math
import os
import re
import shutil
import sys
import types

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import h5py
import numpy as np
import torch
from sklearn.datasets import load_digits
from torch import nn

HERE = os.path.dirname(os.path.abspath(__file__))
SEED = 0
TRAIN = 1200
BATCH = 32
LEARNING_RATE = 1e-3


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(16, 32, 3, padding=1)
        self.pool = nn.MaxPool2d(2)
        self.fc1 = nn.Linear(512, 64)
        self.fc2 = nn.Linear(64, 10)

    def forward(self, x):
        x = torch.relu(self.conv1(x))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.relu(self.fc1(torch.flatten(x, 1)))
        return self.fc2(x)


def data_sets():
    """{name: (inputs float32 [N,1,8,8] in 0..1, targets int64 [N])} for upright and rotated, train and test."""
    digits = load_digits()
    order = np.random.RandomState(SEED).permutation(len(digits.target))
    images = (digits.images[order] / 16.0).astype(np.float32)[:, None]
    targets = digits.target[order].astype(np.int64)
    rotated = np.ascontiguousarray(np.rot90(images, axes=(2, 3)))
    result = {}
    for name, inputs in (("upright", images), ("rotated", rotated)):
        result[name + "-train"] = (inputs[:TRAIN], targets[:TRAIN])
        result[name + "-test"] = (inputs[TRAIN:], targets[TRAIN:])
    return result


def train(net, data, steps, seed):
    """AdamW on mean cross-entropy over whole batches of 32, a new order for every epoch; returns optimizer, epoch."""
    inputs, targets = (torch.from_numpy(array) for array in data)
    optimizer = torch.optim.AdamW(net.parameters(), lr=LEARNING_RATE)
    generator = torch.Generator().manual_seed(seed)
    net.train()
    step = epoch = 0
    while step < steps:
        epoch += 1
        for rows in torch.randperm(len(targets), generator=generator).split(BATCH):
            if len(rows) < BATCH or step == steps:
                break
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(inputs[rows]), targets[rows]).backward()
            optimizer.step()
            step += 1
    net.eval()
    return optimizer, epoch


def save(name, net, optimizer, epoch, dataset, steps):
    args = {
        "dataset": dataset,
        "batch_size": BATCH,
        "lr": LEARNING_RATE,
        "steps": steps,
        "seed": SEED,
        "loss": "cross_entropy",
        "reduction": "mean",
    }
    torch.save(
        {"model": net.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch, "args": args},
        os.path.join(HERE, name),
    )


def make_files():
    data = data_sets()
    for name, (inputs, targets) in data.items():
        with h5py.File(os.path.join(HERE, name + ".h5"), "w", libver="earliest") as file:
            file.create_dataset("inputs", data=inputs)
            file.create_dataset("targets", data=targets)
    torch.manual_seed(SEED)
    base = Net()
    optimizer, epoch = train(base, data["upright-train"], 300, SEED)
    save("base.pt", base, optimizer, epoch, "upright-train.h5", 300)
    torch.jit.script(base).save(os.path.join(HERE, "model.ts"))
    for index, (name, dataset) in enumerate((("a.pt", "upright-train"), ("b.pt", "rotated-train"))):
        net = Net()
        net.load_state_dict(base.state_dict())
        optimizer, epoch = train(net, data[dataset], 400, SEED + 1 + index)
        save(name, net, optimizer, epoch, dataset + ".h5", 400)


def make_log():
    """run.optlog, written by the hook: a smaller network (3,658 parameters, so that the snapshots stay small) is trained
    for 420 steps on upright digits and then for 300 on rotated ones; the learning rate warms up and decays."""
    sys.path.insert(0, os.path.join(HERE, "..", "hook"))
    sys.dont_write_bytecode = True
    import fisherlens_hook

    net = Net()
    net.conv1, net.conv2 = nn.Conv2d(1, 8, 3, padding=1), nn.Conv2d(8, 16, 3, padding=1)
    net.fc1, net.fc2 = nn.Linear(64, 32), nn.Linear(32, 10)
    net.forward = lambda x: net.fc2(torch.relu(net.fc1(torch.flatten(
        net.pool(torch.relu(net.conv2(net.pool(torch.relu(net.conv1(x)))))), 1))))
    folder = os.path.join(HERE, "run.optlog")
    shutil.rmtree(folder, ignore_errors=True)
    data = data_sets()
    torch.manual_seed(SEED)
    for module in (net.conv1, net.conv2, net.fc1, net.fc2):
        module.reset_parameters()
    optimizer = torch.optim.AdamW(net.parameters(), lr=LEARNING_RATE)
    generator = torch.Generator().manual_seed(SEED)
    # The time of day would make every run another file; 20 steps a second are what this machine does.
    clock = [0]
    fisherlens_hook.time = types.SimpleNamespace(time=lambda: 1.7e9 + clock[0] / 20, perf_counter=lambda: clock[0] / 20)
    with fisherlens_hook.FisherLog(folder, net, optimizer, batch_size=BATCH, reduction="mean", every=10,
                                   snapshot_every=60, budget=None, snapshot_dtype="bfloat16") as log:
        for step in range(1, 721):
            inputs, targets = (torch.from_numpy(a) for a in data["upright-train" if step <= 420 else "rotated-train"])
            rows = torch.randint(0, TRAIN, (BATCH,), generator=generator)
            rate = step / 40 if step <= 40 else 0.05 + 0.95 * (1 + math.cos(math.pi * (step - 40) / 680)) / 2
            optimizer.param_groups[0]["lr"] = LEARNING_RATE * rate
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(net(inputs[rows]), targets[rows])
            loss.backward()
            optimizer.step()
            clock[0] = step
            log.step(loss)


def compact(text):
    """JSON with its innermost lists on one line each."""
    return re.sub(r"\[\s+([^\[\]{}]*?)\s+\]", lambda match: "[" + re.sub(r"\s+", " ", match[1]) + "]", text)


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    if "--check" not in sys.argv[1:]:
        make_log()
    if "--log" in sys.argv[1:]:
        return
    if "--check" not in sys.argv[1:]:
        make_files()
    size = sum(os.path.getsize(os.path.join(HERE, name)) for name in os.listdir(HERE) if not name.endswith(".py"))
    print(f"example: {size / 1e6:.2f} MB")
    sys.path.insert(0, os.path.join(HERE, "..", "..", "tests", "data"))
    import example_expectations

    expectations = example_expectations.find(HERE, Net)
    path = os.path.join(HERE, "..", "..", "tests", "data", "example_expectations.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write(compact(json.dumps(expectations, indent=1, allow_nan=False)) + "\n")
    example_expectations.show(expectations)


if __name__ == "__main__":
    main()
