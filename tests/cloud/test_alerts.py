"""The alerts ask for figures that there are, and send whoever is woken to a place in the runbook."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.core import Metric

from ingestio_cloud.telemetry.metrics import Metrics
from ingestio_cloud.telemetry.work import Fleet, Lane, Load, WorkFigures, fleet_families

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "packaging" / "prometheus" / "rules.yaml"
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
ALERTS: list[dict[str, Any]] = [
    rule for group in yaml.safe_load(RULES.read_text("utf-8"))["groups"] for rule in group["rules"]
]
STATE = {
    "ingestio_queue_length",
    "ingestio_webhooks_waiting",
    "ingestio_batch_mails_tried",
    "ingestio_database_connections",
}
"""Of the collectors that need a database; `test_operations` sees that they are told."""
NAME = re.compile(r"\bingestio_[a-z_]+")
ENDINGS = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum"), "info": ("_info",)}


def told() -> set[str]:
    """Every figure by the name that Prometheus has for it."""
    work = WorkFigures()
    work.watch_load(lambda: Load(heartbeat_age_seconds=0.0))
    families: list[Metric] = [*Metrics().registry.collect(), *work.registry.collect()]
    families += fleet_families(Fleet({"documents:plus": Lane(1, 1.0)}, {"1.0": 1}))
    names = {f"{family.name}{ending}" for family in families for ending in ENDINGS.get(family.type, ("",))}
    return names | STATE


def headings() -> set[str]:
    found = re.findall(r"^#+ (.+)$", OPERATIONS, re.MULTILINE)
    return {"#" + re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert["alert"])
def test_an_alert_asks_for_figures_that_there_are(alert: dict[str, Any]) -> None:
    names = set(NAME.findall(re.sub(r"\"[^\"]*\"", "", alert["expr"])))
    assert names or 'up{job="ingestio-' in alert["expr"]
    assert names <= told()


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert["alert"])
def test_an_alert_says_what_is_wrong_and_where_it_stands_what_to_do(alert: dict[str, Any]) -> None:
    assert set(alert) <= {"alert", "expr", "for", "labels", "annotations"}
    assert alert["labels"]["severity"] in ("page", "ticket")
    assert alert["annotations"]["summary"]
    assert alert["annotations"]["runbook"] in headings()


def test_alerts_have_names_of_their_own() -> None:
    names = [alert["alert"] for alert in ALERTS]
    assert len(set(names)) == len(names) > 10


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed")
def test_prometheus_takes_the_rules() -> None:
    done = subprocess.run(
        ["promtool", "check", "rules", str(RULES)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
