"""An RTF file -> lines, in the reading that accepts every tracked change; what was changed beside it.

The order is that of a DOCX file. Read here, for striprtf 0.0.35 prints deleted and hidden text among the rest and
leaves out notes and headers. Rich Text Format 1.9.1.
"""

from __future__ import annotations

import codecs
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dossier.files.reading_limits import ReadingLimits
from dossier.formats.lines import About, Lines, Unread, superscript, text_lines
from dossier.formats.office.gathering import COMMENT, GatheredLine, gather_lines
from dossier.problems import WrongUsage

DEEPEST = 1_000  #: groups in groups
_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)|(?P<stray>\\)"
)
#: Groups that hold no text of the document's.
_SILENT_WORDS = """
    author bkmkend bkmkstart colorschememapping colortbl comment company creatim datafield datastore doccomm
    fldinst filetbl fontemb footnotesep generator info keywords latentstyles listoverridetable listtable
    manager nextfile nonshppict objdata operator pict printim private protusertbl rc revtim rsidtbl rxe shprslt sn sp
    stylesheet subject sv tc template themedata title txe upr userprops wgrffmtfilter xe xmlnstbl xmlopen
    atnauthor atnid atnref atndate atntime atnparent atrfstart atrfend ftnsep ftnsepc aftnsep aftnsepc mmath
    defchp defpap panose falt
"""
_SILENT = frozenset(_SILENT_WORDS.split())
_KINDS = {
    "footnote": "footnote",
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
    "annotation": "comment",
    "shptxt": "text box",
}
_BEHIND = ("", "footnote", "header", "footer", "comment")
_SHOWN = frozenset({"shpinst", "ud", "fldrslt", "shppict", "listtext", "pntext", *_KINDS})  #: also behind \*
_ENDS = frozenset({"par", "line", "cell", "nestcell", "row", "nestrow", "sect"})
_SIGNS = {
    "tab": "\t",
    "page": " ",
    "column": " ",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "zwnj": "\u200c",
    "zwj": "\u200d",
}
_NOT_READ = {"pict": "picture", "objdata": "embedded file", "mmath": "formula"}
_CHARSETS = {0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255}
_CHARSETS |= {178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group."""

    group: str = ""  #: the word that named it or one around it
    is_silent: bool = False
    codepage: str = ""  #: of the font
    skip: int = 1  #: letters behind a Unicode one that stand for it in old programs
    hidden: bool = False
    deleted: bool = False
    revised: bool = False
    reviser: int = 0  #: who did either, in the table of those who changed something
    struck: bool = False
    superscript: bool = False


def read(name: str, content: bytes, limits: ReadingLimits) -> Lines:
    """`WrongUsage` if it is no RTF file."""
    text = content.decode("latin-1")
    if not text.lstrip().startswith("{\\rtf"):
        raise WrongUsage(f"{name} cannot be read as RTF: it does not begin as one", "Save it anew.")
    reader = _RtfReader()
    try:
        reader.read(text)
    except _TooDeep as error:
        raise WrongUsage(f"{name} cannot be read as RTF: groups in more than {DEEPEST:,}", "Save it anew.") from error
    properties = {
        key: " ".join(text_lines(["".join(words).replace("\n", " ")])) for key, words in reader.groups.items()
    }
    about = About(properties.get("title", ""), properties.get("author", ""))
    lines = (line for kind in _BEHIND for line in reader.done[kind])
    return gather_lines(lines, about, [Unread(what, detail=str(count)) for what, count in reader.left.items()])


class _TooDeep(Exception):
    pass


@dataclass(slots=True)
class _RtfReader:
    done: dict[str, list[GatheredLine]] = field(default_factory=lambda: defaultdict(list))  #: by kinds
    #: with the depth of their group
    open: list[tuple[GatheredLine, int]] = field(default_factory=lambda: [(GatheredLine(), 0)])
    states: list[_State] = field(default_factory=lambda: [_State()])
    ansi: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0  #: that is described
    bytes: bytearray = field(default_factory=bytearray)  #: letters of the font's encoding that are not read yet
    groups: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    left: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    letters_to_skip: int = 0  #: letters to be skipped, see `_State.skip`
    is_starred: bool = False  #: the next word names a group that may be passed over

    @property
    def state(self) -> _State:
        return self.states[-1]

    def read(self, text: str) -> None:
        place = 0
        while match := _TOKEN.match(text, place):
            place = match.end()
            if match["hex"]:
                self._byte(int(match["hex"], 16))
            elif match["text"]:
                count = min(self.letters_to_skip, len(match["text"]))
                self.letters_to_skip -= count
                self.bytes += match["text"][count:].encode("latin-1")
            elif match["brace"] == "{":
                self._begin()
            elif match["brace"]:
                self._end()
            elif match["sign"]:
                self._sign(match["sign"])
            elif match["word"]:
                number = int(match["number"]) if match["number"] else None
                if match["word"] == "bin" and number:
                    place += max(0, number)
                else:
                    self._word(match["word"], number)
        while len(self.states) > 1:
            self._end()
        self._flush()
        self._end_line()

    def _begin(self) -> None:
        self._flush()
        if len(self.states) > DEEPEST:
            raise _TooDeep
        self.states.append(self.state)
        self.is_starred, self.letters_to_skip = False, 0

    def _end(self) -> None:
        self._flush()
        self.letters_to_skip = 0
        if len(self.open) > 1 and self.open[-1][1] == len(self.states):
            self._end_line()
            self.open.pop()
        if len(self.states) > 1:
            self.states.pop()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self.is_starred = True
        elif sign in "\r\n":
            self._end_line()
        elif letter := {"~": "\u00a0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\"}.get(sign):
            self._flush()
            self._say(letter)

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        is_on = number != 0
        if word == "u" and number is not None:
            self._say(_letter(number))
            self.letters_to_skip = self.state.skip
            return
        self.letters_to_skip = 0
        if word in _ENDS:
            self._end_line()
        elif word in _SIGNS:
            self._say(_SIGNS[word])
        elif word in {"v", "deleted", "revised", "strike", "striked", "super"}:
            name = {"v": "hidden", "strike": "struck", "striked": "struck", "super": "superscript"}.get(word, word)
            self._set(**{name: is_on})
        elif word in {"revauth", "revauthdel"}:
            self._set(reviser=number or 0)
        elif word == "plain":
            self._set(hidden=False, deleted=False, revised=False, struck=False, superscript=False)
        elif word in {"nosupersub", "sub"}:
            self._set(superscript=False)
        elif word in {"ansicpg", "f", "fcharset", "mac", "uc"}:
            self._encode(word, number or 0)
        elif word in _SILENT or word in _KINDS or word == "fonttbl" or (self.is_starred and word not in _SHOWN):
            self._name(word)
        elif word in _SHOWN:
            self._set(is_silent=self.state.is_silent and word != "ud")
        self.is_starred = False

    def _encode(self, word: str, number: int) -> None:
        """Words that say in which encoding letters are."""
        if word == "ansicpg":
            self.ansi = _codec(number) or self.ansi
        elif word == "mac":
            self.ansi = "mac_roman"
        elif word == "uc":
            self._set(skip=min(max(0, number), 8))
        elif word == "f":
            self.font = number
            self._set(codepage=self.fonts.get(number, ""))
        elif self.state.group == "fonttbl" and number in _CHARSETS and number != 0:
            self.fonts[self.font] = _codec(_CHARSETS[number])

    def _name(self, word: str) -> None:
        """The group is one of its own kind."""
        if word in _NOT_READ and not self.state.is_silent:
            self.left[_NOT_READ[word]] += 1
        kind = _KINDS.get(word)
        self._set(group=word, is_silent=self.state.is_silent or kind is None)
        if kind is not None and not self.state.is_silent:
            by = " ".join(text_lines(self.groups.pop("atnauthor", []))) if kind == COMMENT else ""
            self.open.append((GatheredLine(kind, by), len(self.states)))
            self._set(hidden=False)

    def _set(self, **values: object) -> None:
        self.states[-1] = replace(self.state, **values)  # type: ignore[arg-type]

    def _byte(self, byte: int) -> None:
        if self.letters_to_skip:
            self.letters_to_skip -= 1
        else:
            self.bytes.append(byte)

    def _flush(self) -> None:
        if self.bytes:
            words = self.bytes.decode(self.state.codepage or self.ansi, "replace")
            self.bytes.clear()
            self._say(words)

    def _say(self, words: str) -> None:
        state = self.state
        if state.is_silent:
            if state.group in {"title", "author", "revtbl", "atnauthor"}:
                self.groups[state.group].append(words)
            return
        line = self.open[-1][0]
        for what in filter(None, _changes(state)):
            line.note(what, self._reviser() if what.startswith("tracked") else "", words)
        if not (state.deleted or state.hidden):
            line.words.append(superscript(words, "".join(line.words[-1:])) if state.superscript else words)

    def _reviser(self) -> str:
        people = "".join(self.groups["revtbl"]).split(";")
        return (
            " ".join(text_lines(people[self.state.reviser : self.state.reviser + 1])) if self.state.reviser > 0 else ""
        )

    def _end_line(self) -> None:
        if self.state.is_silent:
            return
        line, depth = self.open[-1]
        self.open[-1] = GatheredLine(line.kind, line.by), depth
        if line.kind == "text box" and len(self.open) > 1:
            self.open[-2][0].behind.append(line)
        else:
            self.done[line.kind].append(line)


def _changes(state: _State) -> Iterator[str]:
    if state.deleted:
        yield "tracked deletion"
    elif state.hidden:
        yield "hidden text"
    else:
        yield "tracked insertion" if state.revised else ""
        yield "struck words" if state.struck else ""


def _letter(number: int) -> str:
    """The letter of a signed number of 16 bits; half of a pair is lost."""
    code = number % 0x10000
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def _codec(codepage: int) -> str:
    name = {10000: "mac_roman", 65001: "utf-8"}.get(codepage, f"cp{codepage}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
