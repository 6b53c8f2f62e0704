#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/engine-modern: operators that only newer exports have, rms_norm and scaled_dot_product_attention.

Run with Debian 13's python3-torch (2.6). LibTorch 1.13 does not know these operators; the test skips them there.
"""
import json
import os

import torch
from torch import nn
from torch.nn import functional as F

import make_engine


class RootMeanSquares(nn.Module):
    """nn.RMSNorm over one and two dimensions, with and without eps."""

    def __init__(self):
        super().__init__()
        self.a = nn.RMSNorm(4, eps=1e-5)
        self.b = nn.RMSNorm([3, 4])
        self.head = nn.Linear(4, 3)
        for norm in (self.a, self.b):
            nn.init.normal_(norm.weight)

    def forward(self, x):
        return self.head(torch.tanh(self.b(torch.tanh(self.a(x)))).sum(1))


class DotProduct(nn.Module):
    """Attention by the one function, plain and causal, and the encoder layer that uses it."""

    def __init__(self):
        super().__init__()
        self.mix = nn.Linear(4, 12)
        self.out = nn.Linear(4, 4)
        self.layer = nn.TransformerEncoderLayer(4, 2, 6, batch_first=True)
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        n, t = x.size(0), x.size(1)
        q, k, v = self.mix(x).view(n, t, 3, 2, 2).permute(2, 0, 3, 1, 4).unbind(0)
        h = F.scaled_dot_product_attention(q, k, v) + F.scaled_dot_product_attention(q, k, v, is_causal=True)
        h = self.out(h.transpose(1, 2).reshape(n, t, 4))
        return self.head(self.layer(x + h).sum(1))


make_engine.OUT += "-modern"
os.makedirs(make_engine.OUT, exist_ok=True)
n = make_engine.N
cases = {
    "rms-norm": make_engine.case("rms-norm", RootMeanSquares(), torch.randn(n, 3, 4), 3),
    "dot-product": make_engine.case("dot-product", DotProduct(), torch.randn(n, 5, 4), 3),
}
with open(os.path.join(make_engine.OUT, "expected.json"), "w", encoding="utf-8") as file:
    json.dump(cases, file)
