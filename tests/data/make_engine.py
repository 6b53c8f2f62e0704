#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/engine: one TorchScript module per rule of the batched engine, scripted and traced, and its numbers.

Run with Debian's python3-torch (1.13). The expected squares and mean gradients come from a plain float64 loop over
single examples with torch.autograd; nothing of FisherLens is used.
"""
import copy
import json
import math
import os
import zipfile

import torch
from torch import nn
from torch.nn import functional as F

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "engine")
os.makedirs(OUT, exist_ok=True)
torch.manual_seed(20261124)
N = 7


class LinearDimensions(nn.Module):
    """nn.Linear with leading dimensions, without bias, and on the flattened rest."""

    def __init__(self):
        super().__init__()
        self.a = nn.Linear(5, 3)
        self.b = nn.Linear(3, 4, bias=False)
        self.c = nn.Linear(2 * 3 * 4, 3)

    def forward(self, x):
        return self.c(torch.tanh(self.b(torch.tanh(self.a(x)))).flatten(1))


class Products(nn.Module):
    """addmm, mm and matmul by hand, with both orders of the matrix, and GPT-2's Conv1D."""

    def __init__(self):
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(5, 4) / 2)
        self.b1 = nn.Parameter(torch.randn(4) / 2)
        self.w2 = nn.Parameter(torch.randn(6, 4) / 2)
        self.w3 = nn.Parameter(torch.randn(6, 3) / 2)
        self.wc = nn.Parameter(torch.randn(3, 4) / 2)
        self.bc = nn.Parameter(torch.randn(4) / 2)

    def forward(self, x):
        n, t = x.size(0), x.size(1)
        h = torch.tanh(torch.addmm(self.b1, x.reshape(n * t, 5), self.w1))
        h = torch.tanh(torch.mm(h, self.w2.t()))
        h = torch.tanh(torch.matmul(h.view(n, t, 6), self.w3))
        return torch.addmm(self.bc, h.view(-1, 3), self.wc).view(n, t, 4).sum(1)


class Cnn(nn.Module):
    """Stride, padding, dilation, groups, depthwise, batch norm, in-place activations, a residual sum."""

    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(2, 4, 3, stride=2, padding=1, bias=False)
        self.na = nn.BatchNorm2d(4)
        self.b = nn.Conv2d(4, 4, 3, padding=2, dilation=2, groups=2)
        self.nb = nn.BatchNorm2d(4)
        self.c = nn.Conv2d(4, 4, (3, 1), padding="same", groups=4)
        self.relu = nn.ReLU(inplace=True)
        self.head = nn.Linear(4, 3)
        for norm in (self.na, self.nb):
            norm.running_mean.uniform_(-0.5, 0.5)
            norm.running_var.uniform_(0.5, 2)
            nn.init.normal_(norm.weight)
            nn.init.normal_(norm.bias)

    def forward(self, x):
        h = self.relu(self.na(self.a(x)))
        g = self.nb(self.b(h))
        g += h
        return self.head(self.c(self.relu(g)).mean(dim=[2, 3]))


