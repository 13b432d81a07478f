"""Pieces of Unggah: choosing files, findings as they come, the dashboard as it would look, publishing, undoing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from kumkm import settings as project
from kumkm.domain import units
from kumkm.domain.access import Permission
from kumkm.errors import InputError, KumkmError, UsageError
from kumkm.export import annotated, tables
from kumkm.ui.pages.upload import impact
from kumkm.ui.parts import prose, simulation, sources, understood
from kumkm.ui.parts.html import NOTHING, join, place
from kumkm.ui.state import access, cache, choices
from kumkm.warehouse import examining, publishing, staging
from kumkm.warehouse.checks import SEVERITIES, Finding
from kumkm.warehouse.examining import Content, FileReport
from kumkm.warehouse.publishing import Preview, Receipt

MAX_MEGABYTES: Final = 200
_TYPES: Final = ("xlsx", "xls", "ods", "csv", "parquet", "html", "htm")
_VISIT: Final = "_unggah"
_SHOWN: Final = 60
_UNKNOWN_WORD: Final = "B17"
_WITA: Final = timezone(timedelta(hours=8))
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass
class Visit:
    """What a planner has done so far. `round` names the uploader; a new one is empty.

    `pressed` is the button pressed last (`look`, `publish`, or the build to take back); it is kept until its turn
    comes, for a run may start over before that. `words` are those let pass, by the hash of the file they stand in.
    """

    round: int = 0
    uploads: tuple[str, ...] = ()
    reports: tuple[FileReport, ...] = ()
    complete: bool = False
    seen: Preview | None = None
    failure: str = ""
    done: str = ""
    pressed: str = ""
    files: list[Any] = field(default_factory=list)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def start(self, files: list[Any]) -> None:
        """Other files than before: everything known of those is forgotten."""
        self.forget_preview()
        self.uploads, self.reports, self.complete = tuple(file.file_id for file in files), (), False
        self.words = {}
        if files:
            self.failure = self.done = ""

    def let_pass(self, sha256: str, words: Sequence[str]) -> None:
        """Accept words in one file, which is then examined again; what rests on them follows."""
        self.forget_preview()
        self.words[sha256] = tuple(dict.fromkeys((*self.words.get(sha256, ()), *words)))
        self.reports, self.complete = (), False

    def forget_preview(self) -> None:
        if self.seen is not None:
            cache.forget(self.seen.candidate)
            self.seen.close()
        self.seen = None

    def accepted(self) -> list[staging.Upload]:
        """The uploads of which something may be published, under their safe names."""
        pairs = zip(self.reports, self.files, strict=True)
        return [(report.file, file.getvalue()) for report, file in pairs if is_publishable(report)]


def is_own(report: FileReport) -> bool:
    """Whether whoever looks may publish it: an operator what is of its region only, and of nothing else."""
    regions = access.visitor().regions(Permission.UPLOAD)
    found = {code for content in report.contents for code in content.region_codes}
    return regions is None or (bool(found) and found <= regions)


def is_publishable(report: FileReport) -> bool:
    """Whether anything in it may be published, by whoever looks."""
    return report.accepted and is_own(report)


def require_uploads() -> None:
    """End the page with a sentence where uploading is not switched on."""
    if project.load().uploads:
        return
    prose.headline(
        "Unggah belum dinyalakan.",
        "Halaman ini dinyalakan pengelola server dengan KUMKM_UPLOADS=1. Sementara itu, kiriman dapat diperiksa dengan "
        "python -m kumkm check dan diterbitkan dengan python -m kumkm build.",
    )
    _colophon()
    st.stop()


def visit() -> Visit:
    """What this session has done so far."""
    if choices.of(_VISIT) is None:
        choices.put(_VISIT, Visit())
    current: Visit = choices.of(_VISIT)
    if current.seen is not None and current.seen.against != cache.published().build_id:
        current.forget_preview()
        current.failure = "Versi yang terbit sudah berganti; lihat dampaknya lagi."
    return current


def headline(current: Visit) -> None:
    """Where things stand, in one sentence."""
    if waiting := prose.waiting_html():
        place(waiting)
    if current.seen is not None:
        prose.headline(impact.sentence(current.seen), "Belum ada yang terbit. Beginilah dasbor akan terlihat.")
    elif current.complete and current.reports:
        prose.headline(_standing(current.reports), _counts(current.reports))
    elif current.done:
        prose.headline(current.done, "Angka di semua halaman sudah mengikuti.")
    else:
        prose.headline(
            "Periksa dahulu, terbitkan kemudian.",
            "Tarik berkas kiriman ke bawah ini. Tidak ada yang berubah sebelum tombol Terbitkan ditekan.",
        )
    if current.failure:
        place(Markup('<p class="k-notice k-gagal" role="alert">{}</p>').format(current.failure))


def choose(current: Visit) -> None:
    """The place to drop files; other files start the examination anew."""
    with st.container(key="unggah_berkas"):
        files = st.file_uploader(
            f"Berkas kiriman: Excel, OpenDocument, CSV, HTML, atau Parquet; paling besar {MAX_MEGABYTES} MB per berkas",
            type=_TYPES,
            accept_multiple_files=True,
            max_upload_size=MAX_MEGABYTES,
            key=f"berkas_{current.round}",
        )
    current.files = list(files or [])
    if tuple(file.file_id for file in current.files) != current.uploads:
        current.start(current.files)
        st.rerun()


def findings(current: Visit) -> None:
    """Every file with what was found in it; while it is being read, as far as it has come."""
    if not current.files:
        return
    if not current.complete:
        try:
            _examine(current)
        except KumkmError as error:
            current.failure, current.complete, current.reports = str(error), True, ()
        st.rerun()
    for position, report in enumerate(current.reports):
        with st.container(key=f"kiriman_{position}"):
            words, button = st.columns([5, 1], vertical_alignment="top")
            with words:
                place(_head(report))
            with button:
                _hand_back(report, current.files[position], position)
            if report.findings:
                place(_table(report))
            _accept_words(current, report, position)
            _understood(report, position)


def _accept_words(current: Visit, report: FileReport, position: int) -> None:
    """A button for each unknown word, and what was let pass before."""
    unknown = dict.fromkeys(item.found for item in report.findings if item.rule == _UNKNOWN_WORD and item.found)
    if accepted := current.words.get(report.sha256):
        place(Markup('<p class="k-text">Diterima untuk berkas ini: {}.</p>').format(_quoted(accepted)))
    if not unknown:
        return
    with st.container(horizontal=True, key=f"kata_{position}"):
        for number, unknown_word in enumerate(unknown):
            words = unknown_word.split(", ")
            st.button(
                f"Terima kata {escape_markdown(_quoted(words))} untuk berkas ini",
                key=f"terima_{position}_{number}",
                help="Berkas diperiksa lagi seolah kata itu tidak ada. Terima hanya bila artinya tidak mengubah angka.",
                on_click=current.let_pass,
                args=(report.sha256, words),
            )


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _understood(report: FileReport, position: int) -> None:
    """How each column was understood, open by itself where one was not."""
    lines = understood.of_report(report.understood)
    if lines.empty:
        return
    with st.expander(
        f"Cara dibaca: {understood.summary(lines)}", expanded=bool(understood.unread(lines)), key=f"dibaca_{position}"
    ):
        understood.show(lines)


def _examine(current: Visit) -> None:
    bar, board = st.empty(), st.empty()
    count = len(current.files)
    bar.progress(0.0, f"Membaca {escape_markdown(staging.safe_name(current.files[0].name))}")
    with publishing.workshop() as folder:
        paths = staging.stage([(file.name, file.getvalue()) for file in current.files], folder)
        for done, reports in enumerate(examining.examine(paths, project.load(), current.words), start=1):
            coming = f"Membaca {escape_markdown(paths[done].name)}" if done < count else "Selesai diperiksa"
            bar.progress(done / count, f"{coming} · {done} dari {count} berkas")
            with board:
                place(*(_head(report) + _table(report) for report in reports))
            current.reports = reports
    current.complete = True


def escape_markdown(text: str) -> str:
    """A name as it is, where Streamlit would read Markdown."""
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]()#+-.!~:$<>|" else letter for letter in text)


def _standing(reports: Sequence[FileReport]) -> str:
    ready = sum(report.accepted for report in reports)
    every = len(reports)
    if ready == every:
        return "Berkas ini siap terbit." if every == 1 else f"Semua {every} berkas siap terbit."
    if ready == 0:
        return "Berkas ini ditahan." if every == 1 else f"Semua {every} berkas ditahan."
    return f"{ready} dari {every} berkas siap terbit; {every - ready} ditahan."


def _counts(reports: Sequence[FileReport]) -> str:
    counted = {name: sum(report.count(name) for report in reports) for name in SEVERITIES}
    if not any(counted.values()):
        return "Tidak ada temuan."
    advice = " Perbaiki sel yang disebut, lalu unggah lagi; yang lain tetap dapat terbit." if counted["galat"] else ""
    return ", ".join(f"{units.number(count)} {name}" for name, count in counted.items() if count) + f".{advice}"


def _head(report: FileReport) -> Markup:
    state, words = ("k-siap", "siap terbit") if report.accepted else ("k-tahan", "ditahan")
    if not is_own(report):
        state, words = "k-tahan", "bukan daerah Anda"
    if report.same_as:
        state, words = "k-tahan", "kembar"
    each = Markup("<li>{}</li>")
    contents = join(each.format(_content(content, mixed=report.accepted)) for content in report.contents)
    if report.same_as:
        contents = each.format(f"Isinya sama dengan {report.same_as}; cukup satu yang dipakai.")
    counted = join(
        Markup('<span class="k-{}">{} {}</span>').format(name, units.number(report.count(name)), name)
        for name in SEVERITIES
        if report.count(name)
    )
    return Markup(
        '<section class="k-kiriman"><h3>{file}<i class="{state}">{words}</i></h3>'
        "<ul>{contents}</ul><p>{counted}<span>{size}</span></p></section>"
    ).format(
        file=report.file,
        state=state,
        words=words,
        contents=contents,
        counted=counted or Markup("<span>tanpa temuan</span>"),
        size=_size(report.size_bytes),
    )


def _content(content: Content, *, mixed: bool) -> Markup:
    """What one delivery is; in a file of which a part may be published it says whether this part is held back."""
    parts = [content.label, _places(content.region_codes), _years(content.years), f"{units.number(content.rows)} baris"]
    mark = simulation.SIMULATED if content.simulated else NOTHING
    held = Markup(" <b>ditahan</b>") if mixed and content.held else NOTHING
    return mark + " · ".join(part for part in parts if part) + held


def _places(codes: Sequence[str]) -> str:
    known = cache.regions().by_code
    if len(codes) > 3:
        return f"{len(codes)} daerah"
    return ", ".join(known[code].short_name if code in known else code for code in codes)


def _years(years: Sequence[int]) -> str:
    if not years:
        return ""
    whole = len(years) == years[-1] - years[0] + 1
    if len(years) > 2 and whole:
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))


def _size(size: int) -> str:
    return f"{units.number(size / 1e6, 1)} MB" if size >= 1e6 else f"{units.number(max(1, size // 1000))} kB"


def _table(report: FileReport) -> Markup:
    """The findings of a file, worst first; open where there is a galat."""
    if not report.findings:
        return NOTHING
    rows = join(_row(finding) for finding in report.findings[:_SHOWN])
    more = len(report.findings) - _SHOWN
    left = Markup('<p class="k-text">{} temuan lagi ada di berkas unduhan.</p>').format(units.number(more))
    return Markup(
        '<details class="k-temuan"{shown}><summary>{count} temuan</summary>'
        '<div class="k-scroll"><table class="k-table"><thead><tr><th>Tingkat</th><th>Letak</th><th>Keterangan</th>'
        "<th>Ditemukan</th><th>Diharapkan</th></tr></thead><tbody>{rows}</tbody></table></div>{rest}</details>"
    ).format(
        shown=" open" if report.count("galat") else "",
        count=units.number(len(report.findings)),
        rows=rows,
        rest=left if more > 0 else NOTHING,
    )


def _row(finding: Finding) -> Markup:
    return Markup(
        '<tr><td class="k-{severity}">{severity}</td><td>{place}<small>{column}</small></td>'
        "<td>{message}<small>{rule}</small></td><td>{found}</td><td>{expected}</td></tr>"
    ).format(
        severity=finding.severity,
        place=_place(finding),
        column=finding.column or "",
        message=finding.message,
        rule=finding.rule,
        found=finding.found or "–",
        expected=finding.expected or "–",
    )


def _place(finding: Finding) -> str:
    where = finding.cell or (f"baris {finding.row}" if finding.row else "")
    return " › ".join(part for part in (finding.sheet, where) if part) or "seluruh berkas"


def _hand_back(report: FileReport, file: Any, position: int) -> None:
    """A file to send back to the district, made when asked for and never stored."""
    if not report.findings:
        return
    stem = report.file.rpartition(".")[0]
    key = f"kembalikan_{position}"
    if report.file.lower().endswith((".xlsx", ".xlsm")) and report.contents:
        make, name, mime = partial(_annotated, file, report), f"{stem}-catatan.xlsx", _XLSX
        label = "Unduh bercatatan"
        about = "Berkas yang sama, dengan cara setiap kolom dibaca dan catatan di sel yang bermasalah."
    else:
        make, name, mime = partial(_listed, report), f"{stem}-temuan.xlsx", _XLSX
        label, about = "Unduh temuan", "Daftar temuan berkas ini."
    st.download_button(label, make, name, mime, on_click="ignore", key=key, help=about, width="stretch")


def _annotated(file: Any, report: FileReport) -> bytes:
    try:
        how = understood.table(understood.of_report(report.understood))
        return annotated.annotate(file.getvalue(), report.findings, how)
    except InputError:
        return _listed(report)


def _listed(report: FileReport) -> bytes:
    frame = pd.DataFrame(
        [
            (item.severity, item.rule, _place(item), item.column, item.found, item.expected, item.message)
            for item in report.findings
        ],
        columns=["Tingkat", "Aturan", "Letak", "Kolom", "Ditemukan", "Diharapkan", "Keterangan"],
    )
    return tables.to_xlsx(frame, title=f"Temuan {report.file}", notes=[])


def look(current: Visit) -> None:
    """The button that builds the candidate, then the one that publishes; what they do is done here."""
    if not current.complete or not any(map(is_publishable, current.reports)):
        return
    if current.seen is None:
        st.button("Lihat dampaknya", type="primary", key="lihat_dampak", on_click=_ask, args=("look",))
    else:
        st.button("Terbitkan", type="primary", key="terbitkan", on_click=_ask, args=("publish",))
    if current.pressed == "look":
        _attempt(current, _look)
    if current.pressed == "publish":
        _attempt(current, _publish)


def _ask(what: str) -> None:
    visit().pressed = what


def _attempt(current: Visit, step: Callable[[Visit], None]) -> None:
    """Take a step; what goes wrong is said, and nothing the planner has done is lost."""
    current.pressed = current.failure = ""
    try:
        access.require(Permission.UPLOAD)
        step(current)
    except KumkmError as error:
        current.failure = str(error)
    st.rerun()


def _look(current: Visit) -> None:
    settings, bar = project.load(), st.empty()
    accepted = current.accepted()
    steps = len(accepted) + 4
    done = 0

    def tell(words: str) -> None:
        nonlocal done
        done += 1
        bar.progress(min(done / steps, 1.0), escape_markdown(words))

    bar.progress(0.0, "Menyusun gudang data percobaan")
    current.seen = publishing.preview(accepted, settings, on_step=tell, words=current.words)


def _publish(current: Visit) -> None:
    seen = current.seen
    if seen is None:
        return
    with st.spinner("Menerbitkan… biasanya kurang dari setengah menit."):
        accepted = [item for item in current.accepted() if item[0] not in seen.held_back]
        receipt = publishing.publish(
            accepted, project.load(), against=seen.against, words=_words_of(current, seen), by=_by()
        )
        current.done = f"Terbit: {len(receipt.files)} berkas, {impact.amount(seen)}."
        current.forget_preview()
        current.round += 1


def _by() -> str:
    """Who publishes, as the journal keeps it; "" leaves it to the user the system knows."""
    return str(access.visitor().actor(""))


def _words_of(current: Visit, seen: Preview) -> dict[str, tuple[str, ...]]:
    """The words accepted in files that are published."""
    published = {report.sha256 for report in current.reports if report.accepted and report.file not in seen.held_back}
    return {sha256: words for sha256, words in current.words.items() if sha256 in published}


def last_publication(current: Visit) -> None:
    """What was published last, by whoever it was, and the way back."""
    settings = project.load()
    receipt = publishing.last(settings)
    if receipt is not None and current.seen is None:
        prose.heading("Penerbitan terakhir")
        with st.container(key="penerbitan_terakhir", horizontal=True, vertical_alignment="center"):
            place(_receipt_words(receipt))
            if _may_undo(receipt):
                st.button("Batalkan penerbitan", key="batalkan", on_click=_ask, args=(receipt.build_id,))
            if current.pressed == receipt.build_id:
                _attempt(current, partial(_undo, receipt))
    _colophon()
    if current.pressed:
        current.pressed, current.failure = "", "Versi yang terbit sudah berganti; tidak ada yang diubah."
        st.rerun()


def _may_undo(receipt: Receipt) -> bool:
    """An operator its own publication only."""
    return access.visitor().regions(Permission.UPLOAD) is None or receipt.by == _by()


def _undo(receipt: Receipt, current: Visit) -> None:
    if not _may_undo(receipt):
        raise UsageError("Yang diterbitkan orang lain hanya dapat dibatalkan oleh admin.")
    with st.spinner("Membatalkan penerbitan…"):
        publishing.undo(receipt, project.load(), by=_by())
        current.forget_preview()
        current.done = f"Dibatalkan: {len(receipt.files)} berkas ditarik, angka kembali seperti sebelumnya."


def _receipt_words(receipt: Receipt) -> Markup:
    moment = datetime.fromisoformat(receipt.published_at).astimezone(_WITA)
    names = [name for name, _ in receipt.files]
    listed = ", ".join(names[:4]) + (f", dan {len(names) - 4} lainnya" if len(names) > 4 else "")
    about = f"{moment:%d-%m-%Y pukul %H.%M} WITA · versi {receipt.build_id}"
    return Markup('<p class="k-text"><b>{}</b><br>{}</p>').format(listed, about)


def _colophon() -> None:
    sources.footer(
        "Data pribadi (NIK, nama pemilik, telepon, alamat rumah) dibuang sebelum apa pun ditulis ke gudang data. "
        f"Berkas dengan galat ditahan, yang lain dapat terbit. Versi data {cache.published().build_id}."
    )
