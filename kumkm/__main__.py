"""Command line: python -m kumkm build | check | deliveries | withdraw | diff | findings | query | analyse | …"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from kumkm import settings as project
from kumkm.commands import recording, registering
from kumkm.commands.output import write_json
from kumkm.errors import KumkmError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from kumkm.analysis.ingredients import Read
    from kumkm.domain.meeting import Proceedings
    from kumkm.export.contents import Contents
    from kumkm.ingest.delivery import Understood
    from kumkm.settings import Settings
    from kumkm.warehouse.auditing import Leak
    from kumkm.warehouse.checks import Finding
    from kumkm.warehouse.connection import Published

_LOCAL = "127.0.0.1"
_MOST_WORKERS = 32
_UPLOAD_MB = 200  # a list of a million cooperatives has 43
_OK, _HELD_BACK, _USAGE, _INFEASIBLE = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 is success, 1 something was held back, 2 a usage error or unreadable input, 3 no plan fits."""
    options = _parser().parse_args(arguments)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except KumkmError as error:
        print(error, file=sys.stderr)
        return _USAGE
    except BrokenPipeError:  # whoever reads has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _OK


class _Parser(argparse.ArgumentParser):
    """Answers a wrong call in Indonesian."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(_USAGE, f"Perintah salah atau tidak lengkap ({message}). Bantuan: python -m kumkm --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m kumkm", description="Gudang data KUMKM Sulawesi Tenggara.")
    commands = parser.add_subparsers(required=True, metavar="PERINTAH")
    places = _Parser(add_help=False)
    places.add_argument("--warehouse", help="folder gudang data (baku: KUMKM_WAREHOUSE atau data/warehouse)")
    places.add_argument("--raw", help="folder kiriman data (baku: KUMKM_RAW atau data/raw)")

    build = commands.add_parser("build", parents=[places], help="bangun dan terbitkan gudang data baru")
    _accepts(build)
    build.add_argument("--as-of", metavar="VERSI", help="bangun lagi keadaan buku kiriman ketika versi itu dibuat")
    build.add_argument("--publish", action="store_true", help="terbitkan juga yang dibangun dengan --as-of")
    build.set_defaults(run=recording.of_journal(_build))

    check = commands.add_parser("check", parents=[places], help="periksa kiriman tanpa menerbitkan")
    check.add_argument("files", nargs="+", metavar="BERKAS")
    check.add_argument("--json", metavar="KELUARAN", help="tulis temuan sebagai JSON ke berkas ini, - untuk layar")
    check.add_argument(
        "--understood", metavar="KELUARAN", help="tulis bagaimana setiap kolom dimengerti sebagai JSON, - untuk layar"
    )
    _accepts(check)
    check.set_defaults(run=_check)

    findings = commands.add_parser("findings", parents=[places], help="cetak temuan versi yang terbit")
    findings.add_argument("--json", metavar="KELUARAN", help="tulis sebagai JSON ke berkas ini, - untuk layar")
    findings.set_defaults(run=_findings)

    listing = commands.add_parser("deliveries", parents=[places], help="daftar kiriman dan apa yang terjadi padanya")
    listing.add_argument("--json", metavar="KELUARAN", help="tulis sebagai JSON ke berkas ini, - untuk layar")
    listing.set_defaults(run=_deliveries)
    withdraw = commands.add_parser(
        "withdraw", parents=[places], help="tarik satu kiriman; berlaku pada build berikutnya"
    )
    withdraw.add_argument("delivery", metavar="KIRIMAN", help="seperti tertulis pada deliveries")
    withdraw.add_argument("--why", required=True, metavar="TEKS", help="alasannya, untuk jurnal")
    withdraw.set_defaults(run=recording.of_journal(_withdraw))
    readmit = commands.add_parser("readmit", parents=[places], help="kembalikan kiriman yang ditarik")
    readmit.add_argument("delivery", metavar="KIRIMAN")
    readmit.set_defaults(run=recording.of_journal(_readmit))
    diff = commands.add_parser("diff", parents=[places], help="bandingkan angka dua versi, sel demi sel")
    diff.add_argument("first", metavar="VERSI", help="versi yang tersimpan, atau letak berkasnya")
    diff.add_argument("second", metavar="VERSI")
    diff.add_argument("--json", metavar="KELUARAN", help="tulis sebagai JSON ke berkas ini, - untuk layar")
    diff.set_defaults(run=_diff)

    audit = commands.add_parser("audit", help="uji apa yang terbit").add_subparsers(required=True, metavar="UJIAN")
    registering.register_audit(audit, places)
    secrecy = audit.add_parser(
        "secrecy",
        parents=[places],
        help="serang angka rahasia dengan semua yang terbit; keluar 1 bila ada yang terbuka",
    )
    secrecy.add_argument("--json", metavar="KELUARAN", help="tulis sebagai JSON ke berkas ini, - untuk layar")
    secrecy.add_argument(
        "--exports",
        action="store_true",
        help="cari juga di berkas yang dibawa pulang, seluruh provinsi dan tiap daerah",
    )
    secrecy.set_defaults(run=_audit_secrecy)

    builds = commands.add_parser("builds", parents=[places], help="daftar versi yang tersimpan")
    builds.set_defaults(run=_builds)
    rollback = commands.add_parser("rollback", parents=[places], help="kembali ke versi yang tersimpan")
    rollback.add_argument("build_id", metavar="VERSI")
    rollback.set_defaults(run=recording.of_journal(_rollback))

    query = commands.add_parser("query", parents=[places], help="cetak satu bacaan bernama")
    query.add_argument("name", metavar="NAMA", help="nama berkas di queries/reads tanpa .sql")
    query.add_argument("--param", action="append", default=[], metavar="KUNCI=NILAI")
    query.add_argument("--format", choices=("csv", "json"), default="csv")
    query.set_defaults(run=_query)

    analyse = commands.add_parser("analyse", parents=[places], help="cetak satu analisis bernama")
    analyse.add_argument("name", metavar="NAMA", help="nama analisis; nama yang salah dijawab dengan daftar yang ada")
    analyse.add_argument("--param", action="append", default=[], metavar="KUNCI=NILAI")
    analyse.add_argument("--format", choices=("csv", "json"), default="csv")
    analyse.set_defaults(run=_analyse)

    geo = commands.add_parser("geo", help="batas wilayah").add_subparsers(required=True, metavar="TINDAKAN")
    importer = geo.add_parser("import", parents=[places], help="ganti lapisan batas dengan lapisan resmi")
    importer.add_argument("file", metavar="BERKAS", help="GeoJSON, GPKG, atau shapefile")
    importer.add_argument("--code-field", metavar="KOLOM")
    importer.add_argument("--name-field", metavar="KOLOM")
    importer.add_argument("--source", metavar="TEKS", help="atribusi yang tertulis di peta (baku: nama berkas)")
    importer.set_defaults(run=_geo_import)
    shapes = geo.add_parser("shapes", parents=[places], help="tulis ulang static/geo setelah menyunting berkas di geo/")
    shapes.set_defaults(run=_geo_shapes)
    simulate = commands.add_parser("simulate", help="tulis kiriman simulasi ke satu folder")
    simulate.add_argument("--out", required=True, metavar="FOLDER", help="tempat menulis; berkas bernama sama diganti")
    simulate.add_argument(
        "--seed", type=int, default=74, metavar="N", help="benih acak; benih sama, isi sama (baku: 74)"
    )
    simulate.add_argument(
        "--scale", type=float, default=1.0, metavar="X", help="pengali jumlah usaha; 260 setara 65 juta (baku: 1)"
    )
    simulate.add_argument("--clean", action="store_true", help="tanpa kesalahan yang ditanam")
    simulate.set_defaults(run=_simulate)
    template = commands.add_parser("template", parents=[places], help="tulis formulir kosong untuk pengirim data")
    template.add_argument("kind", metavar="JENIS", help="jenis kiriman; yang salah dijawab dengan daftar yang ada")
    template.add_argument("--out", required=True, metavar="BERKAS", help=".xlsx; untuk tarikan SIDT .csv")
    template.add_argument("--year", type=int, metavar="TAHUN", help="tahun data (baku: yang lazim untuk jenis itu)")
    template.add_argument("--force", action="store_true", help="ganti berkas yang sudah ada")
    template.set_defaults(run=_template)
    export = commands.add_parser("export", help="tulis berkas untuk dibawa pulang").add_subparsers(
        required=True, metavar="BENTUK"
    )
    _exports_of_a_build(export, places)
    _exports_of_meetings(export, places)
    serve = commands.add_parser(
        "serve", parents=[places], help="jalankan dashboard, juga untuk perangkat lain di ruang rapat"
    )
    serve.add_argument(
        "--listen", default=_LOCAL, metavar="ALAMAT", help="alamat yang didengar (baku: laptop ini saja)"
    )
    serve.add_argument("--port", type=int, default=8501, metavar="NOMOR", help="nomor porta (baku: 8501)")
    serve.add_argument(
        "--workers", type=int, default=1, metavar="N", help="berapa proses melayani, untuk ruangan penuh (baku: 1)"
    )
    serve.set_defaults(run=_serve)
    docs = commands.add_parser(
        "docs", parents=[places], help="tulis ulang kamus indikator, aturan, dan analisis di docs/"
    )
    docs.set_defaults(run=_docs)
    registering.register(commands, places)
    return parser


def _exports_of_a_build(export: argparse._SubParsersAction[_Parser], places: _Parser) -> None:
    """Files of the published build, or of one that is kept, of the province or of one region."""
    usual, until = "tahun data (baku: yang terakhir untuk koperasi)", "angka terakhir sampai tahun ini (baku: semuanya)"
    one = "kode daerah, misalnya 74.01 (baku: provinsi)"
    for name, words, ending, region, year, run in (
        ("workbook", "buku kerja statistik (XLSX) satu tahun", ".xlsx", one, usual, _export_workbook),
        (
            "profile",
            "lembar profil daerah (PDF), satu halaman A4 per daerah",
            ".pdf",
            "kode daerah (baku: semua daerah, satu berkas)",
            until,
            _export_profile,
        ),
        ("deck", "salindia (PPTX) provinsi, atau satu daerah", ".pptx", one, usual, _export_deck),
        (
            "leave-behind",
            "satu halaman HTML untuk dibuka di telepon tanpa internet",
            ".html",
            "daerah yang terbuka lebih dahulu",
            until,
            _export_leave_behind,
        ),
    ):
        made = export.add_parser(name, parents=[places], help=words)
        made.add_argument("--out", required=True, metavar="BERKAS", help=ending)
        made.add_argument("--region", default="74", metavar="KODE", help=region)
        made.add_argument("--year", type=int, metavar="TAHUN", help=year)
        made.add_argument("--build", metavar="VERSI", help="versi yang tersimpan (baku: yang terbit)")
        made.add_argument("--force", action="store_true", help="ganti berkas yang sudah ada")
        if run is _export_deck:
            of_meeting = "rapat yang keputusannya dimuat (baku: yang berlangsung, atau yang terakhir, bila ada)"
            made.add_argument("--meeting", metavar="ID", help=of_meeting)
            made.add_argument(
                "--scenario", metavar="ALAMAT", help="skenario yang dimuat: alamat Simulasi pagu, sejak tanda tanya"
            )
        made.set_defaults(run=recording.of_export(name, run))


def _exports_of_meetings(export: argparse._SubParsersAction[_Parser], places: _Parser) -> None:
    """What a meeting leaves on paper: of the one under way, else of the last one, on the build it was pinned to."""
    for name, words, run in (
        ("berita-acara", "Berita Acara (PDF, DOCX): yang disepakati, untuk ditandatangani", _letter),
        ("minutes", "notulen rapat (PDF, DOCX): semua keputusan, alasan, dan tindak lanjut", _letter),
        ("proposals", "daftar usulan yang disepakati untuk kementerian (XLSX)", _export_proposals),
    ):
        made = export.add_parser(name, parents=[places], help=words)
        made.add_argument(
            "--out", required=True, metavar="BERKAS", help=".pdf atau .docx" if run is _letter else ".xlsx"
        )
        if run is _letter:
            made.add_argument("--region", default="74", metavar="KODE", help="kode daerah (baku: provinsi)")
        made.add_argument("--meeting", metavar="ID", help="rapat (baku: yang berlangsung, atau yang terakhir)")
        made.add_argument("--force", action="store_true", help="ganti berkas yang sudah ada")
        made.set_defaults(run=recording.of_export(name, run), kind=name)


def _accepts(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--accept", action="append", default=[], metavar="KATA", help="terima kata yang tidak dikenal dalam kiriman ini"
    )


def _serve(options: argparse.Namespace) -> int:
    """Say what is opened, and become the server. Elsewhere than on this machine only who signs in may publish."""
    settings = project.load(options.warehouse, options.raw)
    if not 1 <= options.port <= 65535:
        raise UsageError(f"--port {options.port}: yang diharapkan bilangan 1 sampai 65535.")
    if not 1 <= options.workers <= _MOST_WORKERS:
        raise UsageError(f"--workers {options.workers}: yang diharapkan bilangan 1 sampai {_MOST_WORKERS}.")
    environment = {"KUMKM_WAREHOUSE": str(settings.warehouse.resolve()), "KUMKM_RAW": str(settings.raw.resolve())}
    environment["KUMKM_LOG"] = os.environ.get("KUMKM_LOG", "json")
    from kumkm.commands import roles

    local, asks = _is_local(options.listen), roles.asks()
    if options.workers > 1:
        from kumkm.server import workers

        workers.proxy()  # says what is missing before anything is promised
    if local:
        print(f"Dashboard di http://{_LOCAL}:{options.port}, hanya untuk laptop ini.")
    else:
        print(f"Terbuka bagi siapa pun yang mencapai {options.listen} porta {options.port}: {_opened(asks)}")
    if not (local or asks):
        environment["KUMKM_UPLOADS"] = "0"
    sys.stdout.flush()
    os.chdir(project.PROJECT_ROOT)
    command = partial(_server_command, uploads=settings.uploads and (local or asks))
    if options.workers == 1:
        os.execve(sys.executable, command(options.listen, options.port), os.environ | environment)
    return workers.run(
        options.listen, options.port, options.workers, partial(command, _LOCAL), os.environ | environment
    )


def _opened(asks: bool) -> str:
    """What whoever reaches the server finds open."""
    if asks:
        return "mereka diminta masuk, dan perannya yang menentukan. Ctrl+C menutupnya."
    return (
        "mereka melihat semua angka, mengunduh, dan mengikuti rapat. Menerbitkan dimatikan; memimpin rapat perlu "
        "kodenya. Ctrl+C menutupnya."
    )


def _server_command(listen: str, port: int, uploads: bool) -> list[str]:
    told = {
        "server.address": listen,
        "server.port": str(port),
        "server.headless": "true",
        "server.maxUploadSize": str(_UPLOAD_MB if uploads else 1),
        "logger.hideWelcomeMessage": "true",
    }
    flags = [text for name, value in told.items() for text in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", "app.py", *flags]


def _is_local(address: str) -> bool:
    import ipaddress

    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        raise UsageError(f"--listen {address}: yang diharapkan alamat IP, misalnya 0.0.0.0 untuk semua.") from None


def _docs(_options: argparse.Namespace) -> int:
    import tomllib

    from kumkm.export.analyses import analyses_markdown
    from kumkm.export.dictionary import indicator_dictionary_markdown
    from kumkm.export.rules import rules_markdown
    from kumkm.warehouse import checks

    settings = project.load()
    parameters = tomllib.loads(settings.parameters.read_text(encoding="utf-8"))
    pages = {
        "analisis.md": analyses_markdown(),
        "indikator.md": indicator_dictionary_markdown(),
        "pemeriksaan.md": rules_markdown(checks.rules(settings), parameters),
    }
    for name, text in pages.items():
        (project.PROJECT_ROOT / "docs" / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"docs/{name} ditulis ulang.")
    return _OK


def _simulate(options: argparse.Namespace) -> int:
    from pathlib import Path

    from kumkm.simulate import simulate

    reference = project.load().reference
    out = Path(options.out)
    files = simulate(out, seed=options.seed, scale=options.scale, clean=options.clean, reference=reference)
    print(f"{len(files)} berkas simulasi ditulis ke {out}.")
    return _OK


def _template(options: argparse.Namespace) -> int:
    from datetime import date
    from pathlib import Path

    from kumkm.domain import regions
    from kumkm.export import form_book, forms
    from kumkm.warehouse import menus

    form, out = forms.find(options.kind), Path(options.out)
    ending = forms.suffix(form)
    if out.suffix.lower() != ending:
        raise UsageError(f"{out.name}: formulir {form.kind} berupa {ending}. Ganti akhiran nama berkasnya.")
    reference = project.load(options.warehouse, options.raw).reference
    year = options.year or forms.usual_year(form, date.today())
    content = form_book.make(form.kind, regions.load(reference), menus.read(reference / menus.FILE).menus, year)
    _write_file(out, content, force=options.force)
    print(f"{form.label}: formulir{'' if form.extract else f' tahun {year}'} ditulis ke {out}.")
    return _OK


def _write_file(out: Path, content: bytes, *, force: bool) -> None:
    """Write a new file; one that is there already stays as it is unless `force` says otherwise."""
    try:
        with out.open("wb" if force else "xb") as file:
            file.write(content)
    except FileExistsError:
        raise UsageError(f"{out} sudah ada dan tidak diubah. Pilih nama lain, atau tambahkan --force.") from None
    except OSError as error:
        raise UsageError(f"{out} tidak dapat ditulis: {error.strerror or error}.") from error


def _out(options: argparse.Namespace, what: str, *endings: str) -> Path:
    """Where a file goes; raises UsageError for a name that does not end as such a file does."""
    from pathlib import Path

    out = Path(options.out)
    if out.suffix.lower() not in endings:
        raise UsageError(f"{out.name}: {what} berupa {' atau '.join(endings)}. Ganti akhiran nama berkasnya.")
    return out


def _export_workbook(options: argparse.Namespace) -> int:
    from kumkm.export.statistics import statistical_workbook

    settings, out = project.load(options.warehouse, options.raw), _out(options, "buku kerja", ".xlsx")
    with _contents(settings, options, _usual_year) as contents:
        content = statistical_workbook(contents)
    _write_file(out, content, force=options.force)
    print(f"Buku kerja {contents.areas[options.region]} {contents.year} ditulis ke {out}.")
    return _OK


def _export_deck(options: argparse.Namespace) -> int:
    from kumkm.export.deck import TEMPLATE, deck
    from kumkm.export.deck_scenario import chosen

    settings, out = project.load(options.warehouse, options.raw), _out(options, "salindia", ".pptx")
    template = settings.reference / TEMPLATE
    shapes = (0.8, 4)  # finer than a pixel of the map on a slide
    held = _of_deck(settings, options)
    with _contents(settings, options, _usual_year, shapes) as contents:
        scenario = None if options.scenario is None else chosen(contents, options.scenario)
        content = deck(contents, template.read_bytes() if template.is_file() else None, held, scenario)
    _write_file(out, content, force=options.force)
    meeting = "" if held is None else f", dengan keputusan {held.meeting.name},"
    print(f"Salindia {contents.areas[options.region]} {contents.year}{meeting} ditulis ke {out}.")
    return _OK


def _of_deck(settings: Settings, options: argparse.Namespace) -> Proceedings | None:
    """The meeting of a deck, and with it the build: the one asked for, else the one under way or the last.

    Where none is asked for, another build than the meeting's is without it, and so is one that is not kept any more.
    """
    from kumkm.store import engine
    from kumkm.warehouse import history

    try:
        held = _held(settings, options.meeting) if options.meeting or engine.exists(settings) else None
    except UsageError:
        if options.meeting:
            raise
        held = None  # the store is there, and no meeting in it
    if held is None:
        return None
    pinned = held.meeting.build_id
    if options.meeting is None and options.build not in (None, pinned):
        return None
    if options.build is None and not history.path_of(settings, pinned).is_file():
        if options.meeting is not None:
            raise UsageError(_not_kept(settings, held))
        _warn(f"{_not_kept(settings, held)} Salindia ini tanpa keputusannya.")
        return None
    options.build = options.build or pinned
    return held


def _export_leave_behind(options: argparse.Namespace) -> int:
    from kumkm.export.leave_behind import leave_behind

    settings, out = project.load(options.warehouse, options.raw), _out(options, "yang dibawa pulang", ".html")
    page = (settings.static / "leave" / "page.html").read_text(encoding="utf-8")
    with _contents(settings, options, _latest_year, (1.0, 10)) as contents:
        content = leave_behind(contents, page)
    _write_file(out, content, force=options.force)
    print(f"Halaman untuk dibawa pulang ditulis ke {out}.")
    return _OK


def _export_profile(options: argparse.Namespace) -> int:
    from kumkm.domain.indicators import IN_BLOCKS
    from kumkm.export.profile import profiles

    settings, out = project.load(options.warehouse, options.raw), _out(options, "lembar profil", ".pdf")
    shapes = (1.5, 20)  # the map is as wide as a thumb is long
    with _contents(settings, options, lambda read: _latest_year(read, IN_BLOCKS), shapes) as contents:
        content = profiles(contents, settings)
    _write_file(out, content, force=options.force)
    print(f"Profil {contents.areas[options.region]}, angka sampai {contents.year}, ditulis ke {out}.")
    return _OK


@contextmanager
def _contents(
    settings: Settings,
    options: argparse.Namespace,
    usual: Callable[[Read], int],
    shapes: tuple[float, float] | None = None,
) -> Iterator[Contents]:
    """What an export of a build is made of, open; the year asked for, or the `usual` one. With `shapes` the regions'
    outlines too, simplified by so much, and rings of at least such an area.
    """
    from kumkm.domain import regions
    from kumkm.export.contents import Contents
    from kumkm.warehouse import connection, reads

    drawn = None
    if shapes is not None:
        from kumkm.geo import outlines  # no export without a map waits for it

        drawn = outlines.load(settings, step=shapes[0], least=shapes[1])
    with connection.connect(_exported(settings, options.build)) as serving:
        read = reads.asking(serving)
        year = options.year or usual(read)
        yield Contents(read, regions.load(settings.reference), year, options.region, drawn)


def _latest_year(read: Read, indicators: Collection[str] | None = None) -> int:
    """The latest year in which any indicator, or one of these, has a value."""
    known = read("indicator_coverage")
    return int((known if indicators is None else known[known["indicator_id"].isin(list(indicators))])["year"].max())


def _usual_year(read: Read) -> int:
    """The latest year of the indicator everything opens on; raises UsageError where it has none."""
    from kumkm.domain.indicators import DEFAULT

    panel = read("indicator_panel", indicator_id=DEFAULT)
    known = panel.loc[panel["value"].notna(), "year"]
    if known.empty:
        raise UsageError("Belum ada angka koperasi, jadi tahunnya perlu disebut: --year TAHUN.")
    return int(known.max())


def _exported(settings: Settings, build_id: str | None) -> Published:
    """The build an export is of: the one asked for, else the published one."""
    from kumkm.warehouse import history
    from kumkm.warehouse.build import to_read
    from kumkm.warehouse.differing import path_of

    return history.at(path_of(settings, build_id)) if build_id else to_read(settings, _warn)


def _letter(options: argparse.Namespace) -> int:
    from kumkm.export import minutes
    from kumkm.export.letter_docx import letter_docx
    from kumkm.export.letter_pdf import letter_pdf

    settings, out = project.load(options.warehouse, options.raw), _out(options, "surat rapat", ".pdf", ".docx")
    write = minutes.minutes if options.kind == "minutes" else minutes.berita_acara
    held = _held(settings, options.meeting)
    with _frozen(settings, held, options.region) as contents:
        letter = write(contents, held)
    content = letter_docx(letter) if out.suffix.lower() == ".docx" else letter_pdf(letter, settings)
    _write_file(out, content, force=options.force)
    kind = "Notulen" if options.kind == "minutes" else "Berita Acara"
    print(f"{kind} {held.meeting.name}, {contents.areas[options.region]}, ditulis ke {out}.")
    return _OK


def _export_proposals(options: argparse.Namespace) -> int:
    from kumkm.domain.view.selection import PROVINCE
    from kumkm.export.agreed_list import agreed_list

    settings, out = project.load(options.warehouse, options.raw), _out(options, "daftar usulan", ".xlsx")
    held = _held(settings, options.meeting)
    with _frozen(settings, held, PROVINCE) as contents:
        content = agreed_list(contents, held)
    _write_file(out, content, force=options.force)
    print(f"Daftar usulan yang disepakati {held.meeting.name} ditulis ke {out}.")
    return _OK


def _held(settings: Settings, meeting_id: str | None) -> Proceedings:
    """The meeting asked for, else the one under way, else the last; raises UsageError where there is none."""
    from kumkm.narrative.letters import OPEN
    from kumkm.store import engine
    from kumkm.store.meetings import NONE_YET, Office

    if not engine.exists(settings):
        raise UsageError(NONE_YET)
    opened = engine.opened(settings)
    try:
        held = Office(opened).proceedings(meeting_id)
    finally:
        opened.dispose()
    if held.meeting.ended_at is None:
        _warn(OPEN)
    return held


@contextmanager
def _frozen(settings: Settings, held: Proceedings, region: str) -> Iterator[Contents]:
    """What a meeting was held on: the build it was pinned to. Raises UsageError where that is not kept any more."""
    from kumkm.domain import regions
    from kumkm.export.contents import Contents
    from kumkm.warehouse import connection, history, reads

    meeting = held.meeting
    path = history.path_of(settings, meeting.build_id)
    if not path.is_file():
        raise UsageError(_not_kept(settings, held))
    with connection.connect(history.at(path)) as serving:
        yield Contents(reads.asking(serving), regions.load(settings.reference), meeting.begun_at.year, region)


def _not_kept(settings: Settings, held: Proceedings) -> str:
    from kumkm.warehouse import history

    meeting = held.meeting
    return (
        f"Versi data {meeting.build_id}, yang dibekukan untuk {meeting.name}, tidak tersimpan lagi. "
        f"Kembalikan {history.path_of(settings, meeting.build_id).name} ke folder gudang data dari cadangan."
    )


def _build(options: argparse.Namespace) -> int:
    from kumkm.warehouse import trials
    from kumkm.warehouse.build import again, build_and_report
    from kumkm.warehouse.connection import whole

    settings = project.load(options.warehouse, options.raw)
    if options.raw and not settings.raw.is_dir():
        raise UsageError(f"Folder kiriman '{options.raw}' tidak ditemukan. Buat foldernya atau periksa namanya.")
    if options.as_of is not None:
        if options.accept:
            raise UsageError("--accept tidak dapat dipakai bersama --as-of: keadaan yang lampau tidak diubah.")
        outcome = again(settings, options.as_of, publish=options.publish)
        if outcome.differs:
            print(f"Berbeda dari ketika {options.as_of} dibuat: {', '.join(outcome.differs)}.", file=sys.stderr)
    elif options.publish:
        raise UsageError("--publish hanya berlaku bersama --as-of; build biasa selalu menerbitkan.")
    else:
        before = whole(settings.warehouse)
        outcome = build_and_report(settings, accepted=options.accept)
        if before is not None and (said := trials.subtractable(settings, before, outcome.published)):
            print(said, file=sys.stderr)
    result = outcome.published
    made = "Terbit" if options.as_of is None or options.publish else "Dibangun, tidak diterbitkan"
    print(f"{made}: {result.build_id} ({result.path.name})")
    if not outcome.held_back:
        return _OK
    print(f"Ditahan: {len(outcome.held_back)} kiriman; versi baik terakhirnya tetap dipakai.", file=sys.stderr)
    print("Rinciannya: python -m kumkm findings", file=sys.stderr)
    return _HELD_BACK


def _deliveries(options: argparse.Namespace) -> int:
    from kumkm.warehouse.standing import deliveries

    found = deliveries(project.load(options.warehouse, options.raw))
    if options.json:
        write_json(options.json, [item.as_json() for item in found])
    if options.json == "-":
        return _OK
    for item in found:
        years = f"{min(item.years)}–{max(item.years)}" if item.years else "tanpa tahun"
        marks = [mark for mark, holds in (("DATA SIMULASI", item.simulated), ("tanpa sel", not item.cells)) if holds]
        print(
            f"{item.delivery}  {_STATES[item.state]:<8}  {item.received:%d-%m-%Y %H.%M} UTC  {item.file}  "
            f"{len(item.regions)} daerah, {years}  {', '.join(marks)}".rstrip()
        )
    print(f"{len(found)} kiriman.")
    return _OK


_STATES = {
    "received": "diterima", "published": "terbit", "held": "ditahan", "superseded": "digantikan",
    "withdrawn": "ditarik",
}  # fmt: skip


def _withdraw(options: argparse.Namespace) -> int:
    from kumkm.warehouse.standing import withdraw

    print(withdraw(project.load(options.warehouse, options.raw), options.delivery, options.why))
    return _OK


def _readmit(options: argparse.Namespace) -> int:
    from kumkm.warehouse.standing import readmit

    print(readmit(project.load(options.warehouse, options.raw), options.delivery))
    return _OK


def _diff(options: argparse.Namespace) -> int:
    from kumkm.warehouse.differing import differences, path_of

    settings = project.load(options.warehouse, options.raw)
    found = differences(path_of(settings, options.first), path_of(settings, options.second))
    if options.json:
        write_json(options.json, [item.as_json() for item in found])
    if options.json != "-":
        for item in found:
            print(item)
        print(f"{len(found)} perbedaan." if found else "Sama.")
    return _HELD_BACK if found else _OK


def _audit_secrecy(options: argparse.Namespace) -> int:
    from kumkm.warehouse.history import audit_secrecy

    settings = project.load(options.warehouse, options.raw)
    found = audit_secrecy(settings, _warn)
    if options.exports:
        found = replace(found, leaks=(*found.leaks, *_told_by_exports(settings, found.build_id)))
    if options.json:
        write_json(options.json, found.as_json())
    if options.json != "-":
        for leak in found.leaks:
            print(f"TERBUKA    {leak.subject} {leak.region} {leak.year}: {leak.place}")
        for item in found.amounts:
            if not item.holds:
                print(f"TERLALU DEKAT  {item.subject} {item.region} {item.year}")
        exposed = sum(not item.holds for item in found.amounts) + len(found.leaks)
        print(
            f"{len(found.amounts)} angka rahasia diserang; {exposed} terbuka."
            if exposed
            else f"{len(found.amounts)} angka rahasia diserang; semuanya bertahan."
        )
    return _OK if found.holds else _HELD_BACK


def _told_by_exports(settings: Settings, build_id: str) -> list[Leak]:
    """Protected amounts that files taken away tell."""
    from kumkm.domain import regions
    from kumkm.export.audited import Amount, examined
    from kumkm.export.contents import Contents
    from kumkm.geo import outlines
    from kumkm.warehouse import auditing, connection, history, reads

    drawn = outlines.load(settings, step=1.5, least=20)
    with connection.connect(history.at(history.path_of(settings, build_id))) as serving:
        read, hidden = reads.asking(serving), [Amount(*row) for row in auditing.protected_amounts(serving)]
        contents = Contents(read, regions.load(settings.reference), _usual_year(read), outlines=drawn)
        told = examined(contents, settings, hidden)
        return [auditing.Leak(item.place, item.amount.subject, item.amount.region, item.amount.year) for item in told]


def _warn(words: str) -> None:
    print(words, file=sys.stderr)


def _check(options: argparse.Namespace) -> int:
    from pathlib import Path

    from kumkm.warehouse.rehearsal import check

    settings = project.load(options.warehouse, options.raw)
    report = check([Path(file) for file in options.files], settings, options.accept)
    if options.understood:
        write_json(options.understood, [_as_json(file, line) for file, line in report.understood])
    if options.understood != "-":
        _print_findings(report.findings, options.json)
    if report.refused:
        return _USAGE
    return _HELD_BACK if report.held_back else _OK


def _findings(options: argparse.Namespace) -> int:
    from kumkm.warehouse.history import findings

    _print_findings(findings(project.load(options.warehouse, options.raw), _warn), options.json)
    return _OK


def _print_findings(found: Sequence[Finding], target: str | None) -> None:
    """Findings in words, and as JSON where asked for."""
    if target:
        write_json(target, [item.as_json() for item in found])
    if target == "-":
        return
    for item in found:
        print(f"{item.severity.upper():<10} {item.rule:<4} {item.place}: {item.message}")
    counts = [f"{sum(item.severity == name for item in found)} {name}" for name in ("galat", "peringatan", "info")]
    print("Temuan: " + ", ".join(counts) + ".")


def _as_json(file: str, line: Understood) -> dict[str, object]:
    """One line of how a column was understood, under the names others rely on."""
    return {
        "file": file,
        "sheet": line.sheet,
        "column": line.column_letter,
        "row": line.row_number,
        "heading": line.heading,
        "measure": line.measure,
        "population": line.population,
        "unit": line.unit,
        "nature": line.nature,
        "period": line.period,
        "read": line.read,
        "reason": line.reason,
    }


def _builds(options: argparse.Namespace) -> int:
    from kumkm.warehouse.history import builds

    for item in builds(project.load(options.warehouse, options.raw)):
        mark = "terbit" if item.published else ""
        print(
            f"{item.build_id}  {item.built_at:%d-%m-%Y %H.%M} UTC  {item.deliveries} kiriman  "
            f"{item.galat} galat dari {item.findings} temuan  {mark}".rstrip()
        )
    return _OK


def _rollback(options: argparse.Namespace) -> int:
    from kumkm.warehouse.history import rollback

    result = rollback(project.load(options.warehouse, options.raw), options.build_id)
    print(f"Terbit kembali: {result.build_id}. Versi ini bertahan sampai `python -m kumkm build` berikutnya.")
    return _OK


def _query(options: argparse.Namespace) -> int:
    from kumkm.export.tables import to_csv, to_json
    from kumkm.warehouse import connection, reads
    from kumkm.warehouse.build import to_read

    query = reads.query(options.name)
    params = query.typed(dict(_pair(text) for text in options.param))
    settings = project.load(options.warehouse, options.raw)
    with connection.connect(to_read(settings, _warn)) as serving:
        _refuse_unknown(serving, params)
        frame = reads.run(serving, options.name, **params)
    sys.stdout.write(to_json(frame) if options.format == "json" else to_csv(frame))
    return _OK


def _analyse(options: argparse.Namespace) -> int:
    from kumkm.analysis import catalogue
    from kumkm.analysis.ingredients import Noting
    from kumkm.domain import regions
    from kumkm.export.tables import marked, to_csv, to_json, to_json_object
    from kumkm.narrative.gaps import gap_words
    from kumkm.warehouse import connection, reads
    from kumkm.warehouse.build import to_read

    analysis = catalogue.find(options.name)
    params = analysis.typed(dict(_pair(text) for text in options.param))
    settings = project.load(options.warehouse, options.raw)
    with connection.connect(to_read(settings, _warn)) as serving:
        read = Noting(partial(reads.run, serving))
        answer = analysis.answer(read, **params)
        said = gap_words(catalogue.gaps_behind(read, analysis, params), regions.load(settings.reference).names)
    table = marked(answer.table, simulated=read.is_simulated)
    if options.format == "json" and answer.content is not None:
        sys.stdout.write(to_json_object({"simulated": read.is_simulated, **answer.content}))
    else:
        sys.stdout.write(to_json(table) if options.format == "json" else to_csv(table))
    if read.is_simulated:
        print("DATA SIMULASI: sebagian atau seluruh angka ini bukan data nyata.", file=sys.stderr)
    if said:
        print(said, file=sys.stderr)
    if answer.refused:
        print(answer.refused, file=sys.stderr)
        return _INFEASIBLE
    return _OK


def _refuse_unknown(serving: object, params: dict[str, str | int | float]) -> None:
    """An id that does not exist is a mistake, not an empty answer."""
    from kumkm.domain import regions
    from kumkm.domain.indicators import INDICATORS

    if (wanted := params.get("indicator_id")) is not None and wanted not in INDICATORS:
        raise UsageError(f"Indikator '{wanted}' tidak dikenal. Yang ada: {', '.join(INDICATORS)}.")
    if (wanted := params.get("region_code")) is not None:
        known = regions.load(project.load().reference).by_code
        if wanted not in known:
            raise UsageError(f"Kode wilayah '{wanted}' tidak dikenal. Yang ada: {', '.join(known)}.")


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise UsageError(f"--param: ditemukan '{text}'; yang diharapkan KUNCI=NILAI, misalnya year=2023.")
    return key, value


def _geo_import(options: argparse.Namespace) -> int:
    from pathlib import Path

    from kumkm.geo.importer import import_layer

    settings = project.load(options.warehouse, options.raw)
    report = import_layer(
        Path(options.file),
        settings,
        code_field=options.code_field,
        name_field=options.name_field,
        source=options.source,
    )
    print(report.as_text())
    return _OK


def _geo_shapes(_options: argparse.Namespace) -> int:
    from kumkm.geo.shapes import write_shapes

    write_shapes(project.load())
    print("static/geo/regions.json ditulis ulang.")
    return _OK


def _own_stdout() -> None:
    """Keep standard output for what this program prints: libraries in C (HiGHS at times) would print into a table.

    For the rest of the process what they write goes to the other channel, also what they hold back until the end.
    """
    sys.stdout.flush()
    ours = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = open(ours, "w", encoding=sys.stdout.encoding, errors=sys.stdout.errors)  # noqa: SIM115, PTH123


if __name__ == "__main__":
    _own_stdout()
    sys.exit(main())
