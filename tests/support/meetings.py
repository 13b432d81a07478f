"""A meeting begun in a browser, as whoever leads begins it."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def begin(page: Page, name: str) -> None:
    """Begin a meeting from the wall's first step; its dialog stays open."""
    page.mouse.move(300, 300)
    page.get_by_role("button", name="Mulai rapat").click()
    begin_in_dialog(page, name)


def begin_in_dialog(page: Page, name: str) -> None:
    """The same where the dialog stands open already."""
    page.get_by_label("Nama rapat").fill(name)
    page.get_by_label("Nama rapat").press("Tab")
    page.get_by_role("dialog").get_by_role("button", name="Mulai rapat").click()
    expect(page.locator(".k-where")).to_contain_text(name)
