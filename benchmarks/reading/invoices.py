"""Real invoices by their pages alone, each read by models that never saw its vendor.

The models are trained here, on fewer generated documents than those that ship and on the real ones of the
other vendors. Beside them: the rules alone (which were mended while looking at these very documents), and
the first match after a label.
"""

from collections.abc import Iterator, Sequence

from benchmarks.reading.first_match import first_match
from benchmarks.reading.rows import Options, Row
from benchmarks.reading.scoring import Score, alike
from ingestio_extract.local.identifiers import read_iban, read_tax_id
from ingestio_extract.local.money import read_currency, read_money
from ingestio_extract.local.parties import party_name
from ingestio_extract.local.ranking import Ranking
from training.invoices import Sample, by_vendor, generated, real, tables

INVOICES = 300
ASKED = ("invoice_number", "invoice_date", "total", "vendor_name")
MORE = ("customer_name", "due_date", "subtotal", "tax", "vendor_tax_id", "iban", "currency")
TITLE = "invoices by vendor, page only"


def measure(options: Options) -> Iterator[Row]:
    """F1 by field over all real invoices, and its mean over the four that were asked for."""
    if not options.wants(TITLE) or not (options.data / "invoices-zugferd").is_dir():
        return
    known = real(options.data)
    samples = [*generated(0, INVOICES, 0), *known]
    learned: dict[str, Score] = {}
    for key, judged in by_vendor(samples, tables(samples)):
        score = learned.setdefault(key.removeprefix("invoice/"), Score())
        score.read += 1
        score.right += judged.right
    rules = {name: _of_rules(name, known) for name in (*ASKED, *MORE)}
    first = {name: _of_first_match(name, known) for name in (*ASKED, *MORE)}
    means = {"learned": 0.0, "rules": 0.0, "first": 0.0}
    for name in (*ASKED, *MORE):
        score = learned.setdefault(name, Score())
        score.printed = sum(name in sample.truth for sample in known)
        values = {
            "learned": score.f1(score.right),
            "rules": rules[name].f1(rules[name].right),
            "first": first[name].f1(first[name].right),
        }
        if name in ASKED:
            for kind, value in values.items():
                means[kind] += (value or 0.0) / len(ASKED)
        yield Row(f"{TITLE}: {name}, F1", values["learned"], "rules alone", values["rules"])
    title = f"{TITLE}: mean of number, date, total, vendor"
    yield Row(title, means["learned"], "rules alone", means["rules"], asked=">= 0.90")
    yield Row(title, means["learned"], "first match after label", means["first"], asked=">= 0.90")


def _of_rules(name: str, samples: Sequence[Sample]) -> Score:
    score = Score()
    for sample in samples:
        if name in sample.truth:
            _note(score, name, _ruled(sample, name), sample.truth[name])
    return score


def _ruled(sample: Sample, name: str) -> str | None:
    """What the rules alone choose."""
    ranking = Ranking(sample.document, is_order=False)
    sellers, buyers = ranking.ruled_parties
    if name in ("vendor_name", "customer_name"):
        value = party_name(sellers if name == "vendor_name" else buyers)
    elif name == "vendor_tax_id":
        value = read_tax_id(sample.document, buyers)
    elif name == "iban":
        value = read_iban(sample.document)
    elif name == "currency":
        value = read_currency(sample.document, read_money(sample.document).get("total"))
    else:
        chosen = ranking.rules.get(name, ())
        return chosen[0][0].value if chosen else None
    return value.best.value if value is not None else None


def _of_first_match(name: str, samples: Sequence[Sample]) -> Score:
    score = Score()
    for sample in samples:
        if name in sample.truth:
            read = first_match(name, sample.document.layout.text)
            _note(score, name, read, sample.truth[name])
    return score


def _note(score: Score, name: str, read: object, truth: object) -> None:
    score.printed += 1
    score.read += read is not None
    score.right += read is not None and alike(name, read, truth)
