# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/keras: models saved by Keras 3 (torch backend) and by tf_keras (Keras 2), trained for a few steps.

    /usr/bin/python3 make_keras.py --venv FOLDER    makes a virtual environment there and runs itself in it
    FOLDER/bin/python make_keras.py

expected.json holds, by the names under which FisherLens shows the variables, what the optimizers themselves report.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys

OUT = pathlib.Path(__file__).resolve().parent / "keras"
VERSIONS = ["torch==2.14.1", "numpy", "keras==3.15.1", "h5py", "tensorflow-cpu==2.21.0", "tf_keras==2.21.0"]


def make_venv(folder):
    subprocess.run(["/usr/bin/python3", "-m", "venv", folder], check=True)
    subprocess.run([folder + "/bin/pip", "install", "-q", *VERSIONS], check=True)
    os.execv(folder + "/bin/python", [folder + "/bin/python", __file__])


def numbers(value):
    import numpy
    value = value.detach() if hasattr(value, "detach") else value
    return numpy.asarray(value, dtype="float64").flatten().tolist()


def values_of(variable):
    return variable.numpy() if hasattr(variable, "numpy") else variable


def described(variable):
    return {"shape": [int(n) for n in variable.shape], "values": numbers(values_of(variable))}


def parts(layer):
    """The layer itself, or the layers inside of those that have several."""
    for name in ("query_dense", "key_dense", "value_dense", "output_dense"):
        inner = getattr(layer, "_" + name, None)
        if inner is not None:
            yield name, inner
    if not hasattr(layer, "_query_dense"):
        yield "", layer


def walk(model, prefix=""):
    """Name of each variable as the file lets one say it: layers by name, variables by number."""
    for layer in model.layers:
        place = prefix + layer.name
        if getattr(layer, "layers", None):
            yield from walk(layer, place + "/")
            continue
        for name, part in parts(layer):
            own = list(part._trainable_variables) + list(part._non_trainable_variables) \
                if hasattr(part, "_trainable_variables") else list(part._trainable_weights + part._non_trainable_weights)
            for i, variable in enumerate(own):
                yield place + ("/" + name if name else "") + "/vars/%d" % i, variable


def report(model, optimizer, slot, named, group):
    trainable = {id(v) for v in model.trainable_variables}
    expected = {"tensors": {}, "states": {}}
    for name, variable in named:
        expected["tensors"][name] = described(variable)
        if id(variable) in trainable and slot:
            expected["states"][name] = {"v": numbers(values_of(slot(variable))), "step": int(optimizer.iterations)}
    if group:
        expected["group"] = group
    return expected


