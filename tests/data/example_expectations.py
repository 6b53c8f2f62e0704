# SPDX-License-Identifier: GPL-3.0-or-later
"""What PyTorch, NumPy and SciPy find about the bundled example; called by resources/example/make_example.py.

Arrays in the JSON are summarised per tensor: sum and sum of squares (float64) and 50 entries at seeded places. The
definitions are in oracle.py.
"""

import os

import h5py
import numpy as np
import torch
from scipy import stats
from torch import nn

from oracle import (
    agreement,
    as_stored,
    by_name_bytes,
    defined,
    fisher_merge,
    half_of_example,
    linear_merge,
    pooled,
    predicted_cost,
    prune_regret,
    pruned,
    within,
)

BATCH = 32
SAMPLES = 50


def load_data(folder, name):
    with h5py.File(os.path.join(folder, name + ".h5"), "r") as file:
        return torch.from_numpy(file["inputs"][()]), torch.from_numpy(file["targets"][()])


def numpy_state(state):
    return {name: tensor.numpy().astype(np.float64) for name, tensor in state.items()}


def accuracy_and_loss(net, data):
    with torch.no_grad():
        logits = net(data[0])
        loss = nn.functional.cross_entropy(logits.double(), data[1]).item()
        return {
            "accuracy": (logits.argmax(1) == data[1]).double().mean().item(),
            "loss": loss,
            "examples": len(data[1]),
        }


def recycled(checkpoint):
    """B v / (1 - beta2^t), t and beta2 as the optimizer recorded them; float64."""
    group = checkpoint["optimizer"]["param_groups"][0]
    names = list(checkpoint["model"])
    result = {}
    for name, index in zip(names, group["params"]):
        state = checkpoint["optimizer"]["state"][index]
        correction = 1.0 - group["betas"][1] ** float(state["step"])
        result[name] = BATCH * state["exp_avg_sq"].numpy().astype(np.float64) / correction
    return result


def reference(net, data, dtype):
    """The loop over single examples: empirical, exact, mean gradient and the two halves of seed 0, as float64 arrays.

    The gradients are taken in `dtype`, squares and sums in float64."""
    net = net.to(dtype)
    names = [name for name, _ in net.named_parameters()]
    parameters = [parameter for _, parameter in net.named_parameters()]
    zeros = lambda: [np.zeros(parameter.shape) for parameter in parameters]
    empirical, exact, mean, halves, counts = zeros(), zeros(), zeros(), (zeros(), zeros()), [0, 0]
    inputs, targets = data[0].to(dtype), data[1]
    for n in range(len(targets)):
        log_p = torch.log_softmax(net(inputs[n : n + 1]), 1)[0]
        half = half_of_example(0, n)
        counts[half] += 1
        for label in range(len(log_p)):
            gradients = torch.autograd.grad(-log_p[label], parameters, retain_graph=label + 1 < len(log_p))
            weight = float(log_p[label].detach().double().exp())
            for i, gradient in enumerate(gradients):
                g = gradient.numpy().astype(np.float64)
                square = g * g
                exact[i] += weight * square
                if label == int(targets[n]):
                    empirical[i] += square
                    halves[half][i] += square
                    mean[i] += g
    named = lambda arrays, n: {name: array / n for name, array in zip(names, arrays)}
    count = len(targets)
    return {
        "empirical": named(empirical, count),
        "exact": named(exact, count),
        "mean_gradient": named(mean, count),
        "half_0": named(halves[0], counts[0]),
        "half_1": named(halves[1], counts[1]),
    }


def summary(arrays):
    result = {}
    for name in by_name_bytes(arrays):
        flat = arrays[name].ravel()
        generator = np.random.RandomState(sum(name.encode()))
        places = sorted(generator.choice(flat.size, min(SAMPLES, flat.size), replace=False).tolist())
        result[name] = {
            "shape": list(arrays[name].shape),
            "sum": float(flat.sum()),
            "sum_of_squares": float((flat**2).sum()),
            "max": float(flat.max()),
            "zeros": int((flat == 0).sum()),
            "entries": [[int(place), float(flat[place])] for place in places],
        }
    return result


