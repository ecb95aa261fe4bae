"""Words of Malaysian addresses and company names, by which a letter that OCR misread is put right."""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Hamming

_KNOWN: Final = """
    selangor johor perak pahang kedah kelantan terengganu melaka malacca penang pinang perlis sabah sarawak
    sembilan negeri wilayah persekutuan putrajaya labuan malaysia singapore takzim ridzuan petaling lumpur
    kajang cheras ampang rawang seremban kuantan kluang skudai tampoi gelang iskandar puteri gudang segamat
    plentong permas tebrau butterworth bertam nibong georgetown jelutong sungai sungei taiping batang manjung
    dickson rembau bentong temerloh mentakab genting highlands cameron langkawi kuching kinabalu sandakan
    bintulu subang puchong serdang kembangan semenyih balakong damansara kepong sentul setapak wangsa gombak
    selayang kelana sunway bintang kuchai segambut titiwangsa bangsar brickfields pandan melawati keramat
    cyberjaya dengkil banting sepang puncak lorong persiaran lebuhraya lingkaran simpang kampung bandar
    bandaraya kawasan perindustrian perusahaan perniagaan seksyen section bangunan menara kompleks complex
    dataran tingkat ground basement square avenue street industrial estate shopping centre permai bahagia
    sentosa mahkota mutiara perdana kenanga melati cempaka tanjung tanjong borong enterprise trading hardware
    stationery stationers restaurant restoran marketing electrical machinery supermarket hypermarket pharmacy
    bakery holdings corporation company runcit pasaraya syarikat
"""
_WORDS: Final = frozenset(_KNOWN.split())
_ALIKE: Final = ("ilj", "ilt", "odqc", "cg", "nwmh", "uv", "vy", "bprh", "ef", "kx", "oa", "sz", "un")
"""Letters that OCR takes for one another."""
_LEAST: Final = 6
_TOKEN: Final = re.compile(r"[A-Za-z]+")
_BY_LENGTH: Final = {size: sorted(word for word in _WORDS if len(word) == size) for size in range(_LEAST, 15)}


def respelled(text: str) -> str:
    """With words of six letters and more that miss one such word by one letter written like it."""
    return _TOKEN.sub(lambda match: _respelled(match[0]), text)


@lru_cache(maxsize=4096)
def _respelled(word: str) -> str:
    folded = word.lower()
    if len(word) < _LEAST or folded in _WORDS:
        return word
    near = process.extract(
        folded, _BY_LENGTH.get(len(word), ()), scorer=Hamming.distance, score_cutoff=1, limit=2
    )
    if len(near) != 1:
        return word
    meant = str(near[0][0])
    pair = next({first, second} for first, second in zip(folded, meant, strict=True) if first != second)
    if not any(pair <= set(group) for group in _ALIKE):
        return word
    return "".join(
        letter.upper() if seen.isupper() else letter for letter, seen in zip(meant, word, strict=True)
    )
