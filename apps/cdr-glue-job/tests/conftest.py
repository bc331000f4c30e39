"""Fixtures for all tests: one Spark session, and a plan to change."""

import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: Test files that import Spark or boto3, if those are not installed.
collect_ignore = [
    *(["test_run.py", "test_leaks.py", "test_publish.py"] if find_spec("pyspark") is None else []),
    *(["test_stores.py"] if find_spec("moto") is None else []),
]

SOURCES = str(Path(__file__).parent.parent / "src")


@pytest.fixture(scope="session")
def spark() -> Iterator["SparkSession"]:
    """Spark on two cores, with the settings of a run."""
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("Spark was not found")
    from pyspark.sql import SparkSession

    from rating_job.run import configure

    os.environ["PYTHONPATH"] = SOURCES  # for the processes that Spark starts
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.memory", "1g")
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1")  # a third less processor time
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    configure(session)
    yield session
    session.stop()


@pytest.fixture
def plan() -> dict[str, Any]:
    """A plan for June 2020: one line at 0.0048 a minute."""
    tier = {
        "beginSeconds": 0,
        "price": "0.0048000000",
        "unit": "minute",
        "secondsPerUnit": 60,
        "version": "20190101000000",
        "sku": "SKU1",
        "rateCode": "SKU1.A.B",
    }
    return {
        "format": "dialplane-rating-plan/1",
        "runId": "one",
        "createdAt": 1593648000,
        "window": {
            "name": "2020-06-30-Monthly",
            "frequency": "Monthly",
            "zone": "UTC",
            "firstDay": "2020-06-01",
            "lastDay": "2020-06-30",
            "start": 1590969600,
            "end": 1593561600,
        },
        "patience": {"lagSeconds": 10800, "lookBackDays": 3},
        "limits": {"unrated": 0, "rejected": 0, "conflict": 0},
        "arrivals": "unknown",
        "numbers": "plain",
        "mapping": [],
        "usedBefore": [],
        "book": {
            "format": "dialplane-price-book/1",
            "currency": "USD",
            "issues": [],
            "skipped": {},
            "services": {
                "AmazonChimeVoiceConnector": {
                    "out": [{"from": 1546300800, "holds": {"tiers": [tier]}}],
                }
            },
        },
        "prices": {"files": [], "issues": []},
        "warnings": [],
        "prefixes": [
            "Amazon-Chime-Voice-Connector-CDRs/json/vc1/2020/06/01/",
            "Amazon-Chime-Voice-Connector-CDRs/json/vc1/2020/06/02/",
        ],
    }


@pytest.fixture
def call() -> dict[str, Any]:
    """A record of one minute on 1 June 2020."""
    return {
        "SchemaVersion": "2.0",
        "AwsAccountId": "111122223333",
        "TransactionId": "t1",
        "CallId": "c1",
        "VoiceConnectorId": "vc1",
        "BillableDurationSeconds": 60,
        "SourcePhoneNumber": "+12065550100",
        "SourceCountry": "US",
        "DestinationPhoneNumber": "+12065550101",
        "DestinationCountry": "US",
        "UsageType": "out",
        "ServiceCode": "AmazonChimeVoiceConnector",
        "Direction": "Outbound",
        "StartTimeEpochSeconds": 1590969600,
        "EndTimeEpochSeconds": 1590969658,
    }
