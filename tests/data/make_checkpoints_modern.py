#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/checkpoints/modern*.pt and modern.json: what a current PyTorch writes and Debian 12's cannot.

Run once with PyTorch 2.13 (pip install torch==2.13.0 numpy, in a virtual environment outside of the tree).
"""
import json
import os
from collections import OrderedDict

import torch
from torch import nn

from make_checkpoints import HERE, describe, mapping, mlp, train, values

EXPECTED = {}


def main():
    for name, cls, options in [("modern_adam.pt", torch.optim.Adam, {"weight_decay": 0.1}),
                               ("modern_adamw.pt", torch.optim.AdamW, {})]:
        model = mlp()
        optimizer = cls(model.named_parameters(), lr=0.01, **options)
        train(model, optimizer)
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict()}, os.path.join(HERE, name))
        EXPECTED[name] = {"tensors": describe(model.state_dict()), "mapped": mapping(model, optimizer)}

    codes = torch.arange(6, dtype=torch.uint8)
    dtypes = OrderedDict([("uint16", torch.tensor([1, 65535], dtype=torch.uint16)),
                          ("e4m3", codes.view(torch.float8_e4m3fn)), ("e5m2", codes.view(torch.float8_e5m2)),
                          ("slice", torch.tensor([1, 2, 3, 4], dtype=torch.uint16)[2:]),
                          ("buffer", nn.Buffer(torch.tensor([3.5])))])
    torch.save({"model": dict(dtypes, conj=torch.ones(2, dtype=torch.complex64).conj())}, os.path.join(HERE, "modern_dtypes.pt"))
    described = {}
    for name, tensor in dtypes.items():
        described[name] = {"dtype": str(tensor.dtype).replace("torch.", ""), "shape": list(tensor.shape),
                           "values": values(tensor)}
    EXPECTED["modern_dtypes.pt"] = {"tensors": described}
    with open(os.path.join(HERE, "modern.json"), "w") as out:
        json.dump(EXPECTED, out, separators=(",", ":"), sort_keys=True)
        out.write("\n")


if __name__ == "__main__":
    main()
