"""Travellers, none of whom exists: names from many places, addresses and numbers of nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random
from unicodedata import normalize

from examples.airline.year.ids import id_from

#: Given names and family names that go together.
_NAMES: tuple[tuple[str, str], ...] = (
    (
        "Anna Lukas Sophie Felix Hannah Paul Marie Jakob Clara Emil Frieda Moritz",
        "Schneider Hoffmann Krause Vogel Lindner Brandt Seidel Kühn Peters Wolff",
    ),
    (
        "Emma James Olivia Noah Charlotte Henry Abigail Samuel Chloe Jack Ruth Walter",
        "Miller Carter Bennett Hughes Foster Reed Sullivan Brooks Hayes Coleman Whitfield",
    ),
    (
        "Lucía Mateo Valentina Diego Camila Javier Elena Andrés Sofía Rafael",
        "García Romero Fuentes Castillo Navarro Reyes Ortega Mendoza Salinas Ibáñez",
    ),
    (
        "Camille Louis Élise Hugo Manon Antoine Inès Rémi Zoé Théo",
        "Laurent Moreau Girard Fontaine Mercier Chevalier Renard Dubois Lambert",
    ),
    (
        "Priya Rohan Ananya Vikram Meera Arjun Kavya Sanjay Nisha Dev",
        "Sharma Raman Chatterjee Iyer Mehta Kapoor Banerjee Nair Das Kulkarni",
    ),
    (
        "Adaeze Chinedu Ngozi Emeka Amaka Tunde Yewande Kwame Abena Kofi",
        "Okafor Adeyemi Mensah Nwosu Boateng Eze Balogun Asante Osei",
    ),
    (
        "Aiko Haruto Yuki Ren Sakura Kenji Mei Daiki Hana Sota",
        "Tanaka Suzuki Watanabe Kobayashi Mori Ishikawa Ogawa Hayashi",
    ),
    ("Li Wei Jing Hao Xin Yan Ming Fang Jun Lan", "Chen Wang Zhang Liu Huang Zhao Wu Zhou Xu Sun"),
    (
        "Zofia Jan Maja Piotr Alicja Tomasz Hana Jakub Tereza Ondřej",
        "Kowalska Nowak Zielińska Mazur Dvořák Novotný Procházka Wójcik",
    ),
    (
        "Leyla Emre Zeynep Can Elif Omar Layla Karim Noor Yusuf",
        "Yılmaz Demir Kaya Haddad Mansour Nasser Aydın Farouk Saleh",
    ),
    (
        "Ingrid Lars Astrid Erik Freja Nils Saga Mikkel Aino Eero",
        "Lindqvist Johansson Dahl Nilsen Berg Korhonen Virtanen Holm Sørensen",
    ),
    (
        "Giulia Marco Chiara Matteo Francesca Luca Bianca Pietro Marta Dario",
        "Rossi Ferrari Conti Galli Moretti Greco Rinaldi Bruno Costa",
    ),
)
#: Ranges that are kept free for stories: New York, Berlin, London.
_PHONES = ("+1 212 555 01{:02d}", "+49 30 23125 {:03d}", "+44 20 7946 0{:03d}")
_MAIL = ("example.com", "example.org", "example.net")
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "ß": "ss"})


@dataclass(slots=True, kw_only=True)
class Traveller:
    """Somebody who flies with us."""

    id: str
    name: str
    email: str
    phone: str | None
    #: In the booking system.
    ref: str
    fare: str
    origin: str
    #: Whether the journal knows them yet.
    known: bool = False
    erased: bool = False

    @property
    def facets(self) -> dict[str, str]:
        """What tells them apart for the playbook."""
        return {"fare": self.fare, "origin": self.origin}

    @property
    def given(self) -> str:
        """The given name."""
        return self.name.partition(" ")[0]

    @property
    def party(self) -> str:
        """As parties are written: `customer:...`."""
        return f"customer:{self.id}"


def travellers(seed: int, count: int, at: datetime) -> tuple[Traveller, ...]:
    """So many travellers, all different."""
    dice = Random(f"{seed} travellers")
    names = _names(dice)
    return tuple(_traveller(dice, number, next(names), at) for number in range(count))


def _names(dice: Random) -> Iterator[tuple[str, str]]:
    """Names, and a number behind the address for those that come again."""
    seen: dict[str, int] = {}
    while True:
        given, family = (dice.choice(each.split()) for each in dice.choice(_NAMES))
        name = f"{given} {family}"
        seen[name] = seen.get(name, 0) + 1
        if seen[name] < 3:
            address = ascii_of(f"{given}.{family}").lower()
            yield name, address if seen[name] == 1 else f"{address}{seen[name]}"


def ascii_of(name: str) -> str:
    """A name in plain letters."""
    return normalize("NFKD", name.translate(_PLAIN)).encode("ascii", "ignore").decode()


def _traveller(dice: Random, number: int, name: tuple[str, str], at: datetime) -> Traveller:
    return Traveller(
        id=id_from(dice, at),
        name=name[0],
        email=f"{name[1]}@{dice.choice(_MAIL)}",
        phone=dice.choice(_PHONES).format(dice.randrange(100)) if dice.random() < 0.6 else None,
        ref=f"LW-{100_000 + number * 37}",
        fare=dice.choices(("light", "flex", "business"), (55, 31, 14))[0],
        origin=dice.choices(("EWR", "JFK", "LGA"), (36, 33, 31))[0],
    )
