"""Sentences that name no column: greetings, descriptions of the documents, instructions."""

import re
from collections.abc import Sequence
from typing import Final

from ingestio_core.fieldplan.lexicon import Word, word_set, words

_GREETING: Final = re.compile(
    r"^\s*(?:hi|hello|hey|dear|hallo|liebe[rs]?|guten (?:tag|morgen|abend)|sehr geehrte\w*|moin|bonjour|"
    r"bonsoir|"
    r"salut|coucou|hola|buen[oa]s(?: (?:días|dias|tardes|noches))?|good (?:morning|afternoon|evening|day)|"
    r"greetings|"
    r"servus|grü(?:ß|ss) (?:gott|dich|euch)|grüezi|hej|(?:moi|dag|boas)(?=\s*(?:[,!]|$))|"
    r"estimad\w+|ciao|buongiorno|salve|gentil\w+|olá|ola|bom dia|"
    r"boa tarde|prezad\w+|hoi|beste|goedendag|geachte|dzień dobry|cześć|witam|szanown\w+)\b",
    re.IGNORECASE,
)
_THANKS: Final = re.compile(
    r"^\s*(?:(?:many )?thanks?|thank you|thx|cheers|(?:best|kind|warm) regards|regards|(?:vielen |"
    r"besten |herzlichen )?"
    r"dank|danke|(?:mit )?(?:freundlichen?|besten|vielen|liebe|beste|viele) gr(?:ü|ue)(?:ß|ss)e?n?|"
    r"merci|cordialement|bien cordialement|(?:muchas |mil )?gracias|un saludo|saludos|(?:mille )?grazie|"
    r"cordiali saluti|saluti|(?:muito )?obrigad[oa]|cumprimentos|atenciosamente|bedankt|dank (?:je|u)|"
    r"alvast bedankt|met vriendelijke groet\w*|groet\w*|dziękuję|dzięki|z góry dziękuję|pozdrawiam|"
    r"z poważaniem)\b",
    re.IGNORECASE,
)
_NO_MORE: Final = re.compile(
    r"^\s*(?:(?:and|und|et|y|e|en|i)\s+)?(?:nothing (?:else|more)|that['’]?s (?:all|it)|no more|sonst nichts|"
    r"nichts (?:sonst|weiter|anderes)|das (?:ist|wär['’e]*) alles|mehr nicht|rien d['’]autre|"
    r"c['’]est tout|nada más|"
    r"eso es todo|nient['’]altro|niente altro|è tutto|nada mais|é tudo|só isso|verder niets|niets anders|"
    r"meer niet|"
    r"dat is alles|nic więcej|to wszystko)\b",
    re.IGNORECASE,
)
_FAREWELL: Final = re.compile(
    r"^\s*(?:(?:best|kind|warm) regards|regards|cheers|(?:mit )?\w+ gr(?:ü|ue)(?:ß|ss)e?n?|cordialement|"
    r"bien cordialement|un saludo|saludos|cordiali saluti|saluti|cumprimentos|met vriendelijke groet\w*|"
    r"groet\w*|"
    r"pozdrawiam|z poważaniem)\b",
    re.IGNORECASE,
)
HOW_MANY: Final = re.compile(
    r"^\s*(?:how many|wie ?viele|combien d['’e]|cu[aá]nt[oa]s|quant[ie]|quant[oa]s|hoeveel|ile)\s",
    re.IGNORECASE,
)
_DESCRIPTION: Final = re.compile(
    r"^\s*(?:(?:each|every|jede[rs]?|chaque|cada|ogni|elke?|ieder|każd[yea])\s+[\w-]+\s+"
    r"(?:is|are|ist|sind|est|es|è|é|jest|to|contains|has|holds|shows)\b|"
    r"(?:these|this|those|they|it|the (?:attached |following |uploaded )?[\w-]+|all (?:the )?\w+|"
    r"my \w+|our \w+|"
    r"most (?:of (?:the|them) ?)?\w*|some (?:of (?:the|them) ?)?\w*)"
    r"\s+(?:are|is|were|was|come|comes|have|has|contain|contains|may|might|can|will|must|should|always)\b|"
    r"they['’]re\b|it['’]s\b|(?:i|we)\s+(?:am|are|have|run|work|own|receive|get|uploaded|attached|upload|"
    r"send)\b|"
    r"(?:i|we)['’](?:m|re|ve)\b|(?:i|we)\s+(?:collect|process|handle|sell|buy|get|book|keep|file|store|"
    r"archive|deal|import)\b|"
    r"(?:ich|wir)\s+(?:sammeln|sammle|verarbeite\w*|buche\w*|verwalte\w*|archivier\w*)\b|"
    r"(?:je|nous)\s+(?:re[cç]\w+|collect\w+|trait\w+|g[eé]r\w+|class\w+)\b|"
    r"(?:recibimos|gestionamos|recogemos|procesamos|riceviamo|raccogliamo|gestiamo|recebemos|gerimos|"
    r"recolhemos|otrzymujemy|dostajemy|zbieramy)\b|(?:ik|wij|we)\s+(?:krijg\w*|ontvang\w*|verwerk\w*|"
    r"verzamel\w*)\b|"
    r"there (?:are|is|may|might|can)\b|attached (?:are|is|you)\b|"
    r"(?:es|das|dies|hier|die|diese|der|alle|unsere|meine|manche|einige)\s+(?:[\w-]+\s+)?"
    r"(?:sind|ist|handelt|stammen|kommen|haben|enthalten|können|wurden|stehen)\b|anbei\b|im anhang\b|"
    r"(?:ich|wir)\s+(?:habe|haben|bin|sind|arbeite\w*|bekomme\w*|erhalte\w*|lade\w*)\b|"
    r"(?:ce|ceci|il|cela|les [\w-]+|ces [\w-]+|mes \w+|nos \w+)\s*(?:sont|est|s['’]agit|proviennent|"
    r"viennent|contiennent|"
    r"ont|peuvent)\b|c['’]est\b|voici\b|ci-joint\w*|(?:j['’]ai|nous avons|je suis|nous sommes)\b|"
    r"(?:se trata|son (?!t\b)\w+|estos son|estas son|(?:l[oa]s|mis|nuestr\w+|est[oa]s)\s+[\w-]+\s+"
    r"(?:son|están|vienen|tienen|pueden)|adjunto\w*|tengo\b|tenemos\b|hay\b)|"
    r"(?:si tratta|sono\b|quest[ie] \w+ sono|(?:i|le|gli|questi|queste|mie|miei)\s+[\w-]+\s+(?:sono|"
    r"vengono|hanno|possono)|"
    r"in allegato|allego|ho\b|abbiamo\b|ci sono\b)|"
    r"(?:trata-se|são\b|est[ea]s são|(?:os|as|meus|minhas|est[ea]s)\s+[\w-]+\s+(?:são|vêm|têm|podem)|"
    r"em anexo|tenho\b|"
    r"temos\b|há\b)|"
    r"(?:het|dit|dat|de|deze|mijn|onze|alle)\s+(?:[\w-]+\s+)?(?:zijn|is|gaat|gaan|komen|hebben|bevatten|"
    r"kunnen)\b|"
    r"bijgevoegd\b|in de bijlage\b|(?:ik|wij|we) (?:heb(?!\s+(?:de|het|een)?.*nodig)|ben|zijn)\b|"
    r"(?:to są|są to|to jest|chodzi o|w załączniku|mam\b|mamy\b)|"
    r"(?:dokumenty|te dokumenty|faktury|te faktury|paragony|wszystkie \w+)\s+(?:to|są|pochodzą|mają|mogą)\b)",
    re.IGNORECASE,
)
_INSTRUCTION: Final = re.compile(
    r"^\s*(?:(?:and|also|then|but|please|kindly|bitte|und|aber|s['’]il (?:vous|te) pla[iî]t|merci de|"
    r"por favor|"
    r"per favore|alsjeblieft|alstublieft|graag|proszę|uwaga)\b[\s,:]*)*(?:"
    r"(?:otherwise|sonst|andernfalls|sinon|de lo contrario|altrimenti|caso contrário|anders|w przeciwnym)\b|"
    r"(?:be|make sure|ensure|note that|remember|always|never|respond|reply|pretend|you are|you['’]re|"
    r"translate|"
    r"treat|assume|consider|verify|double[- ]check|ignore|disregard|forget|pay attention|watch out|"
    r"don['’]t|do not|"
    r"summari[sz]e|take care|let me know|call me|feel free)\b|"
    r"(?:keep|use|write|output|answer|act|sort|convert|format|check|mind|round|stop|process|calculate|"
    r"compute|skip|"
    r"send|delete|set|put|work|try|order|print)\s+(?:the|all|to|only|in|as|with|that|an?|any|every|your|"
    r"my|me|it|"
    r"them|this|these|those|out|for|up|by|iso|dots?|commas?|points?|everything|nothing|dates|amounts|"
    r"numbers|two)\b|"
    r"(?:achtet?n?|beachtet?n?|sei|seid|seien|verwende[nt]?|nutzen?|benutzen?|schreibe?n?|sortiere?n?|"
    r"übersetzen?|"
    r"prüfen?|vergiss|ignoriere?n?|stelle sicher|denke?n?|rechne[nt]?|pass auf|bearbeiten?|formatiere?n?|"
    r"vorsicht|"
    r"achtung|antworte[nt]?|arbeite)\b|"
    r"(?:veillez|attention|utilise[zrs]?|écri(?:s|re|vez)|trie[zr]?|tradui(?:s|re|sez)|vérifie[zr]?|"
    r"ignore[zr]?|"
    r"oublie[zr]?|soyez|sois|fais|faites|répond(?:s|ez|re)|n['’]oubli\w+|ne \w+ pas|converti(?:s|r|ssez)|"
    r"assure\w*)\b|"
    r"(?:ten cuidado|tenga cuidado|cuidado|atención|usar?|utiliza|utilice|escrib[ae]|escribir|ordene|"
    r"ordenar?|"
    r"traduce|traduzca|traducir|verifica|verifique|ignora|ignorar|olvida|asegúrate|asegúrese|recuerda|"
    r"comprueba|"
    r"revisa|convierte|responde|no \w+[ae]s)\b|"
    r"(?:fai attenzione|fate attenzione|attenzione|scrivi|scrivere|scrivete|ordina|ordinare|dimentica\w*|"
    r"assicurati|"
    r"ricorda\w*|controlla|converti|rispondi|non \w+)\b|"
    r"(?:tenha cuidado|tem cuidado|escrev[ae]|escrever|ordene|traduz\w*|verifique|esqueça|lembre|"
    r"converta|responda|"
    r"certifique|ignore|não \w+)\b|"
    r"(?:let op|wees|gebruik|schrijf|sorteer|vertaal|controleer|negeer|vergeet|zorg dat|zorg ervoor|denk|"
    r"antwoord)\b|"
    r"(?:uważaj|proszę uważać|użyj|używaj|napisz|pisz|posortuj|przetłumacz|sprawdź|zignoruj|ignoruj|zapomnij|"
    r"pamiętaj|upewnij|bądź|zwróć uwagę|nie \w+|odpowiedz|przelicz)\b)",
    re.IGNORECASE,
)
_COLLECTS: Final = re.compile(r"^\s*(?:i|we)\s+(?:collect|get)\b", re.IGNORECASE)
_CONDITION: Final = re.compile(
    r"^\s*(?:if|when|whenever|unless|in case|wenn|falls|sofern|si|quand|lorsque|cuando|se|quando|qualora|"
    r"caso|"
    r"indien|als|wanneer|jeśli|jeżeli|gdy|gdyby)\s",
    re.IGNORECASE,
)
_IF_ANY: Final = re.compile(
    r"^\s*(?:if|when|wherever|where|wenn|falls|sofern|soweit|si|se|indien|als|jeśli|jeżeli|"
    r"o ile)\s+(?:\w+\s+){0,2}?"
    r"(?:possible|available|present|any|given|shown|stated|printed|applicable|there|can|möglich|"
    r"vorhanden|verfügbar|"
    r"angegeben|existe|possibile|presente|disponible|disponibile|disponível|posible|possível|hay|existir|"
    r"houver|"
    r"mogelijk|aanwezig|beschikbaar|vermeld|możliwe|dostępn\w+|jest|to możliwe)\b\s*,?\s*",
    re.IGNORECASE,
)
REQUEST: Final = word_set(
    "extract get give find read pull fetch list need want like include includes collect capture show "
    "tell return "
    "brauche brauchen mochte mochten hatte hatten gib gebt lies lese extrahiere extrahieren benotige "
    "benotigen "
    "auslesen besoin veux voudrais voulons extraire extrais extrayez donne donnez lire necesito "
    "necesitamos quiero "
    "queremos extrae extraer dame saca sacar voglio vorrei vogliamo estrai estrarre dammi serve servono "
    "preciso "
    "precisamos quero extraia extrair nodig wil willen geef haal lees potrzebuje potrzebujemy chce podaj "
    "wyodrebnij odczytaj wypisz prosze faut pull interested take gather grab vorrei servirebbero dame dime "
    "liste listez indique indiquez"
)
_VERBS: Final = word_set(
    "are were was have has should must will would shall might sind waren wurde wurden sollen soll sollte "
    "muss "
    "mussen haben konnen sont doivent doit peuvent estan deben debe tienen sono devono deve hanno sao devem "
    "moeten hebben maja musza is ist est jest does did gibt hat heeft emitio emitiu emesso esta"
)
QUESTION: Final = word_set(
    "what which who whom whose when where how welche welcher welches welchen wer wem wen wann wo wie was "
    "quel quelle "
    "quels quelles qui quand ou combien comment cual cuales quien cuando cuanto cuantos cuanta cuantas "
    "donde como "
    "qual quali chi quanto quanti quanta quante dove quais quem quantos quantas onde wat welk wie "
    "wanneer hoeveel "
    "que waar hoe jaki jaka jakie kto kiedy ile gdzie"
)
_FORMATTED: Final = word_set(
    "dates amounts numbers values prices sums amount quantities percentages datumsangaben daten betrage "
    "zahlen "
    "werte preise montants nombres chiffres fechas importes numeros cifras importi numeri valores "
    "bedragen datums "
    "getallen daty kwoty liczby"
)


