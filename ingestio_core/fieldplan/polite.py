"""Words of a prompt that ask for something without naming it."""

import re
from typing import Final

from ingestio_core.fieldplan.formats import CURRENCIES, UNITS
from ingestio_core.fieldplan.lexicon import DOCUMENTS, word_set

LEADS: Final = frozenset(
    word
    for line in (
        "please extract get fetch find read give show tell return provide pull out capture collect identify",
        "determine me us i we want need would like to know what is are was which the a an all any "
        "and also then",
        "as well from can could you kindly including plus or following their its his her our your my "
        "this these",
        "who when how much many it of table",
        "those just only let have list each every both of in on with hi hello dear",
        "bitte extrahiere extrahieren lies lesen gib mir zeige ich brauche benotige benotigen "
        "wir mochte mochten hatte hatten brauchen "
        "gerne die der das",
        "den dem des alle auch sowie wie lautet lauten aus ein eine einen und von jeder jedes",
        "merci veuillez extraire extrais extrayez donne donnez moi je veux voudrais besoin quel "
        "quelle quels quelles",
        "est sont le la les l de du d tous toutes tout aussi s il vous plait et un une des",
        "por favor extrae extraer extraiga dame quiero necesito cual cuales es son el los las todos "
        "todas tambien y",
        "per favore estrai estrarre dammi voglio vorrei quale qual lo gli tutti tutte anche e",
        "extraia extrair quero preciso qual quais o os as do da dos tambem",
        "graag alstublieft haal lees geef mij ik wil nodig heb wat het ook uit en",
        "prosze wyodrebnij podaj odczytaj potrzebuje chce jaki jaka jest wszystkie takze oraz z",
        "ideally maybe perhaps possibly preferably additionally furthermore moreover finally especially",
        "mainly basically simply ok okay so include make sure re looking am interested be",
        "forget importantly well but their there where whose his hers d ll m ve he she they if",
        "know knowing savoir saber sapere weten wissen wiedziec uber many viele viel grab parse retrieve "
        "using see do",
        "did does has will should must",
        "ist wer wann welche welcher welches welchen wo hoch viel wieviel bis ausserdem zusatzlich "
        "ferner weiterhin",
        "eventuell vielleicht gegebenenfalls ggf moglichst idealerweise bzw deren dessen ihre ihr ihrer "
        "seine sein",
        "seiner lauten heisst heissen gebe gebt nenne nennen suche suchen finde finden hole holen ziehe "
        "ziehen ermittle",
        "erfasse erfassen jeweils sind werden wird wurde zu dann noch nur fur im am beim hallo zudem "
        "zwar konnen konnten",
        "kannst du euch uns sie ob dazu davon insbesondere",
        "qui quand combien idealement eventuellement peut etre egalement son sa ses leur leurs ensuite "
        "puis enfin",
        "lis lire lisez trouve trouver trouvez recupere recuperer recuperez ainsi que sur dans avec ces "
        "ce cette",
        "aimerais souhaite souhaitons avons avoir besoin liste lister montre pouvez vous pourriez peux "
        "tu indiquez indique",
        "quien cuando cuanto ademas quizas tal vez idealmente su sus saca sacar dime indica indicar lee leer",
        "busca buscar queremos necesitamos quisiera me gustaria favor lista tambien luego despues cada "
        "sea posible",
        "puedes puede extraigas obtener obten este esta estos estas",
        "chi quando quanto inoltre magari possibilmente idealmente suo sua suoi sue loro anche leggi "
        "leggere trova trovare",
        "mi serve servono ci vorremmo elenca elencare dimmi indica poi infine della dei delle degli nel "
        "nella puoi potresti",
        "ottenere e gentilmente cortesemente",
        "quem quando quanto alem disso talvez idealmente seu sua seus suas leia ler liste listar diga "
        "indique precisamos",
        "queremos gostaria depois e numa na obter encontre poderia pode eu",
        "wie wanneer hoeveel welke daarnaast eventueel misschien bovendien hun haar zijn diens vind zoek "
        "toon noem",
        "willen hebben we wij moet graag dan nog verder bij uit halen lezen kun kunt je jij u zou "
        "daarbij alsjeblieft",
        "kto kiedy ile gdzie jaki jakie ponadto ewentualnie moze rowniez dodatkowo jego jej ich znajdz "
        "wypisz pokaz",
        "faut faudrait servirebbero servirebbe potrzebujemy chcemy chcialbym chcialabym wyciagnij pobierz "
        "prosimy sa tez jeszcze nastepnie czy",
    )
    for word in line.split()
)
"""Folded words that are taken off the front of a part."""

