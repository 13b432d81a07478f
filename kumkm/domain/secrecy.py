"""What is withheld, in the words that are shown for it."""

from __future__ import annotations

from typing import Final

SECRET: Final = "r"
SECRET_WORDS: Final = "dirahasiakan (r)"
EXPLAINED: Final = (
    "r menggantikan angka uang yang akan membuka data satu koperasi, usaha, atau debitur: penyumbangnya terlalu "
    "sedikit, tidak diketahui banyaknya, atau hampir semuanya dari satu penyumbang. Beberapa angka lain ikut menjadi "
    "r, sedapatnya daerah yang badannya sedikit, supaya yang pertama tidak dapat dihitung balik dari angka lain."
)
