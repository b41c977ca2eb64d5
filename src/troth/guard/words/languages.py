"""Words by which a language shows: small words, and those that companies promise with."""

from troth.guard.words.lists import words

#: Small words of English.
ENGLISH: frozenset[str] = words(
    "the a an and or of to in on at by for with from within you your we our us i me my it its",
    "is are be will shall can may must should would not no this that these those if when as",
    "all any have has had do does did up out off over back after before until next please",
    "thanks thank hi hello dear so but than then there here who what how which per free day",
    "days hour hours week weeks was were been their they them he she his her into about more",
    "most each every once soon now just only also get",
)
#: Words that English does not have, or hardly.
FOREIGN: frozenset[str] = words(
    # German, Dutch
    "wir ihnen ihre ihr und der das den dem nicht ist sind werden wird innerhalb von mit auf",
    "für sie bis zum zur ein eine einen haben heute stunden tagen woche uns ich zurück",
    "erstatten erstattung geld lieferung liefern kostenlos garantieren versprechen rufen",
    "melden morgen erhalten wij jullie uw het een voor niet binnen zullen krijgt terug",
    "dagen uur bezorgd gratis geld betaling wordt naar zijn",
    # French
    "nous vous votre vos les des est sont sera serez avec dans pour une sur pas sous jours",
    "heures demain rembourser remboursement remboursons remboursé livraison livrer livré",
    "garantissons promettons gratuit gratuitement rappellerons recevrez aux cette ce leur",
    # Spanish, Portuguese, Italian, Catalan
    "nosotros usted su sus los las el del por para una con que está será días horas mañana",
    "reembolso reembolsaremos devolución devolveremos dinero entrega entregaremos garantizamos",
    "prometemos llamaremos recibirá le nós você seu sua os das dos em não com uma dias amanhã",
    "reembolsar reembolsaremos prazo garantimos entregue ligaremos até sem noi lei voi il lo",
    "gli di della entro giorni ore domani rimborso rimborseremo rimborsare consegna garantiamo",
    "promettiamo richiameremo riceverà soldi gratuito sarà nel ci",
    # Nordic languages
    "vi och att det som för inom dagar timmar återbetalar återbetalning leverans imorgon",
    "og er til inden dage timer refunderer tilbagebetaler levering dager ikke jeg deg dine",
    # Polish, Czech, Croatian and the like
    "się nie że jest do dni godzin zwrot zwrócimy pieniądze dostawa gwarantujemy jutro ciągu",
    "pro vám bude dnů hodin vrátíme peníze zítra dodání garantujeme ćemo dana novac sutra",
    # Turkish, Indonesian, Malay, Tagalog, Swahili, Vietnamese, Hindi and Urdu in Latin letters
    "bir ve için gün içinde iade edeceğiz ücretsiz saat yarın sizi paranızı kami akan anda",
    "dalam hari uang dana pengembalian mengembalikan gratis yang dan untuk dengan besok jam",
    "namin ang mga ng sa loob araw ibabalik pera bukas libre tutarudisha pesa zako ndani siku",
    "chúng tôi sẽ hoàn tiền trong vòng ngày của bạn hum aapko aapka paise wapas denge karenge",
    "mein ke ki hai hain dinon kal tak ghante",
    # Finnish, Hungarian, Romanian, Greek and Russian in Latin letters, Latin
    "palautamme rahat päivän kuluessa sinulle teille ja napon belül visszatérítjük pénzt önnek",
    "vom și în zile returna banii mâine livrare vernem dengi dney zavtra vam vas",
    # English, turned round or shifted by thirteen letters
    "ew lliw uoy ruoy dnufer nihtiw syad sruoh yadirf eht dna uoy'll jr lbh jvyy gur naq",
    "lbhe ershaq jvguva qnlf ubhef sevqnl ershaqf cebzvfr thnenagrr",
).difference(ENGLISH, words("est gratis jam sang hum con pour pas"))
#: Of those, the words that alone make a sentence another language's.
PROMISED: frozenset[str] = words(
    "erstatten erstattung lieferung kostenlos garantieren versprechen rembourser remboursement",
    "remboursons livraison garantissons promettons gratuitement rappellerons recevrez",
    "nosotros usted reembolso reembolsaremos devolución devolveremos garantizamos prometemos",
    "llamaremos recibirá você garantimos ligaremos rimborso rimborseremo consegna garantiamo",
    "promettiamo richiameremo återbetalar återbetalning leverans refunderer tilbagebetaler",
    "zwrot zwrócimy gwarantujemy vrátíme garantujeme edeceğiz ücretsiz pengembalian",
    "mengembalikan ibabalik tutarudisha hoàn palautamme visszatérítjük dnufer lliw ershaq jvyy",
    "bezorgd zullen",
)