VERBS: Final = word_set(
    "please extract get fetch find read give show return provide pull capture collect need want list"
)
FILLERS: Final = word_set(
    "data information info details fields field values columns following below here everything "
    "document documents "
    "file files page pages thanks thank you danke vielen dank merci gracias grazie obrigado obrigada "
    "dziekuje bedankt "
    "angaben daten felder folgende folgenden informationen donnees champs informations suivants "
    "suivantes datos "
    "campos siguientes dati campi seguenti dados seguintes gegevens velden volgende dane pola "
    "nastepujace advance "
    "attached "
    "things thing stuff bits points facts content contents value values attribute attributes "
    "column header headers general main important key relevant each "
    "feld folgendes nachfolgende nachfolgenden wichtige wichtigsten relevante relevanten inhalte inhalt "
    "werte "
    "elements suivante element valeurs valeur chose choses importantes principales elementos elemento "
    "siguiente cosas valores importantes principales elementi seguente cose valori importanti principali "
    "coisas principais importantes waarden zaken belangrijkste informatie elementy wartosci najwazniejsze "
    "informacje dokument dokumente dokumenten dokumentu dokumentow dokumenty documenti documento documentos "
    "anhang stuck"
)
"""What says nothing when a part holds nothing else."""

_DETERMINER: Final = (
    "the|this|these|each|every|my|our|all|der|den|dem|dieser|diesen|la|le|les|cette|ces|el|los|il|o|de"
)
_DOCUMENT: Final = "|".join(
    sorted(
        {
            *DOCUMENTS,
            "form",
            "application",
            "application form",
            "formular",
            "formulaire",
            "formulario",
            "document",
            "documents",
            "page",
            "file",
            "dokument",
            "documento",
            "purchase order",
        }
    )
)
_UNITS: Final = "|".join(sorted(UNITS | CURRENCIES, key=lambda word: (-len(word), word)))
_KINDS_OF_VALUE: Final = (
    "iso(?: 8601)?|number|numeric|decimal|integer|int|float|numbers|zahl|ganzzahl|dezimalzahl|nummer|"
    "nombre(?: entier)?|"
    "entier|chiffres?|numero|entero|getal|liczba|liczby|liczbe|date|datum|fecha|data|text|string|texte|"
    "texto|testo|tekst|"
    "boolean|yes no|ja nein|ja nee|oui non|si no|sim nao|tak nie|true false|currency|money|amount|betrag|"
    "montant|"
    "importe|importo|valor|bedrag|kwota|"
    "table|tabelle|tableau|tabla|tabella|tabela|tabel|list|liste|lista|lijst|"
    "(?:yyyy|jjjj|aaaa|rrrr) mm (?:dd|tt|jj|gg)|(?:dd|tt|jj|gg|mm) (?:mm|dd) (?:yyyy|jjjj|aaaa|rrrr)|"
    f"formato iso|format iso|formacie iso|iso formaat|iso format|isoformat|{_UNITS}"
)
TRAIL: Final = re.compile(
    r"(?:"
    r"(?<!check) (?:as|in|als|im|en|como|come|jako|w|au|nel|no|em|sous forme de) "
    r"(?:an? |the |einer? |une? |una |uma |een |le |el |il |o |um |un )?(?:plain |whole )?"
    rf"(?:{_KINDS_OF_VALUE})(?:(?: or| \w)? (?:{_KINDS_OF_VALUE})| (?:format|formato|formaat|formacie|"
    rf"form|value|only|8601))*"
    r"| (?:format|formato|formacie) iso"
    r"| (?:as|in|als|im|en|como|come|jako|w|au|em|with) (?:(?:an?|the|une?|uma?|un|una|een|einer?) )?"
    r"(?:(?!(?:cost|post|zip|tax|product)\b)\w+ ){0,3}(?:codes?|codigo|codice|kod|isocode)"
    r"(?: (?:iso|4217|(?:a|de|di|of|con|z) (?:\w+ )?(?:letters?|lettres|lettere|letras|liter)))?"
    r"| (?:with|mit|avec|con|com|met|z|to|auf) (?:(?:an?|une?|una|uma?|un|het) )?(?:\w+ )?"
    r"(?:decimals?|decimal (?:points?|commas?|places?)|nachkommastellen?|dezimal\w+|decimales?|"
    r"chiffres apres la virgule|decimali|casas decimais|decimais|decimalen|cijfers achter de komma|"
    r"miejscami po przecinku|(?:punto|coma|virgola|virgula|point) decimale?)"
    r"| (?:without|no|ohne|sans|sin|senza|sem|zonder|bez) (?:\w+ )?"
    r"(?:thousands?(?: separators?)?|tausender\w*|separa\w+ (?:de |des |delle |dos )?m\w+|duizendtal\w*)"
    rf"| (?:kwh|mwh|m2|m3|percent)"
    r"| if (?:you can|(?:it is |it s |its |there is |they are )?(?:present|any|available|there|given|"
    r"stated|shown|possible|"
    r"printed|found|applicable|one|needed))"
    r"| (?:falls|wenn|sofern|soweit) (?:\w+ )?(?:vorhanden|moglich|angegeben|verfugbar)|"
    r" (?:si|se|s il) (?:es |e |c est |y )?(?:present|presente|existe|existir|disponible|hay|posible|"
    r"possible|possibile|possivel|"
    r"indicado|disponivel|houver|disponibile|en a|y en a)"
    r"| indien (?:aanwezig|mogelijk|beschikbaar|vermeld)| (?:jesli|jezeli|o ile) (?:jest|sa|to mozliwe|"
    r"mozliwe|podano|dostepne|dostepny)"
    rf"| (?:of|from|on|in|for|vom|von|aus|auf|sur|dans|en|su|em|op|z|der|des|de|da|do|del|della|van|"
    rf"na) (?:(?:{_DETERMINER}) )?(?:{_DOCUMENT})"
    r"| please| thanks| thank you| bitte| merci| gracias| grazie| obrigado| too| as well| also|"
    r" s il (?:vous|te) plait|"
    r" por favor| per favore| alsjeblieft| alstublieft| graag| aub| svp| prosze|"
    r" for me| it| them| as shown| each| jeweils| respectively| only| etc| usw| ecc| itd| enz| and so on"
    r"| is| are| was| be|(?<!tekend)(?<!boren)(?<!taald)(?<!keurd) op| as printed| as written|"
    r" as it is printed| exactly| exakt| genau| ist|"
    r" lautet| steht| an| raus|"
    r" heraus| auslesen| extrahieren| herausziehen| angeben| ausgeben| erfassen| aus| nodig| optional|"
    r" mandatory| required|"
    r" (?:that|which) (?:is|are|was|were) \w+(?: \w+)?"
    r")+$"
)
"""On the words joined by single spaces: formats, units, conditions and courtesies at the end of a part."""

