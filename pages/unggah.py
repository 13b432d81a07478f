"""Unggah: files in, findings, the dashboard as it would look, one button to publish and one to undo."""

from kumkm.ui.pages.upload import impact, page
from kumkm.ui.parts import downloads
from kumkm.ui.state import address

selection = address.current()
page.require_uploads()

visit = page.visit()
page.headline(visit)
page.choose(visit)
page.look(visit)
impact.impact(visit.seen, selection)
page.findings(visit)
downloads.form()
page.last_publication(visit)
