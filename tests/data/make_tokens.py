#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/tokens: a small language model and a module that returns its own losses, as TorchScript, with the
Fisher diagonals that PyTorch finds in float64 by a loop over single sequences, tokens and labels.

Run with Debian's python3-torch (1.13). Nothing of FisherLens is used.
"""
import copy
import json
import os

import torch
from torch import nn

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tokens")
os.makedirs(OUT, exist_ok=True)
torch.manual_seed(20261124)
VOCABULARY, LENGTH, N = 5, 4, 12


class Language(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(VOCABULARY, 3)
        self.mix = nn.Linear(3, 4)
        self.out = nn.Linear(4, VOCABULARY)

    def forward(self, tokens):
        return self.out(torch.tanh(self.mix(torch.cumsum(self.embed(tokens), 1))))


class OwnLoss(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(3, 4)

    def forward(self, x, labels):
        return nn.functional.cross_entropy(self.body(x), labels, reduction="none")


def numbers(tensor):
    return tensor.detach().double().flatten().tolist()


def squares(value, parameters):
    return [g**2 for g in torch.autograd.grad(value, parameters, retain_graph=True)]


def add(total, terms, weight):
    for t, term in zip(total, terms):
        t += weight * term


def diagonals(model, tokens, targets, shift):
    precise = copy.deepcopy(model).double()
    names, parameters = zip(*precise.named_parameters())
    zeros = lambda: [torch.zeros_like(p) for p in parameters]
    sums = {key: zeros() for key in ("sequence", "token", "exact", "gradient")}
    loss, right, predicted = 0.0, 0, 0
    for row in range(N):
        log_p = torch.log_softmax(precise(tokens[row : row + 1])[0], -1)
        places = [(t - shift, int(targets[row, t])) for t in range(shift, LENGTH) if targets[row, t] != -100]
        predicted += len(places)
        right += sum(int(log_p[t].argmax()) == y for t, y in places)
        if not places:
            continue
        value = -sum(log_p[t, y] for t, y in places)
        loss += value.item()
        add(sums["sequence"], squares(value, parameters), 1)
        add(sums["gradient"], torch.autograd.grad(value, parameters, retain_graph=True), 1)
        for t, y in places:
            add(sums["token"], squares(log_p[t, y], parameters), 1)
        # All sequences of labels, one by one; the program uses the closed form over single positions.
        for code in range(VOCABULARY ** len(places)):
            labels = [code // VOCABULARY**k % VOCABULARY for k in range(len(places))]
            drawn = sum(log_p[t, y] for (t, _), y in zip(places, labels))
            add(sums["exact"], squares(drawn, parameters), drawn.exp().item())
    named = lambda key, units: {n: numbers(s / units) for n, s in zip(names, sums[key])}
    return {
        "units": {"sequence": N, "token": predicted},
        "sequence": {"empirical": named("sequence", N), "exact": named("exact", N), "mean_gradient": named("gradient", N)},
        "token": {
            "empirical": named("token", predicted),
            "exact": named("exact", predicted),
            "mean_gradient": named("gradient", predicted),
        },
        "evaluated_loss": loss / N,
        "accuracy": right / predicted,
    }


def own_loss():
    model = OwnLoss().eval()
    torch.jit.script(model).save(os.path.join(OUT, "own-loss.ts"))
    precise = copy.deepcopy(model).double()
    names, parameters = zip(*precise.named_parameters())
    x, labels = torch.randn(N, 3), torch.randint(0, 4, (N,))
    total, loss = [torch.zeros_like(p) for p in parameters], 0.0
    for row in range(N):
        value = precise(x[row : row + 1].double(), labels[row : row + 1])[0]
        loss += value.item()
        add(total, squares(value, parameters), 1 / N)
    return {
        "inputs": [
            {"dtype": "F32", "shape": [N, 3], "values": numbers(x)},
            {"dtype": "I64", "shape": [N], "values": numbers(labels)},
        ],
        "targets": {"dtype": "I64", "shape": [N], "values": numbers(labels)},
        "empirical": {n: numbers(s) for n, s in zip(names, total)},
        "evaluated_loss": loss / N,
    }


def main():
    model = Language().eval()
    torch.jit.script(model).save(os.path.join(OUT, "language.ts"))
    tokens = torch.randint(0, VOCABULARY, (N, LENGTH))
    targets = tokens.clone()
    targets[torch.rand(N, LENGTH) < 0.3] = -100
    targets[3] = -100  # a sequence in which nothing is predicted
    expected = {
        "inputs": [{"dtype": "I64", "shape": [N, LENGTH], "values": numbers(tokens)}],
        "targets": {"dtype": "I64", "shape": [N, LENGTH], "values": numbers(targets)},
        "causal-lm": diagonals(model, tokens, targets, 1),
        "masked-lm": diagonals(model, tokens, targets, 0),
        "own-loss": own_loss(),
    }
    with open(os.path.join(OUT, "expected.json"), "w") as out:
        json.dump(expected, out, indent=None, sort_keys=True)
        out.write("\n")


if __name__ == "__main__":
    main()