ADJECTIVES: Final = word_set(
    "full exact complete overall main official printed legal correct all any total's whole final "
    "vollstandige "
    "genaue complet complete exact completo completa exacto esatto volledige pelna pelny code value field"
)
WITH: Final = re.compile(
    r"\s(?:(?:each\s+)?(?:along\s+)?with|including|incl\.?|inkl\.?|containing|showing|mit|samt|"
    r"jeweils\s+mit|bestehend\s+aus|inklusive|einschließlich|y\s+compris|avec|incluant|comprenant|"
    r"incluyendo|incluid[oa]s?|"
    r"con\s+l[eoai]|compres[oaie]|inclus[oaie]|incluindo|inclusief|włącznie\s+z|wraz\s+z|"
    r"con|com|met|ze?|and\s+their|und\s+deren)\s+(?:their\s+|its\s+|the\s+)?",
    re.IGNORECASE,
)
EACH: Final = re.compile(
    r"^\s*(?:and\s+|und\s+|et\s+|y\s+|e\s+|en\s+|i\s+)?"
    r"(?:(?:for|für|fur|pour|para|per|por|voor|van|dla|from|of|von|zu)\s+)?"
    r"(?:each|every|any|all(?=\s+\w+s\s*$)|per|jede[rsnm]?|pro|je|chaque|cada|ogni|elke|elk|ieder|iedere|"
    r"każd\w+|kazd\w+)\s+"
    r"(?:(?:single|one|of\s+the|einzelne[nrs]?|der|des|una?\s+d\w+)\s+)?",
    re.IGNORECASE,
)
PER: Final = re.compile(
    r"\s(?:(?:for|of|from|on|in|für|von|pour|de|para|per|di|van|voor|dla)\s+)?"
    r"(?:each|every|per|pro|je|jede[rsnm]?|par|por|chaque|cada|ogni|elke|elk|każd\w+|"
    r"kazd\w+)\s+(?:of\s+the\s+)?(?=\S)",
    re.IGNORECASE,
)

POSSESSIVES: Final = word_set(
    "their its his her whose ihre ihr ihrer deren dessen seine sein seiner son sa ses leur leurs su sus "
    "suo sua "
    "suoi sue loro seu seus suas zijn hun haar diens jego jej ich"
)
OWNED: Final = word_set(
    "email mail emails phone telephone tel fax contact website web url city country zip postcode street "
    "bic swift "
    "registration register handelsregister telefon telefonnummer ansprechpartner kontakt ort land plz "
    "stadt strasse "
    "postleitzahl webseite courriel ville pays site rue correo telefono ciudad pais citta paese sito cap "
    "telefone "
    "cidade telefoon telefoonnummer plaats stad miasto kraj ulica kod siret kvk hrb mobile handy"
)
"""What each party has, so that it needs its owner's name in front."""

DETERMINERS: Final = re.compile(
    r"^[\s\ue044]*(?:the|der|die|das|den|le|la|les|l['’]|el|los|las|il|lo|gli|o|os|as|de|het|every|each|"
    r"all|alle)\b",
    re.IGNORECASE,
)
