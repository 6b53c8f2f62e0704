#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes agreement.json: what NumPy and SciPy find for pairs of arrays that tests/unit/stats/agreement_data.h makes by
the same exact arithmetic (splitmix64, float32 products), so that the numbers need no stored arrays.

Use: /usr/bin/python3 make_agreement.py > agreement.json      (Debian 12: NumPy 1.24, SciPy 1.10)
"""
import json
import sys

import numpy as np
import scipy.stats

N = 20011
NAMES = ["layer.b", "layer.a", "layer.c"]          # not in byte order: ties go by name, then index
SIZES = [10000, 6670, 3341]
SHARES = [0.001, 0.01, 0.1, 0.5]


def bits(seed):
    """splitmix64(seed * 2^32 + i), i = 0..N-1"""
    with np.errstate(over="ignore"):
        z = (np.uint64(seed) << np.uint64(32)) + np.arange(N, dtype=np.uint64)
        z = z * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def unit(seed):
    return ((bits(seed) >> np.uint64(40)).astype(np.float32) * np.float32(2.0 ** -24)).astype(np.float32)


def broad(seed):
    exponent = ((bits(seed) & np.uint64(31)).astype(np.int32) - 45)
    return np.ldexp(np.float32(1) + unit(seed), exponent).astype(np.float32)


def dependent(a, seed):
    return (a * (unit(seed) * unit(seed + 100) + np.float32(2.0 ** -12))).astype(np.float32)


def ulps(k):
    return (np.uint32(0x2F000000) + k.astype(np.uint32)).view(np.float32)


def case(name):
    a = broad(1)
    b = dependent(a, 2)
    u, w = unit(3), unit(4)
    if name == "narrow":        # five neighbouring floats
        k = np.floor(u * np.float32(5))
        a, b = ulps(k), ulps(np.floor((k + np.float32(3) * w) * np.float32(0.75)))
    elif name == "ties":
        a = np.floor(u * np.float32(8))
        b = np.floor(u * np.float32(3) + w * np.float32(5))
    elif name == "zeros":
        a = np.where(u < np.float32(0.3), np.float32(0), a)
        b = np.where((u < np.float32(0.15)) | (w < np.float32(0.1)), np.float32(0), b)
    elif name == "nonfinite":
        a = np.where(u < np.float32(0.01), np.float32("nan"), a)
        b = np.where(w < np.float32(0.01), np.float32("inf"), b)
    elif name == "signed":
        a, b = u - np.float32(0.5), (u - np.float32(0.5)) * w - np.float32(0.125)
    elif name == "zero-one":    # nearly everything tied
        a = (u < np.float32(0.0625)).astype(np.float32)
        b = (u * w < np.float32(0.015625)).astype(np.float32)
    return a.astype(np.float32), b.astype(np.float32)


def overlap(a, b, share):
    k = max(1, int(np.floor(share * len(a))))
    top = [set(np.lexsort((np.arange(len(v)), -v.astype(np.float64)))[:k].tolist()) for v in (a, b)]
    return len(top[0] & top[1]) / len(top[0] | top[1])


def measure(a, b):
    finite = np.isfinite(a) & np.isfinite(b)
    nonfinite = int((~finite).sum())
    a, b = a[finite], b[finite]
    x, y = a.astype(np.float64), b.astype(np.float64)
    both = (a > 0) & (b > 0)
    la, lb = np.log10(x[both]), np.log10(y[both])
    spread = len(la) > 2 and la.std() > 0 and lb.std() > 0
    line = scipy.stats.linregress(lb, la) if spread else None
    quartiles = np.quantile(np.log10(x[both] / y[both]), [0.25, 0.5, 0.75]).tolist()
    return {
        "n": len(a), "nonfinite": nonfinite, "zeros_a": int((a == 0).sum()), "zeros_b": int((b == 0).sum()),
        "positive": int(both.sum()),
        "spearman": float(scipy.stats.spearmanr(x, y)[0]), "kendall": float(scipy.stats.kendalltau(x, y)[0]),
        "pearson_log": float(scipy.stats.pearsonr(la, lb)[0]) if spread else None,
        "slope": float(line.slope) if spread else None,
        "cosine": float(x @ y / np.sqrt((x @ x) * (y @ y))), "fit": float(x @ y / (y @ y)),
        "trace_ratio": float(x.sum() / y.sum()), "quartiles": quartiles,
        "top_overlap": [overlap(a, b, share) for share in SHARES],
    }


def main():
    result = {}
    for name in ["broad", "narrow", "ties", "zeros", "nonfinite", "signed", "zero-one"]:
        a, b = case(name)
        edges = np.cumsum([0] + SIZES)
        parts = {n: (a[s:e], b[s:e]) for n, s, e in zip(NAMES, edges, edges[1:])}
        pooled = [np.concatenate([parts[n][side] for n in sorted(NAMES)]) for side in (0, 1)]
        ranks = [[], []]
        for u, w in parts.values():
            finite = np.isfinite(u) & np.isfinite(w)
            for side, values in ((0, u[finite]), (1, w[finite])):
                ranks[side].append(scipy.stats.rankdata(values) / (len(values) + 1))
        result[name] = {
            "global": measure(*pooled),
            "within": float(np.corrcoef(np.concatenate(ranks[0]), np.concatenate(ranks[1]))[0, 1]),
            "tensors": {n: measure(*parts[n]) for n in NAMES},
        }
    json.dump(result, sys.stdout, indent=1)
    print()


main()
