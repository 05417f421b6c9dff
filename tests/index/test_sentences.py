"""Sentences: where they end, what they never cross, and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.sentences import Kind, Sentence, split_sentences


def texts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


# A "|" in the second column stands where a sentence ends; the text is the column without it.
ENDS = {
    # plain ends
    "one": "The pump works.",
    "two": "The pump works.|It hums.",
    "question, exclamation": "Does it? |It does! |Good.",
    "runs": "You did what?! |She laughed!!! |He left.",
    "no end": "a line without any stop that just goes on",
    "semicolon, colon, dash": "It rained; Ana stayed: The road – Route 9 — was shut.",
    "number at the end": "They lost 3 to 1.|Then it rained.|In 1950.|Twelve came.",
    "starts with a digit": "It was cold.|40 boats stayed in.",
    "starts with money": "It sank.|€5 was left.|$3 million went.",
    "starts with a bracket": "It sank.|[Music] Then silence.",
    "two spaces": "It sank.  |Then silence.",
    "field of a form": "Was the door locked? Yes",
    # titles and other abbreviations
    "titles": "Dr. Wu, Gen. Ode and Prof. Lind met Mrs. Roe.|Lt. Col. Yu was ill.",
    "title before a starter": "They met Dr. In Pak.",
    "saint": "The ferry to St. Helena left.|St. Ives is far.",
    "examples": "Bring tools, e.g. Allen keys, i.e. Hex ones.|Cf. Lind and approx. 40 more, vs. Five.",
    "company": "Brightwell Inc. Chairman Lee Moss quit Northfold Co. Ltd. Monday.",
    "company ends": "She ran Brightwell Inc. |The firm failed.|He sued Tarn Corp. |In June he lost.",
    "junior": "Sam Ode Jr. Bridge is long.",
    "junior ends": "It was Sam Ode Jr. |He waved.",
    "country": "The U.S. Navy and U.K. Parliament agreed.",
    "country ends": "He moved to the U.S. |She stayed in the U.N. |But why?",
    "state": "A barn in Tilbury, Tenn. Burned hay, N.Y. Fire Dept. staff said.",
    "state ends": "It burned in Upton, N.Y. |Two cows were hurt.",
    "clock": "It opens at 9 a.m. Monday and shuts at 5 p.m. GMT.",
    "clock before a zone": "Call by 6 p.m. Sydney time on 18 August.",
    "clock ends": "It shut at 5 p.m. |Officers left.|It rang at 6 a.m. |Some time later she woke.",
    "et cetera": "Nails, screws, etc. are sold.",
    "et cetera ends": "Nails, screws, etc. |The shop is small.",
    "month": "On Jan. 5 and Sept. 9 it rained.|Dec. 24 was dry.",
    "month ends": "It began in Nov. |They left.",
    "weekday": "Open Mon. to Sat. 9 to 5.",
    "sun is a word": "They sat in the sun. |Paola slept.",
    "number": "Flat No. 5 is let.|Nos. 6 and 7 aren't.|Part no. 88-140 broke.",
    "number with letters": "Edition 3 (model no. AM-D20) is out.|VAT no. GB 414 2290 is ours.",
    "no is a word": "He said no. |Five came.|“No.” |Six left.",
    "no, then a month": "I said no. |May came.",
    "references": "See Fig. 2, Eq. 3, Art. 5, Sec. 4.2, Ch. IV and Vol. II.|Also p. 7, pp. 8-9.",
    "art is a word": "She loves modern art. |Critics don't.",
    "life dates": "Ana Roe (b. 1901, d. 1980) drew.|She left c. 1930.",
    "degree": "Lee Moss, Ph.D. Candidate, spoke.",
    "degree ends": "He has a Ph.D. |She has none.",
    "et al.": "Roe et al. 2019 and Moss et al. Found it.",
    "mountain": "From Mt. Tarn to Ft. Ode on Elm Ave. Bridge.",
    "street ends": "He lives on Elm St. |The house is red.",
    "retired": "Gen. (ret.) Ode wrote.",
    # initials
    "initials": "J. K. Rowe met Ada B. Moss and T.J. Ode.|A. Smith left.",
    "initial A": "J. A. Roe spoke.",
    "initial of a thing": "Take vitamin C. |“It helps,” she said.|See annex B. |Prices follow.",
    "initial, starter": "It was plan B. |They ran.|Taller than I. |He fell.",
    # points inside words
    "decimals": "It rose 3.5 percent to 1.25.|Version v1.2.3 is out.|At 5.30 it shut.|See 4.2.1 there.",
    "addresses": "Write to ana@tarn.example.com or see tarn.org/Help.Html today.|Go.",
    "file names": "Open report.pdf and notes.txt now.",
    "languages": "She likes Node.js and ASP.NET, not asp.Net or U.S.A ones.",
    "host": "At www.Tarn.Example.com it says so.",
    "missing space": "The storm ended.|The roof held.|Ana left!|Ben stayed.",
    "no missing space": "Booking.Com and Math.Max(a) and v.Next stay.",
    # ellipses
    "ellipsis goes on": "Well... maybe … or… not.",
    "ellipsis ends": "Well... |Maybe so… |Then no.",
    "ellipsis at the start": "...and then it sank.|…The end.",
    "spaced ellipsis": "He paused . . . and left . . . |She stayed.",
    # quotes
    "quote goes on": '“We go,” he said.|"Really?" she asked.|“Stop!” he cried.',
    "quote, name, verb": '“Stop!” Ana Roe cried.|"Why?" Ben asked.',
    "quote, pronoun": "“Stop!” |She cried.",
    "quote ends": 'He said, “We go.” |Then he left.|She said, "No." |"Yes," he said.',
    "quote in quote": "“He said ‘Go.’” |They went.|\"It's 'fine.'\" |All slept.",
    "quote of two": "“It sank. |We swam.” |They lived.",
    "abbreviation in quotes": "It says “until 5 p.m.” |Officers left.|It read “made in the U.S.” |Few knew.",
    "quote opens next": "It sank.|“We swam,” she said.|'Twas late.|'We slept.'",
    "quote by": "“We swam.” — Ana Roe",
    "guillemets": "Il dit « Je pars. » |Puis il part.|»Nein.« |Er ging.|„Ja.“ |Sie blieb.",
    "possessive": "It was the Roes'. |They left.",
    # brackets
    "bracket sentence": "(He left.) |Then it rained.|[She too.] |All slept.",
    "bracket inside": "It sank (see Fig. 2) fast.|It rose (see Fig. 3).|Then no.",
    "bracket goes on": "It sank (why?) and rose.|It fell (Tarn Inc.) Monday.",
    "notes": "It sank in 1990.[3][14] |The crew swam.[citation needed] |They lived.[a]",
    "emphasis": "It **sank.** |*Then* it _rose._ |Good.",
    # dashes
    "turns": "It sank. |— Why? |— “It leaked.”",
    "dateline": "TILBURY, Tenn. — A barn burned.",
    "hyphen": "It sank. - maybe.",
    # lower case
    "lower case goes on": "The firm eBay. iPhone makers pays. and more.",
    "informal": "i went home. |it was late! |so i slept.",
    "brand": "eBay grew.|It paid.",
    # markers
    "numbered": "1. Stir the pot.|2. Serve it.",
    "numbered in a row": "They agreed. |1. We pay. |2. They leave.",
    "diary": "2 January. We sail. |4 January. Fog.",
    "roman": "iv. Stir it.|Good.",
    # other scripts
    "chinese": "船沉了。|我们游泳！|为什么？",
    "chinese quote": "她说：“船沉了。”|我们走了。",
    "chinese quote goes on": "“船沉了！”他说。|走吧。",
    "japanese": "「沈んだ。」と言った。|行こう。",
    "japanese two": "船が沈んだ。|泳いだ！？|そう。",
    "hindi": "नाव डूब गई। |हम तैरे। |क्यों?",
    "arabic": "غرق القارب. |هل سبحنا؟ |نعم.",
    "urdu": "کشتی ڈوب گئی۔ |ہم تیرے۔",
    "russian": "Лодка утонула. |Мы плыли. |А. С. Иванов спал.",
    "greek": "Το πλοίο βυθίστηκε. |Κολυμπήσαμε.",
    "armenian": "Նավը խորտակվեց։ |Մենք լողացինք։",
    "amharic": "ጀልባው ሰመጠ። |ዋኘን።",
    "thai": "เรือจมลงเมื่อวานนี้ พวกเราว่ายน้ำกลับฝั่งและทุกคนปลอดภัยดี",
    "spanish": "¿Por qué? |¡Vamos! |Llueve.",
}


@pytest.mark.parametrize("marked", ENDS.values(), ids=ENDS.keys())
def test_where_sentences_end(marked: str) -> None:
    # "a.|B" is "a. B" unless the case is about no space at all.
    spaced = marked if marked in GLUED else marked.replace(" |", "|").replace("|", " |")
    expected = [part.strip() for part in spaced.split("|")]
    assert texts(spaced.replace("|", "")) == expected


GLUED = [
    ENDS["missing space"],
    *(ENDS[name] for name in ENDS if name.startswith(("chinese", "jap"))),
]

LONG = "The harbour office keeps a ledger of every boat"

BLOCKS = [
    ("blank lines", "One line here\n\nand another.", ["One line here", "and another."]),
    (
        "hard wrap",
        f"{LONG}\nthat came in at night. It is kept in\nthe tower.",
        [f"{LONG}\nthat came in at night.", "It is kept in\nthe tower."],
    ),
    (
        "hard wrap before a capital",
        "The boats that came in at night were from\nTilbury and were counted by the harbour man\nBen Roe.",
        [
            "The boats that came in at night were from\nTilbury and were counted by the harbour man\nBen Roe."
        ],
    ),
    (
        "uneven lines of proportional type",
        "The boats that came in during the night were counted by one\n"
        "man, and every morning the clerk brought them to Ms\nHolloway, who sorted the slips by\n"
        "colour and threw the rest away.",
        None,
    ),
    ("short lines", "Roses are red\nViolets are blue", ["Roses are red", "Violets are blue"]),
    (
        "address",
        "Write to us.\nHarbour Office\n12 Elm Road\nTilbury",
        ["Write to us.", "Harbour Office\n12 Elm Road\nTilbury"],
    ),
    (
        "wrapped line that starts with a number",
        f"{LONG} on page\n12. The next is lost for good and all.",
        [f"{LONG} on page\n12.", "The next is lost for good and all."],
    ),
    (
        "bullets",
        "Bring:\n- Rope.\n* Tar\n• A lamp. Oil too.",
        ["Bring:", "- Rope.", "* Tar", "• A lamp.", "Oil too."],
    ),
    (
        "numbers",
        "1. Stir. Wait.\n2) Serve\n(a) Eat\niv. Rest.",
        ["1. Stir.", "Wait.", "2) Serve", "(a) Eat", "iv. Rest."],
    ),
    ("marker on its own line", "1.\nStir it.\n2.\nServe.", ["1.\nStir it.", "2.\nServe."]),
    (
        "item that is wrapped",
        "- Take the rope that hangs by the door of the shed\n  and coil it. Then wait.\n- Rest.",
        [
            "- Take the rope that hangs by the door of the shed\n  and coil it.",
            "Then wait.",
            "- Rest.",
        ],
    ),
    ("item with a hanging indent", "- Rope\n  of hemp\n- Tar", ["- Rope\n  of hemp", "- Tar"]),
    (
        "heading between lines",
        "It sank.\n## The crew\nAll swam.",
        ["It sank.", "## The crew", "All swam."],
    ),
    ("table", "Boat | Crew\nAnna | 4\nBella | 5", ["Boat | Crew", "Anna | 4", "Bella | 5"]),
    ("empty", "", []),
    ("white", " \n\n\t\n", []),
]


@pytest.mark.parametrize(("text", "expected"), [b[1:] for b in BLOCKS], ids=[b[0] for b in BLOCKS])
def test_what_no_sentence_crosses(text: str, expected: list[str] | None) -> None:
    assert texts(text) == ([text] if expected is None else expected)


PROSE = "The boats came in late that night."
MORE = "Nobody had seen them leave the bay."


# --- Any text -------------------------------------------------------------------------------------

SYMBOLS = ".!?…。؟। \n\n\t\"'“”‘’«»()[]*_#-–—•|:;,aAbBiI1290é中のกاл£$"
WORDS = "\n\n~...~. ~? ~Mr.~U.S.~p.m.~No. ~The ~the ~said~1. ~- ~(a) ~# ~[1]~ended.The~x_001.jpg"
STRANGE = "03:04 - Source: X~By Ana Roe~Story highlights~CNN —~\r~\u2028~\x1c~\u200b~e\u0301~🌊"
PIECES = st.sampled_from([*SYMBOLS, *WORDS.split("~"), *STRANGE.split("~")])
ANY_TEXT = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


def check(text: str, sentences: list[Sentence]) -> None:
    assert [s.number for s in sentences] == list(range(1, len(sentences) + 1))
    position = 0
    for s in sentences:
        assert not text[position : s.start].strip(), "visible text between two sentences"
        assert position <= s.start < s.end
        span = text[s.start : s.end]
        assert span == span.strip()
        position = s.end
    assert not text[position:].strip()


@given(ANY_TEXT)
@example("a. \u2028B. ***")
@example("a.\x1cB")
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    check(text, split_sentences(text))


@given(ANY_TEXT)
def test_only_headings_and_boilerplate_are_kept_whole(text: str) -> None:
    """What is alone on the page as a sentence has a letter or digit in it."""
    assert all(
        any(map(str.isalnum, text[s.start : s.end]))
        for s in split_sentences(text)
        if s.kind is Kind.SENTENCE
    )


HOSTILE = '. ~a.~a. ~A. The ~(~"~ ~\n~.\n~a\n~12\n~a。(~a. (~1. ~ab.Cd ~[1]~Jane Roe, ~.'


@pytest.mark.heavy
@pytest.mark.parametrize("piece", HOSTILE.split("~"), ids=repr)
def test_anything_takes_linear_time(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    check(text, split_sentences(text))


@pytest.mark.heavy
@pytest.mark.parametrize("gap", [" ", "(", ". (", "。("], ids=repr)
def test_a_far_away_word_is_looked_for_once(gap: str) -> None:
    text = "It sank." + gap * (1_000_000 // len(gap)) + "Then"
    check(text, split_sentences(text))


@pytest.mark.heavy
def test_five_megabytes_of_prose() -> None:
    text = f"{PROSE} {MORE} Dr. Wu said “Why?” at 5 p.m. on Friday.\n\n" * 45_000
    assert len(split_sentences(text)) == 3 * 45_000


# --- The article ----------------------------------------------------------------------------------


def test_the_article(article: Path) -> None:
    """By counts and places only: its sentences are not ours to copy."""
    text = article.read_text(encoding="utf-8").strip()
    sentences = split_sentences(text)
    check(text, sentences)
    places: dict[Kind, list[int]] = {
        kind: [s.number for s in sentences if s.kind is kind] for kind in Kind
    }
    assert len(sentences) == 68
    assert places[Kind.HEADING] == [1, 11, 18, 25, 36, 47, 54]
    assert places[Kind.BOILERPLATE] == [2, 15, 17, 29, 31]
