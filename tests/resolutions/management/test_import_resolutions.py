"""`manage.py import_resolutions`: files that it imports, its report, and interrupted imports."""

import os
import re
import signal
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from resolutions.corpus import PreparedEdition, prepare
from resolutions.management.commands import import_resolutions
from resolutions.models import Edition, Paragraph, Resolution

from ...processes import count_of, environment_in, manage, start
from ...texts import DATA, FIXTURES, text
from ...word import docx, p

pytestmark = pytest.mark.django_db(transaction=True)
NOVEL = (
    "话说天下大势，分久必合，合久必分。周末七国分争，并入于秦。及秦灭之后，楚、汉分争，又并入于汉。\n" * 20
)


def run(*arguments: str | Path, jobs: int = 1) -> dict[str, str]:
    """Run an import. Return the counts of its report by label, its output as "" and its error as "error"."""
    out = StringIO()
    error = ""
    try:
        call_command("import_resolutions", *map(str, arguments), jobs=jobs, stdout=out, verbosity=0)
    except CommandError as raised:
        error = f"{raised} {raised.returncode}"
    counts = dict(re.findall(r"^(新增|新版本|未变|失败)\s+([\d,]+) 件$", out.getvalue(), re.MULTILINE))
    return counts | {"": out.getvalue(), "error": error}


def expected_counts(new: int = 0, edition: int = 0, unchanged: int = 0, failed: int = 0) -> dict[str, str]:
    return {"新增": str(new), "新版本": str(edition), "未变": str(unchanged), "失败": str(failed)}


def counts(result: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in result.items() if key not in ("", "error")}


def write_resolutions(folder: Path, count: int, long: int = 1) -> Path:
    """Write so many resolutions to a folder, each with `long` operative paragraphs. Return the folder."""
    folder.mkdir(exist_ok=True)
    for i in range(1, count + 1):
        paragraphs = [f"{n}. 请秘书长就灯塔{i}提出第{n}次报告；" for n in range(1, long + 1)]
        (folder / f"{i:03}.txt").write_text(text(*paragraphs, head=f"70/{i}. 灯塔{i}"))
    return folder


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_second_import_finds_all_files_unchanged(jobs: int) -> None:
    assert counts(run(FIXTURES, jobs=jobs)) == expected_counts(new=5)
    assert counts(run(FIXTURES, jobs=jobs)) == expected_counts(unchanged=5)
    assert Edition.objects.count() == 5


def test_a_file_named_twice_is_imported_once(tmp_path: Path) -> None:
    folder = write_resolutions(tmp_path / "texts", 3)
    (folder / "deep").mkdir()
    (folder / "deep" / "page.HTML").write_text(
        f"<html><body><pre>{text('1. 请秘书长报告。', head='70/9. 网')}</pre></body></html>"
    )
    (folder / "draft.docx").write_bytes(
        docx(p("70/8. 词"), p("大会，"), p("回顾其决议，"), p("1. 请秘书长报告。"))
    )
    (folder / "~$draft.docx").write_bytes(b"lock file of Word")
    (folder / "notes.md").write_text("不是决议")
    assert counts(run(folder, folder / "001.txt", folder / "deep")) == expected_counts(new=5)


def test_different_bytes_of_a_document_become_a_new_edition(tmp_path: Path) -> None:
    file = tmp_path / "70-1.txt"
    file.write_text(text("1. 请秘书长报告。"))
    run(file)
    file.write_text(text("1. 请秘书长提出报告。"))
    assert counts(run(file)) == expected_counts(edition=1)
    assert Edition.objects.count() == 2


def test_a_bad_file_is_reported_and_the_others_are_imported(tmp_path: Path) -> None:
    folder = write_resolutions(tmp_path / "texts", 2)
    (folder / "000 novel.txt").write_text(NOVEL)
    (folder / "001 empty.txt").write_text("")
    result = run(folder)
    assert counts(result) == expected_counts(new=2, failed=2)
    assert re.search(r"000 novel\.txt：这不像一件决议", result[""])
    assert re.search(r"001 empty\.txt：.*空", result[""])
    assert result["error"] == "2 件未能导入。 1"


