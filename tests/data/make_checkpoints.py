#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/checkpoints: small files as PyTorch writes them, and expected.json with what PyTorch says is in them.

Run with Debian's PyTorch (python3-torch 1.13.1): /usr/bin/python3 tests/data/make_checkpoints.py
"""
import argparse
import json
import os
import zipfile
from collections import OrderedDict

import torch
from torch import nn

FUZZ = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fuzz", "corpus")
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "checkpoints")
EXPECTED = {}


def save(name, content):
    torch.save(content, os.path.join(HERE, name))


def values(tensor):
    """Values in C order as doubles; NaN as the text "nan"."""
    flat = tensor.detach().contiguous().double().flatten().tolist()
    return ["nan" if v != v else v for v in flat]


def describe(state_dict):
    return {name: {"dtype": str(t.dtype).replace("torch.", ""), "shape": list(t.shape), "values": values(t)}
            for name, t in state_dict.items()}


def mapping(model, optimizer):
    """Parameter name -> accumulator, step and state key, by identity of the parameters."""
    by_parameter = {id(p): n for n, p in reversed(named_with_copies(model))}
    out, key = {}, 0
    for group in optimizer.param_groups:
        for p in group["params"]:
            state = optimizer.state.get(p)
            if state:
                out[by_parameter[id(p)]] = {"state": str(key), "step": float(state["step"]),
                                            "values": values(state["exp_avg_sq"]),
                                            "first": values(state["exp_avg"])}
            key += 1
    return out


def named_with_copies(model):
    """All (name, parameter) pairs in state_dict order, tied names repeated (1.13 has no remove_duplicate)."""
    pairs = []
    for prefix, module in model.named_modules(remove_duplicate=False):
        for name, p in module._parameters.items():
            if p is not None:
                pairs.append((prefix + ("." if prefix else "") + name, p))
    return pairs


def train(model, optimizer, shape=(8, 3), steps=3):
    generator = torch.Generator().manual_seed(1)
    for _ in range(steps):
        optimizer.zero_grad(set_to_none=True)
        model(torch.randn(shape, generator=generator)).square().mean().backward()
        optimizer.step()


def mlp(seed=0):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))


def plain(name, optimizer_class, **options):
    model = mlp()
    optimizer = optimizer_class(model.parameters(), lr=0.01, **options)
    train(model, optimizer)
    save(name, {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": 3,
                "args": {"lr": 0.01, "name": "mlp", "deep": {"flag": True}}})
    EXPECTED[name] = {"tensors": describe(model.state_dict()), "mapped": mapping(model, optimizer)}


class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Linear(3, 3)
        self.decoder = nn.Linear(3, 3)
        self.decoder.weight = self.encoder.weight

    def forward(self, x):
        return self.decoder(self.encoder(x))


class Net(nn.Module):
    """Convolution, BatchNorm (buffers), a frozen parameter that the optimizer lists, and LayerNorm."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 3, 2)
        self.bn = nn.BatchNorm2d(3)
        self.norm = nn.LayerNorm(3)
        self.head = nn.Linear(3, 2)

    def forward(self, x):
        return self.head(self.norm(self.bn(self.conv(x)).mean((2, 3))))