class Conv1And3(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv1d(3, 4, 3, padding=1)
        self.b = nn.Conv3d(2, 3, (2, 1, 2), stride=(1, 1, 2))
        self.head = nn.Linear(3, 3)

    def forward(self, x):
        h = torch.tanh(self.a(x))  # [N, 4, 6]
        h = torch.tanh(self.b(h.reshape(h.size(0), 2, 2, 1, 6)))
        return self.head(h.flatten(2).sum(2))


class Transposed(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.ConvTranspose1d(2, 4, 3, stride=2, padding=1, output_padding=1)
        self.b = nn.ConvTranspose2d(4, 2, (2, 3), stride=2, groups=2, dilation=2)
        self.head = nn.Linear(2, 3)

    def forward(self, x):
        h = torch.tanh(self.a(x))
        h = torch.tanh(self.b(h.unsqueeze(2)))
        return self.head(h.flatten(2).mean(2))


class ConvSpread(nn.Module):
    """Dilation and groups in one and three dimensions, the transposed one of three, and batch norm over long rows."""

    def __init__(self):
        super().__init__()
        self.a = nn.Conv1d(2, 4, 3, stride=2, padding=2, dilation=2, groups=2)
        self.n = nn.BatchNorm1d(4)
        self.b = nn.Conv3d(4, 4, (1, 2, 2), dilation=(1, 2, 1), groups=2, bias=False)
        self.c = nn.ConvTranspose3d(4, 2, (2, 1, 2), stride=(2, 1, 1), dilation=(1, 1, 2), groups=2,
                                    output_padding=(1, 0, 0))
        self.head = nn.Linear(2, 3)
        self.n.running_mean.uniform_(-3, 3)
        self.n.running_var.uniform_(0.5, 2)
        nn.init.normal_(self.n.weight)
        nn.init.normal_(self.n.bias)

    def forward(self, x):
        h = torch.tanh(self.n(self.a(x)))  # [N, 4, 300]
        h = torch.tanh(self.b(h.reshape(h.size(0), 4, 3, 10, 10)))
        return self.head(torch.tanh(self.c(h)).flatten(2).mean(2))


class ChannelNorms(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv1d(2, 4, 1)
        self.g = nn.GroupNorm(2, 4)
        self.i = nn.InstanceNorm1d(4, affine=True)
        self.t = nn.InstanceNorm1d(4, affine=True, track_running_stats=True)
        self.b = nn.BatchNorm1d(4)
        for norm in (self.g, self.i, self.t, self.b):
            nn.init.normal_(norm.weight)
            nn.init.normal_(norm.bias)
        self.t.running_mean.uniform_(-0.5, 0.5)
        self.t.running_var.uniform_(0.5, 2)
        self.b.running_mean.uniform_(-0.5, 0.5)

    def forward(self, x):
        h = self.t(torch.tanh(self.i(torch.tanh(self.g(self.a(x))))))
        return torch.tanh(self.b(h.sum(2)))


class LayerNorms(nn.Module):
    """Layer norm over one and two dimensions, and an RMS norm and a sum written by hand."""

    def __init__(self):
        super().__init__()
        self.a = nn.LayerNorm(4)
        self.b = nn.LayerNorm([3, 4])
        self.scale = nn.Parameter(torch.randn(4))
        self.shift = nn.Parameter(torch.randn(3, 1))
        self.ratio = nn.Parameter(torch.rand(4) + 1)
        self.gain = nn.Parameter(torch.tensor(0.7))
        nn.init.normal_(self.a.weight)
        nn.init.normal_(self.b.weight)

    def forward(self, x):
        h = self.b(torch.tanh(self.a(x)))
        h = h * torch.rsqrt(h.pow(2).mean(-1, keepdim=True) + 1e-6) * self.scale
        return torch.tanh(self.shift - h / self.ratio).sum(1) * self.gain


class Positions(nn.Module):
    """Token table with a padding index, a positional parameter, and one that is used in part."""

    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(9, 4, padding_idx=0)
        self.place = nn.Parameter(torch.randn(1, 8, 4))
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        h = self.tokens(x)
        h = h + self.place[:, : x.size(1)]
        return self.head(torch.tanh(h).sum(1))


class PositionTable(nn.Module):
    """Positions looked up in a table, as GPT-2 and BERT do, and a class token that is expanded, as ViT does."""

    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(9, 4)
        self.place = nn.Embedding(8, 4)
        self.first = nn.Parameter(torch.randn(1, 1, 4))
        self.mix = nn.Linear(4, 4)
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        h = self.tokens(x) + self.place(torch.arange(x.size(1)).unsqueeze(0))
        h = torch.cat([self.first.expand(x.size(0), -1, -1), h], dim=1)
        h = torch.tanh(self.mix(h))
        return self.head(torch.tanh(h.cumsum(1)).sum(1))


class TiedTable(nn.Module):
    """One table for the look-up and the output, and a weight that is used in two forms."""

    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(6, 4)
        self.out = nn.Linear(4, 6)
        self.out.weight = self.table.weight
        self.both = nn.Parameter(torch.randn(4, 4) / 2)

    def forward(self, x):
        h = torch.tanh(F.linear(self.table(x), self.both))
        h = torch.tanh(torch.matmul(h, self.both)).sum(1)
        return self.out(h)


class HandAttention(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(4, 4) for _ in range(4))
        self.place = nn.Parameter(torch.randn(1, 5, 4))
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        x = x + self.place
        n, t = x.size(0), x.size(1)
        q = self.q(x).view(n, t, 2, 2).transpose(1, 2)
        k = self.k(x).view(n, t, 2, 2).transpose(1, 2)
        v = self.v(x).view(n, t, 2, 2).transpose(1, 2)
        a = torch.softmax(torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(2.0), -1)
        return self.head(self.o(torch.matmul(a, v).transpose(1, 2).reshape(n, t, 4)).sum(1))


class Attention(nn.Module):
    """nn.MultiheadAttention on itself, across (the rows of one weight are used apart), and time first."""

    def __init__(self):
        super().__init__()
        self.own = nn.MultiheadAttention(4, 2, batch_first=True)
        self.across = nn.MultiheadAttention(4, 2, batch_first=True)
        self.time = nn.MultiheadAttention(4, 2, add_bias_kv=True)
        self.head = nn.Linear(4, 3)
        for module in (self.own, self.across, self.time):
            nn.init.normal_(module.in_proj_bias)

    def forward(self, x):
        h = x + self.own(x, x, x, need_weights=False)[0]
        other = torch.tanh(h[:, :3])
        h = h + self.across(h, other, other, need_weights=False)[0]
        t = h.transpose(0, 1)
        h = t + self.time(t, other.transpose(0, 1), t[:3], need_weights=False)[0]
        return self.head(h.sum(0))


class AttentionOfSizes(nn.Module):
    """Keys and values with sizes of their own; LibTorch 1.13 cannot script it."""

    def __init__(self):
        super().__init__()
        self.body = nn.MultiheadAttention(4, 2, kdim=3, vdim=2)
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        t = x.transpose(0, 1)
        return self.head((t + self.body(t, t[:, :, :3], t[:, :, :2])[0]).sum(0))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        layer = nn.TransformerEncoderLayer(4, 2, 6, activation="gelu", batch_first=True, norm_first=True)
        self.tokens = nn.Embedding(9, 4, padding_idx=0)
        self.body = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.last = nn.TransformerEncoderLayer(4, 2, 6, batch_first=True)
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        h = self.body(self.tokens(x), src_key_padding_mask=x.eq(0))
        return self.head(self.last(h).sum(1))


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(3, 4, batch_first=True)
        self.lstm = nn.LSTM(4, 2, num_layers=2, bidirectional=True)
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        h, _ = self.gru(x)
        h, _ = self.lstm(h.transpose(0, 1))
        return self.head(h.sum(0))


class Branches(nn.Module):
    """A layer in a loop and behind a branch on the shape: the same parameters, several times."""

    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 4)
        self.norm = nn.LayerNorm(4)
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        for i in range(3):
            x = torch.tanh(self.body(x)) + x
            if x.dim() > 1:
                x = self.norm(x)
        return self.head(x)


class TimeFirst(nn.Module):
    """Examples in dimension 1, and flattened behind time."""

    def __init__(self):
        super().__init__()
        self.a = nn.Linear(3, 4)
        self.b = nn.Linear(4, 4)
        self.act = nn.PReLU(4)
        self.one = nn.PReLU()
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        t = x.transpose(0, 1)
        h = torch.tanh(self.a(t))
        h = self.act(self.b(h.reshape(-1, 4))).view(t.size(0), t.size(1), 4)
        return self.head(self.one(h).sum(0))


class Uncovered(nn.Module):
    """Parameters of operators without a rule beside one that has one."""

    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 4)
        self.core = nn.Parameter(torch.randn(4, 4, 4) / 2)
        self.v = nn.Parameter(torch.randn(3, 4))
        self.part = nn.Parameter(torch.randn(6))
        self.bias = nn.Bilinear(4, 4, 3)

    def forward(self, x):
        h = torch.tanh(self.body(x)) * self.part[1:5]
        h = torch.tanh(torch.einsum("ni,ijk,nk->nj", h, self.core, h))
        w = self.v / torch.sqrt(self.v.pow(2).sum(1, keepdim=True))
        return F.linear(h, w) + self.bias(h, h)


class ScaledByBatch(nn.Module):
    """Another function for another number of examples, without mixing their contents."""

    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 3)

    def forward(self, x):
        return self.body(x) / x.size(0)