def is_courtesy(text: str) -> bool:
    """Whether a part greets or thanks and asks for nothing."""
    found = _GREETING.match(text)
    if found and len(words(text)) <= len(words(found.group())) + 3:
        return not {word.text for word in words(text)} & REQUEST
    return _THANKS.match(text) is not None or _NO_MORE.match(text) is not None


def is_farewell(text: str) -> bool:
    """Whether a person's own name may follow."""
    return _FAREWELL.match(text) is not None


def is_prose(text: str) -> bool:
    """Whether a sentence or part only describes or instructs."""
    spoken = {word.text for word in words(text)}
    if _CONDITION.match(text) and not _IF_ANY.match(text):
        return True
    described = _DESCRIPTION.match(text) or _INSTRUCTION.match(text)
    return described is not None and not spoken & (
        REQUEST - {"collect", "get"} if _COLLECTS.match(text) else REQUEST
    )


def without_condition(text: str) -> str:
    """A part without an `if available` in front."""
    found = _IF_ANY.match(text)
    return text[found.end() :] if found else text


def is_clause(body: Sequence[Word]) -> bool:
    """Whether an unknown part has the verb of a sentence in it, so is no name."""
    return any(word.text in _VERBS for word in body[1:])


def asked_in(text: str, body: Sequence[Word]) -> Sequence[Word]:
    """What a question asks for: what stands before its verb, all where it is none."""
    first = words(text)[:1]
    if not first or first[0].text not in QUESTION:
        return body
    at = next((at for at, word in enumerate(body) if at and word.text in _VERBS), len(body))
    return body[:at]


def is_general_format(body: Sequence[Word]) -> bool:
    """`dates` or `all amounts` in front of a format: all values of the kind, which have it anyway."""
    return bool(body) and all(word.text in _FORMATTED for word in body)
