"""The Debian package: what is in it, and that it is the same bytes again."""

import gzip
import os
import re
import shutil
import subprocess

import pytest

from project import BUILD, TOP, run

RELEASE = BUILD.parent / "release"

pytestmark = [
    pytest.mark.skipif(shutil.which("dpkg-deb") is None,
                       reason="dpkg is not installed"),
    pytest.mark.skipif(not (RELEASE / "bin/resume-sshd").exists(),
                       reason="build/release is not built"),
]


def manifest():
    """When the list was written from which an installation is uninstalled, or
    False without one: cpack must leave it as it is."""
    path = RELEASE / "install_manifest.txt"
    return path.exists() and path.stat().st_mtime_ns


def pack(folder, time_zone, umask=0o022):
    before = manifest()
    result = subprocess.run(
        ["cpack", "-B", folder, "-D",
         "CPACK_DEBIAN_PACKAGE_SHLIBDEPS=OFF"],  # which takes a second
        cwd=RELEASE, capture_output=True, text=True, umask=umask,
        env={**os.environ, "TZ": time_zone, "DEBFULLNAME": "Ada Mercer",
             "DEBEMAIL": "ada@example.com"})
    assert result.returncode == 0, result.stdout + result.stderr
    assert manifest() == before
    (package,) = folder.glob("*.deb")
    return package


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    return pack(tmp_path_factory.mktemp("package"), "UTC")


def field(package, name):
    return run("dpkg-deb", "--field", package, name).stdout.strip()


def test_package_is_reproducible(package, tmp_path):
    again = pack(tmp_path, "Pacific/Auckland", umask=0o077)
    assert again.name == package.name
    assert again.read_bytes() == package.read_bytes()


def test_version_is_that_of_the_programs(package):
    """apt installs a package only over one with a lower version."""
    version = field(package, "Version")
    assert package.name.startswith(f"resume-sshd_{version}_")
    output = run(RELEASE / "bin/resume-sshd", "--version").stdout
    assert output == f"resume-sshd {version}\n"
    run("dpkg", "--compare-versions", version, "gt", version.split("+")[0])


def version_of(release, libssh, folder):
    """The version of a build of the same source."""
    output = folder / "version.c"
    run("cmake", "-D", f"SOURCE={TOP}", "-D", f"RELEASE={release}", "-D",
        f"LIBSSH={libssh}", "-D", f"OUTPUT={output}", "-P",
        TOP / "sshd/base/version.cmake")
    return re.search('"(.*)";', output.read_text())[1]


def test_each_newer_build_is_an_upgrade(tmp_path):
    """A build in which only libssh is newer counts, too, even by a revision of
    its package."""
    builds = [("0.2.0", "0.9.8"), ("0.2.0", "0.12.2-1"),
              ("0.2.0", "0.12.2-1+deb13u1"), ("0.2.0", "0.12.10"),
              ("0.2.1", "0.12.2")]
    versions = [version_of(*build, tmp_path) for build in builds]
    for before, after in zip(versions, versions[1:]):
        run("dpkg", "--compare-versions", before, "lt", after)


def test_news_begin_with_the_version_that_is_built():
    news = re.search(r"^## (\S+)(.*)$", (TOP / "NEWS.md").read_text(), re.M)
    project = re.search(r"^project\(resume-sshd VERSION (\S+)",
                        (TOP / "CMakeLists.txt").read_text(), re.M)
    assert news[1] == project[1]
    assert news[2] == ""


