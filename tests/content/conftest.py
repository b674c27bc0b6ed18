"""LibreOffice begins before the tests that need it not: it takes long."""

import shutil
import subprocess

import pytest

from program import CASES, published, temporary


@pytest.fixture(scope="session", autouse=True)
def libreoffice(request):
    """The document it reads, the folder it writes its text to, its process;
    only where a test waits for that."""
    if not shutil.which("soffice") or not any(
            item.name == "test_libreoffice_reads_it_in_order"
            for item in request.session.items):
        yield None
        return
    docx = published(CASES / "standard/resume.json") / "resume.docx"
    folder = temporary()
    process = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{folder}/lo", "--headless",
         "--convert-to", "txt:Text", "--outdir", folder, docx],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield docx, folder, process
    process.kill()
    process.wait()
