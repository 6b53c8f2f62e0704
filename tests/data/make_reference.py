#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/reference: TorchScript modules and the numbers PyTorch finds for them in float64.

Run with Debian's python3-torch (1.13). Every expected number comes from a plain loop over single examples with
torch.autograd and the loss written out from its definition; nothing of FisherLens is used.
"""
import copy
import json
import os
import zipfile
from typing import Dict, Tuple

import torch
from torch import nn
from torch.nn import functional as F

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "reference")
os.makedirs(OUT, exist_ok=True)
torch.manual_seed(20260101)


class Mlp(nn.Module):
    def __init__(self, outputs: int = 3):
        super().__init__()
        self.first = nn.Linear(4, 6)
        self.drop = nn.Dropout(0.5)
        self.second = nn.Linear(6, outputs)

    def forward(self, x):
        return self.second(self.drop(torch.tanh(self.first(x))))


class Cnn(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 3, 3)
        self.norm = nn.BatchNorm2d(3)
        self.head = nn.Linear(12, 3)

    def forward(self, x):
        return self.head(F.max_pool2d(F.relu(self.norm(self.conv(x))), 2).flatten(1))


class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(7, 4)
        self.out = nn.Linear(4, 7)
        self.out.weight = self.embed.weight

    def forward(self, tokens):
        return self.out(torch.tanh(self.embed(tokens).mean(1)))


class DictOutput(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 3)
        self.unused = nn.Linear(2, 2)

    def forward(self, x) -> Dict[str, torch.Tensor]:
        return {"hidden": x, "logits": self.body(x)}


class TupleOutput(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = Mlp(3)

    def forward(self, x) -> Tuple[torch.Tensor, torch.Tensor]:
        return self.body(x), x


class TwoInputs(nn.Module):
    def __init__(self):
        super().__init__()
        self.left = nn.Linear(4, 2)
        self.right = nn.Linear(3, 2)

    def forward(self, a, b):
        return self.left(a) * torch.sigmoid(self.right(b))


class LogProbabilities(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = Mlp(4)

    def forward(self, x):
        return F.log_softmax(self.body(x), -1)


def first_output(value):
    if isinstance(value, dict):
        return value["logits"]
    return value[0] if isinstance(value, tuple) else value


def negative_log_likelihood(loss, sigma, f, y):
    if loss == "cross-entropy":
        return -torch.log_softmax(f, -1)[y]
    if loss == "nll":
        return -f[y]
    if loss == "mse":
        return ((f - y) ** 2).sum() / (2 * sigma**2)
    return -(y * F.logsigmoid(f) + (1 - y) * F.logsigmoid(-f)).sum()


def gradient(value, parameters):
    grads = torch.autograd.grad(value, parameters, retain_graph=True, allow_unused=True)
    return [torch.zeros_like(p) if g is None else g for g, p in zip(grads, parameters)]


def exact_terms(loss, sigma, f):
    """(weight, scalar whose gradient is squared) pairs whose weighted squares sum to E_y (grad log p(y))^2."""
    if loss in ("cross-entropy", "nll"):
        log_p = torch.log_softmax(f, -1) if loss == "cross-entropy" else f
        return [(log_p[c].exp().item(), log_p[c]) for c in range(len(f))]
    if loss == "mse":
        return [(1 / sigma**2, f[d]) for d in range(len(f))]
    # Expectation over all label vectors by enumeration, not by the closed form that the program uses.
    terms = []
    for code in range(2 ** len(f)):
        y = torch.tensor([float(code >> d & 1) for d in range(len(f))], dtype=f.dtype)
        value = negative_log_likelihood(loss, sigma, f, y)
        terms.append(((-value).exp().item(), value))
    return terms


def numbers(tensor):
    return tensor.detach().double().flatten().tolist()


def case(name, module, how, loss, inputs, targets, sigma=1.0):
    module.eval()
    exported = torch.jit.script(module) if how == "script" else torch.jit.trace(module, tuple(i[:2] for i in inputs))
    exported.save(os.path.join(OUT, name + ".ts"))
    precise = copy.deepcopy(module).double()
    names = [n for n, _ in precise.named_parameters()]
    parameters = [p for _, p in precise.named_parameters()]
    n = len(targets)
    empirical = [torch.zeros_like(p) for p in parameters]
    exact = [torch.zeros_like(p) for p in parameters]
    mean = [torch.zeros_like(p) for p in parameters]
    total, right, squares, outputs = 0.0, 0, 0.0, 0
    for i in range(n):
        example = [x[i : i + 1].double() if x.is_floating_point() else x[i : i + 1] for x in inputs]
        f = first_output(precise(*example))[0].flatten()
        y = targets[i].double().flatten() if loss in ("mse", "bce") else int(targets[i])
        value = negative_log_likelihood(loss, sigma, f, y)
        total += value.item()
        if loss in ("cross-entropy", "nll"):
            right += int(f.argmax().item() == y)
        if loss == "mse":
            squares += ((f - y) ** 2).sum().item()
            outputs += len(f)
        for k, g in enumerate(gradient(value, parameters)):
            empirical[k] += g**2 / n
            mean[k] += g / n
        for weight, term in exact_terms(loss, sigma, f):
            for k, g in enumerate(gradient(term, parameters)):
                exact[k] += weight * g**2 / n
    return {
        "model": name + ".ts",
        "loss": loss,
        "sigma": sigma,
        "inputs": [{"dtype": "F32" if x.is_floating_point() else "I64", "shape": list(x.shape), "values": numbers(x)} for x in inputs],
        "targets": {"dtype": "F32" if targets.is_floating_point() else "I64", "shape": list(targets.shape), "values": numbers(targets)},
        "parameters": {k: {"shape": list(p.shape), "values": numbers(p)} for k, p in zip(names, parameters)},
        "empirical": dict(zip(names, map(numbers, empirical))),
        "exact": dict(zip(names, map(numbers, exact))),
        "mean_gradient": dict(zip(names, map(numbers, mean))),
        "evaluated_loss": total / n,
        "accuracy": right / n if loss in ("cross-entropy", "nll") else None,
        "mse": squares / outputs if loss == "mse" else None,
    }


N = 70  # more than two blocks of the estimator, and not a multiple of one
cnn = Cnn()
with torch.no_grad():
    cnn.norm.running_mean.copy_(torch.tensor([0.1, -0.2, 0.3]))
    cnn.norm.running_var.copy_(torch.tensor([0.5, 2.0, 1.2]))
    cnn.norm.weight.copy_(torch.tensor([1.5, 0.7, -1.0]))
    cnn.norm.bias.copy_(torch.tensor([0.2, -0.1, 0.4]))
x4, x3 = torch.randn(N, 4), torch.randn(N, 3)
classes = torch.randint(0, 3, (N,))
cases = {
    "mlp": case("mlp", Mlp(), "script", "cross-entropy", [x4], classes),
    "cnn": case("cnn", cnn, "trace", "cross-entropy", [torch.randn(20, 1, 6, 6)], torch.randint(0, 3, (20,))),
    "tied": case("tied", Tied(), "script", "cross-entropy", [torch.randint(0, 7, (20, 5))], torch.randint(0, 7, (20,))),
    "dict": case("dict", DictOutput(), "script", "cross-entropy", [x4[:20]], classes[:20]),
    "tuple": case("tuple", TupleOutput(), "script", "bce", [x4[:20]], torch.randint(0, 2, (20, 3)).float()),
    "binary": case("binary", Mlp(1), "trace", "bce", [x4[:20]], torch.randint(0, 2, (20,))),
    "two": case("two", TwoInputs(), "trace", "mse", [x4[:20], x3[:20]], torch.randn(20, 2), sigma=0.5),
    "nll": case("nll", LogProbabilities(), "script", "nll", [x4[:20]], torch.randint(0, 4, (20,))),
    "softmax": case("softmax", nn.Linear(3, 4, bias=False), "script", "cross-entropy", [x3], torch.randint(0, 4, (N,))),
    "gaussian": case("gaussian", nn.Linear(3, 1, bias=False), "script", "mse", [x3], torch.randn(N), sigma=0.7),
}
with open(os.path.join(OUT, "expected.json"), "w", encoding="utf-8") as file:
    json.dump(cases, file)


# ---- modules that must not run, or cannot be used -------------------------------------------------------------------
class Body(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 3)


class Reads(Body):
    def forward(self, x):
        return self.body(x + torch.from_file("/tmp/fisherlens-forbidden-file", True, 4))


class Saves(Body):
    def forward(self, x):
        for i in range(3):
            if bool(x.sum() > 100):
                torch.save(x, "/tmp/fisherlens-forbidden-save")
        return self.body(x)


class SaveHelper(nn.Module):
    def forward(self, x):
        torch.save(x, "/tmp/fisherlens-forbidden-save")
        return x


class SaveInSubmodule(Body):
    def __init__(self):
        super().__init__()
        self.helper = SaveHelper()

    def forward(self, x):
        return self.body(self.helper(x))


class Forks(Body):
    def forward(self, x):
        return torch.jit.wait(torch.jit.fork(self.body, x))


class RandomInEval(Body):
    def forward(self, x):
        return self.body(x + torch.rand_like(x))


class RandomInTraining(Body):
    def forward(self, x):
        if self.training:
            x = x + torch.rand_like(x)
        return self.body(x)


class KeepsState(Body):
    def __init__(self):
        super().__init__()
        self.calls = 0

    def forward(self, x):
        self.calls += 1
        return self.body(x) + float(self.calls)


class KeepsStateInPlace(Body):
    def __init__(self):
        super().__init__()
        self.register_buffer("calls", torch.zeros(1))

    def forward(self, x):
        self.calls.add_(1)
        return self.body(x) + self.calls


class Mixes(Body):
    def forward(self, x):
        h = self.body(x)
        return h - h.mean(0, keepdim=True) + self.body(x)


class Integers(Body):
    def forward(self, x):
        return self.body(x).argmax(1)


class SetState(nn.Module):
    def __init__(self):
        super().__init__()
        self.count = 1

    @torch.jit.export
    def __getstate__(self):
        return (self.training, self.count)

    @torch.jit.export
    def __setstate__(self, state: Tuple[bool, int]):
        self.training = state[0]
        self.count = state[1]
        torch.save(state[1], "/tmp/fisherlens-forbidden-setstate")

    def forward(self, x):
        return x


for name, module in {"saves": Saves(), "saves-in-submodule": SaveInSubmodule(), "reads-file": Reads(), "forks": Forks(),
                     "random": RandomInEval(), "random-in-training": RandomInTraining(), "stateful": KeepsState(),
                     "stateful-in-place": KeepsStateInPlace(), "mixes": Mixes(), "integers": Integers(), "setstate": SetState(),
                     "half": Mlp().bfloat16()}.items():
    torch.jit.script(module.eval()).save(os.path.join(OUT, name + ".ts"))
torch.jit.freeze(torch.jit.script(Mlp().eval())).save(os.path.join(OUT, "frozen.ts"))
torch.jit.trace(Mlp().train(), x4[:2], check_trace=False).save(os.path.join(OUT, "traced-in-training.ts"))
torch.save(Mlp().state_dict(), os.path.join(OUT, "state-dict.pt"))


def rewrite(source, target, change, record="code/__torch__.py"):
    """Copies an archive with one record changed: what a hand-made file may contain."""
    with zipfile.ZipFile(os.path.join(OUT, source)) as old, zipfile.ZipFile(
        os.path.join(OUT, target), "w", zipfile.ZIP_DEFLATED
    ) as new:
        for entry in old.namelist():
            data = old.read(entry)
            if entry.endswith(record):
                data = change(data.decode("latin1")).encode("latin1")
            new.writestr(entry, data)


# A default value is evaluated while the file is loaded: torch::jit::load of this file would create the file named.
rewrite("random-in-training.ts", "default-argument.ts", lambda code: code.replace(
    "x: Tensor)", 'x: Tensor,\n    y: Tensor=torch.from_file("/tmp/fisherlens-forbidden-default", True, 4))'))
rewrite("random-in-training.ts", "default-constant.ts", lambda code: code.replace(
    "x: Tensor)", "x: Tensor,\n    y: Optional[List[int]]=None,\n    z: List[int]=annotate(List[int], []),\n    w: float=-0.5)"))
rewrite("random-in-training.ts", "custom-operator.ts", lambda code: code.replace("torch.rand_like(x)", "ops.elsewhere.run(x)")
        .replace("torch.rand_like(", "ops.elsewhere.run("))

# What makes parsers and unpicklers that trust their input fail.
rewrite("random-in-training.ts", "deep-brackets.ts", lambda code: code.replace("x0 = x\n", "x0 = " + "(" * 100000 + "x" + ")" * 100000 + "\n"))
rewrite("random-in-training.ts", "long-chain.ts", lambda code: code.replace("x0 = x\n", "x0 = x" + " + x" * 500000 + "\n"))
rewrite("random-in-training.ts", "untyped-field.ts", lambda code: code.replace("__parameters__ = []", "e_parameters__ = []"))
rewrite("random-in-training.ts", "custom-class.ts", lambda data: data.replace("c__torch__\n", "c__torch__.torch.classes.elsewhere\n", 1), "data.pkl")
