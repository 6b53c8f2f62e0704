#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/flax: train states that Flax saves after a few steps of optax's optimizers, and the names that Orbax
writes beside its checkpoints. expected.json holds what the optimizers report, and the versions.

    VENV/bin/pip install flax optax orbax-checkpoint
    VENV/bin/python make_flax.py
"""
import importlib.metadata
import json
import os
import pathlib
import shutil

os.environ["JAX_PLATFORMS"] = "cpu"
import flax.linen as nn  # noqa: E402
import flax.serialization as serialization  # noqa: E402
import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy  # noqa: E402
import optax  # noqa: E402
import orbax.checkpoint as orbax  # noqa: E402
from flax.training import train_state  # noqa: E402

OUT = pathlib.Path(__file__).resolve().parent / "flax"
STEPS = 4


class Net(nn.Module):
    @nn.compact
    def __call__(self, x):
        x = nn.relu(nn.Dense(5, name="first")(x))
        x = nn.LayerNorm(name="norm")(x)
        return nn.Dense(2, name="last")(x)


def flat(tree, prefix=""):
    for key, value in tree.items():
        path = prefix + key
        if isinstance(value, dict):
            yield from flat(value, path + "/")
        else:
            yield path, numpy.asarray(value)


def numbers(array):
    return [float(v) for v in numpy.asarray(array, dtype="float64").flatten()]


def trained(optimizer, dtype=jnp.float32):
    net = Net()
    x = jax.random.normal(jax.random.PRNGKey(1), (6, 3))
    params = jax.tree_util.tree_map(lambda p: p.astype(dtype), net.init(jax.random.PRNGKey(0), x)["params"])
    state = train_state.TrainState.create(apply_fn=net.apply, params=params, tx=optimizer)
    for i in range(STEPS):
        batch = jax.random.normal(jax.random.PRNGKey(10 + i), (6, 3))
        gradient = jax.grad(lambda p: jnp.mean((net.apply({"params": p}, batch) - 1) ** 2))(state.params)
        state = state.apply_gradients(grads=gradient)
    return state


def described(state, squares, moments=None):
    params = dict(flat(serialization.to_state_dict(state.params)))
    v = {}
    for tree in squares:
        v.update(flat(serialization.to_state_dict(tree)))
    m = dict(flat(serialization.to_state_dict(moments))) if moments is not None else {}
    v = {name: value for name, value in v.items() if value.shape == params[name].shape}
    return {"tensors": {n: {"shape": list(p.shape), "values": numbers(p)} for n, p in params.items()},
            "states": {n: {"v": numbers(v[n]), "step": STEPS, **({"m": numbers(m[n])} if n in m else {})} for n in v}}


def states_of(state, field):
    """All named tuples in the state of an optimizer that have a field."""
    found = []
    jax.tree_util.tree_map(lambda s: found.append(s) if hasattr(s, field) else None, state.opt_state,
                           is_leaf=lambda s: hasattr(s, field))
    return found


def factored_tree():
    """Arrays with more axes than two, as convolutions, heads and stacked layers have, under optax.adafactor. The squares
    are what optax itself divides by: one more update by a gradient of ones, at a step at which nothing is forgotten."""
    shapes = {"convolution": (2, 3, 4, 6), "transposed": (2, 3, 6, 4), "heads": (8, 3, 5), "apart": (5, 2, 3, 7),
              "ties": (4, 4, 4), "vector": (3,)}

    def normal(seed):
        return {name: jax.random.normal(jax.random.PRNGKey(seed + i), shape)
                for i, (name, shape) in enumerate(shapes.items())}

    state = train_state.TrainState.create(apply_fn=None, params=normal(0),
                                          tx=optax.adafactor(1e-2, min_dim_size_to_factor=2))
    for i in range(STEPS):
        state = state.apply_gradients(grads=normal(100 * (i + 1)))
    ones = {name: jnp.ones(shape) for name, shape in shapes.items()}
    still = optax.scale_by_factored_rms(decay_rate=10.0, min_dim_size_to_factor=2, epsilon=0.0)
    factors = states_of(state, "v_row")[0]._replace(count=jnp.asarray(10000))
    update, _ = still.update(ones, factors, state.params)
    expected = described(state, [])
    expected["states"] = {name: {"v": numbers(numpy.asarray(value, dtype="float64") ** -2), "step": STEPS}
                          for name, value in update.items()}
    return state, expected


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    expected = {"versions": {name: importlib.metadata.version(name) for name in
                             ("flax", "optax", "orbax-checkpoint", "jax", "numpy", "msgpack")}}

    def save(name, state, field="nu", moments=False):
        (OUT / name).write_bytes(serialization.to_bytes(state))
        found = states_of(state, field)
        expected[name] = described(state, [getattr(s, field) for s in found], found[0].mu if moments else None)

    adam = trained(optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(1e-2, b1=0.9, b2=0.99, weight_decay=0.1)))
    save("adamw.msgpack", adam, moments=True)
    save("inject.msgpack", trained(optax.inject_hyperparams(optax.adamw)(learning_rate=1e-2, b2=0.95)), moments=True)
    expected["inject.msgpack"]["group"] = {"lr": float(numpy.float32(1e-2)), "beta2": float(numpy.float32(0.95))}
    save("rmsprop.msgpack", trained(optax.rmsprop(1e-2, decay=0.9)))
    save("centered.msgpack", trained(optax.rmsprop(1e-2, decay=0.9, centered=True)))
    save("adagrad.msgpack", trained(optax.adagrad(1e-2)), "sum_of_squares")
    save("adadelta.msgpack", trained(optax.adadelta(1.0)), "e_g")
    save("amsgrad.msgpack", trained(optax.amsgrad(1e-2)), moments=True)
    save("bfloat16.msgpack", trained(optax.adam(1e-2), jnp.bfloat16), moments=True)
    labels = {"first": "adam", "norm": "frozen", "last": "adam"}
    parts = {"adam": optax.adam(1e-2), "frozen": optax.set_to_zero()}
    save("masked.msgpack", trained(optax.multi_transform(parts, labels)))
    factored = trained(optax.adafactor(1e-2, min_dim_size_to_factor=2))
    (OUT / "adafactor.msgpack").write_bytes(serialization.to_bytes(factored))
    state = states_of(factored, "v_row")[0]
    expected["adafactor.msgpack"] = described(factored, [])
    rows, columns, full = (dict(flat(serialization.to_state_dict(tree)))
                           for tree in (state.v_row, state.v_col, state.v))
    for name, parameter in flat(serialization.to_state_dict(factored.params)):
        if full[name].shape == parameter.shape:
            value = full[name].astype("float64")
        else:  # the longest axis is averaged in v_row, the other one in v_col
            first, second = numpy.float64(rows[name]), numpy.float64(columns[name])
            value = numpy.outer(first, second) / first.mean()
            value = value if value.shape == parameter.shape else value.T
        expected["adafactor.msgpack"]["states"][name] = {"v": numbers(value), "step": STEPS}
    factored, expected["adafactor_axes.msgpack"] = factored_tree()
    (OUT / "adafactor_axes.msgpack").write_bytes(serialization.to_bytes(factored))
    (OUT / "lion.msgpack").write_bytes(serialization.to_bytes(trained(optax.lion(1e-3))))
    (OUT / "sgd.msgpack").write_bytes(serialization.to_bytes(trained(optax.sgd(1e-2, momentum=0.9))))
    (OUT / "flax_model.msgpack").write_bytes(serialization.to_bytes(serialization.to_state_dict(adam.params)))
    expected["flax_model.msgpack"] = described(adam, [])

    # Arrays beyond a limit are cut into chunks; here the limit is 16 bytes.
    limit, serialization.MAX_CHUNK_SIZE = serialization.MAX_CHUNK_SIZE, 16
    save("chunked.msgpack", adam, moments=True)
    serialization.MAX_CHUNK_SIZE = limit

    # Of an Orbax checkpoint only the names, which lie in a file of their own.
    target = pathlib.Path("/tmp") / f"orbax-{os.getpid()}"
    with orbax.StandardCheckpointer() as checkpointer:
        checkpointer.save(target, {"params": adam.params, "opt_state": adam.opt_state, "step": adam.step})
    (OUT / "orbax").mkdir()
    for name in ("_METADATA", "_CHECKPOINT_METADATA"):
        shutil.copy(target / name, OUT / "orbax" / name)
    expected["orbax"] = sorted(str(p.relative_to(target)) for p in target.rglob("*"))[:40]
    shutil.rmtree(target)
    (OUT / "expected.json").write_text(json.dumps(expected) + "\n")


if __name__ == "__main__":
    main()
