"""What `markup` writes on elements for those who lay them out, in names that no author's selector asks for."""

DERIVED = "data-dossier-direction"  #: the direction that an element has and does not say: of dir=auto, bdi, lang, code
RUN = "data-dossier-run"  #: of an element that is put in; without a `dir` it is no isolate
SHEET = ("(directions)", f"[{DERIVED}=rtl] {{ direction: rtl }} [{DERIVED}=ltr] {{ direction: ltr }}")
