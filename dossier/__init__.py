"""dossier: a briefing made of curated sources, traced line by line, in Arabic and English.

    sources/*.yaml -read-> records -gather-> Corpus -select-> Dossier     reading/  content/
        -compose-> chapters                                               chapters/ on evidence/
        -render-> HTML -mark-> safe lines -draw-> PDF                     press/    with templates/ and fonts/
        -publish-> build/<edition>/ -verify-> verdicts                    publication, verify
        -keep-> build/.editions/<number>/ -changes-> the next edition     ledger, evidence/

Each step is a room, each arrow one function; imports go down only. `build.py` has the whole pipeline on one screen.
"""

__version__ = "1.0.0"
