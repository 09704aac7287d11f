"""dossier: a briefing made of curated sources, traced line by line, in Arabic and English.

    sources/*.yaml ─read→ records ─gather→ Corpus ─select→ Dossier ─compose→ chapters ─render→ HTML ─draw→ PDF ─publish→ build/
      content/            reading/          content/       chapters/          press/html   press/plain   publication

Each step is a room, each arrow one function; imports go down only. `build.py` has the whole pipeline on one screen.
"""

__version__ = "1.0.0"
