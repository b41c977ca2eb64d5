"""A first look: whether a sentence or a clause can hold a promise at all."""

from troth.guard.text.hints import hints
from troth.guard.words.lists import words

#: What every promise has one of; what is without is not read.
is_cue = hints(
    *words(
        "will 'll ing can day no get any 're have has all work give send back free hour week",
        "month year minute should shall may could n't every each until till before within",
        "soon asap same expect allow try aim hop off stand under yours keep stay open pay",
        "refund fix swap come go ship arriv land reach deliver cover protect replac repair",
        "credit guarant promis ensur commit assur pledg undertak vow target ought warrant",
        "lifetime consider includ safe % 0 1 2 3 4 5 6 7 8 9 half price next new nev follow",
        "morrow night expense cost own more most warn tell told you",
    ),
    *("is ", "are ", " on ", "by ", "in ", "'s ", "let ", "'m ", "am ", "end of", "right up"),
    "we ",
)
