"""Intake: identify by content, count, hash, refuse with a reason."""

import hashlib
import io
import json
import os
import pickle
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from ingestio_core.contents import counting
from ingestio_core.errors import IngestError
from ingestio_core.intake import FoundFile, inspect_file, inspect_many, walk
from ingestio_core.limits import MediaType

ROBUSTNESS = Path(__file__).resolve().parents[3] / "shared" / "data" / "robustness"
EINVOICES = Path(__file__).resolve().parents[3] / "shared" / "data" / "invoices-zugferd" / "xml"
CII = "urn:un:unece:uncefact:data:standard:"
UBL = "urn:oasis:names:specification:ubl:schema:xsd:"


def pdf(pages: int = 1, encryption: pikepdf.Encryption | None = None, *, linearize: bool = False) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    out = io.BytesIO()
    document.save(out, encryption=encryption or False, linearize=linearize)
    return out.getvalue()


def image(kind: str, size: tuple[int, int] = (300, 200)) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(out, kind)
    return out.getvalue()


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "content")
    return out.getvalue()


def inspect(folder: Path, content: bytes, name: str = "file.bin"):
    path = folder / name
    path.write_bytes(content)
    return inspect_file(path)


def refusal(folder: Path, content: bytes, name: str = "file.pdf") -> tuple[str, str]:
    result = inspect(folder, content, name)
    assert not result.accepted
    assert result.error is not None
    return result.error.code, result.error.message


@pytest.mark.parametrize(
    ("content", "media_type", "pages"),
    [
        (pdf(3), MediaType.PDF, 3),
        (b"junk before it\n" + pdf(2), MediaType.PDF, 2),
        (image("JPEG"), MediaType.JPEG, 1),
        (image("PNG"), MediaType.PNG, 1),
        (f'<Invoice xmlns="{UBL}Invoice-2"/>'.encode(), MediaType.XML, 0),
        (f'<?xml version="1.0"?><x:CreditNote xmlns:x="{UBL}CreditNote-2"/>'.encode(), MediaType.XML, 0),
        (f'<Invoice xmlns="{UBL}Invoice-2"/>'.encode("utf-16"), MediaType.XML, 0),
        (
            f'<a:CrossIndustryInvoice xmlns:a="{CII}CrossIndustryInvoice:100"/>'.encode(),
            MediaType.XML,
            0,
        ),
        (b'<CrossIndustryDocument xmlns="urn:ferd:CrossIndustryDocument:invoice:1p0"/>', MediaType.XML, 0),
    ],
)
def test_content_decides_whatever_the_name(
    tmp_path: Path, content: bytes, media_type: MediaType, pages: int
) -> None:
    result = inspect(tmp_path, content, "something.txt")
    assert result.accepted
    assert (result.media_type, result.pages, result.size) == (media_type, pages, len(content))
    assert result.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Just some words\n", "a text file"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook"),
        (archive("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (archive("holiday.jpg"), "a ZIP archive"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"GIF89a" + bytes(20), "a GIF picture"),
        (b"II*\x00" + bytes(20), "a TIFF picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a WebP picture"),
        (b"\x00\x01\x02\x03", "no type of file that is known"),
        (b"<invoice/>", "no e-invoice"),
        (b"<<< not xml", "no e-invoice"),
    ],
)
def test_other_types_are_named(tmp_path: Path, content: bytes, words: str) -> None:
    code, message = refusal(tmp_path, content)
    assert code == "type_not_allowed"
    assert words in message


def test_empty_file(tmp_path: Path) -> None:
    assert refusal(tmp_path, b"")[0] == "file_empty"