def test_package_has_what_policy_asks_for(package, tmp_path):
    run("dpkg-deb", "--raw-extract", package, tmp_path)
    documents = tmp_path / "usr/share/doc/resume-sshd"
    for name in "changelog.gz", "copyright", "NEWS.md.gz", \
            "resume-sshd.spdx.gz", "examples/haproxy.cfg":
        assert (documents / name).is_file(), name
    assert sorted(page.name for page in tmp_path.glob("usr/share/man/*/*")) \
        == ["resume-publish.1.gz", "resume-sshd-keygen.8.gz",
            "resume-sshd.8.gz", "resume-sshd.conf.5.gz", "resume-ui.1.gz",
            "resume.json.5.gz"]
    assert "BINDIR" not in (
        tmp_path / "usr/lib/systemd/system/resume-sshd.service").read_text()
    assert "#MaxSessions 200\n" in (
        tmp_path / "etc/resume-sshd/resume-sshd.conf").read_text()
    changelog = gzip.decompress(
        (documents / "changelog.gz").read_bytes()).decode()
    assert changelog.startswith(
        f"resume-sshd ({field(package, 'Version')}) ")
    assert field(package, "Maintainer") == "Ada Mercer <ada@example.com>"
    assert "\n -- Ada Mercer <ada@example.com>  " in changelog
    for script in "postinst", "prerm", "postrm":
        assert (tmp_path / "DEBIAN" / script).stat().st_mode & 0o777 == 0o755


def test_completion_knows_the_options_of_help(package, tmp_path):
    run("dpkg-deb", "--extract", package, tmp_path)
    program = RELEASE / "bin/resume-sshd"
    output = run("bash", "-c", f"""
        . {tmp_path}/usr/share/bash-completion/completions/resume-sshd
        COMP_WORDS=({program} --idle-) COMP_CWORD=1
        _resume {program}
        echo "${{COMPREPLY[*]}}"
        for words in "--log-format j" "--log-format = j" "--log-format ="; do
            COMP_WORDS=({program} $words) COMP_CWORD=${{#COMP_WORDS[@]}}
            ((COMP_CWORD--))
            _resume {program}
            echo "${{COMPREPLY[*]}}"
        done""").stdout
    assert output == "--idle-timeout\njson\njson\ntext json\n"


def test_source_of_this_commit_is_one_archive(tmp_path):
    """A build of the archive has the version in the archive's name."""
    if not (TOP / ".git").exists():
        pytest.skip("not a checkout")
    run("cmake", "-D", f"SOURCE={TOP}", "-D", "RELEASE=9.8", "-D",
        f"FOLDER={tmp_path}", "-P", TOP / "systemd/package/source.cmake")
    (archive,) = tmp_path.glob("resume-sshd-9.8+*.tar.gz")
    run("tar", "-C", tmp_path, "-xf", archive)
    source = tmp_path / archive.name.removesuffix(".tar.gz")
    run("cmake", "-D", f"SOURCE={source}", "-D", "RELEASE=9.8", "-D",
        f"OUTPUT={tmp_path}/version.c", "-P",
        source / "sshd/base/version.cmake")
    version = (tmp_path / "version.c").read_text()
    assert f'"{archive.name.removesuffix(".tar.gz")[len("resume-sshd-"):]}"' \
        in version


def test_build_goes_on_without_the_newer_libssh(tmp_path):
    """The source of libssh is not available; a removed build/libssh is
    noticed."""
    (tmp_path / "sshd").mkdir()
    for name in "setup.sh", "libssh.sh", "suite.sh":
        shutil.copy(TOP / "sshd" / name, tmp_path / "sshd")
    apt = tmp_path / "bin/apt-get"
    apt.parent.mkdir()
    apt.write_text("#!/bin/sh\nexit 100\n")
    apt.chmod(0o755)
    result = subprocess.run(
        ["sh", "-euc", '. "$top/sshd/setup.sh"; has_libssh() { return 1; }; '
         "make_libssh; make_libssh"], capture_output=True, text=True,
        env={"top": str(tmp_path), "PATH": f"{apt.parent}:/usr/bin:/bin"})
    assert result.returncode == 0, result.stderr
    assert result.stdout.count("cannot build libssh") == 1
    assert "using the installed one" in result.stdout
    if (TOP / "build/libssh/lib/libssh.a").exists():
        assert re.search(r"^build [^:\n]*libssh\.a[^:\n]*: phony",
                         (RELEASE / "build.ninja").read_text(), re.M)
