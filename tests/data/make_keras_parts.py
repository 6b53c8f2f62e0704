#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/keras_parts: models of Keras 3 in several files, a folder instead of a .keras archive and weights in
shards, after a few steps of Adam. expected.json holds what the optimizer reports, and the versions.

    VENV/bin/pip install keras jax h5py
    VENV/bin/python make_keras_parts.py
"""
import importlib.metadata
import json
import os
import pathlib
import shutil

os.environ["KERAS_BACKEND"] = "jax"
import keras  # noqa: E402
import numpy  # noqa: E402
from make_keras import report, walk  # noqa: E402

OUT = pathlib.Path(__file__).resolve().parent / "keras_parts"


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    (OUT / "shards").mkdir(parents=True)
    data = numpy.random.default_rng(1)
    keras.utils.set_random_seed(3)
    model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(3, activation="tanh", name="first"),
                              keras.layers.Dense(3, name="middle"), keras.layers.Dense(2, name="last")])
    adam = keras.optimizers.Adam(0.01, beta_2=0.95)
    model.compile(optimizer=adam, loss="mse")
    model.fit(data.normal(size=(24, 4)).astype("f4"), data.normal(size=(24, 2)).astype("f4"), batch_size=6, verbose=0)
    model.save_weights(OUT / "shards" / "small.weights.json", max_shard_size=1.5e-7)  # GB
    keras.saving.save_model(model, OUT / "folder", zipped=False)
    if not any((OUT / "folder" / "assets").iterdir()):
        (OUT / "folder" / "assets").rmdir()
    def slot(variable):
        return adam._velocities[adam._get_variable_index(variable)]

    expected = report(model, adam, slot, list(walk(model)), None)
    expected["group"] = {"lr": float(numpy.float32(0.01)), "beta2": 0.95}
    expected["versions"] = {name: importlib.metadata.version(name) for name in ("keras", "jax", "h5py", "numpy")}
    (OUT / "expected.json").write_text(json.dumps(expected) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