class DataBranch(nn.Module):
    """The layers that run depend on what is in the batch: single examples decide for themselves."""

    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 4)
        self.more = nn.Linear(4, 4)
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        h = torch.tanh(self.body(x))
        if bool((x[:, 0] > 10).all()):
            h = torch.tanh(self.more(h))
        return self.head(h)


def numbers(tensor):
    return [float("%.9g" % value) for value in tensor.detach().double().flatten().tolist()]


def pack(name, exported):
    """LibTorch stores records uncompressed and padded; fixtures are compressed, without debug records."""
    path = os.path.join(OUT, name + ".ts")
    exported.save(path)
    with zipfile.ZipFile(path) as old:
        records = [(entry, old.read(entry)) for entry in old.namelist() if not entry.endswith(".debug_pkl")]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry, data in records:
            new.writestr(zipfile.ZipInfo(entry), data, zipfile.ZIP_DEFLATED)


def case(name, module, x, classes, fallback=(), script=True, trace=True):
    module.eval()
    if script:
        pack(name, torch.jit.script(module))
    if trace:
        pack(name + "-traced", torch.jit.trace(module, (x[:2],), check_trace=False))
    targets = torch.randint(0, classes, (len(x),))
    precise = copy.deepcopy(module).double()
    names = [n for n, _ in precise.named_parameters()]
    parameters = [p for _, p in precise.named_parameters()]
    squares = [torch.zeros_like(p) for p in parameters]
    mean = [torch.zeros_like(p) for p in parameters]
    for i in range(len(x)):
        one = x[i : i + 1].double() if x.is_floating_point() else x[i : i + 1]
        loss = -torch.log_softmax(precise(one)[0], -1)[targets[i]]
        for k, g in enumerate(torch.autograd.grad(loss, parameters, allow_unused=True)):
            if g is not None:
                squares[k] += g**2 / len(x)
                mean[k] += g / len(x)
    return {
        "models": ([name + ".ts"] if script else []) + ([name + "-traced.ts"] if trace else []),
        "loss": "cross-entropy",
        "sigma": 1.0,
        "inputs": [{"dtype": "F32" if x.is_floating_point() else "I64", "shape": list(x.shape), "values": numbers(x)}],
        "targets": {"dtype": "I64", "shape": list(targets.shape), "values": numbers(targets)},
        "empirical": dict(zip(names, map(numbers, squares))),
        "mean_gradient": dict(zip(names, map(numbers, mean))),
        "fallback": list(fallback),
    }


