"""The server, and the frame of every page: menu, filters, theme, and one place where errors become words.

Streamlit imports this file once, finds `app` and serves it; for every visitor it runs the file again, as a script.
"""

import streamlit as st

if __name__ == "__main__":
    import logging

    from kumkm.errors import KumkmError, WarehouseError
    from kumkm.ui import pages
    from kumkm.ui.parts import prose
    from kumkm.ui.shell import bar, entrance, failure, frame, masthead, origin, taking
    from kumkm.ui.state import address, cache, navigation, office, warming

    st.set_page_config(page_title="KUMKM Sulawesi Tenggara", page_icon="static/icon.svg", layout="wide")

    page = navigation.choose()
    bar.follow()
    try:
        entrance.admit(page.url_path)
        cache.begin()
        selection = address.synchronise(page.url_path)
        frame.apply_theme(page.url_path, selection)
        masthead.masthead(page.url_path, selection)
        prose.notices([*address.notices(), *filter(None, [office.trouble()])])
        with address.framed():
            page.run()
        origin.answer(selection)
        taking.offer(page.url_path, selection)
        warming.begin(pages.load_all)
    except KumkmError as error:
        failure.failure(str(error), can_rebuild=isinstance(error, WarehouseError))
    except Exception:
        logging.getLogger("kumkm").exception("page %s failed", page.url_path)
        failure.failure(
            "Terjadi kesalahan di dalam aplikasi; halaman lain tetap dapat dibuka. "
            "Muat ulang halaman ini; bila terulang, kirim catatan server kepada pengelola.",
            can_rebuild=False,
        )
else:
    from kumkm.server import passing
    from kumkm.ui.shell import starting
    from kumkm.ui.state import access, navigation

    def load() -> None:
        """Import every page, so that the first visitors do not do it all at once."""
        from kumkm.ui import pages

        pages.load_all()

    app = st.App(
        __file__,
        middleware=passing.middleware(starting.index(), access.grants, navigation.addresses()),
        routes=passing.routes(),
        lifespan=starting.lifespan(load),
    )