def with_weights(net_class, arrays):
    net = net_class()
    net.load_state_dict({name: torch.from_numpy(array.astype(np.float32)) for name, array in arrays.items()})
    return net.eval()


def find(folder, net_class):
    data = {
        name: load_data(folder, name) for name in ("upright-train", "upright-test", "rotated-train", "rotated-test")
    }
    checkpoints = {name: torch.load(os.path.join(folder, name + ".pt")) for name in ("base", "a", "b")}
    theta = {name: numpy_state(checkpoint["model"]) for name, checkpoint in checkpoints.items()}
    names = by_name_bytes(theta["a"])
    out = {
        "parameters": int(pooled(theta["a"]).size),
        "batch_size": BATCH,
        "tensors": [{"name": name, "shape": list(array.shape)} for name, array in theta["a"].items()],
        "made_with": {"torch": torch.__version__, "numpy": np.__version__},
    }
    out["evaluate"] = {
        f"{model} on {name}": accuracy_and_loss(with_weights(net_class, theta[model]), data[name])
        for model in ("base", "a", "b")
        for name in ("upright-test", "rotated-test")
    }

    fishers, references = {}, {}
    for model, trained_on in (("a", "upright-train"), ("b", "rotated-train")):
        r = fishers[model] = as_stored(recycled(checkpoints[model]))
        exact64 = reference(with_weights(net_class, theta[model]), data[trained_on], torch.float64)
        loop32 = reference(with_weights(net_class, theta[model]), data[trained_on], torch.float32)
        # float64 is the truth; the distance of PyTorch's own float32 loop shows what 1e-5 can mean.
        distance = max(
            float((np.abs(loop32["empirical"][n] - exact64["empirical"][n]) / exact64["empirical"][n].max()).max())
            for n in names
        )
        parts = {part: as_stored(arrays) for part, arrays in exact64.items()}
        joint = {n: exact64["empirical"][n] + (BATCH - 1) * exact64["mean_gradient"][n] ** 2 for n in names}
        references[model] = parts["empirical"]
        rungs = []
        chain = [
            ("exact", parts["exact"]),
            ("empirical", parts["empirical"]),
            ("joint", as_stored(joint)),
            ("recycled", r),
        ]
        for (start, f), (end, t), cause in zip(chain, chain[1:], ("labels", "batch", "history")):
            a, b = pooled(t), pooled(f)
            rungs.append(
                {
                    "from": start,
                    "to": end,
                    "cause": cause,
                    "trace_ratio": float(a.sum() / b.sum()),
                    "spearman": float(stats.spearmanr(a, b)[0]),
                    "tensors": {
                        n: {
                            "trace_ratio": float(t[n].sum() / f[n].sum()),
                            "spearman": defined(stats.spearmanr(t[n].ravel(), f[n].ravel())[0]),
                        }
                        for n in names
                    },
                }
            )
        split = stats.spearmanr(pooled(parts["half_0"]), pooled(parts["half_1"]))[0]
        flat, flat_reference, flat_theta = pooled(r), pooled(parts["empirical"]), pooled(theta[model])
        held_out = data[trained_on.replace("train", "test")]
        accuracy = lambda score: accuracy_and_loss(
            with_weights(net_class, pruned(theta[model], score, names, 0.75)), held_out
        )["accuracy"]
        out[model] = {
            "data": trained_on,
            "examples": len(data[trained_on][1]),
            "recycled": summary(recycled(checkpoints[model])),
            "empirical": summary(exact64["empirical"]),
            "exact": summary(exact64["exact"]),
            "mean_gradient": summary(exact64["mean_gradient"]),
            "joint": summary(joint),
            "float32_loop_distance_over_max": distance,
            "split_half_spearman": float(split),
            "attainable_spearman": float(np.sqrt(2 * split / (1 + split))),
            "compare": {
                "global": agreement(flat, flat_reference),
                "within": {"spearman": within(r, parts["empirical"])},
                "tensors": {n: agreement(r[n].ravel(), parts["empirical"][n].ravel()) for n in names},
                "regret": {"prune": prune_regret(flat, flat_reference, flat_theta)},
            },
            "ladder": rungs,
            "pruned_75": {
                "count": int(np.floor(0.75 * flat.size + 1e-9)),
                "accuracy": {
                    "fisher": accuracy(0.5 * flat * flat_theta**2),
                    "magnitude": accuracy(np.abs(flat_theta)),
                    "fisher-only": accuracy(flat),
                },
            },
        }

    out["merge"] = {}
    parents, recycled_fishers = [theta["a"], theta["b"]], [fishers["a"], fishers["b"]]
    reference_fishers = [references["a"], references["b"]]
    for share in (0.5, 0.65):
        coefficients = (1 - share, share)
        results = {
            "linear": linear_merge(parents, coefficients),
            "fisher": fisher_merge(parents, recycled_fishers, coefficients),
            "fisher-reference": fisher_merge(parents, reference_fishers, coefficients),
        }
        task = {
            n: theta["base"][n] + sum(c * (t[n] - theta["base"][n]) for c, t in zip(coefficients, parents))
            for n in names
        }
        results["task-arithmetic"] = task
        entry = {}
        for method, merged in results.items():
            net = with_weights(net_class, merged)
            entry[method] = {
                "tensors": summary(merged),
                "predicted_cost": [predicted_cost(merged, t, f) for t, f in zip(parents, recycled_fishers)],
                "reference_cost": [predicted_cost(merged, t, f) for t, f in zip(parents, reference_fishers)],
                "evaluate": {name: accuracy_and_loss(net, data[name]) for name in ("upright-test", "rotated-test")},
            }
        weighted = lambda method: sum(c * v for c, v in zip(coefficients, entry[method]["reference_cost"]))
        entry["regret_fisher"] = weighted("fisher") / weighted("fisher-reference")
        out["merge"][str(share)] = entry
    return out