def tokens(length, top):
    return torch.randint(0, top, (N, length))


def main():
    cases = {
        "linear": case("linear", LinearDimensions(), torch.randn(N, 3, 2, 5), 3),
        "products": case("products", Products(), torch.randn(N, 3, 5), 4),
        "cnn": case("cnn", Cnn(), torch.randn(N, 2, 7, 5), 3),
        "conv": case("conv", Conv1And3(), torch.randn(N, 3, 6), 3),
        "transposed": case("transposed", Transposed(), torch.randn(N, 2, 3), 3),
        "channel-norms": case("channel-norms", ChannelNorms(), torch.randn(N, 2, 5), 4),
        "layer-norms": case("layer-norms", LayerNorms(), torch.randn(N, 3, 4), 4),
        "positions": case("positions", Positions(), tokens(5, 9), 3),
        "position-table": case("position-table", PositionTable(), tokens(5, 9), 3),
        "tied": case("tied", TiedTable(), tokens(5, 6), 6),
        "hand-attention": case("hand-attention", HandAttention(), torch.randn(N, 5, 4), 3),
        "attention": case("attention", Attention(), torch.randn(N, 5, 4), 3),
        "attention-of-sizes": case("attention-of-sizes", AttentionOfSizes(), torch.randn(N, 5, 4), 3, script=False),
        "encoder": case("encoder", Encoder(), tokens(5, 9).clamp(min=0), 3),
        "recurrent": case("recurrent", Recurrent(), torch.randn(N, 5, 3), 3),
        "branches": case("branches", Branches(), torch.randn(N, 4), 3),
        "time-first": case("time-first", TimeFirst(), torch.randn(N, 5, 3), 3),
        "uncovered": case("uncovered", Uncovered(), torch.randn(N, 4), 3, ["core", "v", "bias.weight"]),
    }
    # The first three examples, which the proof looks at, take one way; the others, in pairs or alone, the other.
    branched = torch.randn(8, 4)
    branched[4:, 0] = 20
    cases["scaled-by-batch"] = case("scaled-by-batch", ScaledByBatch(), torch.randn(N, 4), 3, trace=False)
    cases["data-branch"] = case("data-branch", DataBranch(), branched, 3, trace=False)
    cases["conv-spread"] = case("conv-spread", ConvSpread(), torch.randn(N, 2, 600), 3)
    one = Cnn()
    cases["single"] = case("single", one, torch.randn(1, 2, 7, 5), 3, [n for n, _ in one.named_parameters()])
    normed = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4), nn.Tanh(), nn.Linear(4, 3)).train()
    pack("norm-in-training-traced", torch.jit.trace(normed, (torch.randn(5, 4),), check_trace=False))
    with torch.no_grad():
        layer = nn.TransformerEncoderLayer(4, 2, 6, batch_first=True).eval()
        pack("fused-traced", torch.jit.trace(layer, (torch.randn(2, 5, 4),), check_trace=False))
    with open(os.path.join(OUT, "expected.json"), "w", encoding="utf-8") as file:
        json.dump(cases, file)


if __name__ == "__main__":
    main()
