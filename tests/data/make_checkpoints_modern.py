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
CODES = torch.tensor([*range(0, 256, 5), 128], dtype=torch.uint8)  # of float8, without infinity


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

    # Views that stand for the conjugate or the negative of what is stored: both containers, of real and complex numbers.
    torch.manual_seed(3)
    z = torch.randn(3, 2, dtype=torch.complex64)
    numbers = torch.randn(4, dtype=torch.float64)
    lazy = OrderedDict([("imag", z.conj().imag), ("imag_t", z.conj().imag.t()), ("conj", z.conj()),
                        ("neg", torch._neg_view(z)), ("both", torch._neg_view(z.conj())), ("plain", z),
                        ("double", torch._neg_view(numbers)), ("stored", numbers)])
    for dtype in ("float16", "bfloat16", "int64", "int32", "int8", "uint8"):
        lazy[dtype] = torch._neg_view((torch.arange(-2, 5) if dtype != "uint8" else torch.arange(7)).to(getattr(torch, dtype)))
    for dtype in ("float8_e4m3fn", "float8_e5m2", "float8_e4m3fnuz", "float8_e5m2fnuz"):
        lazy[dtype] = torch._neg_view(CODES.clone().view(getattr(torch, dtype)))
    shared = {k: v for k, v in lazy.items() if v.is_complex() or not k.startswith("imag")}  # one storage, one type
    described = {}
    for name, tensor in lazy.items():
        assert tensor.is_conj() or tensor.is_neg() or name in ("plain", "stored"), name
        if "float8" in name:  # PyTorch itself does not negate them: by their definition
            stored = CODES.view(tensor.dtype)
            flat = [-v for v in stored.double().tolist()]
            entry = {"values": ["nan" if v != v else v for v in flat]}
        else:
            solid = tensor.resolve_conj().resolve_neg().contiguous()
            entry = {"values": [] if tensor.is_complex() else values(solid),
                     "bytes": solid.view(torch.uint8).numpy().tobytes().hex()}
        described[name] = {"dtype": str(tensor.dtype).replace("torch.", ""), "shape": list(tensor.shape), **entry}
    torch.save({"model": shared}, os.path.join(HERE, "modern_lazy.pt"))
    EXPECTED["modern_lazy.pt"] = {"tensors": {k: described[k] for k in shared}}
    shared = {k: v for k, v in lazy.items() if not v.is_complex()}
    torch.save({"model": shared}, os.path.join(HERE, "modern_lazy_legacy.pt"), _use_new_zipfile_serialization=False)
    EXPECTED["modern_lazy_legacy.pt"] = {"tensors": {k: described[k] for k in shared}}
    with open(os.path.join(HERE, "modern.json"), "w") as out:
        json.dump(EXPECTED, out, separators=(",", ":"), sort_keys=True)
        out.write("\n")


if __name__ == "__main__":
    main()
