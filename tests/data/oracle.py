# SPDX-License-Identifier: GPL-3.0-or-later
"""The mathematics of DESIGN.md 3 in NumPy and SciPy: what tests hold the program's numbers against.

Nothing here shares code with FisherLens. Arrays are float64 in dictionaries by tensor name. Pooled figures take the
tensors in the order of their names' bytes; decisions break ties by |theta|, then by that order; logarithms take entries
that are positive in both.
"""

import numpy as np
from scipy import stats

SPARSITIES = (0.25, 0.5, 0.75, 0.9)
OVERLAPS = (0.001, 0.01, 0.1, 0.5)


def philox(counter, key):
    """Philox4x32-10 (Salmon et al. 2011): four 32-bit words of counter, two of key."""
    c, k = list(counter), list(key)
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(p1 >> 32) ^ c[1] ^ k[0], p1 & 0xFFFFFFFF, (p0 >> 32) ^ c[3] ^ k[1], p0 & 0xFFFFFFFF]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return c


def half_of_example(seed, index):
    return philox([index & 0xFFFFFFFF, index >> 32, 0, 0], [seed & 0xFFFFFFFF, seed >> 32])[0] & 1


def as_stored(arrays):
    """What a float32 file gives back."""
    return {name: array.astype(np.float32).astype(np.float64) for name, array in arrays.items()}


def by_name_bytes(arrays):
    return sorted(arrays, key=lambda name: name.encode())


def pooled(arrays, names=None):
    return np.concatenate([arrays[name].ravel() for name in (names or by_name_bytes(arrays))])


def defined(value):
    return float(value) if np.isfinite(value) else None


def top_overlap(a, b, share):
    k = max(1, int(np.floor(share * a.size)))
    first = set(np.argsort(-a, kind="stable")[:k].tolist())
    second = set(np.argsort(-b, kind="stable")[:k].tolist())
    return len(first & second) / len(first | second)


def agreement(a, b):
    """Coefficients of DESIGN.md 3 for two flat float64 arrays in the order (name bytes, flat index)."""
    both = (a > 0) & (b > 0)
    logs = np.log10(a[both]), np.log10(b[both])
    ratio = logs[0] - logs[1]
    enough = a.size >= 3
    return {
        "n": int(a.size),
        "zeros_a": int((a == 0).sum()),
        "zeros_b": int((b == 0).sum()),
        "spearman": defined(stats.spearmanr(a, b)[0]) if enough else None,
        "kendall": defined(stats.kendalltau(a, b)[0]) if enough else None,
        "pearson_log": defined(stats.pearsonr(*logs)[0]) if both.sum() >= 3 else None,
        "cosine": defined(a @ b / np.sqrt((a @ a) * (b @ b))),
        "top_overlap": {str(share): top_overlap(a, b, share) for share in OVERLAPS},
        "fit": defined(a @ b / (b @ b)),
        "trace_ratio": defined(a.sum() / b.sum()),
        "median_log10_ratio": defined(np.median(ratio)),
    }


def within(a, b):
    scaled = [
        np.concatenate([stats.rankdata(x[name].ravel()) / (x[name].size + 1) for name in by_name_bytes(a)])
        for x in (a, b)
    ]
    return float(stats.pearsonr(*scaled)[0])


def removed(score, magnitude, sparsity):
    """Flat places that pruning removes: smallest score, then smallest magnitude, then first in order."""
    k = int(np.floor(sparsity * score.size + 1e-9))
    return np.lexsort((np.arange(score.size), magnitude, score))[:k]


def ratio(cost, own):
    """None (undefined) where the reference's own decision costs nothing."""
    return float(cost / own) if own > 0 else None


def prune_regret(f, f_reference, theta):
    magnitude, cost = np.abs(theta), f_reference * theta**2
    result = []
    for sparsity in SPARSITIES:
        own = cost[removed(0.5 * f_reference * theta**2, magnitude, sparsity)].sum()
        result.append(
            {
                "sparsity": sparsity,
                "regret": ratio(cost[removed(0.5 * f * theta**2, magnitude, sparsity)].sum(), own),
                "magnitude": ratio(cost[removed(magnitude, magnitude, sparsity)].sum(), own),
            }
        )
    return result


def pruned(theta, score, names, sparsity):
    """theta with the entries of smallest score zeroed, over all tensors together."""
    flat = pooled(theta, names).copy()
    flat[removed(score, np.abs(flat), sparsity)] = 0
    result, start = {}, 0
    for name in names:
        result[name] = flat[start : start + theta[name].size].reshape(theta[name].shape)
        start += theta[name].size
    return result


def fisher_merge(thetas, fishers, coefficients, floor=1e-6):
    floored = []
    for fisher in fishers:
        mean = pooled(fisher).mean()
        floored.append({name: np.maximum(array, floor * mean) for name, array in fisher.items()})
    result = {}
    for name in thetas[0]:
        weights = [c * f[name] for c, f in zip(coefficients, floored)]
        result[name] = sum(w * t[name] for w, t in zip(weights, thetas)) / sum(weights)
    return result


def linear_merge(thetas, coefficients):
    return {name: sum(c * t[name] for c, t in zip(coefficients, thetas)) / sum(coefficients) for name in thetas[0]}


def predicted_cost(merged, theta, fisher):
    return float(sum(0.5 * (fisher[name] * (merged[name] - theta[name]) ** 2).sum() for name in theta))
