"""No text becomes markup: whatever it is, the tags and attributes are those that stand round a harmless word."""

from html.parser import HTMLParser
from urllib.parse import unquote

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from kumkm.analysis.comparable import comparable
from kumkm.domain.indicators import INDICATORS
from kumkm.figures import marks
from kumkm.figures.html import address_of
from kumkm.figures.matrix import quotient_table
from kumkm.figures.proposal_matrix import proposal_matrix
from kumkm.figures.theme import LIGHT, Style
from kumkm.narrative.grammar import Clause, Sentence
from kumkm.ui.parts import asking, prose, sources
from kumkm.ui.parts.html import join
from kumkm.ui.parts.tables import table_html

STYLE, POVERTY = Style(LIGHT), INDICATORS["poverty_rate"]
HARMLESS = "kata"
SCRAPS = (
    "<img src=x onerror=alert(1)>", "<script>", "</td>", "</style>", "</p><b>", "<!--", "-->", '"', "'", '" onload="x',
    "&", "&lt;", "&#60;", "<", ">", "{}", "{0}", "{name}", "%s", "%", "\\", "\n", "teks",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(SCRAPS) | st.text(min_size=1, max_size=4), min_size=1, max_size=5).map("".join)


class Read(HTMLParser):
    """Tags with the names of their attributes, and what a reader sees: texts and the attributes' values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.seen: list[str] = []
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, *(name for name, _ in attrs)))
        self.seen += [value or "" for _, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        self.seen.append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--",))


def one_year(name: str) -> pd.DataFrame:
    return pd.DataFrame({"region_code": ["A", "B"], "region_name": [name, "Beda"], "value": [1.0, 2.0]})


PANEL = pd.DataFrame({"region_code": ["A", "A"], "year": [2020, 2021], "value": [1.0, 2.0]})
QUOTIENTS = pd.DataFrame(
    {"region_code": ["A"], "sector": ["primer"], "share_pct": [100.0], "lq": [2.0], "basis": [True]}
)
PROPOSALS = pd.DataFrame({"region_code": ["A"], "menu_id": ["m"], "proposals": [2], "amount_idr": [1e9]})

WRITTEN = {
    "a table": lambda text: table_html(pd.DataFrame({text: [text, 1], "Nilai": [text, None]}), right=["Nilai"]),
    "a table that answers": lambda text: table_html(
        pd.DataFrame({"Nilai": [text]}), regions=[text], attributes={"Nilai": [asking.attribute(text)]}
    ),
    "a headline": lambda text: prose.headline_html(text, text),
    "a headline that answers": lambda text: prose.headline_html(Sentence((Clause(text, question=text), Clause(text)))),
    "a paragraph": lambda text: prose.paragraph_html([Sentence((Clause(text, question=text),))]),
    "sentences": lambda text: prose.sentences_html([Sentence((Clause(text),))]),
    "notices": lambda text: prose.notices_html([text, text]),
    "a heading": lambda text: prose.heading_html(text, text),
    "definitions": lambda text: prose.definitions_html([(text, text)]),
    "a footer": sources.footer_html,
    "an attribute": lambda text: Markup("<b{}></b>").format(asking.attribute(text)),
    "pieces that are no Markup after all": lambda text: join([text]),
    "a sparkline": lambda text: marks.sparkline([1.0, 2.0], STYLE, label=text),
    "a strip": lambda text: marks.strip(comparable(one_year(text), POVERTY), POVERTY, STYLE),
    "a strip, lit": lambda text: marks.strip(comparable(one_year(text), POVERTY), POVERTY, STYLE, highlighted=["A"]),
    "small multiples": lambda text: marks.small_multiples(PANEL, POVERTY, STYLE, names={"A": text}),
    "quotients": lambda text: quotient_table(QUOTIENTS, names={"A": text, "B": text}, sectors={"primer": text}),
    "proposals": lambda text: proposal_matrix(PROPOSALS, names={"A": text}, menus={"m": text}, amount=False),
}  # fmt: skip


@pytest.mark.parametrize("what", WRITTEN)
@given(text=TEXTS)
@example(text="<img src=x onerror=alert(1)>")
@example(text='" onmouseover="alert(1)')
@example(text="</style><script>alert(1)</script>")
def test_no_text_adds_a_tag_or_an_attribute(what, text):
    html = WRITTEN[what](text)
    assert isinstance(html, Markup)
    assert Read(html).tags == Read(WRITTEN[what](HARMLESS)).tags


@pytest.mark.parametrize("what", ["a table", "a headline", "a heading", "notices", "a strip", "quotients", "proposals"])
def test_a_text_is_read_as_it_was_written(what):
    hostile = "<img src=x onerror=alert(\"1\")> & '{0}' 100%s"
    assert any(hostile in seen for seen in Read(WRITTEN[what](hostile)).seen)


@given(text=TEXTS)
def test_an_address_vouched_for_has_no_sign_left_that_html_would_read(text):
    address = address_of(Markup("<svg><title>{}</title></svg>").format(text))
    assert not set('<>&"') & set(address)
    assert Read(unquote(str(address).partition(",")[2])).tags == [("svg",), ("title",), ("/title",), ("/svg",)]
