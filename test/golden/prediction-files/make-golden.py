"""Small files as numpy and pyarrow write them, and the values that they hold.

pip install numpy==2.4.6 pyarrow==26.0.1
python make-golden.py

Writes beside itself: NPY of each type that is read, in both byte orders and both orders of axes; NPZ stored and deflated;
Parquet with each codec that is read, one that is not, dictionaries, lists, structs and several row groups. golden.json has
the values by file.
"""

import json
import pathlib

import numpy
import pyarrow
import pyarrow.parquet

HERE = pathlib.Path(__file__).parent
PATHS = ["a/1.png", "a/2.png", "b/ünï.png", "b/日本.png", "c/😀.png"]
CLASSES = ["cat", "dog", "sea lion"]
golden = {"versions": {"numpy": numpy.__version__, "pyarrow": pyarrow.__version__}, "paths": PATHS, "classes": CLASSES}

random = numpy.random.default_rng(5)
probabilities = random.dirichlet([1, 1, 1], size=len(PATHS))
logits = numpy.log(probabilities) + 3


def listed(array):
    return numpy.asarray(array).tolist()


arrays = {}
for kind in ["<f2", "<f4", "<f8", ">f2", ">f4", ">f8"]:
    arrays[f"floats-{kind[1:]}-{'big' if kind[0] == '>' else 'little'}"] = probabilities.astype(kind)
arrays["floats-f4-fortran"] = numpy.asfortranarray(probabilities.astype("<f4"))
arrays["floats-f8-fortran-big"] = numpy.asfortranarray(probabilities.astype(">f8"))
for kind in ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"]:
    values = [0, 1, 2, 100, 127 if kind[0] == "u" else -128]
    arrays[f"whole-{kind}"] = numpy.array(values, dtype="<" + kind)
    if kind[1] != "1":
        arrays[f"whole-{kind}-big"] = numpy.array(values, dtype=">" + kind)
arrays["bool"] = numpy.array([True, False, True])
arrays["text"] = numpy.array(PATHS)
arrays["text-big"] = numpy.array(PATHS).astype(f">U{max(map(len, PATHS))}")
arrays["bytes"] = numpy.array([b"cat", b"sea lion"])
golden["npy"] = {}
for name, array in arrays.items():
    numpy.save(HERE / f"{name}.npy", array)
    golden["npy"][name] = {"shape": list(array.shape), "values": [v.decode() if isinstance(v, bytes) else v for v in listed(array.ravel())]}

numpy.save(HERE / "objects.npy", numpy.array(["a", 1, None], dtype=object))
numpy.save(HERE / "complex.npy", numpy.zeros(3, dtype=complex))
numpy.save(HERE / "records.npy", numpy.zeros(3, dtype=[("a", "f4"), ("b", "i4")]))

parts = {"probs": probabilities, "paths": numpy.array(PATHS), "classes": numpy.array(CLASSES), "labels": numpy.array([0, 1, 2, 1, 0])}
numpy.savez(HERE / "stored.npz", **parts)
numpy.savez_compressed(HERE / "deflated.npz", **parts)
golden["npz"] = {"probs": listed(probabilities.ravel()), "labels": listed(parts["labels"])}

top = probabilities.argmax(axis=1)
table = pyarrow.table(
    {
        "path": PATHS,
        "prediction": pyarrow.array([CLASSES[i] for i in top]).dictionary_encode(),
        "confidence": probabilities.max(axis=1),
        "probs": pyarrow.array([list(map(float, row)) for row in probabilities], type=pyarrow.list_(pyarrow.float32())),
        "scores": pyarrow.array([dict(zip(CLASSES, map(float, row))) for row in logits]),
        "index": pyarrow.array([0, 1, None, 3, 4], type=pyarrow.int64()),
        "is_new": [True, False, None, True, False],
    }
)
golden["parquet"] = {
    "prediction": [CLASSES[i] for i in top],
    "confidence": listed(probabilities.max(axis=1)),
    "probs": listed(probabilities.astype("f4").ravel()),
    "logits": listed(logits.ravel()),
    "index": [0, 1, None, 3, 4],
}
for codec in ["none", "snappy", "gzip", "brotli", "zstd", "lz4"]:
    pyarrow.parquet.write_table(table, HERE / f"{codec}.parquet", compression=codec, row_group_size=2, write_statistics=False, store_schema=False)

(HERE / "golden.json").write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n")
