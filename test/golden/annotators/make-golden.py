"""Golden values of several annotators: crowd-kit's Dawid-Skene and majority vote, krippendorff's alpha.

pip install crowd-kit==1.4.2 krippendorff==0.9.0 pandas==3.1.1 numpy==2.4.6
python make-golden.py > golden.json

Votes are `[sample, annotator, class]`. `confusions` by annotator and vote, one number a class, null for votes never given and for
classes that nobody names. A fixed number of rounds, since the end is told from other measures.
"""

import importlib.metadata
import itertools
import json

import krippendorff
import numpy
import pandas
from crowdkit.aggregation import DawidSkene, MajorityVote

ROUNDS = 100


def votes(random, samples, classes, annotators, share):
    truth = random.integers(classes, size=samples)
    rows = []
    for annotator in range(annotators):
        skill = random.uniform(0.4, 0.95)
        for sample in range(samples):
            if random.random() >= share:
                continue
            # The last annotator takes one class for the next, always.
            wrong = (truth[sample] + 1) % classes if annotator == annotators - 1 else random.integers(classes)
            rows.append([sample, annotator, int(truth[sample] if random.random() < skill else wrong)])
    return rows


def dense(frame, rows, columns):
    return frame.reindex(index=rows, columns=range(columns)).fillna(0).to_numpy().tolist()


def confusions(errors, annotators, classes):
    known = {
        key: [None if numpy.isnan(value) else value for value in row.reindex(range(classes))] for key, row in errors.iterrows()
    }
    return [[known.get((annotator, vote)) for vote in range(classes)] for annotator in range(annotators)]


def pairwise(rows):
    by_sample = {}
    for sample, annotator, vote in rows:
        by_sample.setdefault(sample, []).append((annotator, vote))
    pairs = [(a, b) for given in by_sample.values() for a, b in itertools.combinations(given, 2)]
    mean = lambda values: float(numpy.mean(values)) if values else None
    return {
        "pairwise": mean([a[1] == b[1] for a, b in pairs]),
        "ofAnnotator": [
            mean([a[1] == b[1] for a, b in pairs if annotator in (a[0], b[0])])
            for annotator in range(1 + max(row[1] for row in rows))
        ],
        "ofSample": {
            sample: mean([a[1] == b[1] for a, b in itertools.combinations(given, 2)]) for sample, given in by_sample.items()
        },
    }


def case(name, rows, samples, classes, annotators):
    frame = pandas.DataFrame(rows, columns=["task", "worker", "label"])
    model = DawidSkene(n_iter=ROUNDS, tol=-1).fit(frame)
    shares = MajorityVote().fit_predict_proba(frame)
    matrix = numpy.full((annotators, samples), numpy.nan)
    for sample, annotator, vote in rows:
        matrix[annotator, sample] = vote
    tasks = sorted(frame.task.unique())
    return {
        "name": name,
        "samples": samples,
        "classes": classes,
        "annotators": annotators,
        "votes": rows,
        "voted": [int(task) for task in tasks],
        "posteriors": dense(model.probas_, tasks, classes),
        "priors": model.priors_.reindex(range(classes)).fillna(0).tolist(),
        "confusions": confusions(model.errors_, annotators, classes),
        "shares": dense(shares, tasks, classes),
        "alpha": float(krippendorff.alpha(reliability_data=matrix, level_of_measurement="nominal", value_domain=range(classes))),
        **pairwise(rows),
    }


random = numpy.random.default_rng(11)
print(
    json.dumps(
        {
            "versions": {
                name: importlib.metadata.version(name) for name in ("crowd-kit", "krippendorff", "pandas", "numpy")
            },
            "rounds": ROUNDS,
            "cases": [
                case("three classes, all vote", votes(random, 60, 3, 5, 1), 60, 3, 5),
                case("four classes, half of the votes", votes(random, 80, 4, 8, 0.5), 80, 4, 8),
                case("two classes, few votes, some samples without", votes(random, 40, 2, 6, 0.25), 40, 2, 6),
                case("a class that nobody names", votes(random, 50, 4, 5, 0.8), 50, 5, 5),
            ],
        }
    )
)