def show(e):
    for name, value in e["evaluate"].items():
        print(f"{name}: accuracy {value['accuracy']:.3f}, loss {value['loss']:.3f}")
    for model in ("a", "b"):
        m, g = e[model], e[model]["compare"]["global"]
        print(
            f"{model}: recycled against empirical: Spearman {g['spearman']:.4f}, Kendall {g['kendall']:.4f}, within "
            f"{m['compare']['within']['spearman']:.4f}, trace ratio {g['trace_ratio']:.3f}, attainable "
            f"{m['attainable_spearman']:.4f}; float32 loop within {m['float32_loop_distance_over_max']:.1e} of the maximum"
        )
        print(
            "   ladder: "
            + "; ".join(f"{r['cause']} {r['trace_ratio']:.3f} x, Spearman {r['spearman']:.4f}" for r in m["ladder"])
        )
        print(
            "   prune regret: "
            + "; ".join(
                f"{r['sparsity']}: {r['regret']}, magnitude {r['magnitude']}" for r in m["compare"]["regret"]["prune"]
            )
        )
        print("   accuracy pruned to 75 %: " + ", ".join(f"{k} {v:.3f}" for k, v in m["pruned_75"]["accuracy"].items()))
    for share, entry in e["merge"].items():
        for method in ("linear", "fisher", "fisher-reference", "task-arithmetic"):
            accuracies = [v["accuracy"] for v in entry[method]["evaluate"].values()]
            print(
                f"merge {method} at {share}: accuracies {accuracies[0]:.3f} {accuracies[1]:.3f}, mean {np.mean(accuracies):.3f}, "
                f"predicted {entry[method]['predicted_cost']}"
            )
        print(f"merge regret at {share}: {entry['regret_fisher']:.4f}")