def main():
    for folder in [HERE, os.path.join(FUZZ, "pickle"), os.path.join(FUZZ, "zip")]:
        os.makedirs(folder, exist_ok=True)
    plain("adam.pt", torch.optim.Adam)
    plain("adamw.pt", torch.optim.AdamW, weight_decay=0.1)
    plain("adam_decay.pt", torch.optim.Adam, weight_decay=0.1)
    plain("amsgrad.pt", torch.optim.AdamW, amsgrad=True)

    torch.manual_seed(0)
    model = Net().to(memory_format=torch.channels_last)
    model.head.bias.requires_grad_(False)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
    train(model, optimizer, (4, 2, 5, 5))
    save("net.pt", {"model": model.state_dict(), "optimizer": optimizer.state_dict()})
    EXPECTED["net.pt"] = {"tensors": describe(model.state_dict()), "mapped": mapping(model, optimizer)}

    # nanoGPT's groups: two-dimensional parameters decay, the others do not; numbered through the groups.
    torch.manual_seed(0)
    model = Net()
    decay = [p for p in model.parameters() if p.dim() >= 2]
    rest = [p for p in model.parameters() if p.dim() < 2]
    optimizer = torch.optim.AdamW([{"params": decay, "weight_decay": 0.1}, {"params": rest, "weight_decay": 0.0}], lr=0.01)
    train(model, optimizer, (4, 2, 5, 5))
    save("groups.pt", {"model": model.state_dict(), "optimizer": optimizer.state_dict()})
    EXPECTED["groups.pt"] = {"tensors": describe(model.state_dict()), "mapped": mapping(model, optimizer)}

    # A grouping that nothing in the file tells: the head first.
    torch.manual_seed(0)
    model = mlp()
    optimizer = torch.optim.AdamW([{"params": model[2].parameters()}, {"params": model[0].parameters()}], lr=0.01)
    train(model, optimizer)
    save("groups_reversed.pt", {"model": model.state_dict(), "optimizer": optimizer.state_dict()})

    # Two groups and one-dimensional parameters of one size: plain order and split order both fit and differ.
    torch.manual_seed(0)
    model = nn.Sequential(nn.LayerNorm(3), nn.LayerNorm(3))
    no_bias = [p for n, p in model.named_parameters() if "bias" not in n]
    bias = [p for n, p in model.named_parameters() if "bias" in n]
    optimizer = torch.optim.AdamW([{"params": no_bias}, {"params": bias, "weight_decay": 0.0}], lr=0.01)
    train(model, optimizer)
    save("ambiguous.pt", {"model": model.state_dict(), "optimizer": optimizer.state_dict()})

    torch.manual_seed(0)
    model = Tied()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    train(model, optimizer)
    save("tied.pt", {"state_dict": model.state_dict(), "optimizer": optimizer.state_dict()})
    EXPECTED["tied.pt"] = {"tensors": describe(model.state_dict()), "mapped": mapping(model, optimizer)}

    model = mlp().bfloat16()
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
    generator = torch.Generator().manual_seed(1)
    for _ in range(2):
        optimizer.zero_grad(set_to_none=True)
        model(torch.randn((8, 3), generator=generator).bfloat16()).square().mean().backward()
        optimizer.step()
    save("bf16.pt", {"model": model.state_dict(), "optimizer": optimizer.state_dict()})
    EXPECTED["bf16.pt"] = {"tensors": describe(model.state_dict()), "mapped": mapping(model, optimizer)}

    # The optimizer of another model; names recorded as PyTorch 2.6 does; states keyed by name as FSDP does.
    model, other = mlp(), nn.Linear(5, 4)
    foreign = torch.optim.AdamW(other.parameters(), lr=0.01)
    train(other, foreign, (8, 5))
    save("foreign.pt", {"model": model.state_dict(), "optimizer": foreign.state_dict()})

    wrong = torch.optim.AdamW(model.parameters(), lr=0.01)
    train(model, wrong)
    state = wrong.state_dict()
    state["state"][0], state["state"][2] = state["state"][2], state["state"][0]
    save("foreign_shapes.pt", {"model": model.state_dict(), "optimizer": state})

    model = mlp()
    optimizer = torch.optim.AdamW(list(reversed(list(model.parameters()))), lr=0.01)
    train(model, optimizer)
    state = optimizer.state_dict()
    state["param_groups"][0]["param_names"] = [n for n, _ in reversed(list(model.named_parameters()))]
    prefixed = OrderedDict(("module." + n, t) for n, t in model.state_dict().items())
    prefixed["module.frozen"] = torch.ones(7)
    save("names.pt", {"model": prefixed, "optimizer": state})
    EXPECTED["names.pt"] = {"tensors": describe(prefixed),
                            "mapped": {"module." + n: e for n, e in mapping(model, optimizer).items()}}
    names = [n for n, _ in reversed(list(model.named_parameters()))]
    state = {"state": {names[k]: v for k, v in optimizer.state_dict()["state"].items()},
             "param_groups": [dict(optimizer.state_dict()["param_groups"][0], params=names)]}
    save("named_states.pt", {"model": model.state_dict(), "optim": state})
    EXPECTED["named_states.pt"] = {
        "tensors": describe(model.state_dict()),
        "mapped": {n: dict(e, state=n) for n, e in mapping(model, optimizer).items()}}

    # A NaN in one accumulator: a fact about the data.
    model = mlp()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    train(model, optimizer)
    state = optimizer.state_dict()
    state["state"][0]["exp_avg_sq"][0, 0] = float("nan")
    save("nan.pt", {"model": model.state_dict(), "optimizer": state})
    EXPECTED["nan.pt"] = {"tensors": describe(model.state_dict()), "mapped": mapping(model, optimizer)}

    # Steps as Python numbers (before PyTorch 1.12), and one that is kept in the group (apex).
    state = optimizer.state_dict()
    for key, entry in state["state"].items():
        entry["step"] = [3, 3.0, torch.tensor([3], dtype=torch.int32), torch.tensor(3, dtype=torch.int64)][key]
    save("steps.pt", {"model": model.state_dict(), "optimizer": state})
    state = optimizer.state_dict()
    for entry in state["state"].values():
        del entry["step"]
    state["param_groups"][0]["step"] = 5
    save("group_step.pt", {"model": model.state_dict(), "optimizer": state})

    for name, cls, options in [("sgd.pt", torch.optim.SGD, {"momentum": 0.9}), ("sgd_plain.pt", torch.optim.SGD, {}),
                               ("rmsprop.pt", torch.optim.RMSprop, {}), ("radam.pt", torch.optim.RAdam, {}),
                               ("adagrad.pt", torch.optim.Adagrad, {}), ("adamax.pt", torch.optim.Adamax, {}),
                               ("nadam.pt", torch.optim.NAdam, {}), ("adadelta.pt", torch.optim.Adadelta, {})]:
        model = mlp()
        optimizer = cls(model.parameters(), lr=0.01, **options)
        train(model, optimizer)
        save(name, {"model": model.state_dict(), "optimizer": optimizer.state_dict()})

    # Two optimizers of which one fits; several state dicts; a state dict in a list; the root as a state dict.
    generator, discriminator = mlp(1), nn.Linear(5, 1)
    first, second = torch.optim.Adam(generator.parameters(), lr=0.01), torch.optim.Adam(discriminator.parameters(), lr=0.01)
    train(generator, first)
    train(discriminator, second, (8, 5))
    save("gan.pt", {"netG": generator.state_dict(), "netD": discriminator.state_dict(),
                    "optimizers": [first.state_dict(), second.state_dict()]})
    EXPECTED["gan.pt"] = {"tensors": describe(discriminator.state_dict()), "mapped": mapping(discriminator, second)}
    save("nested.pt", {"trainer": {"checkpoints": [{"net": generator.state_dict()}]}, "rng_state": torch.arange(8)})
    EXPECTED["nested.pt"] = {"tensors": describe(generator.state_dict())}
    save("root.pt", generator.state_dict())
    EXPECTED["root.pt"] = {"tensors": describe(generator.state_dict())}
    save("optimizer_only.pt", first.state_dict())
    EXPECTED["optimizer_only.pt"] = {"tensors": {}, "mapped": mapping(generator, first)}
    save("tree.pt", {"params": {"dense": {"kernel": torch.arange(6.).reshape(2, 3), "bias": torch.ones(3)},
                                "out": {"kernel": torch.eye(3)}}, "step": 4})
    EXPECTED["tree.pt"] = {"tensors": describe({"dense.kernel": torch.arange(6.).reshape(2, 3), "dense.bias": torch.ones(3),
                                                "out.kernel": torch.eye(3)})}

    base = torch.arange(24.).reshape(4, 6)
    views = OrderedDict([("whole", base), ("transposed", base.t()), ("row", base[1]), ("column", base[:, 2]),
                         ("expanded", torch.tensor([7.]).expand(3, 4)), ("scalar", torch.tensor(2.5)), ("empty", torch.empty(0, 3)),
                         ("half", torch.tensor([1.5, -2.0], dtype=torch.float16)), ("double", torch.tensor([1e-300])),
                         ("int64", torch.tensor([-5, 2**40])), ("int32", torch.tensor([3], dtype=torch.int32)),
                         ("int16", torch.tensor([-4], dtype=torch.int16)), ("int8", torch.tensor([-8], dtype=torch.int8)),
                         ("uint8", torch.tensor([200], dtype=torch.uint8)), ("flag", torch.tensor([True, False])),
                         ("parameter", nn.Parameter(torch.ones(2)))])
    save("views.pt", {"state_dict": views})
    EXPECTED["views.pt"] = {"tensors": describe(views)}

    odd = {"model": {"ok": torch.ones(2), "sparse": torch.eye(3).to_sparse(), "complex": torch.ones(2, dtype=torch.complex64),
                     "quantized": torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8)},
           "namespace": argparse.Namespace(batch_size=32, note="kept")}
    save("odd.pt", odd)
    save("module.pt", {"net": mlp(), "epoch": 1})

    scripted = torch.jit.script(nn.Sequential(OrderedDict([("first", nn.Linear(3, 4)), ("inner", nn.Sequential(nn.Linear(4, 2))),
                                                           ("bn", nn.BatchNorm1d(2))])).eval())
    torch.jit.save(scripted, os.path.join(HERE, "script.ts"))
    EXPECTED["script.ts"] = {"tensors": describe(scripted.state_dict())}

    # The same archive, repacked with compression by another program.
    with zipfile.ZipFile(os.path.join(HERE, "adam.pt")) as source, \
            zipfile.ZipFile(os.path.join(HERE, "deflated.pt"), "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(zipfile.ZipInfo(entry.filename), source.read(entry), zipfile.ZIP_DEFLATED)
    EXPECTED["deflated.pt"] = EXPECTED["adam.pt"]

    torch.save(mlp().state_dict(), os.path.join(HERE, "legacy.pt"), _use_new_zipfile_serialization=False)

    # Seeds of tests/fuzz: pickles by themselves, and small archives.
    for name in ["adam.pt", "groups.pt", "tied.pt", "names.pt", "gan.pt", "tree.pt", "views.pt", "odd.pt", "module.pt",
                 "script.ts", "sgd.pt"]:
        with zipfile.ZipFile(os.path.join(HERE, name)) as source, \
                open(os.path.join(FUZZ, "pickle", name), "wb") as target:
            target.write(source.read(source.namelist()[0].split("/")[0] + "/data.pkl"))
    for name in ["tree.pt", "root.pt", "deflated.pt", "sgd_plain.pt"]:
        with open(os.path.join(HERE, name), "rb") as source, open(os.path.join(FUZZ, "zip", name), "wb") as target:
            target.write(source.read())

    with open(os.path.join(HERE, "expected.json"), "w") as out:
        json.dump(EXPECTED, out, indent=None, separators=(",", ":"), sort_keys=True)
        out.write("\n")


if __name__ == "__main__":
    main()