def test_a_file_that_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    folder = write_resolutions(tmp_path / "texts", 1)
    (folder / "away.txt").symlink_to(folder / "nowhere")
    file = folder / "locked.txt"
    file.write_text("x")
    file.chmod(0)
    result = run(folder)
    readable_by_root = os.access(file, os.R_OK)
    assert counts(result) == expected_counts(new=1, failed=1)
    assert readable_by_root or "打不开：Permission denied" in result[""]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.txt"], "没有这个文件或文件夹：nowhere.txt"),
        (["resolutions/migrations"], "没有找到可导入的文件"),
        (["fixtures", "--jobs", "0"], "--jobs 至少是 1"),
    ],
)
def test_bad_arguments_are_refused_with_a_message(arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("import_resolutions", *arguments)


def test_pdf_files_in_a_folder_are_imported(tmp_path: Path) -> None:
    (tmp_path / "draft.PDF").write_bytes((DATA / "pdf" / "ga-draft-c3-sponsors.pdf").read_bytes())
    assert counts(run(tmp_path)) == expected_counts(new=1)
    assert Paragraph.objects.count() == 5


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    folder = write_resolutions(tmp_path / "texts", 2)
    run(folder / "001.txt")
    (folder / "001.txt").write_text(text("1. 请秘书长提出报告。", head="70/1. 灯塔1"))
    result = run(folder, "--dry-run")
    assert counts(result) == expected_counts(new=1, edition=1)
    assert "没有写入任何内容" in result[""]
    assert Edition.objects.count() == 1


def test_a_progress_bar_is_drawn_only_on_a_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    call_command("import_resolutions", str(write_resolutions(tmp_path / "texts", 1)), jobs=1)
    assert "件/s" not in capfd.readouterr().err


def prepare_or_die(data: bytes, name: str) -> PreparedEdition:
    """Prepare a file as `prepare` does, but kill the process if it contains "killer"."""
    if b"killer" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    return prepare(data, name)


def test_a_file_that_kills_its_process_fails_and_the_others_are_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_resolutions, "prepare", prepare_or_die)
    folder = write_resolutions(tmp_path / "texts", 12)
    (folder / "004.txt").write_text("killer")
    (folder / "009.txt").write_text("killer")
    result = run(folder, jobs=2)
    assert counts(result) == expected_counts(new=10, failed=2)
    assert result[""].count("读取这个文件的进程中途退出。") == 2


def count_documents(environment: dict[str, str]) -> tuple[int, int, int]:
    """Count the documents, the documents with all 30 paragraphs, and the paragraphs in a database."""
    script = (
        "from resolutions.models import *\n"
        "whole = [e for e in Edition.objects.all() if e.paragraphs.count() == e.operative == 30 and e.source.text]\n"
        "print(Resolution.objects.count(), len(whole), Paragraph.objects.count())"
    )
    result = manage("shell", "--no-imports", "-c", script, environment=environment)
    total, whole, paragraphs = map(int, result.stdout.split())
    return total, whole, paragraphs


def test_a_killed_import_leaves_whole_documents_and_the_next_run_completes_it(tmp_path: Path) -> None:
    environment = environment_in(tmp_path)
    folder = write_resolutions(tmp_path / "texts", 60, long=30)
    assert manage("migrate", "-v0", environment=environment).returncode == 0
    totals = [0]
    for seconds in (0.0, 0.02, 0.05):
        process = start("import_resolutions", folder, "--jobs", "2", environment=environment)
        while count_of("resolutions_resolution", environment) == totals[-1] and process.poll() is None:
            time.sleep(0.005)
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        total, whole, paragraphs = count_documents(environment)
        assert (whole, paragraphs) == (total, 30 * total)
        totals.append(total)
    assert totals[1] < 60, "the first run was killed before its end"
    assert totals == sorted(totals)
    result = manage("import_resolutions", folder, environment=environment)
    assert result.returncode == 0, result.stdout
    assert count_documents(environment) == (60, 60, 1800)


def reported(output: str, label: str) -> int:
    """Return the count that the report of an import gives for a label."""
    match = re.search(rf"{label}\s+(\d+) 件", output)
    assert match, output
    return int(match[1])


def test_two_concurrent_imports_create_each_document_once(tmp_path: Path) -> None:
    environment = environment_in(tmp_path)
    folder = write_resolutions(tmp_path / "texts", 40)
    assert manage("migrate", "-v0", environment=environment).returncode == 0
    imports = [
        start("import_resolutions", folder, "--jobs", "1", environment=environment) for _number in range(2)
    ]
    outputs = [process.communicate(timeout=120)[0] for process in imports]
    assert [process.returncode for process in imports] == [0, 0], outputs
    assert sum(reported(output, "新增") for output in outputs) == 40
    assert sum(reported(output, "未变") for output in outputs) == 40


def test_imported_documents_have_the_symbols_titles_and_texts_of_the_files(tmp_path: Path) -> None:
    run(write_resolutions(tmp_path / "texts", 2, long=3))
    assert list(Resolution.objects.order_by("order_key").values_list("symbol", "title")) == [
        ("A/RES/70/1", "灯塔1"), ("A/RES/70/2", "灯塔2"),
    ]  # fmt: skip
    assert Paragraph.objects.filter(ident="op3", text="请秘书长就灯塔2提出第3次报告；").exists()