def test_too_large_says_size_and_limit(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    result = inspect_file(path)
    assert result.error is not None
    assert result.error.code == "file_too_large"
    assert "50.1 MB" in result.error.message
    assert "50 MB" in result.error.message
    assert result.size == 50 * 1024 * 1024 + 1


def test_limit_is_inclusive(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(pdf())
    size = path.stat().st_size
    assert inspect_file(path, max_bytes=size).accepted
    assert not inspect_file(path, max_bytes=size - 1).accepted


def test_large_file_is_streamed_and_counted(tmp_path: Path) -> None:
    content = pdf(4)
    content += b"\n%" + b"x" * (17 * 1024 * 1024)
    result = inspect(tmp_path, content)
    # The trailer is no longer near the end, so readers rebuild it.
    assert result.accepted
    assert result.pages == 4
    assert result.sha256 == hashlib.sha256(content).hexdigest()


def test_truncated_pdf_says_how_much_is_there(tmp_path: Path) -> None:
    content = pdf(5, linearize=True)
    code, message = refusal(tmp_path, content[: len(content) * 30 // 100])
    assert code == "file_damaged"
    assert "30 %" in message or "29 %" in message


def test_a_stated_page_count_is_not_believed(tmp_path: Path) -> None:
    content = pdf(2).replace(b"/Count 2", b"/Count 2000000")
    assert inspect(tmp_path, content).pages == 2


def test_pdf_without_pages_is_damaged(tmp_path: Path) -> None:
    code, message = refusal(tmp_path, pdf(0))
    assert code == "file_damaged"
    assert "no pages" in message


def test_password_is_asked_only_where_one_is_needed(tmp_path: Path) -> None:
    locked = pdf(1, pikepdf.Encryption(user="secret", owner="other"))
    code, message = refusal(tmp_path, locked)
    assert code == "password_protected"
    assert "without the password" in message
    assert inspect(tmp_path, pdf(2, pikepdf.Encryption(user="", owner="other"))).pages == 2


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_truncated_images_are_damaged(tmp_path: Path, kind: str, share: float) -> None:
    content = image(kind)
    assert refusal(tmp_path, content[: int(len(content) * share)])[0] == "file_damaged"


def test_flipped_byte_in_png_is_damaged(tmp_path: Path) -> None:
    content = bytearray(image("PNG"))
    content[len(content) // 2] ^= 0xFF
    assert refusal(tmp_path, bytes(content))[0] == "file_damaged"


def test_pictures_of_too_many_pixels_are_not_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MAX_IMAGE_PIXELS", 300 * 200 - 1)
    code, message = refusal(tmp_path, image("PNG"))
    assert code == "file_too_large"
    assert "300 × 200 pixels" in message


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for doctype in (
        f'<!DOCTYPE Invoice [<!ENTITY e SYSTEM "{secret.as_uri()}">]>',
        '<!DOCTYPE Invoice [<!ENTITY a "aaaaaaaaaa"><!ENTITY e "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ):
        content = f'{doctype}<Invoice xmlns="{UBL}Invoice-2" x="&e;">&e;</Invoice>'.encode()
        assert refusal(tmp_path, content)[0] == "type_not_allowed"


def test_broken_einvoice_is_damaged(tmp_path: Path) -> None:
    code, message = refusal(tmp_path, f'<Invoice xmlns="{UBL}Invoice-2">\n<a></Invoice>'.encode())
    assert code == "file_damaged"
    assert "line 2" in message


def test_missing_file_and_folder_do_not_raise(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.pdf", tmp_path):
        result = inspect_file(path)
        assert result.error is not None
        assert result.error.code == "file_unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes of POSIX")
def test_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    result = inspect_file(tmp_path / "pipe.pdf")
    assert result.error is not None
    assert result.error.code == "file_unreadable"
    assert list(walk([tmp_path])) == []


def test_inspect_many_keeps_order_and_pickles(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(2))
    (tmp_path / "b.pdf").write_bytes(b"text")
    broken = next(walk([tmp_path / "gone"]))
    found = [*walk([tmp_path]), broken]
    results = pickle.loads(pickle.dumps(inspect_many(pickle.loads(pickle.dumps(found)))))
    assert [result.path for result in results] == [file.path for file in found]
    assert [result.accepted for result in results] == [True, False, False]
    assert results[2].error == broken.error


@pytest.mark.skipif(not ROBUSTNESS.is_dir(), reason="the robustness files are not here")
def test_robustness_files() -> None:
    expected = json.loads((ROBUSTNESS / "expected.json").read_text())
    assert len(expected) == 153
    wrong = {}
    for name, entry in expected.items():
        result = inspect_file(ROBUSTNESS / name)
        verdict = entry["verdict"]
        if "pages" in verdict:
            good = result.accepted and result.pages == verdict["pages"]
        else:
            codes = {
                "password": {"password_protected"},
                # Three hold nothing but a few words: content says text, so the type is refused.
                "damaged": {"file_damaged"}
                | ({"type_not_allowed"} if is_words(ROBUSTNESS / name) else set()),
            }[verdict["refuse"]]
            good = result.error is not None and result.error.code in codes
        if not good:
            wrong[name] = (verdict, result)
    assert wrong == {}


def is_words(path: Path) -> bool:
    content = path.read_bytes()
    return len(content) < 30 and content.decode("ascii", "replace").replace(" ", "").strip().isalpha()


@pytest.mark.skipif(not EINVOICES.is_dir(), reason="the e-invoices are not here")
def test_real_einvoices_are_accepted() -> None:
    files = sorted(EINVOICES.glob("*.xml"))
    assert files
    refused = {file.name: inspect_file(file).error for file in files if not inspect_file(file).accepted}
    assert refused == {}


class TestWalk:
    def test_any_depth_sorted_with_folders(self, tmp_path: Path) -> None:
        top = tmp_path / "Dropped"
        for name in ("b.pdf", "A.pdf", "sub/same.pdf", "other/deep/er/same.pdf"):
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            (top / name).write_bytes(b"x")
        found = [(file.folder, file.path.name) for file in walk([top])]
        assert found == [
            ("Dropped", "A.pdf"),
            ("Dropped", "b.pdf"),
            ("Dropped/other/deep/er", "same.pdf"),
            ("Dropped/sub", "same.pdf"),
        ]

    def test_hidden_and_left_over_files_are_skipped(self, tmp_path: Path) -> None:
        for name in (".DS_Store", "Thumbs.db", "~$report.docx", ".git/config", "__MACOSX/a.pdf", "good.pdf"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(b"x")
        assert [file.path.name for file in walk([tmp_path])] == ["good.pdf"]

    def test_file_by_itself_has_no_folder(self, tmp_path: Path) -> None:
        (tmp_path / ".named.pdf").write_bytes(b"x")
        assert list(walk([tmp_path / ".named.pdf"])) == [FoundFile(tmp_path / ".named.pdf")]

    @pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
    def test_link_loops_end_and_broken_links_are_told(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "a" / "one.pdf").write_bytes(b"x")
        (tmp_path / "broken.pdf").symlink_to(tmp_path / "nothing")
        found = list(walk([tmp_path]))
        assert [file.path.name for file in found] == ["broken.pdf", "one.pdf"]
        assert found[0].error is not None
        assert found[0].error.code == "file_unreadable"

    @pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
    @pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
    def test_unreadable_folder_is_told_and_the_rest_goes_on(self, tmp_path: Path) -> None:
        (tmp_path / "closed").mkdir(mode=0)
        (tmp_path / "open").mkdir()
        (tmp_path / "open" / "a.pdf").write_bytes(b"x")
        found = list(walk([tmp_path]))
        assert [bool(file.error) for file in found] == [True, False]
        assert found[0].error is not None and found[0].error.code == "folder_unreadable"

    def test_folder_deeper_than_python_recurses(self, tmp_path: Path) -> None:
        here = tmp_path / "d"
        for _ in range(400):
            here = here / "d"
        try:
            here.mkdir(parents=True)
        except OSError:
            pytest.skip("the file system takes no such depth")
        (here / "a.pdf").write_bytes(b"x")
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(200)
        try:
            found = list(walk([tmp_path]))
        finally:
            sys.setrecursionlimit(limit)
        assert [file.path.name for file in found] == ["a.pdf"]

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes as a name")
    def test_undecodable_folder_can_be_sent(self, tmp_path: Path) -> None:
        (tmp_path / "bad\udcff").mkdir()
        (tmp_path / "bad\udcff" / "a.pdf").write_bytes(b"x")
        (file,) = walk([tmp_path])
        assert file.folder.encode()


def test_ingest_errors_pickle() -> None:
    error = pickle.loads(pickle.dumps(IngestError("code", "Title", "Message.", True)))
    assert (error.code, error.title, error.message, error.retryable) == ("code", "Title", "Message.", True)
