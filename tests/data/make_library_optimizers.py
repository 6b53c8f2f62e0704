#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/libraries/optimizers: checkpoints of real optimizers, a few kB each, and expected.json.

Every optimizer sees the same gradient g at each of its steps, with learning rate zero where it allows that. Then the
estimate of the mean square is known in closed form, g², whatever the average: the oracle for the corrections. The
squares as the library itself reconstructs them (bitsandbytes, torchao, Adafactor) are the oracle for the values.

Run in a virtual environment outside of this tree; versions are recorded in expected.json:
  python3 -m venv VENV && VENV/bin/pip install torch transformers timm bitsandbytes torchao adam-mini schedulefree prodigyopt
  VENV/bin/python tests/data/make_library_optimizers.py
"""
import importlib.metadata as metadata
import json
import os
import warnings

warnings.filterwarnings("ignore")
import torch  # noqa: E402
from torch import nn  # noqa: E402

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "libraries", "optimizers")
CASES = {}


def flat(tensor):
    return [float(f"{v:.9g}") for v in tensor.detach().contiguous().double().flatten().tolist()]


def model(large):
    torch.manual_seed(0)
    return nn.ModuleDict({"a": nn.Linear(64, large), "b": nn.Linear(3, 2)}) if large else nn.ModuleDict(
        {"a": nn.Linear(3, 4), "b": nn.Linear(4, 2)})


def gradient(name, parameter, kind):
    """A fixed gradient: any, of rank one, or constant in blocks of rows; the norm stays below one for all of them."""
    generator = torch.Generator().manual_seed(hash(parameter.shape) % 1000)
    size = 0.02
    g = torch.randn(parameter.shape, generator=generator) * size
    if kind == "rank-one" and parameter.dim() == 2:
        g = size * torch.outer(torch.rand(parameter.shape[0], generator=generator) + 0.5,
                               torch.rand(parameter.shape[1], generator=generator) + 0.5)
    if kind == "rows" and parameter.dim() == 2:
        g = size * (torch.rand((parameter.shape[0], 1), generator=generator) + 0.5).expand(parameter.shape).contiguous()
    if kind == "constant":
        g = torch.full(parameter.shape, size)
    return g


def case(name, make, kind="any", large=0, steps=3, squares=None, relative=False, start=None, tolerance=1e-5,
         without=()):
    net = model(large)
    optimizer = make(net)
    if hasattr(optimizer, "train"):
        optimizer.train()
    grads = {n: gradient(n, p, kind) for n, p in net.named_parameters()}
    for _ in range(steps):
        for n, p in net.named_parameters():
            p.grad = grads[n].clone()
        optimizer.step()
    weights = {n: p.bfloat16() if large else p for n, p in net.state_dict().items()}  # only their shapes matter
    torch.save({"model": weights, "optimizer": optimizer.state_dict()}, os.path.join(HERE, name + ".pt"))
    expected = {}
    for n, p in net.named_parameters():
        if n in without:
            continue
        row = {"square": flat(grads[n].square())}
        if squares:
            row["accumulator"] = flat(squares(optimizer, p))
        if large and p.numel() > 4000:  # the ends of a large tensor are enough
            row = {key: values[:64] + values[-64:] for key, values in row.items()}
        expected[n] = row
    CASES[name] = {"parameters": expected, "relative": relative, "tolerance": tolerance, "without": list(without)}


def state(key):
    return lambda optimizer, p: optimizer.state[p][key]


def dequantised(optimizer, p):
    from bitsandbytes import functional as F
    s = optimizer.state[p]
    if s["state2"].dtype == torch.float32:
        return s["state2"]
    return F.dequantize_blockwise(s["state2"], absmax=s["absmax2"], code=s["qmap2"], blocksize=256).float()


def plain(optimizer, p):
    v = optimizer.state[p]["exp_avg_sq"]
    return v.dequantize() if hasattr(v, "dequantize") and type(v) is not torch.Tensor else v.float()


def main():
    os.makedirs(HERE, exist_ok=True)
    for old in os.listdir(HERE):
        os.remove(os.path.join(HERE, old))
    optim = torch.optim
    case("torch-adam", lambda m: optim.Adam(m.parameters(), lr=0), squares=state("exp_avg_sq"))
    case("torch-adamw", lambda m: optim.AdamW(m.parameters(), lr=0), squares=state("exp_avg_sq"))
    case("torch-amsgrad", lambda m: optim.Adam(m.parameters(), lr=0, amsgrad=True), squares=state("exp_avg_sq"))
    case("torch-nadam", lambda m: optim.NAdam(m.parameters(), lr=0), squares=state("exp_avg_sq"))
    case("torch-radam", lambda m: optim.RAdam(m.parameters(), lr=0), squares=state("exp_avg_sq"))
    case("torch-rmsprop", lambda m: optim.RMSprop(m.parameters(), lr=0), squares=state("square_avg"))
    case("torch-rmsprop-centred", lambda m: optim.RMSprop(m.parameters(), lr=0, centered=True, momentum=0.9),
         squares=state("square_avg"))
    case("torch-adagrad", lambda m: optim.Adagrad(m.parameters(), lr=0), squares=state("sum"))
    case("torch-adagrad-start", lambda m: optim.Adagrad(m.parameters(), lr=0, initial_accumulator_value=1e-5),
         squares=state("sum"), tolerance=1e-3)
    case("torch-adadelta", lambda m: optim.Adadelta(m.parameters(), lr=0), squares=state("square_avg"))
    case("torch-adamax", lambda m: optim.Adamax(m.parameters(), lr=0), relative=True, tolerance=1e-3,
         squares=lambda o, p: o.state[p]["exp_inf"].double().square())
    case("torch-adafactor", lambda m: optim.Adafactor(m.parameters(), lr=0), kind="rank-one",
         squares=lambda o, p: o.state[p]["variance"] if "variance" in o.state[p] else o.state[p]["row_var"].double()
         @ o.state[p]["col_var"].double() / o.state[p]["row_var"].double().mean(-2, keepdim=True))
    case("torch-sparse-adam", sparse, relative=True, squares=state("exp_avg_sq"))
    for name in ("SGD", "ASGD", "Rprop"):
        case("torch-" + name.lower(), lambda m, c=getattr(optim, name): c(m.parameters(), lr=0.001),
             without=("a.weight", "a.bias", "b.weight", "b.bias"))
    case("torch-muon", lambda m: optim.Muon([p for p in m.parameters() if p.dim() == 2], lr=0.001),
         without=("a.weight", "a.bias", "b.weight", "b.bias"))

    from transformers.optimization import Adafactor
    case("transformers-adafactor", lambda m: Adafactor(m.parameters(), lr=0.0, relative_step=False,
                                                       scale_parameter=False), kind="rank-one",
         squares=lambda o, p: o.state[p]["exp_avg_sq"] if p.dim() < 2 else
         o._approx_sq_grad(o.state[p]["exp_avg_sq_row"].double(), o.state[p]["exp_avg_sq_col"].double()).pow(-2))

    import timm.optim
    def timm_case(name, without=(), **options):
        squares = options.pop("squares", state("exp_avg_sq"))
        more = {k: options.pop(k) for k in ("kind", "large", "relative", "tolerance", "steps") if k in options}
        case("timm-" + name, lambda m: timm.optim.create_optimizer_v2(m, opt=name, lr=1e-6, **options), squares=squares,
             without=without, **more)
    timm_case("rmsproptf", squares=state("square_avg"), tolerance=1e-2, steps=400)
    timm_case("adopt")
    timm_case("laprop")
    timm_case("lamb")
    timm_case("nadamw")
    timm_case("adamp")
    timm_case("adafactor", kind="rank-one", large=66, squares=None)
    timm_case("adafactorbv", kind="rank-one", large=66, squares=lambda o, p: o.state[p]["exp_avg_sq"]
              if "exp_avg_sq" in o.state[p] else o.state[p]["exp_avg_sq_r"].double()
              * o.state[p]["exp_avg_sq_c"].double() / o.state[p]["exp_avg_sq_r"].double().mean(
                  list(o.state[p]["exp_avg_sq_c"].shape).index(1), keepdim=True))
    timm_case("madgrad", squares=state("grad_sum_sq"), relative=True)
    for name in ("lion", "kron", "adan", "mars", "adabelief"):
        timm_case(name, squares=None, without=("a.weight", "a.bias", "b.weight", "b.bias"))
    case("timm-muon", lambda m: timm.optim.Muon([{"params": [m["a"].weight], "use_muon": True}, {
        "params": [m["a"].bias, *m["b"].parameters()], "use_muon": False}], lr=0.001), squares=state("exp_avg_sq"),
         without=("a.weight",))

    import bitsandbytes
    for name in ("Adam8bit", "AdamW8bit", "AdamW", "AdEMAMix8bit", "LAMB8bit"):
        case("bnb-" + name.lower(), lambda m, c=getattr(bitsandbytes.optim, name): c(m.parameters(), lr=0.0),
             large=66 if name.endswith("8bit") else 0, squares=dequantised, kind="any",
             tolerance=1.0 if name.endswith("8bit") else 1e-5)
    case("bnb-adam8bit-constant", lambda m: bitsandbytes.optim.Adam8bit(m.parameters(), lr=0.0), large=66,
         kind="constant", squares=dequantised)
    for name in ("RMSprop8bit", "Lion8bit"):
        case("bnb-" + name.lower(), lambda m, c=getattr(bitsandbytes.optim, name): c(m.parameters(), lr=0.0),
             without=("a.weight", "a.bias", "b.weight", "b.bias"))

    import torchao.optim
    for name in ("AdamW8bit", "AdamW4bit", "AdamWFp8"):
        case("torchao-" + name.lower(), lambda m, c=getattr(torchao.optim, name): c(m.parameters(), lr=0.0),
             large=64, squares=plain, tolerance=2.0)
    case("torchao-adam8bit-constant", lambda m: torchao.optim.Adam8bit(m.parameters(), lr=0.0), large=64,
         kind="constant", squares=plain)

    import schedulefree
    case("schedulefree-adamw", lambda m: schedulefree.AdamWScheduleFree(m.parameters(), lr=0.0001),
         squares=state("exp_avg_sq"))
    case("schedulefree-sgd", lambda m: schedulefree.SGDScheduleFree(m.parameters(), lr=0.0001),
         without=("a.weight", "a.bias", "b.weight", "b.bias"))
    import prodigyopt
    case("prodigy", lambda m: prodigyopt.Prodigy(m.parameters(), lr=1.0), squares=state("exp_avg_sq"), relative=True)
    from adam_mini import Adam_mini
    case("adam-mini", lambda m: Adam_mini(m.named_parameters(), lr=0.0, dim=8, n_heads=2), kind="constant")

    packages = ("torch", "transformers", "timm", "bitsandbytes", "torchao", "schedulefree", "prodigyopt", "adam-mini")
    with open(os.path.join(HERE, "expected.json"), "w", encoding="utf-8") as out:
        json.dump({"versions": {name: metadata.version(name) for name in packages}, "cases": CASES}, out)
        out.write("\n")


def sparse(net):
    """SparseAdam takes sparse gradients only: one step with these, the rest of the loop is made harmless."""
    optimizer = torch.optim.SparseAdam(list(net.parameters()), lr=1e-6)
    step = optimizer.step

    def sparse_step():
        for p in net.parameters():
            p.grad = p.grad.to_sparse()
        step()
    optimizer.step = sparse_step
    return optimizer


main()
