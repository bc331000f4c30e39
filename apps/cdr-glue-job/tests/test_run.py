"""Complete runs on Spark, from a directory of records to the published output."""

import csv
import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from main import main
from rating_job.definitions import RATED_COLUMNS
from rating_job.directory_store import DirectoryStore
from rating_job.plan import read_plan
from rating_job.run import rate

DAY = "Amazon-Chime-Voice-Connector-CDRs/json/vc1/2020/06/01/"
NEXT_DAY = "Amazon-Chime-Voice-Connector-CDRs/json/vc1/2020/06/02/"
WINDOW = "2020-06-30-Monthly"


class Folders:
    """Where a run reads and writes."""

    def __init__(self, top: Path) -> None:
        self.cdrs = top / "cdrs"
        self.out = top / "out"

    def put(self, key: str, *records: dict[str, Any] | str) -> None:
        path = self.cdrs / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in records))

    def rate(self, spark: SparkSession, plan: dict[str, Any], **options: Any) -> list[tuple[str, str]]:
        stores = (DirectoryStore(str(self.cdrs)), DirectoryStore(str(self.out)))
        rated = rate(spark, read_plan(plan), *stores, address="s3://results/rated", **options)
        return [(path, message) for path, message in rated.failures]

    def published(self, name: str) -> list[dict[str, str]]:
        manifest = json.loads((self.out / f"{WINDOW}.json").read_text())
        file = next(file for file in manifest["files"] if file["name"] == name)
        content = (self.out / file["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])
        return list(csv.DictReader(content.decode().splitlines()))


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path)


def test_a_call_is_rated_and_published(
    spark: SparkSession, folders: Folders, plan: dict[str, Any], call: dict[str, Any]
) -> None:
    folders.put(f"{DAY}b", call)
    folders.put(f"{DAY}_hidden[1].a", {**call, "TransactionId": "t2", "CallId": "c2"})
    folders.put("Amazon-Chime-Voice-Connector-CDRs/json/vc1/2020/06/03/not-asked-for", call)

    assert folders.rate(spark, plan) == []

    rated = folders.published("rated.csv")
    assert [row["source_key"] for row in rated] == [f"{DAY}_hidden[1].a", f"{DAY}b"]
    assert [(row["cost"], row["cost_exact"]) for row in rated] == [("0.0048000000", "2880000000")] * 2
    assert [row["rated_seconds"] for row in folders.published("usage.csv")] == ["120"]
    assert [row["number"] for row in folders.published("summary-by-number.csv")] == ["+12065550100"]
    assert not (folders.out / WINDOW / "one/parts").exists()
    addresses = (folders.out / "athena" / f"window={WINDOW}" / "files.txt").read_text()
    assert addresses == f"s3://results/rated/{WINDOW}/one/rated.csv\n"


def test_numbers_are_masked_where_the_plan_says_so(
    spark: SparkSession, folders: Folders, plan: dict[str, Any], call: dict[str, Any]
) -> None:
    folders.put(f"{DAY}a", call)

    assert folders.rate(spark, {**plan, "numbers": "masked"}) == []

    [row] = folders.published("rated.csv")
    assert (row["source_number"], row["destination_number"]) == ("***00", "***01")
    assert [row["number"] for row in folders.published("summary-by-number.csv")] == ["***00"]


def test_over_its_limits_a_run_publishes_nothing(
    spark: SparkSession, folders: Folders, plan: dict[str, Any], call: dict[str, Any]
) -> None:
    folders.put(f"{DAY}a", call, "garbage", {**call, "TransactionId": "t2", "UsageType": "none"})

    assert folders.rate(spark, plan) == [
        ("unrated", "must be at most 0 of the documents, not 1 of 3"),
        ("rejected", "must be at most 0 of the documents, not 1 of 3"),
    ]
    kept = sorted(path for path in folders.out.rglob("*") if path.is_file())
    assert {path.parent for path in kept} == {folders.out / "refused" / WINDOW}
    assert [path.name for path in kept] == ["conflicts.csv", "rejected.csv", "report.json", "unrated.csv"]
    report = json.loads(kept[2].read_text())
    assert [issue["path"] for issue in report["failures"]] == ["unrated", "rejected"]
    rows = [list(csv.DictReader(kept[at].read_text().splitlines())) for at in (1, 3)]
    assert [(row["position"], row["reason"]) for some in rows for row in some] == [
        ("1", "not-json"),
        ("2", "no-price"),
    ]
    # A third does not exceed a third.
    limits = {"unrated": 1 / 3, "rejected": 1 / 3, "conflict": 0}
    assert folders.rate(spark, {**plan, "limits": limits}) == []


def test_an_object_that_cannot_be_decoded_counts_by_its_bytes(
    spark: SparkSession, folders: Folders, plan: dict[str, Any], call: dict[str, Any]
) -> None:
    """It may hold thousands of records, so it is not just one of four."""
    folders.put(f"{DAY}a", *({**call, "TransactionId": f"t{i}"} for i in range(3)))
    zipped = b"PK\x03\x04" + bytes(4996)
    (folders.cdrs / f"{DAY}b").write_bytes(zipped)
    all_bytes = sum(path.stat().st_size for path in folders.cdrs.rglob("*") if path.is_file())

    def limited(rejected: float) -> dict[str, Any]:
        return {**plan, "limits": {"unrated": 0, "rejected": rejected, "conflict": 0}}

    assert folders.rate(spark, limited(0.5)) == [
        (
            "rejected",
            f"must be at most 0.5 of the bytes, not 5000 of {all_bytes}: "
            "1 documents may hold any number of records, but cannot be read",
        )
    ]
    assert folders.rate(spark, limited(0.99)) == []


def test_an_empty_window_is_published_only_if_asked(
    spark: SparkSession, folders: Folders, plan: dict[str, Any]
) -> None:
    refused = folders.rate(spark, plan)
    assert [path for path, _ in refused] == ["documents"]
    assert folders.rate(spark, {**plan, "allowEmpty": True}) == []
    assert folders.published("rated.csv") == []


def test_a_run_replaces_the_one_before_it_and_what_has_crashed(
    spark: SparkSession, folders: Folders, plan: dict[str, Any], call: dict[str, Any]
) -> None:
    folders.put(f"{DAY}a", call)
    for name, age in (("crashed", 2 * 86_400), ("under-way", 3_600)):
        part = folders.out / WINDOW / name / "parts/rated.csv/000000"
        part.parent.mkdir(parents=True)
        part.write_text("")
        os.utime(part, (plan["createdAt"] - age, plan["createdAt"] - age))

    assert folders.rate(spark, plan) == []
    assert folders.rate(spark, {**plan, "runId": "two"}) == []

    assert sorted(path.name for path in (folders.out / WINDOW).iterdir() if any(path.rglob("*.*"))) == [
        "two",
        "under-way",
    ]
    assert [row["run_id"] for row in folders.published("rated.csv")] == ["two"]


def test_records_that_came_late_are_known_by_when_their_objects_were_written(
    spark: SparkSession, folders: Folders, plan: dict[str, Any], call: dict[str, Any]
) -> None:
    window = plan["window"]
    folders.put(f"{DAY}a", {**call, "StartTimeEpochSeconds": window["start"] - 5})
    for hours, late in ((4, ["true"]), (2, [])):
        arrived = window["start"] + hours * 3600
        os.utime(folders.cdrs / DAY / "a", (arrived, arrived))
        run = {**plan, "arrivals": "modified", "runId": f"after-{hours}"}
        assert folders.rate(spark, run) == []
        assert [row["late"] for row in folders.published("rated.csv")] == late


def test_a_sum_that_is_too_large_ends_the_run(
    spark: SparkSession, folders: Folders, plan: dict[str, Any], call: dict[str, Any]
) -> None:
    [span] = plan["book"]["services"]["AmazonChimeVoiceConnector"]["out"]
    span["holds"]["tiers"][0]["price"] = "1000000000.0000000000"
    most = {**call, "BillableDurationSeconds": 2**53 - 1}
    folders.put(f"{DAY}a", *({**most, "TransactionId": f"t{n}"} for n in range(3)))
    assert folders.rate(spark, plan) == []

    span["holds"]["tiers"][0]["price"] = "500000000000.0000000000"
    with pytest.raises(
        Exception, match=r"ARITHMETIC_OVERFLOW|cannot be represented|NUMERIC_VALUE_OUT_OF_RANGE"
    ):
        folders.rate(spark, {**plan, "runId": "two"})


def test_a_plan_is_carried_out_once(
    spark: SparkSession, folders: Folders, plan: dict[str, Any], call: dict[str, Any]
) -> None:
    folders.put(f"{DAY}a", call)
    assert folders.rate(spark, plan) == []
    (folders.cdrs / DAY / "a").unlink()

    assert folders.rate(spark, plan) == []

    assert len(folders.published("rated.csv")) == 1


def test_another_attempt_at_a_run_has_a_folder_of_its_own(
    spark: SparkSession, folders: Folders, plan: dict[str, Any], call: dict[str, Any]
) -> None:
    folders.put(f"{DAY}a", call)
    begun = folders.out / WINDOW / "one/begun.txt"
    begun.parent.mkdir(parents=True)
    begun.touch()

    assert folders.rate(spark, plan) == []

    [row] = folders.published("rated.csv")
    assert re.fullmatch("one-[0-9a-f]{8}", row["run_id"])
    assert begun.exists()


def test_a_large_file_is_published_in_parts_with_headings(
    spark: SparkSession, folders: Folders, plan: dict[str, Any], call: dict[str, Any]
) -> None:
    for name in "abcd":
        folders.put(f"{DAY}{name}", {**call, "TransactionId": f"t{name}", "CallId": f"c{name}"})

    assert folders.rate(spark, plan, one_file_up_to=600) == []

    manifest = json.loads((folders.out / f"{WINDOW}.json").read_text())
    entries = [file for file in manifest["files"] if file["name"] == "rated.csv"]
    parts = [(folders.out / file["path"]).read_text().splitlines() for file in entries]
    assert [file["part"] for file in entries] == [1, 2]
    assert {lines[0] for lines in parts} == {",".join(RATED_COLUMNS)}
    assert [line.split(",")[1] for lines in parts for line in lines[1:]] == [
        f"{DAY}{name}" for name in "abcd"
    ]
    addresses = (folders.out / "athena" / f"window={WINDOW}" / "files.txt").read_text().splitlines()
    assert addresses == [f"s3://results/rated/{file['path']}" for file in entries]


def test_a_large_object_is_rated_by_several_tasks(
    spark: SparkSession, folders: Folders, plan: dict[str, Any], call: dict[str, Any]
) -> None:
    calls = [{**call, "TransactionId": f"t{n}", "CallId": f"c{n}"} for n in range(20)]
    odd = [{**calls[3], "Status": "Other"}, {**call, "TransactionId": 5}, {**calls[4], "Direction": "ü"}]
    folders.put(f"{DAY}a", *calls[:15], "", calls[2], *odd, *calls[15:])
    limits = {"unrated": 1, "rejected": 1, "conflict": 1}

    def run(name: str, bytes_a_task: int) -> dict[str, list[str]]:
        given = {**plan, "limits": limits, "runId": name}
        assert folders.rate(spark, given, one_file_up_to=600, bytes_a_task=bytes_a_task) == []
        manifest = json.loads((folders.out / f"{WINDOW}.json").read_text())
        texts: dict[str, list[str]] = {}
        for file in manifest["files"]:
            text = (folders.out / file["path"]).read_text().replace(name, "")
            texts.setdefault(file["name"], []).append(text)
        return texts

    one, many = run("one", 1 << 20), run("two", 1_000)

    assert len(one.pop("rated.csv")) == 1
    parts = many.pop("rated.csv")
    rows = [row for part in parts for row in csv.DictReader(part.splitlines())]
    assert len(parts) == 10  # of 11 tasks; one has only copies
    assert [int(row["position"]) for row in rows] == [*range(15), *range(19, 24)]
    assert [row["transaction_id"] for row in rows] == [f"t{n}" for n in range(20)]
    for name in ("duplicates.csv", "conflicts.csv", "rejected.csv", "usage.csv", "summary-by-number.csv"):
        assert many[name] == one[name]


def test_usual_copies_are_found_beside_unusual_ones(
    spark: SparkSession, folders: Folders, plan: dict[str, Any], call: dict[str, Any]
) -> None:
    folders.put(f"{DAY}a", call, {**call, "TransactionId": "t2", "CallId": "c2"})
    folders.put(f"{DAY}b", {**call, "BillableDurationSeconds": "60"})
    folders.put(f"{DAY}c", dict(reversed(call.items())), {**call, "Status": "Other"})

    assert folders.rate(spark, {**plan, "limits": {"unrated": 0, "rejected": 0, "conflict": 1}}) == []

    def places(name: str) -> list[tuple[str, str]]:
        return [(row["source_key"], row["position"]) for row in folders.published(name)]

    assert places("rated.csv") == [(f"{DAY}a", "0"), (f"{DAY}a", "1")]
    assert places("duplicates.csv") == [(f"{DAY}b", "0"), (f"{DAY}c", "0")]
    assert places("conflicts.csv") == [(f"{DAY}c", "1")]


@pytest.mark.usefixtures("spark")
def test_the_shell_says_why_and_ends_with_1(
    folders: Folders,
    plan: dict[str, Any],
    call: dict[str, Any],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    window = plan["window"]
    of_july = {**call, "TransactionId": "t2", "CallId": "c2", "StartTimeEpochSeconds": window["end"]}
    of_may = {**call, "TransactionId": "t3", "CallId": "c3", "StartTimeEpochSeconds": window["start"] - 1}
    folders.put(f"{DAY}a", "garbage", call, of_july)
    folders.put(f"{NEXT_DAY}a", of_may)
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan))
    words = ["--JOB_NAME", "x", "--plan", str(path), "--cdrs", str(folders.cdrs), "--out", str(folders.out)]

    assert main(words) == 1
    said = capsys.readouterr()
    too_old = "must be 0, not 1: no run will rate these records. Look back further"
    too_far_ahead = (
        "must be 0, not 1: the run of an earlier window did not find these records. "
        "Look ahead further, and rate that window again"
    )
    for line in (
        "rejected must be at most 0 of the documents, not 1 of 2 (allow it with limits.rejected)",
        f"too-old {too_old} (allow it with lookBackDays)",
        f"too-far-ahead {too_far_ahead} (allow it with lookAheadDays)",
        f"  rejected: document 0 of {DAY}a: not-json: must be JSON",
        f"  outside: document 2 of {DAY}a: too-old",
        f"  outside: document 0 of {NEXT_DAY}a: too-far-ahead",
        f"  All of them, and the report, are in refused/{WINDOW}/",
    ):
        assert line in said.err.splitlines()
    assert json.loads(said.out) == {
        "level": "error",
        "message": "Refused to publish a window",
        "window": WINDOW,
        "runId": "one",
        "issues": [
            {"path": "rejected", "message": "must be at most 0 of the documents, not 1 of 2"},
            {"path": "too-old", "message": too_old},
            {"path": "too-far-ahead", "message": too_far_ahead},
        ],
        "offenders": [
            {
                "outcome": "rejected",
                "source": f"{DAY}a",
                "position": 0,
                "reason": "not-json: must be JSON",
            },
            {"outcome": "outside", "source": f"{DAY}a", "position": 2, "reason": "too-old"},
            {"outcome": "outside", "source": f"{NEXT_DAY}a", "position": 0, "reason": "too-far-ahead"},
        ],
        "evidence": f"refused/{WINDOW}/",
    }


@pytest.mark.usefixtures("spark")
def test_the_shell_says_what_a_window_came_to(
    folders: Folders,
    plan: dict[str, Any],
    call: dict[str, Any],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folders.put(f"{DAY}a", call)
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan))

    assert main(["--plan", str(path), "--cdrs", str(folders.cdrs), "--out", str(folders.out)]) == 0

    said = json.loads(capsys.readouterr().out)
    assert (said["message"], said["rated"], said["unrated"], said["late"], said["cost"]) == (
        "Rated a window",
        1,
        0,
        0,
        "0.0048000000",
    )
    assert not (folders.out / "athena").exists()
