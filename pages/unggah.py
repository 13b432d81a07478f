"""Unggah: files in, findings, the dashboard as it would look, one button to publish and one to undo."""

from kumkm.ui import downloads, filters, impact_views, upload_views

selection = filters.current()
upload_views.door()

visit = upload_views.visit()
upload_views.headline(visit)
upload_views.choose(visit)
upload_views.look(visit)
impact_views.impact(visit.seen, selection)
upload_views.findings(visit)
downloads.form()
upload_views.last_publication(visit)