def keras3(expected):
    os.environ["KERAS_BACKEND"] = "torch"
    import keras
    import numpy
    data = numpy.random.default_rng(1)
    x, y = data.normal(size=(24, 4)).astype("f4"), data.normal(size=(24, 2)).astype("f4")

    def small(optimizer, policy=None):
        keras.utils.set_random_seed(3)
        model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(3, name="first", dtype=policy),
                                  keras.layers.Dense(2, name="last", dtype=policy)])
        model.compile(optimizer=optimizer, loss="mse")
        model.fit(x, y, batch_size=6, epochs=1, verbose=0)
        return model

    def slot(optimizer, attribute):
        return lambda v: getattr(optimizer, attribute)[optimizer._get_variable_index(v)]

    # Nested, with statistics, a frozen layer, and equal shapes.
    keras.utils.set_random_seed(3)
    inner = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(4, name="deep")], name="inner")
    model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(4, activation="tanh", name="first"),
                              keras.layers.BatchNormalization(name="norm"),
                              keras.layers.Dense(4, name="frozen", trainable=False), inner,
                              keras.layers.Dense(2, name="last")])
    adam = keras.optimizers.Adam(0.01, beta_1=0.8, beta_2=0.95)
    model.compile(optimizer=adam, loss="mse")
    model.fit(x, y, batch_size=6, epochs=1, verbose=0)
    group = {"lr": float(numpy.float32(0.01)), "beta1": 0.8, "beta2": 0.95}
    model.save(OUT / "adam.keras")
    model.save(OUT / "adam.h5")
    model.save_weights(OUT / "frozen.weights.h5")
    expected["adam.keras"] = report(model, adam, slot(adam, "_velocities"), list(walk(model)), group)
    expected["frozen.weights.h5"] = report(model, adam, None, list(walk(model)), None)
    expected["adam.h5"] = report(model, adam, slot(adam, "_velocities"), [(v.path, v) for v in model.variables
                                                                        if "seed" not in v.path], group)

    for name, make, attribute in (
            ("rmsprop.keras", lambda: keras.optimizers.RMSprop(0.01, rho=0.8, momentum=0.5, centered=True),
             "_velocities"),
            ("adagrad.keras", lambda: keras.optimizers.Adagrad(0.01), "_accumulators"),
            ("sgd.keras", lambda: keras.optimizers.SGD(0.01, momentum=0.9), None),
            ("average.keras", lambda: keras.optimizers.AdamW(0.01, use_ema=True, gradient_accumulation_steps=2),
             "_velocities")):
        optimizer = make()
        model = small(optimizer)
        model.save(OUT / name)
        expected[name] = report(model, optimizer, attribute and slot(optimizer, attribute), list(walk(model)), None)

    optimizer = keras.optimizers.Adam(0.01)
    model = small(optimizer)
    model.save_weights(OUT / "adam.weights.h5")
    expected["adam.weights.h5"] = report(model, optimizer, slot(optimizer, "_velocities"), list(walk(model)), None)

    optimizer = keras.optimizers.Adam(0.01)
    model = small(optimizer, "mixed_float16")
    outer = model.optimizer
    if not hasattr(outer, "inner_optimizer"):
        outer = keras.optimizers.LossScaleOptimizer(keras.optimizers.Adam(0.01))
        model = small(outer, "mixed_float16")
    model.save(OUT / "mixed.keras")
    expected["mixed.keras"] = report(model, outer.inner_optimizer, slot(outer.inner_optimizer, "_velocities"),
                                     list(walk(model)), None)

    keras.utils.set_random_seed(4)
    entry = keras.layers.Input((2, 4))
    seen = keras.layers.MultiHeadAttention(2, 2, name="attention")(entry, entry)
    model = keras.Model(entry, keras.layers.Dense(1, name="last")(seen))
    optimizer = keras.optimizers.Adam(0.01)
    model.compile(optimizer=optimizer, loss="mse")
    model.fit(data.normal(size=(12, 2, 4)).astype("f4"), data.normal(size=(12, 2, 1)).astype("f4"), batch_size=6,
              verbose=0)
    model.save(OUT / "attention.keras")
    expected["attention.keras"] = report(model, optimizer, slot(optimizer, "_velocities"), list(walk(model)), None)


def keras2(expected):
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import numpy
    import tf_keras as keras
    data = numpy.random.default_rng(2)
    x, y = data.normal(size=(24, 4)).astype("f4"), data.normal(size=(24, 2)).astype("f4")
    for name, optimizer in (("tf.h5", keras.optimizers.Adam(0.01)), ("legacy.h5", keras.optimizers.legacy.Adam(0.01)),
                            ("rms.h5", keras.optimizers.legacy.RMSprop(0.01))):
        keras.utils.set_random_seed(3)
        model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(3, name="first"),
                                  keras.layers.BatchNormalization(name="norm"), keras.layers.Dense(2, name="last")])
        model.compile(optimizer=optimizer, loss="mse")
        model.fit(x, y, batch_size=6, epochs=1, verbose=0)
        model.save(OUT / name)
        if name == "tf.h5":
            slot = lambda v, o=optimizer: o._velocities[o._index_dict[o._var_key(v)]]
            model.save(OUT / "tf.keras")
            named = [("%s/vars/%d" % (layer.name, i), v) for layer in model.layers
                     for i, v in enumerate(layer.trainable_variables + layer.non_trainable_variables)]
            expected["tf.keras"] = report(model, optimizer, slot, named, None)
        else:
            slot = lambda v, o=optimizer: o.get_slot(v, "v" if name == "legacy.h5" else "rms")
        expected[name] = report(model, optimizer, slot, [(v.name, v) for v in model.variables], None)


def main():
    if "--venv" in sys.argv:
        make_venv(sys.argv[sys.argv.index("--venv") + 1])
    if len(sys.argv) > 1 and sys.argv[1] in ("keras2", "keras3"):
        expected = {}
        (keras2 if sys.argv[1] == "keras2" else keras3)(expected)
        (OUT / (sys.argv[1] + ".json")).write_text(json.dumps(expected), encoding="utf-8")
        return
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    expected = {}
    for part in ("keras3", "keras2"):  # one process each: both cannot be loaded together
        subprocess.run([sys.executable, __file__, part], check=True)
        file = OUT / (part + ".json")
        expected.update(json.loads(file.read_text(encoding="utf-8")))
        file.unlink()
    (OUT / "expected.json").write_text(json.dumps(expected), encoding="utf-8")


if __name__ == "__main__":
    main()
