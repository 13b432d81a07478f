"""What is withheld, in the words that are shown for it."""

from __future__ import annotations

import re
from typing import Final

SECRET: Final = "r"
_WORD: Final = "dirahasiakan"
SECRET_WORDS: Final = f"{_WORD} ({SECRET})"
EXPLAINED: Final = (
    "r menggantikan angka uang yang akan membuka data satu koperasi, usaha, atau debitur: penyumbangnya terlalu "
    "sedikit, tidak diketahui banyaknya, atau hampir semuanya dari satu penyumbang. Beberapa angka lain ikut menjadi "
    "r, sedapatnya daerah yang badannya sedikit, supaya yang pertama tidak dapat dihitung balik dari angka lain."
)

_ALONE: Final = re.compile(r"(?<![\w-])r(?![\w-])")
_ENCLOSED: Final = re.compile(r"'r'|\([^()]*\)")


def in_words(message: str) -> str:
    """A sentence in which `r` stands for an amount, as it can be read aloud: `Aset dirahasiakan (r) tidak sama`.

    Within quotes and brackets the word alone.
    """
    parts, at = [], 0
    for enclosed in _ENCLOSED.finditer(message):
        parts += [_ALONE.sub(SECRET_WORDS, message[at : enclosed.start()]), _ALONE.sub(_WORD, enclosed[0])]
        at = enclosed.end()
    return "".join([*parts, _ALONE.sub(SECRET_WORDS, message[at:])])
